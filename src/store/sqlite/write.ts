import { unreachable } from '../../errors.js';
import type { Changes, Written } from '../store.js';
import { type Entry, LIVE, type PlacedEntry, type Plan } from '../writing/ledger.js';
import { editionSaid, planned } from '../writing/plan.js';
import { escaped, identifierValue, startDay, stopDay } from '../writing/text.js';
import type { Connection } from './connection.js';
import { insertInterestRows, insertSharedKeys } from './interestRows.js';
import { SqliteLedger } from './ledger.js';
import { insertNames } from './names.js';
import { insertPartyRows } from './partyRows.js';
import { insertProductRows } from './productRows.js';
import { checkDeadline } from './reader.js';
import { insertRows } from './rows.js';
import { ENTRY, type EntryKind } from './schema.js';

/** All or nothing; the lock of the file is held from the first look to the end, so two processes write in turn. */
export function write(connection: Connection, changes: Changes, deadlineAt: number): Promise<Written> {
  return connection.transaction(async () => {
    checkDeadline(deadlineAt);
    const ledger = new SqliteLedger(connection);
    const { plan, written } = await planned(ledger, changes);
    return {
      result: written,
      // In one go: a read of this process, on the same connection, never sees half of it.
      commit:
        plan === null
          ? null
          : () => {
              ledger.insertNumbered();
              carryOut(connection, plan);
            },
    };
  });
}

function carryOut(connection: Connection, plan: Plan): void {
  const { revision } = plan;
  insertRows(
    connection,
    'party',
    'id, ref',
    plan.made.flatMap(({ number, ref }) => [number, ref]),
  );
  replaceAliases(connection, plan);
  replaceTies(connection, plan);
  for (const [table, ids] of Object.entries(plan.closed)) closeRows(connection, table, ids, revision);
  insertPartyRows(connection, revision, plan.partyRows);
  insertInterestRows(connection, revision, plan.interestRows);
  insertSharedKeys(connection, plan.sharedKeys);
  insertProductRows(connection, revision, plan.productRows);
  closeEntries(connection, plan);
  insertEntries(connection, plan);
  insertEditions(connection, plan);
  connection.run('INSERT INTO revision (id, at, because, actor) VALUES (?, ?, ?, ?)', [
    revision,
    new Date().toISOString(),
    plan.because === null ? null : `"${plan.because}"`,
    plan.by === null ? null : `"${plan.by}"`,
  ]);
}

function closeRows(connection: Connection, table: string, ids: readonly unknown[], revision: number): void {
  if (ids.length === 0) return;
  const sql = `UPDATE ${table} SET retracted = ?2 WHERE id IN (SELECT value FROM json_each(?1))`;
  connection.run(sql, [JSON.stringify(ids), revision]);
}

function replaceAliases(connection: Connection, { aliases, revision }: Plan): void {
  if (aliases.length === 0) return;
  const gone = JSON.stringify(aliases.map(({ party }) => party));
  const close = `UPDATE alias SET retracted = ?2 WHERE retracted = ${LIVE} AND party IN (SELECT value FROM json_each(?1))`;
  connection.run(close, [gone, revision]);
  const cells = aliases.flatMap(({ party, target }) => (target === null ? [] : [party, target, revision]));
  insertRows(connection, 'alias', `party, target, since, retracted = ${LIVE}`, cells);
}

function replaceTies(connection: Connection, { ties, undone, revision }: Plan): void {
  if (undone !== null) connection.run('UPDATE tie SET retracted = ? WHERE merge = ?', [revision, undone]);
  const sql = `INSERT OR IGNORE INTO tie (party, other, merge, retracted) VALUES (?, ?, ?, ${LIVE})`;
  for (const { party, other, merge } of ties) connection.run(sql, [party, other, merge ?? 0]);
}

/** An entry as the table has it; null for what nobody is found by here. */
function cellsOf(entry: Entry): readonly [kind: EntryKind, value: string, start: number, stop: number] | null {
  switch (entry.kind) {
    case 'IDENTIFIER':
      return [ENTRY.IDENTIFIER, identifierValue(entry), startDay(null), stopDay(null)];
    case 'NAME':
      return [ENTRY.NAME, escaped(entry.plain), startDay(null), stopDay(null)];
    case 'INCORPORATION':
    case 'HEADQUARTERS':
      return [ENTRY[entry.kind], escaped(entry.code), startDay(entry.startDate), stopDay(entry.endDate)];
    case 'LISTING':
      return null;
    default:
      return unreachable(entry);
  }
}

function closeEntries(connection: Connection, { entriesClosed, revision }: Plan): void {
  const sql = `UPDATE entry SET retracted = ? WHERE kind = ? AND value = ? AND ref = ? AND start = ? AND stop = ? AND retracted = ${LIVE}`;
  for (const { entry, ref } of entriesClosed) {
    const [kind, value, start, stop] = cellsOf(entry) ?? [];
    if (kind !== undefined)
      connection.run(sql, [revision, kind, value as string, ref, start as number, stop as number]);
  }
}

function insertEntries(connection: Connection, { entriesAdded, revision }: Plan): void {
  const rows = entriesAdded.flatMap((placed) => {
    const cells = cellsOf(placed.entry);
    return cells === null ? [] : [{ cells, placed }];
  });
  insertNames(
    connection,
    rows.flatMap(({ cells: [kind, value] }) => (kind === ENTRY.NAME ? [value] : [])),
  );
  // In the order of the table: neighbours go to one page.
  const byPlace = (a: { cells: readonly unknown[]; placed: PlacedEntry }, b: typeof a): number =>
    (a.cells[0] as number) - (b.cells[0] as number) ||
    compare(a.cells[1] as string, b.cells[1] as string) ||
    compare(a.placed.ref, b.placed.ref);
  insertRows(
    connection,
    'entry',
    `kind, value, ref, start, stop, since, party, retracted = ${LIVE}`,
    rows
      .sort(byPlace)
      .flatMap(({ cells: [kind, value, start, stop], placed: { ref, party } }) => [
        kind,
        value,
        ref,
        start,
        stop,
        revision,
        party,
      ]),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function insertEditions(connection: Connection, { editionsClosed, editionsAdded, revision }: Plan): void {
  closeRows(connection, 'edition', editionsClosed, revision);
  insertRows(
    connection,
    'edition',
    `list, edition, start, stop, since, body, retracted = ${LIVE}`,
    editionsAdded.flatMap((each) => [
      escaped(each.list),
      escaped(each.edition),
      startDay(each.startDate),
      stopDay(each.endDate),
      revision,
      editionSaid(each),
    ]),
  );
}
