/** An exact fraction, in lowest terms, its denominator positive. */
export interface Rational {
  readonly over: bigint;
  readonly under: bigint;
}

export const ZERO: Rational = { over: 0n, under: 1n };
export const ONE: Rational = { over: 1n, under: 1n };

/** In lowest terms; `under` must not be 0. */
export function rational(over: bigint, under: bigint): Rational {
  const divisor = greatestCommonDivisor(over, under);
  if (divisor === 1n && under > 0n) return { over, under };
  const sign = under < 0n ? -divisor : divisor;
  return { over: over / sign, under: under / sign };
}

export function plus(a: Rational, b: Rational): Rational {
  if (a.over === 0n) return b;
  if (b.over === 0n) return a;
  return rational(a.over * b.under + b.over * a.under, a.under * b.under);
}

export function minus(a: Rational, b: Rational): Rational {
  return plus(a, { over: -b.over, under: b.under });
}

export function times(a: Rational, b: Rational): Rational {
  if (a.over === 0n || b.over === 0n) return ZERO;
  return rational(a.over * b.over, a.under * b.under);
}

export function divided(a: Rational, b: Rational): Rational {
  return rational(a.over * b.under, a.under * b.over);
}

/** Negative, 0 or positive, as `a` is less than, equal to or more than `b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.over * b.under - b.over * a.under;
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** Digits, in bits, that a fraction takes to write: what arithmetic with it costs. */
export function lengthOf({ under }: Rational): number {
  return under.toString(16).length * 4;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
