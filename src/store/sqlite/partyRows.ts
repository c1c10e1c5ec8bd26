import { LIVE, type PartyRow, type RowId } from '../writing/ledger.js';
import { oldestFirst } from '../writing/order.js';
import { type PartySaid, parsed } from '../writing/said.js';
import type { Cell, Connection } from './connection.js';
import { insertRows } from './rows.js';

const COLUMNS = 's.id, s.party, s.stated, s.dataset, s.statement_id, s.recorded, s.ordinal, s.body';
type Columns = readonly [number, number, number, number, string, number, number, string];

function rowOf([id, party, stated, dataset, statementId, recorded, ordinal, body]: Columns): PartyRow {
  const said = body.slice(0, -`,${recorded},${ordinal}`.length);
  const [, , facts] = parsed<PartySaid>(said);
  return { id, party, stated, dataset, statementId, recorded, ordinal, said, facts };
}

/** Live rows by (statement id, dataset) pairs. */
export function partyRowsById(connection: Connection, pairs: readonly (readonly [string, number])[]): PartyRow[] {
  return load(
    connection,
    pairs,
    `INDEXED BY party_statement_id
    ON s.statement_id = w.value ->> 0 AND s.dataset = w.value ->> 1 AND s.retracted = ${LIVE}`,
  );
}

export function partyRowsAt(connection: Connection, ids: readonly RowId[]): PartyRow[] {
  return load(connection, ids, 'ON s.id = w.value');
}

/** Live rows about the parties, the oldest first. */
export function partyRowsOf(connection: Connection, parties: readonly number[]): PartyRow[] {
  const on = `INDEXED BY party_statement_of ON s.party = w.value AND s.retracted = ${LIVE}`;
  return load(connection, parties, on).sort(oldestFirst);
}

function load(connection: Connection, wanted: readonly unknown[], on: string): PartyRow[] {
  if (wanted.length === 0) return [];
  const sql = `SELECT ${COLUMNS} FROM json_each(?) AS w CROSS JOIN party_statement AS s ${on}`;
  return connection.all(sql, [JSON.stringify(wanted)]).map((row) => rowOf(row as readonly Cell[] as Columns));
}

export function insertPartyRows(connection: Connection, revision: number, rows: readonly PartyRow[]): void {
  insertRows(
    connection,
    'party_statement',
    `party, stated, dataset, statement_id, since, recorded, ordinal, body, retracted = ${LIVE}`,
    rows.flatMap((row) => [
      row.party,
      row.stated,
      row.dataset,
      row.statementId,
      revision,
      row.recorded,
      row.ordinal,
      `${row.said},${row.recorded},${row.ordinal}`,
    ]),
  );
}
