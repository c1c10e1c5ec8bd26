import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import { nearWays } from '../../src/names/keys.js';
import { readName } from '../../src/names/readings.js';
import { ALIKE_TEXT } from '../../src/store/sqlite/names.js';
import { openSqlite } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';
import { storeContract } from './contract.js';
import { failure } from './laws/law.js';
import { interest, interests, lei, lines, NO_LIMITS, now, parties, party, upward } from './statements.js';

const folder = mkdtempSync(join(tmpdir(), 'store-'));
let files = 0;

function newFile(): string {
  files += 1;
  return join(folder, `${files}.db`);
}

afterAll(() => rmSync(folder, { recursive: true }));

storeContract('SQLite in memory', async () => openSqlite(':memory:'));
storeContract('SQLite in a file', async () => openSqlite(newFile()));

/** Starts the writer of this folder, and gives the lines it prints. */
function startWriter(
  file: string,
  ...range: readonly string[]
): { readonly child: ChildProcess; readonly acknowledged: string[]; readonly ended: Promise<void> } {
  const script = fileURLToPath(new URL('./writer.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, file, ...range], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const acknowledged: string[] = [];
  const output = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  output.on('line', (line) => acknowledged.push(line));
  const ended = new Promise<void>((resolve) => {
    output.on('close', () =>
      child.exitCode === null && child.signalCode === null ? child.on('exit', () => resolve()) : resolve(),
    );
  });
  return { child, acknowledged, ended };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** How many parties hold in the hub. */
async function holders(store: Store): Promise<number> {
  return lines(await upward(store, 'hub')).length;
}

describe('a file', () => {
  test('every write that was acknowledged is there after kill -9, whole, and the file goes on', async () => {
    const file = newFile();
    let acknowledged = 0;
    for (let round = 0; round < 3; round += 1) {
      const writer = startWriter(file, String(acknowledged + 1));
      const enough = 20 + round * 13;
      await until(() => writer.acknowledged.length >= enough || writer.child.exitCode !== null);
      writer.child.kill('SIGKILL');
      await writer.ended;
      acknowledged += writer.acknowledged.length;
      const store = openSqlite(file);
      // More may have been written whose acknowledgement was still on its way; each is whole: one holder a revision.
      const there = await holders(store);
      expect(there).toBeGreaterThanOrEqual(acknowledged);
      expect(await store.revision()).toBe(there);
      acknowledged = there;
      await store.close();
    }
    expect(acknowledged).toBeGreaterThanOrEqual(20 + 33 + 46);
  }, 60_000);

  test('processes that write at once take turns, and nothing is lost', async () => {
    const file = newFile();
    await openSqlite(file).close();
    const writers = [startWriter(file, '1', '60'), startWriter(file, '61', '120')];
    await Promise.all(writers.map(({ ended }) => ended));
    const store = openSqlite(file);
    expect(await holders(store)).toBe(120);
    const revisions = writers.flatMap(({ acknowledged }) => acknowledged.map((line) => Number(line.split(' ')[1])));
    expect([...revisions].sort((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
    await store.close();
  }, 60_000);

  test('what was written is there when the file is opened again', async () => {
    const file = newFile();
    const first = openSqlite(file);
    await first.write({ parties: parties('a', 'q'), interests: interests('q 60 a') });
    await first.write({ interests: [interest('q 40 a', { id: 'q 60 a' })] });
    await first.close();
    await first.close();
    const second = openSqlite(file);
    expect(await second.revision()).toBe(2);
    expect(lines(await upward(second, 'a'))).toEqual(['q 40 a']);
    expect(lines(await second.gather(['a'], 'UP', await now(second, undefined, 1), NO_LIMITS))).toEqual(['q 60 a']);
    await second.close();
  });

  test('a second connection sees a write as soon as it is acknowledged, and keeps its own revision', async () => {
    const file = newFile();
    const [one, two] = [openSqlite(file), openSqlite(file)];
    await one.write({ parties: parties('a', 'q'), interests: interests('q 60 a') });
    const before = await now(two);
    await one.write({ parties: parties('p'), interests: interests('p 10 a') });
    expect(await two.revision()).toBe(2);
    expect(lines(await upward(two, 'a'))).toEqual(['p 10 a', 'q 60 a']);
    expect(lines(await two.gather(['a'], 'UP', before, NO_LIMITS))).toEqual(['q 60 a']);
    await Promise.all([one.write({ parties: parties('b') }), two.write({ parties: parties('c') })]);
    expect(await one.revision()).toBe(4);
    await Promise.all([one.close(), two.close()]);
  });

  test('a file of the first version goes on: those that an identifier made one stay so, whatever is merged and undone', async () => {
    const file = newFile();
    const first = openSqlite(file);
    await first.write({ parties: [party('a', lei('1')), party('b', lei('1')), party('c')] });
    await first.close();
    const older = new Database(file);
    older.exec(
      'DROP TABLE tie; DROP TABLE name; DROP TABLE name_keys; DROP TABLE document; ALTER TABLE revision DROP COLUMN actor; PRAGMA user_version = 1;',
    );
    older.close();
    const second = openSqlite(file);
    await second.write({ identity: { merge: ['b'], into: 'c' } });
    await second.write({ identity: { unmerge: 2 } });
    const found = await second.parties(
      ['a', 'b', 'c'].map((id) => ({ id })),
      await now(second),
    );
    expect(found.map((record) => record?.id)).toEqual(['a', 'a', 'c']);
    await second.close();
  });

  test('a file of the second version goes on: names that it has are found as they are written otherwise', async () => {
    const file = newFile();
    const first = openSqlite(file);
    await first.write({ parties: [party('a', { name: 'Alder Forest Limited' })] });
    await first.close();
    const older = new Database(file);
    older.exec(
      'DROP TABLE name; DROP TABLE name_keys; DROP TABLE document; ALTER TABLE revision DROP COLUMN actor; PRAGMA user_version = 2;',
    );
    older.close();
    const second = openSqlite(file);
    const [answer] = await second.alike(nearWays(readName('Alder-Forest Ltd')), await now(second), 9);
    expect(answer).toEqual({ names: [{ plain: 'alder forest limited', party: 'a' }], cut: false });
    await second.close();
  });

  test('a file of the third version goes on: it keeps documents, and who writes', async () => {
    const file = newFile();
    const first = openSqlite(file);
    await first.write({ parties: [party('a')] });
    await first.close();
    const older = new Database(file);
    older.exec('DROP TABLE document; ALTER TABLE revision DROP COLUMN actor; PRAGMA user_version = 3;');
    older.close();
    const second = openSqlite(file);
    expect(await second.keep({ expect: [], put: [{ key: 'k', body: '1' }] }, Date.now() + 9_000)).toBe(true);
    await second.write({ parties: [party('b')], by: 'Ann' });
    expect((await second.revisions(0, 9, Date.now() + 9_000)).map(({ by }) => by)).toEqual([null, 'Ann']);
    await second.close();
    const third = openSqlite(file);
    expect(await third.documents({ keys: ['k'] }, Date.now() + 9_000)).toEqual([{ key: 'k', body: '1' }]);
    await third.close();
  });

  test('a look for a name goes by the index of keys, the name and who bears it, and reads no table through', async () => {
    const file = newFile();
    await openSqlite(file).close();
    const database = new Database(file);
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${ALIKE_TEXT}`).raw().all('[]', 1, 1) as unknown[][];
    const steps = plan.map((row) => String(row[3]));
    expect(steps).toContainEqual(expect.stringMatching(/^SCAN name_keys VIRTUAL TABLE INDEX \d+:M/));
    expect(steps).toContainEqual(expect.stringMatching(/^SEARCH n USING INTEGER PRIMARY KEY/));
    expect(steps).toContainEqual(expect.stringMatching(/^SEARCH e USING PRIMARY KEY \(kind=\? AND value=\?/));
    expect(steps.filter((step) => /^SCAN (n|e)\b/.test(step))).toEqual([]);
    database.close();
  });

  test('a refused write leaves nothing behind', async () => {
    const file = newFile();
    const store = openSqlite(file);
    await expect(store.write({ parties: parties('a'), interests: interests('nobody 1 a') })).rejects.toEqual(
      failure('BAD_USER_INPUT'),
    );
    await store.close();
    const database = new Database(file);
    for (const table of ['party', 'party_statement', 'source', 'dataset', 'entry', 'name', 'tie', 'revision']) {
      expect(database.prepare(`SELECT count(*) FROM ${table}`).raw().get()).toEqual([0]);
    }
    database.close();
  });
});

describe('a file that cannot be the store is refused in one line', () => {
  const refused = (file: string, reason: RegExp): void => {
    expect(() => openSqlite(file)).toThrow(failure('DATABASE_UNAVAILABLE', reason) as Error);
    expect(() => openSqlite(file)).toThrow(/^Cannot open the database "[^\n]*$/);
  };

  test('a folder that is not there, and a folder', () => {
    refused(join(folder, 'none', 'x.db'), /no such folder/);
    refused(folder, /not a file/);
    expect(readdirSync(folder)).not.toContain('none');
  });

  test('a file that is no database', () => {
    const file = newFile();
    writeFileSync(file, 'a letter to somebody, long enough to have a header '.repeat(40));
    refused(file, /file is not a database/);
  });

  test('the database of another program, which is left as it was', () => {
    const file = newFile();
    const other = new Database(file);
    other.exec('CREATE TABLE recipe (name TEXT)');
    other.close();
    refused(file, /another program/);
    const again = new Database(file);
    expect(again.prepare('SELECT name FROM sqlite_schema').raw().all()).toEqual([['recipe']]);
    again.close();
  });

  test('a file made by a newer version', async () => {
    const file = newFile();
    await openSqlite(file).close();
    const newer = new Database(file);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    refused(file, /newer version \(tables 99, this one knows 4\)/);
  });
});
