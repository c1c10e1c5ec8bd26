import { GRADES } from '../model/source.js';
import type { StatementSource } from '../model/statement.js';
import { type Cell, oneOf } from './csvFields.js';
import { startOf, textOf } from './fields.js';
import type { ReadOptions } from './format.js';

/** Longer than a text of one source, as a statement may quote several. */
export const LONGEST_QUOTE = 100_000;

/** So that versions compare as text: numbers by their size, EDGAR's accession numbers by the year that they hold. */
export function versionOf(text: string): string {
  const year = /^\d{10}-(\d\d)-\d{6}$/.exec(text)?.[1];
  if (year !== undefined) return `${Number(year) >= 93 ? '19' : '20'}${year}`;
  return /^\d+$/.test(text) ? text.padStart(30, '0') : text;
}

/** What the row, or the whole file, says of its source. Throws Refused. */
export function sourceOf(cell: Cell, { retrievedAt }: ReadOptions): StatementSource {
  const url = cell('url');
  const quote = cell('quote');
  const statementId = cell('statement_id');
  return {
    dataset: textOf(cell('dataset') ?? 'csv', 'dataset'),
    url: url === null ? null : textOf(url, 'url'),
    retrievedAt: startOf(cell('retrieved_at'), 'retrieved_at') ?? retrievedAt,
    statementId: textOf(statementId ?? 'row', 'statement_id'),
    quote: quote === null ? null : textOf(quote, 'quote', LONGEST_QUOTE),
    grade: oneOf(cell, 'grade', GRADES) ?? 'ASSERTED',
  };
}
