import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { rulebook } from '../../seed/rulebook.js';
import { startServer } from '../../src/server/start.js';
import { openSqlite } from '../../src/store/sqlite.js';
import { program, urlOf } from './program.js';
import { ask, send } from './tiny.js';

const folder = mkdtempSync(join(tmpdir(), 'controlgraph-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the program', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'fills an empty store, prints where it answers, knows about Trae, and leaves with 0 on %s',
    async (signal) => {
      const started = program({ PORT: '0', CONTROLGRAPH_DB: join(folder, signal, 'new.db') });
      const url = await urlOf(started);
      const { body } = await ask(
        { url, stop: async () => {} },
        '{ product(by: {name: "Trae"}) { restriction { verdict } } }',
      );
      started.signal(signal);
      expect(body.data).toEqual({ product: { restriction: { verdict: 'RESTRICTED' } } });
      expect(await started.ended).toMatchObject({ code: 0, err: '' });
    },
    60_000,
  );

  const refused = async (env: Record<string, string>, line: RegExp) => {
    const { code, out, err } = await program({ PORT: '0', CONTROLGRAPH_DB: ':memory:', ...env }).ended;
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(line);
    expect(err.trim().split('\n')).toHaveLength(1);
  };

  test(
    'a setting that does not fit is one line and exit code 2',
    () => refused({ PORT: 'http' }, /^PORT: expected an integer from 0 to 65535; came "http"\.$/m),
    30_000,
  );

  test(
    'an address of a network, where nobody could be told apart, is one line and exit code 2',
    () => refused({ HOST: '0.0.0.0' }, /^HOST: 0\.0\.0\.0 would serve a network, .* CONTROLGRAPH_AUTH=anyone lets/),
    30_000,
  );

  test('a folder that cannot be made is one line and exit code 2', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await refused({ CONTROLGRAPH_DB: join(file, 'sub', 'graph.db') }, /^CONTROLGRAPH_DB: .* cannot be made/);
  }, 30_000);

  // Node's recursive mkdir never comes back from there.
  (process.platform === 'linux' ? test : test.skip)(
    'a folder where none can be made is one line too',
    async () => {
      await refused({ CONTROLGRAPH_DB: '/proc/nobody/graph.db' }, /^CONTROLGRAPH_DB: .* cannot be made/);
    },
    30_000,
  );

  test('a file that is no database is one line and exit code 2', async () => {
    const file = join(folder, 'notes.txt');
    writeFileSync(file, 'These are notes, and stay notes.'.repeat(100));
    await refused({ CONTROLGRAPH_DB: file }, /not a database/);
  }, 30_000);

  test('a port that is taken is one line and exit code 2', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    await refused({ PORT: String(port) }, new RegExp(`^PORT: ${port} on 127.0.0.1 is taken`));
    other.close();
  }, 30_000);
});

test('an answer is as of the day of the service, at the revision that is newest when the request comes', async () => {
  const store = openSqlite(':memory:');
  const { url, stop } = await startServer({
    store,
    rulebook: rulebook(),
    config: { port: 0, drainMs: 0 },
    now: () => Date.parse('2025-09-05T23:59:59Z'),
  });
  const { body } = await send(`${url}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ asOf revision }' }),
  });
  await stop();
  await store.close();
  expect(body.data).toEqual({ asOf: '2025-09-05', revision: 'r0' });
});
