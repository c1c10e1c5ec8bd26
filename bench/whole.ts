import type { Driver } from 'neo4j-driver';
import { GROUPS } from '../seed/generate/shape.js';
import { statementsOf } from '../seed/generate/statements.js';
import { openNeo4j } from '../src/store/neo4j.js';
import { wholeGraph } from '../src/wholeGraph.js';
import { database } from './database.js';
import { median, TODAY } from './judged.js';

const ROUNDS = 5;

/** Every party with what is said of it, and every interest with its source: what a graph is made of. */
const PARTIES = `MATCH (p:Party)<-[:ABOUT]-(s:PartyStatement)
  RETURN p.id, s.statementId, s.dataset, s.url, s.retrievedAt, s.quote, s.grade, s.facts, s.recorded, s.ordinal`;
const INTERESTS = `MATCH (p:Party)<-[h:HOLDS]-(o) WHERE h.start <= $day AND $day < h.stop
  RETURN o.id, p.id, h.type, h.min, h.max, h.minExclusive, h.maxExclusive, h.undisclosed, h.startDate, h.stop, h.dataset,
    h.url, h.retrievedAt, h.statementId, h.quote, h.grade, h.recorded, h.ordinal`;

/**
 * The whole graph from Neo4j, in typed arrays and ready to be judged, beside the driver streaming the same rows and doing
 * nothing with them. In turn, in one process, on a generated world.
 */
export async function whole(parties = 200_000): Promise<void> {
  const { driver, settings, version, close } = await database();
  const store = await openNeo4j({ ...settings, maxConnections: 10, connectMs: 1_000, writeMs: 120_000, retries: 2 });
  if ((await store.revision()) === 0) {
    const start = performance.now();
    for (const statements of statementsOf({ seed: 1, parties, shape: GROUPS })) await store.write(statements);
    await driver.executeQuery('CALL db.clearQueryCaches()', {}, { database: settings.database });
    console.log(`written in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
  const at = { asOf: TODAY, revision: await store.revision() };
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [bareRows, bareMs] = await rate(async () => {
      const rows = await streamed(driver, settings.database, PARTIES, {});
      return rows + (await streamed(driver, settings.database, INTERESTS, { day: Number(TODAY.replaceAll('-', '')) }));
    });
    const [rows, ms] = await rate(async () => {
      const graph = await wholeGraph(store, at);
      return graph.parties.length + graph.holder.length;
    });
    ours.push(rows / ms);
    bare.push(bareRows / bareMs);
    console.log(
      `round ${round + 1}: ours ${rows} rows in ${(ms / 1000).toFixed(2)} s, ${(rows / ms).toFixed(0)} k/s; bare ${bareRows} rows in ${(bareMs / 1000).toFixed(2)} s, ${(bareRows / bareMs).toFixed(0)} k/s`,
    );
  }
  const ratio = median(ours.map((each, round) => each / (bare[round] as number)));
  console.log(`Neo4j ${version}: ratio of the rates ${ratio.toFixed(2)} at the median (aim 0.5)`);
  await store.close();
  await close();
}

async function rate(work: () => Promise<number>): Promise<readonly [rows: number, ms: number]> {
  const start = performance.now();
  const rows = await work();
  return [rows, performance.now() - start];
}

async function streamed(driver: Driver, name: string, text: string, parameters: object): Promise<number> {
  const session = driver.session({ database: name, defaultAccessMode: 'READ', fetchSize: 5_000 });
  let rows = 0;
  try {
    for await (const _record of session.run(text, parameters)) rows += 1;
  } finally {
    await session.close();
  }
  return rows;
}
