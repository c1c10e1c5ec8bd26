import { parse } from 'csv-parse/browser/esm/sync';
import { asCell, quoted } from '../../src/intake/csvText.js';
import { isLeiShaped } from '../../src/model/lei.js';
import type { Screened } from './questions.js';

/** One line of the list that is screened. */
export interface Subject {
  readonly ref: string;
  /** What the line says, as it is shown. */
  readonly said: string;
  readonly key: Readonly<Record<string, string>>;
}

const KEYS = ['id', 'lei', 'name', 'product'] as const;
const COLUMNS: ReadonlySet<string> = new Set([...KEYS, 'jurisdiction', 'ref']);

/**
 * The lines of a list: with a header of our columns (ref, id, lei, name, product, jurisdiction), or none, and then a name
 * or an LEI a line, with a second column for its country. A line that cannot be used is kept, and screened as it is, so that the service says why.
 * Throws what csv-parse says where the text is no CSV.
 */
export function subjectsOf(text: string): Subject[] {
  const rows: string[][] = parse(text, {
    bom: true,
    delimiter: [',', ';', '\t'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  });
  const header = rows[0]?.map((cell) => cell.toLowerCase()) ?? [];
  const isHeader = header.some((cell) => KEYS.some((key) => key === cell));
  const lines = isHeader ? rows.slice(1) : rows;
  return lines
    .filter((cells) => cells.some((cell) => cell !== ''))
    .map((cells, index) => (isHeader ? named(header, cells, index) : bare(cells, index)));
}

function bare([what = '', jurisdiction = '']: readonly string[], index: number): Subject {
  if (isLeiShaped(what)) return { ref: String(index + 1), said: what, key: { lei: what } };
  const place = jurisdiction === '' ? {} : { jurisdiction };
  return { ref: String(index + 1), said: what, key: { name: what, ...place } };
}

function named(header: readonly string[], cells: readonly string[], index: number): Subject {
  const given = header.flatMap((column, at) =>
    COLUMNS.has(column) && cells[at] ? [[column, cells[at]] as const] : [],
  );
  const { ref, jurisdiction, ...keys } = Object.fromEntries(given);
  // The first key of the line that is given; a name says where to look, so it alone takes the country along.
  const which = KEYS.find((key) => keys[key] !== undefined) ?? 'name';
  const value = keys[which] ?? '';
  const place = which === 'name' && jurisdiction !== undefined ? { jurisdiction } : {};
  return { ref: ref ?? String(index + 1), said: keys.name ?? value, key: { [which]: value, ...place } };
}

/** What became of a line: an answer, or none; the latter is never a light. */
export interface Line {
  readonly subject: Subject;
  readonly result: Screened | null;
  readonly failed: string | null;
}

/** The lines and what became of them as CSV; no cell begins like a formula, and none of a verdict is empty. */
export function csvOf(lines: readonly Line[], policies: readonly string[]): string {
  const header = ['ref', 'asked', 'outcome', 'overall', 'party', 'party_name', ...policies, 'problem'];
  const rows = lines.map(({ subject, result, failed }) => {
    const outcome = result?.outcome ?? 'NOT_ANSWERED';
    return [
      subject.ref,
      subject.said,
      outcome,
      result?.overall ?? outcome,
      result?.match?.party.id ?? '',
      result?.match?.party.name ?? '',
      ...policies.map((id) => result?.verdicts.find(({ policy }) => policy.id === id)?.verdict ?? outcome),
      failed ?? result?.problem?.message ?? (result?.alternatives.map(({ party }) => party.id).join(' ') || ''),
    ];
  });
  return `${[header, ...rows].map((cells) => cells.map((cell) => quoted(asCell(cell))).join(',')).join('\r\n')}\r\n`;
}
