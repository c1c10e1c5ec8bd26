import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { rulebook } from '../../seed/rulebook.js';
import { seedStore } from '../../seed/seed.js';
import { makeKey } from '../../src/server/auth/keys.js';
import { startServer } from '../../src/server/start.js';
import { openSqlite } from '../../src/store/sqlite.js';
import { answer } from '../asking.js';
import { ran } from './command.js';

const folder = mkdtempSync(join(tmpdir(), 'record-'));
const db = join(folder, 'demo.db');
const customers = join(folder, 'customers.csv');
const SOON = () => Date.now() + 60_000;
// Every test starts the command, most of them several times.
jest.setTimeout(60_000);

beforeAll(async () => {
  const store = openSqlite(db);
  await seedStore(store);
  await store.close();
  writeFileSync(customers, 'ref,party_id,name\nc1,bytedance,\nc2,,Volvo\nc3,,Nobody At All\nc4,ab-volvo,\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function screened(out: string, ...words: string[]): Promise<Record<string, string>[]> {
  const { code, err } = await ran(['screen', '--in', customers, '--out', join(folder, out), '--record', ...words]);
  expect({ code, err }).toMatchObject({ code: 1 });
  return parse(readFileSync(join(folder, out), 'utf8'), { columns: true }) as Record<string, string>[];
}

const ids = (row: Record<string, string> | undefined): string[] => row?.given?.split('; ').filter(Boolean) ?? [];

test('rulings that a screening puts on record are found by the ids in its file, audited, and erased without breaking the chain', async () => {
  const rows = await screened('own.csv', '--db', db, '--policy', 'anthropic-2025-09', 'ofac-50');
  expect(rows.map((row) => ids(row).length)).toEqual([2, expect.any(Number), 0, 2]);
  expect(ids(rows[1]).length).toBeGreaterThan(3);
  const store = openSqlite(db);
  const { givenRuling } = await answer(
    store,
    'query G($id: ID!) { givenRuling(id: $id) { by ruling { subject { id } verdict } replay { identical } } }',
    { id: ids(rows[0])[0] },
  );
  await store.close();
  expect(givenRuling).toEqual({
    by: userInfo().username,
    ruling: { subject: { id: 'bytedance' }, verdict: 'RESTRICTED' },
    replay: { identical: true },
  });
  const audited = await ran(['audit', '--db', db, '--json']);
  const { head, rulings } = JSON.parse(audited.out);
  expect([audited.code, rulings]).toEqual([0, rows.flatMap(ids).length]);
  const erased = await ran(['erase', '--db', db, '--ref', 'c2', '--because', 'the customer asked for it']);
  expect([erased.code, erased.out]).toEqual([0, expect.stringContaining(`What ${ids(rows[1]).length} rulings`)]);
  const again = await ran(['audit', '--db', db, '--head', head]);
  expect([again.code, again.out]).toEqual([0, expect.stringContaining(`${ids(rows[1]).length} of them erased`)]);
});

test('an audit of a record that was changed says where, and fails', async () => {
  const store = openSqlite(db);
  const [document] = await store.documents({ keys: ['record/0000000000000001'] }, SOON());
  const before = document as { key: string; body: string };
  await store.keep(
    { expect: [], put: [{ ...before, body: before.body.replace('RESTRICTED', 'NOT_RESTRICTED') }] },
    SOON(),
  );
  const broken = await ran(['audit', '--db', db]);
  expect([broken.code, broken.out]).toEqual([1, expect.stringMatching(/^link 1: What it says is not what was put/m)]);
  await store.keep({ expect: [], put: [before] }, SOON());
  await store.close();
  expect((await ran(['audit', '--db', db])).code).toBe(0);
  const other = await ran(['audit', '--db', db, '--head', `sha256:${'0'.repeat(63)}1`]);
  expect([other.code, other.out]).toEqual([1, expect.stringContaining('head: No link has the hash')]);
});

test('a service that asks for a key is given it from the environment, and puts the rulings on its record', async () => {
  const store = openSqlite(join(folder, 'service.db'));
  await seedStore(store);
  const { text } = await makeKey(store, { name: 'kyc', role: 'screener', expires: null }, Date.now(), SOON());
  const service = await startServer({ store, rulebook: rulebook(), config: { port: 0, drainMs: 0, auth: 'required' } });
  try {
    const words = ['screen', '--in', customers, '--url', service.url, '--record'];
    const without = await ran(words);
    expect([without.code, without.err]).toEqual([2, expect.stringContaining('Authorization: Bearer')]);
    const { code, out } = await ran(words, '', { CONTROLGRAPH_KEY: text });
    expect(code).toBe(1);
    const rows = parse(out, { columns: true }) as Record<string, string>[];
    expect(rows.map((row) => ids(row).length > 0)).toEqual([true, true, false, true]);
    const { givenRuling } = await answer(store, 'query G($id: ID!) { givenRuling(id: $id) { by } }', {
      id: ids(rows[0])[0],
    });
    expect(givenRuling).toEqual({ by: 'kyc' });
    const dated = await ran([...words, '--as-of', '2025-01-01'], '', { CONTROLGRAPH_KEY: text });
    expect([dated.code, dated.err]).toEqual([2, expect.stringContaining('puts rulings of today on record')]);
  } finally {
    await service.stop();
    await store.close();
  }
});

test.each([
  [['audit', '--head', 'x'], '--head: expected "sha256:"'],
  [['erase', '--because', 'x'], '--ruling, --about, --ref or --before'],
  [['erase', '--before', 'x', '--because', 'x'], '--before: expected a date'],
  [['erase', '--about', 'x', '--because', ' '], '--because: expected the reason'],
  [['history', '--after', 'x'], '--after: expected a whole number'],
])('wrong options of %s are refused, and say what was expected', async (words, message) => {
  const { code, err } = await ran([...words, '--db', db]);
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
});

test('who wrote, and which webhooks wait, is told', async () => {
  const { code, out } = await ran(['history', '--db', db, '--json', '--first', '2']);
  expect([code, out.split('\n').length]).toEqual([0, 3]);
  expect(JSON.parse(out.split('\n')[0] as string)).toMatchObject({ revision: 'r1', at: expect.any(String) });
  expect(await ran(['webhooks', '--db', db])).toMatchObject({ code: 0, out: '0 to be called, 0 given up.\n' });
});
