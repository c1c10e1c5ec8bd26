import { type Draft, KIND, TYPE, WHOLE_POINTS } from './draft.js';
import { Places } from './places.js';
import type { MarketShape } from './shape.js';
import { Stream } from './stream.js';
import type { Maker } from './world.js';

const DAY_MS = 86_400_000;
/** FinBench tells three years from 2020 on. */
const FROM = Date.UTC(2020, 0, 1) / DAY_MS;
const DAYS = 3 * 365;

/**
 * Blocks in which every company has investors drawn among all: not itself, nobody twice, nobody it has invested in. The
 * numbers drawn for them are scaled to a whole, in points and downwards.
 */
export class Market implements Maker {
  readonly largest: number;
  readonly interestsEach: number;
  private readonly stream = new Stream();
  private readonly places: Places;

  constructor(
    private readonly seed: number,
    private readonly shape: MarketShape,
  ) {
    this.largest = shape.block;
    this.interestsEach = shape.most;
    this.places = new Places(shape.places);
  }

  make(draft: Draft, part: number): void {
    const { stream, shape } = this;
    stream.restart(this.seed, part);
    for (let place = 0; place < shape.block; place += 1) {
      const kind = stream.happens(shape.persons) ? KIND.PERSON : KIND.COMPANY;
      const where = this.places.draw(stream);
      draft.party(kind, kind === KIND.PERSON ? 0 : where, where, 0);
    }
    for (let place = 0; place < shape.block; place += 1)
      if (draft.kind[place] === KIND.COMPANY) this.invest(draft, place);
  }

  private invest(draft: Draft, company: number): void {
    const { stream, shape } = this;
    const drawn: [investor: number, ratio: number][] = [];
    const investors = shape.fewest + stream.below(shape.most - shape.fewest + 1);
    for (let each = 0; each < investors; each += 1) {
      const investor = stream.below(shape.block);
      const ratio = stream.next();
      const isThere = drawn.some(([other]) => other === investor) || draft.holds(draft.first + company, investor);
      if (investor !== company && !isThere) drawn.push([investor, ratio]);
    }
    const all = drawn.reduce((sum, [, ratio]) => sum + ratio, 0);
    for (const [investor, ratio] of drawn) {
      const points = Math.floor((ratio / all) * WHOLE_POINTS);
      const days = { start: FROM + stream.below(DAYS), end: 0 };
      if (points > 0)
        draft.interest(
          draft.first + investor,
          company,
          TYPE.SHAREHOLDING,
          { min: points, max: points, strict: 0 },
          days,
        );
    }
  }
}
