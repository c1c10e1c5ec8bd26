import { type Aligned, aligned } from './alignment.js';
import { MOST_CONTAINED, MOST_MISSPELT, MOST_WITH_WORDS_LEFT } from './keys.js';
import type { Reading } from './readings.js';
import { vocabulary } from './shipped.js';

/** How alike two names are, from 0 to 1, and why, in words. */
export interface Scored {
  readonly score: number;
  readonly why: readonly string[];
}

export interface ScoredWords extends Scored {
  /** All that was asked is in the name, which says more. */
  readonly isContained?: boolean;
}

export const NOTHING: Scored = { score: 0, why: [] };
/** The same words: what is missing to 1 is for a name that is the same letter by letter. */
export const SAME_WORDS = 0.99;
const OTHER_ORDER = 0.02;
/** A name asked for in short, without its form, is never found by that alone, unless only words of a group are left out. */
const SHORT = 0.895;
const OF_GROUPS: ReadonlySet<string> = new Set(['group', 'holding', 'company']);
/** Per word's weight that a name has more than was asked. */
const MORE_WORDS = 0.02;
const NOT_AT_BEGINNING = 0.06;
/** Where each has a word that the other lacks, they differ; where it is a number or a letter, they are told apart by it. */
const BOTH_LEFT = 0.1;
const OTHER_NUMBER = 0.6;
/** How much faster a name becomes another by misspelling than its letters differ. */
const MISSPELLING = 1.5;
/** Words that are less alike than this differ by more than a slip: nobody is found by them, and some are likely. */
const MORE_THAN_A_SLIP = 0.9;
const NOT_FOUND_BY = 0.88;

/** The words of two names, legal forms apart, paired and weighed. */
export function inPairs(asked: Reading, borne: Reading): ScoredWords {
  const pairs = aligned(asked.words, borne.words);
  if (pairs.length === 0) return NOTHING;
  const left = without(
    asked.words,
    pairs.flatMap(({ one }) => one),
  );
  const more = without(
    borne.words,
    pairs.flatMap(({ other }) => other),
  );
  return { ...inWords(asked, borne, pairs, left, more), isContained: left.length === 0 && more.length > 0 };
}

function inWords(
  asked: Reading,
  borne: Reading,
  pairs: readonly Aligned[],
  left: readonly string[],
  more: readonly string[],
): Scored {
  const [mine, theirs] = [weightOf(asked.words), weightOf(borne.words)];
  const matched = pairs.reduce((sum, pair) => sum + pair.likeness * weightOfPair(pair, asked, borne), 0);
  const spelling = spellings(pairs, asked, borne);
  if (left.length === 0 && more.length === 0) {
    const ordered = isInOrder(pairs);
    const likeness = 1 - MISSPELLING * (1 - (2 * matched) / (mine + theirs));
    // A name that is spelt as it was asked for stands clear of one that is not.
    const most = mostBySpelling(pairs, asked);
    return {
      score: Math.min(most, SAME_WORDS * likeness) - (ordered ? 0 : OTHER_ORDER),
      why: [ordered ? 'the same words' : 'the same words in another order', ...spelling],
    };
  }
  const dice = (2 * matched) / (mine + theirs);
  if (left.some(isMark) && more.some(isMark)) return { score: Math.min(OTHER_NUMBER, dice), why: ['another number'] };
  if (left.length > 0 && more.length > 0) {
    const why = [`it is not called ${left.join(' ')}, and is called ${more.join(' ')}`, ...spelling];
    return { score: Math.min(MOST_WITH_WORDS_LEFT, dice - BOTH_LEFT), why };
  }
  if (left.length > 0)
    return { score: Math.min(MOST_WITH_WORDS_LEFT, dice), why: [`its name lacks ${left.join(' ')}`, ...spelling] };
  return contained(asked, borne, pairs, more, dice, matched / mine, spelling);
}

/**
 * Nobody is found by a misspelt name of which no telling word is as it was asked: Ballinger is not Bollinger, and what is said of the
 * one is not said of the other.
 */
function mostBySpelling(pairs: readonly Aligned[], asked: Reading): number {
  const misspelt = pairs.filter(({ how }) => how !== 'SAME' && how !== 'APART');
  if (misspelt.length === 0) return SAME_WORDS;
  const isSlip = misspelt.every(({ likeness }) => likeness > MORE_THAN_A_SLIP);
  const isTold = pairs.some(
    ({ how, one }) => how === 'SAME' && one.some((i) => vocabulary().weight(asked.words[i] as string) === 1),
  );
  return isSlip && isTold ? MOST_MISSPELT : NOT_FOUND_BY;
}

/** All that was asked is in the name, which says more: what was asked may be short for it. */
function contained(
  asked: Reading,
  borne: Reading,
  pairs: readonly Aligned[],
  more: readonly string[],
  dice: number,
  likeness: number,
  spelling: readonly string[],
): Scored {
  const why = [`its name says more: ${more.join(' ')}`, ...spelling];
  const isShort = asked.forms.length === 0;
  const ofGroups = more.every((word) => OF_GROUPS.has(word));
  const bound = isShort ? (ofGroups ? MOST_CONTAINED.formless : SHORT) : MOST_CONTAINED.formed;
  if (asked.words.every((word) => vocabulary().isCommon(word))) return { score: Math.min(bound, dice), why };
  const first = Math.min(...pairs.flatMap(({ other }) => other));
  const begins = borne.words.slice(0, first).every((word) => vocabulary().isCommon(word));
  const said = isShort && ofGroups ? 0 : MORE_WORDS * weightOf(more);
  const short = bound - said - (begins ? 0 : NOT_AT_BEGINNING) - MISSPELLING * (1 - likeness);
  return { score: Math.min(bound, Math.max(short, dice - BOTH_LEFT)), why };
}

function spellings(pairs: readonly Aligned[], asked: Reading, borne: Reading): string[] {
  return pairs.flatMap(({ how, one, other }) => {
    const words = `${one.map((i) => asked.words[i]).join(' ')} for ${other.map((j) => borne.words[j]).join(' ')}`;
    if (how === 'SAME') return [];
    if (how === 'SOUND') return [`it sounds alike: ${words}`];
    return [
      how === 'APART' ? `written apart: ${words}` : how === 'BEGINNING' ? `short: ${words}` : `misspelt: ${words}`,
    ];
  });
}

function isInOrder(pairs: readonly Aligned[]): boolean {
  const byMine = [...pairs].sort((a, b) => (a.one[0] as number) - (b.one[0] as number));
  return byMine.every(
    (pair, index) => index === 0 || (byMine[index - 1]?.other[0] as number) < (pair.other[0] as number),
  );
}

/** Numbers and single letters tell the companies of a series apart. */
function isMark(word: string): boolean {
  return /\d/.test(word) || word.length === 1;
}

function without(words: readonly string[], indexes: readonly number[]): string[] {
  const taken = new Set(indexes);
  return words.filter((_, index) => !taken.has(index));
}

function weightOf(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + vocabulary().weight(word), 0);
}

function weightOfPair({ one, other }: Aligned, asked: Reading, borne: Reading): number {
  const [mine, theirs] = [one.map((i) => asked.words[i] as string), other.map((j) => borne.words[j] as string)];
  return (weightOf(mine) + weightOf(theirs)) / 2;
}
