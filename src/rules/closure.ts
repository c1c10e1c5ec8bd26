import { UNITS_PER_PERCENT, WHOLE } from '../model/share.js';
import { type Frame, isReport, ownOf, standsForMajority } from './frame.js';
import { at, edgesOf, TYPE } from './graph.js';
import { type Bound, certainlyMeets, compareScaled, type Measure, mayMeet } from './measure.js';
import { traitsOf } from './traits.js';

/** Why a node entered: what it is, a sum (OWNED, MAJORITY: of a measure that controls), or a single interest. */
export const ENTRY = Object.freeze({ SEED: 1, OWNED: 2, MAJORITY: 3, BRANCH: 4, GROUP: 5, REPORTED: 6, CONTROL: 7 });

export type Side = 'least' | 'most';

/** Bounds of what counted holders hold, by node. */
export interface Sums {
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly minStrict: Int32Array;
  readonly maxStrict: Int32Array;
}

/**
 * A least fixpoint: `least` contains whoever is restricted in every state of affairs that fits the record, outside
 * `most` is whoever is restricted in none. Every interest is touched once, cycles need no special case, and a ring
 * that nobody restricted enters stays out.
 */
export interface Closure {
  readonly side: Side;
  /** Order of entry; -1 for nodes that stay out. */
  readonly rank: Int32Array;
  /** Moment from which a node's holdings count: when it, or a group it acts in concert with, entered; -1 for never. */
  readonly counted: Int32Array;
  readonly entry: Uint8Array;
  /** The measure of an entry by a sum, the edge of one by a single interest. */
  readonly via: Int32Array;
  readonly sums: readonly Sums[];
}

export function closure(frame: Frame, side: Side, seeds: readonly number[]): Closure {
  return new Fixpoint(frame, side).reach(seeds);
}

/**
 * Runs that share a beginning, each with one seed more: a run goes on from where the beginning closed, and only what
 * it reached is undone after it, so that many small runs cost what they reach. Not for policies of control, where a
 * contract that has once been settled stays so.
 */
export function runsFrom(frame: Frame, side: Side, seeds: readonly number[]): Runs {
  const fixpoint = new Fixpoint(frame, side);
  fixpoint.reach(seeds);
  return {
    beginning: fixpoint,
    with: (seed, look) => fixpoint.tryWith(seed, look),
  };
}

export interface Runs {
  readonly beginning: Closure;
  /** Shows the closure with the seed, and the nodes in which anything changed; it is valid for as long as `look` runs. */
  with(seed: number, look: (closed: Closure, changed: Iterable<number>) => void): void;
}

/** Bounds of what counted holders hold in one node; `…Strict` count the strict terms. */
export interface Held {
  readonly min: number;
  readonly max: number;
  readonly minStrict: number;
  readonly maxStrict: number;
}

export function heldIn(sums: Sums, node: number): Held {
  return {
    min: at(sums.min, node),
    max: at(sums.max, node),
    minStrict: at(sums.minStrict, node),
    maxStrict: at(sums.maxStrict, node),
  };
}

/** The smallest share of a node that certainly belongs to the holders who hold so much, and its own share then. */
export function least(
  frame: Frame,
  index: number,
  node: number,
  sum: Held,
): { readonly bound: Bound; readonly own: number } {
  const measure = frame.measures[index] as Measure;
  const own = ownOf(frame.graph, measure, node);
  const held: Bound = { units: sum.min, strict: sum.minStrict > 0 };
  if (frame.isComplete[index]?.[node] !== 1) return { bound: held, own: own.min };
  const others = at(measure.maxOf, node) - sum.max + inexact(measure, node);
  const strict = at(measure.maxStrict, node) > sum.maxStrict;
  // Worst for the sum is the own share at which what is held and what the others leave coincide.
  const worst = Math.min(Math.max(WHOLE - others - held.units, own.min), own.max);
  const left: Bound = { units: WHOLE - worst - others, strict };
  return { bound: stronger(held, left), own: worst };
}

/** The largest share of a node that may belong to such holders; the remainder only where the caller counts it. */
export function most(
  frame: Frame,
  index: number,
  node: number,
  sum: Held,
  withRemainder: boolean,
): { readonly bound: Bound; readonly own: number } {
  const measure = frame.measures[index] as Measure;
  const own = ownOf(frame.graph, measure, node);
  const rest = withRemainder ? at(frame.remainders[index]?.units ?? [], node) : 0;
  const restStrict = rest > 0 && frame.remainders[index]?.strict[node] === 1;
  const held: Bound = { units: sum.max + rest + inexact(measure, node), strict: sum.maxStrict > 0 || restStrict };
  if (frame.isOver[index]?.[node] === 1) return { bound: held, own: own.max };
  const others = at(measure.minOf, node) - sum.min;
  const strict = at(measure.minStrict, node) > sum.minStrict;
  const best = Math.min(Math.max(WHOLE - others - held.units, own.min), own.max);
  return { bound: weaker(held, { units: Math.max(0, WHOLE - best - others), strict }), own: best };
}

