import { WHOLE } from '../../model/share.js';
import type { Side } from '../closure.js';
import { at } from '../graph.js';
import { type Columns, SHAPE } from './columns.js';

/**
 * The share of every node that belongs to the holders who count, between two numbers, as a fraction of 1; both are
 * sound whatever the rounding. Least is the least solution of x = shares × x over all that fits the record, most the
 * largest: a ring that may own all of itself, which nothing tells the owners of, has 0 and 1.
 */
export interface Walk {
  readonly side: Side;
  readonly columns: Columns;
  readonly withRest: boolean;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1: known without a sum: 1 for holders who count and, at most, rings that may own all of themselves; or 0. */
  readonly isSettled: Uint8Array;
}

const CLOSE = 1e-13;
const MOST_SWEEPS = 2_000;
/** Links that the sweeps over one component may look at before its bounds stay as far apart as they are. */
const MOST_LOOKED_AT = 20_000_000;

export function walk(columns: Columns, side: Side, counted: Iterable<number>, withRest: boolean): Walk {
  const { size, components } = columns;
  const found: Walk = {
    side,
    columns,
    withRest,
    lower: new Float64Array(size),
    upper: new Float64Array(size).fill(1),
    isSettled: new Uint8Array(size),
  };
  const ones = side === 'least' ? [...counted] : [...counted, ...closedIn(columns, counted, withRest)];
  for (const node of ones) {
    found.lower[node] = 1;
    found.isSettled[node] = 1;
  }
  const zeros = side === 'least' ? avoiding(columns, found) : untouched(columns, found, ones);
  for (const node of zeros) {
    found.upper[node] = 0;
    found.isSettled[node] = 1;
  }
  for (let component = 0; component < components.count; component += 1) sweep(found, component);
  return found;
}

/** Both bounds of a component's nodes from 0 and from 1 towards each other; those it leads to are done. */
function sweep(found: Walk, component: number): void {
  const { components, columnsOf, linksOf } = found.columns;
  const from = at(components.offsets, component);
  const to = at(components.offsets, component + 1);
  if (to - from > 1) keepBelowExits(found, from, to);
  let looked = 0;
  for (let round = 0; round < MOST_SWEEPS && looked < MOST_LOOKED_AT; round += 1) {
    let [apart, moved] = [0, 0];
    for (let index = from; index < to; index += 1) {
      const node = at(components.nodes, index);
      if (found.isSettled[node] === 1) continue;
      const lower = Math.max(at(found.lower, node), down(found, node));
      const upper = Math.min(at(found.upper, node), up(found, node));
      moved = Math.max(moved, lower - at(found.lower, node), at(found.upper, node) - upper);
      apart = Math.max(apart, upper - lower);
      found.lower[node] = lower;
      found.upper[node] = upper;
      looked += at(linksOf, at(columnsOf, node + 1)) - at(linksOf, at(columnsOf, node));
    }
    if (apart <= CLOSE || moved <= CLOSE / 1_000) return;
  }
}

/**
 * Nobody in a circle has more of it than the best of those outside it whom its members lead to: what stays inside comes
 * out at one of them. Without that, shares that only come near to 100 % of each other would be a ring of 100 %.
 */
function keepBelowExits(found: Walk, from: number, to: number): void {
  const { columns, isSettled, upper } = found;
  const members = Array.from({ length: to - from }, (_, index) => at(columns.components.nodes, from + index));
  const open = members.filter((node) => isSettled[node] === 0);
  let best = 0;
  for (const node of open) {
    for (let column = at(columns.columnsOf, node); column < at(columns.columnsOf, node + 1); column += 1) {
      if (columns.shape[column] === SHAPE.CAPPED || (found.withRest && at(columns.rest, column) > 0)) return;
      for (let link = at(columns.linksOf, column); link < at(columns.linksOf, column + 1); link += 1) {
        const owner = at(columns.owner, link);
        const isInside = columns.components.of[owner] === columns.components.of[node] && isSettled[owner] === 0;
        if (!isInside && at(columns.max, link) > 0) best = Math.max(best, at(upper, owner));
      }
    }
  }
  for (const node of open) upper[node] = Math.min(at(upper, node), best);
}

/** What the owners of a node make of it, rounded down. */
export function down(found: Walk, node: number, withRest = found.withRest): number {
  return ofColumns(found, node, found.lower, -1, withRest);
}

