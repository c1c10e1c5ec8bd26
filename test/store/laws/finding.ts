import { expect } from '@jest/globals';
import type { Located, PartyFacts } from '../../../src/model/party.js';
import type { ListEdition } from '../../../src/model/statement.js';
import { bearers, ids, lei, now, type Open, parties, party, product, source } from '../statements.js';
import { failure, lawsOf } from './law.js';

function seat(jurisdiction: string, startDate: string | null = null, endDate: string | null = null): Located {
  return { jurisdiction, startDate, endDate, source: source('seat') };
}

export function findingLaws(open: Open): void {
  const law = lawsOf(open);

  law('parties are answered in the order asked, by id or identifier, null where nothing is known', async (store) => {
    await store.write({ parties: [party('a', lei('1')), party('b')] });
    const identifier = (value: string, scheme = 'XI-LEI') => ({ identifier: { scheme, value } });
    const found = await store.parties(
      [
        identifier('1'),
        { id: 'nobody' },
        { id: 'b' },
        identifier('2'),
        identifier('1', 'GB-COH'),
        { id: 'a' },
        { id: 'a' },
      ],
      await now(store),
    );
    expect(found.map((record) => record?.id ?? null)).toEqual(['a', null, 'b', null, null, 'a', 'a']);
    expect(await store.parties([], await now(store))).toEqual([]);
  });

  law(
    'an identifier, a name or a place that was corrected is found by no more, but still at the old revision',
    async (store) => {
      const about = (facts: PartyFacts) => [party('a', facts)];
      await store.write({ parties: about({ ...lei('1'), name: 'Old', incorporatedIn: 'GB' }) });
      await store.write({ parties: about({ ...lei('2'), name: 'New', incorporatedIn: 'FR' }) });
      const found = async (revision: number) => {
        const at = await now(store, undefined, revision);
        const [one, two] = await store.parties(
          ['1', '2'].map((value) => ({ identifier: { scheme: 'XI-LEI', value } })),
          at,
        );
        const names = (await bearers(store, ['old', 'new'], at)).map((each) => each.length);
        const places = await Promise.all(
          ['GB', 'FR'].map(async (code) => (await store.companiesIn([code], 'INCORPORATION', at, 10, null)).totalCount),
        );
        return [one?.id ?? null, two?.id ?? null, ...names, ...places];
      };
      expect(await found(1)).toEqual(['a', null, 1, 0, 1, 0]);
      expect(await found(2)).toEqual([null, 'a', 0, 1, 0, 1]);
    },
  );

  law(
    'within a dataset the newest statement that speaks of a field has it; another dataset stays beside it',
    async (store) => {
      await store.write({
        parties: [
          party('a', { name: 'One', incorporatedIn: 'GB' }),
          party('a', { name: 'Press' }, { dataset: 'press' }),
        ],
      });
      await store.write({ parties: [{ party: 'a', facts: { name: 'Two' }, source: source('later') }] });
      const at = await now(store);
      expect((await bearers(store, ['one', 'two', 'press'], at)).map((each) => each.length)).toEqual([0, 1, 1]);
      expect((await store.companiesIn(['GB'], 'INCORPORATION', at, 10, null)).totalCount).toBe(1);
      await store.write({ retract: [{ dataset: null, statementId: 'later' }] });
      expect((await bearers(store, ['one', 'two'], await now(store))).map((each) => each.length)).toEqual([1, 0]);
    },
  );

  law('a name is found by its plain form, whatever its kind; so are its namesakes', async (store) => {
    const alias = { names: [{ text: 'ACME\u200b, Inc.', language: 'en', kind: 'FORMER' as const }] };
    await store.write({
      parties: [
        party('c', { name: 'Acme Inc' }),
        party('a', alias),
        party('b', { name: 'acme  INC' }),
        party('x', { name: '!!!' }),
      ],
    });
    const at = await now(store);
    expect(await bearers(store, ['acme inc', 'nothing'], at)).toEqual([['a', 'b', 'c'], []]);
  });

  law('companies of places come by id, each once, page by page', async (store) => {
    await store.write({
      parties: [
        party('d', { headquarters: [seat('CN'), seat('CN-11')] }),
        party('b', { headquarters: [seat('CN-11')] }),
        party('c', { headquarters: [seat('US')] }),
        party('a', { headquarters: [seat('CN')] }),
        party('p', { kind: 'PERSON', headquarters: [seat('CN')] }),
        party('e', { incorporatedIn: 'CN' }),
      ],
    });
    const at = await now(store);
    const page = await store.companiesIn(['CN', 'CN-11', 'CN'], 'HEADQUARTERS', at, 2, null);
    expect(page).toMatchObject({ parties: [{ id: 'a' }, { id: 'b' }], hasNextPage: true, totalCount: 3 });
    expect(await store.companiesIn(['CN', 'CN-11'], 'HEADQUARTERS', at, 2, 'b')).toMatchObject({
      parties: [{ id: 'd' }],
      hasNextPage: false,
      totalCount: 3,
    });
    expect(ids(await store.companiesIn(['CN'], 'INCORPORATION', at, 9, null))).toEqual(['e']);
    expect(await store.companiesIn(['FR'], 'HEADQUARTERS', at, 9, null)).toEqual({
      parties: [],
      hasNextPage: false,
      totalCount: 0,
    });
  });

  law('a seat counts from its first day to before its last', async (store) => {
    await store.write({
      parties: [party('a', { headquarters: [seat('CN', '2020-01-01', '2025-07-01'), seat('SG', '2025-07-01')] })],
    });
    const count = async (code: string, asOf: string) =>
      (await store.companiesIn([code], 'HEADQUARTERS', await now(store, asOf), 9, null)).totalCount;
    expect([await count('CN', '2019-12-31'), await count('CN', '2025-06-30'), await count('CN', '2025-07-01')]).toEqual(
      [0, 1, 0],
    );
    expect([await count('SG', '2025-06-30'), await count('SG', '2025-07-01')]).toEqual([0, 1]);
  });

  law('products are found by id and by plain name; several may bear one', async (store) => {
    await store.write({
      parties: parties('a', 'b'),
      products: [product('p', 'The App', ['a', 'b']), product('o', 'the app!', ['b']), product('n', 'Other', ['a'])],
    });
    const at = await now(store);
    const found = await store.products(
      [{ plainName: 'the app' }, { id: 'n' }, { id: 'none' }, { plainName: 'none' }],
      at,
    );
    expect(found.map((each) => each.map(({ id }) => id))).toEqual([['o', 'p'], ['n'], [], []]);
    expect(found[0]?.[1]?.statements).toEqual([{ ...product('p', 'The App', ['a', 'b']), recorded: 1, ordinal: 2 }]);
    expect((await store.productsOf(['b', 'nobody', 'a'], at)).map((each) => each.map(({ id }) => id))).toEqual([
      ['o', 'p'],
      [],
      ['n', 'p'],
    ]);
  });

  law(
    'a newer statement about a product takes the place of the older one of its dataset, and gives it back when retracted',
    async (store) => {
      await store.write({ parties: parties('a', 'b'), products: [product('p', 'App', ['a'])] });
      await store.write({
        products: [product('p', 'Renamed', ['b'], { id: 'newer' }), product('p', 'Third', ['a'], { dataset: 'press' })],
      });
      const at = await now(store);
      const [found] = await store.products([{ id: 'p' }], at);
      expect(found?.[0]?.statements.map(({ name }) => name)).toEqual(['Renamed', 'Third']);
      expect(
        (await store.products([{ plainName: 'app' }, { plainName: 'renamed' }], at)).map((each) => each.length),
      ).toEqual([0, 1]);
      await store.write({ retract: [{ dataset: null, statementId: 'newer' }] });
      expect((await store.products([{ plainName: 'app' }], await now(store)))[0]).toHaveLength(1);
      expect((await store.products([{ plainName: 'app' }], await now(store, undefined, 1)))[0]).toHaveLength(1);
    },
  );

  law('an operator that nobody knows refuses the product', async (store) => {
    await expect(store.write({ products: [product('p', 'P', ['nobody'])] })).rejects.toEqual(
      failure('BAD_USER_INPUT', /"nobody"/),
    );
  });

  law(
    'editions of lists come by list, then edition, where they are valid; an incomplete one says so',
    async (store) => {
      const edition = (list: string, name: string, changes: Partial<ListEdition> = {}): ListEdition => ({
        list,
        edition: name,
        startDate: '2020-01-01',
        endDate: null,
        entries: 3,
        complete: true,
        ...changes,
      });
      await store.write({
        editions: [
          edition('sdn', '2'),
          edition('fsf', '1', { complete: false }),
          edition('sdn', '1', { endDate: '2025-01-01' }),
        ],
      });
      const listed = async (asOf: string, revision?: number) =>
        (await store.lists(await now(store, asOf, revision))).map(({ list, edition: name, complete, entries }) => [
          list,
          name,
          complete,
          entries,
        ]);
      expect(await listed('2024-12-31')).toEqual([
        ['fsf', '1', false, 3],
        ['sdn', '1', true, 3],
        ['sdn', '2', true, 3],
      ]);
      expect(await listed('2025-01-01')).toEqual([
        ['fsf', '1', false, 3],
        ['sdn', '2', true, 3],
      ]);
      expect(await listed('2019-12-31')).toEqual([]);
      expect(await store.write({ editions: [edition('sdn', '2')] })).toMatchObject({ revision: 1 });
      await store.write({ editions: [edition('fsf', '1', { entries: 9 })] });
      expect(await listed('2026-01-01')).toEqual([
        ['fsf', '1', true, 9],
        ['sdn', '2', true, 3],
      ]);
      expect(await listed('2026-01-01', 1)).toEqual([
        ['fsf', '1', false, 3],
        ['sdn', '2', true, 3],
      ]);
      const [loaded] = await store.lists(await now(store));
      expect(loaded?.loadedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    },
  );
}
