import { isDeepStrictEqual } from 'node:util';
import type { PartyFacts } from '../../model/party.js';
import type { Cell, Connection } from './connection.js';
import { type Draft, insertRows } from './draft.js';
import { LIVE } from './schema.js';

/** A version of a party statement, stored or to be stored. */
export interface PartyRow {
  /** Null for a row of this write. */
  readonly id: number | null;
  readonly party: number;
  readonly stated: number;
  readonly dataset: number;
  readonly statementId: string;
  readonly recorded: number;
  readonly ordinal: number;
  /** What the source said, as text. */
  readonly said: string;
  readonly facts: PartyFacts;
}

const COLUMNS = 's.id, s.party, s.stated, s.dataset, s.statement_id, s.recorded, s.ordinal, s.body';
type Columns = readonly [number, number, number, number, string, number, number, string];

function rowOf([id, party, stated, dataset, statementId, recorded, ordinal, body]: Columns): PartyRow {
  const said = body.slice(0, -`,${recorded},${ordinal}`.length);
  const [, , facts] = JSON.parse(`[${said}]`) as [string, number, PartyFacts];
  return { id, party, stated, dataset, statementId, recorded, ordinal, said, facts };
}

/** Live rows by (statement id, dataset) pairs. */
export function partyRowsById(connection: Connection, pairs: readonly (readonly [string, number])[]): PartyRow[] {
  return load(
    connection,
    JSON.stringify(pairs),
    `INDEXED BY party_statement_id
    ON s.statement_id = w.value ->> 0 AND s.dataset = w.value ->> 1 AND s.retracted = ${LIVE}`,
  );
}

export function partyRowsAt(connection: Connection, ids: readonly number[]): PartyRow[] {
  return load(connection, JSON.stringify(ids), 'ON s.id = w.value');
}

/** Live rows about the parties, of each the oldest first. */
export function partyRowsOf(connection: Connection, parties: readonly number[]): PartyRow[] {
  const on = `INDEXED BY party_statement_of ON s.party = w.value AND s.retracted = ${LIVE}`;
  return load(connection, JSON.stringify(parties), on).sort(oldestFirst);
}

function load(connection: Connection, wanted: string, on: string): PartyRow[] {
  if (wanted === '[]') return [];
  const rows = connection.all(`SELECT ${COLUMNS} FROM json_each(?) AS w CROSS JOIN party_statement AS s ${on}`, [
    wanted,
  ]);
  return rows.map((row) => rowOf(row as readonly Cell[] as Columns));
}

export function oldestFirst(
  a: { recorded: number; ordinal: number },
  b: { recorded: number; ordinal: number },
): number {
  return a.recorded - b.recorded || a.ordinal - b.ordinal;
}

/** Whether two rows say the same of the same party; the order in which JSON lists the fields says nothing. */
export function saysTheSame(a: PartyRow, b: PartyRow): boolean {
  return a.stated === b.stated && (a.said === b.said || isDeepStrictEqual(parsed(a.said), parsed(b.said)));
}

function parsed(said: string): unknown {
  return JSON.parse(`[${said}]`);
}

export function insertPartyRows(draft: Draft, rows: readonly PartyRow[]): void {
  insertRows(
    draft.connection,
    'party_statement',
    `party, stated, dataset, statement_id, since, recorded, ordinal, body, retracted = ${LIVE}`,
    rows.flatMap((row) => [
      draft.parties.canonical(row.party),
      row.stated,
      row.dataset,
      row.statementId,
      draft.revision,
      row.recorded,
      row.ordinal,
      `${row.said},${row.recorded},${row.ordinal}`,
    ]),
  );
}
