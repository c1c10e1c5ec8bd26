import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { interests, parties, upward } from '../store/statements.js';
import { emptyNeo4j } from './database.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const OWNERS = 400;
const ASKED = 60;

function heapUsed(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

test('what was answered is kept by nobody once the caller lets go of it', async () => {
  const store = await emptyNeo4j();
  const owners = Array.from({ length: OWNERS }, (_, index) => `owner-${index}`);
  await store.write({ parties: parties('a', ...owners) });
  await store.write({ interests: interests(...owners.map((owner) => `${owner} 0.2 a`)) });
  const ask = async (times: number): Promise<void> => {
    for (let asked = 0; asked < times; asked += 1) expect((await upward(store, 'a')).interests).toHaveLength(OWNERS);
  };
  await ask(10);
  const before = heapUsed();
  await ask(ASKED);
  // An answer is some 300 kB.
  expect((heapUsed() - before) / ASKED).toBeLessThan(50_000);
  await store.close();
});
