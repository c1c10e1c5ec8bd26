import type { DateString } from '../../model/date.js';
import { endsOf } from '../../model/statement.js';
import type { Draft } from './draft.js';
import type { InterestRow, KeyedRow, RowId } from './ledger.js';
import { oldestFirst } from './order.js';
import { endKey, NEVER, stopDay } from './text.js';

export interface SettledEnds {
  readonly rows: readonly KeyedRow[];
  /** One row of each key of which more than one dataset speaks. */
  readonly shared: readonly KeyedRow[];
}

/**
 * Where a row comes, goes or moves, the rows of its key in its dataset may end elsewhere than before. Closes the stored
 * ones that do; gives back every row to write, with its end.
 */
export async function settleEnds(
  draft: Draft,
  coming: readonly InterestRow[],
  closed: readonly InterestRow[],
): Promise<SettledEnds> {
  const { parties } = draft;
  await parties.load([...coming, ...closed].flatMap((row) => endsOfRow(draft, row)));
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
      if (!parties.isNew(subject)) known.push([subject, far]);
    }
    return group;
  };
  for (const row of closed) groupOf(row);
  for (const row of coming) groupOf(row).push(row);
  for (const row of await draft.ledger.interestRowsByKey(known))
    if (!draft.closed.interest.has(row.id as RowId)) groupOf(row).push(row);

  const rows: KeyedRow[] = [];
  const shared: KeyedRow[] = [];
  for (const group of groups.values()) {
    const [only] = group;
    if (group.length === 1 && only !== undefined && only.id === null) {
      rows.push(keyed(draft, only, only.endDate));
      continue;
    }
    const datasets = new Set(group.map((row) => row.dataset));
    for (const dataset of datasets) {
      const own = group.filter((row) => row.dataset === dataset);
      rows.push(...ended(draft, own));
    }
    if (datasets.size > 1) shared.push(keyed(draft, group[0] as InterestRow, null));
  }
  return { rows, shared };
}

function endsOfRow({ parties }: Draft, row: InterestRow): number[] {
  return [row.subject, ...(row.holder === null ? [] : [row.holder])].map((number) => parties.canonical(number));
}

function ended(draft: Draft, group: readonly InterestRow[]): KeyedRow[] {
  const rows = [...group].sort(oldestFirst);
  const ends = endsOf(rows);
  const written: KeyedRow[] = [];
  for (const [index, row] of rows.entries()) {
    const end = ends[index] ?? null;
    if (row.id !== null && row.stop === stopOf(end)) continue;
    if (row.id !== null) draft.closed.interest.add(row.id);
    written.push(keyed(draft, row, end));
  }
  return written;
}

/** The `stop` of a row that ends so. */
export function stopOf(end: DateString | null | 'NEVER'): number {
  return end === 'NEVER' ? NEVER : stopDay(end);
}

function keyed(draft: Draft, row: InterestRow, end: KeyedRow['end']): KeyedRow {
  const { parties } = draft;
  const [subject, holder] = [row.subject, row.holder].map((number) =>
    number === null ? null : parties.canonical(number),
  );
  return {
    row: { ...row, subject: subject as number, holder: holder as number | null },
    end,
    far: farKey(draft, row),
    near: endKey(parties.ref(subject as number), row.type),
  };
}

function farKey({ parties }: Draft, row: InterestRow): string {
  return endKey(row.holder === null ? (row.unnamed as string) : parties.ref(parties.canonical(row.holder)), row.type);
}
