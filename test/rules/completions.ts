import { type Bounds, WHOLE } from '../../src/model/share.js';
import { PERCENT, type SmallWorld } from './worlds.js';

/** A fraction in lowest terms; the reference has its own, so that it shares no arithmetic with the engine. */
export type Fraction = readonly [over: bigint, under: bigint];

export function fraction(over: bigint, under: bigint): Fraction {
  let [a, b] = [over < 0n ? -over : over, under < 0n ? -under : under];
  while (b !== 0n) [a, b] = [b, a % b];
  const sign = under < 0n ? -1n : 1n;
  return a === 0n ? [0n, 1n] : [(sign * over) / a, (sign * under) / a];
}

export const NONE: Fraction = [0n, 1n];
export const ALL: Fraction = [1n, 1n];
export const add = (a: Fraction, b: Fraction): Fraction => fraction(a[0] * b[1] + b[0] * a[1], a[1] * b[1]);
export const less = (a: Fraction, b: Fraction): Fraction => add(a, [-b[0], b[1]]);
export const product = (a: Fraction, b: Fraction): Fraction => fraction(a[0] * b[0], a[1] * b[1]);
export const quotient = (a: Fraction, b: Fraction): Fraction => fraction(a[0] * b[1], a[1] * b[0]);
export const order = (a: Fraction, b: Fraction): number => {
  const difference = a[0] * b[1] - b[0] * a[1];
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
};
export const partOf = (units: number): Fraction => fraction(BigInt(units), BigInt(WHOLE));

/** One state of affairs: a share for every stake, who counts, and where a restricted stranger holds the rest. */
export interface Completion {
  readonly shares: readonly number[];
  readonly seeds: ReadonlySet<string>;
  readonly strangers: ReadonlySet<string>;
}

const HAIR = 1;

/** Every point at which shares may tell cases apart when all bounds lie on twentieths, and a hair beside each. */
export function candidates(share: Bounds): number[] {
  if (share.min === share.max) return [share.min];
  const points = Array.from({ length: 21 }, (_, index) => index * 5 * PERCENT).flatMap((units) => [
    units - HAIR,
    units,
    units + HAIR,
  ]);
  return points.filter(
    (units) =>
      (share.minExclusive ? units > share.min : units >= share.min) &&
      (share.maxExclusive ? units < share.max : units <= share.max),
  );
}

export function* completions(world: SmallWorld, mode: 'IGNORED' | 'EVERYWHERE'): Generator<Completion> {
  const unsure = [
    ...world.parties.filter((party) => party.hq === 'KY').map((party) => party.id),
    ...world.stakes.flatMap((stake, index) => (stake.holder === null ? [`?${index}`] : [])),
  ];
  const certain = world.parties.filter((party) => party.hq === 'CN').map((party) => party.id);
  const open = world.parties.filter(
    (party) => mode === 'EVERYWHERE' && party.complete !== true && party.widelyHeld !== true,
  );
  for (const shares of choices(world.stakes.map((stake) => candidates(stake.share)))) {
    const fits = world.parties.every((party) => {
      const sum = world.stakes.reduce(
        (total, stake, index) => total + (stake.subject === party.id ? (shares[index] as number) : 0),
        0,
      );
      return sum <= WHOLE && (party.complete !== true || sum === WHOLE);
    });
    if (!fits) continue;
    // More who count only ever counts more: none and all of them tell the extremes.
    for (const seeds of [[], unsure])
      for (const strangers of [[], open.map((party) => party.id)])
        yield { shares, seeds: new Set([...certain, ...seeds]), strangers: new Set(strangers) };
  }
}

function* choices(lists: readonly (readonly number[])[]): Generator<number[]> {
  const [first, ...rest] = lists;
  if (first === undefined) yield [];
  else for (const value of first) for (const others of choices(rest)) yield [value, ...others];
}

/**
 * The share of every party that belongs to who counts, as the chance that a walk to its owners ever meets one. A walk
 * that can end nowhere, in a ring that owns all of itself, tells nothing: it counts as 0, or as 1 where `closed` says so.
 */
export function multipliedShares(
  world: SmallWorld,
  { shares, strangers }: Completion,
  seeds: ReadonlySet<string>,
  closed: Fraction,
): Map<string, Fraction> {
  const ids = world.parties.map((party) => party.id);
  const owners = (id: string) =>
    world.stakes.flatMap((stake, index) =>
      stake.subject === id && (shares[index] as number) > 0
        ? [{ holder: stake.holder ?? `?${index}`, share: partOf(shares[index] as number) }]
        : [],
    );
  const restOf = (id: string): Fraction => owners(id).reduce((rest, { share }) => less(rest, share), ALL);
  const ends = new Set(
    ids.filter(
      (id) => seeds.has(id) || order(restOf(id), NONE) > 0 || owners(id).some(({ holder }) => holder.startsWith('?')),
    ),
  );
  for (let grown = true; grown; ) {
    grown = false;
    for (const id of ids) {
      if (ends.has(id) || !owners(id).some(({ holder }) => ends.has(holder))) continue;
      ends.add(id);
      grown = true;
    }
  }
  const unknown = ids.filter((id) => ends.has(id) && !seeds.has(id));
  const known = (id: string): Fraction => (seeds.has(id) ? ALL : id.startsWith('?') ? NONE : closed);
  const rows = unknown.map((id) => {
    const row = unknown.map((other) => (other === id ? ALL : NONE));
    let right = strangers.has(id) ? restOf(id) : NONE;
    for (const { holder, share } of owners(id)) {
      const place = unknown.indexOf(holder);
      if (place === -1) right = add(right, product(share, known(holder)));
      else row[place] = less(row[place] as Fraction, share);
    }
    return [...row, right];
  });
  const solved = eliminated(rows);
  return new Map(ids.map((id) => [id, unknown.includes(id) ? (solved[unknown.indexOf(id)] as Fraction) : known(id)]));
}

function eliminated(rows: Fraction[][]): Fraction[] {
  for (let pivot = 0; pivot < rows.length; pivot += 1) {
    const at = rows.findIndex((row, index) => index >= pivot && (row[pivot] as Fraction)[0] !== 0n);
    [rows[pivot], rows[at]] = [rows[at] as Fraction[], rows[pivot] as Fraction[]];
    const head = rows[pivot] as Fraction[];
    for (let other = 0; other < rows.length; other += 1) {
      const row = rows[other] as Fraction[];
      if (other === pivot || (row[pivot] as Fraction)[0] === 0n) continue;
      const factor = quotient(row[pivot] as Fraction, head[pivot] as Fraction);
      rows[other] = row.map((value, column) => less(value, product(factor, head[column] as Fraction)));
    }
  }
  return rows.map((row, index) => quotient(row.at(-1) as Fraction, row[index] as Fraction));
}
