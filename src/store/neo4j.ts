import { noOlderThan, parsedToken, type RecordedByRow, recordedBy, wholeMs } from './freshness.js';
import { type Connection, connect, type Neo4jSettings } from './neo4j/connection.js';
import { documents, keep } from './neo4j/documents.js';
import { late } from './neo4j/failures.js';
import { GATHER_NOBODY, gather } from './neo4j/gather.js';
import { alike } from './neo4j/names.js';
import { page } from './neo4j/page.js';
import { companiesIn, parties } from './neo4j/parties.js';
import { lists, products, productsOf } from './neo4j/products.js';
import { revisions } from './neo4j/revisions.js';
import { prepare } from './neo4j/schema.js';
import { whole } from './neo4j/whole.js';
import { write } from './neo4j/write.js';
import type { Store } from './store.js';

export type { Neo4jSettings } from './neo4j/connection.js';

/** Milliseconds that the first look at the database may take, indexes included. */
const PREPARE_MS = 90_000;
const NEWEST_MS = 10_000;
/** For so long a revision counts as the newest: it saves a round trip, and whoever sends a token sees no older one. */
const FRESH_MS = 20;

/**
 * The store in a Neo4j database, 5.26 or newer, of one server or a cluster. Several processes may write: one at a time,
 * in turn. An empty database is made ready; FAILED_PRECONDITION, in one line, when it can't be reached, holds something
 * else or was made by a newer program.
 */
export async function openNeo4j(settings: Neo4jSettings): Promise<Store> {
  const connection = connect(settings, GATHER_NOBODY);
  try {
    const deadlineAt = Date.now() + PREPARE_MS;
    await prepare(connection, settings, deadlineAt);
    // A server that has just started plans its first question for seconds: not while somebody waits.
    await connection.read(GATHER_NOBODY.text, GATHER_NOBODY.parameters, deadlineAt);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return storeOver(connection, settings);
}

function storeOver(connection: Connection, settings: Neo4jSettings): Store {
  /** The newest revision that this process has seen or written, and when it was the newest (of a clock that only goes on). */
  let seen = { revision: 0, at: Number.NEGATIVE_INFINITY };
  const noted = (revision: number, at: number): void => {
    if (revision >= seen.revision) seen = { revision, at: Math.max(at, seen.at) };
  };
  const newest = async (deadlineAt: number): Promise<number> => {
    const at = performance.now();
    const [row] = await connection.read(NEWEST, {}, deadlineAt);
    noted((row?.[0] as number | undefined) ?? 0, at);
    return (row?.[0] as number | undefined) ?? 0;
  };
  let lastWrite: Promise<unknown> = Promise.resolve();
  return {
    async revision(deadlineAt = Date.now() + NEWEST_MS, atLeast = null) {
      const wanted = Math.max(atLeast === null ? 0 : parsedToken(atLeast), seen.revision);
      if (wanted <= seen.revision && performance.now() - seen.at < FRESH_MS) return seen.revision;
      return noOlderThan(wanted, () => newest(deadlineAt), deadlineAt);
    },
    async revisionAt(instant, deadlineAt = Date.now() + NEWEST_MS) {
      let row: RecordedByRow = [null, 0, null];
      const look = async (): Promise<number> => {
        const rows = await connection.read(RECORDED_BY, { instant: wholeMs(instant) }, deadlineAt);
        row = (rows[0] as unknown as RecordedByRow | undefined) ?? row;
        return row[1];
      };
      await noOlderThan(seen.revision, look, deadlineAt);
      return recordedBy(row);
    },
    revisions: (after, first, deadlineAt) => revisions(connection, after, first, deadlineAt),
    parties: (keys, at) => parties(connection, keys, at),
    gather: (ids, direction, at, limits) => gather(connection, ids, direction, at, limits),
    whole: (at, pieceWithinMs) => whole(connection, at, pieceWithinMs),
    page: (ids, direction, at, first, after) => page(connection, ids, direction, at, first, after),
    products: (keys, at) => products(connection, keys, at),
    productsOf: (operators, at) => productsOf(connection, operators, at),
    alike: (ways, at, first) => alike(connection, ways, at, first),
    companiesIn: (codes, place, at, first, after) => companiesIn(connection, codes, place, at, first, after),
    lists: (at) => lists(connection, at),
    write: (changes, deadlineAt = Number.POSITIVE_INFINITY) => {
      // One at a time from here: those that wait for the lock in the database would each keep a connection.
      const written = lastWrite.then(async () => {
        if (Date.now() >= deadlineAt) throw late();
        const at = performance.now();
        const until = Math.min(deadlineAt, Date.now() + settings.writeMs);
        const done = await write(connection, changes, until, settings.retries);
        noted(done.revision, at);
        return done;
      });
      lastWrite = written.catch(() => {});
      return written;
    },
    documents: (asked, deadlineAt) => documents(connection, asked, deadlineAt),
    keep: (keeping, deadlineAt) =>
      keep(connection, keeping, Math.min(deadlineAt, Date.now() + settings.writeMs), settings.retries),
    ping: () => connection.ping(),
    close: () => connection.close(),
  };
}

const NEWEST = `MATCH (s:Controlgraph {name: 'controlgraph'}) RETURN s.published`;
const RECORDED_BY = `
  MATCH (s:Controlgraph {name: 'controlgraph'})
  RETURN COLLECT { MATCH (r:Revision) WHERE r.id >= 1 AND r.id <= s.published AND r.at > $instant RETURN min(r.id) }[0],
    s.published, COLLECT { MATCH (r:Revision {id: 1}) WHERE s.published >= 1 RETURN r.at }[0]`;
