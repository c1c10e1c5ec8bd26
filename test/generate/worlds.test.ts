import { describe, expect, test } from '@jest/globals';
import { type Arrays, arraysOf, UNITS_PER_POINT } from '../../seed/generate/arrays.js';
import { KIND, TYPE } from '../../seed/generate/draft.js';
import { FINBENCH, GROUPS, type Shape } from '../../seed/generate/shape.js';
import { idOf, type Statements, statementsOf } from '../../seed/generate/statements.js';
import { WHOLE } from '../../src/model/share.js';
import { components } from '../../src/rules/components.js';
import { rowsBy } from '../../src/rules/graph.js';
import { DENSE } from './shapes.js';

const TODAY = '2026-11-22';
const MARKET: Shape = { ...FINBENCH, block: 100 };
const SHAPES: Readonly<Record<string, Shape>> = { GROUPS, DENSE, FINBENCH: MARKET };

function whole(seed: number, parties: number, shape: Shape, atLeast?: number): Statements {
  const steps = [...statementsOf({ seed, parties, shape }, atLeast)];
  return { parties: steps.flatMap((step) => step.parties), interests: steps.flatMap((step) => step.interests) };
}

describe.each(Object.entries(SHAPES))('a world of %s', (_, shape) => {
  test('is that of its number, in however large steps it is made, and no other', () => {
    const world = whole(1, 700, shape);
    for (const step of [1, 10, 100_000]) expect(whole(1, 700, shape, step)).toEqual(world);
    expect(arraysOf({ seed: 1, parties: 700, shape }, TODAY)).toEqual(
      arraysOf({ seed: 1, parties: 700, shape }, TODAY),
    );
    expect(whole(2, 700, shape)).not.toEqual(world);
  });

  test('begins with any smaller one of the same number', () => {
    const larger = whole(3, 900, shape);
    for (const parties of [1, 137, 600]) {
      const smaller = whole(3, parties, shape);
      expect(smaller.parties).toEqual(larger.parties.slice(0, parties));
      const isAmong = (id: string | null): boolean => id === null || id < idOf(parties);
      const among = larger.interests.filter((each) => isAmong(each.subject) && isAmong(each.interestedParty));
      expect(smaller.interests).toEqual(among);
    }
  });

  test('has its interests by company, holder and type, each once, in companies alone', () => {
    for (const seed of [1, 2, 3]) {
      const { kind, holder, subject, type, parties, unnamed } = arraysOf({ seed, parties: 2_000, shape }, TODAY);
      const keys = Array.from(holder, (each, index) => [subject[index], each, type[index]] as number[]);
      expect(keys).toEqual(
        [...keys].sort((a, b) => a.reduce((order, each, at) => order || each - (b[at] as number), 0)),
      );
      expect(new Set(keys.map(String)).size).toBe(keys.length);
      expect(keys.filter(([company = 0]) => kind[company] !== KIND.COMPANY)).toEqual([]);
      const nameless = keys.map(([, each = 0]) => each).filter((each) => each >= parties);
      expect(nameless).toEqual(Array.from({ length: unnamed }, (_, index) => parties + index));
    }
  });

  test('has bounds that a share may have, and no company of which more than all is held', () => {
    for (const seed of [4, 5, 6]) {
      const world = arraysOf({ seed, parties: 3_000, shape }, TODAY);
      const least = lowest(world);
      expect(Math.max(...least.values())).toBeLessThanOrEqual(WHOLE);
      for (let each = 0; each < world.holder.length; each += 1) {
        const [min, max] = [world.min[each] as number, world.max[each] as number];
        const isStrict = world.minExclusive[each] === 1 || world.maxExclusive[each] === 1;
        expect(min >= 0 && max <= WHOLE && (isStrict ? min < max : min <= max)).toBe(true);
      }
    }
  });
});

