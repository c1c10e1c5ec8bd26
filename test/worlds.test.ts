import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Store } from '../src/store/store.js';
import { type Answer, answer, emptyStore } from './asking.js';

const RECORD = `mutation R($parties: [PartyInput!], $interests: [InterestInput!], $products: [ProductInput!], $retract: [ID!], $source: SourceInput!) {
  record(parties: $parties, interests: $interests, products: $products, retract: $retract, source: $source) { id revision parties interests unchanged flips { party { id } before after because } } }`;
const place = { headquarters: 'SG', incorporatedIn: 'SG' };
const owned = { ...place, publiclyListed: true, majorHoldersStated: true };

describe('what is recorded', () => {
  let store: Store;
  beforeEach(async () => {
    store = await emptyStore();
  });
  afterEach(() => store.close());

  const record = async (changes: object, dataset = 'desk'): Promise<Answer> =>
    (await answer(store, RECORD, { ...changes, source: { dataset } })).record;
  const verdict = async (id: string): Promise<string> =>
    (await answer(store, 'query V($id: ID!) { party(by: {id: $id}) { restriction { verdict } } }', { id })).party
      .restriction.verdict;

  test('a write tells whose verdict it changed, down the whole chain', async () => {
    await record({
      parties: [
        { id: 'p', name: 'P', headquarters: 'CN' },
        { id: 'o', name: 'O', ...owned },
        { id: 'a', name: 'A', ...place },
        { id: 'b', name: 'B', ...place },
      ],
      interests: [
        { interestedParty: 'o', subject: 'a', share: { exact: '100' } },
        { interestedParty: 'a', subject: 'b', share: { exact: '80' } },
      ],
    });
    expect(await verdict('b')).toBe('NOT_RESTRICTED');
    const { flips } = await record({
      interests: [
        { interestedParty: 'o', subject: 'a', share: { exact: '40' } },
        { interestedParty: 'p', subject: 'a', share: { exact: '60' } },
      ],
    });
    expect(flips.map((flip: Answer) => [flip.party.id, flip.before, flip.after])).toEqual([
      ['a', 'NOT_RESTRICTED', 'RESTRICTED'],
      ['b', 'NOT_RESTRICTED', 'RESTRICTED'],
    ]);
  });

  test('two writes of one request each tell their own flips', async () => {
    await record({ parties: [{ id: 'a', name: 'A', headquarters: 'CN' }] });
    const { first, second } = await answer(
      store,
      `mutation { first: record(parties: [{id: "a", headquarters: "SG"}], source: {dataset: "desk"}) { flips { after } }
        second: record(parties: [{id: "b", name: "B"}], source: {dataset: "desk"}) { flips { after } } }`,
    );
    expect([first.flips, second.flips]).toEqual([[{ after: 'INDETERMINATE' }], []]);
  });

  test('the same write again changes nothing and makes no revision', async () => {
    const changes = {
      parties: [
        { id: 'a', name: 'A', ...place },
        { id: 'b', name: 'B' },
      ],
      interests: [{ interestedParty: 'a', subject: 'b', share: { exact: '10' } }],
    };
    const first = await record(changes);
    const again = await record(changes);
    expect(again).toMatchObject({ revision: first.revision, parties: 0, interests: 0, flips: [] });
    expect(again.unchanged).toBeGreaterThan(0);
  });

  test('what a source says later of a field supersedes it, back and forth; what it does not speak of stays', async () => {
    await record({ parties: [{ id: 'a', name: 'A', headquarters: 'CN', incorporatedIn: 'KY' }] });
    await record({ parties: [{ id: 'a', headquarters: 'SG' }] });
    await record({ parties: [{ id: 'a', headquarters: 'CN' }] });
    const { company } = await answer(
      store,
      '{ company(by: {id: "a"}) { name incorporatedIn { code } headquarters { jurisdiction { code } } } }',
    );
    expect(company).toEqual({
      name: 'A',
      incorporatedIn: { code: 'KY' },
      headquarters: [{ jurisdiction: { code: 'CN' } }],
    });
  });

  test("another source's statement stands beside it, and where they differ nobody is cleared", async () => {
    await record({ parties: [{ id: 'a', name: 'A', ...owned }] });
    await record({ parties: [{ id: 'a', headquarters: 'CN' }] }, 'press');
    const { company } = await answer(store, '{ company(by: {id: "a"}) { restriction { verdict reasons { code } } } }');
    expect(company.restriction.verdict).toBe('INDETERMINATE');
    expect(company.restriction.reasons.map((reason: Answer) => reason.code)).toContain('CONFLICTING_SOURCES');
  });

  test('two sources on one stake are one interest that satisfies both, or a conflict', async () => {
    const stake = (share: object) => ({ interests: [{ interestedParty: 'p', subject: 'a', share }] });
    await record({
      parties: [
        { id: 'p', name: 'P', headquarters: 'CN' },
        { id: 'a', name: 'A', ...place },
      ],
      ...stake({ min: '25', max: '60' }),
    });
    await record(stake({ min: '51', max: '75' }), 'register');
    const share = async () =>
      (
        await answer(
          store,
          '{ company(by: {id: "a"}) { owners { totalCount nodes { share { min max } sources { dataset } } } restriction { verdict reasons { code } } } }',
        )
      ).company;
    expect((await share()).owners).toEqual({
      totalCount: 1,
      nodes: [{ share: { min: '51', max: '60' }, sources: [{ dataset: 'desk' }, { dataset: 'register' }] }],
    });
    await record(stake({ exact: '10' }), 'press');
    const { owners, restriction } = await share();
    expect(owners.nodes[0].share).toEqual({ min: '10', max: '75' });
    expect(restriction.reasons.map((reason: Answer) => reason.code)).toContain('CONFLICTING_SOURCES');
  });

  test('a retraction takes a statement back, and what it had superseded holds again', async () => {
    await record({
      parties: [
        { id: 'p', name: 'P', headquarters: 'CN' },
        { id: 'a', name: 'A', ...place },
      ],
      interests: [{ id: 'old', interestedParty: 'p', subject: 'a', share: { exact: '90' }, startDate: '2020-01-01' }],
    });
    await record({
      interests: [{ id: 'new', interestedParty: 'p', subject: 'a', share: { exact: '10' }, startDate: '2024-01-01' }],
    });
    expect(await verdict('a')).toBe('INDETERMINATE');
    const { retract } = await answer(
      store,
      'mutation { retract(statements: ["new"], because: "a typing error") { flips { party { id } after } } }',
    );
    expect(retract.flips).toEqual([{ party: { id: 'a' }, after: 'RESTRICTED' }]);
  });

  test('an interest holds from its start to the day before its end', async () => {
    await record({
      parties: [
        { id: 'p', name: 'P', headquarters: 'CN' },
        { id: 'o', name: 'O', ...owned },
        { id: 'a', name: 'A', ...place },
      ],
      interests: [
        { interestedParty: 'p', subject: 'a', share: { exact: '60' }, startDate: '2020-01-01', endDate: '2021-01-01' },
        { interestedParty: 'o', subject: 'a', share: { exact: '100' }, startDate: '2021-01-01' },
      ],
    });
    const on = async (asOf: string) =>
      (
        await answer(
          store,
          'query On($asOf: Date!) { world(asOf: $asOf) { asOf company(by: {id: "a"}) { restriction { verdict inForce asOf reasons { code } } } } }',
          { asOf },
        )
      ).world.company.restriction;
    expect(await on('2019-12-31')).toMatchObject({ verdict: 'INDETERMINATE' });
    expect(await on('2020-01-01')).toMatchObject({ verdict: 'RESTRICTED', inForce: false, asOf: '2020-01-01' });
    expect(await on('2020-12-31')).toMatchObject({ verdict: 'RESTRICTED' });
    expect(await on('2021-01-01')).toMatchObject({ verdict: 'NOT_RESTRICTED' });
    expect((await on('2020-06-01')).reasons[0]).toEqual({ code: 'POLICY_NOT_IN_FORCE' });
  });

  test('two records of one LEI are one party, under either id', async () => {
    const lei = [{ scheme: 'XI-LEI', value: '254900N4SLUMW4XUYY11' }];
    await record({
      parties: [
        { id: 'first', name: 'First', headquarters: 'CN', identifiers: lei },
        { id: 'sub', name: 'Sub', ...place },
      ],
    });
    await record(
      {
        parties: [{ id: 'second', name: 'Second', identifiers: lei }],
        interests: [{ interestedParty: 'second', subject: 'sub', share: { exact: '100' } }],
      },
      'other',
    );
    const { second, byLei, sub } = await answer(
      store,
      '{ second: party(by: {id: "second"}) { id } byLei: party(by: {lei: "254900N4SLUMW4XUYY11"}) { id } sub: company(by: {id: "sub"}) { restriction { verdict } } }',
    );
    expect([second.id, byLei.id, sub.restriction.verdict]).toEqual(['first', 'first', 'RESTRICTED']);
  });
});

