import { type Interest, interestId } from '../../model/interest.js';
import type { Party, PartyId } from '../../model/party.js';
import { exactly, WHOLE } from '../../model/share.js';
import type { Source } from '../../model/source.js';
import { nodeSeed } from '../frame.js';
import { at, compiled, edgesOf } from '../graph.js';
import { withoutInterest } from './alteration.js';
import type { Fact } from './fact.js';
import { Situation, supposedOf } from './situation.js';
import type { Strangers } from './strangers.js';
import { wholeFact } from './wholeFact.js';

/** Parties looked at closely; a record of fewer is looked at whole. */
const HORIZON = 12;
const SMALL = 30;

/**
 * A large record brought down to what is open nearest to the subject, so that much can be tried in it. A holder that is
 * restricted, or clear, whatever turns out stands for everything above it; one beyond the horizon that is open keeps
 * somebody unnamed above it, and is asked about as one fact.
 */
export function focus(full: Situation, strangers: Strangers): Situation {
  const { graph, setting, mode, subject, subjectId } = full;
  const isWhole = graph.size <= SMALL || graph.isGroup.includes(1) || graph.isBranch[subject] === 1;
  if (isWhole || strangers.restricted === null) return full;
  const near = nearest(full);
  const parties = new Map(near.map((node) => [node, full.party(node) as Party]));
  const interests = near.flatMap((node) =>
    Array.from(edgesOf(graph.owners, node), (edge) => graph.interests[edge] as Interest),
  );
  const beyond = new Map<PartyId, Fact>();
  for (const node of near.flatMap((each) =>
    Array.from(edgesOf(graph.owners, each), (edge) => at(graph.holder, edge)),
  )) {
    const party = full.party(node);
    if (party === null || parties.has(node)) continue;
    const how = standing(full, node);
    parties.set(node, stub(strangers, party, how));
    if (how !== 'OPEN') continue;
    const above = somebodyAbove(party.id);
    interests.push(above);
    beyond.set(party.id, asOneFact(full, strangers, party, above));
  }
  const nodes = [...parties.keys()].sort((a, b) => a - b);
  const unexpanded = nodes
    .filter((node) => graph.isUnexpanded[node] === 1)
    .map((node) => (full.party(node) as Party).id);
  const sorted = nodes.map((node) => parties.get(node) as Party);
  const focused = compiled(sorted, interests, { unexpanded, complete: graph.complete }, graph.asOf);
  return new Situation(focused, setting, mode, subjectId, beyond);
}

/** The subject and those above it on whom the verdict rests, or through whom something can still come down, nearest first. */
function nearest(full: Situation): number[] {
  const { graph, subject, verdict, explanation } = full;
  const near = new Set([subject]);
  const isKept = (node: number): boolean => full.party(node) !== null && near.size < HORIZON;
  if (verdict !== 'INDETERMINATE') {
    for (const node of explanation.nodes) if (isKept(node)) near.add(node);
    return [...near];
  }
  for (const node of near) {
    for (const edge of edgesOf(graph.owners, node)) {
      const holder = at(graph.holder, edge);
      if (isKept(holder) && standing(full, holder) === 'OPEN') near.add(holder);
    }
  }
  return [...near];
}

/** Whether a holder counts whole or not at all, whatever is open turns out to be. */
export function standing({ graph, setting, solution }: Situation, node: number): 'RESTRICTED' | 'CLEAR' | 'OPEN' {
  const { policy } = setting;
  if (policy.propagation === 'CASCADE') {
    const place = solution.place(node);
    if (place === 'OUT') return 'CLEAR';
    // Where each owner stands alone, it matters whose a restricted holder is.
    return place === 'IN' && policy.aggregate ? 'RESTRICTED' : 'OPEN';
  }
  const { state } = nodeSeed(graph, setting, node);
  if (state === 'CERTAIN') return 'RESTRICTED';
  return state === 'NONE' && solution.restrictedShare(node).max === 0 ? 'CLEAR' : 'OPEN';
}

/** The party with nobody above it, as what it stands for. */
function stub({ restricted, clear }: Strangers, party: Party, how: ReturnType<typeof standing>): Party {
  const form = how === 'RESTRICTED' && restricted !== null ? restricted.party : clear.party;
  const kind = how === 'OPEN' ? { kind: 'COMPANY' as const } : {};
  const nowhere = { incorporatedIn: [], headquarters: [], nationalities: [], listings: [] };
  const bare = { ...party, ...nowhere, ownersComplete: false, publiclyListed: null };
  return supposedOf(bare, { ...form, id: party.id, name: party.name, ...kind });
}

const BEYOND: Source = {
  dataset: 'beyond',
  url: null,
  retrievedAt: null,
  statementId: null,
  quote: null,
  grade: 'ASSERTED',
};

function somebodyAbove(subject: PartyId): Interest {
  const source = { ...BEYOND, statementId: subject };
  const nobody = { interestedParty: null, undisclosed: null, conflicting: false, startDate: null, endDate: null };
  return { ...nobody, subject, type: 'SHAREHOLDING', share: exactly(WHOLE), sources: [source] };
}

function asOneFact(full: Situation, strangers: Strangers, party: Party, above: Interest): Fact {
  const fact = wholeFact(full, strangers, party);
  const { restricted, notRestricted } = fact.ways;
  const id = interestId(above);
  return {
    ...fact,
    ways: {
      restricted: { ...restricted, alter: (upon) => withoutInterest(restricted.alter(upon), id) },
      notRestricted: { ...notRestricted, alter: (upon) => withoutInterest(notRestricted.alter(upon), id) },
    },
  };
}
