import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Failure } from '../src/errors.js';
import type { Store } from '../src/store/store.js';
import { type Asked, answer, asked, emptyStore, LIMITS } from './asking.js';

const HEADQUARTERS = { headquarters: 'SG', incorporatedIn: 'SG' };

/** A chain whose end is restricted by its top, and one whose end is clear because its top is widely held. */
async function filled(): Promise<Store> {
  const store = await emptyStore();
  const party = (id: string, facts: object) => ({ id, name: id, ...HEADQUARTERS, ...facts });
  const variables = {
    parties: [
      party('top', { headquarters: 'CN' }),
      party('middle', {}),
      party('low', {}),
      party('listed', { publiclyListed: true, majorHoldersStated: true }),
      party('clear', {}),
      party('clearer', {}),
    ],
    interests: [
      { interestedParty: 'top', subject: 'middle', share: { exact: '60' } },
      { interestedParty: 'middle', subject: 'low', share: { exact: '60' } },
      { interestedParty: 'listed', subject: 'clear', share: { exact: '100' } },
      { interestedParty: 'clear', subject: 'clearer', share: { exact: '100' } },
    ],
  };
  const text =
    'mutation M($parties: [PartyInput!], $interests: [InterestInput!]) { record(parties: $parties, interests: $interests, source: {dataset: "test"}) { revision } }';
  await answer(store, text, variables);
  return store;
}

const QUESTIONS = {
  'one company':
    '{ low: company(by: {id: "low"}) { restriction { verdict } } clearer: company(by: {id: "clearer"}) { restriction { verdict } } }',
  'a list-seeded policy': '{ low: company(by: {id: "low"}) { restriction(policy: "ofac-50") { verdict } } }',
  'a batch':
    '{ screen(subjects: [{ref: "1", id: "low"}, {ref: "2", name: "clearer"}]) { overall verdicts { verdict } alternatives { verdicts { verdict } } } }',
  'a supposed world':
    '{ world(suppose: {interests: [{interestedParty: "low", subject: "clear", share: {exact: "0"}}]}) { company(by: {id: "clearer"}) { restriction { verdict readings { verdict } } } } }',
  'whoever owns it':
    '{ company(by: {id: "clearer"}) { owners { nodes { interestedParty { restriction { verdict } } } } holdings { nodes { subject { restriction { verdict } } } } } }',
  'what was known': `{ world(knownAt: "2999-01-01T00:00:00Z") { company(by: {id: "low"}) { restriction { verdict } } } }`,
  everybody: '{ rulings { totalCount nodes { verdict } } cycles { totalCount } }',
  'what another rule changes':
    '{ world(suppose: {policies: [{id: "anthropic-2025-09", threshold: "70"}]}) { flips { nodes { before after because } } } }',
  'what another stake changes':
    '{ world(suppose: {interests: [{interestedParty: "top", subject: "clear", share: {exact: "60"}}]}) { flips { nodes { before after } } } }',
  'over time': '{ company(by: {id: "clearer"}) { restrictionTimeline(policy: "ofac-50") { verdict because } } }',
} as const;

const READS = ['parties', 'gather', 'page', 'lists', 'alike', 'revisionAt', 'whole'] as const;

/** Every verdict in an answer, wherever it stands. */
function verdictsIn({ data }: Asked): string[] {
  return [...JSON.stringify(data ?? null).matchAll(/"(?:verdict|overall)":"([A-Z_]+)"/g)].map(
    (match) => match[1] as string,
  );
}

function failing(store: Store, method: (typeof READS)[number], how: () => Promise<never>): Store {
  // Pieces of the whole come one by one, anything else at once.
  const fails = method === 'whole' ? () => ({ [Symbol.asyncIterator]: () => ({ next: how }) }) : how;
  return new Proxy(store, { get: (target, key) => (key === method ? fails : Reflect.get(target, key)) });
}

describe('nobody is cleared by accident', () => {
  let store: Store;
  beforeAll(async () => {
    store = await filled();
  });
  afterAll(() => store.close());

  test('without a fault the clear company is cleared, so that the tests below can tell', async () => {
    const found = await asked(store, QUESTIONS['one company']);
    expect(found.data).toEqual({
      low: { restriction: { verdict: 'RESTRICTED' } },
      clearer: { restriction: { verdict: 'NOT_RESTRICTED' } },
    });
  });

  const faults = Object.keys(QUESTIONS).flatMap((question) => READS.map((method) => [question, method] as const));

  test.each(faults)('%s: a fault in %s is an error, and no verdict comes of it', async (question, method) => {
    const fault = new Failure('DATABASE_UNAVAILABLE', 'gone');
    let called = false;
    const broken = failing(store, method, () => {
      called = true;
      return Promise.reject(fault);
    });
    const found = await asked(broken, QUESTIONS[question as keyof typeof QUESTIONS]);
    if (!called) expect(found.errors).toEqual([]);
    else {
      expect(found.errors.map((error) => error.originalError)).toContain(fault);
      if (method === 'gather') expect(verdictsIn(found)).not.toContain('NOT_RESTRICTED');
    }
  });

  test.each(READS)('a %s that never answers ends with the deadline', async (method) => {
    const silent = failing(store, method, () => new Promise<never>(() => {}));
    const found = await Promise.all(Object.values(QUESTIONS).map((text) => asked(silent, text, {}, LIMITS, 30)));
    for (const each of found.filter(({ errors }) => errors.length > 0)) {
      expect(each.errors[0]?.originalError).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    }
    expect(found.some(({ errors }) => errors.length > 0)).toBe(true);
  });

  test('a limit at any size gives INDETERMINATE with LIMIT_REACHED where it cut anything off, and clears nobody', async () => {
    for (const limit of ['maxParties', 'maxInterests'] as const) {
      for (const most of [1, 2]) {
        const text =
          '{ low: company(by: {id: "low"}) { restriction { verdict complete reasons { code } } } clearer: company(by: {id: "clearer"}) { restriction { verdict complete reasons { code } } } }';
        const { data, errors } = await asked(store, text, {}, { ...LIMITS, [limit]: most });
        expect(errors).toEqual([]);
        expect(data.low.restriction.verdict).not.toBe('NOT_RESTRICTED');
        const { verdict, complete, reasons } = data.clearer.restriction;
        if (complete)
          expect({ limit, most, verdict }).toEqual({ limit: 'maxInterests', most: 2, verdict: 'NOT_RESTRICTED' });
        else
          expect({ verdict, complete, codes: reasons.map(({ code }: { code: string }) => code) }).toEqual({
            verdict: 'INDETERMINATE',
            complete: false,
            codes: expect.arrayContaining(['LIMIT_REACHED']),
          });
      }
    }
  });
});