/** What the owners of a node make of it, rounded up. */
export function up(found: Walk, node: number, withRest = found.withRest): number {
  return ofColumns(found, node, found.upper, 1, withRest);
}

function ofColumns(found: Walk, node: number, x: Float64Array, direction: -1 | 1, withRest: boolean): number {
  const { columns, side } = found;
  let best = 0;
  const end = at(columns.columnsOf, node + 1);
  for (let column = at(columns.columnsOf, node); column < end; column += 1) {
    const sum = side === 'least' ? leastOf(columns, column, x) : mostOf(columns, column, x, withRest);
    // All terms are positive, so the error is a part of the sum: half an epsilon for every operation, and one to spare.
    const links = at(columns.linksOf, column + 1) - at(columns.linksOf, column);
    best = Math.max(best, (sum / WHOLE) * (1 + direction * (links + 5) * (Number.EPSILON / 2)));
  }
  return Math.min(best, 1);
}

function leastOf(columns: Columns, column: number, x: Float64Array): number {
  const start = at(columns.linksOf, column);
  const end = at(columns.linksOf, column + 1);
  let sum = 0;
  for (let link = start; link < end; link += 1) sum += at(columns.min, link) * at(x, at(columns.owner, link));
  if (columns.shape[column] !== SHAPE.COMPLETE) return sum;
  return sum + poured(columns, column, x, at(columns.slack, column), 1);
}

function mostOf(columns: Columns, column: number, x: Float64Array, withRest: boolean): number {
  const start = at(columns.linksOf, column);
  const end = at(columns.linksOf, column + 1);
  const rest = withRest ? at(columns.rest, column) : 0;
  if (columns.shape[column] === SHAPE.CAPPED) {
    let sum = rest;
    for (let link = start; link < end; link += 1) sum += at(columns.max, link) * at(x, at(columns.owner, link));
    return sum;
  }
  const slack = at(columns.slack, column);
  const strangers = Math.min(slack, rest);
  let sum = strangers;
  for (let link = start; link < end; link += 1) sum += at(columns.min, link) * at(x, at(columns.owner, link));
  return sum + poured(columns, column, x, slack - strangers, -1);
}

/** What is left to give goes to the owners with room, those with the least share (1) or the most (-1) first. */
function poured(columns: Columns, column: number, x: Float64Array, slack: number, order: 1 | -1): number {
  let [left, sum] = [slack, 0];
  if (left === 0) return 0;
  for (const link of inOrder(columns, column, (each) => order * at(x, at(columns.owner, each)))) {
    const taken = Math.min(left, at(columns.max, link) - at(columns.min, link));
    sum += taken * at(x, at(columns.owner, link));
    left -= taken;
    if (left === 0) break;
  }
  return sum;
}

/** Links of a column whose share is not exact, by a key, ascending; in the column's order among equals. */
export function inOrder(columns: Columns, column: number, key: (link: number) => number): readonly number[] {
  const end = at(columns.linksOf, column + 1);
  const found: number[] = [];
  for (let link = at(columns.linksOf, column); link < end; link += 1)
    if (at(columns.max, link) > at(columns.min, link)) found.push(link);
  return found.length < 2 ? found : found.sort((a, b) => key(a) - key(b) || a - b);
}

/** Nodes that every state of affairs may keep apart from whoever counts: the most that can do so with each other. */
function avoiding(columns: Columns, found: Walk): number[] {
  const outside = Uint8Array.from(found.isSettled);
  const room = Float64Array.from(columns.shape, (shape, column) =>
    shape === SHAPE.COMPLETE ? highest(columns, column) : 0,
  );
  const queue: number[] = [];
  for (let node = 0; node < columns.size; node += 1) if (outside[node] === 1) queue.push(node);
  for (const owner of queue) {
    const end = at(columns.held.offsets, owner + 1);
    for (let row = at(columns.held.offsets, owner); row < end; row += 1) {
      const link = at(columns.held.edges, row);
      const column = at(columns.columnOf, link);
      const node = at(columns.nodeOf, column);
      room[column] = at(room, column) - at(columns.max, link);
      const has = at(columns.min, link) > 0 || (columns.shape[column] === SHAPE.COMPLETE && at(room, column) < WHOLE);
      if (!has || outside[node] === 1) continue;
      outside[node] = 1;
      queue.push(node);
    }
  }
  return [...outside.keys()].filter((node) => outside[node] === 0);
}

