import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { seedStore } from '../seed/seed.js';
import { parsePercent, WHOLE } from '../src/model/share.js';
import type { Store } from '../src/store/store.js';
import { type Answer, answer, asked, emptyStore } from './asking.js';

let store: Store;
beforeAll(async () => {
  store = await emptyStore();
  await seedStore(store);
});
afterAll(() => store.close());

interface Held {
  readonly by: string;
  readonly of: string;
  readonly share?: string;
  readonly type?: string;
}

/** A world of persons (lower case) and companies (upper case), and what each holds. */
async function supposed(held: readonly Held[], selection: string, mode = 'IGNORED'): Promise<Answer> {
  const ids = [...new Set(held.flatMap(({ by, of }) => [by, of]))];
  const suppose = {
    empty: true,
    parties: ids.map((id) => ({ id, name: id, kind: id === id.toLowerCase() ? 'PERSON' : 'COMPANY' })),
    interests: held.map(({ by, of, share, type }) => ({
      interestedParty: by,
      subject: of,
      ...(type === undefined ? {} : { type }),
      ...(share === undefined ? {} : { share: { exact: share } }),
    })),
  };
  const query = `query($suppose: Supposition!, $mode: UnrecordedOwners!) { world(suppose: $suppose, unrecordedOwners: $mode) { ${selection} } }`;
  return (await answer(store, query, { suppose, mode })).world;
}

const BENEFICIAL = (of: string, policy = 'amlr-2027') =>
  `company(by: {id: "${of}"}) { beneficialOwners(policy: "${policy}") { complete fallback owners { person { id } share { min max } by chains { parties { id } share { min max } } } unidentified { min max } } }`;

