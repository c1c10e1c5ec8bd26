import { isOneLetterApart, withoutOne } from './alignment.js';
import { legalForms, vocabulary } from './shipped.js';

/** Shorter words may well be others: Hald, Bark. */
const SHORTEST = 6;

/** A form that one register writes so may be misspelt there. */
const WRITTEN_SO = 2;

/** Ordinary words, by how many forms have them; two at least. */
let known: ReadonlyMap<string, number> | undefined;
let shortened: Map<string, string[]> | undefined;

/**
 * A word that is an ordinary one, or one of a legal form, but for a letter: "cprporation", "invetsors"; of several the one
 * that most forms have. Null for a word that is as it should be, or that none is meant by.
 */
export function corrected(word: string): string | null {
  if (word.length < SHORTEST || !/^[a-z]+$/.test(word)) return null;
  known ??= ordinaryWords();
  if (known.has(word)) return null;
  shortened ??= byShortened(known.keys());
  const near = new Set(shortenings(word).flatMap((each) => shortened?.get(each) ?? []));
  const meant = [...near].filter((each) => isOneLetterApart(word, each));
  return meant.sort((a, b) => (known?.get(b) ?? 0) - (known?.get(a) ?? 0))[0] ?? null;
}

function ordinaryWords(): Map<string, number> {
  const words = new Map(legalForms().words());
  for (const word of vocabulary().words()) words.set(word, Math.max(words.get(word) ?? 0, WRITTEN_SO));
  return new Map([...words].filter(([word, forms]) => forms >= WRITTEN_SO && /^[a-z]{5,}$/.test(word)));
}

/** Words a letter apart have one of these in common. */
function shortenings(word: string): string[] {
  return [word, ...withoutOne(word)];
}

function byShortened(words: Iterable<string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const word of words) for (const each of shortenings(word)) found.set(each, [...(found.get(each) ?? []), word]);
  return found;
}
