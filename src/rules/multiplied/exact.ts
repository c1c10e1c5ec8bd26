import { at } from '../graph.js';
import { compare, divided, lengthOf, minus, ONE, plus, type Rational, rational, times, ZERO } from './rational.js';
import { type Choice, choices, isStrict, type Known, part } from './shares.js';
import type { Walk } from './walk.js';

/** Above these an exact value is not worth its time; bounds stay bounds then, and a verdict INDETERMINATE. */
const MOST_NODES = 3_000;
const MOST_IN_A_CIRCLE = 200;
const MOST_BITS = 30_000;
const MOST_OPERATIONS = 40_000;
const MOST_ROUNDS = 20;

/**
 * Exact values of a walk, where numbers do not settle a comparison: node by node, owners first; a circle as a system of
 * equations, for the shares that the walk's bounds suggest, checked by choosing them again from the exact values.
 */
export class ExactWalk {
  private readonly known = new Map<number, Known | null>();
  private operations = 0;

  constructor(private readonly found: Walk) {}

  /** Null where it would take too long, more nodes than `most` among them, or where nothing tells it. */
  of(node: number, most = MOST_NODES): Known | null {
    const known = this.known.get(node);
    if (known !== undefined) return known;
    const circles = this.above(node, most);
    if (circles === null) return null;
    for (const circle of circles) if (!this.settle(circle)) break;
    return this.known.get(node) ?? null;
  }

  /** What the owners of a node make of it, whether or not it counts itself; `asked`: through which columns. */
  ofOwners(node: number, asked: Walk, most = MOST_NODES): Known | null {
    if (asked === this.found && asked.isSettled[node] === 0) return this.of(node, most);
    const { columnsOf, linksOf, owner } = asked.columns;
    const own = new Map<number, Known>();
    const end = at(linksOf, at(columnsOf, node + 1));
    for (let link = at(linksOf, at(columnsOf, node)); link < end; link += 1) {
      // What a node that counts holds of itself is nobody's.
      const known = at(owner, link) === node ? { value: ZERO, strict: false } : this.of(at(owner, link), most);
      if (known === null) return null;
      own.set(at(owner, link), known);
    }
    const valued = (each: number): Rational => own.get(each)?.value ?? ZERO;
    const [first, ...others] = choices(asked, node, valued);
    if (first === undefined) return { value: ZERO, strict: false };
    const equal = [first, ...others.filter(({ sum }) => compare(sum, first.sum) === 0)];
    const told = equal.map((each) =>
      isStrict(asked, each, (other) => own.get(other) ?? { value: ZERO, strict: false }),
    );
    const self = first.links.reduce((sum, [link, units]) => sum + (at(owner, link) === node ? units : 0), 0);
    const rest = minus(ONE, part(self));
    const value = self === 0 ? first.sum : scaledUp(first.sum, rest, asked.side);
    return { value, strict: asked.side === 'least' ? told.includes(true) : !told.includes(false) };
  }

  /** The circles, a single node among them, that a node's value takes, owners first; null for too many. */
  private above(node: number, most: number): number[][] | null {
    const { columns } = this.found;
    const seen = new Set([node]);
    for (const each of seen) {
      if (seen.size > most) return null;
      for (let column = at(columns.columnsOf, each); column < at(columns.columnsOf, each + 1); column += 1) {
        for (let link = at(columns.linksOf, column); link < at(columns.linksOf, column + 1); link += 1) {
          const owner = at(columns.owner, link);
          if (!this.known.has(owner) && at(columns.max, link) > 0) seen.add(owner);
        }
      }
    }
    const circles = new Map<number, number[]>();
    for (const each of seen) {
      const component = at(columns.components.of, each);
      circles.set(component, [...(circles.get(component) ?? []), each]);
    }
    return [...circles].sort(([a], [b]) => a - b).map(([, nodes]) => nodes.sort((a, b) => a - b));
  }

  private settle(circle: readonly number[]): boolean {
    const { isSettled, lower } = this.found;
    const open = circle.filter((node) => isSettled[node] === 0);
    for (const node of circle)
      if (isSettled[node] === 1) this.known.set(node, { value: at(lower, node) === 1 ? ONE : ZERO, strict: false });
    if (!this.solve(open)) {
      for (const node of open) this.known.set(node, null);
      return false;
    }
    this.tellStrict(circle.filter((node) => isSettled[node] === 0 || at(lower, node) === 0));
    return true;
  }

