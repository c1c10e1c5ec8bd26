import { Failure } from '../../errors.js';
import type { Draft } from './draft.js';
import { identifiersOf, kindOf, rewriteEntries } from './entries.js';
import type { PartyRow, RowId } from './ledger.js';
import { oldestFirst } from './order.js';

/** What a write does to party statements, once identities are settled. */
export interface SettledParties {
  readonly rows: readonly PartyRow[];
  /** Numbers of parties that are another one from this write on. */
  readonly gone: readonly number[];
}

/**
 * Takes new party statements and those that close, and makes one party of those that now share an identifier: the one
 * recorded first stays. Closes the rows of those that go, to be versioned under the one that stays.
 */
export async function settleParties(
  draft: Draft,
  fresh: readonly PartyRow[],
  closed: readonly PartyRow[],
): Promise<SettledParties> {
  const { ledger, parties } = draft;
  const touched = new Set([...fresh, ...closed].map((row) => row.party));
  const before = grouped(await ledger.partyRowsOf([...touched].filter((number) => !parties.isNew(number))));
  const after = new Map<number, PartyRow[]>();
  for (const number of touched) {
    const rows = before.get(number) ?? [];
    after.set(
      number,
      rows.filter((row) => !draft.closed.party_statement.has(row.id as RowId)),
    );
  }
  for (const row of fresh) after.get(row.party)?.push(row);

  const joined = await joinedParties(draft, after);
  const outside = [...new Set([...joined].flat())].filter((number) => !touched.has(number));
  for (const [number, rows] of grouped(await ledger.partyRowsOf(outside))) {
    before.set(number, rows);
    after.set(number, rows);
  }
  await parties.load([...touched, ...outside]);
  refuseMixedKinds(draft, joined, after);
  const moved = await join(draft, joined, after);
  rewriteEntries(draft, before, after);
  for (const number of [...touched, ...joined.values()]) draft.touched.add(parties.canonical(number));
  return {
    rows: [...fresh, ...moved],
    gone: [...joined.keys()],
  };
}

/** Who goes, and into whom: the members of each set of parties linked by identifiers, to the one with the lowest number. */
async function joinedParties(
  { ledger }: Draft,
  after: ReadonlyMap<number, readonly PartyRow[]>,
): Promise<Map<number, number>> {
  const owners = new Map<string, number>();
  const roots = new Map<number, number>();
  const rootOf = (number: number): number => {
    const root = roots.get(number);
    return root === undefined ? number : rootOf(root);
  };
  const link = (value: string, number: number): void => {
    const [low, high] = [rootOf(owners.get(value) ?? number), rootOf(number)].sort((a, b) => a - b) as [number, number];
    if (low !== high) roots.set(high, low);
    owners.set(value, low);
  };
  for (const [number, rows] of after) for (const value of identifiersOf(rows)) link(value, number);
  // Of a party that this write touches the entries are old: its identifiers were taken from its statements above.
  for (const [value, number] of await ledger.bearers([...owners.keys()])) if (!after.has(number)) link(value, number);
  return new Map([...roots.keys()].map((number) => [number, rootOf(number)]));
}

function refuseMixedKinds(
  draft: Draft,
  joined: ReadonlyMap<number, number>,
  rows: ReadonlyMap<number, readonly PartyRow[]>,
): void {
  for (const root of new Set(joined.values())) {
    const members = [root, ...[...joined.keys()].filter((number) => joined.get(number) === root)];
    const kinds = members.map((number) => kindOf(rows.get(number) ?? []));
    const person = members[kinds.indexOf('PERSON')];
    const other = members[kinds.findIndex((kind) => kind !== null && kind !== 'PERSON')];
    if (person === undefined || other === undefined) continue;
    const [one, another] = [person, other].map((number) => JSON.stringify(draft.parties.id(number)));
    throw new Failure(
      'CONFLICT',
      `${one} is a person and ${another} is not, yet they are given one identifier; correct the identifier or the kind.`,
    );
  }
}

/** Puts the statements of those that go under the one that stays; gives back the versions to write. */
async function join(
  draft: Draft,
  joined: ReadonlyMap<number, number>,
  after: Map<number, PartyRow[]>,
): Promise<PartyRow[]> {
  const moved: PartyRow[] = [];
  for (const [number, root] of joined) {
    draft.parties.join(number, root);
    draft.aliases.push({ party: number, target: root });
    const rows = after.get(number) ?? [];
    after.delete(number);
    after.set(root, [...(after.get(root) ?? []), ...rows].sort(oldestFirst));
    for (const row of rows) {
      if (row.id === null) continue;
      draft.closed.party_statement.add(row.id);
      moved.push({ ...row, id: null, party: root });
    }
  }
  // Aliases name the one that stays directly, so that no read follows a chain.
  for (const [party, target] of await draft.ledger.followers([...joined.keys()]))
    draft.aliases.push({ party, target: joined.get(target) as number });
  return moved;
}

function grouped(rows: readonly PartyRow[]): Map<number, PartyRow[]> {
  const groups = new Map<number, PartyRow[]>();
  for (const row of rows) {
    const group = groups.get(row.party);
    if (group === undefined) groups.set(row.party, [row]);
    else group.push(row);
  }
  return groups;
}
