import { type Days, type Draft, FLAG, KIND, type Points, STRICT, TYPE, UNNAMED, WHOLE_POINTS } from './draft.js';
import { Places } from './places.js';
import type { GroupShape } from './shape.js';
import { Stream } from './stream.js';
import type { Maker } from './world.js';

const DAY_MS = 86_400_000;
const FROM = Date.UTC(2000, 0, 1) / DAY_MS;
const CHANGED = Date.UTC(2015, 0, 1) / DAY_MS;
const UNTIL = Date.UTC(2026, 0, 1) / DAY_MS;

const UNKNOWN: Points = { min: 0, max: WHOLE_POINTS, strict: 0 };
const FROM_75: Points = { min: 7_500, max: WHOLE_POINTS, strict: 0 };
const FROM_50: Points = { min: 5_000, max: 7_500, strict: STRICT.min | STRICT.max };
const FROM_25: Points = { min: 2_500, max: 5_000, strict: STRICT.min };
const RING_STEPS = 3;

/**
 * The hubs first, then group after group: a small one is companies with their holders, a larger one a tree with towers,
 * diamonds and now and then a ring. However often it is drawn, no company's lower bounds come to more than a whole, on
 * no day, unless the shape asks for it.
 */
export class Groups implements Maker {
  readonly largest: number;
  readonly interestsEach = 16;
  private readonly stream = new Stream();
  private readonly places: Places;
  private readonly percentages: readonly number[];
  /** The first owner of a party of the group, by place; -1 for none. */
  private readonly above: Int32Array;

  constructor(
    private readonly seed: number,
    private readonly shape: GroupShape,
  ) {
    this.largest = Math.max(shape.largest, shape.hubs);
    this.places = new Places(shape.places);
    let sum = 0;
    this.percentages = shape.percentages.map((share) => {
      sum += share;
      return sum;
    });
    this.above = new Int32Array(this.largest);
  }

  make(draft: Draft, part: number): void {
    this.stream.restart(this.seed, part);
    if (part === 0 && this.shape.hubs > 0) this.hubs(draft);
    else {
      const { tail, largest, treesFrom } = this.shape;
      const size = Math.min(largest, Math.floor(2 * (1 - this.stream.next()) ** (-1 / tail)));
      if (size < treesFrom) this.small(draft, size);
      else this.tree(draft, size);
      for (let place = 0; place < size; place += 1) if (draft.kind[place] === KIND.COMPANY) this.beside(draft, place);
    }
  }

  private hubs(draft: Draft): void {
    for (let hub = 0; hub < this.shape.hubs; hub += 1) {
      if (hub % 8 === 7) this.party(draft, KIND.STATE, 0);
      else this.party(draft, KIND.COMPANY, FLAG.widelyHeld);
    }
  }

  private small(draft: Draft, size: number): void {
    const { stream, shape } = this;
    const companies = Math.max(1, Math.round(size * shape.companiesInSmall));
    const holders = size - companies;
    for (let place = 0; place < holders; place += 1) this.top(draft, 0.6);
    for (let place = holders; place < size; place += 1) {
      this.party(draft, KIND.COMPANY, 0);
      this.above[place] = -1;
    }
    for (let holder = 0; holder < holders; holder += 1) {
      const company = holder % companies;
      this.counted(draft, holder, holders + company);
      // The first holder of each company but the first makes it one group with the one before.
      if (holder === company && company > 0) this.counted(draft, holder, holders + company - 1);
    }
    for (let place = holders + 1; place < size; place += 1)
      if (stream.happens(shape.stackedInSmall)) this.counted(draft, place - 1, place);
    for (let place = holders; place < size; place += 1)
      if (stream.happens(shape.hubStakes)) this.hubStake(draft, place);
  }

