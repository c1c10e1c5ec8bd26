import { canonical } from '../model/canonical.js';
import type { Change, WatchList } from '../model/watching.js';
import type { Document, Store } from '../store/store.js';
import { nextCall } from './backOff.js';
import { bodyOf, changeKey, listsOf, padded } from './kept.js';
import type { Message, Webhook } from './webhook.js';

/** A change that a list's webhook is still to be told, or, once it is dead, was not. */
export interface Delivery {
  readonly change: number;
  readonly list: string;
  /** Calls that failed. */
  readonly failed: number;
  /** Why the last one did, and when, RFC 3339; null before. */
  readonly error: { readonly at: string; readonly message: string } | null;
}

export interface Delivering {
  readonly store: Pick<Store, 'documents' | 'keep'>;
  /** Null when the receiver took the message, else why it did not. */
  readonly post: (webhook: Webhook, message: Message) => Promise<string | null>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds from each call that failed to the next; after the last a delivery is dead. */
  readonly waits: readonly number[];
  /** From 0 to below 1. */
  readonly chance: () => number;
  /** Hears of every call: taken by the receiver, to be tried again, or given up. */
  readonly told: (outcome: CallOutcome) => void;
}

export type CallOutcome = 'TAKEN' | 'FAILED' | 'DEAD';

const PENDING = 'delivery/';
const PENDING_END = 'delivery0';
const DEAD = 'dead/';
const DEAD_END = 'dead0';

/** How long a process has for a call that it took up; then it is due again, for whoever is there. */
const LEASE_MS = 60_000;
const LOOKED_AT = 200;
const CALLED_AT_ONCE = 16;
/** So that a receiver which lets us wait does not make the others wait as well. */
const OF_ONE_LIST = 4;

/** Kept with the change itself: there is none without it, and it without none. */
export function firstDelivery(change: Change, list: string, now: number): Document {
  return pending({ change: change.sequence, list, failed: 0, error: null }, now);
}

/**
 * Calls the webhooks that are due; how many calls were taken up. A delivery bears in its key when it is due: who takes it
 * up puts it off, so that each is with one process, and comes back by itself where that dies. It goes when the receiver
 * took the message; so each is told at least once, and may be told twice.
 */
export async function deliverDue(delivering: Delivering, deadlineAt: number): Promise<number> {
  const { store, now } = delivering;
  const asked = { from: PENDING, before: dueKey(now() + 1), first: LOOKED_AT };
  const chosen = spread(await store.documents(asked, deadlineAt));
  const done = await Promise.allSettled(chosen.map((due) => deliver(delivering, due, deadlineAt)));
  const failed = done.find((each) => each.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return done.filter((each) => each.status === 'fulfilled' && each.value).length;
}

/** Milliseconds that the call which is due the longest has waited; negative where none is due yet, or at all. */
export async function longestDue(store: Delivering['store'], now: number, deadlineAt: number): Promise<number> {
  const [first] = await store.documents({ from: PENDING, before: PENDING_END, first: 1 }, deadlineAt);
  return first === undefined ? -1 : now - Date.parse(first.key.slice(PENDING.length).split('/')[0] as string);
}

/** Calls that still are to be made, the next before, at most so many. */
export function pendingCalls(store: Delivering['store'], first: number, deadlineAt: number): Promise<Waiting[]> {
  return waiting(store, { from: PENDING, before: PENDING_END, first }, deadlineAt);
}

/** Calls that were given up, at most so many. */
export function deadLetters(store: Delivering['store'], first: number, deadlineAt: number): Promise<Waiting[]> {
  return waiting(store, { from: DEAD, before: DEAD_END, first }, deadlineAt);
}

/** Makes a call that was given up due again; false where somebody else did. */
export function revive(store: Delivering['store'], { document, delivery }: Waiting, now: number, deadlineAt: number) {
  const again = pending({ ...delivery, failed: 0 }, now);
  return store.keep({ expect: [document], put: [{ key: document.key, body: null }, again] }, deadlineAt);
}

export interface Waiting {
  readonly document: Document;
  readonly delivery: Delivery;
}

async function waiting(
  store: Delivering['store'],
  range: { readonly from: string; readonly before: string; readonly first: number },
  deadlineAt: number,
): Promise<Waiting[]> {
  const found = await store.documents(range, deadlineAt);
  return found.map((document) => ({ document, delivery: JSON.parse(document.body) as Delivery }));
}

function spread(due: readonly Document[]): Document[] {
  const taken = new Map<string, number>();
  const chosen = due.filter(({ body }) => {
    const { list } = JSON.parse(body) as Delivery;
    taken.set(list, (taken.get(list) ?? 0) + 1);
    return (taken.get(list) as number) <= OF_ONE_LIST;
  });
  return chosen.slice(0, CALLED_AT_ONCE);
}

/** False where another process was quicker. */
async function deliver(delivering: Delivering, due: Document, deadlineAt: number): Promise<boolean> {
  const { store, now, waits, chance, told } = delivering;
  const delivery = JSON.parse(due.body) as Delivery;
  const leased = pending(delivery, now() + LEASE_MS);
  const isTaken = await store.keep({ expect: [due], put: [{ key: due.key, body: null }, leased] }, deadlineAt);
  if (!isTaken) return false;
  const error = await call(delivering, delivery, deadlineAt);
  const gone = { key: leased.key, body: null };
  const at = now();
  if (error === null) {
    told('TAKEN');
    await store.keep({ expect: [leased], put: [gone] }, at + LEASE_MS);
    return true;
  }
  const failed = delivery.failed + 1;
  const again = { ...delivery, failed, error: { at: new Date(at).toISOString(), message: error } };
  const next = nextCall(failed, at, waits, chance());
  told(next === null ? 'DEAD' : 'FAILED');
  const kept = next === null ? { key: deadKey(again), body: canonical(again) } : pending(again, next);
  await store.keep({ expect: [leased], put: [gone, kept] }, at + LEASE_MS);
  return true;
}

/** A list that is not watched any more wants to hear nothing. */
async function call({ store, post }: Delivering, delivery: Delivery, deadlineAt: number): Promise<string | null> {
  const body = await bodyOf(store, changeKey(delivery.change), deadlineAt);
  const list = (await listsOf(store, [delivery.list], deadlineAt)).get(delivery.list);
  const { webhook, secret } = list ?? { webhook: null, secret: null };
  if (body === null || list === undefined || webhook === null || secret === null) return null;
  return post({ url: webhook, secret }, message(JSON.parse(body) as Change, list));
}

function message(change: Change, { id, name }: WatchList): Message {
  const { sequence, at, party, policy, before, after, cause, detail } = change;
  const data = {
    ...{ cursor: String(sequence), at, party: { id: party, name: change.name }, policy, before, after, cause, detail },
    watchlist: { id: `watchlist:${id}`, name },
  };
  return { id: `msg_${id}_${sequence}`, body: JSON.stringify({ type: 'verdict.changed', timestamp: at, data }) };
}

function pending(delivery: Delivery, due: number): Document {
  return { key: `${dueKey(due)}/${name(delivery)}`, body: canonical(delivery) };
}

function deadKey(delivery: Delivery): string {
  return `${DEAD}${name(delivery)}`;
}

function name({ change, list }: Delivery): string {
  return `${padded(change)}/${list}`;
}

/** Instants have the same length, so that they stand in the order of time. */
function dueKey(due: number): string {
  return `${PENDING}${new Date(due).toISOString()}`;
}
