import { hash } from './hash.js';

/** A name's key that too many bear to compare each with each. */
export interface Crowd {
  readonly key: string;
  readonly parties: number;
}

/** A bound on the comparisons of one key: 400 bear it, 80,000 pairs. */
export const LARGEST_BLOCK = 400;

const BITS = 32n;

/**
 * Which parties share a key, of millions: eight bytes a key are kept, not the key. Different keys may fall together;
 * whoever is compared for nothing is found to differ.
 */
export class Blocks {
  private cells = new BigUint64Array(1 << 16);
  private length = 0;

  /** `party` counts from 0. */
  add(key: string, party: number): void {
    if (this.length === this.cells.length) {
      const larger = new BigUint64Array(this.cells.length * 2);
      larger.set(this.cells);
      this.cells = larger;
    }
    this.cells[this.length] = (BigInt(hash(key)) << BITS) | BigInt(party);
    this.length += 1;
  }

  /** Sets of two or more that share a key, each party once; those above the bound too. */
  *shared(): Generator<readonly number[]> {
    const sorted = this.cells.subarray(0, this.length).sort();
    let block: number[] = [];
    let of = -1n;
    for (const cell of sorted) {
      const key = cell >> BITS;
      const party = Number(cell & 0xffffffffn);
      if (key !== of) {
        if (block.length > 1) yield block;
        block = [];
        of = key;
      }
      if (block.at(-1) !== party) block.push(party);
    }
    if (block.length > 1) yield block;
  }
}
