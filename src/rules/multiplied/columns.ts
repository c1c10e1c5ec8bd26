import type { Comparison } from '../../model/policy.js';
import { type Units, WHOLE } from '../../model/share.js';
import { type Components, components } from '../components.js';
import { type Frame, ownOf, standsForMajority } from '../frame.js';
import { at, edgesOf, type Graph, type Rows, rowsBy, TYPE } from '../graph.js';
import { compareScaled, type Measure } from '../measure.js';

/**
 * How the shares of a column have to come out. OPEN: what the links leave is somebody's who is not restricted, but for
 * `rest`. COMPLETE: the links make up 100 %. CAPPED: nothing caps the links but that no share is above 100 %.
 */
export const SHAPE = Object.freeze({ OPEN: 0, COMPLETE: 1, CAPPED: 2 });

/**
 * The owners of every node as columns of an interval Markov chain: a walk goes from a company to one of its owners in
 * proportion to their shares. A node with several columns takes the one that gives most: its recorded owners, a parent
 * that is only reported, the head of a branch, a member of a group. Nodes behind those of the graph stand for members
 * of a group in concert, who count as themselves or as the group.
 */
export interface Columns {
  readonly size: number;
  /** Columns of node n: [columnsOf[n], columnsOf[n + 1]). */
  readonly columnsOf: Int32Array;
  readonly nodeOf: Int32Array;
  /** Links of column c: [linksOf[c], linksOf[c + 1]). */
  readonly linksOf: Int32Array;
  readonly shape: Uint8Array;
  /** What nobody's record accounts for and somebody restricted may hold; `restStrict`: less than that. */
  readonly rest: Float64Array;
  readonly restStrict: Uint8Array;
  /** What the lower bounds leave of 100 %. */
  readonly slack: Float64Array;
  readonly owner: Int32Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly minStrict: Uint8Array;
  readonly maxStrict: Uint8Array;
  /** The interest behind a link; -1 for none. */
  readonly edge: Int32Array;
  /** The column of a link, and the links by the owner they lead to. */
  readonly columnOf: Int32Array;
  readonly held: Rows;
  readonly components: Components;
  /** Whether links are deemed: then what they come to is no whole that somebody owns. */
  readonly deems: boolean;
}

/** Links that meet the threshold count as 100 %, except where they stand first or last in a chain. */
export interface Deeming {
  readonly threshold: Units;
  readonly comparison: Comparison;
  readonly isFace: (holder: number, subject: number) => boolean;
}

export function columns(frame: Frame, index: number, deeming: Deeming | null): Columns {
  return new Builder(frame, index, deeming).built();
}

class Builder {
  private readonly graph: Graph;
  private readonly measure: Measure;
  private readonly columnsOf: number[] = [0];
  private readonly nodeOf: number[] = [];
  private readonly linksOf: number[] = [0];
  private readonly shape: number[] = [];
  private readonly rest: number[] = [];
  private readonly restStrict: number[] = [];
  private readonly slack: number[] = [];
  private readonly owner: number[] = [];
  private readonly min: number[] = [];
  private readonly max: number[] = [];
  private readonly minStrict: number[] = [];
  private readonly maxStrict: number[] = [];
  private readonly edge: number[] = [];
  /** The node that stands for a member of a group in concert where it holds something itself. */
  private readonly asMember = new Map<number, number>();

  constructor(
    private readonly frame: Frame,
    private readonly index: number,
    private readonly deeming: Deeming | null,
  ) {
    this.graph = frame.graph;
    this.measure = frame.measures[index] as Measure;
  }

