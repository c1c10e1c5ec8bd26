import { type Bounds, type Units, WHOLE } from '../../model/share.js';
import type { Side } from '../closure.js';
import { at } from '../graph.js';
import type { Measure } from '../measure.js';
import type { Columns } from './columns.js';
import { ExactWalk } from './exact.js';
import type { Rational } from './rational.js';
import type { Known } from './shares.js';
import { down, up, type Walk, walk } from './walk.js';

/** Above so many nodes a share is shown as numbers tell it, within a last decimal; a verdict is settled all the same. */
const MOST_SHOWN_EXACTLY = 300;

/** What a number of units between 0 and 100 % may be off by, in units, from being written as one. */
const ROUNDING = 0.001;

/** What those who count hold of every node along every chain: at least, and at most. */
export class Weighed {
  private readonly least: Walk;
  private readonly most: Walk;
  private readonly exact: Readonly<Record<Side, ExactWalk>>;

  /** `last`: the columns by which a node asked about is looked at, where they are not those of the nodes above it. */
  constructor(
    readonly columns: { readonly all: Columns; readonly last: Columns | null },
    private readonly counted: { readonly certain: Iterable<number>; readonly possible: Iterable<number> },
    withRest: boolean,
  ) {
    this.least = walk(columns.all, 'least', counted.certain, withRest);
    this.most = walk(columns.all, 'most', counted.possible, withRest);
    this.exact = { least: new ExactWalk(this.least), most: new ExactWalk(this.most) };
  }

  /** Whether the share certainly meets the threshold; not, where exact arithmetic would take too long to tell. */
  certainlyMeets(node: number, { threshold, comparison }: Pick<Measure, 'threshold' | 'comparison'>): boolean {
    const { lower, upper } = this.bounds(this.least, node);
    if (lower > (threshold / WHOLE) * (1 + 2 * Number.EPSILON)) return true;
    if (upper < (threshold / WHOLE) * (1 - 2 * Number.EPSILON)) return false;
    const known = this.known(this.least, node);
    if (known === null) return false;
    const order = comparedWith(known.value, threshold);
    return order > 0 || (order === 0 && (comparison === 'AT_LEAST' || known.strict));
  }

  /** Whether the share may meet the threshold; so too where exact arithmetic would take too long to tell. */
  mayMeet(node: number, { threshold, comparison }: Pick<Measure, 'threshold' | 'comparison'>): boolean {
    const { lower, upper } = this.bounds(this.most, node);
    if (upper < (threshold / WHOLE) * (1 - 2 * Number.EPSILON)) return false;
    if (lower > (threshold / WHOLE) * (1 + 2 * Number.EPSILON)) return true;
    const known = this.known(this.most, node);
    if (known === null) return true;
    const order = comparedWith(known.value, threshold);
    return order > 0 || (order === 0 && comparison === 'AT_LEAST' && !known.strict);
  }

  /** The same where what nobody recorded counts at this node too; in a circle that comes round to it again. */
  mayMeetWithRest(node: number, measure: Pick<Measure, 'threshold' | 'comparison'>): boolean {
    const once = up(this.lastOf(this.most), node, true);
    if (!this.isInCircle(node) && once < (measure.threshold / WHOLE) * (1 - 2 * Number.EPSILON)) return false;
    return this.withRestAt(node).mayMeet(node, measure);
  }

  /** The same holders, where what nobody recorded counts at one node alone. */
  withRestAt(node: number): Weighed {
    const { all, last } = this.columns;
    const columns = { all: restAt(all, node), last: last === null ? null : restAt(last, node) };
    return new Weighed(columns, this.counted, true);
  }

  private isInCircle(node: number): boolean {
    const { components, columnsOf, linksOf, owner } = this.columns.all;
    const component = at(components.of, node);
    if (at(components.offsets, component + 1) - at(components.offsets, component) > 1) return true;
    return owner.subarray(at(linksOf, at(columnsOf, node)), at(linksOf, at(columnsOf, node + 1))).includes(node);
  }

