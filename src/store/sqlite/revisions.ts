import type { Revision } from '../../model/statement.js';
import type { RevisionRecord } from '../store.js';
import type { Reader } from './reader.js';

const AFTER = 'SELECT id, at, because, actor FROM revision WHERE id > ? ORDER BY id LIMIT ?';

export function revisions(reader: Reader, after: Revision, first: number, deadlineAt: number): RevisionRecord[] {
  const rows = reader.all({ deadlineAt }, AFTER, [after, first]) as readonly unknown[] as Row[];
  return rows.map(([revision, at, because, by]) => ({ revision, at, because: parsed(because), by: parsed(by) }));
}

type Row = readonly [revision: Revision, at: string, because: string | null, by: string | null];

function parsed(json: string | null): string | null {
  return json === null ? null : (JSON.parse(json) as string);
}
