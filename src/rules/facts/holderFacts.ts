import { type Interest, type InterestType, interestId } from '../../model/interest.js';
import type { Party } from '../../model/party.js';
import { COUNTED_TYPES } from '../../model/policy.js';
import { type Bounds, describeShare, WHOLE } from '../../model/share.js';
import { describeInterest } from '../explanation.js';
import { type Alteration, nothingAltered, withInterest, withoutInterest, withParty } from './alteration.js';
import { bottomOf, type Fact, restOf, topOf } from './fact.js';
import type { Situation } from './situation.js';
import { holding, type Stranger, type Strangers } from './strangers.js';

const KIND: Readonly<Partial<Record<InterestType, string>>> = {
  VOTING_RIGHTS: ' of the votes',
  BOARD_APPOINTMENT: ' of the board seats',
  PROFIT_RIGHTS: ' of the profits',
};

export function isCountable(type: InterestType): boolean {
  return (COUNTED_TYPES as readonly InterestType[]).includes(type);
}

/** How much of a party can still be held beside what others hold of it, in units. */
export function roomFor(situation: Situation, upon: Alteration, interest: Interest): number {
  const others = situation.held(upon, interest.subject, interest.type, interestId(interest));
  return Math.max(0, WHOLE - others.reduce((sum, share) => sum + share.min, 0));
}

/** Who it is that a source does not name. */
export function ownerFact(situation: Situation, strangers: Strangers, interest: Interest, subject: Party): Fact[] {
  const { restricted, clear } = strangers;
  if (restricted === null) return [];
  const kind = KIND[interest.type] ?? '';
  const what = isCountable(interest.type) ? `${describeShare(interest.share)}${kind} of ${subject.name}` : null;
  const by = (who: string): string =>
    what === null ? describeInterest(interest, who, subject.name) : `${who} holds ${what}`;
  const why = interest.undisclosed === null ? '' : ` (${interest.undisclosed})`;
  const id = interestId(interest);
  const held = (upon: Alteration, who: Stranger, share: Bounds): Alteration =>
    holding(withoutInterest(upon, id), who, subject.id, interest.type, share);
  const most = (upon: Alteration): Bounds =>
    isCountable(interest.type) ? topOf(interest.share, roomFor(situation, upon, interest)) : interest.share;
  const amount = (share: Bounds): string =>
    what === null || share.min === interest.share.min ? '' : `, and it is ${describeShare(share)}`;
  return [
    {
      id: `owner ${id}`,
      question: `${what === null ? `Of whom is it said: ${by('somebody')}` : `Who holds ${what}`}${why}?`,
      about: subject,
      interest,
      share: interest.share.max,
      ways: {
        restricted: {
          words: `a restricted party does${amount(most(nothingAltered()))}`,
          clause: by('a restricted party'),
          alter: (upon) => held(upon, restricted, most(upon)),
        },
        notRestricted: {
          words: 'somebody unrestricted does',
          clause: by('somebody unrestricted'),
          alter: (upon) => held(upon, clear, interest.share),
        },
      },
      scale: null,
    },
  ];
}

/** How much a named holder holds; `rises`: the more, the more is restricted. */
export function shareFact(situation: Situation, interest: Interest, subject: Party, rises: boolean): Fact[] {
  const { interestedParty, type, share } = interest;
  const holder = interestedParty === null ? null : situation.named(interestedParty);
  if (holder === null || interestedParty === null || !isCountable(type)) return [];
  const own = holder.id === subject.id;
  const said = (amount: string): string =>
    `${own ? `${subject.name} holds` : `${holder.name} holds`} ${amount}${KIND[type] ?? ''} of ${own ? 'itself' : subject.name}`;
  const alter = (upon: Alteration, bounds: Bounds): Alteration =>
    withInterest(upon, { interestedParty, subject: subject.id, type, share: bounds });
  const highest = (upon: Alteration): Bounds => topOf(share, roomFor(situation, upon, interest));
  const lowest = (): Bounds => bottomOf(share);
  const up = {
    words: describeShare(highest(nothingAltered())),
    clause: said(describeShare(highest(nothingAltered()))),
    alter: (upon: Alteration) => alter(upon, highest(upon)),
  };
  const down = {
    words: describeShare(lowest()),
    clause: said(describeShare(lowest())),
    alter: (upon: Alteration) => alter(upon, lowest()),
  };
  return [
    {
      id: `share ${interestId(interest)}`,
      question: `How much${KIND[type] ?? ''} of ${own ? 'itself' : subject.name} does ${holder.name} hold?`,
      about: subject,
      interest,
      share: share.max,
      ways: rises ? { restricted: up, notRestricted: down } : { restricted: down, notRestricted: up },
      scale: { bounds: share, rises, clause: said, alter },
    },
  ];
}

/** Who holds what no record accounts for, of each type that the policy adds up. */
export function restFact(
  situation: Situation,
  strangers: Strangers,
  party: Party,
  types: readonly InterestType[],
): Fact[] {
  const { restricted, clear } = strangers;
  const [type] = types;
  if (restricted === null || type === undefined) return [];
  const recorded = situation.held(nothingAltered(), party.id, type);
  const rest = restOf(recorded);
  const what = recorded.length === 0 ? `owns ${party.name}` : `holds the rest of ${party.name}`;
  const size = recorded.length === 0 ? '' : `, ${describeShare({ ...rest, min: 0, minExclusive: false })}`;
  const held = (upon: Alteration, who: Stranger): Alteration =>
    types.reduce(
      (laid, each) => holding(laid, who, party.id, each, restOf(situation.held(laid, party.id, each))),
      withParty(upon, { id: party.id, ownersComplete: true }),
    );
  return [
    {
      id: `rest ${party.id}`,
      question: recorded.length === 0 ? `Who owns ${party.name}?` : `Who holds the rest of ${party.name}${size}?`,
      about: party,
      interest: null,
      share: rest.max,
      ways: {
        restricted: {
          words: 'a restricted party does',
          clause: `a restricted party ${what}`,
          alter: (upon) => held(upon, restricted),
        },
        notRestricted: {
          words: 'nobody restricted does',
          clause: `nobody restricted ${what}`,
          alter: (upon) => held(upon, clear),
        },
      },
      scale: null,
    },
  ];
}
