import type { ErasedBecause } from '../model/given.js';
import type { Document, DocumentChange } from '../store/store.js';
import { bodyOf } from './kept.js';
import { appended, type Documents, type Draft } from './record.js';
import { asGiven, type GivenLink, LINKS, linkAfter, linkDocument, linkKey, linkOf, type Range } from './recordLinks.js';

/** Links that are looked at, and erased by one link, at once. */
const PIECE = 100;
const PIECE_WITHIN_MS = 60_000;

/** Up to where the record was aged: a document of its own. */
const AGED_KEY = 'record aged';

/**
 * Erases what rulings on record say: their data go, with the salt that could confirm a guess of them, and a link says which
 * were erased, by whom and why. The chain holds all the same. Resolves to how many were.
 */
export async function erase(
  store: Documents,
  isMeant: (link: GivenLink) => boolean,
  because: ErasedBecause,
  now: () => number,
): Promise<number> {
  let erased = 0;
  for (let from: string | null = LINKS.from; from !== null; ) {
    const piece = await pieceFrom(store, from);
    erased += await erasePiece(store, piece.links.filter(isMeant), because, now, []);
    from = piece.next;
  }
  return erased;
}

/** Erases what rulings of before an instant say, from where the last time ended. */
export async function age(store: Documents, before: number, now: () => number): Promise<number> {
  const because = { by: null, because: `Aged out: put on record before ${new Date(before).toISOString()}.` };
  let erased = 0;
  for (;;) {
    const done = await bodyOf(store, AGED_KEY, within(), true);
    const { links, next, last } = await pieceFrom(store, done === null ? LINKS.from : (JSON.parse(done) as string));
    const old = last !== null && Date.parse(last.at) < before;
    const aged = links.filter(({ at }) => Date.parse(at) < before);
    if (!old && aged.length === 0) return erased;
    const from = old ? `${linkKey(last.sequence)} ` : linkKey((aged.at(-1) as GivenLink).sequence + 1);
    const moved = { expect: { key: AGED_KEY, body: done }, put: { key: AGED_KEY, body: JSON.stringify(from) } };
    if (aged.length === 0) await store.keep({ expect: [moved.expect], put: [moved.put] }, within());
    else erased += await erasePiece(store, aged, because, now, [moved]);
    if (next === null || !old) return erased;
  }
}

interface Moved {
  readonly expect: DocumentChange;
  readonly put: DocumentChange;
}

/** Rulings of a piece of the chain that say something still; where the next piece begins, null behind the last. */
async function pieceFrom(
  store: Documents,
  from: string,
): Promise<{
  readonly links: readonly GivenLink[];
  readonly last: { readonly sequence: number; readonly at: string } | null;
  readonly next: string | null;
}> {
  const asked = { from, before: LINKS.before, first: PIECE, settled: true };
  const all = (await store.documents(asked, within())).map(linkOf);
  const links = all.flatMap((link) => asGiven(link) ?? []).filter(({ sealed }) => sealed !== null);
  const last = all.at(-1) ?? null;
  return { links, last, next: last === null || all.length < PIECE ? null : `${linkKey(last.sequence)} ` };
}

/** Rulings that somebody else erases meanwhile are left to them. */
async function erasePiece(
  store: Documents,
  meant: readonly GivenLink[],
  because: ErasedBecause,
  now: () => number,
  moved: readonly Moved[],
): Promise<number> {
  if (meant.length === 0) return 0;
  const keys = meant.map(({ sequence }) => linkKey(sequence));
  let erased = 0;
  await appended(store, within(), async (head): Promise<Draft> => {
    const found = await store.documents({ keys, settled: true }, within());
    const whole = found.filter((document) => linkOf(document).sealed !== null);
    erased = whole.length;
    const sequences = whole.map((document) => linkOf(document).sequence);
    const links =
      whole.length === 0 ? [] : [linkAfter(head, new Date(now()).toISOString(), because, rangesOf(sequences))];
    return {
      links,
      expect: [...whole, ...moved.map(({ expect }) => expect)],
      put: [...whole.map(unsealed), ...moved.map(({ put }) => put)],
    };
  });
  return erased;
}

function unsealed(document: Document): Document {
  return linkDocument({ ...linkOf(document), sealed: null });
}

function rangesOf(sequences: readonly number[]): Range[] {
  const ranges: [number, number][] = [];
  for (const sequence of [...sequences].sort((a, b) => a - b)) {
    const open = ranges.at(-1);
    if (open !== undefined && open[1] === sequence - 1) open[1] = sequence;
    else ranges.push([sequence, sequence]);
  }
  return ranges;
}

function within(): number {
  return Date.now() + PIECE_WITHIN_MS;
}
