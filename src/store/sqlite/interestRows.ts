import type { DateString } from '../../model/date.js';
import type { InterestType } from '../../model/interest.js';
import { endsOf, type InterestStatement } from '../../model/statement.js';
import type { Connection } from './connection.js';
import { type Draft, insertRows } from './draft.js';
import { oldestFirst } from './partyRows.js';
import { LIVE } from './schema.js';
import { endKey, NEVER, startDay, stopDay } from './text.js';

/** A version of an interest statement, stored or to be stored. */
export interface InterestRow {
  /** Null for a row of this write. */
  readonly id: number | null;
  readonly subject: number;
  readonly holder: number | null;
  /** What the key has for the holder where the source doesn't name one. */
  readonly unnamed: string | null;
  readonly statedSubject: number;
  readonly statedHolder: number | null;
  readonly type: InterestType;
  readonly dataset: number;
  readonly statementId: string;
  readonly recorded: number;
  readonly ordinal: number;
  /** What the source said, as text; the dates are in it. */
  readonly said: string;
  readonly startDate: DateString | null;
  readonly endDate: DateString | null;
  /** The end as a day number that the row is stored with; null for a row of this write. */
  readonly stop: number | null;
}

const COLUMNS = `i.id, i.subject, i.holder, i.far, i.stated_subject, i.stated_holder, i.type, i.dataset, i.statement_id,
  i.recorded, i.ordinal, i.stop, i.body`;
type Columns = readonly [
  number,
  number,
  number | null,
  string,
  number,
  number | null,
  InterestType,
  number,
  string,
  number,
  number,
  number,
  string,
];
type Said = readonly [
  type: string,
  min: number,
  max: number,
  strict: number,
  startDate: DateString | null,
  endDate: DateString | null,
  undisclosed: string | null,
  source: number,
  statementId: string,
  recorded: number,
  ordinal: number,
  end: DateString | null,
];

function rowOf(columns: Columns): InterestRow {
  const [
    id,
    subject,
    holder,
    far,
    statedSubject,
    statedHolder,
    type,
    dataset,
    statementId,
    recorded,
    ordinal,
    stop,
    body,
  ] = columns;
  const values = JSON.parse(`[${body}]`) as Said;
  const unnamed = holder === null ? far.slice(0, -`"${type}`.length) : null;
  const said = body.slice(0, -`,${recorded},${ordinal},${JSON.stringify(values[11])}`.length);
  return {
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
    said,
    stop,
    startDate: values[4],
    endDate: values[5],
  };
}

/** Live rows by (statement id, dataset) pairs. */
export function interestRowsById(connection: Connection, pairs: readonly (readonly [string, number])[]): InterestRow[] {
  return load(
    connection,
    JSON.stringify(pairs),
    `INDEXED BY interest_id
    ON i.statement_id = w.value ->> 0 AND i.dataset = w.value ->> 1 AND i.retracted = ${LIVE}`,
  );
}

export function interestRowsAt(connection: Connection, ids: readonly number[]): InterestRow[] {
  return load(connection, JSON.stringify(ids), 'ON i.id = w.value');
}