describe('beneficial owners', () => {
  test('circular ownership ends, and an owner inside a circle has its part of it and no more', async () => {
    const circle = [
      { by: 'p', of: 'A', share: '50' },
      { by: 'B', of: 'A', share: '50' },
      { by: 'A', of: 'B', share: '60' },
      { by: 'q', of: 'B', share: '40' },
    ];
    const { company } = await supposed(circle, BENEFICIAL('A'));
    const { owners, unidentified, complete } = company.beneficialOwners;
    // p: 50 + 50 % × 60 % of itself, so 50 / 0.7; q: 50 % × 40 %, so 20 / 0.7.
    expect(owners.map((owner: Answer) => [owner.person.id, owner.share])).toEqual([
      ['p', { min: '71.4285714285', max: '71.4285714286' }],
      ['q', { min: '28.5714285714', max: '28.5714285715' }],
    ]);
    expect(unidentified).toEqual({ min: '0', max: '0' });
    expect(complete).toBe(true);
  });

  test('nobody is its own beneficial owner, and a company is none', async () => {
    const { company } = await supposed(
      [
        { by: 'A', of: 'B', share: '100' },
        { by: 'B', of: 'A', share: '100' },
      ],
      BENEFICIAL('A'),
    );
    expect(company.beneficialOwners.owners).toEqual([]);
    expect(company.beneficialOwners.fallback).toBe('SENIOR_MANAGING_OFFICIAL');
    const { company: own } = await supposed(
      [
        { by: 'A', of: 'A', share: '10' },
        { by: 'p', of: 'A', share: '90' },
      ],
      BENEFICIAL('A'),
    );
    expect(own.beneficialOwners.owners.map((owner: Answer) => [owner.person.id, owner.share])).toEqual([
      ['p', { min: '100', max: '100' }],
    ]);
  });

  test('no sum of persons comes to more than 100 %, whatever the structure, and with what is unidentified it is all', async () => {
    const id = fc.constantFrom('A', 'B', 'C', 'D');
    const stake = fc.record({
      by: fc.constantFrom('p', 'q', 'r', 'A', 'B', 'C', 'D'),
      of: id,
      share: fc.integer({ min: 1, max: 33 }),
    });
    const worlds = fc.uniqueArray(stake, { minLength: 3, maxLength: 8, selector: ({ by, of }) => `${by} ${of}` });
    await fc.assert(
      fc.asyncProperty(worlds, async (stakes) => {
        const held = stakes.filter(({ by, of }) => by !== of).map((each) => ({ ...each, share: String(each.share) }));
        fc.pre(held.some(({ of }) => of === 'A'));
        const sums = ['A', 'B', 'C', 'D'].map((of) =>
          stakes.reduce((sum, each) => sum + (each.of === of ? each.share : 0), 0),
        );
        fc.pre(sums.every((sum) => sum <= 100));
        const persons = ['p', 'q', 'r'].filter((each) => held.some(({ by }) => by === each));
        const selection = persons.map(
          (each) => `${each}: company(by: {id: "A"}) { effectiveShare(of: {id: "${each}"}) { min max } }`,
        );
        const world = await supposed(held, [...selection, BENEFICIAL('A')].join(' '));
        const units = (percent: string): number => parsePercent(percent) as number;
        const most = persons.reduce((sum, each) => sum + units(world[each].effectiveShare.max), 0);
        const least = persons.reduce((sum, each) => sum + units(world[each].effectiveShare.min), 0);
        const { unidentified } = world.company.beneficialOwners;
        expect(least).toBeLessThanOrEqual(WHOLE);
        // Three persons, each rounded outward by a last decimal at most.
        expect(least + units(unidentified.min)).toBeLessThanOrEqual(WHOLE);
        expect(most + units(unidentified.max)).toBeGreaterThanOrEqual(WHOLE);
        expect(most - least).toBeLessThanOrEqual(3);
      }),
      { numRuns: 150 },
    );
  });

  test('joint holders each hold the whole block, and what they leave is counted once', async () => {
    const suppose = {
      empty: true,
      parties: [
        { id: 'p', name: 'p', kind: 'PERSON' },
        { id: 'q', name: 'q', kind: 'PERSON' },
        { id: 'G', name: 'G', kind: 'ARRANGEMENT' },
        { id: 'A', name: 'A' },
      ],
      interests: [
        { interestedParty: 'p', subject: 'G', type: 'JOINT_HOLDER' },
        { interestedParty: 'q', subject: 'G', type: 'JOINT_HOLDER' },
        { interestedParty: 'G', subject: 'A', share: { exact: '30' } },
      ],
    };
    const query = `query($suppose: Supposition!) { world(suppose: $suppose, unrecordedOwners: IGNORED) { ${BENEFICIAL('A', 'uk-psc')} } }`;
    const { owners, unidentified } = (await answer(store, query, { suppose })).world.company.beneficialOwners;
    expect(owners.map((owner: Answer) => [owner.person.id, owner.share.min])).toEqual([
      ['p', '30'],
      ['q', '30'],
    ]);
    expect(unidentified).toEqual({ min: '70', max: '70' });
  });

  test('the same holdings make other owners under other laws', async () => {
    const held = [
      { by: 'p', of: 'H', share: '50' },
      { by: 'H', of: 'A', share: '60' },
      { by: 'q', of: 'K', share: '26' },
      { by: 'K', of: 'A', share: '40' },
    ];
    const found = async (policy: string): Promise<string[]> =>
      (await supposed(held, BENEFICIAL('A', policy))).company.beneficialOwners.owners.map(
        (owner: Answer) => owner.person.id,
      );
    expect(await found('amlr-2027')).toEqual(['p']);
    expect(await found('fincen-cdd')).toEqual(['p']);
    // Half is no majority, so nothing is passed on.
    expect(await found('de-gwg')).toEqual([]);
    expect(await found('uk-psc')).toEqual([]);
    // More than a quarter at every level.
    expect(await found('ie-rbo')).toEqual(['p', 'q']);
  });

  test('control by other means makes an owner of who holds nothing', async () => {
    const held = [
      { by: 'p', of: 'A', share: '10' },
      { by: 'q', of: 'A', type: 'BOARD_APPOINTMENT', share: '60' },
    ];
    const { company } = await supposed(held, BENEFICIAL('A', 'uk-psc'));
    expect(company.beneficialOwners.owners.map((owner: Answer) => [owner.person.id, owner.by])).toEqual([
      ['q', ['BOARD_APPOINTMENT']],
    ]);
  });

  test('what nobody recorded is unidentified, and complete says whether it could make an owner', async () => {
    const some = await supposed([{ by: 'p', of: 'A', share: '80' }], BENEFICIAL('A'));
    expect(some.company.beneficialOwners).toMatchObject({ complete: true, unidentified: { min: '20', max: '20' } });
    const more = await supposed([{ by: 'p', of: 'A', share: '70' }], BENEFICIAL('A'));
    expect(more.company.beneficialOwners).toMatchObject({ complete: false, unidentified: { min: '30', max: '30' } });
  });

  test('what nobody recorded may be that of a recorded small holder, and make an owner of it', async () => {
    const held = [
      { by: 'p', of: 'A', share: '20' },
      { by: 'q', of: 'A', share: '56' },
    ];
    for (const policy of ['amlr-2027', 'fincen-cdd', 'de-gwg'])
      expect((await supposed(held, BENEFICIAL('A', policy))).company.beneficialOwners.complete).toBe(false);
    const none = [...held, { by: 'r', of: 'A', share: '24' }];
    expect((await supposed(none, BENEFICIAL('A'))).company.beneficialOwners.complete).toBe(true);
  });

  test('a policy that answers another question is refused by name', async () => {
    const { errors } = await asked(
      store,
      '{ company(by: {id: "deepseek"}) { beneficialOwners(policy: "ofac-50") { complete } } }',
    );
    expect(errors[0]?.message).toContain('answers RESTRICTION, not BENEFICIAL_OWNERSHIP');
  });
});

