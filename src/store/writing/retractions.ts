import { badInput, Failure } from '../../errors.js';
import type { Changes } from '../store.js';
import type { FoundVersion, Ledger, RowId, StatementTable } from './ledger.js';
import { escaped, unescaped } from './text.js';

/** The rows to close, and how many retractions were of statements already retracted. */
export interface Retractions {
  readonly rows: Readonly<Record<StatementTable, Set<RowId>>>;
  readonly already: number;
}

/** Refuses an id that was never recorded, and a bare one that several datasets have; nothing is written here. */
export async function findRetracted(ledger: Ledger, asked: NonNullable<Changes['retract']>): Promise<Retractions> {
  const found = await ledger.versions(
    asked.map(({ dataset, statementId }) => [escaped(statementId), dataset === null ? null : escaped(dataset)]),
  );
  const live = asked.map(({ statementId }, index) => liveOf(found[index] ?? [], statementId));
  const idsIn = (table: StatementTable): Set<RowId> =>
    new Set(
      live
        .flat()
        .filter((row) => row.table === table)
        .map((row) => row.id),
    );
  return {
    rows: {
      party_statement: idsIn('party_statement'),
      interest: idsIn('interest'),
      product_statement: idsIn('product_statement'),
    },
    already: live.filter((rows) => rows.length === 0).length,
  };
}

function liveOf(versions: readonly FoundVersion[], statementId: string): FoundVersion[] {
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
