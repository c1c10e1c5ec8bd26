import { expect, test } from '@jest/globals';
import neo4j from 'neo4j-driver';
import { openNeo4j } from '../../src/store/neo4j.js';
import { lei, now, party } from '../store/statements.js';
import { emptyNeo4j, SETTINGS } from './database.js';

test('a graph of the first version goes on: those that an identifier made one stay so, whatever is merged and undone', async () => {
  const first = await emptyNeo4j();
  await first.write({ parties: [party('a', lei('1')), party('b', lei('1')), party('c')] });
  await first.close();
  const driver = neo4j.driver(SETTINGS.uri, neo4j.auth.basic(SETTINGS.user, SETTINGS.password));
  const session = driver.session({ database: SETTINGS.database });
  await session.run('MATCH ()-[t:IDENTIFIED_WITH]->() DELETE t');
  await session.run('MATCH (s:Controlgraph) SET s.schemaVersion = 1');
  await session.close();
  await driver.close();
  const second = await openNeo4j(SETTINGS);
  await second.write({ identity: { merge: ['b'], into: 'c' } });
  await second.write({ identity: { unmerge: 2 } });
  const found = await second.parties(
    ['a', 'b', 'c'].map((id) => ({ id })),
    await now(second),
  );
  expect(found.map((record) => record?.id)).toEqual(['a', 'a', 'c']);
  await second.close();
});