test('more than all is held of companies where that is asked', () => {
  const world = arraysOf({ seed: 7, parties: 3_000, shape: { ...GROUPS, overWhole: 0.3 } }, TODAY);
  const over = [...lowest(world).values()].filter((sum) => sum > WHOLE);
  expect(over.length).toBeGreaterThan(100);
});

test('nothing that has ended is in the arrays of today, and what was held then is in those of the day', () => {
  const { interests } = whole(8, 3_000, GROUPS);
  const ended = interests.filter(({ endDate }) => endDate !== null);
  expect(ended.length / interests.length).toBeGreaterThan(0.03);
  for (const day of [TODAY, '2010-01-01', '1999-12-31']) {
    const held = interests.filter(
      ({ startDate, endDate }) => (startDate ?? '') <= day && (endDate === null || day < endDate),
    );
    expect(arraysOf({ seed: 8, parties: 3_000, shape: GROUPS }, day).holder).toHaveLength(held.length);
  }
});

describe('the shape of groups', () => {
  const world = arraysOf({ seed: 9, parties: 200_000, shape: GROUPS }, TODAY);
  const named = Array.from(world.holder, (_, each) => each).filter(
    (each) => (world.holder[each] as number) < world.parties,
  );

  test('has groups of the sizes of real ones', () => {
    const { parties, holder, subject } = world;
    const group = Int32Array.from({ length: parties }, (_, party) => party);
    const head = (party: number): number => {
      while (group[party] !== party) {
        group[party] = group[group[party] as number] as number;
        party = group[party] as number;
      }
      return party;
    };
    // Hubs join groups that are none of theirs.
    for (const each of named)
      if ((holder[each] as number) >= GROUPS.hubs) group[head(subject[each] as number)] = head(holder[each] as number);
    const sizes = new Map<number, number>();
    for (let party = GROUPS.hubs; party < parties; party += 1)
      sizes.set(head(party), (sizes.get(head(party)) ?? 0) + 1);
    const groups = [...sizes.values()].filter((size) => size > 1);
    const atLeast = (size: number) => groups.filter((each) => each >= size).length / groups.length;
    expect(atLeast(3)).toBeCloseTo(0.54, 1);
    expect(atLeast(4)).toBeCloseTo(0.32, 1);
    expect(atLeast(5)).toBeCloseTo(0.21, 1);
    const inLarge = groups.filter((each) => each >= 10).reduce((sum, each) => sum + each, 0) / parties;
    expect(inLarge).toBeGreaterThan(0.35);
    expect(inLarge).toBeLessThan(0.55);
  });

  test('has as many interests, owners, bands and unknown shares as they have', () => {
    const { parties, holder, type, min, max } = world;
    expect(holder.length / parties).toBeCloseTo(1.3, 1);
    const ofType = (wanted: number) => named.filter((each) => type[each] === wanted);
    const shares = ofType(TYPE.SHAREHOLDING);
    const exact = shares.filter((each) => min[each] === max[each]);
    const unknown = shares.filter((each) => min[each] === 0 && max[each] === WHOLE);
    const bands = shares.length - exact.length - unknown.length;
    // Of those given in percent or not at all 13 % are not; of bands 84 % are of 75 to 100 %.
    expect(unknown.length / (unknown.length + exact.length)).toBeCloseTo(0.131, 1);
    const from75 = shares.filter((each) => min[each] === 7_500 * UNITS_PER_POINT && max[each] === WHOLE);
    expect(from75.length / bands).toBeGreaterThan(0.6);
    expect(ofType(TYPE.VOTING_RIGHTS).length / bands).toBeCloseTo(0.99, 1);
    const majorities = exact.filter((each) => (min[each] as number) > WHOLE / 2).length / exact.length;
    expect(majorities).toBeCloseTo(0.1, 1);
    const reports = ofType(TYPE.REPORTED_PARENT).length;
    expect(reports / (reports + bands)).toBeCloseTo(0.5, 1);
    expect(world.unnamed / parties).toBeGreaterThan(0.003);
  });

  test('has rings, towers of real height, and hubs that hold in many groups', () => {
    const { parties, holder, subject, unnamed } = world;
    const size = parties + unnamed;
    const owners = rowsBy(subject, size);
    const { of, offsets } = components(size, owners, (edge) => holder[edge] as number);
    const inRings = Array.from({ length: parties }, (_, party) => of[party] as number).filter(
      (ring) => (offsets[ring + 1] as number) - (offsets[ring] as number) > 1,
    );
    expect(inRings.length).toBeGreaterThan(20);
    expect(inRings.length / parties).toBeLessThan(0.005);
    const heights = heightsOf(of, owners.offsets, holder, parties);
    const companies = heights.filter((height) => height > 0);
    const mean = companies.reduce((sum, height) => sum + height, 0) / companies.length;
    expect(mean).toBeGreaterThan(1.3);
    expect(mean).toBeLessThan(4);
    expect(heights.some((height) => height > 6)).toBe(true);
    const byHub = Array.from({ length: GROUPS.hubs }, (_, hub) => holder.filter((each) => each === hub).length);
    expect(Math.max(...byHub) / holder.length).toBeGreaterThan(0.002);
  });

  /** The longest way up from each party, by components: what is relied on has the lower number. */
  function heightsOf(of: Int32Array, offsets: Int32Array, holder: Int32Array, parties: number): number[] {
    const order = Array.from({ length: parties }, (_, party) => party).sort(
      (a, b) => (of[a] as number) - (of[b] as number),
    );
    const height = new Int32Array(of.length);
    for (const party of order)
      for (let edge = offsets[party] as number; edge < (offsets[party + 1] as number); edge += 1) {
        const above = holder[edge] as number;
        if (of[above] !== of[party]) height[party] = Math.max(height[party] as number, (height[above] as number) + 1);
      }
    return [...height.subarray(0, parties)];
  }
});

