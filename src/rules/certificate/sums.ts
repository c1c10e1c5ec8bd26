import { formatPercent } from '../../model/share.js';
import { type Held, least, most, type Side } from '../closure.js';
import type { Frame } from '../frame.js';
import { at, edgesOf, type Graph, TYPE } from '../graph.js';
import { type Bound, certainlyMeets, type Measure, mayMeet } from '../measure.js';
import type { ShownSum } from './proof.js';

/** A policy seen from one subject, on one side: what a sum in a proof is made of. */
export interface View {
  readonly frame: Frame;
  readonly side: Side;
  readonly subject: number;
}

/** What holders who count hold in a node, and what it holds of itself then. */
export interface Sum {
  readonly bound: Bound;
  readonly own: number;
}

export const NOTHING_HELD: Held = { min: 0, max: 0, minStrict: 0, maxStrict: 0 };

export function plus(graph: Graph, held: Held, edge: number, sign: 1 | -1 = 1): Held {
  return {
    min: held.min + sign * at(graph.min, edge),
    max: held.max + sign * at(graph.max, edge),
    minStrict: held.minStrict + sign * at(graph.minExclusive, edge),
    maxStrict: held.maxStrict + sign * at(graph.maxExclusive, edge),
  };
}

export function sumOf({ frame, side, subject }: View, index: number, node: number, held: Held): Sum {
  if (side === 'least') return least(frame, index, node, held);
  const withRemainder = frame.mode === 'EVERYWHERE' || (frame.mode === 'SUBJECT' && node === subject);
  return most(frame, index, node, held, withRemainder);
}

export function meets({ frame, side }: View, index: number, { bound, own }: Sum): boolean {
  const measure = frame.measures[index] as Measure;
  if (side === 'most') return mayMeet(bound, own, measure);
  return measure.role !== 'signals' && certainlyMeets(bound, own, measure);
}

/** Interests in a node that a measure adds up, but for its own. */
export function addedIn({ graph, measures }: Frame, index: number, node: number): number[] {
  const edges = measures[index]?.edges;
  const found: number[] = [];
  for (const edge of edgesOf(graph.owners, node))
    if (edges?.[edge] === 1 && at(graph.holder, edge) !== node) found.push(edge);
  return found;
}

/** Whether what a holder holds counts: it is in, or a group it acts in concert with is; nobody knows who is not named. */
export function counting({ frame, side }: View, isIn: (node: number) => boolean): (holder: number) => boolean {
  const { parties } = frame.graph;
  const groups = groupsOf(frame.graph);
  return (holder) => {
    if (holder >= parties.length) return side === 'most';
    return isIn(holder) || (groups.get(holder)?.some((edge) => isIn(at(frame.graph.subject, edge))) ?? false);
  };
}

export function shownSum(view: View, index: number, node: number, counts: (holder: number) => boolean): ShownSum {
  const { graph, measures } = view.frame;
  let held = NOTHING_HELD;
  for (const edge of addedIn(view.frame, index, node))
    if (counts(at(graph.holder, edge))) held = plus(graph, held, edge);
  const { bound, own } = sumOf(view, index, node, held);
  const { type } = measures[index] as Measure;
  return { type, share: formatPercent(bound.units), strict: bound.strict, own: formatPercent(own) };
}

const known = new WeakMap<Graph, ReadonlyMap<number, readonly number[]>>();

/** By holder, the interests by which it acts in concert in a group. */
export function groupsOf(graph: Graph): ReadonlyMap<number, readonly number[]> {
  const groups = known.get(graph) ?? groupsIn(graph);
  known.set(graph, groups);
  return groups;
}

function groupsIn(graph: Graph): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [edge, type] of graph.type.entries()) {
    if (type !== TYPE.CONCERT || graph.isGroup[at(graph.subject, edge)] === 0) continue;
    const holder = at(graph.holder, edge);
    const others = groups.get(holder);
    if (others === undefined) groups.set(holder, [edge]);
    else others.push(edge);
  }
  return groups;
}
