import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import Database from 'libsql';
import { openSqlite } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';
import { ran } from '../cli/command.js';
import { type Process, program, urlOf } from '../http/program.js';
import { now, parties } from '../store/statements.js';
import { blocksOf } from './pages.js';
import { commandsOf, parsed, runAsShown, type ShownCommand } from './shell.js';

const PAGE = 'docs/operations.md';
const folder = mkdtempSync(join(tmpdir(), 'controlgraph-operations-'));
const db = join(folder, 'store.db');
const backup = join(folder, 'backup.db');
const env = { STORE: db, BACKUP: backup, OUT: folder };
const [create, list, revoke, copy, restore, between, ...others] = commandsOf(PAGE) as ShownCommand[];

// Commands are started anew, beside a service.
jest.setTimeout(60_000);

let service: Process;
let url: string;
beforeAll(async () => {
  service = program({ PORT: '0', CONTROLGRAPH_DB: db });
  url = await urlOf(service);
}, 60_000);
afterAll(async () => {
  service.signal('SIGTERM');
  await service.ended;
  rmSync(folder, { recursive: true });
});

test('the commands of the page are those that are tried here, and what is not run here is well formed', async () => {
  expect(others).toEqual([]);
  const unrun = blocksOf(PAGE).filter(({ language }) => language === 'bash');
  expect(unrun.map(({ text }) => text.split(' ', 3).join(' '))).toEqual([
    'neo4j-admin database dump',
    'neo4j-admin database load',
  ]);
  for (const { text } of unrun) expect(await parsed(text)).toBe('');
});

test('a key is made, shown and revoked, beside a running service', async () => {
  const made = await runAsShown(create as ShownCommand, env);
  await runAsShown(list as ShownCommand, env);
  const ID = /cg_([0-9a-f]{16})_/.exec(made)?.[1] as string;
  await runAsShown(revoke as ShownCommand, { ...env, ID });
  expect((await ran(['keys', 'list', '--db', db])).out).toContain('revoked');
});

describe('a back-up of a file', () => {
  let copied: number;

  test('is one whole revision, while writes go on', async () => {
    const writer = openSqlite(db);
    const before = await writer.revision();
    let isCopying = true;
    const writing = (async () => {
      for (; isCopying; await turn()) await writer.write({ parties: parties(`p${(await writer.revision()) + 1}`) });
    })();
    while ((await writer.revision()) < before + 3) await turn();
    await runAsShown(copy as ShownCommand, env);
    isCopying = false;
    await writing;
    const after = await writer.revision();
    await writer.close();

    expect(new Database(backup).prepare('PRAGMA integrity_check').raw().all()).toEqual([['ok']]);
    const store = openSqlite(backup);
    copied = await store.revision();
    expect(copied).toBeGreaterThanOrEqual(before + 3);
    expect(copied).toBeLessThanOrEqual(after);
    expect(await known(store, [`p${copied}`, `p${copied + 1}`])).toEqual([`p${copied}`]);
    await store.close();
  });

  test('is put in the place of what was lost, and is served: data, revision and keys', async () => {
    service.signal('SIGTERM');
    await service.ended;
    const lost = openSqlite(db);
    await lost.write({ parties: parties('came-later') });
    await lost.close();
    await runAsShown(restore as ShownCommand, env);

    service = program({ PORT: '0', CONTROLGRAPH_DB: db });
    url = await urlOf(service);
    const query = `{ revision late: party(by: {id: "came-later"}) { id } trae: product(by: {name: "Trae"}) { restriction { verdict } } }`;
    const response = await fetch(`${url}graphql?${new URLSearchParams({ query })}`, {
      headers: { 'content-type': 'application/json' },
    });
    expect(await response.json()).toMatchObject({
      data: { revision: `r${copied}`, late: null, trae: { restriction: { verdict: 'RESTRICTED' } } },
    });
    expect((await ran(['keys', 'list', '--db', db])).out).toContain('  crm\n');
  });
});

test('what is exported from one store says the same in another', async () => {
  await runAsShown(between as ShownCommand, env);
  const exported = async (file: string): Promise<string[]> =>
    (await ran(['export', 'ndjson', '--db', file])).out.split('\n').sort();
  const first = await exported(db);
  expect(first.length).toBeGreaterThan(100);
  expect(await exported(join(folder, 'other.db'))).toEqual(first);
});

/** Those of the ids under which somebody is recorded. */
async function known(store: Store, ids: readonly string[]): Promise<string[]> {
  const found = await store.parties(
    ids.map((id) => ({ id })),
    await now(store),
  );
  return found.flatMap((record) => (record === null ? [] : [record.id]));
}