  built(): Columns {
    const { graph } = this;
    for (let node = 0; node < graph.size; node += 1) {
      if (graph.isGroup[node] !== 1) continue;
      for (const edge of edgesOf(graph.owners, node)) {
        const member = at(graph.holder, edge);
        if (at(graph.type, edge) === TYPE.CONCERT && !this.asMember.has(member))
          this.asMember.set(member, graph.size + this.asMember.size);
      }
    }
    for (let node = 0; node < graph.size; node += 1) {
      this.addOwners(node);
      this.columnsOf.push(this.shape.length);
    }
    for (const member of this.asMember.keys()) {
      this.addWhole(this.columnsOf.length - 1, member, -1);
      for (const edge of edgesOf(graph.holdings, member)) {
        const group = at(graph.subject, edge);
        if (at(graph.type, edge) === TYPE.CONCERT && graph.isGroup[group] === 1)
          this.addWhole(this.columnsOf.length - 1, group, edge);
      }
      this.columnsOf.push(this.shape.length);
    }
    return this.compiled();
  }

  private addOwners(node: number): void {
    const { graph, frame } = this;
    const rows = edgesOf(graph.owners, node);
    if (rows.length === 0 && (this.frame.remainders[this.index]?.units[node] ?? 0) === 0) return;
    this.addRecorded(node, rows, null);
    for (const edge of rows) {
      const type = at(graph.type, edge);
      const holder = at(graph.holder, edge);
      const isMember = graph.isGroup[node] === 1 && (type === TYPE.CONCERT || type === TYPE.JOINT_HOLDER);
      if ((type === TYPE.BRANCH && holder !== node) || isMember) this.addWhole(node, holder, edge);
      else if (holder !== node && standsForMajority(graph, frame.setting, edge)) this.addRecorded(node, rows, edge);
    }
  }

  /** The recorded owners, and beside them a parent whose majority is presumed as far as they leave room for it. */
  private addRecorded(node: number, rows: Int32Array, report: number | null): void {
    const { graph, frame, measure, index } = this;
    let lowest = 0;
    let capped = frame.isOver[index]?.[node] === 1;
    for (const edge of rows) {
      if (measure.edges[edge] !== 1 || graph.max[edge] === 0) continue;
      const holder = at(graph.holder, edge);
      // Where links are deemed, what a company holds of itself is left out, and the others are rescaled.
      if (this.deeming !== null && holder === node) continue;
      const within = this.within(edge, node);
      const deemed = this.deemed(edge, holder, node, within);
      const min = deemed === 'CERTAIN' ? WHOLE : this.scaled(within.min, node, 'down');
      const max = deemed === null ? this.scaled(within.max, node, 'up') : WHOLE;
      capped ||= deemed !== null;
      lowest += min;
      const isFace = deemed === null;
      this.addLink(
        holder,
        edge,
        min,
        max,
        isFace && graph.minExclusive[edge] === 1,
        isFace && graph.maxExclusive[edge] === 1,
      );
    }
    if (report !== null) {
      const room = Math.max(0, WHOLE - lowest);
      const min = Math.min(WHOLE / 2, room);
      lowest += min;
      this.addLink(at(graph.holder, report), report, min, WHOLE, min === WHOLE / 2 && room > min, false);
    }
    const remainder = frame.remainders[index];
    const unrecorded = this.scaled(at(remainder?.units ?? [], node), node, 'up');
    const rest = Math.min(unrecorded, report === null ? WHOLE : WHOLE / 2);
    const isComplete = report === null && frame.isComplete[index]?.[node] === 1;
    const shape = capped ? SHAPE.CAPPED : isComplete ? SHAPE.COMPLETE : SHAPE.OPEN;
    this.addColumn(node, shape, rest, remainder?.strict[node] ?? 0, Math.max(0, WHOLE - lowest));
  }

  private addWhole(node: number, owner: number, edge: number): void {
    this.owner.push(owner);
    this.edge.push(edge);
    this.min.push(WHOLE);
    this.max.push(WHOLE);
    this.minStrict.push(0);
    this.maxStrict.push(0);
    this.addColumn(node, SHAPE.OPEN, 0, 0, 0);
  }

  private addLink(holder: number, edge: number, min: Units, max: Units, minStrict: boolean, maxStrict: boolean): void {
    this.owner.push(this.asMember.get(holder) ?? holder);
    this.edge.push(edge);
    this.min.push(min);
    this.max.push(max);
    this.minStrict.push(minStrict ? 1 : 0);
    this.maxStrict.push(maxStrict ? 1 : 0);
  }