  private tree(draft: Draft, size: number): void {
    const { stream, shape } = this;
    const isTower = stream.happens(shape.towersIn);
    this.top(draft, 0.2);
    if (draft.kind[0] === KIND.COMPANY && stream.happens(shape.hubStakes)) this.hubStake(draft, 0);
    let isTop = false;
    for (let place = 1; place < size; place += 1) {
      if (!isTop && stream.happens(shape.topsInTrees)) {
        this.top(draft, 0.7);
        isTop = true;
      } else {
        this.party(draft, KIND.COMPANY, 0);
        this.above[place] = -1;
        const isStacked = isTower && place % shape.towers !== 0;
        // Early members are drawn more often, as most of a group is held near its top.
        this.registered(draft, isStacked ? place - 1 : this.early(place), place);
        if (isTop) this.registered(draft, place - 1, place);
        for (const share of shape.moreOwners) {
          if (!stream.happens(share)) break;
          this.registered(draft, this.early(place), place);
        }
        isTop = false;
      }
    }
  }

  private early(place: number): number {
    return Math.floor(place * this.stream.next() * this.stream.next());
  }

  private party(draft: Draft, kind: number, flags: number): void {
    const { stream, shape } = this;
    const where = this.places.draw(stream);
    const isRecorded = stream.happens(shape.headquarters);
    const complete = kind === KIND.COMPANY && stream.happens(shape.ownersComplete) ? FLAG.ownersComplete : 0;
    // A company is run where it is organised, but for one in twenty.
    const headquarters = stream.happens(0.05) ? this.places.draw(stream) : where;
    const organised = kind === KIND.PERSON ? 0 : where;
    draft.party(kind, organised, isRecorded || kind === KIND.STATE ? headquarters : 0, flags | complete);
  }

  /** Somebody without recorded owners. */
  private top(draft: Draft, persons: number): void {
    const { stream, shape } = this;
    this.above[draft.size] = -1;
    if (stream.happens(persons)) this.party(draft, KIND.PERSON, 0);
    else if (stream.happens(0.05)) this.party(draft, KIND.STATE, 0);
    else this.party(draft, KIND.COMPANY, stream.happens(shape.widelyHeld) ? FLAG.widelyHeld : 0);
  }

  /** A holding that a filing gives in percent. */
  private counted(draft: Draft, holder: number, company: number): void {
    if (!this.isFree(draft, holder, company)) return;
    const { stream, shape } = this;
    if (stream.happens(shape.unknownShares)) this.hold(draft, holder, company, UNKNOWN);
    else this.holdExactly(draft, holder, company, this.percentage());
  }

  /** In points, by steps of five percent, the last of which is all. */
  private percentage(): number {
    const { stream } = this;
    const drawn = stream.next();
    let step = 0;
    while (step < this.percentages.length - 1 && drawn >= (this.percentages[step] as number)) step += 1;
    return step === this.percentages.length - 1 ? WHOLE_POINTS : step * 500 + 1 + stream.below(500);
  }

  /** A holding that a register gives as a band, or a consolidation that is reported without a share. */
  private registered(draft: Draft, holder: number, company: number): void {
    if (!this.isFree(draft, holder, company)) return;
    const { stream, shape } = this;
    if (!stream.happens(shape.bands)) {
      this.pair(draft, holder, company, TYPE.REPORTED_PARENT, UNKNOWN);
      return;
    }
    const drawn = stream.next();
    const wanted =
      drawn < shape.bandsFrom75 ? FROM_75 : drawn < shape.bandsFrom75 + shape.bandsFrom50 ? FROM_50 : FROM_25;
    const room = draft.room[company] as number;
    // A strict bound that fills the room exactly is more than it.
    const band = wanted.min + 1 <= room ? wanted : FROM_25.min + 1 <= room ? FROM_25 : UNKNOWN;
    const days = this.hold(draft, holder, company, band);
    const number = draft.first + holder;
    if (band !== UNKNOWN && stream.happens(shape.votesBesideBands))
      draft.interest(number, company, TYPE.VOTING_RIGHTS, band, days);
    if (band === FROM_75 && stream.happens(shape.boardsBesideMajorities))
      draft.interest(number, company, TYPE.BOARD_APPOINTMENT, UNKNOWN, days);
  }

  private isFree(draft: Draft, holder: number, company: number): boolean {
    return holder !== company && !draft.holds(draft.first + holder, company);
  }

