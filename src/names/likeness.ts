import type { ComparedName, Profile } from './profile.js';

/** How two names are alike, legal forms apart; the first is the strongest. */
export const LIKENESSES = ['SAME', 'OTHER_ORDER', 'ONE_LETTER'] as const;
export type Likeness = (typeof LIKENESSES)[number];

/** The two names that are most alike. */
export interface Alike {
  readonly likeness: Likeness;
  readonly one: ComparedName;
  readonly other: ComparedName;
}

/** The strongest likeness of any name of one with any of the other; of equals the names that they go by. */
export function alikeBy(one: Profile, other: Profile): Alike | null {
  let best: Alike | null = null;
  for (const mine of one.names) {
    for (const theirs of other.names) {
      const likeness = likenessOf(mine.words, theirs.words);
      if (likeness === null || (best !== null && LIKENESSES.indexOf(best.likeness) <= LIKENESSES.indexOf(likeness)))
        continue;
      best = { likeness, one: mine, other: theirs };
    }
  }
  return best;
}

function likenessOf(one: readonly string[], other: readonly string[]): Likeness | null {
  if (one.length !== other.length) return one.join('') === other.join('') ? 'SAME' : null;
  if (one.every((word, index) => word === other[index])) return 'SAME';
  const [mine, theirs] = [[...one].sort(), [...other].sort()];
  if (mine.every((word, index) => word === theirs[index])) return 'OTHER_ORDER';
  const apart = one.flatMap((word, index) => (word === other[index] ? [] : [[word, other[index] as string] as const]));
  const [only] = apart;
  return apart.length === 1 && only !== undefined && oneLetterApart(...only) ? 'ONE_LETTER' : null;
}

const SHORTEST = 6;

/** Long words of letters alone: a number that differs is another number. */
function oneLetterApart(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < SHORTEST || long.length - short.length > 1 || /\d/.test(one + other)) return false;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  const rest = short.length === long.length ? short.slice(same + 1) : short.slice(same);
  return long.slice(same + 1) === rest;
}
