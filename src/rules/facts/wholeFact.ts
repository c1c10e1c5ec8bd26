import { interestId } from '../../model/interest.js';
import type { Party } from '../../model/party.js';
import { exactly, WHOLE } from '../../model/share.js';
import { type Alteration, withCompleteLists, withoutInterest, withParty, withPolicy } from './alteration.js';
import { exemptionFact } from './controlFacts.js';
import type { Fact } from './fact.js';
import { there } from './seedFacts.js';
import type { Situation } from './situation.js';
import { holding, type Stranger, type Strangers } from './strangers.js';

/**
 * Everything about a party at once: who owns it, all of it, and where it is. It settles what no smaller fact does,
 * such as a ring that owns itself, and is asked last.
 */
export function wholeFact(situation: Situation, strangers: Strangers, party: Party): Fact {
  const { restricted, clear } = strangers;
  const recorded = situation.interestsIn(party.id).map((interest) => interestId(interest));
  return {
    id: `whole ${party.id}`,
    question: canBeOwned(party)
      ? `Who owns ${party.name}, all of it, and where is it headquartered?`
      : `Is ${party.name} itself restricted?`,
    about: party,
    interest: null,
    share: WHOLE,
    ways: {
      restricted: {
        words: canBeOwned(party) ? 'a restricted party owns all of it' : 'it is',
        clause: canBeOwned(party) ? `a restricted party owns all of ${party.name}` : `${party.name} is restricted`,
        alter: (upon) => restrictedWhole(situation, strangers, party, emptied(upon, party, recorded), restricted),
      },
      notRestricted: {
        words: canBeOwned(party) ? 'somebody unrestricted owns all of it, and it is nowhere restricted' : 'it is not',
        clause: canBeOwned(party)
          ? `somebody unrestricted owns all of ${party.name}, and it is nowhere restricted`
          : `${party.name} is not restricted`,
        alter: (upon) => clearedWhole(situation, strangers, party, emptied(upon, party, recorded), clear),
      },
    },
    scale: null,
  };
}

export function canBeOwned(party: Party): boolean {
  return party.kind !== 'PERSON' && party.kind !== 'STATE';
}

/** Without any owner, recorded or supposed. */
function emptied(upon: Alteration, party: Party, recorded: readonly string[]): Alteration {
  for (const [id, interest] of upon.interests) if (interest.subject === party.id) upon.interests.delete(id);
  return recorded.reduce(withoutInterest, upon);
}

function restrictedWhole(
  situation: Situation,
  strangers: Strangers,
  party: Party,
  upon: Alteration,
  restricted: Stranger | null,
): Alteration {
  const { setting } = situation;
  const law = exemptionFact(situation, strangers, party)[0];
  const free = law === undefined || !canBeOwned(party) ? upon : law.ways.restricted.alter(upon);
  if (restricted !== null && canBeOwned(party))
    return holding(free, restricted, party.id, 'SHAREHOLDING', exactly(WHOLE));
  const { lists, residents, nationals } = setting.policy.seeds;
  const listed = [...party.listings, ...lists.slice(0, 1).map((list) => ({ list }))].map(({ list }) => ({ list }));
  const named = lists.length > 0 ? withParty(free, { id: party.id, listings: listed }) : free;
  const reached = withPolicy(named, {
    seeds: {
      ...(residents === null ? {} : { residents: 'CERTAIN' as const }),
      ...(nationals === null ? {} : { nationals: 'CERTAIN' as const }),
    },
  });
  return strangers.unsupported === null
    ? reached
    : withParty(reached, { ...there(setting, party, strangers.unsupported), nationalities: [strangers.unsupported] });
}

function clearedWhole(
  situation: Situation,
  strangers: Strangers,
  party: Party,
  upon: Alteration,
  clear: Stranger,
): Alteration {
  const { setting } = situation;
  const held = canBeOwned(party) ? holding(upon, clear, party.id, 'SHAREHOLDING', exactly(WHOLE)) : upon;
  const complete = setting.missingLists.length > 0 ? withCompleteLists(held) : held;
  const named = party.listings.some(({ list }) => setting.policy.seeds.lists.includes(list));
  const delisted = named ? withParty(complete, { id: party.id, listings: [] }) : complete;
  if (strangers.supported === null) return delisted;
  const nationalities = party.nationalities.length > 0 ? { nationalities: [strangers.supported] } : {};
  return withParty(delisted, { ...there(setting, party, strangers.supported), ...nationalities });
}