describe('ultimate parents', () => {
  const PARENTS = (of: string) => `company(by: {id: "${of}"}) { ultimateParents { definition party { id } note } }`;
  const tops = (world: Answer): Record<string, string | null> =>
    Object.fromEntries(world.company.ultimateParents.map((each: Answer) => [each.definition, each.party?.id ?? null]));

  test('each definition climbs by its own words, side by side', async () => {
    const held = [
      { by: 'B', of: 'A', share: '40' },
      { by: 'C', of: 'A', share: '35' },
      { by: 'C', of: 'A', type: 'VOTING_RIGHTS', share: '55' },
      { by: 'D', of: 'B', share: '60' },
      { by: 'R', of: 'A', type: 'REPORTED_PARENT' },
      { by: 'T', of: 'R', type: 'REPORTED_PARENT' },
    ];
    expect(tops(await supposed(held, PARENTS('A')))).toEqual({
      REPORTED: 'T',
      MAJORITY_SHARES: null,
      MAJORITY_VOTES: 'C',
      LARGEST_HOLDING: 'D',
    });
  });

  test('parties of a circle have no top, and the note says so', async () => {
    const held = [
      { by: 'B', of: 'A', share: '60' },
      { by: 'A', of: 'B', share: '60' },
    ];
    const { company } = await supposed(held, PARENTS('A'));
    const majority = company.ultimateParents.find((each: Answer) => each.definition === 'MAJORITY_SHARES');
    expect(majority).toMatchObject({ party: null, note: expect.stringContaining('circle') });
  });

  test('a report of the top and the climb of the reports may differ: the first stands, the other is said', async () => {
    const held = [
      { by: 'T', of: 'A', type: 'REPORTED_ULTIMATE_PARENT' },
      { by: 'V', of: 'T', type: 'REPORTED_ULTIMATE_PARENT' },
    ];
    const { company } = await supposed(held, PARENTS('A'));
    expect(company.ultimateParents[0]).toMatchObject({ party: { id: 'T' }, note: expect.stringContaining('V') });
  });
});

describe('an effective share', () => {
  test('is counted as the method says, and by exact arithmetic', async () => {
    const held = [
      { by: 'p', of: 'A', share: '70' },
      { by: 'A', of: 'B', share: '70' },
      { by: 'p', of: 'B', share: '1' },
    ];
    const share = (method: string) =>
      `${method}: company(by: {id: "B"}) { effectiveShare(of: {id: "p"}, method: ${method}) { exact } }`;
    const world = await supposed(held, ['MULTIPLIED', 'CASCADE', 'ABSORBING', 'DEEMED'].map(share).join(' '));
    expect(Object.values(world).map((each: Answer) => each.effectiveShare.exact)).toEqual(['50', '71', '71', '100']);
  });

  test('of a stranger is nothing, or what nobody recorded', async () => {
    const held = [
      { by: 'p', of: 'A', share: '70' },
      { by: 's', of: 'B', share: '1' },
    ];
    const ask = 'company(by: {id: "A"}) { effectiveShare(of: {id: "s"}) { min max } }';
    expect((await supposed(held, ask)).company.effectiveShare).toEqual({ min: '0', max: '0' });
    expect((await supposed(held, ask, 'EVERYWHERE')).company.effectiveShare).toEqual({ min: '0', max: '30' });
  });

  test('of what is not counted, or by nobody, is refused', async () => {
    const ask = async (args: string): Promise<string | undefined> =>
      (await asked(store, `{ company(by: {id: "deepseek"}) { effectiveShare(${args}) { min } } }`)).errors[0]?.message;
    expect(await ask('of: {id: "liang-wenfeng"}, type: CONTRACT')).toContain('came CONTRACT');
    expect(await ask('of: {id: "nobody-at-all"}')).toContain('no party is recorded');
  });
});
