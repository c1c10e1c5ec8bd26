import { refuse, units } from './record.js';

/** n/d + e/d × ε, for an ε smaller than any number: so that more than a bound is more than the bound. */
const number = (n, e = 0n, d = 1n) => ({ n, e, d });
const [NONE, ALL] = [number(0n), number(1n)];
const plus = (a, b) => number(a.n * b.d + b.n * a.d, a.e * b.d + b.e * a.d, a.d * b.d);
const minus = (a, b) => plus(a, number(-b.n, -b.e, b.d));
const times = (a, b) => number(a.n * b.n, a.n * b.e + a.e * b.n, a.d * b.d);
const sign = (value) => (value > 0n ? 1 : value < 0n ? -1 : 0);
const order = (a, b) => sign(a.n * b.d - b.n * a.d) || sign(a.e * b.d - b.e * a.d);
const smaller = (a, b) => (order(a, b) < 0 ? a : b);
const larger = (a, b) => (order(a, b) > 0 ? a : b);
const added = (all) => all.reduce(plus, NONE);
const part = (whole, beyond) => number(whole, beyond, 10n ** 12n);
const low = ({ min, minExclusive }) => part(units(min), minExclusive ? 1n : 0n);
const high = ({ max, maxExclusive }) => part(units(max), maxExclusive ? -1n : 0n);

/**
 * Where a subject stands by shares multiplied along every chain. A claim gives values that every party comes to at least
 * (`reached`) or at most (`notPassed`) by what those above it come to; who is not in it has nothing, or may have all.
 */
export function placeByShares(facts, { subject, policy }, { claims }) {
  const acts = Object.values(policy.control).some((effect) => effect === 'CONTROLS' || effect === 'POSSIBLE');
  if (!policy.aggregate || policy.counts.length > 1 || acts || policy.dominantHolder !== null)
    refuse('More than chains of one kind of interest decides.');
  const [measure] = facts.measures;
  const meets = (value) => order(value, part(measure.threshold, 0n)) >= (measure.enough ? 0 : 1);
  const shown = (side, bound) => {
    const claim = claims.find((each) => each.side === side && each.bound === bound);
    return claim === undefined ? null : meets(valued(subject, borneOut(facts, measure, claim), bound));
  };
  if (shown('least', 'reached') === true) return 'IN';
  if (shown('most', 'notPassed') === false) return 'OUT';
  if (shown('most', 'reached') === true && shown('least', 'notPassed') === false) return 'BETWEEN';
  return refuse('The values that are claimed do not tell where the subject stands.');
}

function valued(id, values, bound) {
  return values.get(id) ?? (bound === 'reached' ? NONE : ALL);
}

/** The values of a claim, each of which those above bear out. */
function borneOut(facts, measure, { side, bound, values: claimed }) {
  const values = new Map(claimed.map(({ party, value, beyond }) => [party, fraction(value, beyond)]));
  const alone = (holder) => {
    if (holder === null) return side === 'most' ? ALL : NONE;
    return valued(holder, values, bound);
  };
  // Who acts in concert in a group counts as the group; by a branch, or in the group itself, as nobody but itself.
  const of = (holder) =>
    [alone(holder), ...facts.groupsOf(holder).map((id) => valued(id, values, bound))].reduce(larger);
  for (const [id, value] of values) {
    const isSeed = facts.seed(id) >= (side === 'least' ? 2 : 1);
    const made = isSeed ? ALL : madeOf(facts, id, measure, side, of, alone);
    const fits = bound === 'reached' ? order(value, made) <= 0 : order(value, made) >= 0;
    if (!fits) refuse(`Those above ${id} do not bear out what is claimed of it.`);
  }
  // Values that only bear out each other prove nothing: not that a ring has any of it, nor that it may not have all.
  const needed = bound === 'reached' ? side === 'least' : side === 'most';
  const ring = [...values].filter(
    ([id, value]) =>
      (bound === 'reached' ? !isNothing(value) : order(value, ALL) < 0) && facts.seed(id) < (side === 'least' ? 2 : 1),
  );
  if (needed) refuseRing(facts, measure, new Set(ring.map(([id]) => id)));
  return values;
}

function isNothing(value) {
  return order(value, NONE) === 0;
}

function fraction(value, beyond) {
  if (![value, beyond].every((text) => /^-?\d+(\/[1-9]\d*)?$/.test(text))) refuse(`"${value}" is no fraction.`);
  const [[n, d = '1'], [e, under = '1']] = [value.split('/'), beyond.split('/')];
  return plus(number(BigInt(n), 0n, BigInt(d)), number(0n, BigInt(e), BigInt(under)));
}

/** What its owners make of a party: the shares that fit the record and make most, or least, of it. */
function madeOf(facts, id, measure, side, of, alone) {
  const { links, rest, isComplete, isOver, reports, doors } = facts.column(id, measure, side);
  const wholes = doors.map(({ holder }) => alone(holder));
  const shares = links.map((each) => ({ low: low(each), high: high(each), of: of(each.holder) }));
  const columns = [undefined, ...reports].map((report) => {
    const room = minus(ALL, added(shares.map((share) => share.low)));
    if (report === undefined)
      return { all: shares, left: room, rest: part(rest.units, rest.strict ? -1n : 0n), isComplete };
    const majority = smaller(part(units('50'), 1n), larger(room, NONE));
    const presumed = { low: majority, high: ALL, of: of(report.holder) };
    const half = smaller(part(rest.units, rest.strict ? -1n : 0n), part(units('50'), -1n));
    return { all: [...shares, presumed], left: minus(room, majority), rest: half, isComplete: false };
  });
  return [...wholes, ...columns.map((each) => smaller(ALL, poured(each, side, isOver)))].reduce(larger, NONE);
}

function poured({ all, left, rest, isComplete }, side, isOver) {
  const sum = (end) => added(all.map((share) => times(share[end], share.of)));
  if (isOver) return side === 'least' ? sum('low') : plus(sum('high'), rest);
  if (side === 'least' && !isComplete) return sum('low');
  const room = all.map((share) => ({ of: share.of, room: minus(share.high, share.low) }));
  if (side === 'most') room.push({ of: ALL, room: rest });
  room.sort((a, b) => (side === 'least' ? order(a.of, b.of) : order(b.of, a.of)));
  let [made, still] = [sum('low'), left];
  for (const each of room) {
    const taken = smaller(each.room, still);
    [made, still] = [plus(made, times(taken, each.of)), minus(still, taken)];
  }
  return made;
}

/** Refuses where some of the parties may own all of each other. */
function refuseRing(facts, measure, ring) {
  const isMember = ({ holder }) => ring.has(holder);
  const isIn = ({ holder }) => ring.has(holder) || facts.groupsOf(holder).some((id) => ring.has(id));
  for (let size = -1; size !== ring.size; ) {
    size = ring.size;
    for (const id of ring) {
      const { links, reports, doors, isOver } = facts.column(id, measure, 'most');
      const most = added([...links.filter(isIn).map(high), ...reports.filter(isIn).map(() => ALL)]);
      const isHeldElse = !isOver && links.some((each) => !isIn(each) && (units(each.min) > 0n || each.minExclusive));
      if (!doors.some(isMember) && (isHeldElse || order(most, ALL) < 0)) ring.delete(id);
    }
  }
  if (ring.size > 0) refuse(`${[...ring].join(', ')} may own all of each other.`);
}
