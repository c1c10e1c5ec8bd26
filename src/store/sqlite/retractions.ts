import { badInput, Failure } from '../../errors.js';
import type { Changes } from '../store.js';
import type { Connection } from './connection.js';
import type { StatementTable } from './draft.js';
import { LIVE } from './schema.js';
import { escaped, unescaped } from './text.js';

/** The rows to close, and how many retractions were of statements already retracted. */
export interface Retractions {
  readonly rows: Readonly<Record<StatementTable, readonly number[]>>;
  readonly already: number;
}

interface Found {
  readonly table: StatementTable;
  readonly id: number;
  readonly dataset: string;
  readonly isLive: boolean;
}

const TABLES: readonly StatementTable[] = ['party_statement', 'interest', 'product_statement'];

/** Refuses an id that was never recorded, and a bare one that several datasets have; nothing is written here. */
export function findRetracted(connection: Connection, asked: NonNullable<Changes['retract']>): Retractions {
  const found: Found[][] = asked.map(() => []);
  const wanted = JSON.stringify(
    asked.map(({ dataset, statementId }) => [escaped(statementId), dataset === null ? null : escaped(dataset)]),
  );
  for (const table of asked.length === 0 ? [] : TABLES) {
    const rows = connection.all(
      `SELECT w.key, s.id, d.name, s.retracted = ${LIVE} FROM json_each(?) AS w
       CROSS JOIN ${table} AS s INDEXED BY ${table}_id ON s.statement_id = w.value ->> 0
       CROSS JOIN dataset AS d ON d.id = s.dataset WHERE w.value ->> 1 IS NULL OR d.name = w.value ->> 1`,
      [wanted],
    ) as [number, number, string, number][];
    for (const [key, id, dataset, isLive] of rows) found[key]?.push({ table, id, dataset, isLive: isLive === 1 });
  }
  const live = found.map((versions, index) => liveOf(versions, asked[index]?.statementId ?? ''));
  const idsIn = (table: StatementTable): number[] => [
    ...new Set(
      live
        .flat()
        .filter((row) => row.table === table)
        .map((row) => row.id),
    ),
  ];
  return {
    rows: {
      party_statement: idsIn('party_statement'),
      interest: idsIn('interest'),
      product_statement: idsIn('product_statement'),
    },
    already: live.filter((rows) => rows.length === 0).length,
  };
}

function liveOf(versions: readonly Found[], statementId: string): Found[] {
  const shown = JSON.stringify(statementId);
  if (versions.length === 0)
    throw badInput(`No statement has the id ${shown}; take it from the sources of what it says.`);
  const live = versions.filter((version) => version.isLive);
  const datasets = [...new Set(live.map((version) => unescaped(version.dataset)))].sort();
  if (datasets.length > 1) {
    throw new Failure(
      'CONFLICT',
      `The statement id ${shown} is known in ${datasets.join(', ')}; say which dataset is meant.`,
    );
  }
  return live;
}
