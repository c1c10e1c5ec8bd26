import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Store } from '../../src/store/store.js';
import { answer, asked, emptyStore, LIMITS } from '../asking.js';
import { type Scenario, supposed } from '../cases/scenarios.js';

type Case = Omit<Scenario, 'law' | 'expect'>;

const FACTS =
  'query F($suppose: Supposition!, $mode: UnrecordedOwners, $policy: ID!) { world(suppose: $suppose, unrecordedOwners: $mode) { party(by: {id: "a"}) { restriction(policy: $policy) { verdict decidingFacts { question restrictedWhen notRestrictedWhen } counterfactuals { description verdict } } } } }';

describe('what is asked, and what would turn it, worked out by hand', () => {
  let store: Store;
  beforeAll(async () => {
    store = await emptyStore();
  });
  afterAll(() => store.close());

  async function told(given: Case, policy = 'anthropic-2025-09') {
    const suppose = supposed({ law: '', expect: {}, ...given });
    const { world } = await answer(store, FACTS, { suppose, mode: given.mode ?? null, policy });
    return world.party.restriction;
  }

  test('a share that lies around the threshold is asked for to the last unit', async () => {
    const { decidingFacts } = await told({ interests: ['p [40,60] a', 'u 40 a'], china: ['p'], mode: 'IGNORED' });
    expect(decidingFacts).toEqual([
      { question: 'How much of A does P hold?', restrictedWhen: 'more than 50 %', notRestrictedWhen: '50 % or less' },
    ]);
  });

  test('where others hold a part, the rest of the threshold decides, and the policy says which side the middle is on', async () => {
    const interests = ['p 30 a', 'q [10,40] a', 'u 30 a'];
    const listed = ['p', 'q'];
    const china = ['p', 'q'];
    expect((await told({ interests, china, mode: 'IGNORED' })).decidingFacts[0]).toMatchObject({
      restrictedWhen: 'more than 20 %',
      notRestrictedWhen: '20 % or less',
    });
    expect((await told({ interests, listed, mode: 'IGNORED' }, 'ofac-50')).decidingFacts[0]).toMatchObject({
      restrictedWhen: 'at least 20 %',
      notRestrictedWhen: 'less than 20 %',
    });
  });

  test('what a company holds is asked where a chain passes it on', async () => {
    const { decidingFacts } = await told({ interests: ['p (25,75] b', 'b 80 a', 'u 20 a', 'u 25 b'], china: ['p'] });
    expect(decidingFacts[0]).toEqual({
      question: 'How much of B does P hold?',
      restrictedWhen: 'more than 50 %',
      notRestrictedWhen: '50 % or less, and nobody restricted holds the rest of B',
    });
  });

  test('who is not named, and where nobody says a holder is, are asked first at the subject', async () => {
    const parties = { b: { incorporatedIn: 'KY' } };
    const { decidingFacts } = await told({ interests: ['? 40 a', 'b 30 a', 'u 30 a', 'u 100 b'], parties });
    expect(decidingFacts.map(({ question }: { question: string }) => question)).toEqual([
      'Who holds 40 % of A (not named)?',
      'Where is B headquartered?',
    ]);
    expect(decidingFacts[0].restrictedWhen).toBe(
      'a restricted party does, and B is headquartered in an unsupported region, such as CN',
    );
    expect(decidingFacts[0].notRestrictedWhen).toBe('somebody unrestricted does');
  });

  test('whether a contract controls is a fact of its own', async () => {
    const { decidingFacts } = await told({ interests: ['p ? a CONTRACT', 'u 100 a'], china: ['p'] });
    expect(decidingFacts).toEqual([
      {
        question: 'Does P control A? It is recorded that P controls by contract A.',
        restrictedWhen: 'it does',
        notRestrictedWhen: 'it does not',
      },
    ]);
  });

  test('under which law a party is organised is asked where that exempts', async () => {
    const parties = { a: { headquarters: 'SG' } };
    const { decidingFacts } = await told({ interests: ['p 60 a', 'u 40 a'], listed: ['p'], parties }, 'bis-affiliates');
    expect(decidingFacts[0]).toEqual({
      question: 'Under which law is A organised?',
      restrictedWhen: 'another than that of US',
      notRestrictedWhen: 'that of US',
    });
  });

  test('the smallest sale clears, the smallest purchase restricts; one unit is a tenth of a billionth of a percent', async () => {
    const owned = await told({ interests: ['p 62.5 a', 'u 37.5 a'], china: ['p'] });
    expect(owned.counterfactuals).toEqual([
      {
        description: 'If P sold 12.5 % of A (62.5 % to 50 %) to somebody unrestricted, A would not be restricted.',
        verdict: 'NOT_RESTRICTED',
      },
    ]);
    const free = await told({ interests: ['p 40 a', 'u 60 a'], china: ['p'] });
    expect(free.counterfactuals[0]).toEqual({
      description:
        'If P bought 10.0000000001 % of A (40 % to 50.0000000001 %), of it 10.0000000001 % from U, A would be restricted.',
      verdict: 'RESTRICTED',
    });
  });

  test('where no single sale clears, several do', async () => {
    const { counterfactuals } = await told(
      { interests: ['p 60 a VOTING_RIGHTS', 'p 60 a', 'u 40 a'], listed: ['p'] },
      'uk-ofsi',
    );
    expect(counterfactuals.map(({ verdict }: { verdict: string }) => verdict)).toContain('NOT_RESTRICTED');
  });

  test('what a limit cut off is said to be so: it can be read, not supposed', async () => {
    const suppose = supposed({ law: '', expect: {}, interests: ['u 100 a'] });
    const { parties, interests } = suppose;
    const record =
      'mutation R($parties: [PartyInput!], $interests: [InterestInput!]) { record(source: {dataset: "test", grade: PRIMARY}, parties: $parties, interests: $interests) { id } }';
    await answer(store, record, { parties, interests });
    const facts =
      '{ party(by: {id: "a"}) { restriction { verdict decidingFacts { question about { id } } counterfactuals { verdict } } } }';
    const { data } = await asked(store, facts, {}, { ...LIMITS, maxParties: 1 });
    expect(data.party.restriction.verdict).toBe('INDETERMINATE');
    expect(data.party.restriction.decidingFacts[0].question).toMatch(/A limit stopped the gathering there/);
    for (const { verdict } of data.party.restriction.counterfactuals) expect(verdict).not.toBe('INDETERMINATE');
  });
});
