import type { Comparison, CountedType, Policy } from '../model/policy.js';
import { type Units, WHOLE } from '../model/share.js';
import { at, type Graph, TYPE } from './graph.js';

/**
 * One kind of interest added up. `decides`: the policy counts it; `signals`: a majority of it is a control signal,
 * by recorded upper bounds, so nothing unrecorded is added.
 */
export interface Measure {
  readonly type: CountedType;
  readonly role: 'decides' | 'controls' | 'signals';
  readonly threshold: Units;
  readonly comparison: Comparison;
  /** 1 for the edges that are added up. */
  readonly edges: Uint8Array;
  /** Of everything held in a node but by itself: sums of lower and upper bounds, and how many of them are strict. */
  readonly minOf: Float64Array;
  readonly maxOf: Float64Array;
  readonly minStrict: Int32Array;
  readonly maxStrict: Int32Array;
  /** Edge by which a node holds itself; -1 for none. */
  readonly ownEdge: Int32Array;
}

/** Kinds of which everything that is held has a holder: the others are rights that a company may not have granted at all. */
export function makesUpWhole(type: CountedType): boolean {
  return type === 'SHAREHOLDING' || type === 'VOTING_RIGHTS';
}

/** The measures of a policy: what it counts, then the majorities that confer control without ownership. */
export function measuresOf(graph: Graph, policy: Policy): Measure[] {
  const measures = policy.counts.map((type) => measure(graph, type, 'decides', policy.threshold, policy.comparison));
  for (const type of ['BOARD_APPOINTMENT', 'VOTING_RIGHTS'] as const) {
    const effect = policy.control[type];
    if (policy.counts.includes(type) || effect === 'IGNORE' || effect === 'FLAG') continue;
    if (!graph.type.includes(TYPE[type])) continue;
    measures.push(measure(graph, type, effect === 'CONTROLS' ? 'controls' : 'signals', WHOLE / 2, 'MORE_THAN'));
  }
  return measures;
}

export function measure(
  graph: Graph,
  type: CountedType,
  role: Measure['role'],
  threshold: Units,
  comparison: Comparison,
): Measure {
  const edges = edgesOfType(graph, type);
  const result: Measure = {
    type,
    role,
    threshold,
    comparison,
    edges,
    minOf: new Float64Array(graph.size),
    maxOf: new Float64Array(graph.size),
    minStrict: new Int32Array(graph.size),
    maxStrict: new Int32Array(graph.size),
    ownEdge: new Int32Array(graph.size).fill(-1),
  };
  for (let edge = 0; edge < edges.length; edge += 1) {
    if (edges[edge] === 0) continue;
    const subject = at(graph.subject, edge);
    if (at(graph.holder, edge) === subject) result.ownEdge[subject] = edge;
    else {
      result.minOf[subject] = at(result.minOf, subject) + at(graph.min, edge);
      result.maxOf[subject] = at(result.maxOf, subject) + at(graph.max, edge);
      result.minStrict[subject] = at(result.minStrict, subject) + at(graph.minExclusive, edge);
      result.maxStrict[subject] = at(result.maxStrict, subject) + at(graph.maxExclusive, edge);
    }
  }
  return result;
}

/** The edges of a kind; a holder's votes are its shares unless votes are recorded for that holding. */
function edgesOfType(graph: Graph, type: CountedType): Uint8Array {
  const marked = new Uint8Array(graph.interests.length);
  for (let edge = 0; edge < marked.length; edge += 1) {
    if (at(graph.type, edge) === TYPE[type]) marked[edge] = 1;
    else if (type === 'VOTING_RIGHTS' && at(graph.type, edge) === TYPE.SHAREHOLDING && !votesRecorded(graph, edge))
      marked[edge] = 1;
  }
  return marked;
}

/** Edges are by subject, holder and type, so the votes of a holding follow its shares at once. */
function votesRecorded(graph: Graph, shares: number): boolean {
  const next = shares + 1;
  return (
    next < graph.interests.length &&
    at(graph.type, next) === TYPE.VOTING_RIGHTS &&
    at(graph.holder, next) === at(graph.holder, shares) &&
    at(graph.subject, next) === at(graph.subject, shares)
  );
}

/** A sum of bounds: units, and whether the true sum is strictly beyond them. */
export interface Bound {
  readonly units: Units;
  readonly strict: boolean;
}

/** Whether a share of at least `lower` certainly meets the threshold, when the company holds `own` of itself. */
export function certainlyMeets(lower: Bound, own: Units, { threshold, comparison }: Measure): boolean {
  // A company that holds all of itself has owners whom nothing tells.
  if (own >= WHOLE) return false;
  const order = compareScaled(lower.units, threshold, own);
  return order > 0 || (order === 0 && (comparison === 'AT_LEAST' || lower.strict));
}

/** Whether a share of at most `upper` may meet the threshold, when the company holds `own` of itself. */
export function mayMeet(upper: Bound, own: Units, { threshold, comparison }: Measure): boolean {
  if (own >= WHOLE) return true;
  const order = compareScaled(upper.units, threshold, own);
  return order > 0 || (order === 0 && comparison === 'AT_LEAST' && !upper.strict);
}

/** Compares units with threshold × (100 % − own): own shares are left out and the rest rescaled, without rounding. */
export function compareScaled(units: Units, threshold: Units, own: Units): number {
  if (own === 0) return units - threshold;
  const difference = BigInt(units) * BigInt(WHOLE) - BigInt(threshold) * BigInt(WHOLE - own);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
