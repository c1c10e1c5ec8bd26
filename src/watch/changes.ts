import type { Change, Watched } from '../model/watching.js';
import type { DocumentChange } from '../store/store.js';
import { rejoined } from './causes.js';
import { firstDelivery } from './deliveries.js';
import {
  changeDocument,
  FIRST_WATCHED,
  listsOf,
  type Mark,
  markDocument,
  markExpected,
  markOf,
  WATCHED_END,
  watchedDocument,
} from './kept.js';
import { type Judged, newestState, nextState, type State, type Watching } from './state.js';

/** Watched parties that are judged, and kept, at once. */
const PIECE = 200;

/**
 * MOVED: a piece was done, by this process or another, so ask again. CURRENT: nothing is left to do. OUTDATED: another
 * process has newer rules, and does what is left.
 */
export type Advance = 'MOVED' | 'CURRENT' | 'OUTDATED';

/**
 * Brings the watched verdicts one piece further on the way to now, and keeps each that became another one as a change:
 * both in one keep, so that no change is lost or kept twice, whichever process does it and wherever it dies. Rejects, and
 * keeps nothing, where a verdict can't be reached.
 */
export async function advance(watching: Watching, deadlineAt: number): Promise<Advance> {
  const { store } = watching;
  const mark = await markOf(store, deadlineAt);
  if (mark === null) return 'CURRENT';
  const newest = await newestState(watching, (mark.towards ?? mark).rules, deadlineAt);
  if (newest === null) return 'OUTDATED';
  const step = await stepFrom(watching, mark, newest, deadlineAt);
  if (step === null) return 'CURRENT';
  const asked = { from: step.from, before: WATCHED_END, first: PIECE + 1, settled: true };
  const found = await store.documents(asked, deadlineAt);
  const watched = found.slice(0, PIECE).map(({ body }) => JSON.parse(body) as Watched);
  const rest = found[PIECE]?.key ?? null;
  // Where nobody is watched no verdict flips on the way.
  const towards = watched.length === 0 && step.from === FIRST_WATCHED ? newest : step.towards;
  const { put, sequence } = await piece(watching, mark, towards, watched, deadlineAt);
  const moved = rest === null ? { ...towards, towards: null, from: FIRST_WATCHED } : { towards, from: rest };
  const next = { ...mark, ...moved, sequence, turn: mark.turn + 1 };
  await store.keep({ expect: [markExpected(mark)], put: [markDocument(next), ...put] }, deadlineAt);
  return 'MOVED';
}

interface Step {
  readonly towards: State;
  readonly from: string;
}

/** The step that is under way, or the next; with other rules than it was begun with it begins anew. */
async function stepFrom(watching: Watching, mark: Mark, newest: State, deadlineAt: number): Promise<Step | null> {
  const { towards, from } = mark;
  if (towards?.rules.digest === newest.rules.digest) return { towards, from };
  const next = await nextState(watching, towards ?? mark, newest, deadlineAt);
  return next === null ? null : { towards: next, from: FIRST_WATCHED };
}

async function piece(
  watching: Watching,
  mark: Mark,
  towards: State,
  watched: readonly Watched[],
  deadlineAt: number,
): Promise<{ readonly put: readonly DocumentChange[]; readonly sequence: number }> {
  const judged = watched.length === 0 ? [] : await watching.judge(watched, towards, deadlineAt);
  const put: DocumentChange[] = [];
  const changes: Change[] = [];
  for (const [index, old] of watched.entries()) {
    const now = judged[index] as Judged;
    if (now.verdict === old.verdict) continue;
    const { party, policy, lists } = old;
    const known = now.name === null ? old.known : towards.revision;
    const who = { party, policy, lists, known, name: now.name ?? old.name };
    const why = await cause(watching, mark, towards, old, now, deadlineAt);
    const sequence = mark.sequence + changes.length + 1;
    const at = new Date(watching.now()).toISOString();
    changes.push({ ...who, sequence, at, before: old.verdict, after: now.verdict, ...why });
    put.push(watchedDocument({ ...who, verdict: now.verdict }));
  }
  const lists = await listsOf(watching.store, [...new Set(changes.flatMap((change) => change.lists))], deadlineAt);
  for (const change of changes) {
    put.push(changeDocument(change));
    for (const id of change.lists)
      if (lists.get(id)?.webhook != null) put.push(firstDelivery(change, id, watching.now()));
  }
  return { put, sequence: mark.sequence + changes.length };
}

async function cause(
  watching: Watching,
  before: State,
  after: State,
  { party }: Watched,
  { because }: Judged,
  deadlineAt: number,
): Promise<Pick<Change, 'cause' | 'detail'>> {
  if (before.rules.digest !== after.rules.digest)
    return { cause: 'POLICY', detail: `Since the policies, lists of places or engine changed: ${because}` };
  if (before.day !== after.day) return { cause: 'TIME', detail: `Since ${after.day}: ${because}` };
  const revisions = [before.revision, after.revision] as const;
  const others = await rejoined(watching, party, revisions, { asOf: after.day, deadlineAt });
  const [first] = others;
  if (first === undefined) return { cause: 'DATA', detail: `Since revision r${after.revision}: ${because}` };
  const said =
    first.after === first.id ? `${first.id} is not ${first.before} any more` : `${first.id} is ${first.after}`;
  return { cause: 'MERGE', detail: `Since revision r${after.revision} ${said}: ${because}` };
}
