import { digestOf } from '../model/canonical.js';
import type { Document } from '../store/store.js';
import type { Documents } from './record.js';
import {
  asGiven,
  commitmentOf,
  HEAD_KEY,
  hashOf,
  headOf,
  LINKS,
  type Link,
  linkKey,
  linkOf,
  NO_LINKS,
  type Range,
  rulesKey,
} from './recordLinks.js';

/** Something on record that is not as it was put there. */
export interface AuditFault {
  /** The link it was found at; null for the head. */
  readonly link: number | null;
  readonly message: string;
}

export interface AuditReport {
  readonly links: number;
  readonly rulings: number;
  readonly erased: number;
  /** The hash of the last link: who keeps it elsewhere can tell later that nothing before it was changed. */
  readonly head: string;
  /** The first of them; empty where the record is as it was put. */
  readonly faults: readonly AuditFault[];
}

const PAGE = 500;
export const MOST_FAULTS = 100;
const PAGE_WITHIN_MS = 60_000;

/**
 * Looks at every link of the record: that each stands behind the one before by its hash, that what it says is what it
 * was committed to, that what is not there was erased by a link that says so, and that the rules are what they were.
 * `knownHead`: the head of an earlier audit, which has to be among the links still.
 */
export async function audit(
  store: Pick<Documents, 'documents'>,
  knownHead: string | null,
  progress: (links: number) => void,
): Promise<AuditReport> {
  const head = headOf((await read(store, [HEAD_KEY]))[0]);
  const looking = new Looking(head.sequence, knownHead);
  for await (const page of pages(store)) {
    for (const document of page) looking.at(document);
    await rulesLookedAt(store, looking);
    progress(looking.links);
  }
  if (looking.links < head.sequence)
    looking.fault(null, `The head says ${head.sequence} links; there are ${looking.links}.`);
  if (looking.links >= head.sequence && looking.hashOfHead !== head.hash)
    looking.fault(null, `The head is ${head.hash}, which is not the hash of link ${head.sequence}.`);
  // Links that came while we looked have moved the head; nobody else's have.
  const after = headOf((await read(store, [HEAD_KEY]))[0]);
  if (looking.links > after.sequence)
    looking.fault(after.sequence + 1, `Link ${after.sequence + 1} stands beyond the head.`);
  looking.refuseUnexplained();
  if (knownHead !== null && !looking.hasKnownHead)
    looking.fault(null, `No link has the hash ${knownHead}: what stood before it was changed or taken out.`);
  const { links, rulings, erased, faults } = looking;
  return { links, rulings, erased, head: head.hash, faults };
}

class Looking {
  links = 0;
  rulings = 0;
  erased = 0;
  hashOfHead = NO_LINKS.hash;
  hasKnownHead: boolean;
  readonly faults: AuditFault[] = [];
  /** Rules of the links of a page that were not looked at yet. */
  readonly rules = new Map<string, number>();
  private readonly seenRules = new Set<string>();
  private readonly unsealed = new Set<number>();
  private readonly broken: Range[] = [];
  private previous = NO_LINKS.hash;

  constructor(
    private readonly last: number,
    private readonly knownHead: string | null,
  ) {
    this.hasKnownHead = knownHead === NO_LINKS.hash;
  }

  at(document: Document): void {
    const sequence = this.links + 1;
    const link = this.readable(document, sequence);
    this.links = sequence;
    if (document.key !== linkKey(sequence) || link === null || link.sequence !== sequence) {
      this.fault(sequence, `Expected link ${sequence}; there stands ${document.key}.`);
      this.links = Number(document.key.slice(LINKS.from.length)) || sequence;
      this.previous = link?.hash ?? '';
      return;
    }
    this.hash(link);
    this.sealed(link);
    if (link.erases === null) this.rulings += 1;
    else this.broken.push(...link.erases);
  }

  /** What was erased has to be said by a link, and what is said to be erased has to be gone. */
  refuseUnexplained(): void {
    const erased = new Set<number>();
    for (const [first, last] of this.broken)
      for (let sequence = first; sequence <= Math.min(last, this.links); sequence += 1) erased.add(sequence);
    for (const sequence of this.unsealed)
      if (!erased.has(sequence)) this.fault(sequence, 'What it said is gone, and no link erased it.');
    for (const sequence of erased)
      if (!this.unsealed.has(sequence)) this.fault(sequence, 'A link says that it was erased; what it said is there.');
  }

  /** Rules that are met for the first time. */
  needs(digest: string, link: number): void {
    if (this.seenRules.has(digest)) return;
    this.seenRules.add(digest);
    this.rules.set(digest, link);
  }

  fault(link: number | null, message: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push({ link, message });
  }

  private hash(link: Link): void {
    if (link.previous !== this.previous)
      this.fault(link.sequence, `It stands behind ${link.previous}; the link before has the hash ${this.previous}.`);
    if (hashOf(link.previous, link) !== link.hash) this.fault(link.sequence, 'Its hash is not that of what it says.');
    this.previous = link.hash;
    if (link.hash === this.knownHead) this.hasKnownHead = true;
    if (link.sequence === this.last) this.hashOfHead = link.hash;
  }

  private sealed(link: Link): void {
    if (link.sealed === null) {
      this.erased += 1;
      this.unsealed.add(link.sequence);
    } else if (commitmentOf(link.sealed) !== link.commitment)
      this.fault(link.sequence, 'What it says is not what was put on record.');
    else {
      const given = asGiven(link)?.sealed;
      if (given != null) this.needs(given.payload.rules, link.sequence);
    }
  }

  private readable(document: Document, sequence: number): Link | null {
    try {
      return linkOf(document);
    } catch {
      this.fault(sequence, `Its document "${document.key}" is no JSON.`);
      return null;
    }
  }
}

async function rulesLookedAt(store: Pick<Documents, 'documents'>, looking: Looking): Promise<void> {
  const wanted = [...looking.rules];
  looking.rules.clear();
  if (wanted.length === 0) return;
  const found = await read(
    store,
    wanted.map(([digest]) => rulesKey(digest)),
  );
  const bodies = new Map(found.map(({ key, body }) => [key, body]));
  for (const [digest, link] of wanted) {
    const body = bodies.get(rulesKey(digest));
    if (body === undefined) looking.fault(link, `The rules that it was decided by, ${digest}, are not there.`);
    else if (digestOf(body) !== digest)
      looking.fault(link, `The rules that it was decided by, ${digest}, are not what they were.`);
  }
}

async function* pages(store: Pick<Documents, 'documents'>): AsyncGenerator<readonly Document[]> {
  for (let from: string = LINKS.from; ; ) {
    const asked = { from, before: LINKS.before, first: PAGE, settled: true };
    const found = await store.documents(asked, Date.now() + PAGE_WITHIN_MS);
    if (found.length > 0) yield found;
    const last = found.at(-1);
    if (last === undefined || found.length < PAGE) return;
    // Nothing comes between: a space is before every other sign that a key may have.
    from = `${last.key} `;
  }
}

function read(store: Pick<Documents, 'documents'>, keys: readonly string[]): Promise<readonly Document[]> {
  return store.documents({ keys, settled: true }, Date.now() + PAGE_WITHIN_MS);
}