describe('what is supposed', () => {
  let store: Store;
  beforeEach(async () => {
    store = await emptyStore();
    await answer(store, RECORD, {
      source: { dataset: 'desk' },
      parties: [
        { id: 'p', name: 'P', headquarters: 'CN', identifiers: [{ scheme: 'XI-LEI', value: '254900N4SLUMW4XUYY11' }] },
        { id: 'o', name: 'O', ...owned },
        { id: 'a', name: 'A', ...place },
        { id: 'b', name: 'B', ...place },
      ],
      interests: [
        { interestedParty: 'o', subject: 'a', share: { exact: '100' } },
        { interestedParty: 'a', subject: 'b', share: { exact: '100' } },
      ],
    });
  });
  afterEach(() => store.close());

  const judged = async (id: string, suppose: object): Promise<Answer> =>
    (
      await answer(
        store,
        'query J($id: ID!, $suppose: Supposition!) { world(suppose: $suppose) { party(by: {id: $id}) { id name restriction { verdict } owners { nodes { interestedParty { id } share { exact } } } holdings { nodes { subject { id } } } } } }',
        { id, suppose },
      )
    ).world.party;

  test('a supposed stake replaces the recorded one, reaches down the chain, and is never stored', async () => {
    const suppose = {
      interests: [
        { interestedParty: 'o', subject: 'a', share: { exact: '40' } },
        { interestedParty: 'p', subject: 'a', share: { exact: '60' } },
      ],
    };
    const before = await store.revision();
    expect((await judged('b', suppose)).restriction.verdict).toBe('RESTRICTED');
    expect((await judged('a', suppose)).owners.nodes).toEqual([
      { interestedParty: { id: 'o' }, share: { exact: '40' } },
      { interestedParty: { id: 'p' }, share: { exact: '60' } },
    ]);
    expect((await judged('p', suppose)).holdings.nodes).toEqual([{ subject: { id: 'a' } }]);
    expect(await store.revision()).toBe(before);
    expect(
      (await answer(store, '{ party(by: {id: "b"}) { restriction { verdict } } }')).party.restriction.verdict,
    ).toBe('NOT_RESTRICTED');
  });

  test('a supposed field replaces what is recorded, lists included', async () => {
    expect((await judged('b', { parties: [{ id: 'o', headquarters: 'CN' }] })).restriction.verdict).toBe('RESTRICTED');
    expect((await judged('b', { parties: [{ id: 'o', publiclyListed: false }] })).restriction.verdict).toBe(
      'INDETERMINATE',
    );
    expect((await judged('o', { parties: [{ id: 'o', name: 'Other' }] })).name).toBe('Other');
  });

  test('a supposed party that bears the identifier of a recorded one is that party, and does not look clear', async () => {
    const parent = {
      id: 'their-parent',
      name: 'Their parent',
      ...owned,
      identifiers: [{ scheme: 'XI-LEI', value: '254900N4SLUMW4XUYY11' }],
    };
    const suppose = {
      parties: [
        { ...parent, headquarters: undefined },
        { id: 'new', name: 'New', ...place },
      ],
      interests: [{ interestedParty: 'their-parent', subject: 'new', share: { exact: '100' } }],
    };
    expect((await judged('new', suppose)).restriction.verdict).toBe('RESTRICTED');
    expect((await judged('their-parent', suppose)).id).toBe('p');
  });

  test('supposed parties that share identifiers in a row are one, whatever their order', async () => {
    const lei = { scheme: 'XI-LEI', value: '254900N4SLUMW4XUYY11' };
    const house = { scheme: 'house', value: '7' };
    for (const identifiers of [
      [house, lei],
      [lei, house],
    ]) {
      const suppose = {
        parties: [
          { id: 'one', identifiers },
          { id: 'two', identifiers: [house] },
          { id: 'new', name: 'New', ...place },
        ],
        interests: [{ interestedParty: 'two', subject: 'new', share: { exact: '100' } }],
      };
      expect((await judged('new', suppose)).restriction.verdict).toBe('RESTRICTED');
    }
  });

  test('the ruling of a supposed world has an id of its own', async () => {
    const text =
      'query I($suppose: Supposition!) { company(by: {id: "b"}) { restriction { id } } world(suppose: $suppose) { company(by: {id: "b"}) { restriction { id } } } }';
    const { company, world } = await answer(store, text, { suppose: { parties: [{ id: 'o', headquarters: 'CN' }] } });
    expect(world.company.restriction.id).not.toBe(company.restriction.id);
  });

  test('a region is the same place under each of its codes', async () => {
    const suppose = {
      products: [
        {
          id: 'x',
          name: 'X',
          operators: [{ operator: 'p', region: 'HK' }, { operator: 'b' }],
        },
      ],
    };
    const text =
      'query R($suppose: Supposition!) { world(suppose: $suppose) { product(by: {id: "x"}) { hk: restriction(region: "HK") { verdict } cnhk: restriction(region: "CN-HK") { verdict } sg: restriction(region: "SG") { verdict } } } }';
    const { product } = (await answer(store, text, { suppose })).world;
    expect([product.hk.verdict, product.cnhk.verdict, product.sg.verdict]).toEqual([
      'RESTRICTED',
      'RESTRICTED',
      'NOT_RESTRICTED',
    ]);
  });

  test('an empty world knows only what is supposed', async () => {
    const { world } = await answer(
      store,
      '{ world(suppose: {empty: true, parties: [{id: "x", name: "X"}]}) { party(by: {id: "a"}) { id } lists { list } company(by: {id: "x"}) { restriction(policy: "ofac-50") { verdict } } } }',
    );
    expect(world).toMatchObject({ party: null, lists: [], company: { restriction: { verdict: 'INDETERMINATE' } } });
  });

  test('a supposed product leads to its supposed operator', async () => {
    const { world } = await answer(
      store,
      '{ world(suppose: {products: [{id: "shiny", name: "Shiny", operators: [{operator: "p"}]}]}) { product(by: {name: "SHINY"}) { id operators { operator { id } } restriction { verdict } } company(by: {id: "p"}) { products { name } } } }',
    );
    expect(world.product).toEqual({
      id: 'product:shiny',
      operators: [{ operator: { id: 'p' } }],
      restriction: { verdict: 'RESTRICTED' },
    });
    expect(world.company.products).toEqual([{ name: 'Shiny' }]);
  });
});
