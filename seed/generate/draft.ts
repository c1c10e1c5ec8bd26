import { INTEREST_TYPES, type InterestType } from '../../src/model/interest.js';
import { PARTY_KINDS, type PartyKind } from '../../src/model/party.js';

export const KIND: Readonly<Record<PartyKind, number>> = numbered(PARTY_KINDS);
export const TYPE: Readonly<Record<InterestType, number>> = numbered(INTEREST_TYPES);

/** A hundredth of a percent, in which shares are drawn. */
export const WHOLE_POINTS = 10_000;
/** A holder whom no source names. */
export const UNNAMED = -1;
export const FLAG = Object.freeze({ widelyHeld: 1, ownersComplete: 2 });
export const STRICT = Object.freeze({ min: 1, max: 2 });

/** Bounds in points, `strict` of which are exclusive. */
export interface Points {
  readonly min: number;
  readonly max: number;
  readonly strict: number;
}

/** From one day to before another, in days since 1970; no end is 0. */
export interface Days {
  readonly start: number;
  readonly end: number;
}

/**
 * A part of a world while it is made: parties by their place in it, and interests in them, of holders by their number in
 * the world. One serves for all parts in turn, so that a world of millions needs no more than its largest one.
 */
export class Draft {
  /** The number in the world of the party in place 0. */
  first = 0;
  size = 0;
  count = 0;
  readonly kind: Uint8Array;
  readonly incorporatedIn: Uint8Array;
  readonly headquarters: Uint8Array;
  readonly flags: Uint8Array;
  /** What of a company nobody holds yet, in points. */
  readonly room: Int32Array;
  readonly holder: Int32Array;
  readonly subject: Int32Array;
  readonly type: Uint8Array;
  readonly min: Int32Array;
  readonly max: Int32Array;
  readonly strict: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  private readonly newest: Int32Array;
  private readonly before: Int32Array;

  constructor(largest: number, interestsEach: number) {
    const most = largest * interestsEach;
    this.kind = new Uint8Array(largest);
    this.incorporatedIn = new Uint8Array(largest);
    this.headquarters = new Uint8Array(largest);
    this.flags = new Uint8Array(largest);
    this.room = new Int32Array(largest);
    this.newest = new Int32Array(largest);
    this.holder = new Int32Array(most);
    this.subject = new Int32Array(most);
    this.type = new Uint8Array(most);
    this.min = new Int32Array(most);
    this.max = new Int32Array(most);
    this.strict = new Uint8Array(most);
    this.start = new Int32Array(most);
    this.end = new Int32Array(most);
    this.before = new Int32Array(most);
  }

  begin(first: number): void {
    this.first = first;
    this.size = 0;
    this.count = 0;
  }

  party(kind: number, incorporatedIn: number, headquarters: number, flags: number): number {
    const place = this.size;
    this.kind[place] = kind;
    this.incorporatedIn[place] = incorporatedIn;
    this.headquarters[place] = headquarters;
    this.flags[place] = flags;
    this.room[place] = WHOLE_POINTS;
    this.newest[place] = -1;
    this.size += 1;
    return place;
  }

  interest(holder: number, subject: number, type: number, points: Points, days: Days): void {
    const interest = this.count;
    this.holder[interest] = holder;
    this.subject[interest] = subject;
    this.type[interest] = type;
    this.min[interest] = points.min;
    this.max[interest] = points.max;
    this.strict[interest] = points.strict;
    this.start[interest] = days.start;
    this.end[interest] = days.end;
    this.before[interest] = this.newest[subject] as number;
    this.newest[subject] = interest;
    this.count += 1;
  }

  /** Whether a holder has anything in a company, or had something that has ended. */
  holds(holder: number, subject: number, hasEnded = false): boolean {
    for (let each = this.newest[subject] as number; each !== -1; each = this.before[each] as number)
      if (this.holder[each] === holder && (this.end[each] !== 0) === hasEnded) return true;
    return false;
  }

  /** A company's interests into `found`, by holder and type, those without a named holder last; how many there are. */
  ordered(subject: number, found: Int32Array): number {
    let count = 0;
    for (let each = this.newest[subject] as number; each !== -1; each = this.before[each] as number) {
      let place = count;
      for (; place > 0 && this.comesBefore(each, found[place - 1] as number); place -= 1)
        found[place] = found[place - 1] as number;
      found[place] = each;
      count += 1;
    }
    return count;
  }

  private comesBefore(a: number, b: number): boolean {
    // No named holder has as high a number as -1 without its sign.
    const holders = ((this.holder[a] as number) >>> 0) - ((this.holder[b] as number) >>> 0);
    if (holders !== 0) return holders < 0;
    const types = (this.type[a] as number) - (this.type[b] as number);
    return types === 0 ? (this.start[a] as number) < (this.start[b] as number) : types < 0;
  }
}

function numbered<T extends string>(words: readonly T[]): Readonly<Record<T, number>> {
  return Object.freeze(Object.fromEntries(words.map((word, index) => [word, index])) as Record<T, number>);
}
