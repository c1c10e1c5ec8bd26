import { type Interest, interestId } from '../../model/interest.js';
import type { Party } from '../../model/party.js';
import { WHOLE } from '../../model/share.js';
import { describeInterest } from '../explanation.js';
import { isReport, nodeSeed } from '../frame.js';
import { TYPE } from '../graph.js';
import { withoutInterest } from './alteration.js';
import { parentFact } from './assumed.js';
import { type Change, gives, moved, NO_CHANGE, turned, turnedOutToo } from './change.js';
import { isCountable } from './holderFacts.js';
import { type Move, sale, whole } from './moves.js';
import { openIn, smallestSet } from './opened.js';
import { placeFact } from './seedFacts.js';
import type { Situation } from './situation.js';
import type { Strangers } from './strangers.js';

/** Interests of the proof whose sale is tried, nearest to the subject first. */
const MOST_SALES = 12;

/**
 * Changes that clear a restricted party: the smallest sale of one holding or the end of one other interest, smallest
 * first; then all of them that are needed. Where what nobody recorded could restrict it still, that has to turn out too.
 */
export function clearing(situation: Situation, strangers: Strangers): Change[] {
  const begun = beginning(situation, strangers);
  if (begun === null) return [];
  if (gives(situation, begun, 'NOT_RESTRICTED')) return [begun];
  const then = situation.altered(begun.alteration);
  const moves = movesOf(then, strangers);
  const single = moves.flatMap((move) => turned(situation, begun, move, 'NOT_RESTRICTED') ?? []);
  if (single.length > 0) return single.sort((a, b) => a.size - b.size);
  const several = severally(situation, begun, directMoves(then, strangers));
  if (gives(situation, several, 'NOT_RESTRICTED')) return [several];
  const opened = moves.flatMap((move) => turned(situation, begun, move, 'INDETERMINATE') ?? []);
  const rest = withTheRest(situation, strangers, several);
  return [...(rest === null ? [] : [rest]), ...opened.sort((a, b) => a.size - b.size)];
}

/** What has to change first: where the subject is, if that restricts it. A listing, or a state, is nobody's to change. */
function beginning(situation: Situation, strangers: Strangers): Change | null {
  const { graph, setting, subject } = situation;
  const party = situation.party(subject) as Party;
  const seed = nodeSeed(graph, setting, subject);
  if (seed.state !== 'CERTAIN') return NO_CHANGE;
  if (party.kind === 'STATE' || seed.causes.some((cause) => cause.code === 'LISTED')) return null;
  const fact = placeFact(situation, strangers, party)[0];
  const what = party.kind === 'PERSON' ? 'its residence' : 'its headquarters';
  const to = strangers.supported;
  if (fact === undefined || to === null) return null;
  const clause = `${party.name} moved ${what} to a supported region, such as ${to}`;
  return moved(NO_CHANGE, whole(clause, WHOLE, fact.ways.notRestricted.alter), 1);
}

/** One move for each interest of the proof by which a restricted holder counts. */
function movesOf(situation: Situation, strangers: Strangers): Move[] {
  const { explanation, graph, distances } = situation;
  const far = (interest: Interest): number => distances.get(interest.subject) ?? 0;
  const proof = explanation.edges.map((edge) => graph.interests[edge] as Interest);
  const near = proof.filter((each) => situation.placeOf(each) === 'IN').sort((a, b) => far(a) - far(b));
  return near.slice(0, MOST_SALES).flatMap((interest) => moveOf(situation, strangers, interest) ?? []);
}

/** All that could restrict the subject directly: its largest holdings first, then what is no holding. */
function directMoves(situation: Situation, strangers: Strangers): Move[] {
  const open = situation.interestsIn(situation.subjectId).filter((each) => situation.placeOf(each) !== 'OUT');
  const held = open.filter((each) => isCountable(each.type)).sort((a, b) => b.share.max - a.share.max);
  const others = open.filter((each) => !isCountable(each.type));
  return [...held, ...others].flatMap((interest) => moveOf(situation, strangers, interest) ?? []);
}

function moveOf(situation: Situation, strangers: Strangers, interest: Interest): Move | null {
  const holder = interest.interestedParty === null ? null : situation.named(interest.interestedParty);
  const subject = situation.named(interest.subject);
  if (holder === null || subject === null || holder.id === subject.id) return null;
  if (isCountable(interest.type)) return sale(situation, strangers, interest, holder);
  if (isReport(TYPE[interest.type])) {
    const fact = parentFact(situation, strangers, interest, subject)[0];
    if (fact === undefined) return null;
    const { clause, alter } = fact.ways.notRestricted;
    return whole(clause, WHOLE / 2, alter);
  }
  const said = describeInterest(interest, holder.name, subject.name);
  return whole(`it were no longer so that ${said}`, 0, (upon) => withoutInterest(upon, interestId(interest)));
}

/** The moves one after another, each whole but for the last, which is as small as it may be. */
function severally(situation: Situation, begun: Change, moves: readonly Move[]): Change {
  let change = begun;
  for (const move of moves) {
    const last = turned(situation, change, move, 'NOT_RESTRICTED');
    if (last !== null) return last;
    if (move.most > 0) change = moved(change, move, move.most);
  }
  return change;
}

/** The change, and a smallest set of what is open then turned out for the subject. */
function withTheRest(situation: Situation, strangers: Strangers, change: Change): Change | null {
  const next = situation.altered(change.alteration);
  const facts = openIn(next, strangers);
  const set = smallestSet({ situation: next, strangers, facts }, 'notRestricted');
  if (set === null) return null;
  const complete = turnedOutToo(change, set, 'notRestricted');
  return gives(situation, complete, 'NOT_RESTRICTED') ? complete : null;
}
