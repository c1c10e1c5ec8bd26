import type { Verdict } from '../../model/ruling.js';
import { type Change, type Counterfactual, NO_CHANGE, told, turnedOutToo } from './change.js';
import { clearing } from './clearing.js';
import { SIDES } from './fact.js';
import type { Opened } from './opened.js';
import { restricting } from './restricting.js';
import type { Situation } from './situation.js';

/**
 * Smallest changes of what is recorded that would give the other verdict, the smallest first: of a restricted party the
 * sales that clear it, of an unrestricted one the purchases that restrict it, of an open one either. Each was tried. A
 * listing is nobody's to change; a headquarters can be moved.
 */
export function counterfactuals(opened: Opened, first: number): readonly Counterfactual[] {
  const { situation, full } = opened;
  const { verdict } = full;
  const changes = CHANGES[verdict](situation, opened);
  const found = changes.slice(0, first).map((change) => told(full, change));
  const other = found.filter((each) => each.verdict !== verdict);
  return other.length === 0 && opened.isFocused ? counterfactuals(opened.unfocused, first) : other;
}

const CHANGES: Readonly<Record<Verdict, (situation: Situation, opened: Opened) => readonly Change[]>> = {
  RESTRICTED: (situation, opened) => orWhatWasPresumed(opened, clearing(situation, opened.strangers)),
  NOT_RESTRICTED: (situation, opened) => orWhatWasPresumed(opened, restricting(situation, opened.strangers)),
  INDETERMINATE: either,
};

/** A purchase that restricts the party, and what is open turned out for and against it. */
function either(situation: Situation, opened: Opened): Change[] {
  const [bought, ...others] = restricting(situation, opened.strangers);
  const [cleared, restricted] = turnedOut(opened).reverse();
  return [bought, cleared, restricted, ...others].filter((change) => change !== undefined);
}

/** Where no change of what is recorded does it, what was presumed may have been otherwise. */
function orWhatWasPresumed(opened: Opened, changes: Change[]): Change[] {
  return changes.length > 0 || opened.isSettled ? changes : turnedOut(opened);
}

/** Smallest sets of what is open turned out for each side that the verdict does not say already. */
function turnedOut(opened: Opened): Change[] {
  return SIDES.flatMap((side) => {
    const set = opened.set(side);
    return set === null || set.length === 0 ? [] : [turnedOutToo(NO_CHANGE, set, side)];
  });
}