/**
 * Upper bounds of more than 9,000 owners may come to more than a number holds exactly. Such a sum is taken a
 * ten-thousandth of a percent wider than it is, which errs towards INDETERMINATE; lower bounds never get there.
 */
function inexact(measure: Measure, node: number): number {
  return at(measure.maxOf, node) > Number.MAX_SAFE_INTEGER ? UNITS_PER_PERCENT / 10_000 : 0;
}

function stronger(a: Bound, b: Bound): Bound {
  if (a.units !== b.units) return a.units > b.units ? a : b;
  return { units: a.units, strict: a.strict || b.strict };
}

function weaker(a: Bound, b: Bound): Bound {
  if (a.units !== b.units) return a.units < b.units ? a : b;
  return { units: a.units, strict: a.strict || b.strict };
}

class Fixpoint implements Closure {
  readonly rank: Int32Array;
  readonly counted: Int32Array;
  readonly entry: Uint8Array;
  readonly via: Int32Array;
  readonly sums: readonly Sums[];
  private readonly queue: Int32Array;
  /** Nodes in the order in which they began to count. */
  private readonly counting: Int32Array;
  private entered = 0;
  private begun = 0;
  private moment = 0;
  private readonly contracts: Int32Array;
  private readonly withRemainder: boolean;
  private readonly holdsOther: Uint8Array;

  constructor(
    private readonly frame: Frame,
    readonly side: Side,
  ) {
    const { size } = frame.graph;
    this.rank = new Int32Array(size).fill(-1);
    this.counted = new Int32Array(size).fill(-1);
    this.entry = new Uint8Array(size);
    this.via = new Int32Array(size).fill(-1);
    this.queue = new Int32Array(size);
    this.counting = new Int32Array(size);
    this.contracts = frame.contracts.slice();
    this.withRemainder = frame.mode === 'EVERYWHERE';
    this.holdsOther = traitsOf(frame.graph).holdsOther;
    this.sums = frame.measures.map(() => ({
      min: new Float64Array(size),
      max: new Float64Array(size),
      minStrict: new Int32Array(size),
      maxStrict: new Int32Array(size),
    }));
  }

  reach(seeds: readonly number[]): Closure {
    for (const node of seeds) this.enter(node, ENTRY.SEED, -1);
    // A remainder, or a complete owner list with room left, can be enough before anybody has entered.
    if (this.side === 'least' ? this.frame.isComplete.some((each) => each.includes(1)) : this.withRemainder) {
      for (let node = 0; node < this.frame.graph.parties.length; node += 1) {
        if (this.rank[node] === -1 && (this.side === 'most' || this.isCompleteIn(node))) this.test(node);
      }
    } else if (this.side === 'most') this.testOwnWholes();
    this.followFrom(0);
    return this;
  }

  /** A company that may hold all of itself has owners whom nothing tells, whoever has entered. */
  private testOwnWholes(): void {
    const { graph, measures } = this.frame;
    for (const { ownEdge } of measures) {
      for (let node = 0; node < ownEdge.length; node += 1) {
        const own = at(ownEdge, node);
        if (own !== -1 && at(graph.max, own) >= WHOLE && this.rank[node] === -1) this.test(node);
      }
    }
  }

  private isCompleteIn(node: number): boolean {
    for (const isComplete of this.frame.isComplete) if (isComplete[node] === 1) return true;
    return false;
  }

  /** Goes on with one seed more, shows what that makes, and undoes it. */
  tryWith(seed: number, look: (closed: Closure, changed: Iterable<number>) => void): void {
    const { entered, begun, moment } = this;
    this.enter(seed, ENTRY.SEED, -1);
    this.followFrom(entered);
    const entrants = this.queue.slice(entered, this.entered);
    const counting = this.counting.slice(begun, this.begun);
    const changed = new Set(entrants);
    for (const node of counting) this.eachHolding(node, (_, subject) => changed.add(subject));
    look(this, changed);
    for (const node of counting) {
      this.eachHolding(node, (edge, subject) => this.add(edge, subject, -1));
      this.counted[node] = -1;
    }
    for (const node of entrants) {
      this.rank[node] = -1;
      this.entry[node] = 0;
      this.via[node] = -1;
    }
    this.entered = entered;
    this.begun = begun;
    this.moment = moment;
  }

