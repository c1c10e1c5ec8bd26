import type { Draft } from './draft.js';
import { identifiersOf } from './entries.js';
import type { PartyRow, Tie } from './ledger.js';
import type { Decision } from './merges.js';

/** Parties that are one from this write on. */
export interface Group {
  /** Whose id answers: the one that the newest merge among them names, else the one recorded first. */
  readonly head: number;
  /** Those that answered for themselves until now, or were parted by this write. */
  readonly nodes: readonly number[];
  /** Everybody, with who answered for each before. */
  readonly members: ReadonlyMap<number, number>;
}

/**
 * Whom this write makes one, or parts: by identifiers that are shared, by ties that stand, by a merge. The rows are those
 * after the write, by who answers for them; of the other parties nothing changes.
 */
export async function groupsOf(
  { ledger, parties }: Draft,
  rows: ReadonlyMap<number, readonly PartyRow[]>,
  { merged, parted, remaining, undone }: Decision,
): Promise<Group[]> {
  const sets = new Sets();
  const owners = new Map<string, number>();
  const link = (value: string, node: number): void => {
    const owner = owners.get(value);
    if (owner === undefined) owners.set(value, node);
    else sets.join(owner, node);
  };
  for (const [node, own] of rows) for (const value of identifiersOf(own)) link(value, node);
  // Of a party that this write touches the entries are old: its identifiers were taken from its statements above.
  for (const [value, party] of await ledger.bearers([...owners.keys()])) if (!rows.has(party)) link(value, party);
  for (const { party, other } of [...remaining, ...merged])
    sets.join(parties.canonical(party), parties.canonical(other));

  const found = sets.among(parted.keys());
  const nodes = found.flat();
  const was = new Map(nodes.map((node) => [node, parted.get(node) ?? node]));
  const byNode = new Map<number, number[]>(nodes.map((node) => [node, [node]]));
  for (const [party, node] of await ledger.followers(nodes.filter((each) => !parted.has(each)))) {
    byNode.get(node)?.push(party);
    was.set(party, node);
  }
  const ties = [...merged, ...(await ledger.ties([...was.keys()]))].filter(
    ({ merge }) => merge !== null && merge !== undone,
  );
  return found.map((group) => {
    const members = group.flatMap((node) => byNode.get(node) as number[]);
    const head = namedBy(ties, new Set(members)) ?? Math.min(...members);
    return { head, nodes: group, members: new Map(members.map((member) => [member, was.get(member) as number])) };
  });
}

function namedBy(ties: readonly Tie[], members: ReadonlySet<number>): number | null {
  let newest: Tie | null = null;
  for (const tie of ties)
    if (members.has(tie.party) && (newest === null || (tie.merge ?? 0) > (newest.merge ?? 0))) newest = tie;
  return newest?.other ?? null;
}

/** Ties between those that bear one identifier now and did not before: whatever comes later, they were one by it. */
export function newTies(before: Iterable<readonly PartyRow[]>, after: Iterable<readonly PartyRow[]>): Tie[] {
  const now = sharing(after);
  if (now.size === 0) return [];
  const known = sharing(before);
  return [...now].flatMap(([key, tie]) => (known.has(key) ? [] : [tie]));
}

/** Of those that share an identifier, each with the one recorded first. */
function sharing(parties: Iterable<readonly PartyRow[]>): Map<string, Tie> {
  const bearers = new Map<string, Set<number>>();
  for (const rows of parties) {
    for (const stated of new Set(rows.map((row) => row.stated))) {
      for (const value of identifiersOf(rows.filter((row) => row.stated === stated))) {
        const those = bearers.get(value);
        if (those === undefined) bearers.set(value, new Set([stated]));
        else those.add(stated);
      }
    }
  }
  const ties = new Map<string, Tie>();
  for (const those of bearers.values()) {
    const other = Math.min(...those);
    for (const party of those) if (party !== other) ties.set(`${party} ${other}`, { party, other, merge: null });
  }
  return ties;
}

/** Sets that grow together. */
class Sets {
  private readonly roots = new Map<number, number>();

  join(one: number, other: number): void {
    const [a, b] = [this.rootOf(one), this.rootOf(other)];
    if (a !== b) this.roots.set(b, a);
  }

  /** Those of two or more, and every one of the given. */
  among(given: Iterable<number>): number[][] {
    const sets = new Map<number, number[]>();
    for (const each of new Set([...this.roots.keys(), ...this.roots.values(), ...given])) {
      const root = this.rootOf(each);
      const set = sets.get(root);
      if (set === undefined) sets.set(root, [each]);
      else set.push(each);
    }
    return [...sets.values()];
  }

  private rootOf(one: number): number {
    let root = one;
    for (let next = this.roots.get(root); next !== undefined; next = this.roots.get(root)) root = next;
    return root;
  }
}
