import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Policy, UnrecordedOwners } from '../../src/model/policy.js';
import type { Verdict } from '../../src/model/ruling.js';
import { type Bounds, WHOLE } from '../../src/model/share.js';
import { gathered, MODES, PERCENT, policy, type SmallWorld, smallWorld, verdicts } from './worlds.js';

/** One state of affairs: a share for every stake, who is a seed, and who holds what nobody recorded. */
interface Completion {
  readonly shares: readonly number[];
  readonly seeds: ReadonlySet<string>;
  /** Companies whose whole remainder a restricted stranger holds. */
  readonly strangers: ReadonlySet<string>;
}

const HAIR = 1;

/** Shares that tell cases apart when every bound and the threshold lie on a grid: its points, and a hair beside them. */
function candidates(share: Bounds): number[] {
  if (share.min === share.max) return [share.min];
  const points = [0, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 100].flatMap((percent) => [
    percent * PERCENT - HAIR,
    percent * PERCENT,
    percent * PERCENT + HAIR,
  ]);
  return points.filter(
    (units) =>
      (share.minExclusive ? units > share.min : units >= share.min) &&
      (share.maxExclusive ? units < share.max : units <= share.max),
  );
}

function* completions(world: SmallWorld, mode: UnrecordedOwners): Generator<Completion> {
  const unsure = [
    ...world.parties.filter((party) => party.hq === 'KY').map((party) => party.id),
    ...world.stakes.flatMap((stake, index) => (stake.holder === null ? [`?${index}`] : [])),
  ];
  const certain = world.parties.filter((party) => party.hq === 'CN').map((party) => party.id);
  for (const shares of choices(world.stakes.map((stake) => candidates(stake.share)))) {
    const sums = new Map(world.parties.map((party) => [party.id, 0]));
    for (const [index, stake] of world.stakes.entries())
      sums.set(stake.subject, (sums.get(stake.subject) as number) + (shares[index] as number));
    const fits = world.parties.every((party) => {
      const sum = sums.get(party.id) as number;
      return sum <= WHOLE && (party.complete !== true || sum === WHOLE);
    });
    if (!fits) continue;
    const open = world.parties
      .filter((party) => mode === 'EVERYWHERE' && party.complete !== true && party.widelyHeld !== true)
      .map((party) => party.id);
    for (const seeds of subsets(unsure)) {
      // More restricted strangers only ever restrict more: all or none of them tells the extremes.
      for (const strangers of [new Set<string>(), new Set(open)])
        yield { shares, seeds: new Set([...certain, ...seeds]), strangers };
    }
  }
}

function* choices(lists: readonly (readonly number[])[]): Generator<number[]> {
  const [first, ...rest] = lists;
  if (first === undefined) yield [];
  else for (const value of first) for (const others of choices(rest)) yield [value, ...others];
}

function* subsets(ids: readonly string[]): Generator<string[]> {
  for (let bits = 0; bits < 2 ** ids.length; bits += 1) yield ids.filter((_, index) => (bits >> index) & 1);
}

/** The definition, read off the law: nothing clever, no bounds, one state of affairs. */
function restricted(world: SmallWorld, { shares, seeds, strangers }: Completion, under: Policy): Set<string> {
  const found = new Set(seeds);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { id } of world.parties) {
      if (found.has(id)) continue;
      let held = 0;
      let all = 0;
      for (const [index, stake] of world.stakes.entries()) {
        if (stake.subject !== id) continue;
        all += shares[index] as number;
        if (found.has(stake.holder ?? `?${index}`)) held += shares[index] as number;
      }
      if (strangers.has(id)) held += WHOLE - all;
      if (under.comparison === 'MORE_THAN' ? held > under.threshold : held >= under.threshold) {
        found.add(id);
        grown = true;
      }
    }
  }
  return found;
}

function byEnumeration(world: SmallWorld, under: Policy, mode: UnrecordedOwners): Record<string, Verdict> | null {
  const always = new Set(world.parties.map((party) => party.id));
  const ever = new Set<string>();
  let any = false;
  for (const completion of completions(world, mode)) {
    any = true;
    const found = restricted(world, completion, under);
    for (const { id } of world.parties) {
      if (found.has(id)) ever.add(id);
      else always.delete(id);
    }
  }
  if (!any) return null;
  return Object.fromEntries(
    world.parties.map(({ id }) => [
      id,
      always.has(id) ? 'RESTRICTED' : ever.has(id) ? 'INDETERMINATE' : 'NOT_RESTRICTED',
    ]),
  );
}

const fewUnsure = smallWorld({ parties: 5, stakes: 6 }).filter(
  (world) => world.stakes.reduce((product, stake) => product * candidates(stake.share).length, 1) <= 3_000,
);
const more = policy('anthropic-2025-09');
const atLeast: Policy = { ...more, comparison: 'AT_LEAST' };

describe('the verdict is what every state of affairs that fits the record says', () => {
  test.each([
    ['more than half', more],
    ['half or more', atLeast],
  ] as const)('%s: agrees with enumeration on small, often cyclic worlds', (_, under) => {
    fc.assert(
      fc.property(fewUnsure, fc.constantFrom(...MODES), (world, mode) => {
        const expected = byEnumeration(world, under, mode);
        fc.pre(expected !== null);
        expect(verdicts(gathered(world), under, mode)).toEqual(expected);
      }),
      { numRuns: 1_500 },
    );
  });
});
