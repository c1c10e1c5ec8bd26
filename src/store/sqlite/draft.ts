import type { PartyId } from '../../model/party.js';
import type { Cell, Connection } from './connection.js';
import { LIVE } from './schema.js';
import { escaped, refList } from './text.js';

/** The three tables of statements. */
export type StatementTable = 'party_statement' | 'interest' | 'product_statement';

/** One write while it is put together: what is known of the parties it names, and which rows it closes. */
export interface Draft {
  readonly connection: Connection;
  /** The revision that this write will be. */
  readonly revision: number;
  readonly parties: PartyNumbers;
  /** Row ids. Rows are closed before new versions go in, as one statement has one live version. */
  readonly closed: Readonly<Record<StatementTable, Set<number>>>;
  /** Numbers of parties whose statements or interests change. */
  readonly touched: Set<number>;
}

export interface PartyNumbers {
  /** The number of an id as stated. */
  readonly stated: ReadonlyMap<PartyId, number>;
  /** Parties with this number or a higher one are made by this write. */
  readonly firstNew: number;
  /** Who a number stands for; joins of this write included once they are settled. */
  canonical(number: number): number;
  /** The id, as it stands inside JSON, of a number whose reference was loaded. */
  ref(number: number): string;
  /** Those that this write names, and new ones, are loaded from the start. */
  loadRefs(numbers: Iterable<number>): void;
  join(number: number, into: number): void;
}

/** Numbers the ids: those in `made` that the store doesn't know become parties, in their order; others stay out. */
export function numberParties(
  connection: Connection,
  named: readonly PartyId[],
  made: readonly PartyId[],
): PartyNumbers {
  const stated = new Map<PartyId, number>();
  const targets = new Map<number, number>();
  const refs = new Map<number, string>();
  const ids = [...new Set([...made, ...named])];
  const known = connection.all(
    `SELECT w.key, p.id, ifnull(t.id, p.id), ifnull(t.ref, p.ref)
     FROM json_each(?) AS w CROSS JOIN party AS p ON p.ref = w.value
     LEFT JOIN alias AS a ON a.party = p.id AND a.retracted = ${LIVE} LEFT JOIN party AS t ON t.id = a.target`,
    [refList(ids)],
  ) as [number, number, number, string][];
  for (const [key, number, target, ref] of known) {
    stated.set(ids[key] as PartyId, number);
    targets.set(number, target);
    refs.set(target, ref);
  }
  const firstNew = nextId(connection, 'party');
  const fresh = [...new Set(made)].filter((id) => !stated.has(id));
  insertRows(
    connection,
    'party',
    'id, ref',
    fresh.flatMap((id, index) => [firstNew + index, escaped(id)]),
  );
  for (const [index, id] of fresh.entries()) {
    stated.set(id, firstNew + index);
    refs.set(firstNew + index, escaped(id));
  }
  const follow = (number: number): number => {
    const target = targets.get(number);
    return target === undefined || target === number ? number : follow(target);
  };
  return {
    stated,
    firstNew,
    canonical: follow,
    ref: (number) => refs.get(number) as string,
    loadRefs(numbers) {
      const missing = [...new Set(numbers)].filter((number) => !refs.has(number));
      if (missing.length === 0) return;
      const sql = 'SELECT p.id, p.ref FROM json_each(?) AS w CROSS JOIN party AS p ON p.id = w.value';
      for (const [number, ref] of connection.all(sql, [JSON.stringify(missing)]))
        refs.set(number as number, ref as string);
    },
    join: (number, into) => void targets.set(number, into),
  };
}

/** The numbers of texts kept once each, in a table of numbers and texts. */
export function intern(
  connection: Connection,
  table: 'dataset' | 'source',
  texts: ReadonlySet<string>,
): Map<string, number> {
  const column = table === 'dataset' ? 'name' : 'body';
  const wanted = [...texts];
  const numbers = new Map<string, number>();
  const sql = `SELECT w.key, t.id FROM json_each(?) AS w CROSS JOIN ${table} AS t ON t.${column} = w.value`;
  for (const [key, number] of connection.all(sql, [JSON.stringify(wanted)])) {
    numbers.set(wanted[key as number] as string, number as number);
  }
  const fresh = wanted.filter((text) => !numbers.has(text));
  const first = nextId(connection, table);
  insertRows(
    connection,
    table,
    `id, ${column}`,
    fresh.flatMap((text, index) => [first + index, text]),
  );
  for (const [index, text] of fresh.entries()) numbers.set(text, first + index);
  return numbers;
}

export function nextId(
  connection: Connection,
  table: 'dataset' | 'source' | 'party' | 'product_statement' | 'revision',
): number {
  const [next] = connection.get(`SELECT ifnull(max(id), 0) + 1 FROM ${table}`) as [number];
  return next;
}

const ROWS_PER_CALL = 100;

/**
 * Adds rows, many in one call: the binding costs more than SQLite does, and twice as much by way of JSON. `cells` are
 * those of all rows, one after the other; a column may
 * have one value for all, as in `retracted = 7`.
 */
export function insertRows(connection: Connection, table: string, columns: string, cells: readonly Cell[]): void {
  const parts = columns.split(',').map((column) => column.split('=').map((part) => part.trim()));
  const width = parts.filter(([, value]) => value === undefined).length;
  const row = `(${parts.map(([, value]) => value ?? '?').join()})`;
  const into = `INSERT INTO ${table} (${parts.map(([name]) => name).join()}) VALUES `;
  const step = width * ROWS_PER_CALL;
  const full = cells.length - (cells.length % step);
  const many = into + new Array(ROWS_PER_CALL).fill(row).join();
  for (let at = 0; at < full; at += step) connection.run(many, cells.slice(at, at + step));
  for (let at = full; at < cells.length; at += width) connection.run(into + row, cells.slice(at, at + width));
}

export function close(draft: Draft): void {
  for (const [table, ids] of Object.entries(draft.closed)) {
    if (ids.size === 0) continue;
    const sql = `UPDATE ${table} SET retracted = ?2 WHERE id IN (SELECT value FROM json_each(?1))`;
    draft.connection.run(sql, [JSON.stringify([...ids]), draft.revision]);
  }
}
