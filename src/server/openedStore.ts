import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { seedState, seedStore } from '../../seed/seed.js';
import { Failure } from '../errors.js';
import { openNeo4j } from '../store/neo4j.js';
import { openSqlite } from '../store/sqlite.js';
import type { Store } from '../store/store.js';
import type { Config } from './config.js';

/**
 * The store that the configuration names, or one in the file given: a file is made with its folder when it is not there.
 * DATABASE_UNAVAILABLE and FAILED_PRECONDITION say in one line what stands in the way.
 */
export async function openedStore(config: Config, file?: string): Promise<Store> {
  if (file === undefined && config.neo4jUri !== '') {
    return openNeo4j({
      uri: config.neo4jUri,
      user: config.neo4jUser,
      password: config.neo4jPassword,
      database: config.neo4jDatabase,
      maxConnections: config.neo4jMaxConnections,
      connectMs: config.neo4jConnectMs,
      writeMs: config.neo4jWriteMs,
      retries: config.neo4jRetries,
    });
  }
  const path = file ?? config.db;
  try {
    if (path !== ':memory:') makeFolder(dirname(path));
  } catch (error) {
    throw cannotMake(path, error);
  }
  return openSqlite(path);
}

/** Where the store is, for a person. */
export function placeOf(config: Config): string {
  return config.neo4jUri === '' ? config.db : `the database ${config.neo4jDatabase} at ${config.neo4jUri}`;
}

/**
 * The store; one that holds nothing is given the demo data first where the configuration wants that, and one whose first
 * start was cut off is given the rest. Any other is left as it is: what was retracted in it stays retracted.
 */
export async function seededStore(config: Config, file?: string): Promise<Store> {
  const store = await openedStore(config, file);
  try {
    const isFile = file !== undefined || config.neo4jUri === '';
    const state = await seedState(store);
    const isWanted = config.seed === 'on' || (config.seed === 'auto' && isFile);
    if (isWanted && (state === 'EMPTY' || state === 'CUT_OFF')) await seed(store);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
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