  private holdExactly(draft: Draft, holder: number, company: number, wanted: number): void {
    const points = Math.min(wanted, draft.room[company] as number);
    if (points > 0) this.hold(draft, holder, company, { min: points, max: points, strict: 0 });
  }

  private hold(draft: Draft, holder: number, company: number, points: Points): Days {
    draft.room[company] = (draft.room[company] as number) - points.min - (points.strict & STRICT.min);
    return this.pair(draft, holder, company, TYPE.SHAREHOLDING, points);
  }

  /** What is held now, and perhaps what somebody held before all that is held now began. */
  private pair(draft: Draft, holder: number, company: number, type: number, points: Points): Days {
    const { stream } = this;
    if (this.above[company] === -1 && holder !== company) this.above[company] = holder;
    const days = { start: CHANGED + stream.below(UNTIL - CHANGED), end: 0 };
    draft.interest(draft.first + holder, company, type, points, days);
    if (stream.happens(this.shape.ended)) this.former(draft, company);
    return days;
  }

  private former(draft: Draft, company: number): void {
    const start = FROM + this.stream.below(CHANGED - FROM);
    const holder = draft.first + this.early(draft.size);
    if (holder === draft.first + company || draft.holds(holder, company, true)) return;
    const points = 1 + this.stream.below(WHOLE_POINTS / 16);
    const share = { min: points, max: points, strict: 0 };
    draft.interest(holder, company, TYPE.SHAREHOLDING, share, { start, end: CHANGED });
  }

  private hubStake(draft: Draft, company: number): void {
    const { hubs } = this.shape;
    if (hubs === 0 || draft.first === 0) return;
    // The first hub holds in one of six, the last in few.
    const hub = Math.floor(hubs ** this.stream.next()) - 1;
    const points = Math.min(500 + this.stream.below(500), draft.room[company] as number);
    if (points === 0) return;
    draft.room[company] = (draft.room[company] as number) - points;
    const days = { start: CHANGED + this.stream.below(UNTIL - CHANGED), end: 0 };
    draft.interest(hub, company, TYPE.SHAREHOLDING, { min: points, max: points, strict: 0 }, days);
  }

  /** What a company may have beside its owners: a holding in who stands above it, its own shares, unnamed holders. */
  private beside(draft: Draft, company: number): void {
    const { stream, shape } = this;
    if (stream.happens(shape.rings)) this.ring(draft, company);
    if (stream.happens(shape.ownShares) && !draft.holds(draft.first + company, company))
      this.holdExactly(draft, company, company, 1 + stream.below(2_000));
    if (stream.happens(shape.undisclosed)) this.undisclosed(draft, company);
    if (stream.happens(shape.overWhole) && company > 0) this.overfill(draft, company);
  }

  /** Holds in whoever stands one to three steps above it. */
  private ring(draft: Draft, company: number): void {
    const steps = 1 + this.stream.below(RING_STEPS);
    let top = this.above[company] as number;
    for (let step = 1; step < steps && top !== -1 && (this.above[top] as number) !== -1; step += 1)
      top = this.above[top] as number;
    if (top === -1 || draft.kind[top] !== KIND.COMPANY || !this.isFree(draft, company, top)) return;
    this.holdExactly(draft, company, top, 500 + this.stream.below(7_000));
  }

  private undisclosed(draft: Draft, company: number): void {
    const room = draft.room[company] as number;
    const points = Math.min(1 + this.stream.below(4_000), room);
    const isKnown = points > 0 && this.stream.happens(0.5);
    if (isKnown) draft.room[company] = room - points;
    const share = isKnown ? { min: points, max: points, strict: 0 } : UNKNOWN;
    const days = { start: CHANGED + this.stream.below(UNTIL - CHANGED), end: 0 };
    draft.interest(UNNAMED, company, TYPE.SHAREHOLDING, share, days);
  }

  /** Somebody else is said to hold all of it. */
  private overfill(draft: Draft, company: number): void {
    const holder = this.stream.below(company);
    if (!this.isFree(draft, holder, company) || draft.room[company] === WHOLE_POINTS) return;
    this.hold(draft, holder, company, { min: WHOLE_POINTS, max: WHOLE_POINTS, strict: 0 });
  }
}
