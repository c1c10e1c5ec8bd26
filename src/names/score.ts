import type { NameKind } from '../model/party.js';
import { type ComparedForms, comparedForms } from './forms.js';
import { MOST_MISSPELT, MOST_WITH_WORDS_LEFT } from './keys.js';
import type { Reading, ReadName } from './readings.js';
import { inPairs, NOTHING, SAME_WORDS, type Scored, type ScoredWords } from './wordScore.js';

export type { Scored } from './wordScore.js';

/** From this score on a name may be that of the party: below, it is another name and nobody is told of it. */
export const LIKELY = 0.7;
/** From this score on a party may be found by a name alone: the same words, or a letter of several astray. */
export const FOUND = 0.9;
/** By so much the party found stands clear of the next; nearer ones are ambiguous. */
export const CLEAR_BY = 0.08;

const WRITTEN_APART = 0.01;
const READ_OUT = 0.02;
const LOOK_ALIKE = 0.01;
const FURTHER_NAME = 0.01;

/** A name that is asked for, against one that a party bears, of a kind where it is not the one that it goes by. */
export function scored(asked: ReadName, borne: ReadName, kind: NameKind | null = null): Scored {
  const further = kind === null || kind === 'LEGAL' ? null : kind;
  const found = asked.plain === borne.plain && asked.plain !== '' ? SAME : whole(asked, borne, best(asked, borne));
  if (found.score === 0 || further === null) return found;
  return { score: rounded(found.score - FURTHER_NAME), why: [...found.why, FURTHER[further]] };
}

/** Names that are the same as far as they are compared need not be so to their ends. */
function whole(asked: ReadName, borne: ReadName, { score, why }: Scored): Scored {
  if (!asked.isCut && !borne.isCut) return { score, why };
  return { score: Math.min(score, MOST_WITH_WORDS_LEFT), why: [...why, 'too long to be compared to its end'] };
}

const SAME: Scored = { score: 1, why: ['the same name'] };
const FURTHER: Readonly<Record<Exclude<NameKind, 'LEGAL'>, string>> = {
  TRADING: 'by a trading name',
  FORMER: 'by a former name',
  TRANSLITERATED: 'by a transliterated name',
  ALIAS: 'by another name of it',
};

function best(asked: ReadName, borne: ReadName): Scored {
  let found = NOTHING;
  for (const mine of asked.readings)
    for (const theirs of borne.readings) {
      const looks = asked.lookAlike || borne.lookAlike || mine.asItLooks || theirs.asItLooks;
      const { score, why } = read(mine, theirs);
      const less = looks ? LOOK_ALIKE : 0;
      if (score - less <= found.score) continue;
      found = { score: rounded(score - less), why: looks ? [...why, LOOKS] : why };
    }
  return found;
}

const LOOKS = 'letters of another script that look alike';

function read(asked: Reading, borne: Reading): Scored {
  const words = asked.letters === borne.letters ? sameLetters(asked, borne) : inPairs(asked, borne);
  if (words.score === 0) return NOTHING;
  // That what was asked may be short for a name counts the form already.
  const isShort = asked.forms.length === 0 && words.isContained === true;
  const form = FORMS[isShort ? 'NONE' : comparedForms(asked, borne)];
  const out = asked.readOut || borne.readOut ? READ_OUT : 0;
  const most = asked.setRight ? MOST_MISSPELT : 1;
  return {
    score: rounded(Math.max(0, Math.min(most, words.score - form.less - out))),
    why: [
      ...words.why,
      ...form.why,
      ...(out > 0 ? ['as it is read in Latin letters'] : []),
      ...(asked.setRight ? ['ordinary words set right'] : []),
    ],
  };
}

function sameLetters(asked: Reading, borne: Reading): ScoredWords {
  const isApart = asked.words.join(' ') !== borne.words.join(' ');
  return isApart
    ? { score: SAME_WORDS - WRITTEN_APART, why: ['the same letters, written apart'] }
    : { score: SAME_WORDS, why: ['the same words'] };
}

/** What another legal form, or none, takes from the score, and how it is said. */
const FORMS: Readonly<Record<ComparedForms, { readonly less: number; readonly why: readonly string[] }>> = {
  NONE: { less: 0, why: [] },
  NOT_ASKED: { less: 0.04, why: ['no legal form was asked for'] },
  NOT_BORNE: { less: 0.04, why: ['its name has no legal form'] },
  SAME: { less: 0, why: ['the same legal form'] },
  OTHER: { less: 0.13, why: ['another legal form'] },
};

function rounded(score: number): number {
  return Math.round(score * 1_000) / 1_000;
}
