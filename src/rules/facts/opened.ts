import type { Party, PartyId } from '../../model/party.js';
import { nodeSeed } from '../frame.js';
import type { Solution } from '../solution.js';
import { assumed } from './assumed.js';
import { type Fact, GOAL, type Side } from './fact.js';
import { focus } from './focus.js';
import { fewest, settles, turnedOut } from './settling.js';
import { Situation } from './situation.js';
import { Strangers } from './strangers.js';
import { unknowns } from './unknowns.js';
import { wholeFact } from './wholeFact.js';

/** How often what is open once the first unknowns turned out is looked for. */
const MOST_ROUNDS = 3;
/** Restricted owners tried as the one to whom unknown holdings belong, where owners are not added together. */
const MOST_OWNERS = 3;

/** A verdict with what is open about it; looked for once, however often it is asked. */
export class Opened {
  /** Everything above the subject: what is said at last is tried here. */
  readonly full: Situation;
  readonly strangers: Strangers;
  private focused: Situation | undefined;
  private found: Open | undefined;
  private readonly sets = new Map<Side, readonly Fact[] | null>();
  /** Where one fact is enough, a smallest set of the others. */
  private readonly others = new Map<Side, readonly Fact[] | null>();

  private readonly held = new Map<readonly Fact[], boolean>();

  constructor(full: Situation, focused?: Situation) {
    this.full = full;
    this.focused = focused;
    this.strangers = new Strangers(full);
  }

  static about(solution: Solution, node: number): Opened {
    return new Opened(Situation.around(solution, node));
  }

  /** Where much is tried. */
  get situation(): Situation {
    this.focused ??= focus(this.full, this.strangers);
    return this.focused;
  }

  get isFocused(): boolean {
    return this.situation !== this.full;
  }

  /** The same with everything tried on the whole record, however long it takes. */
  get unfocused(): Opened {
    return new Opened(this.full, this.full);
  }

  get isSettled(): boolean {
    return this.full.verdict !== 'INDETERMINATE' && this.full.explanation.assumptions.length === 0;
  }

  get open(): Open {
    this.found ??= openOf(this);
    return this.found;
  }

  /** A smallest set of facts that settles a side; null where nothing does. */
  set(side: Side): readonly Fact[] | null {
    if (!this.sets.has(side)) this.sets.set(side, smallestSet(this.open, side));
    return this.sets.get(side) ?? null;
  }

  /** A smallest set in which the fact is, if one is found; else the one there is. */
  setWith(side: Side, fact: Fact): readonly Fact[] | null {
    const set = this.set(side);
    if (set === null || set.length !== 1 || set.includes(fact)) return set;
    if (!this.others.has(side)) {
      const others = this.open.facts.filter((each) => !set.includes(each));
      this.others.set(side, fewest(this.situation, others, side));
    }
    const other = this.others.get(side);
    return other?.includes(fact) === true ? other : set;
  }

  /** Whether a set settles the side of the whole record too. */
  holds(set: readonly Fact[], side: Side): boolean {
    const known = this.held.get(set) ?? settles(this.full, set, side);
    this.held.set(set, known);
    return known;
  }

  /** About the subject first, then nearer to it, then larger shares, then by id. */
  inOrder(facts: readonly Fact[]): Fact[] {
    return inOrder(this.situation, facts);
  }
}

export interface Open {
  readonly situation: Situation;
  readonly strangers: Strangers;
  readonly facts: readonly Fact[];
}

function openOf({ situation, strangers }: Opened): Open {
  const of = (who: Strangers): Open => ({
    situation,
    strangers: who,
    facts: inOrder(situation, openIn(situation, who)),
  });
  const open = of(strangers);
  if (situation.setting.policy.aggregate || situation.verdict === 'RESTRICTED') return open;
  // Where each owner stands alone, what is unknown may be the holding of one that is restricted already.
  const owned = certain(situation).map((owner) => of(new Strangers(situation, owner)));
  return [open, ...owned].find((each) => settles(situation, each.facts, 'restricted')) ?? open;
}

/** What is open, or, where the verdict is said all the same, what it presumes. */
export function openIn(situation: Situation, strangers: Strangers): Fact[] {
  if (situation.verdict === 'INDETERMINATE') return unknowns(situation, strangers);
  return assumed(situation, strangers, situation.explanation.assumptions);
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

function inOrder({ distances, subjectId }: Situation, facts: readonly Fact[]): Fact[] {
  const far = ({ about }: Fact): number => (about === null ? 0 : (distances.get(about.id) ?? Number.MAX_SAFE_INTEGER));
  const off = ({ about }: Fact): number => (about?.id === subjectId ? 0 : 1);
  return [...facts].sort(
    (a, b) => off(a) - off(b) || far(a) - far(b) || b.share - a.share || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/**
 * What is open only once other facts turned out is looked for too; where all of it is not enough, everything about the
 * subject is asked at once.
 */
export function smallestSet({ situation, strangers, facts: first }: Open, side: Side): readonly Fact[] | null {
  if (situation.verdict === GOAL[side]) return [];
  let facts = first;
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
