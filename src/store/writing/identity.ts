import { Failure } from '../../errors.js';
import type { Draft } from './draft.js';
import { kindOf, rewriteEntries } from './entries.js';
import { type Group, groupsOf, newTies } from './groups.js';
import type { PartyRow, RowId } from './ledger.js';
import type { Decision } from './merges.js';
import { oldestFirst } from './order.js';

/** What a write does to party statements, once identities are settled. */
export interface SettledParties {
  readonly rows: readonly PartyRow[];
  /** Those that answered for others, or for themselves, for whom somebody else does from this write on. */
  readonly left: ReadonlySet<number>;
}

/**
 * Takes new party statements and those that close, makes one party of those that share an identifier or are merged, and
 * parts those that nothing holds together any more. Closes the rows of whom somebody else answers for from now on, to be
 * versioned under that one.
 */
export async function settleParties(
  draft: Draft,
  fresh: readonly PartyRow[],
  closed: readonly PartyRow[],
  decision: Decision,
): Promise<SettledParties> {
  const { ledger, parties } = draft;
  const { parted } = decision;
  const nodeOf = (row: PartyRow): number => (parted.has(row.stated) ? row.stated : row.party);
  const stated = [...fresh, ...closed].map(nodeOf);
  const merged = decision.merged.flatMap(({ party, other }) => [party, other]).map((each) => parties.canonical(each));
  const nodes = new Set([...stated, ...merged, ...parted.keys()]);
  const heads = new Set([...nodes].map((node) => parted.get(node) ?? node));
  const stored = await ledger.partyRowsOf([...heads].filter((number) => !parties.isNew(number)));
  const before = grouped(stored, (row) => row.party);
  const kept = stored.filter((row) => !draft.closed.party_statement.has(row.id as RowId));
  const after = grouped([...kept, ...fresh], nodeOf);
  for (const node of nodes) if (!after.has(node)) after.set(node, []);

  const groups = await groupsOf(draft, after, decision);
  const outside = groups.flatMap((group) => group.nodes).filter((number) => !nodes.has(number));
  for (const [number, rows] of grouped(await ledger.partyRowsOf(outside), (row) => row.party)) {
    before.set(number, rows);
    after.set(number, rows);
  }
  await parties.load([...heads, ...nodes, ...outside, ...groups.map((group) => group.head)]);
  const several = new Set(groups.flatMap((group) => group.nodes));
  const perhaps = [...after].filter(([node, rows]) => several.has(node) || rows.some((row) => row.stated !== node));
  draft.ties.push(
    ...decision.merged,
    ...newTies(
      before.values(),
      perhaps.map(([, rows]) => rows),
    ),
  );
  for (const group of groups) refuseMixedKinds(draft, group, after, decision);
  const left = answered(draft, groups);
  const moved = groups.flatMap((group) => move(draft, group, after));
  rewriteEntries(draft, before, after);
  for (const number of [...fresh, ...closed].map((row) => row.party)) draft.touched.add(parties.canonical(number));
  return { rows: [...fresh, ...moved], left };
}

function refuseMixedKinds(
  draft: Draft,
  { nodes, members }: Group,
  rows: ReadonlyMap<number, readonly PartyRow[]>,
  { merged }: Decision,
): void {
  // Those that were one before stay so: what is said of them since is a contradiction to be shown.
  const known = new Map<number, PartyRow[]>();
  for (const node of nodes) {
    const was = members.get(node) as number;
    known.set(was, [...(known.get(was) ?? []), ...(rows.get(node) ?? [])].sort(oldestFirst));
  }
  const kinds = [...known].map(([number, own]) => ({ number, kind: kindOf(own) }));
  const person = kinds.find(({ kind }) => kind === 'PERSON');
  const other = kinds.find(({ kind }) => kind !== null && kind !== 'PERSON');
  if (person === undefined || other === undefined) return;
  const [one, another] = [person, other].map(({ number }) => JSON.stringify(draft.parties.id(number)));
  const isMerge = merged.some(({ other: into }) => members.has(into));
  const why = isMerge
    ? 'yet they are to be one party; correct the kind, or merge others.'
    : 'yet they are given one identifier; correct the identifier or the kind.';
  throw new Failure('CONFLICT', `${one} is a person and ${another} is not, ${why}`);
}

/** Lets the head of each group answer for all of it; gives back those who no longer answer for somebody. */
function answered(draft: Draft, groups: readonly Group[]): Set<number> {
  const left = new Set<number>();
  for (const { head, members } of groups) {
    for (const [member, was] of members) {
      draft.parties.join(member, head);
      if (was === head) continue;
      // Aliases name the one that answers directly, so that no read follows a chain.
      draft.aliases.push({ party: member, target: member === head ? null : head });
      draft.touched.add(head);
      left.add(was);
    }
  }
  for (const number of left) draft.touched.add(draft.parties.canonical(number));
  return left;
}

/** Puts the statements of a group under its head; gives back the versions to write. */
function move(draft: Draft, { head, nodes }: Group, after: Map<number, PartyRow[]>): PartyRow[] {
  const rows = nodes.flatMap((node) => after.get(node) ?? []).sort(oldestFirst);
  for (const node of nodes) after.delete(node);
  after.set(head, rows);
  const moved = rows.filter((row) => row.id !== null && row.party !== head);
  for (const row of moved) draft.closed.party_statement.add(row.id as RowId);
  return moved.map((row) => ({ ...row, id: null, party: head }));
}

function grouped(rows: readonly PartyRow[], by: (row: PartyRow) => number): Map<number, PartyRow[]> {
  const groups = new Map<number, PartyRow[]>();
  for (const row of rows) {
    const group = groups.get(by(row));
    if (group === undefined) groups.set(by(row), [row]);
    else group.push(row);
  }
  return groups;
}
