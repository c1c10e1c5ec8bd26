import type { Comparison, CountedType, Policy } from '../model/policy.js';
import { type Units, WHOLE } from '../model/share.js';
import { at, type Graph, TYPE } from './graph.js';
import { traitsOf } from './traits.js';

/**
 * One kind of interest added up. `decides`: the policy counts it; `signals`: a majority of it is a control signal,
 * by recorded upper bounds, so nothing unrecorded is added.
 */
export interface Measure extends Added {
  readonly role: 'decides' | 'controls' | 'signals';
  readonly threshold: Units;
  readonly comparison: Comparison;
}

/** What is held of one kind in each node of a graph, whatever the policy. */
export interface Added {
  readonly type: CountedType;
  /** 1 for the edges that are added up. */
  readonly edges: Uint8Array;
  /** Of everything held in a node but by itself: sums of lower and upper bounds, and how many of them are strict. */
  readonly minOf: Float64Array;
  readonly maxOf: Float64Array;
  readonly minStrict: Int32Array;
  readonly maxStrict: Int32Array;
  /** Edge by which a node holds itself; -1 for none. */
  readonly ownEdge: Int32Array;
  /** 1: recorded lower bounds come to more than 100 %; a strict bound among exactly 100 % is more. */
  readonly isOver: Uint8Array;
  /** 1: the owner list is all the owners and can be read so: the bounds leave room for 100 %. */
  readonly isComplete: Uint8Array;
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
    // Shares stand for votes nobody recorded: passed over only where a majority of shares restricts by itself.
    const implied =
      type === 'BOARD_APPOINTMENT' || (policy.counts.includes('SHAREHOLDING') && policy.threshold <= WHOLE / 2);
    if (implied && !graph.type.includes(TYPE[type])) continue;
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
  return { ...addedOf(graph, type), role, threshold, comparison };
}

const known = new WeakMap<Graph, Map<CountedType, Added>>();

/** Added up once a graph, and a graph is looked at under many policies and readings. */
function addedOf(graph: Graph, type: CountedType): Added {
  const byType = known.get(graph) ?? new Map<CountedType, Added>();
  known.set(graph, byType);
  const held = byType.get(type) ?? addedUp(graph, type);
  byType.set(type, held);
  return held;
}

function addedUp(graph: Graph, type: CountedType): Added {
  const { size, subject, holder, min, max, minExclusive, maxExclusive } = graph;
  const edges = edgesOfType(graph, type);
  const [minOf, maxOf] = [new Float64Array(size), new Float64Array(size)];
  const [minStrict, maxStrict] = [new Int32Array(size), new Int32Array(size)];
  const ownEdge = new Int32Array(size).fill(-1);
  for (let edge = 0; edge < edges.length; edge += 1) {
    if (edges[edge] === 0) continue;
    const node = subject[edge] as number;
    if (holder[edge] === node) ownEdge[node] = edge;
    else {
      minOf[node] = (minOf[node] as number) + (min[edge] as number);
      maxOf[node] = (maxOf[node] as number) + (max[edge] as number);
      minStrict[node] = (minStrict[node] as number) + (minExclusive[edge] as number);
      maxStrict[node] = (maxStrict[node] as number) + (maxExclusive[edge] as number);
    }
  }
  const { ownersComplete } = traitsOf(graph);
  const [isOver, isComplete] = [new Uint8Array(size), new Uint8Array(size)];
  for (let node = 0; node < graph.parties.length; node += 1) {
    const own = ownEdge[node] as number;
    const sum = (minOf[node] as number) + (own === -1 ? 0 : (min[own] as number));
    const strict = (minStrict[node] as number) > 0 || (own !== -1 && minExclusive[own] === 1);
    if (sum > WHOLE || (sum === WHOLE && strict)) isOver[node] = 1;
    else if (ownersComplete[node] === 1 && graph.isUnexpanded[node] === 0 && makesUpWhole(type)) {
      const most = (maxOf[node] as number) + (own === -1 ? 0 : (max[own] as number));
      const open = (maxStrict[node] as number) > 0 || (own !== -1 && maxExclusive[own] === 1);
      if (most > WHOLE || (most === WHOLE && !open)) isComplete[node] = 1;
    }
  }
  return { type, edges, minOf, maxOf, minStrict, maxStrict, ownEdge, isOver, isComplete };
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
