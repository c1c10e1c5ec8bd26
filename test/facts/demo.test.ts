import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rulebook } from '../../seed/rulebook.js';
import { seedStore } from '../../seed/seed.js';
import { Inquiry } from '../../src/inquiry.js';
import type { PartyId } from '../../src/model/party.js';
import type { Draft } from '../../src/rules/facts/alteration.js';
import type { Store } from '../../src/store/store.js';
import type { RulingAnswers } from '../../src/views.js';
import { wholeGraph } from '../../src/wholeGraph.js';
import { type Answer, answer, emptyStore, LIMITS, TODAY } from '../asking.js';
import { isOpen } from './trying.js';

const policies = rulebook().policies.filter((policy) => policy.answers === 'RESTRICTION');

describe('the demo data', () => {
  let store: Store;
  let ids: PartyId[];
  beforeAll(async () => {
    store = await emptyStore();
    await seedStore(store);
    const whole = await wholeGraph(store, { asOf: TODAY, revision: await store.revision() });
    ids = whole.parties.map((party) => party.id);
  });
  afterAll(() => store.close());

  async function rulings(policy: string): Promise<RulingAnswers[]> {
    const inquiry = new Inquiry(store, rulebook(), LIMITS, {
      asOf: TODAY,
      knownAt: null,
      revision: await store.revision(),
      deadlineAt: Date.now() + 600_000,
      unrecordedOwners: null,
      supposition: null,
    });
    const views = await Promise.all(ids.map((id) => inquiry.restriction(id, policy)));
    return views.map(({ ruling }) => ruling);
  }

  async function verdictWith(suppose: Draft, id: PartyId, policy: string): Promise<string> {
    const query =
      'query W($suppose: Supposition!, $id: ID!, $policy: ID!) { world(suppose: $suppose) { party(by: {id: $id}) { restriction(policy: $policy) { verdict } } } }';
    return (await answer(store, query, { suppose, id, policy })).world.party.restriction.verdict;
  }

  test.each(policies.map((policy) => policy.id))(
    'under %s every party of which something is open has facts that would settle it, and every verdict that can be turned a change that would',
    async (policy) => {
      const missing = (await rulings(policy)).filter((ruling) => {
        const isListed = ruling.reasons.some(({ code, party }) => code === 'LISTED' && party?.id === ruling.subject.id);
        const isFixed = isListed || ruling.subject.kind === 'STATE';
        const facts = ruling.decidingFacts(3).length;
        const changes = ruling.counterfactuals(1).length;
        if (isOpen(ruling)) return facts === 0 || changes === 0;
        return facts > 0 || (ruling.verdict === 'RESTRICTED' && !isFixed && changes === 0);
      });
      expect(missing.map((ruling) => ruling.subject.id)).toEqual([]);
    },
    300_000,
  );

  test.each(policies.map((policy, index) => [policy.id, index] as const))(
    'under %s what is supposed gives, asked as it is, what was promised',
    async (policy, index) => {
      const judged = (await rulings(policy)).filter((_, at) => at % 9 === index % 9);
      expect(judged.length).toBeGreaterThan(30);
      for (const ruling of judged) {
        const { id } = ruling.subject;
        for (const { question, settles } of ruling.decidingFacts(2)) {
          const restricted = await verdictWith(settles.restricted as Draft, id, policy);
          const notRestricted = await verdictWith(settles.notRestricted as Draft, id, policy);
          const promised = { id, question, restricted: 'RESTRICTED', notRestricted: 'NOT_RESTRICTED' };
          expect({ id, question, restricted, notRestricted }).toEqual(promised);
        }
        for (const { description, supposition, verdict } of ruling.counterfactuals(2)) {
          expect(verdict).not.toBe(ruling.verdict);
          const given = await verdictWith(supposition, id, policy);
          expect({ id, description, verdict: given }).toEqual({ id, description, verdict });
        }
      }
    },
    300_000,
  );

  const asked =
    'restriction { verdict decidingFacts { question restrictedWhen notRestrictedWhen about { id } interest { id } } counterfactuals { description supposition verdict } }';
  async function company(id: string): Promise<Answer> {
    return (await answer(store, `query C($id: ID!) { company(by: {id: $id}) { ${asked} } }`, { id })).company
      .restriction;
  }

  test('bright-zenith rests on a presumption: how much its reported parent holds settles it either way', async () => {
    const { verdict, decidingFacts } = await company('bright-zenith');
    expect(verdict).toBe('RESTRICTED');
    expect(decidingFacts).toEqual([
      {
        question: 'How much of BRIGHT ZENITH PRIVATE LIMITED does Alibaba Group Holding Limited hold?',
        restrictedWhen: 'more than 50 %',
        notRestrictedWhen: '50 % or less, the report of it being wrong, and nobody restricted holds the rest',
        about: { id: 'bright-zenith' },
        interest: { id: 'interest:alibaba/bright-zenith/REPORTED_PARENT' },
      },
    ]);
  });

  test('the smallest sale that clears Smithfield is what WH Group may hold beyond the half', async () => {
    const { counterfactuals } = await company('smithfield');
    expect(counterfactuals.map(({ description, verdict }: Answer) => ({ description, verdict }))).toEqual([
      {
        description:
          'If WH Group sold 43.5 % of Smithfield Foods (at least 92.5 and at most 93.5 % to at least 49 and at most 50 %) to somebody unrestricted, Smithfield Foods would not be restricted.',
        verdict: 'NOT_RESTRICTED',
      },
    ]);
    expect(await verdictWith(counterfactuals[0].supposition, 'smithfield', 'anthropic-2025-09')).toBe('NOT_RESTRICTED');
  });

  test('ByteDance is where it is: nothing is open, and only its move begins to clear it', async () => {
    const { verdict, decidingFacts, counterfactuals } = await company('bytedance');
    expect({ verdict, decidingFacts }).toEqual({ verdict: 'RESTRICTED', decidingFacts: [] });
    expect(counterfactuals[0].description).toMatch(/^If ByteDance Ltd\. moved its headquarters to a supported region/);
  });

  test('a holding that takes several facts is told with all of them', async () => {
    const { decidingFacts } = await company('tiktok-usds');
    expect(decidingFacts[0]).toMatchObject({
      question: 'Who holds 30.1 % of TikTok USDS Joint Venture LLC (affiliates of existing ByteDance investors)?',
      restrictedWhen: 'a restricted party does, and a restricted party holds the rest of TikTok USDS Joint Venture LLC',
    });
  });
});
