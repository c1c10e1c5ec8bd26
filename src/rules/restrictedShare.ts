import { type Bounds, exactly, MAJORITY, NOTHING, type Units, WHOLE } from '../model/share.js';
import type { Cascade } from './cascade.js';
import { type Closure, ENTRY, heldIn, least, most } from './closure.js';
import { standsForMajority } from './frame.js';
import { at, edgesOf, TYPE } from './graph.js';
import type { Bound } from './measure.js';

/** The measure that decides a node: the one by which it is in, else may be in, else the one most held. */
export function decidingMeasure(solution: Cascade, node: number): number {
  const lowest = solution.closureFor(node, 'least');
  const highest = solution.closureFor(node, 'most');
  for (const closed of [lowest, highest]) if (at(closed.entry, node) === ENTRY.OWNED) return at(closed.via, node);
  let best = 0;
  for (const [index, measure] of solution.frame.measures.entries()) {
    if (
      measure.role === 'decides' &&
      at(highest.sums[index]?.max ?? [], node) > at(highest.sums[best]?.max ?? [], node)
    )
      best = index;
  }
  return best;
}

/** The share of a node that restricted parties hold, as the policy counts it; what the node holds of itself left out. */
export function restrictedShare(solution: Cascade, node: number, isSubject = true): Bounds {
  const { frame } = solution;
  const index = decidingMeasure(solution, node);
  const lowest = solution.closureFor(node, 'least');
  const highest = solution.closureFor(node, 'most');
  const withRemainder = frame.mode === 'EVERYWHERE' || (frame.mode === 'SUBJECT' && isSubject);
  const low = least(frame, index, node, sumOf(lowest, index, node));
  const high = most(frame, index, node, sumOf(highest, index, node), withRemainder);
  const presumed = presumedShare(solution, node, lowest, highest);
  const min = larger(scaled(low.bound, low.own, 'down'), presumed.min, presumed.minExclusive);
  const max = { ...scaled(high.bound, high.own, 'up') };
  if (presumed.max > max.units) Object.assign(max, { units: presumed.max, strict: presumed.maxExclusive });
  if (min.units >= max.units) return { min: max.units, max: max.units, minExclusive: false, maxExclusive: false };
  return { min: min.units, max: max.units, minExclusive: min.strict, maxExclusive: max.strict };
}

function sumOf(closed: Closure, index: number, node: number): ReturnType<typeof heldIn> {
  const sums = closed.sums[index];
  return sums === undefined ? { min: 0, max: 0, minStrict: 0, maxStrict: 0 } : heldIn(sums, node);
}

/** What single interests of restricted holders stand for: a branch is its head's whole, a report is a majority. */
function presumedShare({ frame }: Cascade, node: number, lowest: Closure, highest: Closure): Bounds {
  const { graph, setting } = frame;
  let found = NOTHING;
  for (const edge of edgesOf(graph.owners, node)) {
    const holder = at(graph.holder, edge);
    const type = at(graph.type, edge);
    if (type !== TYPE.BRANCH && !standsForMajority(graph, setting, edge)) continue;
    const stands = type === TYPE.BRANCH ? exactly(WHOLE) : MAJORITY;
    if (at(lowest.rank, holder) !== -1) found = { ...stands, max: WHOLE };
    else if (at(highest.rank, holder) !== -1) found = { ...found, max: WHOLE, maxExclusive: false };
  }
  return found;
}

function larger(bound: Bound, units: Units, strict: boolean): Bound {
  if (units > bound.units) return { units, strict };
  return units === bound.units ? { units, strict: strict || bound.strict } : bound;
}

/** The bound as a share of what the company does not hold of itself; rounded outward, and then strict. */
function scaled({ units, strict }: Bound, own: Units, direction: 'up' | 'down'): Bound {
  if (own === 0) return { units: Math.min(units, WHOLE), strict: strict && units <= WHOLE };
  if (own >= WHOLE) return { units: direction === 'up' ? WHOLE : 0, strict: false };
  const numerator = BigInt(units) * BigInt(WHOLE);
  const denominator = BigInt(WHOLE - own);
  const floor = numerator / denominator;
  const rounds = numerator % denominator !== 0n;
  const rounded = Number(rounds && direction === 'up' ? floor + 1n : floor);
  if (rounded > WHOLE) return { units: WHOLE, strict: false };
  return { units: rounded, strict: strict || rounds };
}
