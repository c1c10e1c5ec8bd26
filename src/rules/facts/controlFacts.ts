import { type Interest, type InterestType, interestId } from '../../model/interest.js';
import type { Party } from '../../model/party.js';
import type { ControlType } from '../../model/policy.js';
import { describeInterest } from '../explanation.js';
import { type Alteration, withInterest, withoutInterest, withParty, withPolicy } from './alteration.js';
import { type Fact, topOf } from './fact.js';
import { roomFor } from './holderFacts.js';
import type { Situation } from './situation.js';
import type { Strangers } from './strangers.js';

/** Whether an interest that may confer control does. */
export function controlFact(interest: Interest, holder: string, subject: Party): Fact {
  const type = interest.type === 'REPORTED_ULTIMATE_PARENT' ? 'REPORTED_PARENT' : (interest.type as ControlType);
  const said = describeInterest(interest, holder, subject.name);
  return {
    id: `control ${interestId(interest)}`,
    question: `Does ${holder} control ${subject.name}? It is recorded that ${said}.`,
    about: subject,
    interest,
    share: 0,
    ways: {
      restricted: {
        words: 'it does',
        clause: `${holder} controls ${subject.name}`,
        alter: (upon) => withPolicy(upon, { control: { [type]: 'CONTROLS' } }),
      },
      notRestricted: {
        words: 'it does not',
        clause: `${holder} does not control ${subject.name}`,
        alter: (upon) => withoutInterest(upon, interestId(interest)),
      },
    },
    scale: null,
  };
}

/** Whether restricted parties have the majority of the votes or seats. */
export function majorityFact(
  situation: Situation,
  type: 'VOTING_RIGHTS' | 'BOARD_APPOINTMENT',
  interests: readonly Interest[],
  subject: Party,
): Fact {
  const what = type === 'VOTING_RIGHTS' ? 'votes' : 'board seats';
  const raised = (upon: Alteration, interest: Interest): Alteration => {
    if (interest.interestedParty === null) return upon;
    const share = topOf(interest.share, roomFor(situation, upon, interest));
    return withInterest(upon, { interestedParty: interest.interestedParty, subject: subject.id, type, share });
  };
  return {
    id: `majority ${type} ${subject.id}`,
    question: `Who has the majority of the ${what} of ${subject.name}?`,
    about: subject,
    interest: interests[0] ?? null,
    share: 0,
    ways: {
      restricted: {
        words: 'restricted parties do, and control it by them',
        clause: `restricted parties control ${subject.name} by a majority of its ${what}`,
        alter: (upon) => interests.reduce(raised, withPolicy(upon, { control: { [type]: 'CONTROLS' } })),
      },
      notRestricted: {
        words: 'restricted parties have none of them',
        clause: `restricted parties have no ${what} of ${subject.name}`,
        alter: (upon) => interests.reduce((laid, interest) => withoutInterest(laid, interestId(interest)), upon),
      },
    },
    scale: null,
  };
}

/** Whether one large holder beside scattered ones controls: the presumption can be rebutted. */
export function dominanceFact(interest: Interest, holder: Party, subject: Party): Fact {
  const contract = { interestedParty: holder.id, subject: subject.id, type: 'CONTRACT' as InterestType };
  const share = { min: 0, max: 0, minExclusive: false, maxExclusive: false };
  return {
    id: `dominance ${interestId(interest)}`,
    question: `Does ${holder.name} control ${subject.name} as its one large holder?`,
    about: subject,
    interest,
    share: interest.share.max,
    ways: {
      restricted: {
        words: 'it does',
        clause: `${holder.name} controls ${subject.name}`,
        alter: (upon) => withInterest(withPolicy(upon, { control: { CONTRACT: 'CONTROLS' } }), { ...contract, share }),
      },
      notRestricted: {
        words: 'it does not',
        clause: `${holder.name} does not control ${subject.name} as its one large holder`,
        alter: (upon) => withPolicy(upon, { dominantHolder: null }),
      },
    },
    scale: null,
  };
}

/** Under which law a party is organised, where that exempts. */
export function exemptionFact(situation: Situation, strangers: Strangers, party: Party): Fact[] {
  const { exemptOrganisedIn } = situation.setting.policy;
  const [exempt] = exemptOrganisedIn;
  const other = [strangers.unsupported, strangers.supported, 'CN', 'SG'].find(
    (code) => code !== null && !exemptOrganisedIn.includes(code),
  );
  if (exempt === undefined || other == null) return [];
  const where = exemptOrganisedIn.join(' or ');
  return [
    {
      id: `law ${party.id}`,
      question: `Under which law is ${party.name} organised?`,
      about: party,
      interest: null,
      share: 0,
      ways: {
        restricted: {
          words: `another than that of ${where}`,
          clause: `${party.name} is organised under another law than that of ${where}`,
          alter: (upon) => withParty(upon, { id: party.id, incorporatedIn: other }),
        },
        notRestricted: {
          words: `that of ${exempt}`,
          clause: `${party.name} is organised under the law of ${exempt}`,
          alter: (upon) => withParty(upon, { id: party.id, incorporatedIn: exempt }),
        },
      },
      scale: null,
    },
  ];
}
