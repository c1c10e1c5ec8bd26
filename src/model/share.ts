/**
 * Shares are integers: ten decimals of a percent, so 100 % is 10^12 units. Sums of some 9,000 whole companies
 * stay below 2^53, so adding and comparing are exact in a plain number. Never convert a percentage with Number().
 */
export type Units = number;

export const UNITS_PER_PERCENT = 10_000_000_000;
export const WHOLE: Units = 100 * UNITS_PER_PERCENT;

/** Bounds on a share. `minExclusive`: strictly more than `min`; `maxExclusive`: strictly less than `max`. */
export interface Bounds {
  readonly min: Units;
  readonly max: Units;
  readonly minExclusive: boolean;
  readonly maxExclusive: boolean;
}

/** Nothing is known: somewhere from 0 to 100. */
export const UNKNOWN_SHARE: Bounds = { min: 0, max: WHOLE, minExclusive: false, maxExclusive: false };
/** What a reported consolidation says and no more: more than half. */
export const MAJORITY: Bounds = { min: WHOLE / 2, max: WHOLE, minExclusive: true, maxExclusive: false };
export const NOTHING: Bounds = { min: 0, max: 0, minExclusive: false, maxExclusive: false };

export function exactly(units: Units): Bounds {
  return { min: units, max: units, minExclusive: false, maxExclusive: false };
}

/** Whether the bounds say nothing, so that no share can be called recorded. */
export function saysNothing(share: Bounds): boolean {
  return share.min === 0 && share.max === WHOLE && !share.minExclusive && !share.maxExclusive;
}

const PERCENT = /^(\d{1,3})(?:\.(\d{1,10}))?$/;

/** Units of a decimal percent string from "0" to "100" with at most ten decimals; null for anything else. */
export function parsePercent(text: string): Units | null {
  const parts = PERCENT.exec(text);
  if (parts === null) return null;
  const units = Number(parts[1]) * UNITS_PER_PERCENT + Number((parts[2] ?? '').padEnd(10, '0'));
  return units <= WHOLE ? units : null;
}

/** The shortest decimal string of a share: 33.3333333333, 50, 0.1. */
export function formatPercent(units: Units): string {
  const whole = Math.floor(units / UNITS_PER_PERCENT);
  const decimals = String(units % UNITS_PER_PERCENT)
    .padStart(10, '0')
    .replace(/0+$/, '');
  return decimals === '' ? String(whole) : `${whole}.${decimals}`;
}

/** "24.99 %", "more than 25 and at most 50 %", "unknown": for sentences. */
export function describeShare(share: Bounds): string {
  if (share.min === share.max) return `${formatPercent(share.min)} %`;
  if (saysNothing(share)) return 'an unknown share';
  const low =
    share.min > 0 || share.minExclusive
      ? `${share.minExclusive ? 'more than' : 'at least'} ${formatPercent(share.min)}`
      : '';
  const high =
    share.max < WHOLE || share.maxExclusive
      ? `${share.maxExclusive ? 'less than' : 'at most'} ${formatPercent(share.max)}`
      : '';
  return `${[low, high].filter((part) => part !== '').join(' and ')} %`;
}

/** Both bounds hold: the intersection, or null when nothing fits both. */
export function intersection(a: Bounds, b: Bounds): Bounds | null {
  const min = Math.max(a.min, b.min);
  const max = Math.min(a.max, b.max);
  const minExclusive = (a.min === min && a.minExclusive) || (b.min === min && b.minExclusive);
  const maxExclusive = (a.max === max && a.maxExclusive) || (b.max === max && b.maxExclusive);
  if (min > max || (min === max && (minExclusive || maxExclusive))) return null;
  return { min, max, minExclusive, maxExclusive };
}

/** Either may hold: the smallest bounds that contain both. */
export function hull(a: Bounds, b: Bounds): Bounds {
  const min = Math.min(a.min, b.min);
  const max = Math.max(a.max, b.max);
  return {
    min,
    max,
    minExclusive: (a.min > min || a.minExclusive) && (b.min > min || b.minExclusive),
    maxExclusive: (a.max < max || a.maxExclusive) && (b.max < max || b.maxExclusive),
  };
}
