import { expect, test } from '@jest/globals';
import { seedState, seedStore } from '../../seed/seed.js';
import { emptyStore } from '../asking.js';

test('a seed that was cut off is known, goes on, and changes nothing once it is whole', async () => {
  const store = await emptyStore();
  expect(await seedState(store)).toBe('EMPTY');
  let writes = 0;
  const dying = {
    ...store,
    write: async (changes: Parameters<typeof store.write>[0]) => {
      writes += 1;
      if (writes > 3) throw new Error('killed');
      return store.write(changes);
    },
  };
  await expect(seedStore(dying)).rejects.toThrow('killed');
  expect(await seedState(store)).toBe('CUT_OFF');
  await seedStore(store);
  expect(await seedState(store)).toBe('WHOLE');
  const revision = await store.revision();
  await seedStore(store);
  expect(await store.revision()).toBe(revision);
  await store.close();
});

test("somebody's own data are no seed", async () => {
  const store = await emptyStore();
  const source = {
    dataset: 'own',
    url: null,
    retrievedAt: null,
    statementId: '1',
    quote: null,
    grade: 'ASSERTED' as const,
  };
  await store.write({ parties: [{ party: 'a', facts: { name: 'A' }, source }] });
  expect(await seedState(store)).toBe('OTHER');
  await store.close();
});
