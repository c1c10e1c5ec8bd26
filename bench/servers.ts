import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../dev/freePort.js';
import { GROUPS } from '../seed/generate/shape.js';
import { idOf, statementsOf } from '../seed/generate/statements.js';
import { rulebook } from '../seed/rulebook.js';
import { at, type Graph, TYPE } from '../src/rules/graph.js';
import { solve } from '../src/rules/solution.js';
import { startServer } from '../src/server/start.js';
import { openSqlite } from '../src/store/sqlite.js';
import { verdictOn } from './ask.js';
import { database } from './database.js';
import { graphOf } from './generated.js';
import { timed } from './judged.js';
import { openfga } from './peers.js';
import { question, sharesAlone, WHOLE_STEPS } from './question.js';

const ASKED = 2_000;
const CONNECTIONS = 8;
const PER_WRITE = 1_000;

/**
 * Peers that are servers, on one generated world. OpenFGA is asked of companies what `restriction` is asked over HTTP
 * beside it, as far as reachability goes: whether holders each of whom has a majority lead to somebody restricted. Neo4j
 * is asked for the verdict on everybody by hand-written Cypher, beside ours by shares alone. Answers are compared.
 */
export async function servers(parties = 20_000): Promise<void> {
  const world = { seed: 1, parties, shape: GROUPS };
  const graph = graphOf(world);
  console.log(`${parties} parties, ${graph.holder.length} interests`);
  await besideOpenfga(graph, world);
  await besideCypher(graph);
}

async function besideOpenfga(graph: Graph, world: Parameters<typeof statementsOf>[0]): Promise<void> {
  const solution = solve(graph, sharesAlone(), 'EVERYWHERE');
  const companies = companiesOf(graph);
  const store = openSqlite(':memory:');
  for (const statements of statementsOf(world)) await store.write(statements);
  const server = await startServer({ store, rulebook: rulebook(), config: { port: 0 } });
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const ours = await all(companies, async (company) => {
    return (await verdictOn(`${server.url}graphql`, idOf(company), agent)) === 'RESTRICTED';
  });
  agent.destroy();
  await server.stop();
  await store.close();
  const fga = await startOpenfga();
  const start = performance.now();
  const tuples = [...tuplesOf(graph, solution.frame.seeds)];
  for (let from = 0; from < tuples.length; from += PER_WRITE)
    await fga.post('write', { writes: { tuple_keys: tuples.slice(from, from + PER_WRITE) } });
  const loadedMs = performance.now() - start;
  const theirs = await all(companies, async (company) => {
    const tuple_key = { user: 'list:all', relation: 'restricted', object: `party:${idOf(company)}` };
    return (await fga.post('check', { tuple_key })).allowed === true;
  });
  fga.stop();
  const agreeing = ours.answers.filter((answer, index) => answer === theirs.answers[index]).length;
  console.log(
    `  restriction over HTTP ${ours.told}; OpenFGA's check ${theirs.told} (${tuples.length} tuples written in ${(loadedMs / 1000).toFixed(1)} s); ${agreeing} of ${companies.length} agree, ${ours.answers.filter(Boolean).length} restricted`,
  );
}

/** Spread over the world; the hubs are not asked. */
function companiesOf(graph: Graph): number[] {
  const step = Math.max(1, Math.floor(graph.parties.length / (2 * ASKED)));
  const found: number[] = [];
  for (let node = GROUPS.hubs; node < graph.parties.length && found.length < ASKED; node += step)
    if (graph.parties[node]?.kind === 'COMPANY') found.push(node);
  return found;
}

/** Who is restricted by what it is, and which holders have a majority by themselves, or are reported to consolidate. */
function* tuplesOf(graph: Graph, seeds: Uint8Array): Generator<Readonly<Record<string, string>>> {
  const party = (node: number): string => `party:${idOf(node)}`;
  for (let node = 0; node < graph.size; node += 1)
    if (seeds[node] === 2) yield { user: 'list:all', relation: 'seed', object: party(node) };
  const { holder, subject, least, own } = question(graph, seeds);
  const majority = (above: number, below: number) => ({
    user: party(above),
    relation: 'majority',
    object: party(below),
  });
  for (let each = 0; each < holder.length; each += 1) {
    const company = at(subject, each);
    if (at(least, each) > (WHOLE_STEPS - at(own, company)) / 2) yield majority(at(holder, each), company);
  }
  for (let edge = 0; edge < graph.type.length; edge += 1)
    if (graph.type[edge] === TYPE.REPORTED_PARENT) yield majority(at(graph.holder, edge), at(graph.subject, edge));
}

