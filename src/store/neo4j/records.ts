import type { DateString } from '../../model/date.js';
import type { InterestType } from '../../model/interest.js';
import type { PartyFacts, PartyId } from '../../model/party.js';
import type { Grade } from '../../model/source.js';
import type { InterestStatement, Kept, ListEdition, StatementSource } from '../../model/statement.js';
import type { PartyRecord } from '../store.js';
import { dateOfStop, unescaped } from '../writing/text.js';

type Text = string | null;

export type StatementCell = readonly [
  statementId: string,
  dataset: string,
  url: Text,
  retrievedAt: Text,
  quote: Text,
  grade: Grade,
  facts: string,
  recorded: number,
  ordinal: number,
  stated: Text,
];

export type InterestCell = readonly [
  holder: number | null,
  subject: number,
  type: InterestType,
  min: number,
  max: number,
  minExclusive: boolean,
  maxExclusive: boolean,
  undisclosed: Text,
  startDate: Text,
  stop: number,
  dataset: string,
  url: Text,
  retrievedAt: Text,
  statementId: string,
  quote: Text,
  grade: Grade,
  recorded: number,
  ordinal: number,
];

export function partyOf(ref: string, cells: readonly StatementCell[]): PartyRecord {
  const id = unescaped(ref);
  return {
    id,
    statements: cells.map(
      ([statementId, dataset, url, retrievedAt, quote, grade, facts, recorded, ordinal, stated]) => ({
        party: id,
        facts: JSON.parse(facts) as PartyFacts,
        source: sourceOf(dataset, url, retrievedAt, statementId, quote, grade),
        recorded,
        ordinal,
        ...(stated === null ? {} : { stated: unescaped(stated) }),
      }),
    ),
  };
}

/** The statement of an interest between parties by these ids. */
export function interestOf(cell: InterestCell, holder: PartyId | null, subject: PartyId): InterestStatement & Kept {
  const [, , type, min, max, minExclusive, maxExclusive, undisclosed, startDate, stop, dataset, url] = cell;
  const [, , , , , , , , , , , , retrievedAt, statementId, quote, grade, recorded, ordinal] = cell;
  return {
    interestedParty: holder,
    undisclosed: textOf(undisclosed),
    subject,
    type,
    share: { min: exact(min), max: exact(max), minExclusive, maxExclusive },
    startDate: startDate as DateString | null,
    endDate: dateOfStop(stop),
    source: sourceOf(dataset, url, retrievedAt, statementId, quote, grade),
    recorded,
    ordinal,
  };
}

export function sourceOf(
  dataset: string,
  url: Text,
  retrievedAt: Text,
  statementId: string,
  quote: Text,
  grade: Grade,
): StatementSource {
  return {
    dataset: unescaped(dataset),
    url: textOf(url),
    retrievedAt,
    statementId: unescaped(statementId),
    quote: textOf(quote),
    grade,
  };
}

export function textOf(ref: Text): Text {
  return ref === null ? null : unescaped(ref);
}

/** Units of a share; the driver makes of an integer that JavaScript can't hold something else, without a word. */
function exact(units: number): number {
  if (!Number.isSafeInteger(units)) throw new Error(`the database gave ${units} for a share`);
  return units;
}

export type EditionCell = readonly [
  list: string,
  edition: string,
  startDate: DateString,
  endDate: DateString | null,
  entries: number,
  complete: boolean,
];

export function editionOf([list, edition, startDate, endDate, entries, complete]: EditionCell): ListEdition {
  return { list: unescaped(list), edition: unescaped(edition), startDate, endDate, entries, complete };
}
