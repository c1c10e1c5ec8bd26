import { LIVE, type ProductRow } from '../writing/ledger.js';
import type { Connection } from './connection.js';
import { insertRows, nextId } from './rows.js';

const COLUMNS = `s.id, s.product, s.plain, s.dataset, s.statement_id, s.recorded, s.ordinal, s.body,
  (SELECT json_group_array(json_array(operator, stated)) FROM (
    SELECT o.operator, o.stated FROM operation AS o WHERE o.statement = s.id ORDER BY o.position))`;
type Columns = readonly [number, string, string, number, string, number, number, string, string];

function rowOf([id, product, plain, dataset, statementId, recorded, ordinal, body, operators]: Columns): ProductRow {
  const said = body.slice(0, -`,${recorded},${ordinal}`.length);
  const numbers = JSON.parse(operators) as [number, number][];
  const row = { id, product, plain, dataset, statementId, recorded, ordinal, said };
  return { ...row, operators: numbers.map(([operator, stated]) => ({ operator, stated })) };
}

/** Live rows by (statement id, dataset) pairs. */
export function productRowsById(connection: Connection, pairs: readonly (readonly [string, number])[]): ProductRow[] {
  return load(
    connection,
    pairs,
    `CROSS JOIN product_statement AS s INDEXED BY product_statement_id
    ON s.statement_id = w.value ->> 0 AND s.dataset = w.value ->> 1 AND s.retracted = ${LIVE}`,
  );
}

/** Live rows that name one of the parties as an operator, each once. */
export function productRowsOf(connection: Connection, operators: readonly number[]): ProductRow[] {
  return load(
    connection,
    operators,
    `CROSS JOIN operation AS p ON p.operator = w.value
    CROSS JOIN product_statement AS s ON s.id = p.statement AND s.retracted = ${LIVE}`,
  );
}

function load(connection: Connection, wanted: readonly unknown[], joined: string): ProductRow[] {
  if (wanted.length === 0) return [];
  const sql = `SELECT DISTINCT ${COLUMNS} FROM json_each(?) AS w ${joined}`;
  return connection.all(sql, [JSON.stringify(wanted)]).map((row) => rowOf(row as readonly unknown[] as Columns));
}

export function insertProductRows(connection: Connection, revision: number, rows: readonly ProductRow[]): void {
  if (rows.length === 0) return;
  const first = nextId(connection, 'product_statement');
  insertRows(
    connection,
    'product_statement',
    `id, product, plain, dataset, statement_id, since, recorded, ordinal, body, retracted = ${LIVE}`,
    rows.flatMap((row, index) => [
      first + index,
      row.product,
      row.plain,
      row.dataset,
      row.statementId,
      revision,
      row.recorded,
      row.ordinal,
      `${row.said},${row.recorded},${row.ordinal}`,
    ]),
  );
  insertRows(
    connection,
    'operation',
    'statement, position, operator, stated',
    rows.flatMap((row, index) =>
      row.operators.flatMap(({ operator, stated }, position) => [first + index, position, operator, stated]),
    ),
  );
}
