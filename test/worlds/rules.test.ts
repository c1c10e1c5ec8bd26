import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedStore } from '../../seed/seed.js';
import type { Standing } from '../../src/model/policy.js';
import type { Verdict } from '../../src/model/ruling.js';
import type { SupposedStanding as StandingOf } from '../../src/model/supposition.js';
import type { Store } from '../../src/store/store.js';
import { definitionOf } from '../../src/supposedRules.js';
import { type Answer, answer, asked, emptyStore } from '../asking.js';
import { inquiryOf, RULES } from './dated.js';

let store: Store;
beforeAll(async () => {
  store = await emptyStore();
  await seedStore(store);
}, 60_000);
afterAll(() => store.close());

const FLIPS = 'flips { totalCount nodes { party { id } before after because } pageInfo { hasNextPage endCursor } }';

async function supposing(suppose: object, selection: string): Promise<Answer> {
  return (
    await answer(store, `query S($suppose: Supposition!) { world(suppose: $suppose) { ${selection} } }`, { suppose })
  ).world;
}

/** The code of the one error, and its message. */
async function refused(suppose: object, selection = 'asOf'): Promise<readonly [unknown, string]> {
  const text = `query S($suppose: Supposition!) { world(suppose: $suppose) { ${selection} } }`;
  const { errors } = await asked(store, text, { suppose });
  expect(errors).toHaveLength(1);
  const [error] = errors;
  return [(error?.originalError as { code?: unknown } | null)?.code, error?.message ?? ''];
}

async function everyVerdict(world: string): Promise<Map<string, Verdict>> {
  const text = `{ world${world} { rulings(first: 1000) { totalCount nodes { subject { id } verdict } } } }`;
  const { nodes, totalCount } = (await answer(store, text)).world.rulings;
  expect(nodes).toHaveLength(totalCount);
  return new Map(nodes.map(({ subject, verdict }: Answer) => [subject.id, verdict]));
}

