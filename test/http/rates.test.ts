import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { freePort } from '../../dev/freePort.js';
import { rulebook } from '../../seed/rulebook.js';
import { makeKey } from '../../src/server/auth/keys.js';
import type { Config } from '../../src/server/config.js';
import type { Running } from '../../src/server/serve.js';
import { startServer } from '../../src/server/start.js';
import { openSqlite } from '../../src/store/sqlite.js';
import { type Answered, send } from './tiny.js';

const store = openSqlite(':memory:');
const SOON = () => Date.now() + 60_000;
const services: Running[] = [];
let [first, second] = ['', ''];

beforeAll(async () => {
  const key = async (name: string) =>
    (await makeKey(store, { name, role: 'reader', expires: null }, Date.now(), SOON())).text;
  [first, second] = [await key('first'), await key('second')];
});
afterEach(async () => {
  await Promise.all(services.splice(0).map((each) => each.stop()));
});
afterAll(() => store.close());

async function serving(config: Partial<Config>): Promise<Running> {
  const settings = { port: 0, drainMs: 0, auth: 'required', deadlineMs: 60_000, ...config } as const;
  const running = await startServer({ store, rulebook: rulebook(), config: settings });
  services.push(running);
  return running;
}

/** A question that costs ten and a little more. */
function asked({ url }: Running, key: string, companies = 10): Promise<Answered> {
  const fields = Array.from({ length: companies }, (_, index) => `c${index}: revision`).join(' ');
  return send(`${url}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: `{ ${fields} }` }),
  });
}

const codeOf = ({ body }: Answered): string => body.errors?.[0]?.extensions.code ?? 'OK';

describe('what a key may spend in a minute', () => {
  test('is counted by key; beyond it a request is told how long to wait, and what it would have cost', async () => {
    const running = await serving({ maxCostPerMinute: 25 });
    expect([codeOf(await asked(running, first)), codeOf(await asked(running, first))]).toEqual(['OK', 'OK']);
    const refused = await asked(running, first);
    expect([refused.status, codeOf(refused)]).toEqual([429, 'RATE_LIMITED']);
    expect(refused.body.errors[0].message).toMatch(/This request costs 10; .* the limit is 25 \(CONTROLGRAPH_MAX_COST/);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused.body.data).toBeUndefined();
    expect(codeOf(await asked(running, second))).toBe('OK');
  });

  test('does not hold a request that never fits: it is refused for good, and the next one is answered', async () => {
    const running = await serving({ maxCostPerMinute: 25 });
    const refused = await asked(running, first, 30);
    expect([codeOf(refused), refused.headers.get('retry-after')]).toEqual(['LIMIT_EXCEEDED', null]);
    expect(codeOf(await asked(running, first))).toBe('OK');
  });
});

// Whoever tries the project out need not have a Redis; CI does.
const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
(hasRedis || process.env.CI !== undefined ? describe : describe.skip)('with a Redis', () => {
  const folder = mkdtempSync(join(tmpdir(), 'controlgraph-redis-'));
  let redis: ChildProcess;
  let rateRedis: string;

  beforeAll(async () => {
    const port = await freePort();
    rateRedis = `redis://127.0.0.1:${port}`;
    redis = spawn('redis-server', ['--port', String(port), '--save', '', '--dir', folder], { stdio: 'ignore' });
    const client = new Redis(rateRedis, { retryStrategy: () => 50 });
    client.on('error', () => {});
    await client.ping();
    client.disconnect();
  }, 30_000);
  afterAll(() => {
    redis.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  test('several processes count together; when it is gone each counts for itself', async () => {
    const settings = { maxCostPerMinute: 25, rateRedis };
    const [one, other] = [await serving(settings), await serving(settings)];
    let tries = 0;
    const spent = async (): Promise<string[]> => {
      tries += 1;
      const { text } = await makeKey(
        store,
        { name: `try ${tries}`, role: 'reader', expires: null },
        Date.now(),
        SOON(),
      );
      return [await asked(one, text), await asked(other, text), await asked(one, text), await asked(other, text)].map(
        codeOf,
      );
    };
    // A service starts before it has reached its Redis, and counts for itself until then.
    while (!(await spent()).includes('RATE_LIMITED')) await wait(50);
    expect(await spent()).toEqual(['OK', 'OK', 'RATE_LIMITED', 'RATE_LIMITED']);
    redis.kill('SIGKILL');
    await once(redis, 'exit');
    const alone = [await asked(one, second), await asked(one, second), await asked(one, second)];
    expect(alone.map(codeOf)).toEqual(['OK', 'OK', 'RATE_LIMITED']);
    expect(codeOf(await asked(other, second))).toBe('OK');
  }, 30_000);
});
