import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedStore } from '../../seed/seed.js';
import { MOST_NEAR } from '../../src/finding.js';
import type { Store } from '../../src/store/store.js';
import { type Answer, answer, emptyStore } from '../asking.js';
import { lei, party } from '../store/statements.js';

const SCREEN = `query S($subjects: [ScreenSubject!]!, $policies: [ID!]!) {
  screen(subjects: $subjects, policies: $policies) {
    ref outcome overall problem { code field message } verdicts { verdict }
    match { score matchedName why party { id } }
    alternatives { score party { id } verdicts { verdict } }
  } }`;
const POLICIES = ['anthropic-2025-09'];

async function screened(store: Store, subject: object, policies = POLICIES): Promise<Answer> {
  const { screen } = await answer(store, SCREEN, { subjects: [{ ref: 'r', ...subject }], policies });
  return screen[0];
}

describe('the demo, screened by name', () => {
  let store: Store;
  beforeAll(async () => {
    store = await emptyStore();
    await seedStore(store);
  });
  afterAll(() => store.close());

  test.each([
    ['as it stands', 'Tencent Holdings Limited', 'tencent'],
    ['with the form abbreviated', 'TENCENT HOLDINGS LTD', 'tencent'],
    ['with an ordinary word misspelt', 'Knowledge Atlas Tecnology JSC', 'zhipu'],
    ['with letters of another script that look alike', 'Вytеdance Ltd', 'bytedance'],
    ['written apart', 'Byte Dance Ltd.', 'bytedance'],
    ['in the language of its country', '北京智谱华章科技股份有限公司', 'zhipu'],
    ['with a form where it has none', 'Smithfield Foods, Inc.', 'smithfield'],
    ['with its form before it', 'Aktiebolaget Volvo', 'ab-volvo'],
    ['in the other order', 'Car Volvo AB', 'volvo-cars'],
    ['by the product that it operates', 'CodeBuddy', null],
  ])('a company is found by its name %s', async (_, name, id) => {
    const { outcome, match, overall, problem } = await screened(store, { name });
    expect({ outcome, problem }).toEqual({ outcome: 'FOUND', problem: null });
    expect(overall).not.toBeNull();
    if (id !== null) expect(match.party.id).toBe(id);
    expect(match.why.length).toBeGreaterThan(0);
  });

  test('by a name of which the only telling word is misspelt nobody is found, and whoever may be meant is named with a ruling', async () => {
    const { outcome, overall, alternatives } = await screened(store, { name: 'Tencnet Holdings Ltd' });
    expect([outcome, overall]).toEqual(['AMBIGUOUS', null]);
    expect(alternatives[0].party.id).toBe('tencent');
    expect(alternatives[0].verdicts).toEqual([{ verdict: 'RESTRICTED' }]);
  });

  test('the two Volvos stay two: each by its own name, and neither by the name that both have', async () => {
    const [car, trucks, both] = await Promise.all(
      ['Volvo Car AB', 'AB Volvo', 'Volvo'].map((name) => screened(store, { name })),
    );
    expect([car.match.party.id, car.overall]).toEqual(['volvo-cars', 'RESTRICTED']);
    expect([trucks.match.party.id, trucks.overall]).toEqual(['ab-volvo', 'NOT_RESTRICTED']);
    expect([both.outcome, both.overall, both.problem.code]).toEqual(['AMBIGUOUS', null, 'AMBIGUOUS']);
  });

  test('ambiguous candidates come by consequence, then by score, each with its ruling under every policy', async () => {
    const { alternatives } = await screened(store, { name: 'Volvo' }, ['anthropic-2025-09', 'ofac-50']);
    expect(alternatives.map(({ party: { id } }: Answer) => id)).toEqual(['volvo-cars', 'ab-volvo']);
    expect(alternatives[0].score).toBeLessThan(alternatives[1].score);
    expect(alternatives[0].verdicts.map(({ verdict }: Answer) => verdict)).toEqual(['RESTRICTED', 'INDETERMINATE']);
  });

  test('who is not recorded is not found, and that is no verdict', async () => {
    const { outcome, overall, verdicts, problem } = await screened(store, { name: 'Kvarnholmen Rederi AB' });
    expect([outcome, overall, verdicts, problem.code]).toEqual(['NOT_FOUND', null, [], 'NOT_FOUND']);
  });

  test.each([
    [{}, null],
    [{ name: ' !?' }, 'name'],
    [{ name: 'Volvo', jurisdiction: 'XX' }, 'jurisdiction'],
    [{ lei: '5493001NTNQJDH60PM03' }, 'lei'],
    [{ id: 'tencent', name: 'Tencent' }, null],
  ])('a wrong subject is invalid, and its field is named: %j', async (subject, field) => {
    const { outcome, overall, problem } = await screened(store, subject);
    expect([outcome, overall, problem.code, problem.field]).toEqual(['INVALID', null, 'BAD_USER_INPUT', field]);
  });

  test('a name is found in the place asked for, and nowhere else', async () => {
    expect((await screened(store, { name: 'Volvo Car AB', jurisdiction: 'SE' })).outcome).toBe('FOUND');
    expect((await screened(store, { name: 'Volvo Car AB', jurisdiction: 'FR' })).outcome).toBe('NOT_FOUND');
  });

  test('a company that is supposed is found by its name, also where nothing else is', async () => {
    const suppose = { parties: [{ id: 'new', name: 'Brand New Robotics Ltd' }], empty: true };
    const { world } = await answer(
      store,
      `query W($suppose: Supposition) { world(suppose: $suppose) { screen(subjects: [{ref: "1", name: "Brand New Robotics Limited"}, {ref: "2", name: "AB Volvo"}]) { outcome } } }`,
      { suppose },
    );
    expect(world.screen).toEqual([{ outcome: 'FOUND' }, { outcome: 'NOT_FOUND' }]);
  });

  test('search gives the likely ones, the most alike first, and of one kind where it is asked for', async () => {
    const { all, persons, native } = await answer(
      store,
      `{ all: search(name: "Volvo", first: 5) { score why party { id } } persons: search(name: "Liang Wenfeng", kinds: [COMPANY]) { score }
         native: search(name: "智谱华章科技") { party { id } } }`,
    );
    expect(all.map(({ party: { id } }: Answer) => id)).toEqual(['ab-volvo', 'volvo-cars']);
    expect(persons).toEqual([]);
    expect(native.map(({ party: { id } }: Answer) => id)).toEqual(['zhipu']);
  });

  test('a thousand names, ids and products cost two looks for names and one gathering', async () => {
    const made: string[] = [];
    const counted = new Proxy(store, {
      get(target, key) {
        const method = Reflect.get(target, key);
        if (typeof method !== 'function' || key === 'revision') return method;
        return (...given: unknown[]) => {
          made.push(String(key));
          return method.apply(target, given);
        };
      },
    });
    const keys = [
      { name: 'Volvo' },
      { name: 'Tencent Holdings' },
      { id: 'alibaba' },
      { product: 'Trae' },
      { name: 'Nobody' },
    ];
    const subjects = Array.from({ length: 1_000 }, (_, index) => ({
      ref: String(index),
      ...keys[index % keys.length],
    }));
    await answer(counted, SCREEN, { subjects, policies: POLICIES });
    expect(made.filter((call) => call === 'gather')).toHaveLength(1);
    expect(made.filter((call) => call === 'alike')).toHaveLength(2);
    expect(made.length).toBeLessThan(10);
  });
});

