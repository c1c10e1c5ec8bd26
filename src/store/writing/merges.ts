import { badInput, Failure } from '../../errors.js';
import type { PartyId } from '../../model/party.js';
import type { Changes, Merge, Unmerge } from '../store.js';
import type { Draft } from './draft.js';
import type { KnownParty, Ledger, Tie } from './ledger.js';

/** What a write decides about identity, in numbers of parties as stated. */
export interface Decision {
  /** The ties of a new merge. */
  readonly merged: readonly Tie[];
  /** The merge asked for: this write, or an older one that says the same; null for none. */
  readonly merge: number | null;
  readonly undone: number | null;
  /** Everybody who was one party with those of the undone merge, with who answered for them. */
  readonly parted: ReadonlyMap<number, number>;
  /** What still holds some of them together. */
  readonly remaining: readonly Tie[];
}

const NOTHING: Decision = { merged: [], merge: null, undone: null, parted: new Map(), remaining: [] };

/** Every id that a decision names, in the order given. */
export function idsOf(identity: Changes['identity']): PartyId[] {
  return identity === undefined || 'unmerge' in identity ? [] : [...new Set([...identity.merge, identity.into])];
}

/** Refuses a decision that can't be taken; every id is known by now. */
export async function decided(draft: Draft, identity: Changes['identity']): Promise<Decision> {
  if (identity === undefined) return NOTHING;
  return 'unmerge' in identity ? undone(draft, identity) : merged(draft, identity);
}

async function merged(draft: Draft, identity: Merge): Promise<Decision> {
  const { ledger, parties } = draft;
  const ids = idsOf(identity);
  if (ids.length < 2)
    throw badInput(`merge: expected two different parties or more, came only ${JSON.stringify(identity.into)}.`);
  const into = parties.of(identity.into);
  const numbers = ids.map((id) => parties.of(id));
  const answering = new Set(numbers.map((number) => parties.canonical(number)));
  if (answering.size === 1) {
    const standing = (await ledger.ties(numbers)).filter(({ merge }) => merge !== null);
    const same = sameMerge(standing, numbers, into);
    if (same !== null) return { ...NOTHING, merge: same };
    throw alreadyOne(draft, ids, standing);
  }
  const ties = numbers
    .filter((number) => number !== into)
    .map((party) => ({ party, other: into, merge: ledger.revision }));
  return { ...NOTHING, merged: ties, merge: ledger.revision };
}

/** The standing merge of exactly these parties into this one. */
function sameMerge(standing: readonly Tie[], numbers: readonly number[], into: number): number | null {
  const ids = new Set(standing.map(({ merge }) => merge));
  for (const id of ids) {
    const ties = standing.filter(({ merge }) => merge === id);
    const parties = new Set(ties.flatMap(({ party, other }) => [party, other]));
    const isSame = ties.every(({ other }) => other === into) && parties.size === numbers.length;
    if (isSame && numbers.every((number) => parties.has(number))) return id;
  }
  return null;
}

function alreadyOne({ parties }: Draft, ids: readonly PartyId[], standing: readonly Tie[]): Failure {
  const answering = JSON.stringify(parties.id(parties.canonical(parties.of(ids[0] as PartyId))));
  const merges = [...new Set(standing.map(({ merge }) => shown(merge as number)))].sort();
  const why = merges.length === 0 ? 'by an identifier' : `by the merge ${merges.join(' and ')}`;
  const names = ids.map((id) => JSON.stringify(id)).join(', ');
  return new Failure('CONFLICT', `${names} are one party already, ${why}; ${answering} answers for them.`);
}

/** A revision as answers write it. */
function shown(revision: number): string {
  return `r${revision}`;
}

async function undone({ ledger, parties }: Draft, { unmerge }: Unmerge): Promise<Decision> {
  const found = Number.isSafeInteger(unmerge) ? await ledger.merge(unmerge) : null;
  if (found === null)
    throw badInput(`No merge has the id "${shown(unmerge)}"; expected the id that merge gave when it was recorded.`);
  if (found.undoneBy !== null)
    throw new Failure('CONFLICT', `The merge ${shown(unmerge)} was undone already, by ${shown(found.undoneBy)}.`);
  const [tie] = found.ties as [Tie];
  const head = await answeringFor(ledger, tie.party);
  const followers = await ledger.followers([head]);
  const members = [head, ...followers.map(([party]) => party)];
  for (const member of members) parties.join(member, member);
  const remaining = (await ledger.ties(members)).filter(({ merge }) => merge !== unmerge);
  return { ...NOTHING, undone: unmerge, parted: new Map(members.map((member) => [member, head])), remaining };
}

async function answeringFor(ledger: Ledger, number: number): Promise<number> {
  const refs = await ledger.refs([number]);
  const [known] = await ledger.known(refs.map(([, ref]) => ref));
  return (known as KnownParty).target;
}
