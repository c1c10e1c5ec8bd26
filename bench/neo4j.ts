import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import neo4j, { type Driver } from 'neo4j-driver';
import { rulebook } from '../seed/rulebook.js';
import { startServer } from '../src/server/start.js';
import { gatherText, STEPS_PER_TRIP } from '../src/store/neo4j/gather.js';
import { openNeo4j } from '../src/store/neo4j.js';
import type { Store } from '../src/store/store.js';
import { verdictOn } from './ask.js';
import { database } from './database.js';
import { median } from './judged.js';
import { nodeModules } from './peers.js';
import { fill, generator, stake, stated } from './world.js';

const ROUNDS = 5;
const EACH = 200;
const TODAY = 20_261_122;
const PEER_MS = 2_500;
const DEEP = { chains: 20, length: 60, layers: 12, width: 6 };

/** What one way of reading finds above a company: the ids, sorted; null when it had no answer in `PEER_MS`. */
type Way = (id: string) => Promise<readonly string[] | null>;

/**
 * `restriction` over HTTP on Neo4j, beside other ways to read what stands above a company on the same server and data:
 * the bare text of our gathering by the driver, level by level, the Cypher that enumerates paths, and @neo4j/graphql.
 * One request at a time; ways in turn; the parties found are compared.
 */
export async function neo4jBench(companies = 300_000): Promise<void> {
  const { driver, settings, close } = await database();
  const store = await openNeo4j({ ...settings, maxConnections: 50, connectMs: 1_000, writeMs: 120_000, retries: 2 });
  await world(store, companies);
  const revision = await store.revision();
  const server = await startServer({ store, rulebook: rulebook(), config: { port: 0, deadlineMs: 60_000 } });
  const bare = bareGather(driver, revision);
  const ways: Readonly<Record<string, Way>> = {
    'ours, over HTTP': overHttp(server.url),
    '(a) bare gather text by the driver': bare,
    '(b) level by level': levelByLevel(driver, revision),
    '(c) path-enumerating Cypher': enumerating(driver, revision),
    '(d) @neo4j/graphql, nested': await nested(driver),
  };
  const random = generator(7);
  const subjects = {
    'random companies, some 23 rows': Array.from({ length: EACH }, () => `c${Math.floor(random() * companies)}`),
    [`chains of ${DEEP.length}`]: Array.from({ length: DEEP.chains }, (_, chain) => `chain${chain}-0`),
    [`${DEEP.layers} layers of ${DEEP.width}, ${DEEP.width}^${DEEP.layers - 1} paths`]: ['layer0-0'],
  };
  for (const [name, ids] of Object.entries(subjects)) {
    console.log(`${name}:`);
    for (const [way, line] of await compared(ways, ids)) console.log(`  ${way.padEnd(36)} ${line}`);
  }
  await server.stop();
  await store.close();
  await close();
}

/** A database that an earlier run filled is used again: filling it takes longer than measuring. */
async function world(store: Store, companies: number): Promise<void> {
  const at = { asOf: '2026-11-22', revision: await store.revision(), deadlineAt: Date.now() + 60_000 };
  const [last] = await store.parties([{ id: 'layer0-0' }], at);
  if (last !== null) return;
  const start = performance.now();
  await fill(store, companies, (done) => {
    if (done % 50_000 === 0)
      console.log(`${done} companies written, ${(done / ((performance.now() - start) / 1000)).toFixed(0)}/s`);
  });
  const ids: string[] = [];
  const held: (readonly [holder: string, subject: string])[] = [];
  for (let chain = 0; chain < DEEP.chains; chain += 1) {
    for (let step = 0; step < DEEP.length; step += 1) {
      ids.push(`chain${chain}-${step}`);
      if (step > 0) held.push([`chain${chain}-${step}`, `chain${chain}-${step - 1}`]);
    }
  }
  for (let layer = 0; layer < DEEP.layers; layer += 1) {
    for (let place = 0; place < DEEP.width; place += 1) {
      ids.push(`layer${layer}-${place}`);
      for (let up = 0; layer > 0 && up < DEEP.width; up += 1)
        held.push([`layer${layer}-${place}`, `layer${layer - 1}-${up}`]);
    }
  }
  await store.write({
    parties: ids.map((id) => ({ party: id, facts: { kind: 'COMPANY', name: id }, source: stated(id) })),
    interests: held.map(([holder, subject]) => stake(holder, subject, 9)),
  });
}

/** Milliseconds at the median, and how many of the answers are those of the bare gathering. */
async function compared(ways: Readonly<Record<string, Way>>, ids: readonly string[]): Promise<[string, string][]> {
  const times = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]));
  const found = new Map<string, Map<string, string | null>>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, way] of Object.entries(ways)) {
      const answers = found.get(name) ?? new Map<string, string | null>();
      found.set(name, answers);
      // A way that has no answer once is not asked again: it would take the time of all others.
      if ([...answers.values()].includes(null)) continue;
      for (const id of ids) {
        const start = performance.now();
        const answer = await way(id);
        // The first round warms up.
        if (round > 0) times.get(name)?.push(performance.now() - start);
        answers.set(id, answer === null ? null : answer.join());
        if (answer === null) break;
      }
    }
  }
  const [[, reference]] = [...found].filter(([name]) => name.startsWith('(a)')) as [
    [string, Map<string, string | null>],
  ];
  const own = median(times.get('ours, over HTTP') ?? []);
  return [...found].map(([name, answers]) => {
    if ([...answers.values()].includes(null)) return [name, `no answer in ${PEER_MS} ms`];
    const agreeing = [...answers].filter(([id, answer]) => answer === '' || answer === reference.get(id)).length;
    const all = (times.get(name) ?? []).sort((a, b) => a - b);
    const p95 = all[Math.floor(all.length * 0.95)] ?? 0;
    const line = `median ${median(all).toFixed(2)} ms, 95 % ${p95.toFixed(2)} ms; ours takes ${(own / median(all)).toFixed(2)} of it; ${agreeing} of ${answers.size} agree`;
    return [name, line];
  });
}

