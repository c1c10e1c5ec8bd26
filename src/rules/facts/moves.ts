import { type Interest, interestId } from '../../model/interest.js';
import type { Party } from '../../model/party.js';
import type { Verdict } from '../../model/ruling.js';
import { type Bounds, describeShare, exactly, formatPercent, type Units } from '../../model/share.js';
import { type Alteration, forked, together, withInterest, withoutInterest } from './alteration.js';
import { restOf } from './fact.js';
import type { Situation } from './situation.js';
import { holding, type Stranger, type Strangers } from './strangers.js';

/** A change of what is recorded, of any size from one unit up to `most`. */
export interface Move {
  readonly most: Units;
  /** Sizes next to which the verdict usually turns; tried before it is searched for. */
  readonly guesses: readonly Units[];
  /** How much changes hands. */
  size(amount: Units): Units;
  /** As a clause that follows "if". */
  clause(amount: Units): string;
  alter(upon: Alteration, amount: Units): Alteration;
}

/** The smallest size of a move that gives the verdict; null where even the whole of it does not. */
export function smallest(situation: Situation, upon: Alteration, move: Move, goal: Verdict): Units | null {
  const gives = (amount: Units): boolean => situation.altered(move.alter(forked(upon), amount)).verdict === goal;
  if (move.most < 1 || !gives(move.most)) return null;
  let [low, high] = [1, move.most];
  for (const guess of move.guesses) {
    if (guess < low || guess >= high) continue;
    if (gives(guess)) high = guess;
    else low = guess + 1;
  }
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (gives(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}

/** A change that is made or not. */
export function whole(clause: string, size: Units, alter: (upon: Alteration) => Alteration): Move {
  return { most: 1, guesses: [], size: () => size, clause: () => clause, alter };
}

/** A holder sells a part of what it holds to somebody whom the policy does not restrict. */
export function sale(situation: Situation, { clear }: Strangers, interest: Interest, holder: Party): Move {
  const { share, type } = interest;
  const subject = situation.named(interest.subject) as Party;
  const held = { interestedParty: holder.id, subject: subject.id, type };
  return {
    most: share.max,
    size: (amount) => amount,
    guesses: slack(situation, subject, (restricted, threshold) => [
      restricted.max - threshold,
      restricted.min - threshold,
    ]),
    clause(amount) {
      const left = less(share, amount);
      const from = `${describeShare(share)} to ${describeShare(left)}`;
      return `${holder.name} sold ${formatPercent(amount)} % of ${subject.name} (${from}) to ${clear.party.name}`;
    },
    alter(upon, amount) {
      const left = less(share, amount);
      const sold =
        left.max === 0 ? withoutInterest(upon, interestId(interest)) : withInterest(upon, { ...held, share: left });
      return holding(sold, clear, subject.id, type, exactly(amount));
    },
  };
}

/** A restricted party buys of a company: first what nobody is recorded to hold, then from its largest other holders. */
export function purchase(
  situation: Situation,
  subject: Party,
  buyer: Stranger,
  had: Bounds,
  sellers: readonly { readonly interest: Interest; readonly holder: Party }[],
): Move {
  const rest = restOf(
    sellers.map(({ interest }) => interest.share).concat(had, unsold(situation, subject, sellers, buyer)),
  );
  const most = sellers.reduce((sum, { interest }) => sum + interest.share.min, rest.max - (rest.maxExclusive ? 1 : 0));
  const name = buyer.party.name ?? buyer.party.id;
  const from = (amount: Units): string[] =>
    taken(sellers, amount - rest.max).map(({ holder, units }) => `${formatPercent(units)} % from ${holder.name}`);
  return {
    most,
    size: (amount) => amount,
    guesses: slack(situation, subject, (restricted, threshold) => [threshold - restricted.min]),
    clause(amount) {
      const sources = from(amount);
      const shares =
        had.max === 0 ? '' : ` (${describeShare(had)} to ${describeShare(together(had, exactly(amount)))})`;
      const said = sources.length === 0 ? '' : `, of it ${sources.join(' and ')}`;
      return `${name} bought ${formatPercent(amount)} % of ${subject.name}${shares}${said}`;
    },
    alter(upon, amount) {
      const paid = taken(sellers, amount - rest.max).reduce((laid, { interest, units }) => {
        const left = less(interest.share, units);
        return left.max === 0
          ? withoutInterest(laid, interestId(interest))
          : withInterest(laid, { ...identity(interest), share: left });
      }, upon);
      if (situation.named(buyer.party.id) === null)
        return holding(paid, buyer, subject.id, 'SHAREHOLDING', exactly(amount));
      const held = { interestedParty: buyer.party.id, subject: subject.id, type: 'SHAREHOLDING' as const };
      return withInterest(paid, { ...held, share: together(had, exactly(amount)) });
    },
  };
}

function identity({ interestedParty, subject, type }: Interest): {
  interestedParty: string;
  subject: string;
  type: Interest['type'];
} {
  return { interestedParty: interestedParty as string, subject, type };
}

/** What is held by others than the buyer and the sellers. */
function unsold(
  situation: Situation,
  subject: Party,
  sellers: readonly { readonly interest: Interest }[],
  buyer: Stranger,
): Bounds[] {
  const bought = new Set(sellers.map(({ interest }) => interestId(interest)));
  return situation
    .interestsIn(subject.id, 'SHAREHOLDING')
    .filter((each) => !bought.has(interestId(each)) && each.interestedParty !== buyer.party.id)
    .map((each) => each.share);
}

function taken(
  sellers: readonly { readonly interest: Interest; readonly holder: Party }[],
  amount: Units,
): { readonly interest: Interest; readonly holder: Party; readonly units: Units }[] {
  let left = amount;
  return sellers.flatMap(({ interest, holder }) => {
    const units = Math.min(Math.max(left, 0), interest.share.min);
    left -= units;
    return units > 0 ? [{ interest, holder, units }] : [];
  });
}

/** Sizes around the distance between what restricted parties hold and the threshold. */
function slack(
  { solution, setting, graph }: Situation,
  subject: Party,
  distance: (restricted: Bounds, threshold: Units) => Units[],
): Units[] {
  const restricted = solution.restrictedShare(graph.nodeOf.get(subject.id) as number);
  return distance(restricted, setting.policy.threshold).flatMap((units) => [units, units - 1, units + 1]);
}

function less(share: Bounds, units: Units): Bounds {
  const [min, max] = [Math.max(0, share.min - units), Math.max(0, share.max - units)];
  if (min === max) return exactly(max);
  return { min, max, minExclusive: share.min > units && share.minExclusive, maxExclusive: share.maxExclusive };
}
