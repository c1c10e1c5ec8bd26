import { type Bounds, hull, intersection, UNITS_PER_PERCENT, UNKNOWN_SHARE } from '../model/share.js';
import { Refused } from './arrival.js';
import { boundsOf } from './bounds.js';
import type { Fields } from './fields.js';

const NUMBER = '(\\d{1,3}(?:\\.\\d+)?)';

/** How people write a share, once spaces, dashes and the percent sign are put aside. */
const WORDINGS: readonly (readonly [wording: RegExp, share: (a: string, b: string) => Fields])[] = [
  [wording(NUMBER), (exact) => ({ exact })],
  [wording(`${NUMBER}(?:-|to)${NUMBER}`), (minimum, maximum) => ({ minimum, maximum })],
  [wording(`(?:>|morethan|over|above)${NUMBER}`), (minimum) => ({ minimum, exclusiveMinimum: true })],
  [wording(`(?:>=|≥|atleast|min)${NUMBER}`), (minimum) => ({ minimum })],
  [wording(`${NUMBER}(?:ormore|\\+)`), (minimum) => ({ minimum })],
  [wording(`(?:<|lessthan|under|below)${NUMBER}`), (maximum) => ({ maximum, exclusiveMaximum: true })],
  [wording(`(?:<=|≤|upto|atmost|notmorethan|max)${NUMBER}`), (maximum) => ({ maximum })],
  [wording(`${NUMBER}orless`), (maximum) => ({ maximum })],
];

/** The share that texts state; several of them may hold each, so it is what contains them all. Null where one tells none. */
export function percentagesOf(texts: readonly string[]): Bounds | null {
  const shares = texts.map(percentageOf);
  return shares.every((share) => share !== null) && shares.length > 0 ? shares.reduce(hull) : null;
}

/**
 * "51", "100.00 %", "25–50%", "> 50", "more than 25% but not more than 50%": bounds. Null for what is no percentage, and
 * for a bare number up to 1, which may be a fraction, or a nought that stands for nothing.
 */
export function percentageOf(text: string): Bounds | null {
  const plain = text
    .toLowerCase()
    .replace(/[‐-―−]/g, '-')
    .replace(/per ?cent|percent|pct\.?/g, '%');
  const parts = plain.split(/\bbut\b|\band\b|;/).map((part) => part.replace(/[\s%]/g, ''));
  let share: Bounds | null = UNKNOWN_SHARE;
  for (const part of parts) {
    const stated = boundsIn(part);
    share = stated === null || share === null ? null : intersection(share, stated);
  }
  return share === null || (isSmall(share) && !plain.includes('%')) ? null : share;
}

function boundsIn(part: string): Bounds | null {
  for (const [wording, share] of WORDINGS) {
    const [, a, b = ''] = wording.exec(part) ?? [];
    if (a === undefined) continue;
    try {
      return boundsOf(share(a, b));
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  }
  return null;
}

function isSmall({ min, max }: Bounds): boolean {
  return max === 0 || (min === max ? max <= UNITS_PER_PERCENT : max <= UNITS_PER_PERCENT && min > 0);
}

function wording(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}
