import { expect } from '@jest/globals';
import type { Store } from '../../../src/store/store.js';
import { interest, lines, NO_LIMITS, now, type Open, parties } from '../statements.js';
import { lawsOf } from './law.js';

async function heldAt(store: Store, asOf: string): Promise<string[]> {
  return lines(await store.gather(['a'], 'UP', await now(store, asOf), NO_LIMITS));
}

export function datesLaws(open: Open): void {
  const law = lawsOf(open);

  law('an interest holds on its first day and no longer on its last', async (store) => {
    await store.write({
      parties: parties('a', 'q'),
      interests: [interest('q 60 a', { from: '2020-02-29', to: '2021-03-01' })],
    });
    expect(await heldAt(store, '2020-02-28')).toEqual([]);
    expect(await heldAt(store, '2020-02-29')).toEqual(['q 60 a']);
    expect(await heldAt(store, '2021-02-28')).toEqual(['q 60 a']);
    expect(await heldAt(store, '2021-03-01')).toEqual([]);
  });

  law(
    'a newer statement of the same dataset ends the older one where it begins, whichever came first',
    async (store) => {
      for (const order of [
        ['2020-01-01', '2022-01-01'],
        ['2022-01-01', '2020-01-01'],
      ]) {
        for (const from of order) {
          await store.write({
            parties: parties('a', 'q'),
            interests: [interest(`q ${from.slice(2, 4)} a`, { id: `${order[0]} ${from}`, from })],
          });
        }
        expect(await heldAt(store, '2021-12-31')).toEqual(['q 20 a']);
        expect(await heldAt(store, '2022-01-01')).toEqual(['q 22 a']);
      }
    },
  );

  law('the end that is given back is where the newer statement begins, but never later than stated', async (store) => {
    await store.write({
      parties: parties('a', 'q'),
      interests: [
        interest('q 20 a', { from: '2020-01-01' }),
        interest('q 21 a', { from: '2021-01-01', to: '2021-06-01' }),
        interest('q 22 a', { from: '2022-01-01' }),
      ],
    });
    const at = await now(store, '2020-05-05');
    expect((await store.gather(['a'], 'UP', at, NO_LIMITS)).interests[0]?.endDate).toBe('2021-01-01');
    expect((await store.gather(['a'], 'UP', { ...at, asOf: '2021-05-05' }, NO_LIMITS)).interests[0]?.endDate).toBe(
      '2021-06-01',
    );
    expect(await heldAt(store, '2021-07-07')).toEqual([]);
  });

  law('of two that begin on one day, the one recorded later holds', async (store) => {
    await store.write({
      parties: parties('a', 'q'),
      interests: [interest('q 1 a', { id: '1' }), interest('q 2 a', { id: '2' })],
    });
    expect(await heldAt(store, '2026-01-01')).toEqual(['q 2 a']);
    await store.write({ interests: [interest('q 3 a', { id: '3' })] });
    expect(await heldAt(store, '2026-01-01')).toEqual(['q 3 a']);
  });

  law('retracting the newer statement opens the older one again', async (store) => {
    await store.write({ parties: parties('a', 'q'), interests: [interest('q 20 a', { from: '2020-01-01' })] });
    await store.write({ interests: [interest('q 22 a', { from: '2022-01-01' })] });
    await store.write({ retract: [{ dataset: null, statementId: 'q 22 a' }] });
    expect(await heldAt(store, '2026-01-01')).toEqual(['q 20 a']);
    expect((await store.gather(['a'], 'UP', await now(store), NO_LIMITS)).interests[0]).toMatchObject({
      recorded: 1,
      endDate: null,
    });
    const before = await now(store, '2026-01-01', 2);
    expect(lines(await store.gather(['a'], 'UP', before, NO_LIMITS))).toEqual(['q 22 a']);
  });

  law('a statement corrected to another start moves the end of the one before it', async (store) => {
    await store.write({
      parties: parties('a', 'q'),
      interests: [interest('q 20 a', { from: '2020-01-01' }), interest('q 22 a', { id: 's', from: '2022-01-01' })],
    });
    await store.write({ interests: [interest('q 22 a', { id: 's', from: '2023-01-01' })] });
    expect(await heldAt(store, '2022-06-01')).toEqual(['q 20 a']);
    expect(await heldAt(store, '2023-01-01')).toEqual(['q 22 a']);
  });

  law('another dataset, another type and another holder stay beside it', async (store) => {
    await store.write({
      parties: parties('a', 'q', 'p'),
      interests: [
        interest('q 20 a'),
        interest('q 30 a', { dataset: 'press', from: '2022-01-01' }),
        interest('q 40 a', { type: 'VOTING_RIGHTS', from: '2022-01-01' }),
        interest('p 50 a', { from: '2022-01-01' }),
      ],
    });
    expect(await heldAt(store, '2026-01-01')).toEqual(['p 50 a', 'q 20 a', 'q 30 a', 'q 40 a VOTING_RIGHTS']);
  });

  law('holders that a source does not name are never taken for one another', async (store) => {
    await store.write({
      parties: parties('a'),
      interests: [
        interest('? 10 a', { id: '1' }),
        interest('? 10 a', { id: '2' }),
        interest('? 10 a', { id: '2', dataset: 'press' }),
      ],
    });
    expect(await heldAt(store, '2026-01-01')).toEqual(['? 10 a', '? 10 a', '? 10 a']);
    const page = (await store.page(['a'], 'UP', await now(store), 10, null))[0];
    expect(page?.totalCount).toBe(3);
  });
}