  private followFrom(first: number): void {
    for (let next = first; next < this.entered; next += 1) this.follow(at(this.queue, next));
  }

  private enter(node: number, entry: number, via: number): void {
    if (this.rank[node] !== -1) return;
    this.rank[node] = this.moment;
    this.moment += 1;
    this.entry[node] = entry;
    this.via[node] = via;
    this.queue[this.entered] = node;
    this.entered += 1;
  }

  private follow(node: number): void {
    const { graph } = this.frame;
    this.count(node);
    if (graph.isGroup[node] === 1) {
      for (const edge of edgesOf(graph.owners, node))
        if (at(graph.type, edge) === TYPE.CONCERT) this.count(at(graph.holder, edge));
    }
    if (this.holdsOther[node] === 0 && this.frame.setting.policy.dominantHolder === null) return;
    for (const edge of edgesOf(graph.holdings, node)) this.pass(edge);
  }

  /** The holdings of a node count from now on, in every measure they belong to. */
  private count(node: number): void {
    if (this.counted[node] !== -1) return;
    this.counted[node] = this.moment;
    this.moment += 1;
    this.counting[this.begun] = node;
    this.begun += 1;
    const { holdings, subject } = this.frame.graph;
    const end = holdings.offsets[node + 1] as number;
    for (let row = holdings.offsets[node] as number; row < end; row += 1) {
      const edge = holdings.edges[row] as number;
      const below = subject[edge] as number;
      if (below === node) continue;
      this.add(edge, below, 1);
      if (this.rank[below] !== -1) continue;
      if (this.frame.eachAlone) this.testAlone(edge, below);
      else this.test(below);
    }
  }

  /** What a node holds in others; what it holds of itself counts for nobody. */
  private eachHolding(node: number, visit: (edge: number, subject: number) => void): void {
    const { graph } = this.frame;
    const end = at(graph.holdings.offsets, node + 1);
    for (let row = at(graph.holdings.offsets, node); row < end; row += 1) {
      const edge = at(graph.holdings.edges, row);
      const subject = at(graph.subject, edge);
      if (subject !== node) visit(edge, subject);
    }
  }

  private add(edge: number, subject: number, sign: 1 | -1): void {
    const { graph, measures } = this.frame;
    for (let index = 0; index < measures.length; index += 1) {
      if (measures[index]?.edges[edge] !== 1) continue;
      const { min, max, minStrict, maxStrict } = this.sums[index] as Sums;
      min[subject] = (min[subject] as number) + sign * (graph.min[edge] as number);
      max[subject] = (max[subject] as number) + sign * (graph.max[edge] as number);
      minStrict[subject] = (minStrict[subject] as number) + sign * (graph.minExclusive[edge] as number);
      maxStrict[subject] = (maxStrict[subject] as number) + sign * (graph.maxExclusive[edge] as number);
    }
  }

  private test(node: number): void {
    const { measures } = this.frame;
    for (let index = 0; index < measures.length; index += 1) {
      const measure = measures[index] as Measure;
      if (!this.meets(index, measure, node)) continue;
      this.enter(node, measure.role === 'decides' ? ENTRY.OWNED : ENTRY.MAJORITY, index);
      return;
    }
  }

  private testAlone(edge: number, subject: number): void {
    const { graph, measures } = this.frame;
    for (const [index, measure] of measures.entries()) {
      if (measure.edges[edge] !== 1 || at(this.contracts, subject) > 0) continue;
      const own = ownOf(graph, measure, subject);
      const meets =
        this.side === 'most'
          ? mayMeet({ units: at(graph.max, edge), strict: graph.maxExclusive[edge] === 1 }, own.max, measure)
          : certainlyMeets({ units: at(graph.min, edge), strict: graph.minExclusive[edge] === 1 }, own.min, measure);
      if (meets && (this.side === 'most' || measure.role !== 'signals'))
        this.enter(subject, measure.role === 'decides' ? ENTRY.OWNED : ENTRY.MAJORITY, index);
    }
  }

  private meets(index: number, measure: Measure, node: number): boolean {
    if (this.frame.onlyControl && measure.role === 'decides') return false;
    const glance = this.atAGlance(index, measure, node);
    if (glance !== null) return glance;
    const sum = heldIn(this.sums[index] as Sums, node);
    if (this.side === 'most') {
      const { bound, own } = most(this.frame, index, node, sum, this.withRemainder);
      return mayMeet(bound, own, measure);
    }
    if (measure.role === 'signals' || at(this.contracts, node) > 0) return false;
    const { bound, own } = least(this.frame, index, node, sum);
    return certainlyMeets(bound, own, measure);
  }

