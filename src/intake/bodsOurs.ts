import { z } from 'zod';
import { INTEREST_TYPES } from '../model/interest.js';
import type { PartyFacts } from '../model/party.js';
import type { StatementSource } from '../model/statement.js';
import { type Fields, fieldsOf, listOf } from './fields.js';
import { exactJson } from './json.js';
import { FACTS, KEPT } from './ndjson.js';
import { checked, ID, WORDS } from './shapes.js';

/** Who made the annotation in which our own exports keep what BODS has no field for (`src/export/bods.ts`). */
export const ANNOTATOR = 'Controlgraph';

const OURS = z.strictObject({
  source: KEPT,
  /** The party, where the record is a further one of a party that has several statements. */
  party: ID.exactOptional(),
  facts: FACTS.pick({
    names: true,
    headquarters: true,
    listings: true,
    majorHoldersStated: true,
    ownersComplete: true,
    incorporatedIn: true,
    publiclyListed: true,
    nationalities: true,
  }).exactOptional(),
  type: z.enum(INTEREST_TYPES).exactOptional(),
  undisclosed: WORDS.nullable().exactOptional(),
});

/** What an annotation of ours says beside the statement; what BODS has a field for is read from that field alone. */
export interface Ours {
  readonly source: StatementSource;
  readonly party?: string;
  readonly facts?: PartyFacts;
  readonly type?: (typeof INTEREST_TYPES)[number];
  readonly undisclosed?: string | null;
}

/** The annotation of ours on a statement, null for a statement of others. Throws Refused. */
export function oursOf(statement: Fields): Ours | null {
  for (const value of listOf(statement.annotations, 'annotations')) {
    const { createdBy, transformedContent } = fieldsOf(value, 'annotations');
    if (typeof transformedContent !== 'string' || fieldsOf(createdBy ?? {}, 'createdBy').name !== ANNOTATOR) continue;
    return checked(OURS, exactJson(transformedContent), 'annotations.transformedContent') as Ours;
  }
  return null;
}
