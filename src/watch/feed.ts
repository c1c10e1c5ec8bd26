import { badInput } from '../errors.js';
import type { Change } from '../model/watching.js';
import { CHANGES_END, changeKey, type Kept, markOf } from './kept.js';

export interface FeedAsked {
  /** Changes after that one; 0 for all. */
  readonly after: number;
  readonly policy: string | null;
  /** Bare id of a watch list. */
  readonly list: string | null;
  readonly first: number;
}

export interface FeedPage {
  readonly changes: readonly Change[];
  /** How far was looked: to go on from. */
  readonly end: number;
  /** There are more than were looked at. */
  readonly more: boolean;
}

const LOOKED_AT = 500;
/** Changes that are looked at for one page, however few of them are asked for. */
const MOST_LOOKED_AT = 10_000;

/**
 * A cursor is the number of a change, from 1 on without a gap; "0" stands before the first. BAD_USER_INPUT for what is
 * none, or is one of a change that was never kept.
 */
export async function sequenceOf(store: Kept, cursor: string, deadlineAt: number): Promise<number> {
  const said = JSON.stringify(cursor.slice(0, 80));
  if (!/^(0|[1-9]\d{0,14})$/.test(cursor)) throw badInput(`after: expected the cursor of a change, came ${said}.`);
  const sequence = Number(cursor);
  const newest = await newestSequence(store, deadlineAt);
  if (sequence > newest)
    throw badInput(`after: the newest change is ${newest}; there is none with the cursor ${said}.`);
  return sequence;
}

/** The number of the newest change; 0 before the first. */
export async function newestSequence(store: Kept, deadlineAt: number): Promise<number> {
  return (await markOf(store, deadlineAt, true))?.sequence ?? 0;
}

/** Changes in their order, each once. One that is not there yet hides those after it: they come when it does. */
export async function changesAfter(store: Kept, asked: FeedAsked, deadlineAt: number): Promise<FeedPage> {
  const changes: Change[] = [];
  for (let end = asked.after; ; ) {
    const range = { from: changeKey(end + 1), before: CHANGES_END, first: LOOKED_AT };
    const found = (await store.documents(range, deadlineAt)).map(({ body }) => JSON.parse(body) as Change);
    for (const change of found) {
      if (change.sequence !== end + 1) return { changes, end, more: true };
      if (isAsked(change, asked) && changes.length === asked.first) return { changes, end, more: true };
      if (isAsked(change, asked)) changes.push(change);
      end = change.sequence;
    }
    if (found.length < LOOKED_AT) return { changes, end, more: false };
    if (end - asked.after >= MOST_LOOKED_AT) return { changes, end, more: true };
  }
}

function isAsked({ policy, lists }: Change, asked: FeedAsked): boolean {
  return (asked.policy === null || policy === asked.policy) && (asked.list === null || lists.includes(asked.list));
}