/** So many at a time; how long one takes, and how many a second. */
async function all<T>(
  companies: readonly number[],
  ask: (company: number) => Promise<T>,
): Promise<{ answers: T[]; told: string }> {
  const answers: T[] = [];
  const times: number[] = [];
  let next = 0;
  const start = performance.now();
  const one = async (): Promise<void> => {
    for (let index = next++; index < companies.length; index = next++) {
      const began = performance.now();
      answers[index] = await ask(companies[index] as number);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
  const rate = companies.length / ((performance.now() - start) / 1000);
  times.sort((a, b) => a - b);
  return { answers, told: `${rate.toFixed(0)}/s, median ${(times[times.length >> 1] ?? 0).toFixed(1)} ms` };
}

interface Openfga {
  post(path: string, body: object): Promise<{ readonly allowed?: boolean; readonly id?: string }>;
  stop(): void;
}

const TYPES = [
  { type: 'list' },
  {
    type: 'party',
    relations: {
      seed: { this: {} },
      majority: { this: {} },
      restricted: {
        union: {
          child: [
            { computedUserset: { relation: 'seed' } },
            { tupleToUserset: { tupleset: { relation: 'majority' }, computedUserset: { relation: 'restricted' } } },
          ],
        },
      },
    },
    metadata: {
      relations: {
        seed: { directly_related_user_types: [{ type: 'list' }] },
        majority: { directly_related_user_types: [{ type: 'party' }] },
      },
    },
  },
];

/** Over SQLite, as its store in memory looks at every tuple for each step. */
async function startOpenfga(): Promise<Openfga> {
  const program = await openfga();
  const folder = mkdtempSync(join(tmpdir(), 'bench-openfga-'));
  const datastore = ['--datastore-engine', 'sqlite', '--datastore-uri', `file:${join(folder, 'tuples.db')}`];
  execFileSync(program, ['migrate', ...datastore], { stdio: 'ignore' });
  const [http, grpc] = [await freePort(), await freePort()];
  const words = ['--http-addr', `127.0.0.1:${http}`, '--grpc-addr', `127.0.0.1:${grpc}`, '--metrics-enabled=false'];
  const limits = ['--max-tuples-per-write', String(PER_WRITE), '--log-level', 'none'];
  const child: ChildProcess = spawn(program, ['run', ...datastore, ...words, ...limits], { stdio: 'ignore' });
  const root = `http://127.0.0.1:${http}`;
  const post = async (path: string, body: object): Promise<{ allowed?: boolean; id?: string }> => {
    const response = await fetch(`${root}/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`OpenFGA, ${path}: ${await response.text()}`);
    return (await response.json()) as object;
  };
  for (let tries = 0; !(await isUp(root)); tries += 1) {
    if (tries > 100) throw new Error('OpenFGA did not come up in 20 s.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { id } = await post('stores', { name: 'bench' });
  await post(`stores/${id}/authorization-models`, { schema_version: '1.1', type_definitions: TYPES });
  return {
    post: (path, body) => post(`stores/${id}/${path}`, body),
    stop: () => {
      child.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

async function isUp(root: string): Promise<boolean> {
  return fetch(`${root}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

const CYPHER = {
  least: {
    begin: 'MATCH (p:Peer) WHERE p.seed = 2 SET p:Certain RETURN count(p)',
    step: `MATCH (:Certain)-[i:HAS]->(p:Peer) WHERE NOT p:Certain WITH p, sum(i.least) AS least
      WHERE least > p.need SET p:Certain RETURN count(p)`,
  },
  most: {
    begin: 'MATCH (p:Peer) WHERE p.seed > 0 OR p.rest > p.need SET p:Possible RETURN count(p)',
    step: `MATCH (:Possible)-[i:HAS]->(p:Peer) WHERE NOT p:Possible WITH p, sum(i.least) AS least, sum(i.most) AS most
      WHERE most + p.rest > p.need AND p.unheld + least > p.need SET p:Possible RETURN count(p)`,
  },
};

async function besideCypher(graph: Graph): Promise<void> {
  const [oursMs, solution] = timed(() => solve({ ...graph }, sharesAlone(), 'EVERYWHERE'));
  const { driver, settings, version, close } = await database();
  const run = async (text: string, parameters: object = {}): Promise<readonly unknown[][]> => {
    const { records } = await driver.executeQuery(text, parameters, { database: settings.database });
    return records.map((record) => [...record.values()]);
  };
  const loadStart = performance.now();
  await fillPeer(run, graph, solution.frame.seeds);
  const loadMs = performance.now() - loadStart;
  const start = performance.now();
  for (const { begin, step } of Object.values(CYPHER)) {
    await run(begin);
    while (Number((await run(step))[0]?.[0]) > 0);
  }
  const ms = performance.now() - start;
  const rows = await run(
    'MATCH (p:Peer) RETURN p.n, CASE WHEN p:Certain THEN "IN" WHEN p:Possible THEN "BETWEEN" ELSE "OUT" END',
  );
  const agreeing = rows.filter(([node, place]) => solution.place(Number(node)) === place).length;
  console.log(
    `  everybody's verdict by shares alone: hand-written Cypher on Neo4j ${version} ${ms.toFixed(0)} ms after writing for ${(loadMs / 1000).toFixed(1)} s, ours from arrays ${oursMs.toFixed(0)} ms; ${agreeing} of ${rows.length} agree`,
  );
  await close();
}

async function fillPeer(
  run: (text: string, parameters?: object) => Promise<unknown>,
  graph: Graph,
  seeds: Uint8Array,
): Promise<void> {
  const { holder, subject, least, most, own, seed, open } = question(graph, seeds);
  const unheld = Float64Array.from(own, (each) => WHOLE_STEPS - each);
  for (const [each, company] of subject.entries()) unheld[company] = at(unheld, company) - at(least, each);
  await run('CREATE CONSTRAINT peer IF NOT EXISTS FOR (p:Peer) REQUIRE p.n IS UNIQUE');
  const nodes = Array.from(own, (each, n) => {
    const left = at(unheld, n);
    return { n, seed: at(seed, n), need: (WHOLE_STEPS - each) / 2, unheld: left, rest: open[n] === 1 ? left : 0 };
  });
  const held = Array.from(holder, (from, each) => ({
    from,
    to: at(subject, each),
    least: at(least, each),
    most: at(most, each),
  }));
  for (const [rows, text] of [
    [nodes, 'UNWIND $rows AS row CREATE (p:Peer) SET p = row'],
    [
      held,
      `UNWIND $rows AS row MATCH (o:Peer {n: row.from}), (p:Peer {n: row.to})
      CREATE (o)-[:HAS {least: row.least, most: row.most}]->(p)`,
    ],
  ] as const)
    for (let from = 0; from < rows.length; from += 10_000) await run(text, { rows: rows.slice(from, from + 10_000) });
  await run('CALL db.clearQueryCaches()');
}
