import { parse } from 'csv-parse/sync';
import { Refused } from './arrival.js';
import { type CsvLine, csvLines } from './csvLines.js';
import type { Chunks } from './records.js';

/** A row of a CSV file by its first line and as it came, with its cells or why it could not be read. */
export type CsvRow = { readonly line: number; readonly text: string } & (
  | { readonly cells: readonly string[] }
  | { readonly refused: Refused }
);

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** What a quoted cell may span: beyond it the quote is taken as one that nobody closed. */
const LINES_IN_QUOTES = 100;
const LONGEST_ROW = 1024 * 1024;
const DOS_END = '\u001a';

/**
 * The rows of a CSV file (RFC 4180), read as a stream: a quoted cell may hold delimiters, doubled quotes and line
 * breaks. What is not UTF-8, has a NUL, a quote out of place or more than 1 MiB is refused alone. A quote that is not
 * closed within a hundred lines costs the line on which it opens and no other. Blank lines are passed over, and so is
 * the 0x1A with which old systems end a file. `delimiter` null: the one that the first row has most of.
 */
export async function* csvRows(chunks: Chunks, delimiter: Delimiter | null = null): AsyncGenerator<CsvRow> {
  const lines = new Ahead(csvLines(chunks));
  let separator = delimiter;
  for (let first = await lines.next(); first !== null; first = await lines.next()) {
    if (isBlank(first)) continue;
    separator ??= delimiterOf(first.text);
    yield await rowFrom(first, lines, separator);
  }
}

/** The delimiter that a header has most of outside its quotes; a comma where it has none. */
export function delimiterOf(header: string): Delimiter {
  const bare = header.replace(/"(?:[^"]|"")*"/g, '');
  const counts = DELIMITERS.map((each) => bare.split(each).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] as Delimiter;
}

async function rowFrom(first: CsvLine, lines: Ahead, delimiter: Delimiter): Promise<CsvRow> {
  const { line, text } = first;
  if (first.refused !== null) return { line, text, refused: first.refused };
  let state = quotesAfter(text, delimiter, 'START');
  const whole = [text];
  let length = text.length;
  for (let ahead = 0; state === 'QUOTED' && ahead < LINES_IN_QUOTES; ahead += 1) {
    const next = await lines.peek(ahead);
    length += next?.text.length ?? 0;
    if (next === null || next.refused !== null || length > LONGEST_ROW) break;
    whole.push(next.text);
    state = quotesAfter(next.text, delimiter, 'QUOTED');
  }
  if (state !== 'CLOSED') {
    const message =
      state === 'QUOTED'
        ? `Expected every quote to be closed: one opens here and does not close within ${LINES_IN_QUOTES} lines.`
        : 'Expected quotes around a whole cell, and doubled within one; a quote stands elsewhere.';
    return { line, text, refused: new Refused('INVALID_CSV', message) };
  }
  lines.drop(whole.length - 1);
  const row = whole.join('\n');
  return { line, text: row, cells: cellsOf(row, delimiter) };
}

/** A row without quotes is its cells; one with quotes is taken apart by the library. */
function cellsOf(row: string, delimiter: Delimiter): readonly string[] {
  if (!row.includes('"')) return row.split(delimiter);
  return (parse(row, { delimiter, record_delimiter: '\n', relax_column_count: true }) as string[][])[0] ?? [];
}

type Quotes = 'START' | 'QUOTED' | 'CLOSED' | 'MISPLACED';

/** Where the quotes of a row stand after one more line: within a quoted cell, or all closed, or out of place. */
function quotesAfter(text: string, delimiter: Delimiter, before: 'START' | 'QUOTED'): Quotes {
  let at = 0;
  let isQuoted = before === 'QUOTED';
  for (;;) {
    if (isQuoted) {
      const quote = text.indexOf('"', at);
      if (quote === -1) return 'QUOTED';
      if (text[quote + 1] === '"') {
        at = quote + 2;
        continue;
      }
      at = quote + 1;
      if (at === text.length) return 'CLOSED';
      if (text[at] !== delimiter) return 'MISPLACED';
      at += 1;
    }
    isQuoted = text[at] === '"';
    if (isQuoted) {
      at += 1;
      continue;
    }
    const end = text.indexOf(delimiter, at);
    const quote = text.indexOf('"', at);
    if (quote !== -1 && (end === -1 || quote < end)) return 'MISPLACED';
    if (end === -1) return 'CLOSED';
    at = end + 1;
  }
}

function isBlank({ text, refused }: CsvLine): boolean {
  return refused === null && (text.trim() === '' || text.trim() === DOS_END);
}

/** Lines that may be looked at before they are taken. */
class Ahead {
  private readonly seen: CsvLine[] = [];

  constructor(private readonly source: AsyncGenerator<CsvLine>) {}

  async next(): Promise<CsvLine | null> {
    const line = await this.peek(0);
    this.drop(1);
    return line;
  }

  async peek(ahead: number): Promise<CsvLine | null> {
    while (this.seen.length <= ahead) {
      const { done, value } = await this.source.next();
      if (done === true) return null;
      this.seen.push(value);
    }
    return this.seen[ahead] as CsvLine;
  }

  drop(lines: number): void {
    this.seen.splice(0, lines);
  }
}
