import type { PartyId } from '../../model/party.js';
import type { Grade } from '../../model/source.js';
import type { Kept, ProductStatement } from '../../model/statement.js';
import type { ProductKey, ProductRecord, ReadAt, ReadOfDays, RecordedEdition } from '../store.js';
import type { OperationSaid } from '../writing/said.js';
import { daysOf, escaped, unescaped } from '../writing/text.js';
import type { Connection } from './connection.js';
import { answering, heldWithin, visible } from './cypher.js';
import { type EditionCell, editionOf, sourceOf } from './records.js';

/** Of a product's statements the newest of each dataset, oldest first, with their operators in order. */
const STATEMENTS = `COLLECT {
    MATCH (product)<-[:ABOUT]-(st:ProductStatement)
    WHERE ${visible('st')} AND NOT EXISTS {
      MATCH (product)<-[:ABOUT]-(newer:ProductStatement)
      WHERE newer.dataset = st.dataset AND ${visible('newer')}
        AND (newer.recorded > st.recorded OR (newer.recorded = st.recorded AND newer.ordinal > st.ordinal))
    }
    RETURN [st.statementId, st.dataset, st.url, st.retrievedAt, st.quote, st.grade, st.name, st.operations, st.recorded, st.ordinal,
      COLLECT {
        MATCH (product)-[op:OPERATED_BY]->(operator)
        WHERE op.statementId = st.statementId AND op.dataset = st.dataset AND op.since = st.since
        RETURN operator.id ORDER BY op.position
      }, st.plain]
    ORDER BY st.recorded, st.ordinal
  }`;
const BY_ID = `
  UNWIND range(0, size($asked) - 1) AS index
  MATCH (product:Product {id: $asked[index]})
  RETURN index, product.id, ${STATEMENTS}
  ORDER BY index, product.id`;
const BY_NAME = `
  UNWIND range(0, size($asked) - 1) AS index
  MATCH (named:ProductStatement {plain: $asked[index]})-[:ABOUT]->(product:Product) WHERE ${visible('named')}
  WITH DISTINCT index, product
  RETURN index, product.id, ${STATEMENTS}
  ORDER BY index, product.id`;
const BY_OPERATOR = `
  UNWIND range(0, size($asked) - 1) AS index
  MATCH (asked:Party {id: $asked[index]})
  ${answering('asked', 'kept')}
  WITH index, coalesce(kept, asked) AS operator
  MATCH (product:Product)-[by:OPERATED_BY]->(operator) WHERE ${visible('by')}
  WITH DISTINCT index, operator.id AS ref, product
  RETURN index, product.id, ${STATEMENTS}, ref
  ORDER BY index, product.id`;

type Text = string | null;
type StatementCell = readonly [
  statementId: string,
  dataset: string,
  url: Text,
  retrievedAt: Text,
  quote: Text,
  grade: Grade,
  name: string,
  operations: string,
  recorded: number,
  ordinal: number,
  operators: readonly string[],
  plain: string,
];
type ProductRow = readonly [index: number, ref: string, statements: readonly StatementCell[], operator?: string];

export async function products(
  connection: Connection,
  keys: readonly ProductKey[],
  at: ReadAt,
): Promise<ProductRecord[][]> {
  const answers: ProductRecord[][] = keys.map(() => []);
  const byId = keys.flatMap((key, index) => ('id' in key ? [{ index, value: escaped(key.id) }] : []));
  const byName = keys.flatMap((key, index) => ('id' in key ? [] : [{ index, value: escaped(key.plainName) }]));
  // A name counts while a statement that is in force bears it; an operator likewise.
  await Promise.all([
    read(connection, BY_ID, byId, at, answers, () => true),
    read(connection, BY_NAME, byName, at, answers, (cell, plain) => cell[11] === plain),
  ]);
  return answers;
}

export async function productsOf(
  connection: Connection,
  operators: readonly PartyId[],
  at: ReadAt,
): Promise<ProductRecord[][]> {
  const answers: ProductRecord[][] = operators.map(() => []);
  const asked = operators.map((id, index) => ({ index, value: escaped(id) }));
  await read(connection, BY_OPERATOR, asked, at, answers, (cell, _, operator) => cell[10].includes(operator as string));
  return answers;
}

async function read(
  connection: Connection,
  text: string,
  asked: readonly { readonly index: number; readonly value: string }[],
  at: ReadAt,
  answers: ProductRecord[][],
  counts: (cell: StatementCell, value: string, operator: string | undefined) => boolean,
): Promise<void> {
  if (asked.length === 0) return;
  const parameters = { asked: asked.map(({ value }) => value), revision: at.revision };
  const rows = await connection.read(text, parameters, at.deadlineAt);
  for (const [position, ref, cells, operator] of rows as readonly unknown[] as ProductRow[]) {
    const place = asked[position];
    if (place === undefined || !cells.some((cell) => counts(cell, place.value, operator))) continue;
    answers[place.index]?.push(productOf(ref, cells));
  }
}

function productOf(ref: string, cells: readonly StatementCell[]): ProductRecord {
  const id = unescaped(ref);
  return { id, statements: cells.map((cell) => statementOf(id, cell)) };
}

function statementOf(product: string, cell: StatementCell): ProductStatement & Kept {
  const [statementId, dataset, url, retrievedAt, quote, grade, name, operations, recorded, ordinal, operators] = cell;
  return {
    product,
    name: unescaped(name),
    operators: (JSON.parse(operations) as OperationSaid[]).map((operation, index) => ({
      operator: unescaped(operators[index] as string),
      ...operation,
    })),
    source: sourceOf(dataset, url, retrievedAt, statementId, quote, grade),
    recorded,
    ordinal,
  };
}

const EDITIONS = `
  MATCH (e:Edition) WHERE ${heldWithin('e')}
  MATCH (r:Revision {id: e.since})
  RETURN e.list, e.edition, e.startDate, e.endDate, e.entries, e.complete, r.at ORDER BY e.list, e.edition`;

export async function lists(connection: Connection, at: ReadOfDays): Promise<RecordedEdition[]> {
  const [first, last] = daysOf(at.asOf);
  const rows = await connection.read(EDITIONS, { revision: at.revision, first, last }, at.deadlineAt);
  return rows.map((row) => ({ ...editionOf(row as EditionCell), loadedAt: row[6] as string }));
}