  /** The owners' part of a node, never itself; rounded outward where it needs more than ten decimals. */
  share(node: number): Bounds {
    const min = this.bound(this.least, node, 'down');
    const max = this.bound(this.most, node, 'up');
    if (min.units >= max.units) return { min: max.units, max: max.units, minExclusive: false, maxExclusive: false };
    return { min: min.units, max: max.units, minExclusive: min.strict, maxExclusive: max.strict };
  }

  get walks(): Readonly<Record<Side, Walk>> {
    return { least: this.least, most: this.most };
  }

  /** The exact value of a node of the walk; null where it would take too long. */
  exactly(node: number, side: Side): Rational | null {
    return this.exact[side].of(node)?.value ?? null;
  }

  /** Whether numbers leave open on which side of the threshold a node is. */
  isClose(node: number, side: Side, { threshold }: Pick<Measure, 'threshold'>): boolean {
    const { lower, upper } = this.bounds(this.walks[side], node);
    return (
      lower <= (threshold / WHOLE) * (1 + 2 * Number.EPSILON) && upper >= (threshold / WHOLE) * (1 - 2 * Number.EPSILON)
    );
  }

  /** Whether anything may reach the node; the reading of a proof follows only such owners. */
  reaches(node: number, side: Side): boolean {
    return side === 'least' ? at(this.least.lower, node) > 0 : at(this.most.upper, node) > 0;
  }

  private bound(
    found: Walk,
    node: number,
    direction: 'down' | 'up',
  ): { readonly units: Units; readonly strict: boolean } {
    const asked = this.lastOf(found);
    const lower = Math.max(0, down(asked, node) * WHOLE - ROUNDING);
    const upper = Math.min(WHOLE, up(asked, node) * WHOLE + ROUNDING);
    // Between two neighbouring units there is nothing that arithmetic could tell better.
    if (found.isSettled[node] === 0 && Math.floor(lower) === Math.floor(upper) && Math.floor(lower) < lower)
      return { units: direction === 'down' ? Math.floor(lower) : Math.ceil(upper), strict: true };
    const most = found.isSettled[node] === 1 && this.isInCircle(node) ? undefined : MOST_SHOWN_EXACTLY;
    const known = this.exact[found.side].ofOwners(node, asked, most);
    if (known !== null) return rounded(known, direction);
    return { units: direction === 'down' ? Math.floor(lower) : Math.ceil(upper), strict: false };
  }

  private bounds(found: Walk, node: number): { readonly lower: number; readonly upper: number } {
    if (this.columns.last === null) return { lower: at(found.lower, node), upper: at(found.upper, node) };
    return { lower: down(this.lastOf(found), node), upper: up(this.lastOf(found), node) };
  }

  private known(found: Walk, node: number): Known | null {
    const exact = this.exact[found.side];
    return this.columns.last === null ? exact.of(node) : exact.ofOwners(node, this.lastOf(found));
  }

  /** The walk as a node asked about looks at it. */
  private lastOf(found: Walk): Walk {
    return this.columns.last === null ? found : { ...found, columns: this.columns.last };
  }
}

function restAt(columns: Columns, node: number): Columns {
  const rest = new Float64Array(columns.rest.length);
  const [from, to] = [at(columns.columnsOf, node), at(columns.columnsOf, node + 1)];
  rest.set(columns.rest.subarray(from, to), from);
  return { ...columns, rest };
}

function comparedWith({ over, under }: Rational, threshold: Units): number {
  const difference = over * BigInt(WHOLE) - BigInt(threshold) * under;
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

function rounded({ value, strict }: Known, direction: 'down' | 'up'): { units: Units; strict: boolean } {
  const scaled = value.over * BigInt(WHOLE);
  const floor = scaled / value.under;
  const rounds = scaled % value.under !== 0n;
  const units = Number(rounds && direction === 'up' ? floor + 1n : floor);
  return { units, strict: strict || rounds };
}
