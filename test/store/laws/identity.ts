import { expect } from '@jest/globals';
import type { Store } from '../../../src/store/store.js';
import {
  bearers,
  downward,
  ids,
  interest,
  interests,
  lei,
  lines,
  NO_LIMITS,
  now,
  type Open,
  parties,
  party,
  product,
  upward,
} from '../statements.js';
import { failure, lawsOf } from './law.js';

async function idOf(store: Store, id: string, revision?: number): Promise<string | undefined> {
  return (await store.parties([{ id }], await now(store, undefined, revision)))[0]?.id;
}

export function identityLaws(open: Open): void {
  const law = lawsOf(open);

  law(
    'records that share an identifier are one party from the write that brings the second, two before',
    async (store) => {
      await store.write({ parties: [party('a', lei('1')), party('q'), party('p')], interests: interests('q 60 a') });
      await store.write({ parties: parties('b'), interests: interests('p 30 b') });
      await store.write({ parties: [party('b', lei('1'), { id: 'second' })] });
      expect(await idOf(store, 'b')).toBe('a');
      expect(lines(await upward(store, 'b'))).toEqual(['p 30 a', 'q 60 a']);
      const [record] = await store.parties([{ id: 'b' }], await now(store));
      expect(record?.statements.map(({ party: id, facts }) => [id, facts.name])).toEqual([
        ['a', 'a'],
        ['a', 'b'],
        ['a', 'b'],
      ]);
      expect(await idOf(store, 'b', 2)).toBe('b');
      const before = await now(store, undefined, 2);
      expect(lines(await store.gather(['b'], 'UP', before, NO_LIMITS))).toEqual(['p 30 b']);
      expect(lines(await store.gather(['a'], 'UP', before, NO_LIMITS))).toEqual(['q 60 a']);
    },
  );

  law('another scheme or another value is another party', async (store) => {
    await store.write({
      parties: [
        party('a', lei('1')),
        party('b', lei('2')),
        party('c', { identifiers: [{ scheme: 'GB-COH', value: '1' }] }),
      ],
    });
    expect(await Promise.all(['a', 'b', 'c'].map((id) => idOf(store, id)))).toEqual(['a', 'b', 'c']);
  });

  law('one write may bring both, in either order; the one stated first stays', async (store) => {
    await store.write({
      parties: [party('z', lei('1')), party('y', lei('1')), party('q')],
      interests: interests('q 60 y', 'z 5 q'),
    });
    expect(await idOf(store, 'y')).toBe('z');
    expect(lines(await upward(store, 'z'))).toEqual(['q 60 z', 'z 5 q']);
  });

  law('a chain of joins ends at the party recorded first', async (store) => {
    await store.write({
      parties: [party('a'), party('b', lei('b')), party('c', lei('c'))],
      interests: interests('a 10 c'),
    });
    await store.write({
      parties: [
        party('d', {
          identifiers: [
            { scheme: 'XI-LEI', value: 'b' },
            { scheme: 'XI-LEI', value: 'c' },
          ],
        }),
      ],
    });
    expect(await Promise.all(['b', 'c', 'd'].map((id) => idOf(store, id)))).toEqual(['b', 'b', 'b']);
    await store.write({ parties: [party('a', lei('c'), { id: 'later' })] });
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((id) => idOf(store, id)))).toEqual(['a', 'a', 'a', 'a']);
    expect(lines(await upward(store, 'd'))).toEqual(['a 10 a']);
    expect(await Promise.all(['b', 'c', 'd'].map((id) => idOf(store, id, 2)))).toEqual(['b', 'b', 'b']);
  });

  law('an id that went is still good in every later write', async (store) => {
    await store.write({ parties: [party('a', lei('1')), party('b', lei('1')), party('q')] });
    await store.write({
      parties: [party('b', { name: 'said later' }, { id: 'later' })],
      interests: interests('q 60 b', 'b 70 q'),
    });
    expect(lines(await upward(store, 'a'))).toEqual(['a 70 q', 'q 60 a']);
    const [record] = await store.parties([{ id: 'a' }], await now(store));
    expect(record?.statements.at(-1)?.facts.name).toBe('said later');
    expect(await store.write({ interests: interests('q 60 b') })).toMatchObject({ unchanged: 1, revision: 2 });
  });

  law(
    'a later identifier joins with the party it belongs to, and every id answers in gatherings and pages',
    async (store) => {
      await store.write({
        parties: [party('a', lei('1')), party('b', lei('1')), party('q')],
        interests: interests('b 60 q'),
      });
      const at = await now(store);
      expect(ids(await store.gather(['a', 'b'], 'DOWN', at, NO_LIMITS))).toEqual(['a', 'q']);
      const pages = await store.page(['b', 'a'], 'DOWN', at, 10, null);
      expect(pages.map(lines)).toEqual([['a 60 q'], ['a 60 q']]);
      const found = await store.parties([{ identifier: { scheme: 'XI-LEI', value: '1' } }], at);
      expect(found[0]?.id).toBe('a');
    },
  );

  law('interests that coincide after a join end each other as those of one party do', async (store) => {
    await store.write({
      parties: [party('a', lei('1')), party('b'), party('q')],
      interests: [interest('a 20 q', { from: '2020-01-01' }), interest('b 22 q', { from: '2022-01-01' })],
    });
    expect(lines(await upward(store, 'q'))).toEqual(['a 20 q', 'b 22 q']);
    await store.write({ parties: [party('b', lei('1'), { id: 'later' })] });
    expect(lines(await upward(store, 'q'))).toEqual(['a 22 q']);
    expect(lines(await store.gather(['q'], 'UP', await now(store, '2021-01-01'), NO_LIMITS))).toEqual(['a 20 q']);
    expect(lines(await store.gather(['q'], 'UP', await now(store, undefined, 1), NO_LIMITS))).toEqual([
      'a 20 q',
      'b 22 q',
    ]);
  });

  law('an old revision keeps its order, whatever is retracted later', async (store) => {
    await store.write({
      parties: [party('a', lei('1')), party('b'), party('q')],
      interests: [interest('b 20 q'), interest('b 30 q', { dataset: 'press' })],
    });
    await store.write({ parties: [party('b', lei('1'), { id: 'later' })] });
    const at = await now(store);
    const before = await store.gather(['q'], 'UP', at, NO_LIMITS);
    await store.write({ retract: [{ dataset: 'press', statementId: 'b 30 q' }] });
    expect(await store.gather(['q'], 'UP', at, NO_LIMITS)).toEqual(before);
  });

  law('a join outlives the statement that made it', async (store) => {
    await store.write({ parties: [party('a', lei('1')), party('b', lei('1')), party('b', {}, { id: 'other' })] });
    await store.write({ retract: [{ dataset: null, statementId: 'about b' }] });
    expect(await idOf(store, 'b')).toBe('a');
  });

  law('the names and identifiers of records that were joined all stay', async (store) => {
    const both = {
      identifiers: [
        { scheme: 'XI-LEI', value: '1' },
        { scheme: 'GB-COH', value: '7' },
      ],
    };
    await store.write({
      parties: [party('a', { ...both, name: 'Old Co' }), party('b', { ...lei('1'), name: 'New Co' })],
    });
    const at = await now(store);
    expect(await bearers(store, ['old co', 'new co'], at)).toEqual([['a'], ['a']]);
    expect((await store.parties([{ identifier: { scheme: 'GB-COH', value: '7' } }], at))[0]?.id).toBe('a');
  });

  law('products follow their operator', async (store) => {
    await store.write({ parties: [party('a', lei('1')), party('b')], products: [product('p', 'P', ['b'])] });
    await store.write({ parties: [party('b', lei('1'), { id: 'later' })] });
    const at = await now(store);
    expect((await store.products([{ id: 'p' }], at))[0]?.[0]?.statements[0]?.operators[0]?.operator).toBe('a');
    expect((await store.productsOf(['a'], at))[0]?.map(({ id }) => id)).toEqual(['p']);
    expect(
      (await store.products([{ id: 'p' }], { ...at, revision: 1 }))[0]?.[0]?.statements[0]?.operators[0]?.operator,
    ).toBe('b');
    expect(await store.productsOf(['a', 'b'], { ...at, revision: 1 })).toMatchObject([[], [{ id: 'p' }]]);
  });

  law('a person and a company with one identifier are a CONFLICT, and nothing is written', async (store) => {
    await store.write({ parties: [party('a', lei('1'))] });
    const person = party('p', { kind: 'PERSON', ...lei('1') });
    await expect(store.write({ parties: [person] })).rejects.toEqual(
      failure('CONFLICT', /"p" is a person and "a" is not/),
    );
    await expect(
      store.write({ parties: [party('x', lei('2')), { ...person, facts: { ...person.facts, ...lei('2') } }] }),
    ).rejects.toEqual(failure('CONFLICT'));
    expect(await store.revision()).toBe(1);
    expect(await idOf(store, 'x')).toBeUndefined();
  });

  law('the parties of a join are touched by the name that stays', async (store) => {
    await store.write({ parties: [party('a', lei('1')), party('b'), party('q')], interests: interests('b 60 q') });
    const written = await store.write({ parties: [party('b', lei('1'), { id: 'later' })] });
    expect([...written.touched].sort()).toEqual(['a', 'q']);
    expect(ids(await downward(store, 'b'))).toEqual(['a', 'q']);
  });
}
