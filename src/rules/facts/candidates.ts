import type { Party, PartyId } from '../../model/party.js';
import { nodeSeed } from '../frame.js';
import { assumed } from './assumed.js';
import { type Fact, GOAL, type Side } from './fact.js';
import { fewest, settles, turnedOut } from './settling.js';
import type { Situation } from './situation.js';
import { Strangers } from './strangers.js';
import { unknowns } from './unknowns.js';
import { wholeFact } from './wholeFact.js';

/** What is open about a verdict. */
export interface Open {
  readonly situation: Situation;
  readonly strangers: Strangers;
  readonly facts: readonly Fact[];
}

/** How often what is open once the first unknowns turned out is looked for. */
const MOST_ROUNDS = 3;
/** Restricted owners tried as the one to whom unknown holdings belong, where owners are not added together. */
const MOST_OWNERS = 3;

/** Null where the record alone decides. */
export function openOf(situation: Situation): Open | null {
  const { assumptions } = situation.explanation;
  const isOpen = situation.verdict === 'INDETERMINATE';
  if (!isOpen && assumptions.length === 0) return null;
  const of = (strangers: Strangers): Open => {
    const facts = isOpen ? unknowns(situation, strangers) : assumed(situation, strangers, assumptions);
    return { situation, strangers, facts: inOrder(situation, facts) };
  };
  const open = of(new Strangers(situation));
  if (situation.setting.policy.aggregate || situation.verdict === 'RESTRICTED') return open;
  // Where each owner stands alone, what is unknown may be the holding of one that is restricted already.
  const owned = certain(situation).map((owner) => of(new Strangers(situation, owner)));
  return [open, ...owned].find((each) => settles(situation, each.facts, 'restricted')) ?? open;
}

/** Restricted parties nearest to the subject. */
function certain(situation: Situation): PartyId[] {
  const { graph, setting } = situation;
  const ids = [...situation.distances.keys()].filter((id) => {
    const node = graph.nodeOf.get(id) as number;
    return node !== situation.subject && nodeSeed(graph, setting, node).state === 'CERTAIN';
  });
  return ids.slice(0, MOST_OWNERS);
}

/** About the subject first, then nearer to it, then larger shares, then by id. */
export function inOrder(situation: Situation, facts: readonly Fact[]): Fact[] {
  const { distances, subjectId } = situation;
  const far = ({ about }: Fact): number => (about === null ? 0 : (distances.get(about.id) ?? Number.MAX_SAFE_INTEGER));
  const off = ({ about }: Fact): number => (about?.id === subjectId ? 0 : 1);
  return [...facts].sort(
    (a, b) => off(a) - off(b) || far(a) - far(b) || b.share - a.share || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/**
 * A smallest set of facts that settles a side. What is open only once others turned out is looked for too; where all of
 * it is not enough, everything about the subject is asked at once. Null where nothing settles the side.
 */
export function smallestSet(open: Open, side: Side): readonly Fact[] | null {
  const { situation, strangers } = open;
  if (situation.verdict === GOAL[side]) return [];
  let { facts } = open;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const set = fewest(situation, facts, side);
    if (set !== null) return set;
    const known = new Set(facts.map((fact) => fact.id));
    const next = situation.altered(turnedOut(facts, side));
    const more = openIn(next, strangers).filter((fact) => !known.has(fact.id));
    if (more.length === 0) break;
    facts = [...facts, ...inOrder(situation, more)];
  }
  const whole = wholeFact(situation, strangers, situation.party(situation.subject) as Party);
  return fewest(situation, [...facts, whole], side) ?? fewest(situation, [whole], side);
}

export function openIn(situation: Situation, strangers: Strangers): Fact[] {
  if (situation.verdict === 'INDETERMINATE') return unknowns(situation, strangers);
  return assumed(situation, strangers, situation.explanation.assumptions);
}
