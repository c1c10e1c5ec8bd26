import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Changes, Store } from '../../../src/store/store.js';
import { bearers, NO_LIMITS, now, type Open, runs } from '../statements.js';
import { DAYS, IDS, writes } from './changes.js';

/** Everything that can be read of the few parties, at a revision. */
export async function everything(store: Store, revision: number): Promise<unknown[]> {
  const read: unknown[] = [];
  for (const day of DAYS) {
    const at = await now(store, day, revision);
    for (const id of IDS) {
      read.push(await store.gather([id], 'UP', at, NO_LIMITS), await store.gather([id], 'DOWN', at, NO_LIMITS));
    }
    read.push(await store.page(IDS, 'UP', at, 2, null), await store.page(IDS, 'DOWN', at, 2, null));
    read.push(
      await store.parties(
        IDS.map((id) => ({ id })),
        at,
      ),
    );
    read.push(
      await store.parties(
        ['1', '2', '3'].map((value) => ({ identifier: { scheme: 'XI-LEI', value } })),
        at,
      ),
    );
    read.push(await store.products([{ id: 'p' }, { plainName: 'p' }], at), await store.productsOf(IDS, at));
    read.push(
      await bearers(store, ['one', 'two', 'three'], at),
      await store.companiesIn(['GB'], 'INCORPORATION', at, 9, null),
    );
  }
  return read;
}

/** Refused writes change nothing, and are refused again wherever they are repeated. */
async function apply(store: Store, changes: readonly Changes[]): Promise<void> {
  for (const each of changes)
    await store.write(each).catch((error: unknown) => expect(error).toMatchObject({ name: 'Failure' }));
}

export function historyLaws(open: Open): void {
  test('an old revision reads as a store does that holds only the writes up to it', async () => {
    await fc.assert(
      fc.asyncProperty(writes, fc.nat(), async (changes, cut) => {
        const earlier = changes.slice(0, 1 + (cut % changes.length));
        // One after the other: a store may be all that its server holds.
        const short = await open();
        await apply(short, earlier);
        const revision = await short.revision();
        const then = await everything(short, revision);
        await short.close();
        const long = await open();
        try {
          await apply(long, changes);
          expect(await everything(long, revision)).toEqual(then);
        } finally {
          await long.close();
        }
      }),
      { numRuns: runs(60) },
    );
  });

  test('the same writes again, in their order, leave every revision as it was', async () => {
    await fc.assert(
      fc.asyncProperty(writes, async (changes) => {
        const store = await open();
        try {
          await apply(store, changes);
          const revision = await store.revision();
          const before = await everything(store, revision);
          await apply(store, changes);
          expect(await everything(store, revision)).toEqual(before);
        } finally {
          await store.close();
        }
      }),
      { numRuns: runs(30) },
    );
  });
}
