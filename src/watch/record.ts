import { setTimeout as wait } from 'node:timers/promises';
import { canonical } from '../model/canonical.js';
import type { GivenRules, GivenRuling } from '../model/given.js';
import type { Document, DocumentChange, Store } from '../store/store.js';
import {
  damaged,
  HEAD_KEY,
  type Head,
  headChange,
  headOf,
  type Link,
  linkAfter,
  linkDocument,
  linkKey,
  rulesKey,
} from './recordLinks.js';

/** Of a store, what the record rests on. */
export type Documents = Pick<Store, 'documents' | 'keep'>;

/** Links put in one transaction; more take several, and all of them are on record before any is answered. */
const MOST_AT_ONCE = 200;
/** Milliseconds to wait, at most, for another process that puts rulings on record. */
const PAUSE_MS = 40;

/**
 * Rulings as they were given, each a link of one chain of hashes, so that none can be changed, taken out or put in
 * between without its being seen (`recordAudit.ts`). What a link says can be erased; the chain holds all the same.
 */
export class RulingRecord {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: Documents,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Puts rulings on record, in their order. Resolves when every one is there; when it rejects some may be, and none may be
   * given. The rules are kept once, by their digest.
   */
  async put(
    given: readonly GivenRuling[],
    rules: ReadonlyMap<string, GivenRules>,
    deadlineAt: number,
  ): Promise<readonly Link[]> {
    const links: Link[] = [];
    for (let from = 0; from < given.length; from += MOST_AT_ONCE) {
      const part = given.slice(from, from + MOST_AT_ONCE);
      links.push(...(await this.inTurn(() => this.putAtOnce(part, rules, deadlineAt))));
    }
    return links;
  }

  private putAtOnce(
    given: readonly GivenRuling[],
    rules: ReadonlyMap<string, GivenRules>,
    deadlineAt: number,
  ): Promise<readonly Link[]> {
    const kept = [...new Set(given.map((each) => each.rules))].map((digest) => ({
      key: rulesKey(digest),
      body: canonical(rules.get(digest)),
    }));
    return appended(this.store, deadlineAt, async (head) => {
      const at = new Date(this.now()).toISOString();
      const links: Link[] = [];
      for (const each of given) links.push(linkAfter(links.at(-1) ?? head, at, each));
      return { links, expect: [], put: kept };
    });
  }

  /** One after the other within a process: only processes are then in each other's way. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => {});
    return done;
  }
}

/** Links to go after a head, and what else is expected and put with them. */
export interface Draft {
  readonly links: readonly Link[];
  readonly expect: readonly DocumentChange[];
  readonly put: readonly DocumentChange[];
}

/**
 * Adds to the chain what is drafted after its head, and moves the head, in one transaction. Where others were faster it is
 * drafted anew, until the deadline. A draft without links is none: nothing is kept.
 */
export async function appended(
  store: Documents,
  deadlineAt: number,
  drafted: (head: Head) => Promise<Draft>,
): Promise<readonly Link[]> {
  let before: Document | undefined | null = null;
  for (;;) {
    const [document] = await store.documents({ keys: [HEAD_KEY], settled: before !== null }, deadlineAt);
    if (before !== null && before?.body === document?.body) await refuseDamaged(store, headOf(document), deadlineAt);
    before = document;
    const head = headOf(document);
    const { links, expect, put } = await drafted(head);
    const last = links.at(-1);
    if (last === undefined) return [];
    const moved = headChange(head, last);
    const added = links.map(linkDocument);
    // What stands there already is nobody's to write over, whatever the head says.
    const expected = [moved.expect, ...expect, ...added.map(({ key }) => ({ key, body: null }))];
    if (await store.keep({ expect: expected, put: [...put, ...added, moved.put] }, deadlineAt)) return links;
    await wait(Math.random() * PAUSE_MS);
  }
}

/** Nobody moved the head, and yet nothing could be added to it. */
async function refuseDamaged(store: Documents, head: Head, deadlineAt: number): Promise<void> {
  const [beyond] = await store.documents({ keys: [linkKey(head.sequence + 1)], settled: true }, deadlineAt);
  if (beyond !== undefined) throw damaged(`link ${head.sequence + 1} stands beyond its head`);
}