test('FinBench companies have 3 to 10 investors who hold all of them, two in three a person', () => {
  const { kind, holder, subject, min, parties } = arraysOf({ seed: 10, parties: 20_000, shape: FINBENCH }, TODAY);
  const investors = new Int32Array(parties);
  for (const company of subject) investors[company] = (investors[company] as number) + 1;
  const companies = [...investors.keys()].filter((party) => kind[party] === KIND.COMPANY);
  // Who is drawn twice, or is invested in by the company, counts once and not at all.
  const few = companies.filter((company) => (investors[company] as number) < 3).length / companies.length;
  expect(few).toBeLessThan(0.02);
  expect(Math.max(...investors)).toBe(10);
  expect(holder.length / companies.length).toBeCloseTo(6.5, 0);
  const persons = holder.filter((each) => kind[each] === KIND.PERSON).length / holder.length;
  expect(persons).toBeCloseTo(0.667, 1);
  const mean = min.reduce((sum, each) => sum + each, 0) / min.length / WHOLE;
  expect(mean).toBeCloseTo(0.154, 2);
  expect(lowest({ min, subject, type: new Uint8Array(min.length) }).get(companies[0] as number)).toBeGreaterThan(
    0.99 * WHOLE,
  );
});

/** Lower bounds of shares added up, by company; one that is strict is more. */
function lowest({
  min,
  minExclusive,
  subject,
  type,
}: Pick<Arrays, 'min' | 'subject' | 'type'> & Partial<Pick<Arrays, 'minExclusive'>>): Map<number, number> {
  const sums = new Map<number, number>();
  for (let each = 0; each < min.length; each += 1) {
    if (type[each] !== TYPE.SHAREHOLDING) continue;
    const company = subject[each] as number;
    sums.set(company, (sums.get(company) ?? 0) + (min[each] as number) + (minExclusive?.[each] ?? 0));
  }
  return sums;
}
