import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { seedState, seedStore } from '../../seed/seed.js';
import { Failure } from '../errors.js';
import { openSqlite } from '../store/sqlite.js';
import type { Store } from '../store/store.js';

/**
 * The store in a file, which is made with its folder when it is not there. DATABASE_UNAVAILABLE and
 * FAILED_PRECONDITION say in one line what stands in the way.
 */
export function openedStore(path: string): Store {
  try {
    if (path !== ':memory:') makeFolder(dirname(path));
  } catch (error) {
    throw cannotMake(path, error);
  }
  return openSqlite(path);
}

/**
 * The store in a file; one that holds nothing is given the demo data first, and one whose first start was cut off is
 * given the rest. Any other is left as it is: what was retracted in it stays retracted.
 */
export async function seededStore(path: string): Promise<Store> {
  const store = openedStore(path);
  const state = await seedState(store);
  if (state === 'EMPTY' || state === 'CUT_OFF') await seed(store);
  return store;
}

async function seed(store: Store): Promise<void> {
  for (const { name, report } of await seedStore(store)) {
    const [refusal] = report.refusals;
    if (refusal !== undefined) throw new Error(`${name}, line ${refusal.line}: ${refusal.message}`);
  }
}

/** Step by step: Node's recursive mkdir never comes back where a file system says ENOENT to making, as /proc does. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

function cannotMake(path: string, error: unknown): Failure {
  const why = error instanceof Error ? error.message : String(error);
  const message = `CONTROLGRAPH_DB: ${path} cannot be made (${why}); set it to a file that this user may write.`;
  return new Failure('FAILED_PRECONDITION', message, { cause: error });
}
