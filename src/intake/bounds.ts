import {
  type Bounds,
  exactly,
  intersection,
  UNITS_PER_PERCENT,
  UNKNOWN_SHARE,
  type Units,
  WHOLE,
} from '../model/share.js';
import { Refused } from './arrival.js';
import { type Fields, shown } from './fields.js';

/**
 * Bounds of a BODS share, numbers given as the text they were written in. A share or bound with more than ten decimals
 * is rounded outward, strictly. Older files flag `exclusiveMinimum: true` beside a minimum; 0.4 gives a number.
 * Throws Refused where a number isn't a percentage or no share fits.
 */
export function boundsOf(share: Fields): Bounds {
  if (given(share.exact)) {
    const { below, above } = decimal(share.exact, 'share.exact');
    return below === above ? exactly(below) : { min: below, max: above, minExclusive: true, maxExclusive: true };
  }
  const all = [
    lower(share.minimum, share.exclusiveMinimum === true, 'share.minimum'),
    upper(share.maximum, share.exclusiveMaximum === true, 'share.maximum'),
    typeof share.exclusiveMinimum === 'boolean' ? null : lower(share.exclusiveMinimum, true, 'share.exclusiveMinimum'),
    typeof share.exclusiveMaximum === 'boolean' ? null : upper(share.exclusiveMaximum, true, 'share.exclusiveMaximum'),
  ];
  let bounds: Bounds = UNKNOWN_SHARE;
  for (const each of all) {
    if (each === null) continue;
    const both = intersection(bounds, each);
    if (both === null)
      throw new Refused('SHARE', `share: no percentage fits ${shown(share)}; the minimum has to be below the maximum.`);
    bounds = both;
  }
  return bounds;
}

function given(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function lower(value: unknown, strict: boolean, field: string): Bounds | null {
  if (!given(value)) return null;
  const { below, above } = decimal(value, field);
  return { ...UNKNOWN_SHARE, min: below, minExclusive: strict || below !== above };
}

function upper(value: unknown, strict: boolean, field: string): Bounds | null {
  if (!given(value)) return null;
  const { below, above } = decimal(value, field);
  return { ...UNKNOWN_SHARE, max: above, maxExclusive: strict || below !== above };
}

const DECIMAL = /^(\d{1,3})(?:\.(\d{1,10})(\d*))?$/;

/** The units next to a decimal from 0 to 100 on either side; the same where ten decimals hold it. */
function decimal(value: unknown, field: string): { below: Units; above: Units } {
  const parts = typeof value === 'string' ? DECIMAL.exec(value) : null;
  if (parts !== null) {
    const below = Number(parts[1]) * UNITS_PER_PERCENT + Number((parts[2] ?? '').padEnd(10, '0'));
    const above = /[1-9]/.test(parts[3] ?? '') ? below + 1 : below;
    if (above <= WHOLE) return { below, above };
  }
  throw new Refused('SHARE', `${field}: expected a percentage from 0 to 100 as a plain decimal, came ${shown(value)}.`);
}

/** Of two shares that may restate each other or be parts of one: at least the larger, at most both. */
export function restatedOrAdded(a: Bounds, b: Bounds): Bounds {
  const larger = a.min > b.min || (a.min === b.min && a.minExclusive) ? a : b;
  const sum = a.max + b.max;
  const { min, minExclusive } = larger;
  return {
    min,
    minExclusive,
    max: Math.min(sum, WHOLE),
    maxExclusive: sum <= WHOLE && (a.maxExclusive || b.maxExclusive),
  };
}

/** Anything up to what was stated, where it may be over. */
export function upTo(share: Bounds): Bounds {
  return { ...share, min: 0, minExclusive: false };
}
