import type { Solution } from '../solution.js';
import { openOf, smallestSet } from './candidates.js';
import { type Change, type Counterfactual, NO_CHANGE, told, turnedOutToo } from './change.js';
import { clearing } from './clearing.js';
import { SIDES } from './fact.js';
import { restricting } from './restricting.js';
import { Situation } from './situation.js';
import { Strangers } from './strangers.js';

/**
 * Smallest changes of what is recorded that would give the other verdict, the smallest first: of a restricted party the
 * sales that clear it, of an unrestricted one the purchases that restrict it, of an open one either. Each was tried. A
 * listing is nobody's to change; a headquarters can be moved.
 */
export function counterfactuals(solution: Solution, node: number, first: number): readonly Counterfactual[] {
  const situation = Situation.around(solution, node);
  const strangers = new Strangers(situation);
  const { verdict } = situation;
  const changes = {
    RESTRICTED: () => orWhatWasPresumed(situation, clearing(situation, strangers)),
    NOT_RESTRICTED: () => orWhatWasPresumed(situation, restricting(situation, strangers)),
    INDETERMINATE: () => either(situation, strangers),
  }[verdict]();
  const found = changes.slice(0, first).map((change) => told(situation, change));
  return found.filter((each) => each.verdict !== verdict);
}

/** A purchase that restricts the party, and what is open turned out for and against it. */
function either(situation: Situation, strangers: Strangers): Change[] {
  const [bought, ...others] = restricting(situation, strangers);
  const [cleared, restricted] = [...turnedOut(situation)].reverse();
  return [bought, cleared, restricted, ...others].filter((change) => change !== undefined);
}

/** Where no change of what is recorded does it, what was presumed may have been otherwise. */
function orWhatWasPresumed(situation: Situation, changes: Change[]): Change[] {
  return changes.length > 0 ? changes : turnedOut(situation);
}

/** Smallest sets of what is open turned out for each side that the verdict does not say already. */
function turnedOut(situation: Situation): Change[] {
  const open = openOf(situation);
  if (open === null) return [];
  return SIDES.flatMap((side) => {
    const set = smallestSet(open, side);
    return set === null || set.length === 0 ? [] : [turnedOutToo(NO_CHANGE, set, side)];
  });
}
