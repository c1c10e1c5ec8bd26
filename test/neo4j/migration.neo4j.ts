import { expect, test } from '@jest/globals';
import neo4j from 'neo4j-driver';
import { nearWays } from '../../src/names/keys.js';
import { readName } from '../../src/names/readings.js';
import { openNeo4j } from '../../src/store/neo4j.js';
import { lei, now, party } from '../store/statements.js';
import { emptyNeo4j, SETTINGS } from './database.js';

test('a graph of the first version goes on: those that an identifier made one stay so, whatever is merged and undone; its names are found by their keys, and it keeps documents', async () => {
  const first = await emptyNeo4j();
  await first.write({
    parties: [party('a', lei('1')), party('b', lei('1')), party('c', { name: 'Cedar Forest Ltd' })],
  });
  await first.close();
  const driver = neo4j.driver(SETTINGS.uri, neo4j.auth.basic(SETTINGS.user, SETTINGS.password));
  const session = driver.session({ database: SETTINGS.database });
  await session.run('MATCH ()-[t:IDENTIFIED_WITH]->() DELETE t');
  await session.run('MATCH (n:Name) REMOVE n.keys');
  await session.run('MATCH (l:DocumentLock) DELETE l');
  await session.run('DROP CONSTRAINT document_key');
  await session.run('CREATE FULLTEXT INDEX name FOR (n:Name) ON EACH [n.term]');
  await session.run('MATCH (s:Controlgraph) SET s.schemaVersion = 1');
  await session.close();
  const second = await openNeo4j(SETTINGS);
  expect(await column("SHOW INDEXES YIELD name WHERE name = 'name' RETURN name")).toEqual([]);
  await second.write({ identity: { merge: ['b'], into: 'c' } });
  await second.write({ identity: { unmerge: 2 } });
  const found = await second.parties(
    ['a', 'b', 'c'].map((id) => ({ id })),
    await now(second),
  );
  expect(found.map((record) => record?.id)).toEqual(['a', 'a', 'c']);
  const [named] = await second.alike(nearWays(readName('Cedar-Forest Limited')), await now(second), 9);
  expect(named?.names).toEqual([{ plain: 'cedar forest ltd', party: 'c' }]);
  const document = { key: 'k', body: '1' };
  expect(await second.keep({ expect: [{ key: 'k', body: null }], put: [document] }, Date.now() + 9_000)).toBe(true);
  expect(await second.documents({ keys: ['k'], settled: true }, Date.now() + 9_000)).toEqual([document]);
  await second.close();
  await driver.close();

  async function column(query: string): Promise<string[]> {
    const { records } = await driver.executeQuery(query, {}, { database: SETTINGS.database });
    return records.map((record) => record.get(0));
  }
});
