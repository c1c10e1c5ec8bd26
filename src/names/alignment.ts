import { distance } from 'fastest-levenshtein';
import { soundOf } from './sound.js';
import { UNSPACED } from './vocabulary.js';

/** Words of one name that stand for words of the other: one for one, or one for several that are written apart. */
export interface Aligned {
  readonly one: readonly number[];
  readonly other: readonly number[];
  /** 1 for the same word, less for one that is spelt otherwise. */
  readonly likeness: number;
  readonly how: 'SAME' | 'MISSPELT' | 'SOUND' | 'APART' | 'BEGINNING';
}

/** The words of two names side by side, the most alike first; no word stands in two pairs. */
export function aligned(one: readonly string[], other: readonly string[]): Aligned[] {
  const pairs = one.flatMap((word, i) =>
    other.flatMap((their, j): Aligned[] => {
      const alike = wordLikeness(word, their);
      return alike === null ? [] : [{ one: [i], other: [j], ...alike }];
    }),
  );
  // Of equals those that stand in the same place: a word may come twice.
  pairs.sort((a, b) => b.likeness - a.likeness || gap(a) - gap(b));
  const found: Aligned[] = [];
  const [taken, theirs] = [new Set<number>(), new Set<number>()];
  const take = (pair: Aligned): void => {
    for (const i of pair.one) taken.add(i);
    for (const j of pair.other) theirs.add(j);
    found.push(pair);
  };
  for (const pair of pairs) if (!taken.has(pair.one[0] as number) && !theirs.has(pair.other[0] as number)) take(pair);
  for (const [i, word] of one.entries()) {
    const run = taken.has(i) ? null : writtenApart(word, other, theirs);
    if (run !== null) take({ one: [i], other: run, likeness: 0.98, how: 'APART' });
  }
  for (const [j, word] of other.entries()) {
    const run = theirs.has(j) ? null : writtenApart(word, one, taken);
    if (run !== null) take({ one: run, other: [j], likeness: 0.98, how: 'APART' });
  }
  return found;
}

function gap({ one, other }: Aligned): number {
  return Math.abs((one[0] as number) - (other[0] as number));
}

const SHORTEST_MISSPELT = 4;
const LONG = 8;

/** Null for words that are not taken for one; one with a digit that differs is another word. */
function wordLikeness(one: string, other: string): Pick<Aligned, 'likeness' | 'how'> | null {
  if (one === other) return { likeness: 1, how: 'SAME' };
  if (UNSPACED.test(one) && UNSPACED.test(other)) return unspacedLikeness(one, other);
  const [shorter, longer] = [Math.min(one.length, other.length), Math.max(one.length, other.length)];
  if (shorter < SHORTEST_MISSPELT || /\d/.test(one + other)) return null;
  const letters = isSwapped(one, other) ? 1 : distance(one, other);
  if (letters === 1)
    return { likeness: longer >= LONG ? 0.95 : longer > SHORTEST_MISSPELT ? 0.93 : 0.8, how: 'MISSPELT' };
  const sound = soundOf(one);
  if (sound === soundOf(other) && sound.length > 2)
    return { likeness: letters === 2 ? 0.92 : letters === 3 ? 0.85 : 0.75, how: 'SOUND' };
  if (letters === 2 && longer >= LONG) return { likeness: 0.86, how: 'MISSPELT' };
  return null;
}

function unspacedLikeness(one: string, other: string): Pick<Aligned, 'likeness' | 'how'> | null {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length > 1 && long.startsWith(short)) return { likeness: 0.9, how: 'BEGINNING' };
  return short.length >= SHORTEST_MISSPELT && distance(one, other) === 1 ? { likeness: 0.88, how: 'MISSPELT' } : null;
}

/** One letter too many, too few or another, or two that changed places. */
export function isOneLetterApart(one: string, other: string): boolean {
  return isSwapped(one, other) || distance(one, other) === 1;
}

/** What is left of a word without each of its letters: words that are a letter apart have one of these, or themselves, in common. */
export function withoutOne(word: string): string[] {
  return [...word].map((_, index) => word.slice(0, index) + word.slice(index + 1));
}

/** Two letters next to each other that changed places. */
function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}

const MOST_PARTS = 4;

/** Neighbouring words that no other stands for and that together are this one. */
function writtenApart(word: string, parts: readonly string[], taken: ReadonlySet<number>): number[] | null {
  for (let from = 0; from < parts.length - 1; from += 1) {
    let text = '';
    const run: number[] = [];
    for (let at = from; at < parts.length && run.length < MOST_PARTS && !taken.has(at); at += 1) {
      text += parts[at];
      run.push(at);
      if (run.length > 1 && text === word) return run;
      if (!word.startsWith(text)) break;
    }
  }
  return null;
}
