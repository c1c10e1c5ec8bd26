import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Release } from '../../dev/neo4j/releases.js';
import { type Neo4jServer, startNeo4j } from '../../dev/neo4j/server.js';
import { openNeo4j } from '../../src/store/neo4j.js';
import type { Store } from '../../src/store/store.js';
import { interests, lines, parties, upward } from '../store/statements.js';

const KILLS = process.env.TEST_LONG ? 20 : 2;

let neo4j: Neo4jServer;
let store: Store;
beforeAll(async () => {
  neo4j = await startNeo4j({ version: process.env.TEST_NEO4J_RELEASE as Release });
  const { uri, user, password } = neo4j;
  const limits = { maxConnections: 20, connectMs: 1_000, writeMs: 10_000, retries: 2 };
  store = await openNeo4j({ uri, user, password, database: 'neo4j', ...limits });
  await store.write({ parties: parties('hub') });
}, 180_000);
afterAll(async () => {
  await store?.close();
  await neo4j?.stop();
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

test(`over ${KILLS} kills in the middle of writes, what was acknowledged is there and nothing is doubled`, async () => {
  const acknowledged: string[] = [];
  let next = 0;
  let writing = true;
  const writer = (async () => {
    while (writing) {
      const id = `p${next}`;
      // One that failed is sent again, as a client does: it may have been recorded all the same.
      const written = await store
        .write({ parties: parties(id), interests: interests(`${id} 0.001 hub`) })
        .catch(() => null);
      if (written === null) {
        await pause(50);
        continue;
      }
      acknowledged.push(id);
      next += 1;
    }
  })();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const enough = acknowledged.length + 20 + (kill % 7) * 11;
    while (acknowledged.length < enough) await pause(3);
    await neo4j.kill();
    await neo4j.restart();
  }
  const enough = acknowledged.length + 20;
  while (acknowledged.length < enough) await pause(3);
  writing = false;
  await writer;
  const there = lines(await upward(store, 'hub'));
  expect(there).toEqual(acknowledged.map((id) => `${id} 0.001 hub`).sort());
  expect(await store.revision()).toBe(acknowledged.length + 1);
  process.stderr.write(`${acknowledged.length} writes acknowledged over ${KILLS} kills\n`);
}, 3_600_000);
