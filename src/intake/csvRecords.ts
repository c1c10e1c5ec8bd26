import { badInput } from '../errors.js';
import { Refused } from './arrival.js';
import { type CsvRow, csvRows } from './csvRows.js';
import { shown } from './fields.js';
import type { Chunks } from './records.js';

/** A row under its header: the cells that are not blank, trimmed, by the names of their columns. */
export type CsvRecord = { readonly line: number; readonly text: string } & (
  | { readonly cells: ReadonlyMap<string, string> }
  | { readonly refused: Refused }
);

export interface CsvFile {
  /** The names of the columns, trimmed and in lower case. */
  readonly header: readonly string[];
  readonly records: AsyncIterable<CsvRecord>;
}

/**
 * A CSV file with a header, read as a stream. A row that has not as many cells as the header is refused alone. Throws
 * BAD_USER_INPUT where there is no header, or one that names a column twice or not at all.
 */
export async function csvFile(chunks: Chunks): Promise<CsvFile> {
  const rows = csvRows(chunks);
  const first = await rows.next();
  if (first.done === true) throw badInput('Expected a CSV file that begins with a header; the file is empty.');
  if ('refused' in first.value) throw badInput(`The header can't be read. ${first.value.refused.message}`);
  const header = first.value.cells.map((name) => name.trim().toLowerCase());
  refuseUnclear(header);
  return { header, records: named(rows, header) };
}

function refuseUnclear(header: readonly string[]): void {
  const twice = header.filter((name, index) => name !== '' && header.indexOf(name) !== index);
  if (twice.length > 0) {
    throw badInput(
      `The header names ${[...new Set(twice)].map(shown).join(', ')} more than once; each column needs a name of its own.`,
    );
  }
  const nameless = header.indexOf('') + 1;
  if (nameless > 0) throw badInput(`Column ${nameless} of ${header.length} has no name in the header; give it one.`);
}

async function* named(rows: AsyncGenerator<CsvRow>, header: readonly string[]): AsyncGenerator<CsvRecord> {
  for await (const row of rows) {
    if ('refused' in row) {
      yield row;
      continue;
    }
    const { line, text, cells } = row;
    if (cells.length !== header.length) {
      const message = `Expected ${header.length} cells, one for each column of the header, came ${cells.length}.`;
      yield { line, text, refused: new Refused('INVALID_CSV', message) };
      continue;
    }
    const filled = cells.flatMap((cell, at): [string, string][] => {
      const trimmed = cell.trim();
      return trimmed === '' ? [] : [[header[at] as string, trimmed]];
    });
    yield { line, text, cells: new Map(filled) };
  }
}
