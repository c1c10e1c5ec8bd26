import { type Alteration, nothingAltered } from './alteration.js';
import { type Fact, GOAL, type Side } from './fact.js';
import type { Situation } from './situation.js';

/** Beyond so many facts a set is given as it was found, not made smaller. */
const LARGEST_SET = 8;

/** All the facts turned out for one side, in their order. */
export function turnedOut(facts: readonly Fact[], side: Side): Alteration {
  return laidUpon(nothingAltered(), facts, side);
}

export function laidUpon(upon: Alteration, facts: readonly Fact[], side: Side): Alteration {
  return facts.reduce((laid, fact) => fact.ways[side].alter(laid), upon);
}

export function settles(situation: Situation, facts: readonly Fact[], side: Side): boolean {
  return situation.altered(turnedOut(facts, side)).verdict === GOAL[side];
}

/**
 * A smallest set of the facts that settles the verdict for a side: none of them can be left out. Null where all of them
 * together do not. The more facts turn out for a side, the more the verdict goes there, so the first facts that are
 * enough end with one that is needed; then those before it are shortened beside it, and so on.
 */
export function fewest(situation: Situation, facts: readonly Fact[], side: Side): readonly Fact[] | null {
  if (!settles(situation, facts, side)) return null;
  const ordered = (chosen: ReadonlySet<Fact>): Fact[] => facts.filter((fact) => chosen.has(fact));
  const kept = new Set<Fact>();
  for (let rest = facts; !settles(situation, ordered(kept), side); ) {
    if (rest.length === 0) return facts;
    if (kept.size === LARGEST_SET) return ordered(new Set([...kept, ...rest]));
    let [low, high] = [1, rest.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (settles(situation, ordered(new Set([...kept, ...rest.slice(0, middle)])), side)) high = middle;
      else low = middle + 1;
    }
    kept.add(rest[low - 1] as Fact);
    rest = rest.slice(0, low - 1);
  }
  return ordered(kept);
}
