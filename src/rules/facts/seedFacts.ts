import type { Party } from '../../model/party.js';
import { nodeSeed } from '../frame.js';
import type { Setting } from '../seeds.js';
import { type SupposedParty, withCompleteLists, withParty, withPolicy } from './alteration.js';
import type { Fact } from './fact.js';
import type { Situation } from './situation.js';
import type { Strangers } from './strangers.js';

/** What is open about whether a party is restricted by what it is. */
export function seedFacts(situation: Situation, strangers: Strangers, node: number): Fact[] {
  const party = situation.party(node);
  const seed = nodeSeed(situation.graph, situation.setting, node);
  if (party === null || seed.state !== 'POSSIBLE') return [];
  const codes = new Set(seed.causes.map((cause) => cause.code));
  const facts: Fact[] = [];
  if (codes.has('LIST_NOT_LOADED')) facts.push(...listFact(situation));
  if (codes.has('CONTROL_SIGNAL')) facts.push(...personalFacts(situation, strangers, party));
  const isPlace = ['HEADQUARTERS_UNKNOWN', 'CONFLICTING_SOURCES', 'REGION_UNLISTED'] as const;
  if (party.kind !== 'PERSON' && isPlace.some((code) => codes.has(code)))
    facts.push(...placeFact(situation, strangers, party));
  return facts;
}

/** Where a party is: its headquarters, its residence, or the place whose state it is. */
export function placeFact({ setting }: Situation, strangers: Strangers, party: Party): Fact[] {
  const { unsupported, supported } = strangers;
  if (unsupported === null || supported === null) return [];
  const what = PLACE[party.kind];
  const clause = (place: string): string => `${party.name} ${what.verb} ${place}`;
  const [far, near] = [`an unsupported region, such as ${unsupported}`, `a supported region, such as ${supported}`];
  return [
    {
      id: `place ${party.id}`,
      question: what.question(party.name),
      about: party,
      interest: null,
      share: 0,
      ways: {
        restricted: {
          words: `${what.preposition}${far}`,
          clause: clause(far),
          alter: (upon) => withParty(upon, there(setting, party, unsupported)),
        },
        notRestricted: {
          words: `${what.preposition}${near}`,
          clause: clause(near),
          alter: (upon) => withParty(upon, there(setting, party, supported)),
        },
      },
      scale: null,
    },
  ];
}

const COMPANY_PLACE = {
  question: (name: string): string => `Where is ${name} headquartered?`,
  verb: 'is headquartered in',
  preposition: 'in ',
};
const PLACE = {
  COMPANY: COMPANY_PLACE,
  ARRANGEMENT: COMPANY_PLACE,
  PERSON: {
    question: (name: string): string => `Where does ${name} reside?`,
    verb: 'resides in',
    preposition: 'in ',
  },
  STATE: {
    question: (name: string): string => `Of which place is ${name} the state?`,
    verb: 'is the state of',
    preposition: 'of ',
  },
};

/** The party at one place and nowhere else; where it is incorporated too, if that is open and the policy asks. */
export function there({ policy, standingOf }: Setting, party: Party, place: string): SupposedParty {
  const { id, kind, incorporatedIn } = party;
  if (kind === 'PERSON') return { id, headquarters: place };
  if (kind === 'STATE')
    return {
      id,
      headquarters: place,
      nationalities: [place],
      ...(incorporatedIn.length > 0 ? { incorporatedIn: place } : {}),
    };
  const settled = incorporatedIn.length > 0 && incorporatedIn.every((code) => standingOf(code) === 'SUPPORTED');
  return {
    id,
    ...(policy.seeds.headquarters ? { headquarters: place } : {}),
    ...(policy.seeds.incorporation && !settled ? { incorporatedIn: place } : {}),
  };
}

/** Whether the policy's words reach persons at all, and where one of them lives who is recorded at several places. */
function personalFacts(situation: Situation, strangers: Strangers, party: Party): Fact[] {
  const { policy, standingOf } = situation.setting;
  const { residents, nationals } = policy.seeds;
  const places = party.headquarters.map((place) => standingOf(place.jurisdiction));
  const several = places.includes('UNSUPPORTED') && places.some((standing) => standing !== 'UNSUPPORTED');
  const facts = several ? placeFact(situation, strangers, party) : [];
  if (residents !== 'POSSIBLE' && nationals !== 'POSSIBLE') return facts;
  const reach = (state: 'CERTAIN' | null): { residents?: 'CERTAIN' | null; nationals?: 'CERTAIN' | null } => ({
    ...(residents === 'POSSIBLE' ? { residents: state } : {}),
    ...(nationals === 'POSSIBLE' ? { nationals: state } : {}),
  });
  facts.push({
    id: 'policy persons',
    question: `Do the words of ${policy.name} reach natural persons of an unsupported region, such as ${party.name}?`,
    about: party,
    interest: null,
    share: 0,
    ways: {
      restricted: {
        words: 'they do',
        clause: 'the policy reaches natural persons',
        alter: (upon) => withPolicy(upon, { seeds: reach('CERTAIN') }),
      },
      notRestricted: {
        words: 'they do not',
        clause: 'the policy does not reach natural persons',
        alter: (upon) => withPolicy(upon, { seeds: reach(null) }),
      },
    },
    scale: null,
  });
  return facts;
}

/** One question for everybody: whether a name of this record is on a list that is not loaded whole. */
function listFact(situation: Situation): Fact[] {
  const subject = situation.party(situation.subject) as Party;
  const [list] = situation.setting.missingLists;
  if (list === undefined) return [];
  const lists = situation.setting.missingLists.join(', ');
  const named = [...subject.listings.map((listing) => ({ list: listing.list })), { list }];
  return [
    {
      id: 'lists',
      question: `Is ${subject.name}, or anybody above it, named on ${lists}? No complete edition is loaded.`,
      about: subject,
      interest: null,
      share: 0,
      ways: {
        restricted: {
          words: `${subject.name} is named on it`,
          clause: `${subject.name} is named on ${list}`,
          alter: (upon) => withParty(upon, { id: subject.id, listings: named }),
        },
        notRestricted: {
          words: 'a complete edition names nobody but those recorded',
          clause: `a complete edition of ${lists} names nobody but those recorded`,
          alter: withCompleteLists,
        },
      },
      scale: null,
    },
  ];
}
