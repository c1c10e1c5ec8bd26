import { noOlderThan, parsedToken, type RecordedByRow, recordedBy, wholeMs } from './freshness.js';
import { connect } from './sqlite/connection.js';
import { documents, keep } from './sqlite/documents.js';
import { gather } from './sqlite/gather.js';
import { alike } from './sqlite/names.js';
import { page } from './sqlite/page.js';
import { companiesIn, parties } from './sqlite/parties.js';
import { lists, products, productsOf } from './sqlite/products.js';
import { Reader } from './sqlite/reader.js';
import { revisions } from './sqlite/revisions.js';
import { whole } from './sqlite/whole.js';
import { write } from './sqlite/write.js';
import type { Store } from './store.js';

/**
 * The store in one durable SQLite file, or in `:memory:`. Several processes may have it open; one writes at a time.
 * Throws DATABASE_UNAVAILABLE, in one line, when the file can't be opened, isn't one of ours or is newer than this program.
 */
export function openSqlite(path: string): Store {
  const connection = connect(path);
  const reader = new Reader(connection);
  const newest = async (): Promise<number> => {
    const [id] = connection.get('SELECT ifnull(max(id), 0) FROM revision') as [number];
    return id;
  };
  return {
    revision: async (deadlineAt = Date.now(), atLeast = null) =>
      atLeast === null ? newest() : noOlderThan(parsedToken(atLeast), newest, deadlineAt),
    revisionAt: async (instant) =>
      recordedBy(connection.get(RECORDED_BY, [wholeMs(instant)]) as readonly unknown[] as RecordedByRow),
    revisions: async (after, first, deadlineAt) => revisions(reader, after, first, deadlineAt),
    parties: async (keys, at) => parties(reader, keys, at),
    gather: async (ids, direction, at, limits) => gather(reader, ids, direction, at, limits),
    whole: (at, pieceWithinMs) => whole(reader, at, pieceWithinMs),
    page: async (ids, direction, at, first, after) => page(reader, ids, direction, at, first, after),
    products: async (keys, at) => products(reader, keys, at),
    productsOf: async (operators, at) => productsOf(reader, operators, at),
    alike: async (ways, at, first) => alike(reader, ways, at, first),
    companiesIn: async (codes, place, at, first, after) => companiesIn(reader, codes, place, at, first, after),
    lists: async (at) => lists(reader, at),
    write: (changes, deadlineAt = Number.POSITIVE_INFINITY) => write(connection, changes, deadlineAt),
    documents: async (asked, deadlineAt) => documents(reader, asked, deadlineAt),
    keep: async (keeping, deadlineAt) => keep(connection, keeping, deadlineAt),
    ping: async () => void (await newest()),
    close: async () => connection.close(),
  };
}

const RECORDED_BY = `
  SELECT (SELECT id FROM revision WHERE at > ? ORDER BY id LIMIT 1), (SELECT ifnull(max(id), 0) FROM revision),
    (SELECT at FROM revision ORDER BY id LIMIT 1)`;
