import type { InterestType } from '../../model/interest.js';
import { stopOf } from '../writing/ends.js';
import { type InterestRow, type KeyedRow, LIVE, type RowId } from '../writing/ledger.js';
import { type InterestSaid, parsed } from '../writing/said.js';
import { startDay } from '../writing/text.js';
import type { Connection } from './connection.js';
import { insertRows } from './rows.js';

const COLUMNS = `i.id, i.subject, i.holder, i.far, i.stated_subject, i.stated_holder, i.type, i.dataset, i.statement_id,
  i.recorded, i.ordinal, i.stop, i.body`;
type Columns = readonly [
  id: number,
  subject: number,
  holder: number | null,
  far: string,
  statedSubject: number,
  statedHolder: number | null,
  type: InterestType,
  dataset: number,
  statementId: string,
  recorded: number,
  ordinal: number,
  stop: number,
  body: string,
];

function rowOf(columns: Columns): InterestRow {
  const [id, subject, holder, far, statedSubject, statedHolder, type, dataset, statementId, recorded, ordinal] =
    columns;
  const [, , , , , , , , , , , stop, body] = columns;
  const values = parsed<readonly [...InterestSaid, recorded: number, ordinal: number, end: string | null]>(body);
  const unnamed = holder === null ? far.slice(0, -`"${type}`.length) : null;
  const said = body.slice(0, -`,${recorded},${ordinal},${JSON.stringify(values[11])}`.length);
  const row = {
    id,
    subject,
    holder,
    unnamed,
    statedSubject,
    statedHolder,
    type,
    dataset,
    statementId,
    recorded,
    ordinal,
  };
  return { ...row, said, stop, startDate: values[4], endDate: values[5] };
}

/** Live rows by (statement id, dataset) pairs. */
export function interestRowsById(connection: Connection, pairs: readonly (readonly [string, number])[]): InterestRow[] {
  return load(
    connection,
    pairs,
    `INDEXED BY interest_id
    ON i.statement_id = w.value ->> 0 AND i.dataset = w.value ->> 1 AND i.retracted = ${LIVE}`,
  );
}

export function interestRowsAt(connection: Connection, ids: readonly RowId[]): InterestRow[] {
  return load(connection, ids, 'ON i.id = w.value');
}

/** Live rows that one of the parties holds or is the subject of, each once. */
export function interestRowsOf(connection: Connection, parties: readonly number[]): InterestRow[] {
  const rows = [
    ...load(connection, parties, `INDEXED BY interest_up ON i.subject = w.value AND i.retracted = ${LIVE}`),
    ...load(connection, parties, `INDEXED BY interest_down ON i.holder = w.value AND i.retracted = ${LIVE}`),
  ];
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** Live rows by subject and the far part of the key. */
export function interestRowsByKey(
  connection: Connection,
  keys: readonly (readonly [subject: number, far: string])[],
): InterestRow[] {
  return load(
    connection,
    keys,
    `INDEXED BY interest_up
    ON i.subject = w.value ->> 0 AND i.far = w.value ->> 1 AND i.retracted = ${LIVE}`,
  );
}

function load(connection: Connection, wanted: readonly unknown[], on: string): InterestRow[] {
  if (wanted.length === 0) return [];
  const sql = `SELECT ${COLUMNS} FROM json_each(?) AS w CROSS JOIN interest AS i ${on}`;
  return connection.all(sql, [JSON.stringify(wanted)]).map((row) => rowOf(row as readonly unknown[] as Columns));
}

export function insertInterestRows(connection: Connection, revision: number, rows: readonly KeyedRow[]): void {
  insertRows(
    connection,
    'interest',
    `subject, holder, far, near, type, stated_subject, stated_holder, dataset, statement_id,
     since, recorded, ordinal, start, stop, body, retracted = ${LIVE}`,
    rows.flatMap(({ row, end, far, near }) => [
      row.subject,
      row.holder,
      far,
      near,
      row.type,
      row.statedSubject,
      row.statedHolder,
      row.dataset,
      row.statementId,
      revision,
      row.recorded,
      row.ordinal,
      startDay(row.startDate),
      stopOf(end),
      `${row.said},${row.recorded},${row.ordinal},${JSON.stringify(end === 'NEVER' ? null : end)}`,
    ]),
  );
}

/** Keys of which more than one dataset speaks, for both of their ends. */
export function insertSharedKeys(connection: Connection, rows: readonly KeyedRow[]): void {
  const sql = 'INSERT OR IGNORE INTO shared_key (party, direction, key) VALUES (?, ?, ?)';
  for (const { row, far, near } of rows) {
    connection.run(sql, [row.subject, 'UP', far]);
    if (row.holder !== null) connection.run(sql, [row.holder, 'DOWN', near]);
  }
}