test('two companies of one name are ambiguous however many else bear it; one in the place asked for is found', async () => {
  const store = await emptyStore();
  await store.write({
    parties: [
      party('uk', { name: 'Apex Capital Limited', incorporatedIn: 'GB' }),
      party('hk', { name: 'Apex Capital Limited', incorporatedIn: 'HK' }),
      party('old', {
        name: 'Summit Partners LLP',
        names: [{ text: 'Apex Capital Ltd', language: null, kind: 'FORMER' }],
      }),
    ],
  });
  const { outcome, alternatives } = await screened(store, { name: 'Apex Capital Limited' });
  expect(outcome).toBe('AMBIGUOUS');
  expect(alternatives.map(({ party: { id } }: Answer) => id).sort()).toEqual(['hk', 'old', 'uk']);
  const there = await screened(store, { name: 'Summit Partners', jurisdiction: 'GB' });
  expect([there.outcome, there.match.party.id]).toEqual(['FOUND', 'old']);
  await store.close();
});

test('nobody is found where more bear the name than are looked at, and the code says that some are missing', async () => {
  const store = await emptyStore();
  const many = Array.from({ length: MOST_NEAR + 1 }, (_, index) =>
    party(`p${index}`, { name: 'Acme Ltd', ...lei(String(index)) }),
  );
  await store.write({ parties: many });
  const { outcome, overall, problem } = await screened(store, { name: 'Acme Ltd' });
  expect([outcome, overall, problem.code]).toEqual(['AMBIGUOUS', null, 'LIMIT_REACHED']);
  const elsewhere = await screened(store, { name: 'Acme Ltd', jurisdiction: 'FR' });
  expect(elsewhere.outcome).toBe('AMBIGUOUS');
  await store.close();
});

test('one alone in the place asked for is not found either, where more bear the name than are looked at', async () => {
  const store = await emptyStore();
  const named = (id: string, incorporatedIn: string) => party(id, { name: 'Acme Ltd', incorporatedIn });
  const elsewhere = Array.from({ length: MOST_NEAR }, (_, index) => named(`p${index}`, 'GB'));
  await store.write({ parties: [named('a', 'FR'), ...elsewhere] });
  const { outcome, problem, alternatives } = await screened(store, { name: 'Acme Ltd', jurisdiction: 'FR' });
  expect([outcome, problem.code]).toEqual(['AMBIGUOUS', 'LIMIT_REACHED']);
  // Which of them a store gives is its own affair.
  expect(alternatives.filter(({ party: { id } }: Answer) => id !== 'a')).toEqual([]);
  await store.close();
});
