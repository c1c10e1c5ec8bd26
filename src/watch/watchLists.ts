import { randomUUID } from 'node:crypto';
import { Failure } from '../errors.js';
import type { PartyId } from '../model/party.js';
import type { Watched, WatchList } from '../model/watching.js';
import type { Document, DocumentChange } from '../store/store.js';
import { advance } from './changes.js';
import {
  bodyOf,
  FIRST_WATCHED,
  listDocument,
  listKey,
  listOf,
  type Mark,
  markDocument,
  markExpected,
  markOf,
  watchedDocument,
  watchedKey,
} from './kept.js';
import { type Asked, type Judged, newestState, type State, type Watching } from './state.js';
import { newSecret } from './webhookSignature.js';

/** Watch lists that there may be. */
export const MOST_LISTS = 1_000;
/** Parties times policies of one list: it is made at once. */
export const MOST_WATCHED = 5_000;

/** What is to be watched; parties and policies are known, and each is named once. */
export interface Wanted {
  readonly name: string;
  readonly parties: readonly PartyId[];
  readonly policies: readonly string[];
  readonly webhook: string | null;
}

/**
 * Makes a watch list, with the verdicts of now to begin from: what flips afterwards is a change of it, and nothing that
 * flipped before. LIMIT_EXCEEDED where there are too many; DEADLINE_EXCEEDED while what came before is still looked at.
 */
export async function watch(watching: Watching, wanted: Wanted, deadlineAt: number): Promise<WatchList> {
  const asked = wanted.parties.flatMap((party) => wanted.policies.map((policy) => ({ party, policy })));
  if (asked.length > MOST_WATCHED)
    throw new Failure(
      'LIMIT_EXCEEDED',
      `input: ${wanted.parties.length} parties under ${wanted.policies.length} policies are ${asked.length} verdicts to watch, the limit of a list is ${MOST_WATCHED}; make several lists.`,
    );
  const id = randomUUID();
  for (;;) {
    refuseLate(deadlineAt);
    const { mark, state } = await caughtUp(watching, deadlineAt);
    if ((mark?.lists ?? 0) >= MOST_LISTS)
      throw new Failure('LIMIT_EXCEEDED', `There are ${MOST_LISTS} watch lists, the limit; unwatch one first.`);
    const list: WatchList = {
      ...{ id, ...wanted, made: new Date(watching.now()).toISOString(), revision: state.revision },
      secret: wanted.webhook === null ? null : newSecret(),
    };
    const watched = await baseline(watching, asked, id, state, deadlineAt);
    const next = { ...state, ...(mark ?? BEGINNING), lists: (mark?.lists ?? 0) + 1, turn: (mark?.turn ?? 0) + 1 };
    const put = [markDocument(next), listDocument(list), ...watched];
    if (await watching.store.keep({ expect: [markExpected(mark)], put }, deadlineAt)) return list;
  }
}

/** Takes a list away, with what its webhook was still to be told; false where there is none of this id. */
export async function unwatch(watching: Pick<Watching, 'store'>, id: string, deadlineAt: number): Promise<boolean> {
  const { store } = watching;
  for (;;) {
    refuseLate(deadlineAt);
    const mark = await markOf(store, deadlineAt);
    const list = await listOf(store, id, deadlineAt);
    if (mark === null || list === null) return false;
    const keys = list.parties.flatMap((party) => list.policies.map((policy) => watchedKey({ party, policy })));
    const found = await store.documents({ keys, settled: true }, deadlineAt);
    const put = found.map((document) => withoutList(document, id));
    const next = { ...mark, lists: mark.lists - 1, turn: mark.turn + 1 };
    const gone = { key: listKey(id), body: null };
    const keeping = {
      expect: [markExpected(mark), { key: gone.key, body: await bodyOf(store, gone.key, deadlineAt) }],
      put: [markDocument(next), gone, ...put],
    };
    if (await store.keep(keeping, deadlineAt)) return true;
  }
}

const BEGINNING: Pick<Mark, 'sequence' | 'towards' | 'from'> = { sequence: 0, towards: null, from: FIRST_WATCHED };

/** The mark when everything up to now was looked at; null before the first list. */
async function caughtUp(
  watching: Watching,
  deadlineAt: number,
): Promise<{ readonly mark: Mark | null; readonly state: State }> {
  for (;;) {
    refuseLate(deadlineAt);
    const mark = await markOf(watching.store, deadlineAt);
    if (mark === null) {
      const state = await newestState(watching, null, deadlineAt);
      if (state !== null) return { mark, state };
    }
    const advanced = await advance(watching, deadlineAt);
    if (advanced === 'OUTDATED')
      throw new Failure(
        'FAILED_PRECONDITION',
        'A service that was started later goes by other policies; ask that one to watch.',
      );
    const after = await markOf(watching.store, deadlineAt);
    if (advanced === 'CURRENT' && after !== null && after.towards === null) return { mark: after, state: after };
  }
}

/** What is watched already has its verdict; the rest is judged at the very state of the mark. */
async function baseline(
  watching: Watching,
  asked: readonly Asked[],
  list: string,
  state: State,
  deadlineAt: number,
): Promise<Document[]> {
  const found = await watching.store.documents({ keys: asked.map(watchedKey), settled: true }, deadlineAt);
  const known = new Map(found.map(({ key, body }) => [key, JSON.parse(body) as Watched]));
  const fresh = asked.filter((each) => !known.has(watchedKey(each)));
  const judged = fresh.length === 0 ? [] : await watching.judge(fresh, state, deadlineAt);
  const begun = fresh.map((each, index): Watched => {
    const { name, verdict } = judged[index] as Judged;
    return { ...each, name: name ?? each.party, verdict, known: state.revision, lists: [list] };
  });
  const joined = [...known.values()].map((each) => ({ ...each, lists: [...each.lists, list] }));
  return [...begun, ...joined].map(watchedDocument);
}

function withoutList({ key, body }: Document, id: string): DocumentChange {
  const watched = JSON.parse(body) as Watched;
  const lists = watched.lists.filter((each) => each !== id);
  return lists.length === 0 ? { key, body: null } : watchedDocument({ ...watched, lists });
}

function refuseLate(deadlineAt: number): void {
  if (Date.now() < deadlineAt) return;
  throw new Failure('DEADLINE_EXCEEDED', 'What was recorded before is still being looked at; try again in a while.');
}