/** The verdict; whom it is computed from is not asked, so its answer counts as agreeing with any. */
function overHttp(url: string): Way {
  const agent = new Agent({ keepAlive: true });
  return async (id) => {
    await verdictOn(`${url}graphql`, id, agent);
    return [];
  };
}

function bareGather(driver: Driver, revision: number): Way {
  const text = gatherText('UP', STEPS_PER_TRIP);
  const most = neo4j.int(250_001);
  return async (id) => {
    const parameters = {
      from: [id],
      ...pinned(revision),
      mostParties: most,
      mostInterests: most,
      readBefore: neo4j.int(STEPS_PER_TRIP),
    };
    const rows = await run(driver, text, parameters);
    return rows.map((row) => row[1] as string).sort();
  };
}

const HELD = 'h.since <= $revision AND $revision < h.retracted AND h.start <= $day AND $day < h.stop';

function levelByLevel(driver: Driver, revision: number): Way {
  const text = `MATCH (s:Party)<-[h:HOLDS]-(o) WHERE s.id IN $ids AND ${HELD}
    RETURN s.id, o.id, h.type, h.min, h.max, h.minExclusive, h.maxExclusive, h.startDate, h.dataset, h.statementId`;
  return async (id) => {
    const seen = new Set([id]);
    for (let frontier = [id]; frontier.length > 0; ) {
      const rows = await run(driver, text, { ids: frontier, ...pinned(revision) });
      const above = new Set(rows.map((row) => row[1] as string));
      frontier = [...above].filter((each) => !seen.has(each));
      for (const each of frontier) seen.add(each);
    }
    return [...seen].sort();
  };
}

function enumerating(driver: Driver, revision: number): Way {
  const text = `MATCH path = (s:Party {id: $id})<-[hs:HOLDS*]-(o:Party) WHERE all(h IN hs WHERE ${HELD})
    RETURN [n IN nodes(path) | n.id], [h IN hs | [h.type, h.min, h.max]]`;
  return async (id) => {
    const rows = await run(driver, text, { id, ...pinned(revision) }).catch(() => null);
    if (rows === null) return null;
    return [...new Set([id, ...rows.flatMap((row) => row[0] as string[])])].sort();
  };
}

function pinned(revision: number) {
  return { revision: neo4j.int(revision), day: neo4j.int(TODAY), first: neo4j.int(TODAY), last: neo4j.int(TODAY) };
}

async function run(driver: Driver, text: string, parameters: object): Promise<unknown[][]> {
  const session = driver.session({ database: process.env.NEO4J_DATABASE ?? 'neo4j', defaultAccessMode: 'READ' });
  try {
    const { records } = await session.run(text, parameters, { timeout: neo4j.int(PEER_MS) });
    return records.map((record) => [...record.values()]);
  } finally {
    await session.close();
  }
}

const TYPES = `
  type Party @node { id: ID! holders: [Party!]! @relationship(type: "HOLDS", direction: IN, properties: "Holds") }
  type Holds @relationshipProperties { type: String min: Float max: Float }
`;

/** What the library's users write: holders nested as deep as the deepest of these structures. */
async function nested(driver: Driver): Promise<Way> {
  const folder = await nodeModules();
  const load = async (name: string) => {
    const { main, exports } = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as {
      main?: string;
      exports?: Record<string, unknown>;
    };
    const entry = main ?? (exports?.['.'] as { default?: string })?.default ?? 'index.js';
    return import(pathToFileURL(join(folder, 'node_modules', name, entry)).href);
  };
  const [{ Neo4jGraphQL }, { graphql }] = await Promise.all([load('@neo4j/graphql'), load('graphql')]);
  const schema = await new Neo4jGraphQL({ typeDefs: TYPES, driver }).getSchema();
  const holders = (depth: number): string =>
    depth === 0
      ? 'id'
      : `id holdersConnection { edges { properties { type min max } node { ${holders(depth - 1)} } } }`;
  const documents = new Map(
    [29, DEEP.layers - 1, DEEP.length - 1].map((depth) => [
      depth,
      `query Q($id: ID!) { parties(where: {id: {eq: $id}}) { ${holders(depth)} } }`,
    ]),
  );
  return async (id) => {
    const depth = id.startsWith('chain') ? DEEP.length - 1 : id.startsWith('layer') ? DEEP.layers - 1 : 29;
    const asked = graphql({
      schema,
      source: documents.get(depth),
      variableValues: { id },
      contextValue: { executionContext: driver, sessionConfig: { database: 'neo4j' } },
    });
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PEER_MS).unref());
    const answer = await Promise.race([asked, late]);
    if (answer === null) return null;
    if (answer.errors !== undefined) throw answer.errors[0];
    const ids = new Set<string>();
    const walk = (party: { id: string; holdersConnection?: { edges: { node: never }[] } }): void => {
      ids.add(party.id);
      for (const { node } of party.holdersConnection?.edges ?? []) walk(node);
    };
    for (const party of answer.data.parties) walk(party);
    return [...ids].sort();
  };
}
