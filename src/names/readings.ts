import { transliterate } from 'transliteration';
import { plainName } from '../model/name.js';
import { corrected } from './corrected.js';
import { asItLooks } from './letters.js';
import { legalForms, vocabulary } from './shipped.js';
import { UNSPACED } from './vocabulary.js';
import { type Words, wordsOf } from './words.js';

/** One way to read a name, ready to be looked for and compared. */
export interface Reading {
  /** All its letters, as they are written. */
  readonly letters: string;
  /** As they are compared: without the legal form, abbreviations written out, ordinary words in English. */
  readonly words: readonly string[];
  /** The groups that each part of the legal form may belong to (`LegalForms`). */
  readonly forms: readonly (readonly number[])[];
  /** How each part is written. */
  readonly written: readonly string[];
  /** Letters that are not Latin, Cyrillic or Greek are read out in Latin ones. */
  readonly readOut: boolean;
  /** Letters of other scripts are taken for the Latin ones that they look like. */
  readonly asItLooks: boolean;
  /** Ordinary words are taken for misspelt and set right. */
  readonly setRight: boolean;
}

export interface ReadName {
  readonly text: string;
  readonly plain: string;
  /** A word mixes letters of two scripts. */
  readonly lookAlike: boolean;
  /** It is too long to be compared to its end. */
  readonly isCut: boolean;
  /** As it is written, and where that is not in Latin letters as it is read out and as it looks. None where it has no word. */
  readonly readings: readonly Reading[];
}

/** Of a longer name its beginning is compared; longer words by theirs. */
const MOST_WORDS = 32;
const LONGEST_WORD = 60;
const LONGEST_NAME = 1_000;

/** A name that is asked for: its ordinary words, and those of its legal form, may be misspelt. */
export function readAsked(text: string): ReadName {
  const found = wordsOf(text.slice(0, LONGEST_NAME));
  const name = read(text, found);
  const { words } = found;
  const right = words.map((word) => corrected(word) ?? word);
  if (right.every((word, index) => word === words[index])) return name;
  return { ...name, readings: [...name.readings, ...readingsOf(right, { asItLooks: false, setRight: true })] };
}

export function readName(text: string): ReadName {
  return read(text, wordsOf(text.slice(0, LONGEST_NAME)));
}

/** `words`, `lookAlike`: those of its beginning. */
function read(text: string, { words, lookAlike }: Words): ReadName {
  const plain = plainName(text);
  const beginning = text.slice(0, LONGEST_NAME);
  const readings = readingsOf(words, AS_IT_IS);
  const looks = asItLooks(beginning);
  // A name that can be taken for a Latin one, and is none, may be meant to be.
  if (looks !== beginning.normalize('NFC').toLowerCase() && !/\p{Script=Cyrillic}|\p{Script=Greek}/u.test(looks))
    readings.push(...readingsOf(wordsOf(looks).words, { asItLooks: true, setRight: false }));
  const isCut =
    text.length > LONGEST_NAME || words.length > MOST_WORDS || words.some((each) => each.length > LONGEST_WORD);
  return { text, plain, lookAlike, isCut, readings: readings.filter((each) => each.words.length > 0) };
}

type How = Pick<Reading, 'asItLooks' | 'setRight'>;
const AS_IT_IS: How = { asItLooks: false, setRight: false };

function readingsOf(words: readonly string[], how: How): Reading[] {
  const formless = legalForms().without(words);
  const parts = formless.words.flatMap((word) => (UNSPACED.test(word) ? vocabulary().parted(word) : [word]));
  const asWritten = reading(parts, formless, { ...how, readOut: false });
  if (asWritten.words.every((word) => LATIN.test(word))) return [asWritten];
  return [asWritten, reading(parts.map(readOut), formless, { ...how, readOut: true })];
}

const LATIN = /^[a-z0-9]+$/;

function reading(
  parts: readonly string[],
  { forms, written }: Pick<Reading, 'forms' | 'written'>,
  how: How & Pick<Reading, 'readOut'>,
): Reading {
  const words = parts.flatMap((word) => vocabulary().compared(word)).filter((word) => word !== '');
  const compared = words.slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST_WORD));
  return { words: compared, letters: parts.join(''), forms, written, ...how };
}

/** Ordinary words keep their English; the rest is read syllable by syllable, as one word. */
function readOut(part: string): string {
  if (
    LATIN.test(part) ||
    vocabulary()
      .compared(part)
      .every((word) => LATIN.test(word))
  )
    return part;
  return transliterate(part)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
