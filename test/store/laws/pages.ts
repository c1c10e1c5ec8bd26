import { expect } from '@jest/globals';
import { interestKey } from '../../../src/model/statement.js';
import type { Direction, InterestPage, Store } from '../../../src/store/store.js';
import { ids, interest, interests, lines, now, type Open, parties } from '../statements.js';
import { failure, lawsOf } from './law.js';

/** Every page, `first` at a time; a page goes on after the key of its last interest. */
async function walk(store: Store, id: string, direction: Direction, first: number): Promise<InterestPage[]> {
  const at = await now(store);
  const pages: InterestPage[] = [];
  for (let after: string | null = null; ; ) {
    const [page] = (await store.page([id], direction, at, first, after)) as [InterestPage];
    pages.push(page);
    const last = page.interests.at(-1);
    if (!page.hasNextPage || last === undefined) return pages;
    after = interestKey(last);
  }
}

export function pageLaws(open: Open): void {
  const law = lawsOf(open);

  law('pages of any size bring every interest of the party once, in the order of its key', async (store) => {
    const holders = ['b', 'a', 'ab', 'a-b', 'a.b', 'B', '1', 'é', 'a"b'];
    await store.write({
      parties: parties('s', ...holders),
      interests: [
        ...holders.map((id) => ({ ...interest('q 1 s', { id }), interestedParty: id })),
        interest('a 2 s', { type: 'VOTING_RIGHTS' }),
        interest('? 3 s'),
      ],
    });
    const [whole] = (await store.page(['s'], 'UP', await now(store), 100, null)) as [InterestPage];
    const keys = whole.interests.map(interestKey);
    expect(keys).toEqual([...keys].sort());
    expect(keys).toHaveLength(11);
    for (const first of [1, 2, 5, 11]) {
      const pages = await walk(store, 's', 'UP', first);
      expect(pages.flatMap((page) => page.interests.map(interestKey))).toEqual(keys);
      expect(pages.map((page) => page.totalCount)).toEqual(pages.map(() => 11));
      expect(pages.slice(0, -1).every((page) => page.hasNextPage)).toBe(true);
    }
  });

  law('UP pages who holds, DOWN what is held, each with the parties at the far end', async (store) => {
    await store.write({ parties: parties('a', 'b', 'c'), interests: interests('b 60 a', 'a 70 c', 'c 1 b', '? 5 a') });
    const at = await now(store);
    const [up] = (await store.page(['a'], 'UP', at, 10, null)) as [InterestPage];
    expect([lines(up), ids(up)]).toEqual([['? 5 a', 'b 60 a'], ['b']]);
    const [down] = (await store.page(['a'], 'DOWN', at, 10, null)) as [InterestPage];
    expect([lines(down), ids(down)]).toEqual([['a 70 c'], ['c']]);
  });

  law(
    'the statements of several datasets about one interest are one row of a page, and lie together',
    async (store) => {
      await store.write({
        parties: parties('a', 'p', 'q', 'r'),
        interests: [
          ...interests('p 10 a', 'q 20 a', 'r 30 a'),
          interest('q 25 a', { dataset: 'press' }),
          interest('q 22 a', { dataset: 'filing' }),
        ],
      });
      const [first, second] = (await walk(store, 'a', 'UP', 2)) as [InterestPage, InterestPage];
      expect(lines(first)).toEqual(['p 10 a', 'q 20 a', 'q 22 a', 'q 25 a']);
      expect(lines(second)).toEqual(['r 30 a']);
      expect(first.totalCount).toBe(3);
      const [down] = (await store.page(['q'], 'DOWN', await now(store), 10, null)) as [InterestPage];
      expect(down).toMatchObject({ totalCount: 1, hasNextPage: false });
      await store.write({
        retract: [
          { dataset: 'press', statementId: 'q 25 a' },
          { dataset: 'filing', statementId: 'q 22 a' },
        ],
      });
      expect((await walk(store, 'a', 'UP', 2))[0]?.totalCount).toBe(3);
    },
  );

  law('only what holds at the date is counted and shown, at the revision asked', async (store) => {
    await store.write({
      parties: parties('a', 'p', 'q'),
      interests: [interest('p 10 a', { to: '2020-01-01' }), interest('q 20 a', { from: '2019-01-01' })],
    });
    await store.write({ retract: [{ dataset: null, statementId: 'q 20 a' }] });
    const page = async (asOf: string, revision: number) =>
      (await store.page(['a'], 'UP', await now(store, asOf, revision), 10, null))[0];
    expect(await page('2018-01-01', 1)).toMatchObject({ totalCount: 1 });
    expect(await page('2019-06-01', 1)).toMatchObject({ totalCount: 2 });
    expect(await page('2026-01-01', 1)).toMatchObject({ totalCount: 1 });
    expect(await page('2026-01-01', 2)).toEqual({ interests: [], parties: [], hasNextPage: false, totalCount: 0 });
  });

  law('several parties are answered in the order asked; of an unknown one there is nothing', async (store) => {
    await store.write({ parties: parties('a', 'b', 'q'), interests: interests('q 1 a', 'q 2 b') });
    const pages = await store.page(['b', 'nobody', 'a', 'b'], 'UP', await now(store), 10, null);
    expect(pages.map(lines)).toEqual([['q 2 b'], [], ['q 1 a'], ['q 2 b']]);
  });

  law('a page goes on where its cursor would be, even when that row is gone', async (store) => {
    await store.write({ parties: parties('a', 'p', 'q', 'r'), interests: interests('p 1 a', 'q 2 a', 'r 3 a') });
    const [page] = (await store.page(['a'], 'UP', await now(store), 2, null)) as [InterestPage];
    await store.write({ retract: [{ dataset: null, statementId: 'q 2 a' }] });
    const [next] = (await store.page(['a'], 'UP', await now(store), 2, interestKey(page.interests[1] as never))) as [
      InterestPage,
    ];
    expect(lines(next)).toEqual(['r 3 a']);
  });

  law('a cursor that is no key is BAD_USER_INPUT', async (store) => {
    await store.write({ parties: parties('a') });
    for (const after of ['', 'x', '[]', '["a","b"]', '[1,2,3]', '{}']) {
      await expect(store.page(['a'], 'UP', await now(store), 2, after)).rejects.toEqual(
        failure('BAD_USER_INPUT', /^after/),
      );
    }
  });
}
