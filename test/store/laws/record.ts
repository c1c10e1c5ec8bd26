import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { InterestStatement } from '../../../src/model/statement.js';
import { interestKey } from '../../../src/model/statement.js';
import type { Store } from '../../../src/store/store.js';
import { ids, NO_LIMITS, now, type Open, runs } from '../statements.js';
import { DAYS, IDS, writes } from './changes.js';
import { PlainList } from './plainList.js';

/** What identifies an interest and its share; the end is found by the store, and seen in the days on which it holds. */
function said(interests: readonly InterestStatement[]): string[] {
  return interests
    .map((each) =>
      JSON.stringify([
        each.interestedParty,
        each.subject,
        each.type,
        each.share.min,
        each.source.dataset,
        each.source.statementId,
      ]),
    )
    .sort();
}

async function operators(store: Store): Promise<string[]> {
  const found = (await store.products([{ id: 'p' }, { id: 'q' }], await now(store))).flat();
  return found
    .flatMap(({ statements }) => statements)
    .map(({ product, source, operators }) =>
      JSON.stringify([product, source.dataset, operators.map(({ operator }) => operator)]),
    )
    .sort();
}

export function recordLaws(open: Open): void {
  test('after any writes a store says what the list of its live statements says', async () => {
    await fc.assert(
      fc.asyncProperty(writes, async (changes) => {
        const store = await open();
        const list = new PlainList();
        try {
          for (const each of changes) {
            const accepted = list.write(each);
            const written = store.write(each);
            if (accepted) expect((await written).revision).toBe(list.revision);
            else await expect(written).rejects.toMatchObject({ name: 'Failure' });
          }
          expect(await operators(store)).toEqual(list.operators().sort());
          for (const day of DAYS) {
            const at = await now(store, day);
            for (const id of IDS) {
              const [up, down] = [list.upward(id, day), list.downward(id, day)];
              const above = await store.gather([id], 'UP', at, NO_LIMITS);
              expect(said(above.interests)).toEqual(said(up.interests));
              expect(ids(above)).toEqual([...up.parties].sort());
              const below = await store.gather([id], 'DOWN', at, NO_LIMITS);
              expect(said(below.interests)).toEqual(said(down.interests));
              expect(ids(below)).toEqual([...down.parties].sort());
              const [page] = await store.page([id], 'UP', at, 100, null);
              const inIt = up.interests.filter(({ subject }) => subject === list.idOf(id));
              expect(said(page?.interests ?? [])).toEqual(said(inIt));
              expect(page?.totalCount).toBe(new Set(inIt.map(interestKey)).size);
            }
          }
        } finally {
          await store.close();
        }
      }),
      { numRuns: runs(150) },
    );
  });
}
