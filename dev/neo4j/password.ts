import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import neo4j, { Neo4jError } from 'neo4j-driver';
import { Failure } from '../../src/errors.js';

export const USER = 'neo4j';
/** Of a new server, which lets nobody in before it was changed. */
const INITIAL = 'neo4j';

/**
 * The password of a server: the one that is wanted, else the one kept in its folder, else a random one. A new server is
 * given it, and it is kept. FAILED_PRECONDITION when the server has another, or does not take this one.
 */
export async function passwordOf(uri: string, folder: string, wanted?: string): Promise<string> {
  const file = join(folder, 'password');
  const known = wanted ?? (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  if (known !== undefined && (await isDone(uri, known, 'SHOW CURRENT USER'))) return known;

  const password = known ?? randomBytes(18).toString('base64url');
  // First, so that a process that is killed in between leaves no server whose password nobody knows.
  writeFileSync(file, password, { mode: 0o600 });
  if (await isDone(uri, INITIAL, `ALTER CURRENT USER SET PASSWORD FROM '${INITIAL}' TO $password`, { password })) {
    return password;
  }
  throw failed(`The server in ${folder} has another password than this one.`);
}

/** Whether the login was right, and the statement done. */
async function isDone(uri: string, password: string, statement: string, parameters = {}): Promise<boolean> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(USER, password));
  try {
    const session = driver.session({ database: 'system' });
    await session.run(statement, parameters);
    return true;
  } catch (error) {
    if (!(error instanceof Neo4jError)) throw error;
    if (error.code === 'Neo.ClientError.Security.Unauthorized') return false;
    throw failed(`The server did not take the password: ${error.message}`, error);
  } finally {
    await driver.close();
  }
}

function failed(message: string, cause?: unknown): Failure {
  return new Failure('FAILED_PRECONDITION', message, { cause });
}
