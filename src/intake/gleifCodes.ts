import type { DateString } from '../model/date.js';
import type { PartyStatement } from '../model/statement.js';
import { type Arrival, NOTHING_STATED, Refused } from './arrival.js';
import { shown } from './fields.js';
import { leiIdentifier, leiOf, partyOf, sourceOf } from './gleifEntities.js';
import { buffers, type Chunks } from './records.js';
import { Spool } from './spool.js';

type Scheme = 'ISIN' | 'BIC';

const HEADER = /^"?(LEI|ISIN|BIC)"?,"?(LEI|ISIN|BIC)"?\s*$/i;

/** Whether a file begins as GLEIF's maps of LEIs to ISINs or BICs do. */
export function isCodeMap(head: string): boolean {
  const [, first, second] = HEADER.exec(head.split('\n', 1)[0] ?? '') ?? [];
  return (first?.toUpperCase() === 'LEI') !== (second?.toUpperCase() === 'LEI');
}

const LINES_AT_ONCE = 250_000;
const LONGEST_LINE = 1000;
const AS_TEXT = { asLine: (row: string): string => row, inLine: (row: string): string => row };

/**
 * The rows of a map, a record for each party with all its codes: of two statements of one dataset only the newer one's
 * identifiers count, so the file is read to its end first. Rows wait in a spool; memory is that of a quarter of a million of them.
 */
export async function* gleifCodes(chunks: Chunks, retrievedAt: DateString | null): AsyncGenerator<Arrival> {
  const spool = new Spool(AS_TEXT);
  let columns: readonly string[] | null = null;
  let line = 0;
  try {
    for await (const text of linesOf(chunks)) {
      line += 1;
      const cells = text.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
      if (columns === null) columns = cells.map((cell) => cell.toUpperCase());
      else if (text.trim() !== '') {
        try {
          await spool.add(rowOf(cells, columns, line));
        } catch (error) {
          yield refusal(error, line, text);
        }
      }
    }
    const scheme: Scheme = columns?.includes('BIC') === true ? 'BIC' : 'ISIN';
    yield* byParty(spool, scheme, retrievedAt);
  } finally {
    await spool.close();
  }
}

async function* byParty(spool: Spool<string>, scheme: Scheme, date: DateString | null): AsyncGenerator<Arrival> {
  const parts = Math.ceil(spool.length / LINES_AT_ONCE);
  for (let part = 0; part < parts; part += 1) {
    const rows = new Map<string, { readonly line: number; readonly codes: string[] }>();
    for await (const row of spool) {
      const [lei = '', code = '', line] = row.split(' ');
      // The check digits of LEIs are spread evenly.
      if (Number(lei.slice(18)) % parts !== part) continue;
      const known = rows.get(lei);
      if (known === undefined) rows.set(lei, { line: Number(line), codes: [code] });
      else known.codes.push(code);
    }
    for (const [lei, { line, codes }] of rows) {
      const statement = scheme === 'BIC' ? bicStatement(lei, codes, date) : isinStatement(lei, codes, date);
      yield { ...NOTHING_STATED, line, recordId: lei, parties: [statement] };
      if (codes.length > MOST_CODES) yield refusal(tooMany(scheme, codes.length), line, lei);
    }
  }
}

/** Of one party; issuers of certificates have a million, by which nobody looks for them. */
const MOST_CODES = 500;

export function isinStatement(
  lei: string,
  codes: readonly string[],
  date: DateString | null,
  page = '1',
): PartyStatement {
  // Pages of one party's ISINs stand beside each other as datasets do, or the last would take the others' away.
  return statement('ISIN', lei, codes, date, page === '1' ? 'gleif-isin' : `gleif-isin-page-${page}`);
}

export function bicStatement(lei: string, codes: readonly string[], date: DateString | null): PartyStatement {
  return statement('BIC', lei, codes, date, 'gleif-bic');
}

function statement(
  scheme: Scheme,
  lei: string,
  codes: readonly string[],
  date: DateString | null,
  dataset: string,
): PartyStatement {
  const first = [...new Set(codes)].sort().slice(0, MOST_CODES);
  const identifiers = [leiIdentifier(lei), ...first.map((value) => ({ scheme, value }))];
  return { party: partyOf(lei), facts: { identifiers }, source: sourceOf(lei, date, dataset) };
}

function tooMany(scheme: Scheme, count: number): Refused {
  const message = `Expected at most ${MOST_CODES} ${scheme}s of one party, came ${count}; the first ${MOST_CODES} by their letters are kept.`;
  return new Refused('TOO_LONG', message);
}

/** A row as the text that waits: the LEI, the code, the line. */
function rowOf(cells: readonly string[], columns: readonly string[], line: number): string {
  if (cells.length !== columns.length)
    throw new Refused('MALFORMED', `Expected ${columns.length} cells as in the header, came ${cells.length}.`);
  const lei = leiOf(cells[columns.indexOf('LEI')] ?? null, 'LEI');
  const code = cells[columns.indexOf('LEI') === 0 ? 1 : 0] ?? null;
  return `${lei} ${columns.includes('BIC') ? bicOf(code) : isinOf(code)} ${line}`;
}

/** Throws Refused for what is no ISIN, or one with a wrong check digit (ISO 6166). */
export function isinOf(value: string | null): string {
  if (value !== null && /^[A-Z]{2}[A-Z0-9]{9}\d$/.test(value) && isChecked(value)) return value;
  throw new Refused('IDENTIFIER', `ISIN: expected 12 characters with the right check digit, came ${shown(value)}.`);
}

/** Letters as two digits each, every second digit from the last but one doubled, the digits' sum a multiple of ten. */
function isChecked(isin: string): boolean {
  const digits = [...isin].map((character) => Number.parseInt(character, 36)).join('');
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + Math.floor(value / 10) + (value % 10);
  }, 0);
  return sum % 10 === 0;
}

/** Throws Refused for what has not the form of a BIC (ISO 9362). */
export function bicOf(value: string | null): string {
  if (value !== null && /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(value)) return value;
  throw new Refused('IDENTIFIER', `BIC: expected 8 or 11 characters, came ${shown(value)}.`);
}

/** Lines as text; of one that is too long the beginning, which no row is. */
async function* linesOf(chunks: Chunks): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of buffers(chunks)) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    for (const line of lines) yield withoutMark(line.slice(0, LONGEST_LINE));
  }
  if (rest !== '') yield withoutMark(rest);
}

function withoutMark(line: string): string {
  return line.replace(/^\u00ef\u00bb\u00bf/, '');
}

function refusal(error: unknown, line: number, record: string): Arrival {
  if (!(error instanceof Refused)) throw error;
  const { reason, message } = error;
  return { outcome: 'REFUSED', line, recordId: null, record, reason, message };
}
