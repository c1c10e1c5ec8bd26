/** Numbers that a seed and a place fix: each part of a world draws from a stream of its own, whatever came before it. */
export class Stream {
  private state = 0;

  /** Goes to the beginning of the stream of a part of a world. */
  restart(seed: number, part: number): void {
    this.state = mixed(mixed(seed >>> 0) ^ Math.imul(part + 1, 0x9e3779b1));
  }

  /** From 0 to less than 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let drawn = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    drawn = (drawn + Math.imul(drawn ^ (drawn >>> 7), 61 | drawn)) ^ drawn;
    return ((drawn ^ (drawn >>> 14)) >>> 0) / 4_294_967_296;
  }

  happens(share: number): boolean {
    return share > 0 && this.next() < share;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }
}

/** The finisher of MurmurHash3, by which neighbouring numbers begin far from each other. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
