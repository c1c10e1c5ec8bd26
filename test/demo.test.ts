import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedStore } from '../seed/seed.js';
import type { Store } from '../src/store/store.js';
import { type Answer, answer, emptyStore } from './asking.js';

describe('the demo data at 2026-11-22, as worked out by hand', () => {
  let store: Store;
  beforeAll(async () => {
    store = await emptyStore();
    await seedStore(store);
  });
  afterAll(() => store.close());

  const restriction =
    'restriction { verdict assumptions { code } reasons { code party { name } } readings { id verdict } readingsAgree complete }';

  test.each(['Trae', 'Coze', 'Qoder', 'CodeBuddy', 'Z.ai', 'ZCode'])(
    '%s is restricted by a reported parent, and the published shares alone would not say so',
    async (name) => {
      const { product } = await answer(
        store,
        `query P($name: String!) { product(by: {name: $name}) { ${restriction} } }`,
        { name },
      );
      expect(product.restriction).toMatchObject({ verdict: 'RESTRICTED', readingsAgree: false });
      expect(product.restriction.assumptions).toEqual([{ code: 'REPORTED_PARENT_RESTRICTED' }]);
      expect(product.restriction.readings).toContainEqual({ id: 'published-shares', verdict: 'INDETERMINATE' });
    },
  );

  async function judged(id: string): Promise<Answer> {
    const { company } = await answer(store, `query C($id: ID!) { company(by: {id: $id}) { ${restriction} } }`, { id });
    return company.restriction;
  }

  test.each(['bytedance', 'tencent', 'alibaba', 'zhipu', 'deepseek', 'lenovo', 'tencent-music'])(
    '%s is restricted by its own headquarters',
    async (id) => {
      const found = await judged(id);
      expect(found.verdict).toBe('RESTRICTED');
      expect(found.reasons.map((reason: Answer) => reason.code)).toContain('HEADQUARTERED_IN_UNSUPPORTED_REGION');
    },
  );

  test.each(['tencent-music', 'riot-games', 'smithfield', 'volvo-cars'])(
    '%s is restricted by what restricted parties hold of it',
    async (id) => {
      const found = await judged(id);
      expect(found.verdict).toBe('RESTRICTED');
      expect(found.reasons.map((reason: Answer) => reason.code)).toContain('OWNED_ABOVE_THRESHOLD');
    },
  );

  test.each([
    ['AB Volvo', { id: 'ab-volvo' }],
    ['BP p.l.c.', { lei: '213800LH1BZH3DI6G760' }],
  ])('%s is not restricted: widely held', async (_, by) => {
    const { company } = await answer(store, `query C($by: PartyBy!) { company(by: $by) { ${restriction} } }`, { by });
    expect(company.restriction.verdict).toBe('NOT_RESTRICTED');
    expect(company.restriction.assumptions.map((reason: Answer) => reason.code)).toContain('WIDELY_HELD');
  });

  test('what the BP file puts below BP is clear with it, but for five whose direct parent nobody is recorded above', async () => {
    const { party } = await answer(
      store,
      '{ party(by: {lei: "213800LH1BZH3DI6G760"}) { id ownership(direction: DOWN) { complete parties { id name } interests { interestedParty { id } subject { id } type share { min minExclusive } } } } }',
    );
    expect(party.ownership.complete).toBe(true);
    const below = new Set<string>([party.id]);
    for (const holder of below) {
      for (const { interestedParty, subject, type, share } of party.ownership.interests) {
        const majority =
          type === 'SHAREHOLDING' && (Number(share.min) > 50 || (share.min === '50' && share.minExclusive));
        if (interestedParty?.id === holder && (majority || type.startsWith('REPORTED_'))) below.add(subject.id);
      }
    }
    expect(below.size).toBeGreaterThan(150);
    const subjects = party.ownership.parties
      .filter((each: Answer) => below.has(each.id))
      .map((each: Answer) => ({ ref: each.name, id: each.id }));
    const { screen } = await answer(
      store,
      'query S($subjects: [ScreenSubject!]!) { screen(subjects: $subjects) { ref overall } }',
      { subjects },
    );
    const unclear = screen
      .filter((result: Answer) => result.overall !== 'NOT_RESTRICTED')
      .map((result: Answer) => `${result.ref}: ${result.overall}`);
    expect(unclear.sort()).toEqual([
      'BP AMERICA PRODUCTION COMPANY: INDETERMINATE',
      'BP ENERGY HOLDING COMPANY LLC: INDETERMINATE',
      'BP ENERGY RETAIL COMPANY LLC: INDETERMINATE',
      'BP EXPLORATION & PRODUCTION INC.: INDETERMINATE',
      'BP MARINE LIMITED: INDETERMINATE',
    ]);
  });

  test('TikTok USDS is indeterminate: 19.9 % and 30.1 % undisclosed and the rest', async () => {
    const found = await judged('tiktok-usds');
    expect(found.verdict).toBe('INDETERMINATE');
    expect(found.reasons.map((reason: Answer) => reason.code)).toEqual(
      expect.arrayContaining(['OWNER_UNKNOWN', 'REMAINDER_UNKNOWN']),
    );
  });

  test('Manus is restricted while it is headquartered in Beijing, indeterminate now', async () => {
    expect((await judged('manus')).verdict).toBe('INDETERMINATE');
    const { world } = await answer(
      store,
      '{ world(asOf: "2024-06-30") { company(by: {id: "manus"}) { restriction { verdict } } } }',
    );
    expect(world.company.restriction.verdict).toBe('RESTRICTED');
  });

  test.each(['anysphere', 'anthropic'])(
    '%s is indeterminate until its owners are recorded, and clear by what is',
    async (id) => {
      const found = await judged(id);
      expect(found.verdict).toBe('INDETERMINATE');
      expect(found.readings).toContainEqual({ id: 'recorded-only', verdict: 'NOT_RESTRICTED' });
    },
  );

  test('Rosneft Deutschland is restricted', async () => {
    const { party } = await answer(store, `{ party(by: {lei: "391200PKEUF3Y2NUMW25"}) { name ${restriction} } }`);
    expect(party).toMatchObject({ name: 'Rosneft Deutschland GmbH', restriction: { verdict: 'RESTRICTED' } });
  });

  test.each([
    ['Biffa', '2138008RB4WDK7HYYS91'],
    ['Care UK', '213800DBE5Y9ZM58PN63'],
    ['Hornsea 1', '2138002S3XGZ38WN5Q72'],
  ])('%s is indeterminate: the file stops below the top', async (_, lei) => {
    const { party } = await answer(store, `query L($lei: String!) { party(by: {lei: $lei}) { ${restriction} } }`, {
      lei,
    });
    expect(party.restriction.verdict).toBe('INDETERMINATE');
  });

  test('the two Volvos stay two', async () => {
    const { search } = await answer(store, '{ search(name: "Volvo Car AB") { party { id } restriction { verdict } } }');
    expect(search).toEqual([{ party: { id: 'volvo-cars' }, restriction: { verdict: 'RESTRICTED' } }]);
  });
});
