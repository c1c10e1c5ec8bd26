import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedStore } from '../seed/seed.js';
import type { Store } from '../src/store/store.js';
import { type Answer, answer, emptyStore } from './asking.js';

describe('things with an id of their own, and places', () => {
  let store: Store;
  beforeAll(async () => {
    store = await emptyStore();
    await seedStore(store);
  });
  afterAll(() => store.close());

  test('every id that an answer shows leads back to the thing, and an unknown one to null', async () => {
    const { company, product, policy, jurisdiction } = await answer(
      store,
      '{ company(by: {id: "tiktok-usds"}) { id owners { nodes { id } } } product(by: {name: "Trae"}) { id } policy(id: "ofac-50") { id } jurisdiction(code: "HK") { id } }',
    );
    const ids = [
      company.id,
      product.id,
      policy.id,
      jurisdiction.id,
      ...company.owners.nodes.map((node: Answer) => node.id),
    ];
    const { nodes } = await answer(store, 'query N($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
      ids: [...ids, 'nobody', 'product:none', 'interest:x/y/z', 'jurisdiction:ZZ'],
    });
    expect(nodes.slice(0, ids.length).map((node: Answer) => node.id)).toEqual(ids);
    expect(nodes.slice(0, 5).map((node: Answer) => node.__typename)).toEqual([
      'Company',
      'Product',
      'Policy',
      'Jurisdiction',
      'Interest',
    ]);
    expect(nodes.slice(ids.length)).toEqual([null, null, null, null]);
  });

  test('a place tells its parts, its standing under a policy, and the companies there, parts included', async () => {
    const { jurisdiction } = await answer(
      store,
      '{ jurisdiction(code: "CN") { name standing ofac: standing(policy: "ofac-50") parts { code standing } companies { totalCount nodes { id } } incorporated: companies(place: INCORPORATION) { totalCount } } }',
    );
    expect(jurisdiction).toMatchObject({ standing: 'UNSUPPORTED', ofac: null });
    expect(jurisdiction.parts).toContainEqual({ code: 'HK', standing: 'UNSUPPORTED' });
    const ids = jurisdiction.companies.nodes.map((node: Answer) => node.id);
    expect(ids).toEqual(expect.arrayContaining(['bytedance', 'tencent', 'wh-group']));
    expect(jurisdiction.companies.totalCount).toBe(ids.length);
  });

  test('a page ends where the next begins, and the pages together are all', async () => {
    const page = async (after: string | null): Promise<Answer> =>
      (
        await answer(
          store,
          'query P($after: String) { party(by: {id: "tencent"}) { holdings(first: 1, after: $after) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } } }',
          { after },
        )
      ).party.holdings;
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const { nodes, pageInfo, totalCount } = await page(after);
      seen.push(...nodes.map((node: Answer) => node.id));
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      expect(seen.length).toBeLessThanOrEqual(totalCount);
      more = pageInfo.hasNextPage;
      after = pageInfo.endCursor;
      if (!more) expect(new Set(seen).size).toBe(totalCount);
    }
    expect(seen).toContain('interest:tencent/tencent-music/VOTING_RIGHTS');
  });

  test('the proof of a ruling is drawn, and a hostile name stays a name', async () => {
    const name = 'Evil"] --> x[<script>alert(1)</script>\u202e';
    const { world } = await answer(
      store,
      'query C($suppose: Supposition!) { world(suppose: $suppose) { company(by: {id: "evil"}) { restriction { chart } } } }',
      {
        suppose: {
          parties: [{ id: 'evil', name, headquarters: 'SG' }],
          interests: [{ interestedParty: 'tencent', subject: 'evil', share: { exact: '51' } }],
        },
      },
    );
    const { chart } = world.company.restriction;
    expect(chart).toMatch(/^flowchart TD\n/);
    expect(chart).not.toMatch(/<script>|\u202e|"\] --> x/);
    expect(chart).toContain('51 %');
  });
});
