import { existsSync } from 'node:fs';
import { badInput } from '../errors.js';
import { type Input, inputs } from '../intake/inputs.js';
import type { DateString } from '../model/date.js';
import { readConfig } from '../server/config.js';
import { seededStore } from '../server/openedStore.js';
import { interruption } from './interruption.js';
import { Meter } from './meter.js';
import { judgedOn } from './options.js';
import { type Screener, serviceScreener, storeScreener } from './screenAsked.js';
import { type Columns, FIELDS } from './screenColumns.js';
import { RulingsFile } from './screenFile.js';
import { answeredRows } from './screenPages.js';
import { type CustomerRow, customerRows, type Named, type RowFormat, rowFormatOf } from './screenRows.js';
import { gravestOf, written } from './screenRulings.js';
import { exitCode, Tally, toldScreening } from './screenTold.js';

export interface ScreenOptions extends Named {
  readonly in: string;
  readonly out?: string;
  readonly policy: readonly string[];
  readonly asOf?: string;
  readonly format?: string;
  readonly db?: string;
  readonly url?: string;
  readonly resume?: boolean;
  readonly record?: boolean;
  readonly json?: boolean;
}

/** A ruling for every row of a file, in its order; exit codes are those of `exitCode`. */
export async function screenFile(options: ScreenOptions): Promise<void> {
  const asOf = judgedOn(options.asOf);
  const policies = [...new Set(options.policy)];
  const formats = formatsOf(options);
  const { screener, close } = await opened(options, asOf, policies);
  try {
    const opening = { resume: options.resume === true, format: formats.out, policies };
    const tally = new Tally();
    const file = await RulingsFile.opened(options.out, opening, (row) => tally.add(row));
    try {
      const began = Date.now();
      const run = { screener, file, tally, policies, formats, named: named(options) };
      const ended = await screenedAll(options.in, run);
      const seconds = Math.round((Date.now() - began) / 100) / 10;
      const report = { tally, earlier: file.earlier.rows, asOf, policies, seconds, ...ended };
      const told = toldScreening(report, options.json === true);
      (file.isFile ? process.stdout : process.stderr).write(told);
      process.exitCode = exitCode(report);
    } finally {
      file.close();
    }
  } finally {
    await close();
  }
}

interface Run {
  readonly screener: Screener;
  readonly file: RulingsFile;
  readonly tally: Tally;
  readonly policies: readonly string[];
  readonly formats: { readonly in: RowFormat; readonly out: RowFormat };
  readonly named: Named;
}

interface Ended {
  readonly columns: Columns | null;
  readonly interrupted: boolean;
  readonly cutOff: string | null;
}

/** Page by page; every page is written before the next is read. */
async function screenedAll(path: string, run: Run): Promise<Ended> {
  const stop = interruption('page');
  const lookedAt = ({ written: rows, refused }: { written: number; refused: number }): string =>
    `${rows} rows screened, ${refused} to look at`;
  const meter = new Meter('to look at', lookedAt);
  try {
    const input = await onlyInput(path);
    meter.begin(input);
    const { rows, columns } = await customerRows(input, run.formats.in, run.named);
    if (columns !== null) meter.say(saidOf(columns));
    for await (const page of pages(unwritten(rows, run.file, path), run.screener.pageSize)) {
      await screenedPage(page, run);
      const { rows: count, toLookAt } = run.tally;
      meter.show({ read: count, written: count, unchanged: 0, refused: toLookAt });
      if (stop.aborted) break;
    }
    return { columns, interrupted: stop.aborted, cutOff: input.cutOff() };
  } finally {
    meter.end();
  }
}

async function screenedPage(
  page: readonly CustomerRow[],
  { screener, file, tally, policies, formats }: Run,
): Promise<void> {
  const results = await answeredRows(page, screener);
  const lines = page.map((row, index) => {
    const result = results[index] as (typeof results)[number];
    tally.add({ outcome: result.outcome, gravest: gravestOf(result) });
    return written(row, result, policies, formats.out);
  });
  await file.add(lines.join(''));
}

async function onlyInput(path: string): Promise<Input> {
  for await (const input of inputs(path, process.stdin)) return input;
  throw badInput(`--in: ${path} holds no file.`);
}

/** The rows that an earlier run has not written. Throws BAD_USER_INPUT where those it wrote are of another file. */
async function* unwritten(
  rows: AsyncIterable<CustomerRow>,
  { earlier }: RulingsFile,
  path: string,
): AsyncGenerator<CustomerRow> {
  let seen = 0;
  for await (const row of rows) {
    seen += 1;
    if (seen === earlier.rows && row.line !== earlier.lastLine)
      throw badInput(`--resume: the rulings written so far are not of ${path}: row ${seen} is another line there.`);
    if (seen > earlier.rows) yield row;
  }
  if (seen < earlier.rows)
    throw badInput(`--resume: ${earlier.rows} rulings are written, but ${path} has ${seen} rows; it is another file.`);
}

async function* pages(rows: AsyncIterable<CustomerRow>, size: number): AsyncGenerator<CustomerRow[]> {
  let page: CustomerRow[] = [];
  for await (const row of rows) {
    page.push(row);
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

async function opened(
  { db, url, record = false }: ScreenOptions,
  asOf: DateString,
  policies: readonly string[],
): Promise<{ screener: Screener; close: () => Promise<void> }> {
  if (url !== undefined && db !== undefined) throw badInput('--url and --db: expected one of them, came both.');
  if (url !== undefined) {
    const key = process.env.CONTROLGRAPH_KEY || undefined;
    return { screener: await serviceScreener(url, key, asOf, policies, record), close: async () => {} };
  }
  if (db !== undefined && !existsSync(db))
    throw badInput(`--db: there is no file ${db}; who is screened against nothing is not found.`);
  const config = readConfig(process.env);
  const store = await seededStore(config, db);
  try {
    return { screener: await storeScreener(store, config, asOf, policies, record), close: () => store.close() };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function formatsOf({ format, in: from, out }: ScreenOptions): Run['formats'] {
  if (format !== undefined && format !== 'csv' && format !== 'jsonl')
    throw badInput(`--format: expected csv or jsonl, came ${JSON.stringify(format)}.`);
  if (out?.endsWith('.gz') === true) throw badInput(`--out: ${out}: rulings are written unpacked; leave out .gz.`);
  const read = format ?? rowFormatOf(from);
  return { in: read, out: out === undefined || out === '-' ? read : rowFormatOf(out) };
}

function named(options: ScreenOptions): Named {
  return Object.fromEntries(FIELDS.flatMap((field) => (options[field] === undefined ? [] : [[field, options[field]]])));
}

function saidOf({ of, guessed }: Columns): string {
  const said = Object.entries(of).map(([field, column]) => `${field} from "${column}"`);
  return `${said.join(', ')}${guessed.length === 0 ? '' : ` (guessed: ${guessed.join(', ')})`}`;
}