/** Live rows that one of the parties holds or is the subject of, each once. */
export function interestRowsOf(connection: Connection, parties: readonly number[]): InterestRow[] {
  const rows = [
    ...load(
      connection,
      JSON.stringify(parties),
      `INDEXED BY interest_up ON i.subject = w.value AND i.retracted = ${LIVE}`,
    ),
    ...load(
      connection,
      JSON.stringify(parties),
      `INDEXED BY interest_down ON i.holder = w.value AND i.retracted = ${LIVE}`,
    ),
  ];
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function load(connection: Connection, wanted: string, on: string): InterestRow[] {
  if (wanted === '[]') return [];
  const rows = connection.all(`SELECT ${COLUMNS} FROM json_each(?) AS w CROSS JOIN interest AS i ${on}`, [wanted]);
  return rows.map((row) => rowOf(row as readonly unknown[] as Columns));
}

/** A row with the end that the store found for it. */
export interface EndedRow {
  readonly row: InterestRow;
  readonly end: DateString | null | 'NEVER';
}

/**
 * Where a row comes, goes or moves, the rows of its key in its dataset may end elsewhere than before. Closes the stored
 * ones that do; gives back every row to write, with its end.
 */
export function settleEnds(draft: Draft, coming: readonly InterestRow[], closed: readonly InterestRow[]): EndedRow[] {
  const { parties } = draft;
  parties.loadRefs([...coming, ...closed].flatMap((row) => endsOfRow(draft, row)));
  const groups = new Map<string, InterestRow[]>();
  const known: (readonly [number, string])[] = [];
  const groupOf = (row: InterestRow): InterestRow[] => {
    const subject = parties.canonical(row.subject);
    const far = farKey(draft, row);
    const key = `${subject} ${far}`;
    let group = groups.get(key);
    if (group === undefined) {
      group = [];
      groups.set(key, group);
      if (subject < parties.firstNew) known.push([subject, far]);
    }
    return group;
  };
  for (const row of closed) groupOf(row);
  for (const row of coming) groupOf(row).push(row);
  for (const row of liveRows(draft, known)) groupOf(row).push(row);
  const written: EndedRow[] = [];
  for (const group of groups.values()) {
    const [only] = group;
    if (group.length === 1 && only !== undefined && only.id === null) {
      written.push({ row: only, end: only.endDate });
      continue;
    }
    const datasets = new Set(group.map((row) => row.dataset));
    for (const dataset of datasets)
      written.push(
        ...ended(
          draft,
          group.filter((row) => row.dataset === dataset),
        ),
      );
    if (datasets.size > 1) shareKey(draft, group[0] as InterestRow);
  }
  return written;
}

function endsOfRow({ parties }: Draft, row: InterestRow): number[] {
  return [row.subject, ...(row.holder === null ? [] : [row.holder])].map((number) => parties.canonical(number));
}

function liveRows(draft: Draft, keys: readonly (readonly [number, string])[]): InterestRow[] {
  const rows = load(
    draft.connection,
    JSON.stringify(keys),
    `INDEXED BY interest_up
    ON i.subject = w.value ->> 0 AND i.far = w.value ->> 1 AND i.retracted = ${LIVE}`,
  );
  return rows.filter((row) => !draft.closed.interest.has(row.id as number));
}

function ended(draft: Draft, group: readonly InterestRow[]): EndedRow[] {
  const rows = [...group].sort(oldestFirst);
  // Of a statement the ends look at nothing but its dates.
  const ends = endsOf(rows as readonly Pick<InterestRow, 'startDate' | 'endDate'>[] as readonly InterestStatement[]);
  const written: EndedRow[] = [];
  for (const [index, row] of rows.entries()) {
    const end = ends[index] ?? null;
    if (row.id !== null && row.stop === stopOf(end)) continue;
    if (row.id !== null) draft.closed.interest.add(row.id);
    written.push({ row, end });
  }
  return written;
}

function stopOf(end: DateString | null | 'NEVER'): number {
  return end === 'NEVER' ? NEVER : stopDay(end);
}

function farKey({ parties }: Draft, row: InterestRow): string {
  return endKey(row.holder === null ? (row.unnamed as string) : parties.ref(parties.canonical(row.holder)), row.type);
}

function nearKey({ parties }: Draft, row: InterestRow): string {
  return endKey(parties.ref(parties.canonical(row.subject)), row.type);
}

function shareKey(draft: Draft, row: InterestRow): void {
  const sql = 'INSERT OR IGNORE INTO shared_key (party, direction, key) VALUES (?, ?, ?)';
  draft.connection.run(sql, [draft.parties.canonical(row.subject), 'UP', farKey(draft, row)]);
  if (row.holder === null) return;
  draft.connection.run(sql, [draft.parties.canonical(row.holder), 'DOWN', nearKey(draft, row)]);
}

export function insertInterestRows(draft: Draft, rows: readonly EndedRow[]): void {
  insertRows(
    draft.connection,
    'interest',
    `subject, holder, far, near, type, stated_subject, stated_holder, dataset, statement_id,
     since, recorded, ordinal, start, stop, body, retracted = ${LIVE}`,
    rows.flatMap(({ row, end }) => [
      draft.parties.canonical(row.subject),
      row.holder === null ? null : draft.parties.canonical(row.holder),
      farKey(draft, row),
      nearKey(draft, row),
      row.type,
      row.statedSubject,
      row.statedHolder,
      row.dataset,
      row.statementId,
      draft.revision,
      row.recorded,
      row.ordinal,
      startDay(row.startDate),
      stopOf(end),
      `${row.said},${row.recorded},${row.ordinal},${JSON.stringify(end === 'NEVER' ? null : end)}`,
    ]),
  );
}
