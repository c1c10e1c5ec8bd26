import { WHOLE } from '../../model/share.js';
import { at } from '../graph.js';
import { SHAPE } from './columns.js';
import { compare, minus, ONE, plus, type Rational, rational, times, ZERO } from './rational.js';
import { part } from './shares.js';
import type { Walk } from './walk.js';

/** value + beyond × ε, for an ε smaller than any number: so that what lies strictly beyond a bound is more than the bound. */
export interface Dual {
  readonly value: Rational;
  readonly beyond: Rational;
}

export const NOTHING: Dual = { value: ZERO, beyond: ZERO };
export const EVERYTHING: Dual = { value: ONE, beyond: ZERO };
/** A bound that is open counts as one unit of ε beyond it. */
const BEYOND: Rational = rational(1n, BigInt(WHOLE));

export function order(a: Dual, b: Dual): number {
  return compare(a.value, b.value) || compare(a.beyond, b.beyond);
}

/** What the owners of a node make of it, their shares chosen within open bounds. */
export function dualOf(found: Walk, node: number, of: (owner: number) => Dual): Dual {
  const { columnsOf } = found.columns;
  let best = NOTHING;
  for (let column = at(columnsOf, node); column < at(columnsOf, node + 1); column += 1) {
    const made = ofColumn(found, column, of);
    if (order(made, best) > 0) best = made;
  }
  return order(best, EVERYTHING) > 0 ? EVERYTHING : best;
}

function ofColumn(found: Walk, column: number, of: (owner: number) => Dual): Dual {
  const { columns, side, withRest } = found;
  const links: number[] = [];
  for (let link = at(columns.linksOf, column); link < at(columns.linksOf, column + 1); link += 1) links.push(link);
  const bound = (link: number, isUpper: boolean): Dual => {
    const strict = (isUpper ? columns.maxStrict : columns.minStrict)[link] === 1;
    const beyond = strict ? (isUpper ? minus(ZERO, BEYOND) : BEYOND) : ZERO;
    return { value: part(at(isUpper ? columns.max : columns.min, link)), beyond };
  };
  const capped = columns.shape[column] === SHAPE.CAPPED;
  const rest: Dual = {
    value: part(side === 'most' && withRest ? at(columns.rest, column) : 0),
    beyond: side === 'most' && withRest && columns.restStrict[column] === 1 ? minus(ZERO, BEYOND) : ZERO,
  };
  const upper = side === 'most' && capped;
  let made = links.reduce(
    (sum, link) => add(sum, multiply(bound(link, upper), of(at(columns.owner, link)))),
    upper ? rest : NOTHING,
  );
  if (capped || (side === 'least' && columns.shape[column] === SHAPE.OPEN)) return made;
  let left = links.reduce((all, link) => subtract(all, bound(link, false)), EVERYTHING);
  const room = links.map((link) => ({
    of: of(at(columns.owner, link)),
    room: subtract(bound(link, true), bound(link, false)),
  }));
  if (side === 'most') room.push({ of: EVERYTHING, room: rest });
  room.sort((a, b) => (side === 'least' ? order(a.of, b.of) : order(b.of, a.of)));
  for (const each of room) {
    const taken = order(each.room, left) < 0 ? each.room : left;
    made = add(made, multiply(taken, each.of));
    left = subtract(left, taken);
  }
  return made;
}

function add(a: Dual, b: Dual): Dual {
  return { value: plus(a.value, b.value), beyond: plus(a.beyond, b.beyond) };
}

function subtract(a: Dual, b: Dual): Dual {
  return { value: minus(a.value, b.value), beyond: minus(a.beyond, b.beyond) };
}

function multiply(a: Dual, b: Dual): Dual {
  return { value: times(a.value, b.value), beyond: plus(times(a.value, b.beyond), times(a.beyond, b.value)) };
}
