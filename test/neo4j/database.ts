import neo4j from 'neo4j-driver';
import { type Neo4jSettings, openNeo4j } from '../../src/store/neo4j.js';
import type { Store } from '../../src/store/store.js';

/** The server that these tests run against; `jest.neo4j.config.js` starts it. */
export const SETTINGS: Neo4jSettings = {
  uri: process.env.TEST_NEO4J_URI ?? '',
  user: 'neo4j',
  password: process.env.TEST_NEO4J_PASSWORD ?? '',
  database: 'neo4j',
  maxConnections: 20,
  connectMs: 1_000,
  writeMs: 30_000,
  retries: 2,
};

/** The one database of the server, emptied, as a store. */
export async function emptyNeo4j(): Promise<Store> {
  const driver = neo4j.driver(SETTINGS.uri, neo4j.auth.basic(SETTINGS.user, SETTINGS.password));
  try {
    const session = driver.session({ database: SETTINGS.database });
    // Relationships first: a node with very many of them would be too much for one transaction.
    for (const match of ['MATCH ()-[each]->()', 'MATCH (each)'])
      await session.run(`${match} CALL (each) { DELETE each } IN TRANSACTIONS OF 10000 ROWS`);
    await session.close();
  } finally {
    await driver.close();
  }
  return openNeo4j(SETTINGS);
}
