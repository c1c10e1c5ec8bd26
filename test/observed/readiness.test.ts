import { expect, test } from '@jest/globals';
import { rulebook } from '../../seed/rulebook.js';
import { seedStore } from '../../seed/seed.js';
import type { Config } from '../../src/server/config.js';
import { startServer } from '../../src/server/start.js';
import { openSqlite } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';
import { send } from '../http/tiny.js';

async function readyOver(store: Store, seed: Config['seed']): Promise<unknown> {
  const { url, stop } = await startServer({ store, rulebook: rulebook(), config: { port: 0, drainMs: 0, seed } });
  const { status, body } = await send(`${url}readyz`);
  await stop();
  return [status, body];
}

test('an empty store is ready, unless the demo data is wanted in it', async () => {
  const store = openSqlite(':memory:');
  expect(await readyOver(store, 'auto')).toEqual([200, { status: 'ready' }]);
  expect(await readyOver(store, 'on')).toEqual([503, { status: 'unavailable', code: 'FAILED_PRECONDITION' }]);
  await seedStore(store);
  expect(await readyOver(store, 'on')).toEqual([200, { status: 'ready' }]);
  await store.close();
});

test('a store whose seed was cut off is not ready until the seed is whole', async () => {
  const store = openSqlite(':memory:');
  const { url, stop } = await startServer({ store, rulebook: rulebook(), config: { port: 0, drainMs: 0 } });
  const cut = new Error('cut off');
  await expect(
    seedStore(store, () => {
      throw cut;
    }),
  ).rejects.toBe(cut);
  expect((await send(`${url}readyz`)).body).toEqual({ status: 'unavailable', code: 'FAILED_PRECONDITION' });
  await seedStore(store);
  expect((await send(`${url}readyz`)).status).toBe(200);
  await stop();
  await store.close();
});

test('a store that is gone is not ready, and the process lives', async () => {
  const store = openSqlite(':memory:');
  const { url, stop } = await startServer({ store, rulebook: rulebook(), config: { port: 0, drainMs: 0 } });
  await store.close();
  const { status, body } = await send(`${url}readyz`);
  expect([status, body]).toEqual([503, { status: 'unavailable', code: 'DATABASE_UNAVAILABLE' }]);
  expect((await send(`${url}healthz`)).status).toBe(200);
  await stop();
});
