import type { Interest } from '../../model/interest.js';
import type { Party } from '../../model/party.js';
import { NOTHING, WHOLE } from '../../model/share.js';
import { nodeSeed } from '../frame.js';
import { type Change, gives, moved, NO_CHANGE, turned, turnedOutToo } from './change.js';
import { type Move, purchase, whole } from './moves.js';
import { placeFact } from './seedFacts.js';
import type { Situation } from './situation.js';
import type { Stranger, Strangers } from './strangers.js';
import { canBeOwned, wholeFact } from './wholeFact.js';

/** Companies of the proof in which a purchase is tried, nearest to the subject first. */
const MOST_COMPANIES = 4;

/**
 * Changes that restrict a party: the smallest purchase, by a restricted party, of it or of a company that has to be
 * clear for it to be, smallest first; then the move of its headquarters.
 */
export function restricting(situation: Situation, strangers: Strangers): Change[] {
  const bought = companiesOf(situation).flatMap((company) => {
    const move = purchaseOf(situation, strangers, company);
    return (move === null ? null : turned(situation, NO_CHANGE, move, 'RESTRICTED')) ?? [];
  });
  const changes = [...bought.sort((a, b) => a.size - b.size), ...relocation(situation, strangers)];
  if (changes.length > 0) return changes;
  const party = situation.party(situation.subject) as Party;
  const all = turnedOutToo(NO_CHANGE, [wholeFact(situation, strangers, party)], 'restricted');
  return gives(situation, all, 'RESTRICTED') ? [all] : [];
}

function companiesOf(situation: Situation): Party[] {
  const { explanation, graph, distances } = situation;
  const nodes = explanation.nodes.filter((node) => {
    const party = situation.party(node);
    return party !== null && canBeOwned(party) && graph.isGroup[node] === 0 && graph.isBranch[node] === 0;
  });
  const far = (party: Party): number => distances.get(party.id) ?? 0;
  const parties = nodes.map((node) => situation.party(node) as Party);
  return parties.sort((a, b) => far(a) - far(b) || (a.id < b.id ? -1 : 1)).slice(0, MOST_COMPANIES);
}

/** By the largest restricted holder there is, else by a restricted party above, else by somebody supposed. */
function purchaseOf(situation: Situation, strangers: Strangers, company: Party): Move | null {
  const held = situation.interestsIn(company.id, 'SHAREHOLDING').sort((a, b) => b.share.min - a.share.min);
  const own = held.find((each) => situation.placeOf(each) === 'IN');
  const buyer = buyerOf(situation, strangers, company, own);
  if (buyer === null) return null;
  const sellers = held.flatMap((interest) => {
    const holder = interest.interestedParty === null ? null : situation.named(interest.interestedParty);
    const sells = holder !== null && holder.id !== company.id && situation.placeOf(interest) !== 'IN';
    return sells ? [{ interest, holder }] : [];
  });
  const isClear = ({ interest }: { interest: Interest }): number => (situation.placeOf(interest) === 'OUT' ? 0 : 1);
  const clearFirst = sellers.sort((a, b) => isClear(a) - isClear(b));
  return purchase(situation, company, buyer, own?.share ?? NOTHING, clearFirst);
}

function buyerOf(
  situation: Situation,
  strangers: Strangers,
  company: Party,
  own: Interest | undefined,
): Stranger | null {
  const { graph, setting } = situation;
  const above = [...situation.distances.keys()].find((id) => {
    const node = graph.nodeOf.get(id) as number;
    return id !== company.id && nodeSeed(graph, setting, node).state === 'CERTAIN';
  });
  const id = own?.interestedParty ?? above;
  const party = id == null ? null : situation.named(id);
  return party === null ? strangers.restricted : { party: { id: party.id, name: party.name }, ownedBy: null };
}

function relocation(situation: Situation, strangers: Strangers): Change[] {
  const party = situation.party(situation.subject) as Party;
  const fact = party.kind === 'STATE' ? undefined : placeFact(situation, strangers, party)[0];
  if (fact === undefined) return [];
  const what = party.kind === 'PERSON' ? 'its residence' : 'its headquarters';
  const clause = `${party.name} moved ${what} to an unsupported region, such as ${strangers.unsupported}`;
  const change = moved(NO_CHANGE, whole(clause, WHOLE, fact.ways.restricted.alter), 1);
  return gives(situation, change, 'RESTRICTED') ? [change] : [];
}
