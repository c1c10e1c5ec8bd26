import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { rulebook } from '../../seed/rulebook.js';
import { seedStore } from '../../seed/seed.js';
import { startServer } from '../../src/server/start.js';
import { openSqlite } from '../../src/store/sqlite.js';
import { ran, started } from './command.js';

const folder = mkdtempSync(join(tmpdir(), 'screen-'));
const db = join(folder, 'demo.db');
// Every test starts the command, most of them several times.
jest.setTimeout(60_000);

const AS_OF = ['--as-of', '2026-11-22'];

beforeAll(async () => {
  const store = openSqlite(db);
  await seedStore(store);
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
function file(text: string, ending = 'csv'): string {
  made += 1;
  const path = join(folder, `${made}.${ending}`);
  writeFileSync(path, text);
  return path;
}

function table(text: string): Record<string, string>[] {
  return parse(text, { columns: true }) as Record<string, string>[];
}

const CUSTOMERS = [
  'Customer ID;Company;Country;LEI',
  'c1;AB Volvo;Sweden;',
  '=c2;=1+cmd;;',
  'c3;Volvo;;',
  'c4;"Nobody; Known";DE;',
  'c5;;;',
  'c6;Some other name;;254900N4SLUMW4XUYY11',
  'c7;one;cell;too;many',
  'c8;Trae;;',
  'c9;Volvo Car AB;Atlantis;',
  'c10;AB Volvo;;549300AH0U272KMFGR61',
].join('\n');

describe('a file of customers', () => {
  let rows: Record<string, string>[];
  let code: number | null;
  let text: string;
  beforeAll(async () => {
    const out = join(folder, 'rulings.csv');
    const words = ['screen', '--in', file(CUSTOMERS), '--out', out, '--db', db, ...AS_OF, '--json'];
    const done = await ran([...words, '--policy', 'anthropic-2025-09', 'ofac-50']);
    code = done.code;
    text = readFileSync(out, 'utf8');
    rows = table(text);
    expect(JSON.parse(done.out)).toMatchObject({
      rows: 10,
      counts: { RESTRICTED: 2, INDETERMINATE: 2, NOT_RESTRICTED: 0, AMBIGUOUS: 1, NOT_FOUND: 2, INVALID: 3, FAILED: 0 },
      ambiguousByGravest: { RESTRICTED: 1 },
      columns: { ref: 'customer id', name: 'company', jurisdiction: 'country', lei: 'lei' },
    });
  });

  test('each row has its ruling, in the order of the file; a bad row costs itself alone', () => {
    expect(rows.map(({ ref, outcome, party_id }) => [ref, outcome, party_id])).toEqual([
      ['c1', 'FOUND', 'ab-volvo'],
      ["'=c2", 'NOT_FOUND', ''],
      ['c3', 'AMBIGUOUS', ''],
      ['c4', 'NOT_FOUND', ''],
      ['c5', 'INVALID', ''],
      ['c6', 'FOUND', 'tencent'],
      ['line 8', 'INVALID', ''],
      ['c8', 'FOUND', 'spring-sg'],
      ['c9', 'INVALID', ''],
      ['c10', 'FOUND', 'ab-volvo'],
    ]);
  });

  test('no cell that a verdict belongs in is empty, and none of one that was not found says a verdict', () => {
    for (const { outcome, overall, gravest, ...row } of rows) {
      const cells = [overall, row['anthropic-2025-09'], row['ofac-50']];
      if (outcome === 'FOUND') expect(cells.every((cell) => /RESTRICTED|INDETERMINATE/.test(cell ?? ''))).toBe(true);
      else expect(cells).toEqual([outcome, outcome, outcome]);
      expect(gravest).not.toBe('');
    }
    expect(rows.find(({ ref }) => ref === 'c3')?.gravest).toBe('RESTRICTED');
    expect(rows.find(({ ref }) => ref === 'c4')?.gravest).toBe('NOT_FOUND');
  });

  test('no cell begins like a formula, and every row is one line', () => {
    expect(text.trimEnd().split('\n')).toHaveLength(11);
    expect(rows.flatMap((row) => Object.values(row)).filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
  });

  test('somebody has to look: the exit code is 1', () => expect(code).toBe(1));
});

test('where every row is found and not restricted the exit code is 0', async () => {
  const { code, out } = await ran(['screen', '--in', file('name\nAB Volvo\n'), '--db', db, ...AS_OF]);
  expect([code, table(out)[0]?.overall]).toEqual([0, 'NOT_RESTRICTED']);
});

test('JSON lines are read and written; fields are called as the flags say', async () => {
  const lines = '{"who": "AB Volvo", "nr": 7}\nnonsense\n{"who": "Volvo Car AB"}\n';
  const words = ['--in', file(lines, 'jsonl'), '--name', 'who', '--ref', 'nr', '--db', db, ...AS_OF];
  const { out } = await ran(['screen', ...words]);
  const results = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(results.map(({ ref, line, outcome, overall, gravest }) => [ref, line, outcome, overall, gravest])).toEqual([
    ['7', 1, 'FOUND', 'NOT_RESTRICTED', 'NOT_RESTRICTED'],
    ['line 2', 2, 'INVALID', null, 'INVALID'],
    ['line 3', 3, 'FOUND', 'RESTRICTED', 'RESTRICTED'],
  ]);
});

test.each([
  [['--policy', 'nonsense'], 'nonsense'],
  [['--name', 'nobody'], 'the file has no column "nobody"'],
  [['--db', 'nowhere.db'], 'nowhere.db'],
  [['--as-of', 'soon'], '--as-of'],
  [['--url', 'nowhere'], 'one of them'],
  [['--resume'], '--out'],
])('what cannot be done is said in one line, with exit code 2: %j', async (words, said) => {
  const { code, err } = await ran(['screen', '--in', file('name\nAB Volvo\n'), '--db', db, ...words]);
  expect([code, err]).toEqual([2, expect.stringContaining(said)]);
});

test('rulings that are there are written over by nobody, and gone on with only for the same file and policies', async () => {
  const [input, out] = [file('name\nAB Volvo\nVolvo Car AB\n'), join(folder, 'kept.csv')];
  const words = ['screen', '--in', input, '--out', out, '--db', db, ...AS_OF];
  await ran(words);
  const before = readFileSync(out, 'utf8');
  for (const more of [[], ['--resume', '--policy', 'ofac-50'], ['--resume', '--in', file('name\nAB Volvo\n')]])
    expect((await ran([...words, ...more])).code).toBe(2);
  expect((await ran([...words, '--resume'])).code).toBe(1);
  expect(readFileSync(out, 'utf8')).toBe(before);
});

test('a screening killed at work and gone on with is that of one clean run, no row lost or doubled', async () => {
  const names = ['AB Volvo', 'Volvo', 'Nobody Known', 'Tencent Holdings', ''];
  const input = file(
    `ref,name\n${Array.from({ length: 6_000 }, (_, n) => `r${n},${names[n % names.length]}`).join('\n')}\n`,
  );
  const [clean, killed] = ['clean', 'killed'].map((name) => join(folder, `${name}.csv`)) as [string, string];
  const words = (out: string) => ['screen', '--in', input, '--out', out, '--db', db, ...AS_OF];
  expect((await ran(words(clean))).code).toBe(1);
  for (let kill = 0; kill < 3; kill += 1) {
    const size = existsSync(killed) ? statSync(killed).size : 0;
    const child = started([...words(killed), '--resume']);
    const ended = new Promise((resolve) => child.on('close', resolve));
    while (child.exitCode === null && (existsSync(killed) ? statSync(killed).size : 0) <= size + 1_000)
      await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGKILL');
    await ended;
    // As a kill in the middle of a write leaves it.
    writeFileSync(killed, `${readFileSync(killed, 'utf8')}77,FOUND,NOT_RES`);
  }
  expect((await ran([...words(killed), '--resume'])).code).toBe(1);
  expect(readFileSync(killed, 'utf8')).toBe(readFileSync(clean, 'utf8'));
});

test('Ctrl-C ends it after the page under way, with exit code 130 and nothing but whole rows', async () => {
  const rows = Array.from({ length: 40_000 }, (_, n) => `r${n},Volvo`).join('\n');
  const out = join(folder, 'stopped.csv');
  const child = started(['screen', '--in', file(`ref,name\n${rows}\n`), '--out', out, '--db', db, ...AS_OF]);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  while (child.exitCode === null && (existsSync(out) ? statSync(out).size : 0) < 10_000)
    await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  const text = readFileSync(out, 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  expect(table(text).length % 1_000).toBe(0);
});

test('a running service says the same of every row as the store does', async () => {
  const store = openSqlite(db);
  const service = await startServer({ store, rulebook: rulebook(), now: () => Date.parse('2026-11-22T12:00:00Z') });
  const input = file(CUSTOMERS);
  const [there, here] = await Promise.all(
    [
      ['--url', service.url],
      ['--db', db],
    ].map((words) => ran(['screen', '--in', input, ...words, ...AS_OF])),
  );
  await service.stop();
  await store.close();
  expect(there?.code).toBe(1);
  expect(there?.out).toBe(here?.out);
  const { code, err } = await ran(['screen', '--in', input, '--url', service.url]);
  expect([code, err]).toEqual([2, expect.stringContaining('does not answer')]);
});
