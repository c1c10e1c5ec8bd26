import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Store } from '../../../src/store/store.js';
import {
  bearers,
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
  runs,
  upward,
} from '../statements.js';
import { IDS, writes } from './changes.js';
import { everything } from './history.js';
import { failure, lawsOf } from './law.js';

/** Who answers for each id. */
async function answering(store: Store, of: readonly string[], revision?: number): Promise<(string | undefined)[]> {
  const records = await store.parties(
    of.map((id) => ({ id })),
    await now(store, undefined, revision),
  );
  return records.map((record) => record?.id);
}

/** Only a page promises the order of interests of several parties. */
function unordered(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(unordered).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unordered(each)]));
}

function merge(store: Store, line: string, because = 'they are one') {
  const [into = '', ...others] = line.split(' ');
  return store.write({ identity: { merge: others, into }, because });
}

function unmerge(store: Store, id: number) {
  return store.write({ identity: { unmerge: id } });
}

export function mergingLaws(open: Open): void {
  const law = lawsOf(open);

  law(
    'a merge makes one party under the id it names; undone there are two again, and each revision reads as it did',
    async (store) => {
      await store.write({
        parties: [party('a', { name: 'Old', ...lei('1') }), party('b', { name: 'New' }), ...parties('q', 's')],
        interests: interests('q 60 a', 'b 70 s', '? 10 a'),
        products: [product('p', 'P', ['a', 'b'])],
      });
      const merged = await merge(store, 'b a');
      expect(merged).toMatchObject({ revision: 2, merge: 2, parties: 0, interests: 0, unchanged: 0 });
      expect([...merged.touched].sort()).toEqual(['b', 'q']);
      const undone = await unmerge(store, 2);
      expect(undone).toMatchObject({ revision: 3, merge: null });
      expect([...undone.touched].sort()).toEqual(['a', 'b', 'q']);
      for (const revision of [1, 2, 3]) {
        const isOne = revision === 2;
        const at = await now(store, undefined, revision);
        expect(await answering(store, ['a', 'b'], revision)).toEqual(isOne ? ['b', 'b'] : ['a', 'b']);
        expect(lines(await store.gather(['s'], 'UP', at, NO_LIMITS))).toEqual(
          isOne ? ['? 10 b', 'b 70 s', 'q 60 b'] : ['b 70 s'],
        );
        expect(ids(await store.gather(['q'], 'DOWN', at, NO_LIMITS))).toEqual(isOne ? ['b', 'q', 's'] : ['a', 'q']);
        const pages = await store.page(['a', 'b'], 'UP', at, 10, null);
        expect(pages.map(lines)).toEqual(
          isOne
            ? [
                ['? 10 b', 'q 60 b'],
                ['? 10 b', 'q 60 b'],
              ]
            : [['? 10 a', 'q 60 a'], []],
        );
        expect((await bearers(store, ['old', 'new'], at)).flat()).toEqual(isOne ? ['b', 'b'] : ['a', 'b']);
        expect(await store.parties([{ identifier: { scheme: 'XI-LEI', value: '1' } }], at)).toMatchObject([
          { id: isOne ? 'b' : 'a' },
        ]);
        const [found] = await store.products([{ id: 'p' }], at);
        const operators = found?.[0]?.statements[0]?.operators.map(({ operator }) => operator);
        expect(operators).toEqual(isOne ? ['b', 'b'] : ['a', 'b']);
        const whole = [];
        for await (const piece of store.whole(at, 60_000)) whole.push(...piece.parties);
        expect(ids({ parties: whole })).toEqual(isOne ? ['b', 'q', 's'] : ['a', 'b', 'q', 's']);
      }
    },
  );

  law('what was recorded under one of the ids meanwhile goes back to whom it states', async (store) => {
    await store.write({ parties: parties('a', 'b', 'q', 's') });
    await merge(store, 'a b');
    await store.write({
      parties: [party('b', { name: 'said later' }, { id: 'later' })],
      interests: interests('q 60 b', 'a 70 s', 'b 30 a'),
      products: [product('p', 'P', ['b'])],
    });
    expect(lines(await upward(store, 's'))).toEqual(['a 30 a', 'a 70 s', 'q 60 a']);
    const [one] = await store.parties([{ id: 'b' }], await now(store));
    expect(one?.statements.map(({ party: id, stated }) => [id, stated])).toEqual([
      ['a', undefined],
      ['a', 'b'],
      ['a', 'b'],
    ]);
    await unmerge(store, 2);
    expect(lines(await upward(store, 's'))).toEqual(['a 70 s', 'b 30 a', 'q 60 b']);
    const [record] = await store.parties([{ id: 'b' }], await now(store));
    expect(record?.statements.map(({ facts }) => facts.name)).toEqual(['b', 'said later']);
    expect((await store.productsOf(['a', 'b'], await now(store))).map((found) => found.length)).toEqual([0, 1]);
  });

  law('an interest that was superseded only as one party holds again when they are two', async (store) => {
    await store.write({
      parties: parties('a', 'b', 'q'),
      interests: [interest('a 20 q', { from: '2020-01-01' }), interest('b 22 q', { from: '2022-01-01' })],
    });
    await merge(store, 'a b');
    expect(lines(await upward(store, 'q'))).toEqual(['a 22 q']);
    await unmerge(store, 2);
    expect(lines(await upward(store, 'q'))).toEqual(['a 20 q', 'b 22 q']);
  });

  law('those that came to share an identifier while merged stay one when the merge is undone', async (store) => {
    await store.write({ parties: [party('a', lei('1')), ...parties('b', 'c')] });
    await merge(store, 'c b a');
    await store.write({ parties: [party('b', lei('1'), { id: 'later' })] });
    await unmerge(store, 2);
    expect(await answering(store, ['a', 'b', 'c'])).toEqual(['a', 'a', 'c']);
    await store.write({ retract: [{ dataset: null, statementId: 'later' }] });
    expect(await answering(store, ['a', 'b', 'c'])).toEqual(['a', 'a', 'c']);
  });

  law('they stay one also when the identifier was retracted before the merge is undone', async (store) => {
    await store.write({ parties: [party('a', lei('1')), ...parties('b', 'c')] });
    await merge(store, 'c b a');
    await store.write({ parties: [party('b', lei('1'), { id: 'later' })] });
    await store.write({ retract: [{ dataset: null, statementId: 'later' }] });
    await unmerge(store, 2);
    expect(await answering(store, ['a', 'b', 'c'])).toEqual(['a', 'a', 'c']);
  });

  law('a party that joined one of them by an identifier goes with that one', async (store) => {
    await store.write({ parties: [party('a', lei('1')), party('b', lei('2'))] });
    await merge(store, 'b a');
    await store.write({ parties: [party('c', lei('1')), party('d', lei('2'))], interests: interests('c 10 d') });
    expect(await answering(store, ['a', 'b', 'c', 'd'])).toEqual(['b', 'b', 'b', 'b']);
    await unmerge(store, 2);
    expect(await answering(store, ['a', 'b', 'c', 'd'])).toEqual(['a', 'b', 'a', 'b']);
    expect(lines(await upward(store, 'd'))).toEqual(['a 10 b']);
  });

  law('merges that overlap are undone in either order', async (store) => {
    await store.write({ parties: parties('a', 'b', 'c', 'd') });
    await merge(store, 'b a');
    await merge(store, 'd b c');
    expect(await answering(store, ['a', 'b', 'c', 'd'])).toEqual(['d', 'd', 'd', 'd']);
    await unmerge(store, 2);
    expect(await answering(store, ['a', 'b', 'c', 'd'])).toEqual(['a', 'd', 'd', 'd']);
    await unmerge(store, 3);
    expect(await answering(store, ['a', 'b', 'c', 'd'])).toEqual(['a', 'b', 'c', 'd']);
    await merge(store, 'b a');
    await merge(store, 'd b c');
    await unmerge(store, 7);
    expect(await answering(store, ['a', 'b', 'c', 'd'])).toEqual(['b', 'b', 'c', 'd']);
    await unmerge(store, 6);
    expect(await answering(store, ['a', 'b', 'c', 'd'])).toEqual(['a', 'b', 'c', 'd']);
  });

  law(
    'an id that went by an identifier answers when a merge names it, and no longer when that is undone',
    async (store) => {
      await store.write({ parties: [party('a', lei('1')), party('b', lei('1')), party('c')] });
      await merge(store, 'b c');
      expect(await answering(store, ['a', 'b', 'c'])).toEqual(['b', 'b', 'b']);
      await unmerge(store, 2);
      expect(await answering(store, ['a', 'b', 'c'])).toEqual(['a', 'a', 'c']);
    },
  );

  law('the same merge again changes nothing and gives the id it has', async (store) => {
    await store.write({ parties: parties('a', 'b', 'c') });
    await merge(store, 'a b c');
    const again = await merge(store, 'a c b a', 'said again');
    expect(again).toEqual({
      ...{ revision: 2, parties: 0, interests: 0, products: 0, unchanged: 1, retracted: 0, merge: 2, touched: [] },
    });
    await unmerge(store, 2);
    expect(await merge(store, 'a b c')).toMatchObject({ revision: 4, merge: 4 });
  });

  law('a merge may come with the parties it names', async (store) => {
    await store.write({ parties: parties('a', 'b'), identity: { merge: ['a'], into: 'b' } });
    expect(await answering(store, ['a', 'b'])).toEqual(['b', 'b']);
    await unmerge(store, 1);
    expect(await answering(store, ['a', 'b'])).toEqual(['a', 'b']);
  });

  law('what cannot be one party is refused, and nothing is written', async (store) => {
    await store.write({
      parties: [party('a', lei('1')), party('b', lei('1')), party('p', { kind: 'PERSON' }), party('c')],
    });
    await merge(store, 'c a');
    const refused = async (line: string, code: string, message: RegExp) =>
      expect(merge(store, line)).rejects.toEqual(failure(code, message));
    await refused('a', 'BAD_USER_INPUT', /two different parties or more, came only "a"/);
    await refused('a a', 'BAD_USER_INPUT', /came only "a"/);
    await refused('a nobody', 'BAD_USER_INPUT', /"nobody"/);
    await refused('a b', 'CONFLICT', /"b", "a" are one party already, .*"c" answers for them/);
    await refused('a c', 'CONFLICT', /"c", "a" are one party already, by the merge r2; "c" answers/);
    await refused('a p', 'CONFLICT', /"p" is a person and "c" is not, yet they are to be one party/);
    expect(await store.revision()).toBe(2);
    expect(await answering(store, ['a', 'b', 'c', 'p'])).toEqual(['c', 'c', 'c', 'p']);
  });

  law('only a merge that stands is undone', async (store) => {
    await store.write({ parties: parties('a', 'b') });
    await merge(store, 'a b');
    for (const id of [1, 3, -1, 1.5, Number.NaN])
      await expect(unmerge(store, id)).rejects.toEqual(failure('BAD_USER_INPUT', /No merge has the id/));
    await unmerge(store, 2);
    await expect(unmerge(store, 2)).rejects.toEqual(failure('CONFLICT', /The merge r2 was undone already, by r3/));
    expect(await store.revision()).toBe(3);
  });

  test('what is merged and undone, whatever was recorded before and between, is as though it never was', async () => {
    await fc.assert(
      fc.asyncProperty(writes, writes, fc.shuffledSubarray(IDS, { minLength: 2 }), async (first, second, those) => {
        // Without it, something else is recorded in its stead, so that revisions count alike.
        const outcomes: unknown[] = [];
        for (const isMerged of [true, false]) {
          const store = await open();
          const edition = (name: string) => ({
            editions: [
              { list: 'l', edition: name, startDate: '2020-01-01', endDate: null, entries: 1, complete: true },
            ],
          });
          const write = (changes: Parameters<Store['write']>[0]) => store.write(changes).catch(() => null);
          try {
            for (const each of first) await write(each);
            const before = unordered(await everything(store, await store.revision()));
            const revision = await store.revision();
            const { merge: id } = (await write({ identity: { merge: those, into: those[0] as string } })) ?? {};
            // Those that were one already are no matter here.
            if (id !== revision + 1) return;
            if (!isMerged) {
              await unmerge(store, id);
              expect(unordered(await everything(store, await store.revision()))).toEqual(before);
            } else await write(edition('as many revisions'));
            for (const { identity: _, ...each } of second) await write(each);
            await (isMerged ? unmerge(store, id) : write(edition('and again')));
            outcomes.push(unordered(await everything(store, await store.revision())));
          } finally {
            await store.close();
          }
        }
        expect(outcomes[0]).toEqual(outcomes[1]);
      }),
      { numRuns: runs(30) },
    );
  });
}
