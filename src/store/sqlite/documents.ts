import type { Document, DocumentsAsked, Keeping } from '../store.js';
import { checkAsked, checkKeeping } from '../writing/documents.js';
import type { Connection, Row } from './connection.js';
import { checkDeadline, type Reader } from './reader.js';

const BY_KEYS = 'SELECT key, body FROM document WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key';
const IN_RANGE = 'SELECT key, body FROM document WHERE key >= ? AND key < ? ORDER BY key LIMIT ?';
const BODY = 'SELECT body FROM document WHERE key = ?';
const PUT = 'INSERT INTO document (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body';
const REMOVE = 'DELETE FROM document WHERE key = ?';

/** Always settled: a reader of the file sees a transaction whole or not at all. */
export function documents(reader: Reader, asked: DocumentsAsked, deadlineAt: number): Document[] {
  checkAsked(asked);
  const rows: readonly Row[] =
    'keys' in asked
      ? reader.all({ deadlineAt }, BY_KEYS, [JSON.stringify(asked.keys)])
      : reader.all({ deadlineAt }, IN_RANGE, [asked.from, asked.before, asked.first]);
  return rows.map(([key, body]) => ({ key: key as string, body: body as string }));
}

/** The lock of the file is held from the first look to the end. */
export function keep(connection: Connection, keeping: Keeping, deadlineAt: number): Promise<boolean> {
  checkKeeping(keeping);
  const { expect, put } = keeping;
  return connection.transaction(async () => {
    checkDeadline(deadlineAt);
    const isAsExpected = expect.every(({ key, body }) => (connection.get(BODY, [key])?.[0] ?? null) === body);
    const carryOut = (): void => {
      for (const { key, body } of put) {
        if (body === null) connection.run(REMOVE, [key]);
        else connection.run(PUT, [key, body]);
      }
    };
    return { result: isAsExpected, commit: isAsExpected ? carryOut : null };
  });
}
