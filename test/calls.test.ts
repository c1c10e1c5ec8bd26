import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedStore } from '../seed/seed.js';
import type { Store } from '../src/store/store.js';
import { asked, emptyStore } from './asking.js';

/** The questions people ask, by name, each one request. */
const QUESTIONS = new Map(
  readFileSync(new URL('./golden/questions.graphql', import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const name = /^(?:query|mutation) (\w+)/.exec(line)?.[1];
      return name === undefined ? [] : [[name, line] as const];
    }),
);

describe('what a request costs the store', () => {
  let store: Store;
  beforeAll(async () => {
    store = await emptyStore();
    await seedStore(store);
  });
  afterAll(() => store.close());

  /** Every read of the store that a request makes, in order. */
  async function calls(query: string, variables: Record<string, unknown> = {}): Promise<string[]> {
    const made: string[] = [];
    const counted = new Proxy(store, {
      get(target, key) {
        const method = Reflect.get(target, key);
        if (typeof method !== 'function' || key === 'revision') return method;
        return (...given: unknown[]) => {
          made.push(key === 'gather' || key === 'page' ? `${String(key)} ${given[1]}` : String(key));
          return method.apply(target, given);
        };
      },
    });
    const { errors } = await asked(counted, query, variables);
    expect(errors).toEqual([]);
    return made;
  }

  test('verdicts, chains, evidence and owners upward, at any depth and under any policies, are one gathering', async () => {
    const made = await calls(`{ company(by: {id: "riot-games"}) {
      anthropic: restriction { verdict summary chains { parties { name } steps { interestedParty { name } } } evidence { url } readings { verdict } reasons { party { name } interest { share { min } } } }
      restrictions(policies: ["doj-202", "anthropic-2025-09"]) { verdict chart }
      controllers { nodes { name } }
      unaccountedShare { max }
      ownership { parties { name } cycles { members { name } } }
      owners { nodes { interestedParty { restriction { verdict } owners { nodes { interestedParty { restriction { verdict } owners { totalCount } } } } } } }
    } }`);
    expect(made).toEqual(['gather UP']);
  });

  test('several companies asked side by side are still one gathering', async () => {
    const made = await calls(
      '{ a: company(by: {id: "riot-games"}) { restriction { verdict } } b: company(by: {id: "smithfield"}) { restriction { verdict } } c: company(by: {id: "tiktok-usds"}) { restriction { verdict } } }',
    );
    expect(made).toEqual(['gather UP']);
  });

  test('a thousand subjects of a screening are one gathering', async () => {
    const ids = ['tencent', 'alibaba', 'volvo-cars', 'ab-volvo', 'nobody'];
    const subjects = Array.from({ length: 1000 }, (_, index) => ({ ref: String(index), id: ids[index % ids.length] }));
    const made = await calls(
      'query S($subjects: [ScreenSubject!]!) { screen(subjects: $subjects) { outcome overall verdicts { verdict } } }',
      { subjects },
    );
    expect(made).toEqual(['parties', 'gather UP']);
  });

  test('a selection that turns round costs one call a turn, whatever the number of parties, and none that was made before', async () => {
    const made = await calls(
      '{ company(by: {id: "riot-games"}) { owners { nodes { interestedParty { holdings { nodes { subject { owners { nodes { interestedParty { holdings { totalCount } } } } } } } } } } } }',
    );
    expect(made).toEqual(['gather UP', 'page DOWN', 'gather UP']);
  });

  test('the nested question people write is three calls, the first of them the company itself', async () => {
    expect(await calls(QUESTIONS.get('Nested') as string)).toEqual(['gather UP', 'page DOWN', 'gather UP']);
  });

  test('a supposed world is one gathering too, from the parties asked and every party it names', async () => {
    const made = await calls(QUESTIONS.get('Declared') as string);
    expect(made.filter((call) => call.startsWith('gather'))).toEqual(['gather UP']);
  });

  const LATER = [
    'WhichParent',
    'WhoBenefits',
    'Picture',
    'Feed',
    'TwoReadings',
    'HalfOrMore',
    'HongKongListed',
    'WhatIf',
    'NearTheLine',
    'SingaporeRestricted',
    'SmallestSale',
    'Circles',
    'Then',
    'Timeline',
    'Replayed',
    'Watch',
    'Deciding',
  ];

  test.each([...QUESTIONS.keys()].filter((name) => !LATER.includes(name)))(
    'the question %s is answered',
    async (name) => {
      const variables =
        name === 'Batch'
          ? {
              subjects: [
                { ref: '1', name: 'Tencent Holdings Limited' },
                { ref: '2', product: 'Trae' },
                { ref: '3', name: 'Nobody at all' },
              ],
            }
          : {};
      const { data, errors } = await asked(store, QUESTIONS.get(name) as string, variables);
      expect(errors).toEqual([]);
      expect(Object.values(data as object).every((value) => value !== null)).toBe(true);
    },
  );

  test('a question of a later issue is named here, and is not among those asked', () => {
    expect(LATER.filter((name) => !QUESTIONS.has(name))).toEqual([]);
  });
});
