import { randomUUID } from 'node:crypto';
import { Failure } from '../../errors.js';
import type { Document, DocumentsAsked, Keeping } from '../store.js';
import { checkAsked, checkKeeping } from '../writing/documents.js';
import type { Connection, Row } from './connection.js';
import { retried } from './retried.js';

const BY_KEYS = 'MATCH (d:Document) WHERE d.key IN $keys RETURN d.key, d.body ORDER BY d.key';
const IN_RANGE = `
  MATCH (d:Document) WHERE d.key >= $from AND d.key < $before
  RETURN d.key, d.body ORDER BY d.key LIMIT $first`;

/**
 * Documents have a lock of their own, so that keeping one doesn't wait for an import. A lock is given up only when a
 * commit is applied in full: who holds it sees what is settled.
 */
const LOCK = "MATCH (l:DocumentLock {name: 'documents'}) SET l.lockedAt = timestamp() RETURN l.write";
const UNEXPECTED = `
  UNWIND $expect AS row
  OPTIONAL MATCH (d:Document {key: row.key})
  WITH row, d WHERE coalesce(d.body, '') <> row.body
  RETURN row.key LIMIT 1`;
const PUT = 'UNWIND $rows AS row MERGE (d:Document {key: row.key}) SET d.body = row.body, d.write = $write';
const REMOVE = 'UNWIND $rows AS row MATCH (d:Document {key: row.key}) DELETE d';
const SIGN = "MATCH (l:DocumentLock {name: 'documents'}) SET l.write = $write";
const KEPT_BEFORE = 'MATCH (d:Document) WHERE d.key IN $keys AND d.write = $write RETURN d.key LIMIT 1';

export async function documents(
  connection: Connection,
  asked: DocumentsAsked,
  deadlineAt: number,
): Promise<Document[]> {
  checkAsked(asked);
  const [text, parameters] =
    'keys' in asked
      ? ([BY_KEYS, { keys: asked.keys }] as const)
      : ([IN_RANGE, { from: asked.from, before: asked.before, first: asked.first }] as const);
  const rows =
    asked.settled === true
      ? await connection.transaction(async (run) => {
          locked(await run(LOCK));
          return { commit: false, result: await run(text, parameters) };
        }, deadlineAt)
      : await connection.read(text, parameters, deadlineAt);
  // One that is taken away while it is read has no body any more, and is not there.
  return rows.flatMap(([key, body]) => (body === null ? [] : { key: key as string, body: body as string }));
}

/**
 * When the network fails at the commit nobody knows whether it was done: what is put bears a mark, by which the next try
 * finds it, so that it isn't taken for somebody else's.
 */
export async function keep(
  connection: Connection,
  keeping: Keeping,
  deadlineAt: number,
  retries: number,
): Promise<boolean> {
  checkKeeping(keeping);
  const write = randomUUID();
  return retried((isAgain) => keepOnce(connection, keeping, write, isAgain, deadlineAt), retries, deadlineAt);
}

function keepOnce(
  connection: Connection,
  { expect, put }: Keeping,
  write: string,
  isAgain: boolean,
  deadlineAt: number,
): Promise<boolean> {
  return connection.transaction(async (run) => {
    const last = locked(await run(LOCK));
    const keys = put.map(({ key }) => key);
    if (isAgain && (last === write || (await run(KEPT_BEFORE, { keys, write })).length > 0))
      return { commit: false, result: true };
    const expected = expect.map(({ key, body }) => ({ key, body: body ?? '' }));
    if ((await run(UNEXPECTED, { expect: expected })).length > 0) return { commit: false, result: false };
    const gone = put.filter(({ body }) => body === null);
    const there = put.filter(({ body }) => body !== null);
    if (gone.length > 0) await run(REMOVE, { rows: gone });
    if (there.length > 0) await run(PUT, { rows: there, write });
    await run(SIGN, { write });
    return { commit: true, result: true };
  }, deadlineAt);
}

/** The mark of who kept last; null for the first. */
function locked([row]: readonly Row[]): unknown {
  if (row === undefined)
    throw new Failure('DATABASE_UNAVAILABLE', 'The database was emptied under this service; start it anew.');
  return row[0];
}
