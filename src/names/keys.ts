import { withoutOne } from './alignment.js';
import { hash } from './hash.js';
import { type Reading, type ReadName, readName } from './readings.js';
import { vocabulary } from './shipped.js';
import { soundOf } from './sound.js';
import { UNSPACED } from './vocabulary.js';

/**
 * The keys by which a name is found, for the index of a store, a space between two: of each reading all its words
 * whatever their order, all its letters whatever its spaces, each word, and each word as it may be
 * misspelt. Of a plain name (`model/name.ts`); none for one without a letter or digit. Keys are numbers made of the text, so that
 * no index reads syntax in them; two that fall together find a name too many, which is then compared. A change of what keys
 * a name has is a new version of every store's schema, which makes the index anew.
 */
export function keysOfName(plain: string): string {
  const keys = readName(plain).readings.flatMap((reading) => [
    ...wholeKeys(reading),
    ...reading.words.flatMap(wordKeys),
  ]);
  return [...new Set(keys)].join(' ');
}

/** One way to look for a name: names that have one of each list of keys. */
export interface Way {
  readonly allOf: readonly (readonly string[])[];
  /** The highest score (`score.ts`) of a name that this way alone finds. */
  readonly most: number;
  /** Finds some of these names: asked where there are more than are looked at. */
  readonly narrower?: Way;
}

/** Bounds on the scores of names that are not the same; `score.ts` keeps to them. */
export const MOST_MISSPELT = 0.91;
export const MOST_WITH_WORDS_LEFT = 0.82;
/** Of a name that says more than what was asked: without a legal form this may be short for it. */
export const MOST_CONTAINED = { formless: 0.93, formed: 0.82 } as const;

/** Names that are the same: the same words in any order, or the same letters. */
export function nearWays({ readings }: ReadName): Way[] {
  return readings.map((reading) => ({ allOf: [wholeKeys(reading)], most: 1 }));
}

/** Names that are misspelt, that have more words, or that lack some. */
export function farWays({ readings }: ReadName): Way[] {
  return readings.flatMap(({ words, forms }) => {
    const telling = [...new Set(words)].filter((word) => !vocabulary().isCommon(word));
    const most = forms.length === 0 ? MOST_CONTAINED.formless : MOST_MISSPELT;
    const all: Way = { allOf: [...new Set(words)].map(askedKeys), most };
    const isTold = telling.length > 0 && telling.length < all.allOf.length;
    const ways: Way[] = isTold ? [{ allOf: telling.map(askedKeys), most: MOST_WITH_WORDS_LEFT, narrower: all }] : [all];
    // A name that lacks one word of two is another name.
    if (telling.length > 2)
      for (const left of telling.slice(0, MOST_LEFT_OUT)) {
        const others = telling.filter((word) => word !== left);
        ways.push({ allOf: others.map((word) => [key('w', word)]), most: MOST_WITH_WORDS_LEFT });
      }
    return ways;
  });
}

const MOST_LEFT_OUT = 6;

function wholeKeys({ words, letters }: Reading): string[] {
  return [...new Set([key('a', [...words].sort().join('')), key('b', words.join('')), key('b', letters)])];
}

/** Shorter words are not taken for misspelt. */
const SHORTEST_MISSPELT = 5;
const SHORTEST_SOUND = 5;

/** The word itself, and what of it is left when it is misspelt by a letter or two; a common one stands in too many names. */
function wordKeys(word: string): string[] {
  const itself = key('w', word);
  return vocabulary().isCommon(word) ? [itself] : [itself, ...misspellings(word).map((each) => key('f', each))];
}

/** Of a word that is asked for: also the common words that it may be misspelt from. */
function askedKeys(word: string): string[] {
  if (vocabulary().isCommon(word)) return wordKeys(word);
  const meant = misspellings(word).flatMap((each) => commonWords().get(each) ?? []);
  return [...new Set([...wordKeys(word), ...meant.map((each) => key('w', each))])];
}

function misspellings(word: string): string[] {
  if (UNSPACED.test(word)) return pairsOf([...word]);
  if (word.length < SHORTEST_MISSPELT || /\d/.test(word)) return [];
  const sound = soundOf(word);
  return [...new Set([sound, ...withoutOne(sound.length >= SHORTEST_SOUND ? sound : word)])];
}

let commons: Map<string, string[]> | undefined;

function commonWords(): ReadonlyMap<string, readonly string[]> {
  if (commons !== undefined) return commons;
  commons = new Map();
  for (const word of vocabulary().common)
    for (const each of misspellings(word)) commons.set(each, [...(commons.get(each) ?? []), word]);
  return commons;
}

function pairsOf(letters: readonly string[]): string[] {
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

/** Of five to seven characters. */
function key(kind: string, text: string): string {
  return hash(`${kind}${text}`).toString(36);
}
