import type { Interest } from '../../model/interest.js';
import type { Party } from '../../model/party.js';
import type { Verdict } from '../../model/ruling.js';
import { type Bounds, exactly, formatPercent, type Units, WHOLE } from '../../model/share.js';
import type { Alteration } from './alteration.js';

/** One way in which a fact may turn out. */
export interface Way {
  /** As the end of a sentence that begins with the question: "more than 50 %". */
  readonly words: string;
  /** As a sentence of its own without a full stop: "X holds more than 50 % of the shares of A". */
  readonly clause: string;
  /** Laid upon what is supposed already, within the room that leaves. */
  alter(upon: Alteration): Alteration;
}

/** A fact that no record settles, and how it would turn out for and against. */
export interface Fact {
  /** Names what it is about, so that it is asked once. */
  readonly id: string;
  readonly question: string;
  readonly about: Party | null;
  readonly interest: Interest | null;
  readonly share: Units;
  readonly ways: Readonly<Record<Side, Way>>;
  /** For a share that can lie anywhere in its bounds: which way it restricts as it grows. */
  readonly scale: Scale | null;
}

export interface Scale {
  readonly bounds: Bounds;
  /** Whether a larger share restricts; false where it crowds out restricted holders. */
  readonly rises: boolean;
  /** Who holds how much of what: "how much it is" put into a clause. */
  clause(amount: string): string;
  alter(upon: Alteration, share: Bounds): Alteration;
}

/** The verdict a side stands for. */
export const SIDES = ['restricted', 'notRestricted'] as const;
export type Side = (typeof SIDES)[number];
export const GOAL = { restricted: 'RESTRICTED', notRestricted: 'NOT_RESTRICTED' } as const satisfies Record<
  Side,
  Verdict
>;

/** The upper end of the bounds within the room; of an open end the last unit before it. */
export function topOf(bounds: Bounds, room: Units): Bounds {
  if (room >= bounds.max) {
    if (!bounds.maxExclusive) return exactly(bounds.max);
    const min = Math.max(bounds.min, bounds.max - 1);
    return { ...bounds, min, minExclusive: min === bounds.min && bounds.minExclusive };
  }
  const fits = room > bounds.min || (room === bounds.min && !bounds.minExclusive);
  return fits ? exactly(room) : bottomOf(bounds);
}

/** The lower end of the bounds; of an open end the first unit after it. */
export function bottomOf(bounds: Bounds): Bounds {
  if (!bounds.minExclusive) return exactly(bounds.min);
  const max = Math.min(bounds.max, bounds.min + 1);
  return { ...bounds, max, maxExclusive: max === bounds.max && bounds.maxExclusive };
}

/** What remains of the whole beside the shares of others. */
export function restOf(others: readonly Bounds[]): Bounds {
  const least = others.reduce((sum, share) => sum + share.min, 0);
  const most = others.reduce((sum, share) => sum + share.max, 0);
  const [min, max] = [Math.max(0, WHOLE - most), Math.max(0, WHOLE - least)];
  const minExclusive = most < WHOLE && others.some((share) => share.maxExclusive);
  const maxExclusive = max > 0 && others.some((share) => share.minExclusive);
  if (min === max) return exactly(max);
  return { min, max, minExclusive, maxExclusive };
}

/** "more than 50 %", "50 % or less": an end of a scale in words. */
export function atLeastWords({ min, minExclusive }: Bounds): string {
  return `${minExclusive ? 'more than' : 'at least'} ${formatPercent(min)} %`;
}

export function atMostWords({ max, maxExclusive }: Bounds): string {
  return maxExclusive ? `less than ${formatPercent(max)} %` : `${formatPercent(max)} % or less`;
}
