import type { Party } from '../../model/party.js';
import type { DecidingFact, Verdict } from '../../model/ruling.js';
import { type Draft, draft } from './alteration.js';
import { withCriticalShare } from './criticalShare.js';
import { type Fact, GOAL, SIDES, type Side } from './fact.js';
import type { Opened } from './opened.js';
import { settles, turnedOut } from './settling.js';
import type { Situation } from './situation.js';

/** A deciding fact with what to suppose to see it turn out; null where nothing that can be supposed shows it. */
export interface Settled extends DecidingFact {
  readonly settles: Readonly<Record<Side, Draft | null>>;
}

/** Facts tried on their own, nearest to the subject first. */
const MOST_TRIED = 12;
const MOST_CLAUSES = 8;
/** Beside more facts than these the widest range of a share is not looked for: its end is told. */
const MOST_BESIDE = 2;

/**
 * Facts that would settle the verdict, most decisive first: those that alone settle it either way, those that alone
 * settle it one way, those of a smallest set. What a fact is said to do was tried: the party was judged in the world so
 * supposed. For INDETERMINATE, and for a verdict that rests on an assumption; nothing else is open.
 */
export function decidingFacts(opened: Opened, first: number): readonly Settled[] {
  if (opened.isSettled) return [];
  const found = ranked(opened, first).flatMap((fact) => settled(opened, fact) ?? []);
  const bothWays = found.filter(({ settles }) => settles.restricted !== null && settles.notRestricted !== null);
  const limited = opened.full.graph.complete ? [] : [limitFact(opened.full)];
  if (found.length === 0 && opened.isFocused) return decidingFacts(opened.unfocused, first);
  return [...limited, ...(bothWays.length > 0 ? bothWays : found)].slice(0, first);
}

interface Ranked {
  readonly fact: Fact;
  readonly alone: Readonly<Record<Side, boolean>>;
  /** 0 settles it either way, 1 one way, 2 as one of a set. */
  readonly rank: number;
}

/** The facts that matter, in the order in which they are told. */
function ranked(opened: Opened, first: number): Ranked[] {
  const { situation } = opened;
  const inSets = SIDES.flatMap((side) => opened.set(side) ?? []);
  const found: Ranked[] = [];
  for (const fact of opened.inOrder([...new Set([...opened.open.facts.slice(0, MOST_TRIED), ...inSets])])) {
    const alone = {
      restricted: settles(situation, [fact], 'restricted'),
      notRestricted: settles(situation, [fact], 'notRestricted'),
    };
    const rank = rankOf(alone, situation.verdict, inSets.includes(fact));
    if (rank !== null) found.push({ fact, alone, rank });
    if (found.filter((each) => each.rank === 0).length >= first) break;
  }
  return found.sort((a, b) => a.rank - b.rank).slice(0, first);
}

/** Null for a fact that changes nothing: what the verdict is already, nothing has to turn out for. */
function rankOf(alone: Readonly<Record<Side, boolean>>, verdict: Verdict, isInSet: boolean): number | null {
  const changes = SIDES.filter((side) => alone[side] && GOAL[side] !== verdict);
  const keeps = SIDES.filter((side) => alone[side] && GOAL[side] === verdict);
  if (changes.length > 0) return changes.length + keeps.length === SIDES.length ? 0 : 1;
  return isInSet ? 2 : null;
}

/** A fact as it turns out for a side, with what has to turn out beside it. */
interface Turn {
  readonly fact: Fact;
  readonly facts: readonly Fact[];
}

function settled(opened: Opened, { fact, alone }: Ranked): Settled | null {
  const turns = {
    restricted: turnOf(opened, fact, 'restricted', alone.restricted),
    notRestricted: turnOf(opened, fact, 'notRestricted', alone.notRestricted),
  };
  if (turns.restricted === null && turns.notRestricted === null) return null;
  const situation = opened.full;
  return {
    question: fact.question,
    // As recorded, also where the fact was found in a world supposed on the way.
    about: fact.about === null ? null : situation.named(fact.about.id),
    interest: fact.interest === null ? null : situation.recorded(fact.interest),
    restrictedWhen: told(situation, 'restricted', turns.restricted),
    notRestrictedWhen: told(situation, 'notRestricted', turns.notRestricted),
    settles: {
      restricted: drafted(situation, 'restricted', turns.restricted),
      notRestricted: drafted(situation, 'notRestricted', turns.notRestricted),
    },
  };
}

/** Null where even with a set of others it does not settle the side of the whole record. */
function turnOf(opened: Opened, fact: Fact, side: Side, isAlone: boolean): Turn | null {
  const set = isAlone ? [fact] : (opened.setWith(side, fact) ?? []);
  const beside = set.filter((each) => each !== fact);
  const isReadable = beside.length <= MOST_BESIDE;
  const refined = isReadable ? withCriticalShare(opened.situation, fact, side, beside) : fact;
  if (refined !== fact && settles(opened.full, [refined, ...beside], side))
    return { fact: refined, facts: [refined, ...beside] };
  if (set.includes(fact)) return opened.holds(set, side) ? { fact, facts: set } : null;
  const facts = [
    [fact, ...beside],
    [...beside, fact],
  ].find((order) => settles(opened.full, order, side));
  return facts === undefined ? null : { fact, facts };
}

function drafted(situation: Situation, side: Side, turn: Turn | null): Draft | null {
  return turn === null ? null : draft(turnedOut(turn.facts, side), situation);
}

/** How the fact turns out, and what has to turn out with it. */
function told(situation: Situation, side: Side, turn: Turn | null): string {
  if (turn === null) {
    const why = situation.graph.complete ? 'nothing that is asked here settles it' : 'the gathering has to be complete';
    return `not by this alone: ${why}`;
  }
  const clauses = turn.facts.filter((each) => each !== turn.fact).map((each) => each.ways[side].clause);
  const left = clauses.length - MOST_CLAUSES;
  const shown = left > 0 ? [...clauses.slice(0, MOST_CLAUSES), `${left} more that are alike`] : clauses;
  return [turn.fact.ways[side].words, ...shown].join(', and ');
}

/** What a limit cut off can only be read, not supposed. */
function limitFact({ graph, subject }: Situation): Settled {
  const party = graph.parties[subject] as Party;
  const cut = graph.parties.find((_, node) => graph.isUnexpanded[node] === 1) ?? party;
  return {
    question: `Who stands above ${cut.name}? A limit stopped the gathering there: ask for its owners page by page, or where the limits of a gathering are higher.`,
    about: cut,
    interest: null,
    restrictedWhen: 'restricted parties among those who were not read bring it to the threshold',
    notRestrictedWhen: 'everybody was read, and restricted parties stay below the threshold',
    settles: { restricted: null, notRestricted: null },
  };
}
