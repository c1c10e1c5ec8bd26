import { WHOLE } from '../../model/share.js';
import { at } from '../graph.js';
import { SHAPE } from './columns.js';
import { compare, ONE, plus, type Rational, rational, times, ZERO } from './rational.js';
import { inOrder, type Walk } from './walk.js';

/** The shares of one column that make most, or least, of it: units by link, and what strangers get. */
export interface Choice {
  readonly column: number;
  readonly links: readonly (readonly [link: number, units: number])[];
  readonly strangers: number;
  /** What they come to. */
  readonly sum: Rational;
}

/** The value of a node and whether it is a bound that nothing reaches. */
export interface Known {
  readonly value: Rational;
  readonly strict: boolean;
}

export type Value = (node: number) => Rational;

/** The best choice of every column of a node, the best of all first. */
export function choices(found: Walk, node: number, value: Value): readonly Choice[] {
  const { columnsOf } = found.columns;
  const made: Choice[] = [];
  for (let column = at(columnsOf, node); column < at(columnsOf, node + 1); column += 1)
    made.push(choice(found, column, value));
  return made.sort((a, b) => compare(b.sum, a.sum) || a.column - b.column);
}

function choice(found: Walk, column: number, value: Value): Choice {
  const { columns, side, withRest } = found;
  const shape = columns.shape[column];
  const capped = shape === SHAPE.CAPPED;
  const units = new Map<number, number>();
  for (let link = at(columns.linksOf, column); link < at(columns.linksOf, column + 1); link += 1)
    units.set(link, at(side === 'most' && capped ? columns.max : columns.min, link));
  const rest = side === 'most' && withRest ? at(columns.rest, column) : 0;
  const strangers = capped ? rest : Math.min(rest, at(columns.slack, column));
  if (!capped && (side === 'most' || shape === SHAPE.COMPLETE)) {
    let left = at(columns.slack, column) - strangers;
    for (const link of byValue(found, column, value)) {
      const taken = Math.min(left, at(columns.max, link) - at(columns.min, link));
      units.set(link, at(columns.min, link) + taken);
      left -= taken;
    }
  }
  const links = [...units].filter(([, each]) => each > 0);
  const sum = links.reduce(
    (total, [link, each]) => plus(total, times(part(each), value(at(columns.owner, link)))),
    part(strangers),
  );
  return { column, links, strangers, sum: compare(sum, ONE) > 0 ? ONE : sum };
}

function byValue(found: Walk, column: number, value: Value): readonly number[] {
  const { owner } = found.columns;
  const links = [...inOrder(found.columns, column, () => 0)];
  const order = found.side === 'least' ? 1 : -1;
  return links.sort((a, b) => order * compare(value(at(owner, a)), value(at(owner, b))) || a - b);
}

/** Units as a part of 1. */
export function part(units: number): Rational {
  return units === 0 ? ZERO : rational(BigInt(units), BigInt(WHOLE));
}

/**
 * Whether no state of affairs within open bounds makes of the column what its choice comes to. Told by the share λ of
 * the owner who gets the last of what there is to give: whoever is better has to be at the upper bound, whoever is worse
 * at the lower one, and among equals there may be room to shift.
 */
export function isStrict(found: Walk, { column, sum, strangers }: Choice, known: (node: number) => Known): boolean {
  const { columns, side } = found;
  const links = range(at(columns.linksOf, column), at(columns.linksOf, column + 1));
  const of = (link: number): Known => known(at(columns.owner, link));
  const has = (link: number): boolean => compare(of(link).value, ZERO) > 0;
  const shape = columns.shape[column];
  if (shape === SHAPE.CAPPED) {
    const bounds = side === 'least' ? columns.min : columns.max;
    const strict = side === 'least' ? columns.minStrict : columns.maxStrict;
    const total = links.reduce(
      (sum, link) => plus(sum, times(part(at(bounds, link)), of(link).value)),
      part(strangers),
    );
    if (compare(total, ONE) > 0) return false;
    return (
      links.some((link) => (strict[link] === 1 && has(link)) || (of(link).strict && at(bounds, link) > 0)) ||
      (strangers > 0 && columns.restStrict[column] === 1)
    );
  }
  if (at(columns.slack, column) === 0) return links.some((link) => at(columns.min, link) > 0 && of(link).strict);
  if (side === 'least' && shape === SHAPE.OPEN)
    return links.some(
      (link) => (columns.minStrict[link] === 1 && has(link)) || (of(link).strict && at(columns.min, link) > 0),
    );
  return new Margin(found, column, links, of, sum, strangers).isStrict();
}

/** The column in which somebody gets the last of what there is to give. */
class Margin {
  private readonly order: 1 | -1;
  private readonly last: Rational;

  constructor(
    private readonly found: Walk,
    private readonly column: number,
    private readonly links: readonly number[],
    private readonly of: (link: number) => Known,
    readonly sum: Rational,
    private readonly strangers: number,
  ) {
    this.order = found.side === 'least' ? 1 : -1;
    this.last = this.lastShare();
  }

  isStrict(): boolean {
    const { columns } = this.found;
    const equals = this.links.filter((link) => this.place(link) === 0);
    const withStrangers = this.strangers > 0 && compare(this.last, ONE) === 0;
    const limit = (link: number): number => at(columns.max, link);
    const nobody = columns.shape[this.column] === SHAPE.OPEN && compare(this.last, ZERO) === 0;
    const roomOf = (links: readonly number[]): number =>
      nobody
        ? Number.POSITIVE_INFINITY
        : links.reduce((sum, link) => sum + limit(link), withStrangers ? this.strangers : 0);
    const given = this.given(equals, withStrangers);
    const full = given >= roomOf(equals);
    const strictRest = this.found.columns.restStrict[this.column] === 1;
    if (this.strangers > 0 && strictRest && (!withStrangers || full)) return true;
    return this.links.some((link) => {
      const place = this.place(link);
      const { strict } = this.of(link);
      const [min, max] = [at(columns.min, link), limit(link)];
      if (place < 0) return (columns.maxStrict[link] === 1 && max > min) || (strict && max > 0);
      if (place > 0) return (columns.minStrict[link] === 1 && max > min) || (strict && min > 0);
      if (columns.maxStrict[link] === 1 && full) return true;
      return strict && (min > 0 || given > roomOf(equals.filter((other) => other !== link)));
    });
  }

  /** Before (negative), among (0) or behind those who get the last. */
  private place(link: number): number {
    return this.order * compare(this.of(link).value, this.last);
  }

  private lastShare(): Rational {
    const { columns } = this.found;
    let left = at(columns.slack, this.column) - this.strangers;
    let last = this.strangers > 0 ? ONE : ZERO;
    const open = [...inOrder(columns, this.column, () => 0)].sort(
      (a, b) => this.order * compare(this.of(a).value, this.of(b).value) || a - b,
    );
    for (const link of open) {
      if (left === 0) return last;
      left -= Math.min(left, at(columns.max, link) - at(columns.min, link));
      last = this.of(link).value;
    }
    return left > 0 ? ZERO : last;
  }

  private given(equals: readonly number[], withStrangers: boolean): number {
    const { columns } = this.found;
    const before = this.links.filter((link) => this.place(link) < 0);
    const room = (link: number): number => at(columns.max, link) - at(columns.min, link);
    const strangersBefore = withStrangers ? 0 : this.strangers;
    const left = at(columns.slack, this.column) - strangersBefore - before.reduce((sum, link) => sum + room(link), 0);
    return left + equals.reduce((sum, link) => sum + at(columns.min, link), 0);
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
