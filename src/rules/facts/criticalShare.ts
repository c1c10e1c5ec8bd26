import { type Bounds, type Units, WHOLE } from '../../model/share.js';
import { nothingAltered } from './alteration.js';
import { atLeastWords, atMostWords, type Fact, GOAL, type Side, type Way } from './fact.js';
import { laidUpon } from './settling.js';
import type { Situation } from './situation.js';

/**
 * The fact with the widest range of its share that settles a side, to the last unit, beside others that have turned
 * out: "more than 50 %", "50 % or less". A share at the threshold, or at what others leave of it, is tried first.
 */
export function withCriticalShare(situation: Situation, fact: Fact, side: Side, beside: readonly Fact[]): Fact {
  const { scale } = fact;
  if (scale === null) return fact;
  const cut = new Cut(situation, fact, beside);
  const range = cut.rangeOf(side);
  return range === null ? fact : { ...fact, ways: { ...fact.ways, [side]: wayOf(scale, range, cut.isUpper(side)) } };
}

function wayOf(scale: NonNullable<Fact['scale']>, range: Bounds, isUpper: boolean): Way {
  const words = isAll(scale.bounds, range) ? 'any share that fits the record' : ends(range, isUpper);
  return { words, clause: scale.clause(words), alter: (upon) => scale.alter(upon, range) };
}

function ends(range: Bounds, isUpper: boolean): string {
  return isUpper ? atLeastWords(range) : atMostWords(range);
}

function isAll(bounds: Bounds, { min, max, minExclusive, maxExclusive }: Bounds): boolean {
  const isFromStart = min === bounds.min && minExclusive === bounds.minExclusive;
  return isFromStart && max === bounds.max && maxExclusive === bounds.maxExclusive;
}

class Cut {
  private readonly bounds: Bounds;
  private readonly rises: boolean;

  constructor(
    private readonly situation: Situation,
    private readonly fact: Fact,
    private readonly beside: readonly Fact[],
  ) {
    const { bounds, rises } = fact.scale as NonNullable<Fact['scale']>;
    this.bounds = bounds;
    this.rises = rises;
  }

  /** Whether a side is settled by large shares rather than small ones. */
  isUpper(side: Side): boolean {
    return (side === 'restricted') === this.rises;
  }

  /** The widest range at its end of the bounds that settles the side; the end itself is known to. */
  rangeOf(side: Side): Bounds | null {
    const isUpper = this.isUpper(side);
    const { min, max, minExclusive, maxExclusive } = this.bounds;
    // Places on the line: twice the units, and one more just beyond them, so that each cut has a place of its own.
    const [first, last] = [2 * min + (minExclusive ? 1 : 0), 2 * max - (maxExclusive ? 1 : 0)];
    const range = (place: number): Bounds => {
      if (isUpper) return { ...this.bounds, min: Math.floor(place / 2), minExclusive: place % 2 === 1 };
      return { ...this.bounds, max: Math.ceil(place / 2), maxExclusive: place % 2 === 1 };
    };
    const fits = (place: number): boolean => this.settles(side, range(place));
    if (!fits(isUpper ? last : first)) return null;
    return range(
      isUpper
        ? lowest(first, last, this.guesses(), fits)
        : 0 -
            lowest(
              -last,
              -first,
              this.guesses().map((each) => -each),
              (place) => fits(-place),
            ),
    );
  }

  private settles(side: Side, share: Bounds): boolean {
    const { alter } = this.fact.scale as NonNullable<Fact['scale']>;
    return this.situation.altered(laidUpon(alter(nothingAltered(), share), this.beside, side)).verdict === GOAL[side];
  }

  /** Where thresholds usually cut: at the policy's, less what others hold, and at what others leave. */
  private guesses(): number[] {
    const { interest } = this.fact;
    const { threshold } = this.situation.setting.policy;
    if (interest === null) return [];
    const others =
      this.situation
        .held(nothingAltered(), interest.subject, interest.type)
        .reduce((sum, share) => sum + share.min, 0) - this.bounds.min;
    const cuts: Units[] = [threshold, threshold - others, WHOLE - threshold, WHOLE - threshold - others];
    return cuts.flatMap((cut) => [2 * cut - 1, 2 * cut, 2 * cut + 1]);
  }
}

/** The lowest place from first to last that fits; the last does, and so does everything above one that does. */
function lowest(first: number, last: number, guesses: readonly number[], fits: (place: number) => boolean): number {
  let [low, high] = [first, last];
  for (const guess of guesses) {
    if (guess < low || guess >= high) continue;
    if (fits(guess)) high = guess;
    else low = guess + 1;
  }
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}
