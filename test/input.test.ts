import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exactly, WHOLE } from '../src/model/share.js';
import type { InterestStatement, PartyStatement } from '../src/model/statement.js';
import type { Store } from '../src/store/store.js';
import { type Answer, answer, asked, emptyStore } from './asking.js';

const RECORD =
  'mutation R($parties: [PartyInput!], $interests: [InterestInput!], $retract: [ID!]) { record(parties: $parties, interests: $interests, retract: $retract, source: {dataset: "test"}) { revision parties interests unchanged flips { party { id } before after } } }';
const SUPPOSE =
  'query S($suppose: Supposition!, $id: ID!) { world(suppose: $suppose) { party(by: {id: $id}) { restriction { verdict restrictedShare { min max } reasons { code } } } } }';

describe('what comes in wrong', () => {
  let store: Store;
  beforeAll(async () => {
    store = await emptyStore();
    await answer(store, RECORD, {
      parties: [
        { id: 'a', name: 'A' },
        { id: 'b', name: 'B' },
      ],
    });
  });
  afterAll(() => store.close());

  async function refusal(
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<{ code: unknown; message: string }> {
    const { errors } = await asked(store, query, variables);
    const [error] = errors;
    const code = error?.extensions.code ?? (error?.originalError as { code?: string } | undefined)?.code;
    return { code, message: error?.message ?? 'no error' };
  }

  const interest = (share: object, more: object = {}) => ({
    interests: [{ interestedParty: 'a', subject: 'b', share, ...more }],
  });

  test.each<[string, string, Record<string, unknown>, string, RegExp]>([
    [
      'an unknown policy',
      '{ company(by: {id: "a"}) { restriction(policy: "ofac") { verdict } } }',
      {},
      'BAD_USER_INPUT',
      /"ofac".*ofac-50/,
    ],
    [
      'a policy asked another question',
      '{ company(by: {id: "a"}) { restriction(policy: "company-control") { verdict } } }',
      {},
      'BAD_USER_INPUT',
      /CONTROL, not RESTRICTION/,
    ],
    [
      'a page of none',
      '{ company(by: {id: "a"}) { owners(first: 0) { totalCount } } }',
      {},
      'BAD_USER_INPUT',
      /1 to 1000, came 0/,
    ],
    [
      'a cursor that is none',
      '{ company(by: {id: "a"}) { owners(after: "!!") { totalCount } } }',
      {},
      'BAD_USER_INPUT',
      /cursor/,
    ],
    [
      'a supposed interest of nobody known',
      SUPPOSE,
      { id: 'a', suppose: { interests: [{ interestedParty: 'nobody', subject: 'a' }] } },
      'BAD_USER_INPUT',
      /"nobody"/,
    ],
    [
      'a recorded interest of nobody known',
      RECORD,
      { interests: [{ interestedParty: 'nobody', subject: 'a' }] },
      'BAD_USER_INPUT',
      /nobody/,
    ],
    ['a share over 100', RECORD, interest({ exact: '100.0000000001' }), 'BAD_USER_INPUT', /100/],
    ['a negative share', RECORD, interest({ exact: '-1' }), 'BAD_USER_INPUT', /-1/],
    ['a share with a percent sign', RECORD, interest({ exact: '51%' }), 'BAD_USER_INPUT', /51%/],
    ['a share as a float', RECORD, interest({ exact: 0.51 }), 'BAD_USER_INPUT', /0\.51/],
    ['a share as a word', RECORD, interest({ exact: 'NaN' }), 'BAD_USER_INPUT', /NaN/],
    ['eleven decimals', RECORD, interest({ exact: '50.00000000001' }), 'BAD_USER_INPUT', /ten decimals/],
    ['bounds the wrong way round', RECORD, interest({ min: '60', max: '50' }), 'BAD_USER_INPUT', /60 to 50/],
    [
      'bounds that leave nothing',
      RECORD,
      interest({ min: '50', max: '50', minExclusive: true }),
      'BAD_USER_INPUT',
      /no share fits/,
    ],
    ['exact and bounds at once', RECORD, interest({ exact: '50', min: '40' }), 'BAD_USER_INPUT', /not both/],
    [
      'a date that does not exist',
      RECORD,
      interest({ exact: '50' }, { startDate: '2023-02-30' }),
      'BAD_USER_INPUT',
      /2023-02-30/,
    ],
    [
      'an end before its start',
      RECORD,
      interest({ exact: '50' }, { startDate: '2024-01-01', endDate: '2023-01-01' }),
      'BAD_USER_INPUT',
      /2023-01-01/,
    ],
    ['an id kept for another type', RECORD, { parties: [{ id: 'product:x' }] }, 'CONFLICT', /product:/],
    ['the id of a policy', RECORD, { parties: [{ id: 'ofac-50' }] }, 'CONFLICT', /policy/],
    ['an empty id', RECORD, { parties: [{ id: ' ' }] }, 'BAD_USER_INPUT', /1 to 400/],
    ['an id with a control character', RECORD, { parties: [{ id: 'a\u0000b' }] }, 'BAD_USER_INPUT', /control/],
    [
      'a name with a lone surrogate',
      RECORD,
      { parties: [{ id: 'c', name: 'x\ud800' }] },
      'BAD_USER_INPUT',
      /well-formed/,
    ],
    ['a place in lower case', RECORD, { parties: [{ id: 'c', headquarters: 'cn' }] }, 'BAD_USER_INPUT', /cn/],
    ['a retraction of nothing', RECORD, { retract: ['no such statement'] }, 'BAD_USER_INPUT', /no such statement/],
    [
      'more than a thousand subjects',
      'query S($s: [ScreenSubject!]!) { screen(subjects: $s) { ref } }',
      { s: Array.from({ length: 1001 }, (_, n) => ({ ref: String(n), id: 'a' })) },
      'BAD_USER_INPUT',
      /1000.*1001/,
    ],
  ])('%s is a coded error that says what came', async (_, query, variables, code, words) => {
    const before = await store.revision();
    const found = await refusal(query, variables);
    expect({ code: found.code, message: found.message }).toEqual({ code, message: expect.stringMatching(words) });
    expect(await store.revision()).toBe(before);
  });

  test('an unknown id is null, in a screening NOT_FOUND, and clears nobody', async () => {
    const { company, screen } = await answer(
      store,
      '{ company(by: {id: "zz"}) { id } screen(subjects: [{ref: "1", id: "zz"}, {ref: "2"}, {ref: "3", id: "a", name: "A"}]) { outcome overall verdicts { verdict } problem { code field } } }',
    );
    expect(company).toBeNull();
    expect(screen).toEqual([
      { outcome: 'NOT_FOUND', overall: null, verdicts: [], problem: { code: 'NOT_FOUND', field: 'id' } },
      { outcome: 'INVALID', overall: null, verdicts: [], problem: { code: 'BAD_USER_INPUT', field: null } },
      { outcome: 'INVALID', overall: null, verdicts: [], problem: { code: 'BAD_USER_INPUT', field: null } },
    ]);
  });

  test('one wrong statement leaves nothing of its write', async () => {
    const before = await store.revision();
    const { errors } = await asked(store, RECORD, {
      parties: [{ id: 'fresh', name: 'Fresh' }],
      interests: [{ interestedParty: 'nobody', subject: 'fresh' }],
    });
    expect(errors).toHaveLength(1);
    expect(await store.revision()).toBe(before);
    expect((await answer(store, '{ party(by: {id: "fresh"}) { id } }')).party).toBeNull();
  });
});

describe('structures that break the careless', () => {
  const place = { headquarters: 'SG', incorporatedIn: 'SG' };

  test('a ring of two, a self-holding and a closed ring of a thousand decide nothing by themselves', async () => {
    const store = await emptyStore();
    const ring = Array.from({ length: 1000 }, (_, n) => `r${n}`);
    const suppose = {
      empty: true,
      parties: [...ring, 'x', 'y', 'self'].map((id) => ({ id, name: id, ...place })),
      interests: [
        ...ring.map((id, n) => ({
          interestedParty: ring[(n + 1) % ring.length],
          subject: id,
          share: { exact: '100' },
        })),
        { interestedParty: 'x', subject: 'y', share: { exact: '100' } },
        { interestedParty: 'y', subject: 'x', share: { exact: '100' } },
        { interestedParty: 'self', subject: 'self', share: { exact: '100' } },
      ],
    };
    for (const id of ['r0', 'x']) {
      const { world } = await answer(store, SUPPOSE, { id, suppose });
      expect(world.party.restriction).toMatchObject({
        verdict: 'NOT_RESTRICTED',
        restrictedShare: { min: '0', max: '0' },
      });
    }
    const seeded = {
      ...suppose,
      parties: suppose.parties.map((party) => (party.id === 'r500' ? { ...party, headquarters: 'CN' } : party)),
    };
    expect((await answer(store, SUPPOSE, { id: 'r0', suppose: seeded })).world.party.restriction.verdict).toBe(
      'RESTRICTED',
    );
    await store.close();
  });

  test('ten layers of ten companies, ten billion paths, are a hundred parties', async () => {
    const store = await emptyStore();
    const layers = Array.from({ length: 10 }, (_, depth) => Array.from({ length: 10 }, (__, n) => `l${depth}-${n}`));
    const interests = layers
      .slice(1)
      .flatMap((layer, depth) =>
        layer.flatMap((subject) =>
          (layers[depth] as string[]).map((interestedParty) => ({ interestedParty, subject, share: { exact: '10' } })),
        ),
      );
    const parties = layers
      .flat()
      .map((id) => ({ id, name: id, ...place, ...(id.startsWith('l0') ? { headquarters: 'CN' } : {}) }));
    await answer(store, RECORD.replace('flips { party { id } before after }', ''), { parties, interests });
    const { company } = await answer(
      store,
      '{ company(by: {id: "l9-0"}) { restriction { verdict restrictedShare { exact } chains(first: 2) { parties { id } } } ownership(limit: 1000) { complete parties { id } } } }',
    );
    expect(company.restriction).toMatchObject({ verdict: 'RESTRICTED', restrictedShare: { exact: '100' } });
    expect(company.ownership).toMatchObject({ complete: true });
    expect(company.ownership.parties).toHaveLength(91);
    await store.close();
  });

  test('a chain of 100,000 companies is decided to its end', async () => {
    const store = await emptyStore();
    const source = (statementId: string) => ({
      dataset: 'chain',
      url: null,
      retrievedAt: null,
      statementId,
      quote: null,
      grade: 'PRIMARY' as const,
    });
    const length = 100_000;
    const parties = Array.from(
      { length },
      (_, n): PartyStatement => ({
        party: `c${n}`,
        facts: {
          name: `c${n}`,
          headquarters: [
            { jurisdiction: n === 0 ? 'CN' : 'SG', startDate: null, endDate: null, source: source('place') },
          ],
        },
        source: source(`p${n}`),
      }),
    );
    const interests = Array.from(
      { length: length - 1 },
      (_, n): InterestStatement => ({
        interestedParty: `c${n}`,
        undisclosed: null,
        subject: `c${n + 1}`,
        type: 'SHAREHOLDING',
        share: exactly(WHOLE),
        startDate: null,
        endDate: null,
        source: source(`i${n}`),
      }),
    );
    await store.write({ parties, interests });
    const { company } = await answer(
      store,
      `{ company(by: {id: "c${length - 1}"}) { restriction { verdict chains(first: 1) { parties { id } } } } }`,
    );
    expect(company.restriction.verdict).toBe('RESTRICTED');
    expect(company.restriction.chains[0].parties).toHaveLength(length);
    await store.close();
  });

  test('a company with 20,000 owners is decided, and its owners are paged', async () => {
    const store = await emptyStore();
    const many = Array.from({ length: 1000 }, (_, n) => `o${n}`);
    for (let round = 0; round < 20; round += 1) {
      const ids = many.map((id) => `${id}-${round}`);
      await answer(store, RECORD.replace('flips { party { id } before after }', ''), {
        parties: [
          { id: 'hub', name: 'Hub', ...place },
          ...ids.map((id) => ({ id, name: id, ...place, ...(round === 0 ? { headquarters: 'CN' } : {}) })),
        ],
        interests: ids.map((interestedParty) => ({ interestedParty, subject: 'hub', share: { exact: '0.005' } })),
      });
    }
    const { company } = await answer(
      store,
      '{ company(by: {id: "hub"}) { restriction { verdict restrictedShare { min } } owners(first: 2) { totalCount nodes { interestedParty { id } } pageInfo { endCursor } } } }',
    );
    expect(company.restriction).toMatchObject({ verdict: 'INDETERMINATE', restrictedShare: { min: '5' } });
    expect(company.owners.totalCount).toBe(20_000);
    const next = await answer(
      store,
      'query N($after: String) { company(by: {id: "hub"}) { owners(first: 2, after: $after) { nodes { interestedParty { id } } } } }',
      { after: company.owners.pageInfo.endCursor },
    );
    const seen = [...company.owners.nodes, ...next.company.owners.nodes].map((node: Answer) => node.interestedParty.id);
    expect(new Set(seen).size).toBe(4);
    await store.close();
  });
});
