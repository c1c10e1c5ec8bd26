import { z } from 'zod';
import { INTEREST_TYPES } from '../model/interest.js';
import { PARTY_KINDS, type PartyFacts } from '../model/party.js';
import { type Arrival, cut, NOTHING_STATED, Refused, type Stated } from './arrival.js';
import type { Format } from './format.js';
import { type Chunks, records } from './records.js';
import { checked, DATE, ID, IDENTIFIER, LINE, NAME, PLACE, SHARE, SOURCE, SPAN, WORDS } from './shapes.js';

/** What `controlgraph export ndjson` writes: every statement as it stands in the store, one a line, nothing lost. */
export const ndjsonFormat: Format = {
  name: 'ndjson',
  title: "this project's own: one statement a line, as exported",
  recognises: (head) => /^\s*\{"(?:party|interest|product|edition)":\{/.test(head),
  arrivals: ndjson,
};

// What a source gave as its address need not be one.
const ANY = SOURCE.extend({ url: LINE.nullable(), quote: WORDS.nullable() });
/** What other formats say of a time that is over as it begins was taken from them, and is not lost on the way. */
const NOT_BEFORE = [
  ({ startDate, endDate }: { startDate: string | null; endDate: string | null }): boolean =>
    startDate === null || endDate === null || startDate <= endDate,
  'endDate: expected a day from startDate on',
] as const;
export const CITED = ANY.extend({ statementId: LINE.nullable() });
export const KEPT = ANY.extend({ statementId: LINE });
const LOCATED = z.strictObject({ jurisdiction: PLACE, ...SPAN, source: CITED }).refine(...NOT_BEFORE);
const LISTING = z
  .strictObject({ list: LINE, programme: LINE.nullable(), ...SPAN, source: CITED })
  .refine(...NOT_BEFORE);

export const FACTS = z.strictObject({
  kind: z.enum(PARTY_KINDS).exactOptional(),
  name: LINE.exactOptional(),
  names: z.array(NAME).exactOptional(),
  identifiers: z.array(IDENTIFIER).exactOptional(),
  incorporatedIn: PLACE.exactOptional(),
  headquarters: z.array(LOCATED).exactOptional(),
  nationalities: z.array(PLACE).exactOptional(),
  listings: z.array(LISTING).exactOptional(),
  publiclyListed: z.boolean().exactOptional(),
  majorHoldersStated: z.boolean().exactOptional(),
  ownersComplete: z.boolean().exactOptional(),
});

const PARTY = z.strictObject({ party: ID, facts: FACTS, source: KEPT });
const INTEREST = z
  .strictObject({
    interestedParty: ID.nullable(),
    undisclosed: WORDS.nullable(),
    subject: ID,
    type: z.enum(INTEREST_TYPES),
    share: SHARE,
    ...SPAN,
    source: KEPT,
  })
  .refine(...NOT_BEFORE);
const OPERATION = z
  .strictObject({ operator: ID, region: PLACE.nullable(), ...SPAN, source: CITED })
  .refine(...NOT_BEFORE);
const PRODUCT = z.strictObject({ product: LINE, name: LINE, operators: z.array(OPERATION).min(1), source: KEPT });
const EDITION = z.strictObject({
  list: LINE,
  edition: LINE,
  startDate: DATE.unwrap().unwrap(),
  endDate: DATE,
  entries: z
    .string()
    .regex(/^\d{1,9}$/, 'expected a whole number')
    .transform(Number),
  complete: z.boolean(),
});

async function* ndjson(chunks: Chunks): AsyncGenerator<Arrival> {
  for await (const { line, text, ...read } of records(chunks)) {
    try {
      if ('refused' in read) throw read.refused;
      yield { ...NOTHING_STATED, line, recordId: null, record: cut(text), ...stated(read.value) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { reason, message } = error;
      yield { outcome: 'REFUSED', line, recordId: null, record: cut(text), reason, message };
    }
  }
}

const LINE_OF = z.union([
  z.strictObject({ party: z.unknown() }),
  z.strictObject({ interest: z.unknown() }),
  z.strictObject({ product: z.unknown() }),
  z.strictObject({ edition: z.unknown() }),
]);

/** What one line of an export states. Throws Refused. */
export function stated(value: unknown): Partial<Stated> {
  const line = LINE_OF.safeParse(value);
  if (!line.success) throw new Refused('MALFORMED', 'Expected an object with party, interest, product or edition.');
  const { data } = line;
  if ('party' in data) {
    const statement = checked(PARTY, data.party, 'party');
    return { parties: [{ ...statement, facts: statement.facts as PartyFacts }] };
  }
  if ('interest' in data) return { interests: [checked(INTEREST, data.interest, 'interest')] };
  if ('product' in data) return { products: [checked(PRODUCT, data.product, 'product')] };
  return { editions: [checked(EDITION, data.edition, 'edition')] };
}
