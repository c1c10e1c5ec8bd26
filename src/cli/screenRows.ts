import { badInput } from '../errors.js';
import { countryNamed } from '../intake/countryNames.js';
import { csvFile } from '../intake/csvRecords.js';
import { textIn } from '../intake/csvText.js';
import type { Input } from '../intake/inputs.js';
import { isoPlaceOf } from '../intake/places.js';
import { records } from '../intake/records.js';
import type { JurisdictionCode } from '../model/party.js';
import type { ScreenSubject } from '../views.js';
import { type Columns, columnsOf, type Field } from './screenColumns.js';

export type RowFormat = 'csv' | 'jsonl';

/** One row of a file of customers: whom it may mean, the strongest key first, or why it can't be read. */
export type CustomerRow = { readonly line: number; readonly ref: string } & (
  | { readonly subjects: readonly ScreenSubject[] }
  | { readonly problem: { readonly field: string | null; readonly message: string } }
);

export interface CustomerRows {
  readonly rows: AsyncIterable<CustomerRow>;
  /** Null for JSON lines whose fields are as ours are called. */
  readonly columns: Columns | null;
}

export type Named = Readonly<Partial<Record<Field, string>>>;

/** Reads as a stream. Throws BAD_USER_INPUT where the file has no header, or none that says whom to screen. */
export async function customerRows(input: Input, format: RowFormat, named: Named): Promise<CustomerRows> {
  if (format === 'jsonl') return { rows: fromLines(input, named), columns: null };
  const { header, records: found } = await csvFile(input.chunks);
  const columns = columnsOf(header, named);
  async function* rows(): AsyncGenerator<CustomerRow> {
    for await (const record of found) {
      if ('refused' in record) yield unreadable(record.line, record.refused.message);
      else yield rowOf(record.line, (field) => cellOf(columns, record.cells, header, field));
    }
  }
  return { rows: rows(), columns };
}

function cellOf(
  { of }: Columns,
  cells: ReadonlyMap<string, string>,
  header: readonly string[],
  field: Field,
): string | null {
  const column = of[field];
  if (column === undefined) return null;
  // A scheme may be said for all rows, as --scheme GB-COH.
  if (field === 'scheme' && !header.includes(column)) return column.toUpperCase();
  const cell = cells.get(column);
  return cell === undefined ? null : textIn(cell);
}

/** Fields are called as flags are, or as the flags say. */
async function* fromLines(input: Input, named: Named): AsyncGenerator<CustomerRow> {
  for await (const record of records(input.chunks)) {
    if ('refused' in record) {
      yield unreadable(record.line, record.refused.message);
      continue;
    }
    const value = record.value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      yield unreadable(record.line, 'Expected an object on each line, such as {"ref": "17", "name": "AB Volvo"}.');
      continue;
    }
    const fields = new Map(Object.entries(value));
    yield rowOf(record.line, (field) => {
      const found = fields.get(named[field] ?? field);
      return typeof found === 'string' || typeof found === 'number' ? String(found).trim() || null : null;
    });
  }
}

function unreadable(line: number, message: string): CustomerRow {
  return { line, ref: `line ${line}`, problem: { field: null, message } };
}

function rowOf(line: number, cell: (field: Field) => string | null): CustomerRow {
  const ref = cell('ref') ?? `line ${line}`;
  const [identifier, scheme, name, place] = [cell('identifier'), cell('scheme'), cell('name'), cell('jurisdiction')];
  const subjects: ScreenSubject[] = [];
  for (const key of ['id', 'lei'] as const) {
    const value = cell(key);
    if (value !== null) subjects.push({ ref, [key]: value });
  }
  if (identifier !== null && scheme === null)
    return {
      line,
      ref,
      problem: { field: 'identifier', message: 'identifier: expected a scheme with it; none came.' },
    };
  if (identifier !== null && scheme !== null) subjects.push({ ref, identifier: { scheme, value: identifier } });
  const product = cell('product');
  if (product !== null) subjects.push({ ref, product });
  if (name !== null) {
    try {
      subjects.push({ ref, name, ...(place === null ? {} : { jurisdiction: codeOf(place) }) });
    } catch (error) {
      return { line, ref, problem: { field: 'jurisdiction', message: (error as Error).message } };
    }
  }
  if (subjects.length > 0) return { line, ref, subjects };
  return {
    line,
    ref,
    problem: { field: null, message: 'Expected whom to screen; every column that says so is blank.' },
  };
}

/** A code, or the name of a country; throws where it is neither. */
function codeOf(place: string): JurisdictionCode {
  try {
    return isoPlaceOf(place, 'jurisdiction');
  } catch (error) {
    const named = countryNamed(place);
    if (named === null) throw error;
    return named;
  }
}

/** By what the file is called; of standard input by what is said. */
export function rowFormatOf(path: string): RowFormat {
  const name = path.toLowerCase().replace(/\.gz$/, '');
  if (name.endsWith('.csv') || name.endsWith('.tsv')) return 'csv';
  if (/\.(jsonl|ndjson|json)$/.test(name)) return 'jsonl';
  throw badInput(
    `${path}: expected a name that ends in .csv or .jsonl, .gz after it or not; say --format csv or jsonl.`,
  );
}
