import { badInput } from './errors.js';
import type { Connection, Edge } from './views.js';

export const MOST_PER_PAGE = 1_000;

/** A cursor is opaque to callers: the key of a row, in base64url. */
export function cursorOf(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url');
}

export function keyOf(cursor: string | null | undefined): string | null {
  if (cursor == null) return null;
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (key === '' || cursorOf(key) !== cursor)
    throw badInput(`after: expected a cursor from an earlier page, came ${JSON.stringify(cursor.slice(0, 80))}.`);
  return key;
}

export function checkFirst(first: number): void {
  if (first < 1 || first > MOST_PER_PAGE) throw badInput(`first: expected 1 to ${MOST_PER_PAGE}, came ${first}.`);
}

/** A page out of rows that are all at hand, in their order; a cursor whose row is gone starts after where it would be. */
export function pageOf<T, E extends Edge<T>>(
  rows: readonly { readonly key: string; readonly edge: (cursor: string) => E }[],
  first: number,
  after: string | null | undefined,
  complete = true,
): Connection<T, E> {
  checkFirst(first);
  const key = keyOf(after);
  const found = key === null ? -1 : rows.findIndex((row) => row.key === key);
  if (key !== null && found === -1)
    throw badInput('after: the row this cursor points at is not in the list any more; start again without it.');
  const start = found + 1;
  const edges = rows.slice(start, start + first).map((row) => row.edge(cursorOf(row.key)));
  return connection(edges, start + first < rows.length, start > 0, rows.length, complete);
}

export function connection<T, E extends Edge<T>>(
  edges: readonly E[],
  hasNextPage: boolean,
  hasPreviousPage: boolean,
  /** A function where counting takes work: it is called only when the count is asked for. */
  count: number | (() => number),
  complete = true,
): Connection<T, E> {
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    get totalCount() {
      return typeof count === 'number' ? count : count();
    },
    complete,
  };
}