  private solve(open: readonly number[]): boolean {
    if (open.length > MOST_IN_A_CIRCLE) return false;
    for (const node of open) this.known.set(node, { value: this.suggested(node), strict: false });
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const chosen = open.map((node) => choices(this.found, node, (each) => this.value(each))[0] as Choice);
      const solved = this.equations(open, chosen);
      if (solved === null) return false;
      for (const [index, node] of open.entries())
        this.known.set(node, { value: solved[index] as Rational, strict: false });
      if (open.every((node) => compare(this.best(node).value, this.value(node)) === 0)) return true;
    }
    return false;
  }

  private suggested(node: number): Rational {
    const middle = (at(this.found.lower, node) + at(this.found.upper, node)) / 2;
    return rational(BigInt(Math.round(middle * 2 ** 52)), 2n ** 52n);
  }

  private value(node: number): Rational {
    return this.known.get(node)?.value ?? ZERO;
  }

  private best(node: number): Known {
    return { value: choices(this.found, node, (each) => this.value(each))[0]?.sum ?? ZERO, strict: false };
  }

  /** x = shares × x for the chosen shares, by elimination; null where it has no one solution, or takes too long. */
  private equations(open: readonly number[], chosen: readonly Choice[]): Rational[] | null {
    const { owner } = this.found.columns;
    const place = new Map(open.map((node, index) => [node, index]));
    const rows = chosen.map((choice, index) => {
      const row = new Map<number, Rational>([[index, ONE]]);
      if (compare(choice.sum, ONE) === 0) return { row, right: ONE };
      let right = part(choice.strangers);
      for (const [link, units] of choice.links) {
        const other = place.get(at(owner, link));
        if (other === undefined) right = plus(right, times(part(units), this.value(at(owner, link))));
        else row.set(other, minus(row.get(other) ?? ZERO, part(units)));
      }
      return { row, right };
    });
    for (const [index, pivot] of rows.entries()) {
      const divisor = pivot.row.get(index);
      if (divisor === undefined || divisor.over === 0n) return null;
      for (const [other, { row, right }] of rows.entries()) {
        const factor = row.get(index);
        if (other === index || factor === undefined || factor.over === 0n) continue;
        const scale = divided(factor, divisor);
        for (const [column, value] of pivot.row) {
          this.operations += 1;
          row.set(column, minus(row.get(column) ?? ZERO, times(scale, value)));
        }
        row.delete(index);
        rows[other] = { row, right: minus(right, times(scale, pivot.right)) };
      }
      if (this.operations > MOST_OPERATIONS || lengthOf(divisor) > MOST_BITS) return null;
    }
    const solved = rows.map(({ row, right }, index) => divided(right, row.get(index) as Rational));
    return solved.some((value) => value.over < 0n || compare(value, ONE) > 0 || lengthOf(value) > MOST_BITS)
      ? null
      : solved;
  }

  /** Which of the values nothing reaches; told of more nodes until none is added. */
  private tellStrict(nodes: readonly number[]): void {
    const known = (node: number): Known => this.known.get(node) ?? { value: ZERO, strict: false };
    for (let grown = true; grown; ) {
      grown = false;
      for (const node of nodes) {
        const { value, strict } = known(node);
        if (strict) continue;
        const best = choices(this.found, node, (each) => this.value(each)).filter(
          ({ sum }) => compare(sum, value) === 0,
        );
        const told = best.map((choice) => isStrict(this.found, choice, known));
        if (told.length === 0 || !(this.found.side === 'least' ? told.includes(true) : !told.includes(false))) continue;
        this.known.set(node, { value, strict: true });
        grown = true;
      }
    }
  }
}

/** As a part of what the node does not hold of itself; of one that holds all of itself nothing tells. */
function scaledUp(sum: Rational, rest: Rational, side: Walk['side']): Rational {
  if (rest.over <= 0n) return side === 'most' ? ONE : ZERO;
  const value = divided(sum, rest);
  return compare(value, ONE) > 0 ? ONE : value;
}