  /**
   * What adding up alone decides, as it does for nearly all: nothing that caps, widens or rescales the sum plays a part.
   * Null where it may.
   */
  private atAGlance(
    index: number,
    { ownEdge, minOf, maxOf, threshold, isComplete }: Measure,
    node: number,
  ): boolean | null {
    if (ownEdge[node] !== -1) return null;
    const { min, max } = this.sums[index] as Sums;
    if (this.side === 'least') return isComplete[node] === 0 && (min[node] as number) < threshold ? false : null;
    if ((maxOf[node] as number) > Number.MAX_SAFE_INTEGER) return null;
    const rest = this.withRemainder ? (this.frame.remainders[index]?.units[node] ?? 0) : 0;
    const upper = (max[node] as number) + rest;
    if (upper < threshold) return false;
    const room = WHOLE - (minOf[node] as number) + (min[node] as number);
    return upper > threshold && room > threshold ? true : null;
  }

  /** What a single interest of a restricted holder does. */
  private pass(edge: number): void {
    const type = at(this.frame.graph.type, edge);
    const subject = at(this.frame.graph.subject, edge);
    if (type === TYPE.SHAREHOLDING) this.dominate(edge);
    else {
      if (type === TYPE.CONTRACT) this.settleContract(subject);
      if (at(this.rank, subject) !== -1) return;
      const entry = this.entryBy(edge, type, subject);
      if (entry === null) this.control(edge, type, subject);
      else if (!this.frame.onlyControl || entry === ENTRY.CONTROL) this.enter(subject, entry, edge);
    }
  }

  /** A contract whose party has entered does not stand against its votes any more. */
  private settleContract(subject: number): void {
    if (at(this.contracts, subject) === 0) return;
    this.contracts[subject] = at(this.contracts, subject) - 1;
    this.test(subject);
  }

  /** How an interest brings its subject in by being there, whatever its share; null for one that does not. */
  private entryBy(edge: number, type: number, subject: number): number | null {
    const { graph, setting } = this.frame;
    if (type === TYPE.BRANCH) return ENTRY.BRANCH;
    if (type === TYPE.CONCERT || type === TYPE.JOINT_HOLDER) return graph.isGroup[subject] === 1 ? ENTRY.GROUP : null;
    if (isReport(type) && setting.policy.reportedParents === 'CONTROLS') return ENTRY.CONTROL;
    return standsForMajority(graph, setting, edge) ? ENTRY.REPORTED : null;
  }

  private control(edge: number, type: number, subject: number): void {
    // Votes and seats are measures: they control by a majority, not by being there.
    if (type === TYPE.VOTING_RIGHTS || type === TYPE.BOARD_APPOINTMENT) return;
    const effect = this.frame.effects[type] ?? null;
    if (effect !== 'CONTROLS' && !(effect === 'POSSIBLE' && this.side === 'most')) return;
    if (type === TYPE.OTHER_INFLUENCE && !saysControl(this.frame, edge)) return;
    this.enter(subject, ENTRY.CONTROL, edge);
  }

  /** One holder of at least so much beside others of at most so little each may control; own shares left out. */
  private dominate(edge: number): void {
    const { graph, setting, measures } = this.frame;
    const rule = setting.policy.dominantHolder;
    const subject = at(graph.subject, edge);
    if (rule === null || this.side === 'least' || at(this.rank, subject) !== -1) return;
    const own = ownOf(graph, measures[0] as Measure, subject);
    if (compareScaled(at(graph.max, edge), rule.atLeast, own.max) < 0) return;
    const holder = at(graph.holder, edge);
    const scattered = edgesOf(graph.owners, subject).every((other) => {
      const aside = at(graph.holder, other) === holder || at(graph.holder, other) === subject;
      if (aside || at(graph.type, other) !== TYPE.SHAREHOLDING) return true;
      const order = compareScaled(at(graph.min, other), rule.othersAtMost, own.min);
      return order < 0 || (order === 0 && graph.minExclusive[other] === 0);
    });
    if (scattered) this.enter(subject, ENTRY.CONTROL, edge);
  }
}

/** Whether a source of an OTHER_INFLUENCE says that it is control. */
export function saysControl(frame: Frame, edge: number): boolean {
  const sources = frame.graph.interests[edge]?.sources ?? [];
  return sources.some((source) => source.quote !== null && /control/i.test(source.quote));
}
