import type { DateString } from '../../model/date.js';
import type { InterestType } from '../../model/interest.js';
import type { PartyFacts } from '../../model/party.js';
import type { Grade, Source } from '../../model/source.js';
import type { InterestStatement, OperationStatement, PartyStatement, ProductStatement } from '../../model/statement.js';

/**
 * What a source said, as JSON values without the brackets around them: a statement that comes again is known by its
 * text, and rows are put together without parsing. Sources are numbers of `Ledger.numbers`.
 */
export function partySaid(statement: PartyStatement, source: number): string {
  return partyText([statement.source.statementId, source, statement.facts]);
}

export type PartySaid = readonly [statementId: string, source: number, facts: PartyFacts];

export function partyText(said: PartySaid): string {
  return JSON.stringify(said).slice(1, -1);
}

export function interestSaid(statement: InterestStatement, source: number): string {
  const { type, share, startDate, endDate, undisclosed } = statement;
  const strict = (share.minExclusive ? 1 : 0) + (share.maxExclusive ? 2 : 0);
  const { statementId } = statement.source;
  return interestText([type, share.min, share.max, strict, startDate, endDate, undisclosed, source, statementId]);
}

/** The share in its units; `strict` is 1 where the lower bound is exclusive, plus 2 where the upper one is. */
export type InterestSaid = readonly [
  type: InterestType,
  min: number,
  max: number,
  strict: number,
  startDate: DateString | null,
  endDate: DateString | null,
  undisclosed: string | null,
  source: number,
  statementId: string,
];

export function interestText(said: InterestSaid): string {
  return JSON.stringify(said).slice(1, -1);
}

/** The operators of a product stand beside the text, as parties may be joined. */
export type OperationSaid = Omit<OperationStatement, 'operator'>;
export type ProductSaid = readonly [
  statementId: string,
  source: number,
  name: string,
  operations: readonly OperationSaid[],
];

export function productSaid(statement: ProductStatement, source: number): string {
  const operations = statement.operators.map(
    ({ region, startDate, endDate, source: own }): OperationSaid => ({ region, startDate, endDate, source: own }),
  );
  return productText([statement.source.statementId, source, statement.name, operations]);
}

export function productText(said: ProductSaid): string {
  return JSON.stringify(said).slice(1, -1);
}

export type SourceSaid = readonly [
  dataset: string,
  url: string | null,
  retrievedAt: string | null,
  quote: string | null,
  grade: Grade,
];

/** What a source is known by; the id of the statement is not part of it. */
export function sourceText(source: Source): string {
  const said: SourceSaid = [source.dataset, source.url, source.retrievedAt, source.quote, source.grade];
  return JSON.stringify(said);
}

export function parsed<Said>(text: string): Said {
  return JSON.parse(`[${text}]`) as Said;
}
