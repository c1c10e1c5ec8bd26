import { plainName } from '../../model/name.js';
import type { ProductStatement } from '../../model/statement.js';
import type { Connection } from './connection.js';
import { type Draft, insertRows, nextId } from './draft.js';
import { LIVE } from './schema.js';
import { escaped } from './text.js';

/** A version of a product statement, stored or to be stored. */
export interface ProductRow {
  /** Null for a row of this write. */
  readonly id: number | null;
  readonly product: string;
  readonly plain: string;
  readonly dataset: number;
  readonly statementId: string;
  readonly recorded: number;
  readonly ordinal: number;
  /** What the source said, as text, but for the operators. */
  readonly said: string;
  readonly operators: readonly { readonly operator: number; readonly stated: number }[];
}

const COLUMNS = `s.id, s.product, s.plain, s.dataset, s.statement_id, s.recorded, s.ordinal, s.body,
  (SELECT json_group_array(json_array(operator, stated)) FROM (
    SELECT o.operator, o.stated FROM operation AS o WHERE o.statement = s.id ORDER BY o.position))`;
type Columns = readonly [number, string, string, number, string, number, number, string, string];

function rowOf([id, product, plain, dataset, statementId, recorded, ordinal, body, operators]: Columns): ProductRow {
  const said = body.slice(0, -`,${recorded},${ordinal}`.length);
  const numbers = JSON.parse(operators) as [number, number][];
  return {
    id,
    product,
    plain,
    dataset,
    statementId,
    recorded,
    ordinal,
    said,
    operators: numbers.map(([operator, stated]) => ({ operator, stated })),
  };
}

/** Live rows by (statement id, dataset) pairs. */
export function productRowsById(connection: Connection, pairs: readonly (readonly [string, number])[]): ProductRow[] {
  return load(
    connection,
    JSON.stringify(pairs),
    `CROSS JOIN product_statement AS s INDEXED BY product_statement_id
    ON s.statement_id = w.value ->> 0 AND s.dataset = w.value ->> 1 AND s.retracted = ${LIVE}`,
  );
}

/** Live rows that name one of the parties as an operator, each once. */
export function productRowsOf(connection: Connection, operators: readonly number[]): ProductRow[] {
  return load(
    connection,
    JSON.stringify(operators),
    `CROSS JOIN operation AS p ON p.operator = w.value
    CROSS JOIN product_statement AS s ON s.id = p.statement AND s.retracted = ${LIVE}`,
  );
}

function load(connection: Connection, wanted: string, joined: string): ProductRow[] {
  if (wanted === '[]') return [];
  const rows = connection.all(`SELECT DISTINCT ${COLUMNS} FROM json_each(?) AS w ${joined}`, [wanted]);
  return rows.map((row) => rowOf(row as readonly unknown[] as Columns));
}

export function saysTheSameProduct(a: ProductRow, b: ProductRow): boolean {
  const stated = (row: ProductRow): string => row.operators.map((operation) => operation.stated).join();
  return a.product === b.product && a.said === b.said && stated(a) === stated(b);
}

export function productNames(statement: ProductStatement): { readonly product: string; readonly plain: string } {
  return { product: escaped(statement.product), plain: escaped(plainName(statement.name)) };
}

export function insertProductRows(draft: Draft, rows: readonly ProductRow[]): void {
  if (rows.length === 0) return;
  const first = nextId(draft.connection, 'product_statement');
  insertRows(
    draft.connection,
    'product_statement',
    `id, product, plain, dataset, statement_id, since, recorded, ordinal, body, retracted = ${LIVE}`,
    rows.flatMap((row, index) => [
      first + index,
      row.product,
      row.plain,
      row.dataset,
      row.statementId,
      draft.revision,
      row.recorded,
      row.ordinal,
      `${row.said},${row.recorded},${row.ordinal}`,
    ]),
  );
  insertRows(
    draft.connection,
    'operation',
    'statement, position, operator, stated',
    rows.flatMap((row, index) =>
      row.operators.flatMap(({ operator, stated }, position) => [
        first + index,
        position,
        draft.parties.canonical(operator),
        stated,
      ]),
    ),
  );
}
