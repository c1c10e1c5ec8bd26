import { canonical, digestOf } from '../model/canonical.js';
import type { Change, Watched, WatchList } from '../model/watching.js';
import type { Document, DocumentChange, Store } from '../store/store.js';
import type { Asked, State } from './state.js';

/** How far watching has come. Every keep that has to do with verdicts moves it, so that no two are done of one state. */
export interface Mark extends State {
  /** Of the newest change; 0 before the first. */
  readonly sequence: number;
  /** The state that watched parties are being judged at, piece by piece; null between two steps. */
  readonly towards: State | null;
  /** The key of the next watched party of that step. */
  readonly from: string;
  /** Watch lists that there are. */
  readonly lists: number;
  /** Counts the keeps. */
  readonly turn: number;
}

export const MARK = 'watching';
export const FIRST_WATCHED = 'watched/';
export const WATCHED_END = 'watched0';
const FIGURES = 16;

export type Kept = Pick<Store, 'documents'>;

export async function markOf(store: Kept, deadlineAt: number, settled = false): Promise<Mark | null> {
  const body = await bodyOf(store, MARK, deadlineAt, settled);
  return body === null ? null : (JSON.parse(body) as Mark);
}

export async function listOf(store: Kept, id: string, deadlineAt: number): Promise<WatchList | null> {
  const body = /^[\w-]{1,100}$/.test(id) ? await bodyOf(store, listKey(id), deadlineAt) : null;
  return body === null ? null : (JSON.parse(body) as WatchList);
}

/** Those of the lists that there are, by id. */
export async function listsOf(
  store: Kept,
  ids: readonly string[],
  deadlineAt: number,
): Promise<Map<string, WatchList>> {
  if (ids.length === 0) return new Map();
  const found = await store.documents({ keys: ids.map(listKey) }, deadlineAt);
  return new Map(found.map(({ body }) => JSON.parse(body) as WatchList).map((list) => [list.id, list]));
}

export async function bodyOf(store: Kept, key: string, deadlineAt: number, settled = false): Promise<string | null> {
  const [found] = await store.documents({ keys: [key], settled }, deadlineAt);
  return found?.body ?? null;
}

export function markDocument(mark: Mark): Document {
  return { key: MARK, body: canonical(mark) };
}

/** What has to stand for a keep to be of the state that was read. */
export function markExpected(mark: Mark | null): DocumentChange {
  return mark === null ? { key: MARK, body: null } : markDocument(mark);
}

export function listKey(id: string): string {
  return `watchlist/${id}`;
}

export function listDocument(list: WatchList): Document {
  return { key: listKey(list.id), body: canonical(list) };
}

/** Ids are anybody's text: a key has their digests. The policies of a party stand together. */
export function watchedKey({ party, policy }: Asked): string {
  return `${FIRST_WATCHED}${digestOf(party)}/${digestOf(policy)}`;
}

export function watchedDocument(watched: Watched): Document {
  return { key: watchedKey(watched), body: canonical(watched) };
}

export function changeKey(sequence: number): string {
  return `change/${padded(sequence)}`;
}

export const CHANGES_END = 'change0';

export function changeDocument(change: Change): Document {
  return { key: changeKey(change.sequence), body: canonical(change) };
}

/** Numbers in keys stand in their order. */
export function padded(sequence: number): string {
  return String(sequence).padStart(FIGURES, '0');
}
