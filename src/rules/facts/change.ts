import type { Verdict } from '../../model/ruling.js';
import type { Units } from '../../model/share.js';
import { type Alteration, type Draft, draft, forked, nothingAltered } from './alteration.js';
import type { Fact, Side } from './fact.js';
import { type Move, smallest } from './moves.js';
import { laidUpon } from './settling.js';
import type { Situation } from './situation.js';

/** What would be otherwise, in clauses that follow "if", and how much of it. */
export interface Change {
  readonly alteration: Alteration;
  readonly clauses: readonly string[];
  readonly size: Units;
}

export const NO_CHANGE: Change = { alteration: nothingAltered(), clauses: [], size: 0 };

/** A change after which the verdict would be another, as tried. */
export interface Counterfactual {
  readonly description: string;
  readonly supposition: Draft;
  readonly verdict: Verdict;
}

export function gives(situation: Situation, { alteration }: Change, goal: Verdict): boolean {
  return situation.altered(alteration).verdict === goal;
}

/** The change with the smallest size of a move beside it that gives the verdict; null where none does. */
export function turned(situation: Situation, before: Change, move: Move, goal: Verdict): Change | null {
  const amount = smallest(situation, before.alteration, move, goal);
  return amount === null ? null : moved(before, move, amount);
}

export function moved(before: Change, move: Move, amount: Units): Change {
  return {
    alteration: move.alter(forked(before.alteration), amount),
    clauses: [...before.clauses, move.clause(amount)],
    size: before.size + move.size(amount),
  };
}

/** The change with facts that turn out for a side beside it. */
export function turnedOutToo(before: Change, facts: readonly Fact[], side: Side): Change {
  const alteration = laidUpon(forked(before.alteration), facts, side);
  return { ...before, alteration, clauses: [...before.clauses, ...facts.map((fact) => fact.ways[side].clause)] };
}

const END: Readonly<Record<Verdict, string>> = {
  RESTRICTED: 'would be restricted',
  INDETERMINATE: 'could not be said to be restricted or not',
  NOT_RESTRICTED: 'would not be restricted',
};

export function told(situation: Situation, { alteration, clauses }: Change): Counterfactual {
  const { verdict } = situation.altered(alteration);
  const name = situation.party(situation.subject)?.name;
  return {
    description: `If ${clauses.join(', and ')}, ${name} ${END[verdict]}.`,
    supposition: draft(alteration, situation),
    verdict,
  };
}
