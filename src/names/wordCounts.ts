import { hash } from './hash.js';

/** A word is common when one in so many parties bears it, and no fewer than so many. */
const ONE_IN = 10_000;
const AT_LEAST = 10;

/** How many bear a word, in a table that does not grow: words that fall together count as one, so some seem too common. */
export class WordCounts {
  private readonly counts = new Uint32Array(1 << 20);
  private parties = 0;

  add(words: ReadonlySet<string>): void {
    this.parties += 1;
    for (const word of words) this.counts[this.placeOf(word)] = this.count(word) + 1;
  }

  isCommon(word: string): boolean {
    return this.count(word) >= Math.max(AT_LEAST, this.parties / ONE_IN);
  }

  private count(word: string): number {
    return this.counts[this.placeOf(word)] as number;
  }

  private placeOf(word: string): number {
    return hash(word) & (this.counts.length - 1);
  }
}
