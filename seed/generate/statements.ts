import { type DateString, dateOf } from '../../src/model/date.js';
import { INTEREST_TYPES } from '../../src/model/interest.js';
import { type Located, PARTY_KINDS, type PartyFacts, type PartyId } from '../../src/model/party.js';
import type { InterestStatement, PartyStatement, StatementSource } from '../../src/model/statement.js';
import { UNITS_PER_POINT } from './arrays.js';
import { type Draft, FLAG, KIND, STRICT, UNNAMED } from './draft.js';
import type { Shape } from './shape.js';
import { partsOf, type World } from './world.js';

const DATASET = 'generated';
const RETRIEVED_AT = '2026-01-01';
const DAY_MS = 86_400_000;

export interface Statements {
  readonly parties: readonly PartyStatement[];
  readonly interests: readonly InterestStatement[];
}

/** The id of a party by its number; ids are in the order of the numbers. */
export function idOf(number: number): PartyId {
  return `g${String(number).padStart(9, '0')}`;
}

/**
 * A world as statements, those that have ended too, in steps of at least so many parties; interests come with their
 * subject, and a holder may come later.
 */
export function* statementsOf(world: World, atLeast = 10_000): Generator<Statements> {
  let parties: PartyStatement[] = [];
  let interests: InterestStatement[] = [];
  const ordered = new Int32Array(1_000_000);
  for (const draft of partsOf(world)) {
    const size = Math.min(draft.size, world.parties - draft.first);
    for (let place = 0; place < size; place += 1) {
      parties.push(partyIn(draft, place, world.shape));
      const held = draft.ordered(place, ordered);
      for (let index = 0; index < held; index += 1) {
        const each = ordered[index] as number;
        if ((draft.holder[each] as number) < world.parties) interests.push(interestIn(draft, each, index));
      }
    }
    if (parties.length < atLeast) continue;
    yield { parties, interests };
    [parties, interests] = [[], []];
  }
  if (parties.length > 0) yield { parties, interests };
}

function partyIn(draft: Draft, place: number, { places }: Shape): PartyStatement {
  const id = idOf(draft.first + place);
  const kind = draft.kind[place] as number;
  const flags = draft.flags[place] as number;
  const source = sourceOf(id);
  const code = (field: 'incorporatedIn' | 'headquarters') => places[(draft[field][place] as number) - 1]?.[0];
  const [incorporatedIn, jurisdiction] = [code('incorporatedIn'), code('headquarters')];
  const located = (at: string): Located => ({ jurisdiction: at, startDate: null, endDate: null, source });
  const facts: PartyFacts = {
    kind: PARTY_KINDS[kind] ?? 'COMPANY',
    name: `${kind === KIND.PERSON ? 'Person' : kind === KIND.STATE ? 'State body' : 'Company'} ${id.slice(1)}`,
    ...(incorporatedIn !== undefined && { incorporatedIn }),
    ...(jurisdiction !== undefined && { headquarters: [located(jurisdiction)] }),
    ...((flags & FLAG.widelyHeld) !== 0 && { publiclyListed: true, majorHoldersStated: true }),
    ...((flags & FLAG.ownersComplete) !== 0 && { ownersComplete: true }),
  };
  return { party: id, facts, source };
}

function interestIn(draft: Draft, each: number, index: number): InterestStatement {
  const holder = draft.holder[each] as number;
  const strict = draft.strict[each] as number;
  const subject = idOf(draft.first + (draft.subject[each] as number));
  return {
    interestedParty: holder === UNNAMED ? null : idOf(holder),
    undisclosed: holder === UNNAMED ? 'Holder not named' : null,
    subject,
    type: INTEREST_TYPES[draft.type[each] as number] ?? 'SHAREHOLDING',
    share: {
      min: (draft.min[each] as number) * UNITS_PER_POINT,
      max: (draft.max[each] as number) * UNITS_PER_POINT,
      minExclusive: (strict & STRICT.min) !== 0,
      maxExclusive: (strict & STRICT.max) !== 0,
    },
    startDate: dayOf(draft.start[each] as number),
    endDate: draft.end[each] === 0 ? null : dayOf(draft.end[each] as number),
    // By its place among those of the company, so that it does not depend on what else is made.
    source: sourceOf(`${subject}/${index}`),
  };
}

function dayOf(day: number): DateString {
  return dateOf(new Date(day * DAY_MS));
}

function sourceOf(statementId: string): StatementSource {
  return { dataset: DATASET, url: null, retrievedAt: RETRIEVED_AT, statementId, quote: null, grade: 'PRIMARY' };
}
