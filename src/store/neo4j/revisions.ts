import type { Revision } from '../../model/statement.js';
import type { RevisionRecord } from '../store.js';
import { unescapedOrNull } from '../writing/text.js';
import type { Connection } from './connection.js';

// The ids count from 1 without a gap: those wanted are looked up one by one.
const AFTER = `
  UNWIND range($after + 1, $after + $first) AS id
  MATCH (r:Revision {id: id}) RETURN r.id, r.at, r.because, r.by ORDER BY r.id`;

export async function revisions(
  connection: Connection,
  after: Revision,
  first: number,
  deadlineAt: number,
): Promise<RevisionRecord[]> {
  const rows = (await connection.read(AFTER, { after, first }, deadlineAt)) as readonly unknown[] as Row[];
  return rows.map(([revision, at, because, by]) => ({
    revision,
    at,
    because: unescapedOrNull(because),
    by: unescapedOrNull(by),
  }));
}

type Row = readonly [revision: Revision, at: string, because: string | null, by: string | null];
