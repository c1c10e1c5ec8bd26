import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { holdsAt } from '../../../src/model/date.js';
import type { Changes, Store } from '../../../src/store/store.js';
import { interest, lines, NO_LIMITS, now, type Open, parties, runs } from '../statements.js';
import { DAYS, IDS, writes } from './changes.js';
import { lawsOf } from './law.js';

/** An instant after the last write and before the next: revisions keep whole milliseconds. */
async function instant(): Promise<string> {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 3));
  await pause();
  const between = new Date().toISOString();
  await pause();
  return between;
}

async function anyDay(store: Store) {
  return { ...(await now(store)), asOf: null };
}

export function timeLaws(open: Open): void {
  const law = lawsOf(open);

  law('the revision at an instant is the newest that was recorded by then', async (store) => {
    expect(await store.revisionAt('2999-01-01T00:00:00Z')).toEqual({ revision: null, first: null });
    const before = await instant();
    const instants: string[] = [];
    for (const id of ['a', 'b', 'c']) {
      await store.write({ parties: parties(id) });
      instants.push(await instant());
    }
    const { revision, first } = await store.revisionAt(before);
    expect([revision, new Date(first as string).toISOString()]).toEqual([null, first]);
    for (const [index, each] of instants.entries())
      expect(await store.revisionAt(each)).toEqual({ revision: index + 1, first });
    expect(await store.revisionAt(first as string)).toEqual({ revision: 1, first });
    expect(await store.revisionAt((first as string).replace('Z', '999999Z'))).toEqual({ revision: 1, first });
    expect(await store.revisionAt('2999-01-01T00:00:00Z')).toEqual({ revision: 3, first });
    expect(await store.revisionAt('1999-01-01T00:00:00Z')).toEqual({ revision: null, first });
  });

  law('what held on any day is gathered by way of what held on any day, each with its end', async (store) => {
    await store.write({
      parties: parties('a', 'q', 'r', 's', 'never'),
      interests: [
        interest('q 60 a', { from: '2020-01-01' }),
        interest('q 70 a', { id: 'newer', from: '2022-01-01', to: '2023-01-01' }),
        interest('r 10 q', { to: '2019-01-01' }),
        interest('s 5 r', { from: '2025-01-01' }),
        interest('never 1 a', { id: 'hidden' }),
        interest('never 2 s', { id: 'there' }),
      ],
    });
    await store.write({ interests: [interest('never 3 a', { id: 'hides' })] });
    const found = await store.gather(['a'], 'UP', await anyDay(store), NO_LIMITS);
    expect(lines(found)).toEqual(['never 2 s', 'never 3 a', 'q 60 a', 'q 70 a', 'r 10 q', 's 5 r']);
    expect(found.interests.find((each) => each.startDate === '2020-01-01')?.endDate).toBe('2022-01-01');
    const oneStep = await store.gather(['a'], 'UP', await anyDay(store), { ...NO_LIMITS, depth: 1 });
    expect(lines(oneStep)).toEqual(['never 3 a', 'q 60 a', 'q 70 a']);
    expect(lines(await store.gather(['r'], 'DOWN', await anyDay(store), NO_LIMITS))).toEqual([
      'never 3 a',
      'q 60 a',
      'q 70 a',
      'r 10 q',
      's 5 r',
    ]);
  });

  law('editions of any day are listed together', async (store) => {
    const edition = (name: string, startDate: string, endDate: string | null) => ({
      ...{ list: 'us_ofac_sdn', edition: name, startDate, endDate, entries: 1, complete: true },
    });
    await store.write({ editions: [edition('1', '2020-01-01', '2021-01-01'), edition('2', '2022-01-01', null)] });
    const names = async (asOf: string | null) =>
      (await store.lists({ ...(await now(store)), asOf })).map((each) => each.edition);
    expect([await names('2020-05-05'), await names('2021-05-05'), await names(null)]).toEqual([['1'], [], ['1', '2']]);
  });

  test('of what held on any day, that of one day is what is gathered on it', async () => {
    await fc.assert(
      fc.asyncProperty(writes, fc.constantFrom('UP' as const, 'DOWN' as const), async (changes, direction) => {
        const store = await open();
        try {
          await apply(store, changes);
          for (const id of IDS) {
            const ever = await store.gather([id], direction, await anyDay(store), NO_LIMITS);
            for (const day of DAYS) {
              const then = await store.gather([id], direction, await now(store, day), NO_LIMITS);
              const unread = new Set(then.unexpanded);
              const there = new Set(then.parties.map((party) => party.id).filter((each) => !unread.has(each)));
              const held = ever.interests.filter((each) => holdsAt(each, day) && there.has(each.subject));
              expect(sorted(held)).toEqual(sorted(then.interests));
              for (const party of then.parties) expect(ever.parties).toContainEqual(party);
            }
          }
        } finally {
          await store.close();
        }
      }),
      { numRuns: runs(40) },
    );
  });
}

function sorted(values: readonly object[]): string[] {
  return values.map((value) => JSON.stringify(value)).sort();
}

async function apply(store: Store, changes: readonly Changes[]): Promise<void> {
  for (const each of changes)
    await store.write(each).catch((error: unknown) => expect(error).toMatchObject({ name: 'Failure' }));
}
