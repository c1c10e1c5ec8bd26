import type { Cell, Connection } from './connection.js';

type NumberedTable = 'dataset' | 'source' | 'party' | 'product_statement' | 'revision' | 'name';

export function nextId(connection: Connection, table: NumberedTable): number {
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