describe('flips are every verdict that differs, and no other', () => {
  test.each([
    ['HalfOrMore', '(suppose: {policies: [{id: "anthropic-2025-09", comparison: "AT_LEAST"}]})'],
    ['a lower threshold', '(suppose: {policies: [{id: "anthropic-2025-09", threshold: "25"}]})'],
    ['seeds of another kind', '(suppose: {policies: [{id: "anthropic-2025-09", seeds: {headquarters: false}}]})'],
    [
      'HongKongListed',
      '(suppose: {standings: [{policy: "anthropic-2025-09", jurisdiction: "HK", standing: SUPPORTED}]})',
    ],
    [
      'WhatIf',
      '(suppose: {interests: [{interestedParty: "bytedance", subject: "tiktok-usds", share: {exact: "51"}}]})',
    ],
    ['another headquarters', '(suppose: {parties: [{id: "tencent", headquarters: "SG"}]})'],
    ['on another day', '(asOf: "2023-06-30", suppose: {parties: [{id: "tencent", headquarters: "SG"}]})'],
    [
      'with nobody unrecorded',
      '(unrecordedOwners: IGNORED, suppose: {policies: [{id: "anthropic-2025-09", threshold: "25"}]})',
    ],
    ['nothing', '(suppose: {})'],
    ['a rule as it is', '(suppose: {policies: [{id: "anthropic-2025-09", comparison: "MORE_THAN"}]})'],
  ])('%s', async (_, world) => {
    const { flips } = (await answer(store, `{ world${world} { ${FLIPS} } }`)).world;
    const before = await everyVerdict(world.replace(/,? ?suppose: .*/, ')').replace('()', ''));
    const after = await everyVerdict(world);
    const differ = [...after].filter(([id, verdict]) => before.get(id) !== verdict && before.has(id));
    expect(flips.nodes.map(({ party, ...flip }: Answer) => [party.id, flip.before, flip.after])).toEqual(
      differ.map(([id, verdict]) => [id, before.get(id), verdict]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    );
    expect(flips.totalCount).toBe(differ.length);
    for (const { because } of flips.nodes) expect(because).toMatch(/\w+/);
  });

  test('come in pages', async () => {
    const suppose = { policies: [{ id: 'anthropic-2025-09', threshold: '25' }] };
    const all = (await supposing(suppose, FLIPS)).flips;
    const [first] = all.nodes;
    const page = (await supposing(suppose, FLIPS.replace('flips', 'flips(first: 1)'))).flips;
    expect([page.nodes, page.totalCount, page.pageInfo.hasNextPage]).toEqual([[first], all.totalCount, true]);
    const rest = FLIPS.replace('flips', `flips(after: "${page.pageInfo.endCursor}")`);
    expect((await supposing(suppose, rest)).flips.nodes).toEqual(all.nodes.slice(1));
  });

  test('a party that is only supposed has none; an empty world flips only who is recorded too', async () => {
    const made = { id: 'brand-new', name: 'New', headquarters: 'CN' };
    expect((await supposing({ parties: [made] }, FLIPS)).flips.totalCount).toBe(0);
    const empty = { empty: true, parties: [made, { id: 'tencent', name: 'T', headquarters: 'SG', ...WIDELY_HELD }] };
    expect((await supposing(empty, FLIPS)).flips.nodes).toMatchObject([
      { party: { id: 'tencent' }, before: 'RESTRICTED', after: 'NOT_RESTRICTED' },
    ]);
  });
});

const WIDELY_HELD = { publiclyListed: true, majorHoldersStated: true };

describe('a supposed policy', () => {
  test('is read by the parser of those that ship: each definition given back is the policy', async () => {
    for (const policy of RULES.policies)
      expect(RULES.parsePolicy(JSON.parse(JSON.stringify(definitionOf(policy))), policy.id)).toEqual(policy);
    const { policy } = await answer(store, '{ policy(id: "eu-2018") { definition } }');
    const again = { policies: [{ ...policy.definition, id: 'mine', threshold: '33.3333333333' }] };
    const world = await supposing(
      again,
      'policies { id } policy(id: "mine") { id threshold comparison definition } eu: policy(id: "eu-2018") { threshold }',
    );
    expect(world.policy).toMatchObject({ id: 'mine', threshold: '33.3333333333', comparison: 'MORE_THAN' });
    expect(world.policy.definition).toEqual({ ...policy.definition, id: 'mine', threshold: '33.3333333333' });
    expect(world.eu.threshold).toBe('50');
    expect(world.policies.map(({ id }: Answer) => id)).toContain('mine');
  });

  test('acts in a ruling, a screening and everybody’s, and tells its rulings apart', async () => {
    const rulings = 'company(by: {id: "bright-zenith"}) { restriction(policy: "anthropic-2025-09") { id verdict } }';
    const recorded = await answer(store, `{ ${rulings} }`);
    const other = await supposing({ policies: [{ id: 'anthropic-2025-09', version: '2' }] }, rulings);
    expect(other.company.restriction.verdict).toBe(recorded.company.restriction.verdict);
    expect(other.company.restriction.id).not.toBe(recorded.company.restriction.id);
    const screened = await supposing(
      {
        policies: [
          { id: 'anthropic-2025-09', seeds: { headquarters: false, states: false, residents: null, nationals: null } },
        ],
      },
      'screen(subjects: [{ref: "1", id: "tencent"}]) { overall } rulings(verdict: RESTRICTED) { totalCount } company(by: {id: "tencent"}) { restriction { verdict policy { definition } } }',
    );
    expect(screened.screen[0].overall).not.toBe('RESTRICTED');
    expect(screened.rulings.totalCount).toBe(0);
    expect(screened.company.restriction.policy.definition.seeds).toMatchObject({ headquarters: false, states: false });
  });

  test.each([
    ['no object', ['anthropic-2025-09'], 'suppose.policies[0]'],
    ['no id', [{ threshold: '25' }], 'suppose.policies[0]'],
    ['a share that is none', [{ id: 'ofac-50', threshold: '101' }], 'threshold'],
    ['a field that is none', [{ id: 'ofac-50', treshold: '25' }], 'treshold'],
    ['a field within that is none', [{ id: 'ofac-50', seeds: { list: ['x'] } }], 'seeds'],
    ['a new one in part', [{ id: 'mine', threshold: '25' }], 'answers'],
    ['a region list that is none', [{ id: 'ofac-50', seeds: { regions: 'nowhere' } }], 'nowhere'],
  ])('that is malformed is refused, saying where: %s', async (_, policies, where) => {
    const [code, message] = await refused({ policies });
    expect(code).toBe('BAD_USER_INPUT');
    expect(message).toContain(where);
  });

  test('may not bear the id of a party, recorded or supposed', async () => {
    const { definition } = (await answer(store, '{ policy(id: "ofac-50") { definition } }')).policy;
    const named = (id: string) => ({ policies: [{ ...definition, id }] });
    expect((await refused(named('tencent')))[0]).toBe('CONFLICT');
    expect((await refused({ ...named('mine'), parties: [{ id: 'mine', name: 'Mine' }] }))[0]).toBe('CONFLICT');
  });

  test('of the supposed world only flips nothing: there is no verdict before it', async () => {
    const { definition } = (await answer(store, '{ policy(id: "ofac-50") { definition } }')).policy;
    const [code] = await refused({ policies: [{ ...definition, id: 'mine' }] }, 'flips(policy: "mine") { totalCount }');
    expect(code).toBe('BAD_USER_INPUT');
  });
});

describe('a supposed standing', () => {
  const standing = (jurisdiction: string, how: Standing, policy = 'anthropic-2025-09'): StandingOf => ({
    policy,
    jurisdiction,
    standing: how,
  });
  const read = async (standings: readonly StandingOf[], ...codes: string[]): Promise<unknown[]> => {
    const world = await (await inquiryOf(store)).inWorld({ suppose: { standings, empty: false } });
    return codes.map((code) => world.standing(code, 'anthropic-2025-09'));
  };

  test('is that of the place and of the parts that take theirs from it, not of dependencies', async () => {
    expect(await read([standing('CN', 'SUPPORTED')], 'CN', 'CN-BJ', 'HK', 'CN-HK', 'MO', 'TW')).toEqual([
      ...['SUPPORTED', 'SUPPORTED', 'UNSUPPORTED', 'UNSUPPORTED', 'UNSUPPORTED', 'SUPPORTED'],
    ]);
    expect(await read([standing('US', 'UNSUPPORTED')], 'US', 'US-CA', 'PR', 'US-PR')).toEqual([
      ...['UNSUPPORTED', 'UNSUPPORTED', (await read([], 'PR'))[0], (await read([], 'PR'))[0]],
    ]);
  });

  test('leaves a part that the list excludes excluded, unless it is that part that is supposed', async () => {
    expect(await read([standing('UA', 'SUPPORTED')], 'UA', 'UA-30', 'UA-43')).toEqual([
      ...['SUPPORTED', 'SUPPORTED', 'UNSUPPORTED'],
    ]);
    expect(await read([standing('UA-43', 'SUPPORTED')], 'UA', 'UA-43', 'UA-14')).toEqual([
      ...['UNLISTED', 'SUPPORTED', 'UNSUPPORTED'],
    ]);
    expect(await read([standing('CN-BJ', 'SUPPORTED')], 'CN', 'CN-BJ', 'CN-SH')).toEqual([
      ...['UNSUPPORTED', 'SUPPORTED', 'UNSUPPORTED'],
    ]);
  });

  test('is the same under each code of the place, and touches no other policy', async () => {
    const fields =
      'hk: jurisdiction(code: "HK") { standing } doj: jurisdiction(code: "HK") { standing(policy: "doj-202") }';
    const world = await supposing({ standings: [standing('CN-HK', 'SUPPORTED')] }, fields);
    expect([world.hk.standing, world.doj.standing]).toEqual(['SUPPORTED', 'UNSUPPORTED']);
  });

  test('of no policy, of one without a region list, of no place, or two at once is refused', async () => {
    const wrong: readonly (readonly [object[], string])[] = [
      [[standing('HK', 'SUPPORTED', 'nowhere')], 'nowhere'],
      [[standing('HK', 'SUPPORTED', 'ofac-50')], 'no region list'],
      [[standing('ZZ', 'SUPPORTED')], 'no place'],
      [[standing('HK', 'SUPPORTED'), standing('CN-HK', 'UNLISTED')], 'expected one of them'],
    ];
    for (const [standings, words] of wrong) {
      const [code, message] = await refused({ standings });
      expect([code, message]).toEqual(['BAD_USER_INPUT', expect.stringContaining(words)]);
    }
  });
});

describe('an interest left out', () => {
  test('is gone from every answer about its ends, whoever says it', async () => {
    const owners = 'company(by: {id: "bright-zenith"}) { owners { nodes { id } } restriction { verdict } }';
    const { company } = await answer(store, `{ ${owners} }`);
    const ids = company.owners.nodes.map(({ id }: Answer) => id);
    expect(ids.length).toBeGreaterThan(0);
    const world = await supposing({ without: ids }, owners);
    expect(world.company.owners.nodes).toEqual([]);
    expect(world.company.restriction.verdict).not.toBe(company.restriction.verdict);
    const text =
      'query N($id: ID!, $without: [ID!]) { world(suppose: {without: $without}) { flips { nodes { party { id } } } } node(id: $id) { id } }';
    const { world: flipped } = await answer(store, text, { id: ids[0], without: ids });
    expect(flipped.flips.nodes.map(({ party }: Answer) => party.id)).toContain('bright-zenith');
  });

  test('has to be one of this world, by the id it is shown with', async () => {
    const reads = 'company(by: {id: "bright-zenith"}) { restriction { verdict } }';
    for (const id of ['bright-zenith', 'interest:a', 'interest:a/b/OWNS', 'interest:%/b/SHAREHOLDING']) {
      const [code, message] = await refused({ without: [id] }, reads);
      expect([code, message]).toEqual(['BAD_USER_INPUT', expect.stringContaining('Interest.id')]);
    }
    const absent = 'interest:tencent/bright-zenith/SHAREHOLDING';
    expect(await refused({ without: [absent] }, reads)).toEqual(['BAD_USER_INPUT', expect.stringContaining(absent)]);
    const { company } = await answer(store, '{ company(by: {id: "bright-zenith"}) { owners { nodes { id } } } }');
    const left = { empty: true, without: [company.owners.nodes[0].id], parties: [{ id: 'bright-zenith', name: 'B' }] };
    expect((await refused(left, reads))[0]).toBe('BAD_USER_INPUT');
  });
});
