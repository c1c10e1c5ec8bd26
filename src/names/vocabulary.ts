import { wordsOf } from './words.js';

/** What a word of a name that is common adds to the likeness of two names, where one that is not adds 1. */
const COMMON_WEIGHT = 0.35;
/** Shorter words lose no plural: gas, des. */
const SHORTEST_PLURAL = 5;
const LONGEST_TERM = 6;
/** Written without spaces between words. */
export const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+$/u;

/** Ordinary words of names, however they are abbreviated or translated, and which of them tell companies apart little. */
export class Vocabulary {
  /** By a way to write it; several words where it stands for several. */
  private readonly standing = new Map<string, readonly string[]>();
  readonly common: ReadonlySet<string>;

  /** `groups`: ways to write one word, the one to compare by first, with a hyphen between two words. */
  constructor(groups: readonly (readonly string[])[], common: readonly string[]) {
    for (const [first = '', ...others] of groups) {
      const words = first.split('-');
      this.standing.set(words.length === 1 ? first : words.join(''), words);
      for (const other of others) {
        const [written, ...more] = wordsOf(other).words;
        if (written !== undefined && more.length === 0) this.standing.set(written, words);
      }
    }
    this.common = new Set(common.flatMap((word) => word.split('-')).flatMap((word) => this.standing.get(word) ?? word));
  }

  /** The word as it is compared: written out, in English and in the singular where it is ordinary. */
  compared(word: string): readonly string[] {
    const known = this.standing.get(word);
    if (known !== undefined) return known;
    if (!word.endsWith('s') || word.length < SHORTEST_PLURAL) return [word];
    const singular = word.slice(0, -1);
    return this.standing.get(singular) ?? [this.common.has(singular) ? singular : word];
  }

  /** Every way to write an ordinary word. */
  words(): Set<string> {
    return new Set([...this.standing.keys(), ...[...this.common].flatMap((word) => [word, `${word}s`])]);
  }

  weight(word: string): number {
    return this.common.has(word) ? COMMON_WEIGHT : 1;
  }

  isCommon(word: string): boolean {
    return this.common.has(word);
  }

  /** A run of letters that puts no spaces between its words, parted at the ordinary ones, the longest first. */
  parted(run: string): string[] {
    const parts: string[] = [];
    let unknown = '';
    const letters = [...run];
    for (let at = 0; at < letters.length; ) {
      const length = this.termAt(letters, at);
      if (length === 0) {
        unknown += letters[at];
        at += 1;
        continue;
      }
      if (unknown !== '') parts.push(unknown);
      unknown = '';
      parts.push(letters.slice(at, at + length).join(''));
      at += length;
    }
    return unknown === '' ? parts : [...parts, unknown];
  }

  private termAt(letters: readonly string[], at: number): number {
    for (let length = Math.min(LONGEST_TERM, letters.length - at); length > 1; length -= 1)
      if (this.standing.has(letters.slice(at, at + length).join(''))) return length;
    return 0;
  }
}
