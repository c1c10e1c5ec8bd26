import type { Dated, DateString } from './date.js';
import type { InterestType } from './interest.js';
import type { JurisdictionCode, PartyFacts, PartyId } from './party.js';
import type { Bounds } from './share.js';
import type { Source } from './source.js';

/** Counts the writes of a store: 1 is the first. What a revision shows never changes. */
export type Revision = number;

/** What the store adds to a statement it keeps. */
export interface Kept {
  /** The revision that first recorded the statement. */
  readonly recorded: Revision;
  /** Its place among the statements of that revision; with `recorded` the order in which statements came. */
  readonly ordinal: number;
}

/** What it adds to a statement about a party. */
export interface KeptAbout extends Kept {
  /** The id that the source gave, where another answers for it: two records of one register keep their own fields. */
  readonly stated?: PartyId;
}

/** A source that is itself a statement. */
export interface StatementSource extends Source {
  readonly statementId: string;
}

export interface PartyStatement {
  readonly party: PartyId;
  readonly facts: PartyFacts;
  readonly source: StatementSource;
}

export interface InterestStatement {
  /** Null when the source says that somebody holds it but not who. */
  readonly interestedParty: PartyId | null;
  readonly undisclosed: string | null;
  readonly subject: PartyId;
  readonly type: InterestType;
  readonly share: Bounds;
  readonly startDate: DateString | null;
  /** As stated; as a store gives it back, no later than the start of the statement that supersedes it. */
  readonly endDate: DateString | null;
  readonly source: StatementSource;
}

export interface OperationStatement {
  readonly operator: PartyId;
  readonly region: JurisdictionCode | null;
  readonly startDate: DateString | null;
  readonly endDate: DateString | null;
  readonly source: Source;
}

/** A product or brand and who operates it; a newer statement of the same dataset about the same product supersedes. */
export interface ProductStatement {
  /** Bare, without the prefix product:. */
  readonly product: string;
  readonly name: string;
  readonly operators: readonly OperationStatement[];
  readonly source: StatementSource;
}

/** An edition of a sanctions or region list; only a complete one can clear anyone. */
export interface ListEdition {
  readonly list: string;
  readonly edition: string;
  readonly startDate: DateString;
  readonly endDate: DateString | null;
  readonly entries: number;
  readonly complete: boolean;
}

/** The identity under which statements supersede each other within a dataset; an unnamed holder is a key of its own. */
export function interestKey(
  statement: Pick<InterestStatement, 'interestedParty' | 'subject' | 'type'> & { readonly source: Source | undefined },
): string {
  const { interestedParty, subject, type, source } = statement;
  return JSON.stringify([interestedParty ?? `?${source?.dataset}#${source?.statementId}`, subject, type]);
}

/**
 * Ends older statements where newer ones of the same dataset and key begin. Newer = later start, a missing one being
 * earliest; then later recorded. Takes the statements in the order in which they were recorded; gives back, in that
 * order, each one's end date, or the string 'NEVER' for one that holds on no day at all.
 */
export function endsOf(statements: readonly Dated[]): (DateString | null | 'NEVER')[] {
  const newestFirst = statements
    .map((statement, order) => ({ statement, order }))
    .sort((a, b) => compareStart(b.statement, a.statement) || b.order - a.order);
  const ends: (DateString | null | 'NEVER')[] = statements.map(() => null);
  let nextStart: DateString | null = null;
  let first = true;
  for (const { statement, order } of newestFirst) {
    if (first) ends[order] = statement.endDate;
    else if (nextStart === null || statement.startDate === nextStart) ends[order] = 'NEVER';
    else ends[order] = statement.endDate !== null && statement.endDate < nextStart ? statement.endDate : nextStart;
    if (first || (statement.startDate ?? '') < (nextStart ?? '')) nextStart = statement.startDate;
    first = false;
  }
  return ends;
}

function compareStart(a: Dated, b: Dated): number {
  const left = a.startDate ?? '';
  const right = b.startDate ?? '';
  return left < right ? -1 : left > right ? 1 : 0;
}