  private addColumn(node: number, shape: number, rest: Units, restStrict: number, slack: Units): void {
    this.nodeOf.push(node);
    this.linksOf.push(this.owner.length);
    this.shape.push(shape);
    this.rest.push(rest);
    this.restStrict.push(restStrict);
    this.slack.push(slack);
  }

  /** A bound as a part of what the company does not hold of itself, where links are deemed; rounded outward. */
  private scaled(units: Units, node: number, direction: 'down' | 'up'): Units {
    const own = ownOf(this.graph, this.measure, node);
    if (this.deeming === null || own.max === 0) return units;
    const others = BigInt(WHOLE - (direction === 'down' ? own.min : own.max));
    if (others <= 0n) return direction === 'down' ? 0 : WHOLE;
    const over = BigInt(units) * BigInt(WHOLE);
    return Math.min(WHOLE, Number((direction === 'down' ? over : over + others - 1n) / others));
  }

  /** The bounds of a link; where links are deemed, one by one, with what the other owners leave and need. */
  private within(edge: number, node: number): { readonly min: Units; readonly max: Units } {
    const { graph, measure, frame, index } = this;
    const given = { min: at(graph.min, edge), max: at(graph.max, edge) };
    if (this.deeming === null || frame.isOver[index]?.[node] === 1) return given;
    const own = ownOf(graph, measure, node);
    const room = WHOLE - (at(measure.minOf, node) + own.min - given.min);
    const need = WHOLE - (at(measure.maxOf, node) + own.max - given.max);
    const isComplete = frame.isComplete[index]?.[node] === 1;
    return { min: isComplete ? Math.max(given.min, need) : given.min, max: Math.min(given.max, room) };
  }

  /** Whether a link counts as 100 %: for certain, or where its share turns out large enough; null for one at face value. */
  private deemed(
    edge: number,
    holder: number,
    node: number,
    { min, max }: { readonly min: Units; readonly max: Units },
  ): 'CERTAIN' | 'POSSIBLE' | null {
    const { graph, deeming } = this;
    if (deeming === null || holder === node || deeming.isFace(holder, node)) return null;
    const own = ownOf(graph, this.measure, node);
    const { threshold, comparison } = deeming;
    const least = compareScaled(min, threshold, own.min);
    const more = comparison === 'AT_LEAST' || (min === at(graph.min, edge) && graph.minExclusive[edge] === 1);
    if (least > 0 || (least === 0 && more)) return 'CERTAIN';
    const most = compareScaled(max, threshold, own.max);
    const reached = max < at(graph.max, edge) || graph.maxExclusive[edge] === 0;
    return most > 0 || (most === 0 && comparison === 'AT_LEAST' && reached) ? 'POSSIBLE' : null;
  }

  private compiled(): Columns {
    const size = this.columnsOf.length - 1;
    const owner = Int32Array.from(this.owner);
    const linksOf = Int32Array.from(this.linksOf);
    const columnsOf = Int32Array.from(this.columnsOf);
    const columnOf = new Int32Array(owner.length);
    for (let column = 0; column < this.shape.length; column += 1)
      columnOf.fill(column, at(linksOf, column), at(linksOf, column + 1));
    const rows: Rows = {
      offsets: columnsOf.map((column) => at(linksOf, column)),
      edges: Int32Array.from(owner, (_, link) => link),
    };
    return {
      size,
      columnsOf,
      nodeOf: Int32Array.from(this.nodeOf),
      linksOf,
      shape: Uint8Array.from(this.shape),
      rest: Float64Array.from(this.rest),
      restStrict: Uint8Array.from(this.restStrict),
      slack: Float64Array.from(this.slack),
      owner,
      min: Float64Array.from(this.min),
      max: Float64Array.from(this.max),
      minStrict: Uint8Array.from(this.minStrict),
      maxStrict: Uint8Array.from(this.maxStrict),
      edge: Int32Array.from(this.edge),
      columnOf,
      held: rowsBy(owner, size),
      components: components(size, rows, (link) => at(owner, link)),
      deems: this.deeming !== null,
    };
  }
}
