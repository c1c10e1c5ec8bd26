import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pino from 'pino';
import { resolvers } from '../resolvers/index.js';
import { rulebook } from '../seed/rulebook.js';
import { readConfig } from '../src/server/config.js';
import { schemaText } from '../src/server/schema.js';
import { serve } from '../src/server/serve.js';
import { startServer } from '../src/server/start.js';
import { openSqlite } from '../src/store/sqlite.js';
import type { Store } from '../src/store/store.js';
import type { Load, Loaded } from './load.js';
import { fill } from './world.js';

const ROUNDS = 5;
const CONNECTIONS = 16;
const WARM_UP_MS = 3_000;
const FOR_MS = 5_000;

/**
 * HTTP throughput of `company(by:{id}){restriction{verdict}}` on the embedded store, beside the same server answering
 * the same query from constants: the two in turn, in one run, and the ratio of each pair. Then how long single ones
 * take, one after the other, alone and while questions about everybody are answered.
 */
export async function http(companies = 1_000_000): Promise<void> {
  const store = await world(companies);
  await sizes(store, companies);
  const config = { port: 0, deadlineMs: EVERYBODY_WITHIN_MS, maxCost: 1_000_000 };
  const real = await startServer({ store, rulebook: rulebook(), config });
  const constant = await constantServer();
  const measured = async (url: string, forMs: number, seed: number) =>
    load({ url: `${url}graphql`, companies, connections: CONNECTIONS, forMs, seed });
  for (const { url } of [real, constant]) await measured(url, WARM_UP_MS, 1);
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours = perSecond(await measured(real.url, FOR_MS, round + 2));
    const theirs = perSecond(await measured(constant.url, FOR_MS, round + 2));
    ratios.push(ours / theirs);
    console.log(
      `round ${round + 1}: ${ours.toFixed(0)} rulings/s, ${theirs.toFixed(0)} constants/s, ratio ${(ours / theirs).toFixed(3)}`,
    );
  }
  ratios.sort((a, b) => a - b);
  console.log(
    `ratio: median ${ratios[Math.floor(ROUNDS / 2)]?.toFixed(3)}, min ${ratios[0]?.toFixed(3)}, max ${ratios.at(-1)?.toFixed(3)} (aim 0.85)`,
  );
  await constant.stop();
  await latencies(real.url, companies);
  await real.stop();
  await store.close();
}

const EVERYBODY_WITHIN_MS = 600_000;
const EVERYBODY = 'query E($asOf: Date!) { world(asOf: $asOf) { rulings(first: 25) { totalCount } } }';

/** One client that asks one thing at a time, without and with another that asks about everybody of another day each time. */
async function latencies(url: string, companies: number): Promise<void> {
  const single = (forMs: number) => load({ url: `${url}graphql`, companies, connections: 1, forMs, seed: 99 });
  const told = ({ p50Ms, p99Ms, slowestMs, answered, tookMs, resets }: Loaded): string =>
    `p50 ${p50Ms.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms, slowest ${slowestMs.toFixed(0)} ms, ${(answered / (tookMs / 1000)).toFixed(0)}/s${resets > 0 ? `, ${resets} connections reset` : ''}`;
  const everybody = async (day: number): Promise<number> => {
    const start = performance.now();
    const variables = { asOf: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10) };
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query: EVERYBODY, variables });
    const answer = (await (await fetch(`${url}graphql`, { method: 'POST', headers, body })).json()) as {
      errors?: object;
    };
    if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
    return performance.now() - start;
  };
  await single(WARM_UP_MS);
  console.log(`one at a time, alone: ${told(await single(FOR_MS))}`);
  let goesOn = true;
  const took: number[] = [];
  const asking = (async () => {
    for (let day = 0; goesOn; day += 1) took.push(await everybody(day));
  })();
  // As long as two of them take, as the first reads what the later ones may have.
  const alike: Loaded[] = [];
  while (took.length < 2) alike.push(await single(FOR_MS));
  goesOn = false;
  await asking;
  for (const each of alike) console.log(`while everybody's verdict is asked: ${told(each)}`);
  console.log(`everybody's verdict took ${took.map((ms) => `${(ms / 1000).toFixed(1)} s`).join(', ')}`);
}

/** A store that an earlier run filled is used again: filling it takes longer than measuring. */
async function world(companies: number): Promise<Store> {
  const path = join(tmpdir(), `controlgraph-bench-${companies}.db`);
  const filled = existsSync(path);
  const store = openSqlite(path);
  if (filled) return store;
  const start = performance.now();
  await fill(store, companies, (done) => {
    if (done % 100_000 === 0)
      console.log(`${done} companies written, ${(done / ((performance.now() - start) / 1000)).toFixed(0)}/s`);
  });
  return store;
}

/** How much one gathering brings, and how long it takes by itself: the parties and interests above random companies. */
async function sizes(store: Store, companies: number): Promise<void> {
  const at = { asOf: '2026-11-22', revision: await store.revision(), deadlineAt: Date.now() + 600_000 };
  const limits = { maxParties: 250_000, maxInterests: 1_000_000, depth: null };
  const rows: number[] = [];
  const micros: number[] = [];
  for (let n = 0; n < 5_000; n += 1) {
    const id = `c${(n * 7_919) % companies}`;
    const start = performance.now();
    const { parties, interests } = await store.gather([id], 'UP', at, limits);
    micros.push((performance.now() - start) * 1000);
    rows.push(parties.length + interests.length);
  }
  const mean = rows.reduce((sum, each) => sum + each, 0) / rows.length;
  micros.sort((a, b) => a - b);
  console.log(
    `${companies} companies; a gathering brings ${mean.toFixed(1)} rows (parties and interests) on average, at most ${Math.max(...rows)}; alone it takes ${micros[2_500]?.toFixed(0)} µs at the median`,
  );
}

async function constantServer() {
  const ruling = { verdict: 'RESTRICTED' };
  const constants = {
    Node: { __resolveType: () => 'Company' },
    Party: { __resolveType: () => 'Company' },
    Query: { company: async () => ({ restriction: async () => ruling }) },
  };
  const config = { ...readConfig({}), port: 0 };
  return serve({
    contract: {
      typeDefs: schemaText(),
      resolvers: { ...constants, Percent: resolvers.Percent, Date: resolvers.Date } as never,
    },
    contextOf: async ({ requestId }: { readonly requestId: string }) => ({ requestId }) as never,
    ping: async () => {},
    config,
    log: pino({ level: 'silent' }),
  });
}

function perSecond({ answered, tookMs }: Loaded): number {
  return answered / (tookMs / 1000);
}

/** In a process of its own, as clients are. */
async function load(asked: Load): Promise<Loaded> {
  const client = fileURLToPath(new URL('./load.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', client, JSON.stringify(asked)]);
  return JSON.parse(stdout) as Loaded;
}