function highest(columns: Columns, column: number): number {
  let sum = 0;
  for (let link = at(columns.linksOf, column); link < at(columns.linksOf, column + 1); link += 1)
    sum += at(columns.max, link);
  return sum;
}

/** Nodes that may be owned wholly by each other and by whoever counts: for them the largest solution is 1. */
function closedIn(columns: Columns, counted: Iterable<number>, withRest: boolean): number[] {
  const isCounted = new Uint8Array(columns.size);
  for (const node of counted) isCounted[node] = 1;
  const closure = new Closing(columns, withRest);
  const queue: number[] = [];
  for (let node = 0; node < columns.size; node += 1)
    if (closure.columnsLeft[node] === 0 && isCounted[node] === 0) queue.push(node);
  for (const owner of queue) {
    const end = at(columns.held.offsets, owner + 1);
    for (let row = at(columns.held.offsets, owner); row < end; row += 1) {
      const opened = closure.without(at(columns.held.edges, row));
      if (opened !== null && closure.columnsLeft[opened] === 0 && isCounted[opened] === 0) queue.push(opened);
    }
  }
  return [...closure.columnsLeft.keys()].filter((node) => at(closure.columnsLeft, node) > 0 && isCounted[node] === 0);
}

/** Which columns can still come to 100 % while owners are taken away from them. */
class Closing {
  /** By node, its columns that can. */
  readonly columnsLeft: Int32Array;
  private readonly room: Float64Array;
  private readonly strict: Int32Array;
  private readonly isOpen: Uint8Array;

  constructor(
    private readonly columns: Columns,
    withRest: boolean,
  ) {
    this.columnsLeft = new Int32Array(columns.size);
    this.room = Float64Array.from(columns.shape, (_, column) => highest(columns, column));
    this.strict = new Int32Array(columns.shape.length);
    this.isOpen = new Uint8Array(columns.shape.length);
    for (const [link, column] of columns.columnOf.entries())
      this.strict[column] = at(this.strict, column) + at(columns.maxStrict, link);
    for (let column = 0; column < columns.shape.length; column += 1) {
      if (withRest) {
        this.room[column] = at(this.room, column) + at(columns.rest, column);
        this.strict[column] = at(this.strict, column) + at(columns.restStrict, column);
      }
      // Links that are deemed whole make nobody's whole: what nobody flows into stays empty.
      if ((columns.shape[column] === SHAPE.CAPPED && columns.deems) || this.falls(column)) this.isOpen[column] = 1;
      else this.columnsLeft[at(columns.nodeOf, column)] = at(this.columnsLeft, at(columns.nodeOf, column)) + 1;
    }
  }

  /** Takes a link's owner away; the node whose column cannot come to 100 % any more, null where nothing changes. */
  without(link: number): number | null {
    const { columns } = this;
    const column = at(columns.columnOf, link);
    this.room[column] = at(this.room, column) - at(columns.max, link);
    this.strict[column] = at(this.strict, column) - at(columns.maxStrict, link);
    const has = columns.shape[column] !== SHAPE.CAPPED && (at(columns.min, link) > 0 || columns.minStrict[link] === 1);
    if (this.isOpen[column] === 1 || !(has || this.falls(column))) return null;
    this.isOpen[column] = 1;
    const node = at(columns.nodeOf, column);
    this.columnsLeft[node] = at(this.columnsLeft, node) - 1;
    return node;
  }

  private falls(column: number): boolean {
    const room = at(this.room, column);
    return room < WHOLE || (room === WHOLE && at(this.strict, column) > 0);
  }
}

/** Nodes from which no chain leads to whoever counts, nor to a remainder that does. */
function untouched(columns: Columns, found: Walk, ones: readonly number[]): number[] {
  const touched = Uint8Array.from(found.isSettled);
  const queue = [...ones];
  for (let column = 0; column < columns.shape.length; column += 1) {
    const node = at(columns.nodeOf, column);
    if (!found.withRest || at(columns.rest, column) === 0 || touched[node] === 1) continue;
    touched[node] = 1;
    queue.push(node);
  }
  for (const owner of queue) {
    const end = at(columns.held.offsets, owner + 1);
    for (let row = at(columns.held.offsets, owner); row < end; row += 1) {
      const link = at(columns.held.edges, row);
      const node = at(columns.nodeOf, at(columns.columnOf, link));
      if (at(columns.max, link) === 0 || touched[node] === 1) continue;
      touched[node] = 1;
      queue.push(node);
    }
  }
  return [...touched.keys()].filter((node) => touched[node] === 0);
}
