import { expect } from '@jest/globals';
import type { GatherLimits, Store } from '../../../src/store/store.js';
import { ids, interest, interests, lines, NO_LIMITS, now, type Open, parties } from '../statements.js';
import { failure, lawsOf } from './law.js';

async function chain(store: Store): Promise<void> {
  await store.write({
    parties: parties('a', 'b', 'c', 'd', 'e'),
    interests: interests('b 60 a', 'c 60 b', 'd 60 c', 'e 60 d'),
  });
}

export function limitLaws(open: Open): void {
  const law = lawsOf(open);
  const limited = (limits: Partial<GatherLimits>): GatherLimits => ({ ...NO_LIMITS, ...limits });

  law(
    'depth counts steps; the parties of the last step come without their owners and are named, which is no cut',
    async (store) => {
      await chain(store);
      const at = await now(store);
      const found = await store.gather(['a'], 'UP', at, limited({ depth: 2 }));
      expect(ids(found)).toEqual(['a', 'b', 'c']);
      expect(lines(found)).toEqual(['b 60 a', 'c 60 b']);
      expect(found).toMatchObject({ complete: true, unexpanded: ['c'] });
      const none = await store.gather(['a'], 'UP', at, limited({ depth: 0 }));
      expect(none).toMatchObject({ interests: [], complete: true, unexpanded: ['a'] });
      const whole = await store.gather(['a'], 'UP', at, limited({ depth: 9 }));
      expect(whole).toMatchObject({ complete: true, unexpanded: [] });
      expect(lines(whole)).toHaveLength(4);
    },
  );

  law('downward, depth bounds the holdings; who else holds in them comes all the same', async (store) => {
    await chain(store);
    await store.write({ parties: parties('q'), interests: interests('q 1 d') });
    const found = await store.gather(['e'], 'DOWN', await now(store), limited({ depth: 1 }));
    expect(ids(found)).toEqual(['d', 'e', 'q']);
    expect(found).toMatchObject({ complete: true, unexpanded: ['q'] });
    expect(lines(found)).toEqual(['e 60 d', 'q 1 d']);
  });

  law('a party reached by a short and by a long way is as near as the short one', async (store) => {
    await chain(store);
    await store.write({ interests: interests('d 5 a') });
    const found = await store.gather(['a'], 'UP', await now(store), limited({ depth: 2 }));
    expect(ids(found)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect([...found.unexpanded].sort()).toEqual(['c', 'e']);
  });

  law(
    'when parties are cut off, the near ones stay and those whose owners were not all read are named',
    async (store) => {
      await chain(store);
      const found = await store.gather(['a'], 'UP', await now(store), limited({ maxParties: 3 }));
      expect(ids(found)).toEqual(['a', 'b', 'c']);
      expect(found).toMatchObject({ complete: false, unexpanded: ['c'] });
      expect(lines(found)).toEqual(['b 60 a', 'c 60 b']);
      const exact = await store.gather(['a'], 'UP', await now(store), limited({ maxParties: 5, maxInterests: 4 }));
      expect(exact).toMatchObject({ complete: true, unexpanded: [] });
    },
  );

  law('when interests are cut off, every party that may lack one is named', async (store) => {
    await store.write({ parties: parties('a', 'p', 'q', 'r'), interests: interests('p 10 a', 'q 10 a', 'r 10 q') });
    const found = await store.gather(['a'], 'UP', await now(store), limited({ maxInterests: 1 }));
    expect(found.complete).toBe(false);
    expect(found.interests).toHaveLength(1);
    expect(found.unexpanded).toEqual(expect.arrayContaining(['a', 'q']));
  });

  law('whatever the limit: no gathered party silently lacks an owner, and no interest an end', async (store) => {
    await store.write({
      parties: parties('a', 'b', 'c', 'd', 'e', 'g'),
      interests: [
        ...interests('b 30 a', 'c 30 a', 'd 30 b', 'e 30 c', 'a 5 e', 'g 10 a', '? 1 d'),
        interest('d 0 g', { type: 'CONCERT' }),
        interest('e 0 g', { type: 'CONCERT' }),
      ],
    });
    const at = await now(store);
    for (const direction of ['UP', 'DOWN'] as const) {
      const whole = await store.gather(['a'], direction, at, NO_LIMITS);
      for (let most = 1; most <= 10; most += 1) {
        for (const limits of [
          { maxParties: most },
          { maxInterests: most },
          { maxParties: most, depth: 3 },
          { maxParties: 2, maxInterests: most },
        ]) {
          const found = await store.gather(['a'], direction, at, limited(limits));
          const known = new Set(ids(found));
          expect(found.parties.length).toBeLessThanOrEqual(limited(limits).maxParties);
          expect(found.interests.length).toBeLessThanOrEqual(limited(limits).maxInterests);
          for (const { interestedParty, subject } of found.interests) {
            expect(known.has(subject) && (interestedParty === null || known.has(interestedParty))).toBe(true);
          }
          const read = new Set(lines(found));
          const lacking = whole.interests
            .filter(({ subject }) => known.has(subject))
            .filter((each) => !read.has(lines({ interests: [each] })[0] ?? ''));
          for (const { subject } of lacking) expect(found.unexpanded).toContain(subject);
          const isWhole =
            found.interests.length === whole.interests.length && found.parties.length === whole.parties.length;
          if (!('depth' in limits)) expect(found.complete).toBe(isWhole);
        }
      }
    }
  });

  law('a member whose group was cut off is named too', async (store) => {
    await store.write({
      parties: parties('a', 'q', 'g', 'r'),
      interests: [interest('q 20 a'), interest('q 0 g', { type: 'CONCERT' }), interest('r 0 g', { type: 'CONCERT' })],
    });
    const found = await store.gather(['a'], 'UP', await now(store), limited({ maxParties: 2 }));
    expect(ids(found)).toEqual(['a', 'q']);
    expect(found).toMatchObject({ complete: false, unexpanded: ['q'] });
  });

  law('a deadline that is over is DEADLINE_EXCEEDED for every read', async (store) => {
    await store.write({ parties: parties('a') });
    const late = { ...(await now(store)), deadlineAt: Date.now() - 1 };
    const reads = [
      () => store.parties([{ id: 'a' }], late),
      () => store.gather(['a'], 'UP', late, NO_LIMITS),
      () => store.gather(['a'], 'DOWN', late, limited({ depth: 1 })),
      () => store.page(['a'], 'UP', late, 1, null),
      () => store.products([{ id: 'a' }], late),
      () => store.productsOf(['a'], late),
      () => store.alike([{ allOf: [['a']] }], late, 1),
      () => store.companiesIn(['GB'], 'HEADQUARTERS', late, 1, null),
      () => store.lists(late),
      () => store.revisions(0, 1, late.deadlineAt),
    ];
    for (const read of reads) await expect(read()).rejects.toEqual(failure('DEADLINE_EXCEEDED'));
  });

  law('a write whose deadline is over is not begun', async (store) => {
    await expect(store.write({ parties: parties('a') }, Date.now() - 1)).rejects.toEqual(failure('DEADLINE_EXCEEDED'));
    expect(await store.revision()).toBe(0);
    expect(await store.write({ parties: parties('a') }, Date.now() + 60_000)).toMatchObject({ revision: 1 });
  });

  law('a revision that was asked for is waited for, and is an error when it does not come', async (store) => {
    await store.write({ parties: parties('a') });
    expect(await store.revision(Date.now() + 5_000, '1')).toBe(1);
    const later = store.revision(Date.now() + 30_000, '2');
    await store.write({ parties: parties('b') });
    expect(await later).toBe(2);
    await expect(store.revision(Date.now() + 50, '3')).rejects.toEqual(failure('FAILED_PRECONDITION'));
    for (const token of ['', 'x', '-1', '1.5', '9'.repeat(16)])
      await expect(store.revision(Date.now() + 50, token)).rejects.toEqual(failure('BAD_USER_INPUT'));
  });

  law('a store that was closed is DATABASE_UNAVAILABLE', async (store) => {
    await store.ping();
    const at = await now(store);
    await store.close();
    await expect(store.ping()).rejects.toEqual(failure('DATABASE_UNAVAILABLE'));
    await expect(store.gather(['a'], 'UP', at, NO_LIMITS)).rejects.toEqual(failure('DATABASE_UNAVAILABLE'));
    await expect(store.write({ parties: parties('a') })).rejects.toEqual(failure('DATABASE_UNAVAILABLE'));
  });
}
