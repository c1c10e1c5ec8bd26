import type { PartyId } from '../../model/party.js';
import type { Kept, ProductStatement } from '../../model/statement.js';
import type { ProductKey, ProductRecord, ReadAt, ReadOfDays, RecordedEdition } from '../store.js';
import type { OperationSaid } from '../writing/said.js';
import { daysOf, escaped } from '../writing/text.js';
import { partyNumbers } from './parties.js';
import type { Reader } from './reader.js';
import { packed, unpacked, valid, visible } from './text.js';

// ?2 the revision. A newer statement of the same dataset about the same product hides the older ones.
const IN_FORCE = `${visible('s', '?2')} AND NOT EXISTS (
  SELECT 1 FROM product_statement AS n WHERE n.product = s.product AND n.dataset = s.dataset
  AND ${visible('n', '?2')} AND (n.recorded, n.ordinal) > (s.recorded, s.ordinal))`;

const OPERATORS = `(SELECT group_concat(operator) FROM (
  SELECT '"' || p.ref || '"' AS operator FROM operation AS o CROSS JOIN party AS p ON p.id = o.operator
  WHERE o.statement = s.id ORDER BY o.position))`;
const STATEMENTS = packed(`
  SELECT '"' || s.product || '",' || s.body || ',[' || ifnull(${OPERATORS}, '') || ']' AS cell FROM product_statement AS s
  WHERE s.product = wanted.product AND ${IN_FORCE} ORDER BY s.recorded, s.ordinal`);
const WIDTH = 8;

/** A select of (position, product) pairs with the statements about each product, ascending. */
function withStatements(wanted: string): string {
  return `SELECT wanted.position, ${STATEMENTS} FROM (${wanted}) AS wanted ORDER BY wanted.position, wanted.product`;
}

const BY_ID = withStatements('SELECT asked.key AS position, asked.value AS product FROM json_each(?1) AS asked');
const BY_NAME = withStatements(`
  SELECT DISTINCT asked.key AS position, s.product FROM json_each(?1) AS asked CROSS JOIN product_statement AS s
  ON s.plain = asked.value WHERE ${IN_FORCE}`);
const BY_OPERATOR = withStatements(`
  SELECT DISTINCT asked.key AS position, s.product FROM json_each(?1) AS asked
  CROSS JOIN operation AS o ON o.operator = asked.value CROSS JOIN product_statement AS s ON s.id = o.statement WHERE ${IN_FORCE}`);

export function products(reader: Reader, keys: readonly ProductKey[], at: ReadAt): ProductRecord[][] {
  const ids = keys.map((key) => ('id' in key ? escaped(key.id) : null));
  const names = keys.map((key) => ('id' in key ? null : escaped(key.plainName)));
  const answers: ProductRecord[][] = keys.map(() => []);
  for (const [sql, values] of [
    [BY_ID, ids],
    [BY_NAME, names],
  ] as const) {
    if (values.some((value) => value !== null)) read(reader, sql, values, at, answers);
  }
  return answers;
}

export function productsOf(reader: Reader, operators: readonly PartyId[], at: ReadAt): ProductRecord[][] {
  const answers: ProductRecord[][] = operators.map(() => []);
  read(reader, BY_OPERATOR, partyNumbers(reader, operators, at), at, answers);
  return answers;
}

function read(reader: Reader, sql: string, asked: readonly unknown[], at: ReadAt, answers: ProductRecord[][]): void {
  for (const [position, text] of reader.all(at, sql, [JSON.stringify(asked), at.revision])) {
    const record = recordOf(unpacked(text), reader);
    if (record !== null) answers[position as number]?.push(record);
  }
}

function recordOf(cells: readonly unknown[], reader: Reader): ProductRecord | null {
  const statements: (ProductStatement & Kept)[] = [];
  for (let at = 0; at < cells.length; at += WIDTH) {
    const [product, statementId, source, name, operations, recorded, ordinal, operators] = cells.slice(
      at,
      at + WIDTH,
    ) as [string, string, number, string, OperationSaid[], number, number, PartyId[]];
    reader.sources.load([source]);
    statements.push({
      product,
      name,
      operators: operations.map((operation, index) => ({ operator: operators[index] as PartyId, ...operation })),
      source: reader.sources.get(source, statementId),
      recorded,
      ordinal,
    });
  }
  const [first] = statements;
  return first === undefined ? null : { id: first.product, statements };
}

const EDITIONS = `
  SELECT e.body, r.at FROM edition AS e CROSS JOIN revision AS r ON r.id = e.since
  WHERE ${visible('e', '?1')} AND ${valid('e', '?2', '?3')} ORDER BY e.list, e.edition`;

export function lists(reader: Reader, at: ReadOfDays): RecordedEdition[] {
  return reader.all(at, EDITIONS, [at.revision, ...daysOf(at.asOf)]).map(([body, loadedAt]) => ({
    ...(JSON.parse(body as string) as Omit<RecordedEdition, 'loadedAt'>),
    loadedAt: loadedAt as string,
  }));
}
