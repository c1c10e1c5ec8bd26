import type { Interest } from '../../model/interest.js';
import type { Party } from '../../model/party.js';
import { saysControl } from '../closure.js';
import { standsForMajority } from '../frame.js';
import { at, edgesOf, type Graph } from '../graph.js';
import { exemption, legalPerson } from '../verdict.js';
import { controlFact, dominanceFact, exemptionFact, majorityFact } from './controlFacts.js';
import type { Fact } from './fact.js';
import { isCountable, ownerFact, restFact, shareFact } from './holderFacts.js';
import { seedFacts } from './seedFacts.js';
import { isSupposed, type Situation } from './situation.js';
import type { Strangers } from './strangers.js';

/** Facts that are looked for at most, nearest to the subject first. */
export const MOST_FACTS = 48;

/** What no record settles above the subject, nearest first: whatever could still make a difference to its verdict. */
export function unknowns(situation: Situation, strangers: Strangers): Fact[] {
  const found = new Map<string, Fact>();
  const keep = (facts: readonly Fact[]): void => {
    for (const fact of facts) if (!found.has(fact.id)) found.set(fact.id, fact);
  };
  const walk = new Set([situation.subject]);
  for (const node of walk) {
    if (found.size >= MOST_FACTS) break;
    const beyond = situation.beyond.get(situation.party(node)?.id ?? '');
    if (beyond !== undefined) {
      keep([beyond]);
      continue;
    }
    keep(seedFacts(situation, strangers, node));
    const party = situation.party(node);
    if (party === null) continue;
    keep(remainderFacts(situation, strangers, node, party));
    for (const edge of edgesOf(situation.graph.owners, node)) {
      keep(edgeFacts(situation, strangers, edge, party));
      const holder = at(situation.graph.holder, edge);
      if (isOpen(situation, holder)) walk.add(holder);
    }
    keep(controlFacts(situation, node, party));
  }
  keep(exemptionFacts(situation, strangers));
  return [...found.values()].slice(0, MOST_FACTS);
}

/** Whether the verdict of a party is open, or, where shares are multiplied, how much of it restricted parties hold. */
function isOpen({ solution, setting }: Situation, node: number): boolean {
  if (solution.place(node) === 'BETWEEN') return true;
  if (setting.policy.propagation === 'CASCADE') return false;
  const share = solution.restrictedShare(node);
  return share.min !== share.max;
}

function remainderFacts(situation: Situation, strangers: Strangers, node: number, party: Party): Fact[] {
  const { frame } = situation.solution;
  if (situation.mode === 'IGNORED' || (situation.mode === 'SUBJECT' && node !== situation.subject)) return [];
  const open = frame.measures.some((_, index) => at(frame.remainders[index]?.units ?? [], node) > 0);
  return open ? restFact(situation, strangers, party, addedTypes(situation, party)) : [];
}

/** The types whose remainder somebody can be supposed to hold; votes only where votes are recorded apart from shares. */
export function addedTypes({ setting, graph }: Situation, party: Party): Interest['type'][] {
  const node = graph.nodeOf.get(party.id);
  const recorded =
    node === undefined ? [] : [...edgesOf(graph.owners, node)].map((edge) => graph.interests[edge]?.type);
  return setting.policy.counts.filter((type) => {
    if (type === 'BOARD_APPOINTMENT') return false;
    return type !== 'VOTING_RIGHTS' || recorded.includes(type) || !setting.policy.counts.includes('SHAREHOLDING');
  });
}

function edgeFacts(situation: Situation, strangers: Strangers, edge: number, subject: Party): Fact[] {
  const { graph, solution } = situation;
  const interest = graph.interests[edge] as Interest;
  if (isSupposed(interest)) return [];
  if (interest.interestedParty === null) return ownerFact(situation, strangers, interest, subject);
  if (interest.share.min === interest.share.max || !isCountable(interest.type)) return [];
  const holder = at(graph.holder, edge);
  return shareFact(situation, interest, subject, solution.place(holder) !== 'OUT' || isOpen(situation, holder));
}

/** Signs of control by whoever is or may be restricted. */
function controlFacts(situation: Situation, node: number, subject: Party): Fact[] {
  const { graph, solution, setting } = situation;
  const { frame } = solution;
  const facts: Fact[] = [];
  const signals = new Map<'VOTING_RIGHTS' | 'BOARD_APPOINTMENT', Interest[]>();
  const large = setting.policy.dominantHolder;
  for (const edge of edgesOf(graph.owners, node)) {
    const holder = at(graph.holder, edge);
    const interest = graph.interests[edge] as Interest;
    if (holder === node || solution.place(holder) === 'OUT') continue;
    const { type } = interest;
    const party = situation.party(holder);
    if (type === 'VOTING_RIGHTS' || type === 'BOARD_APPOINTMENT') {
      if (frame.measures.some((measure) => measure.type === type && measure.role === 'signals'))
        signals.set(type, [...(signals.get(type) ?? []), interest]);
    } else if (type === 'SHAREHOLDING') {
      if (
        large !== null &&
        party !== null &&
        interest.share.max >= large.atLeast &&
        isScattered(graph, node, holder, large.othersAtMost)
      )
        facts.push(dominanceFact(interest, party, subject));
    } else if (frame.effects[at(graph.type, edge)] === 'POSSIBLE' && !standsForMajority(graph, setting, edge)) {
      if (type !== 'OTHER_INFLUENCE' || saysControl(frame, edge))
        facts.push(controlFact(interest, party?.name ?? 'somebody who is not named', subject));
    }
  }
  for (const [type, interests] of signals) facts.push(majorityFact(situation, type, interests, subject));
  return facts;
}

function isScattered(graph: Graph, node: number, holder: number, othersAtMost: number): boolean {
  return [...edgesOf(graph.owners, node)].every((edge) => {
    const aside = at(graph.holder, edge) === holder || at(graph.holder, edge) === node;
    return aside || graph.interests[edge]?.type !== 'SHAREHOLDING' || at(graph.min, edge) <= othersAtMost;
  });
}

/** Where an exemption is not settled: under which law each is organised whose law the subject's is. */
function exemptionFacts(situation: Situation, strangers: Strangers): Fact[] {
  const { solution, subject, graph } = situation;
  if (exemption(solution, subject).lowers('RESTRICTED') !== 'INDETERMINATE') return [];
  return legalPerson(graph, subject).heads.flatMap((head) => {
    const party = situation.party(head);
    return party === null ? [] : exemptionFact(situation, strangers, party);
  });
}
