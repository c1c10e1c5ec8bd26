import { setMaxListeners } from 'node:events';
import neo4j, { type Driver, type Session, type Transaction } from 'neo4j-driver';
import { Failure } from '../../errors.js';
import { failureOf, isRetriable, late, Replaced, Silence, unavailable } from './failures.js';

export interface Neo4jSettings {
  /** neo4j://, neo4j+s://, neo4j+ssc://, bolt://, bolt+s:// or bolt+ssc://. */
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly maxConnections: number;
  /** Milliseconds until a connection must stand. */
  readonly connectMs: number;
  /** Milliseconds that a write may take, its wait for others included. */
  readonly writeMs: number;
  /** Times that a call is tried again after a fault that may pass. */
  readonly retries: number;
}

/** Integers come as numbers, lists as arrays; a text is escaped (`writing/text.ts`). */
export type Row = readonly unknown[];
export type Parameters = Readonly<Record<string, unknown>>;

/** Runs a text inside of one transaction. */
export type Run = (text: string, parameters?: Parameters) => Promise<Row[]>;

/**
 * The database as this store uses it. Every call ends by its deadline, whatever the network does: with an answer or with
 * a `Failure`. After a fault that retries did not get over, calls fail at once until the database answers again, which
 * is tried in the background.
 */
export interface Connection {
  /** One round trip to a reader. Stops with what came so far when `enough` says so. */
  read(text: string, parameters: Parameters, deadlineAt: number, enough?: Enough): Promise<Row[]>;
  /** One transaction on the writer: committed when the work gives `commit`, else undone. Not tried again here. */
  transaction<T>(work: (run: Run) => Promise<Outcome<T>>, deadlineAt: number): Promise<T>;
  /** Rejects with DATABASE_UNAVAILABLE unless the database answers within 700 ms. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Asked after every row; the rows so far begin anew when a read is tried again. */
export type Enough = (rows: readonly Row[]) => boolean;

export interface Question {
  readonly text: string;
  readonly parameters: Parameters;
}

export interface Outcome<T> {
  readonly commit: boolean;
  readonly result: T;
}

const PING_MS = 700;
const PING: Question = { text: 'RETURN 1', parameters: {} };
const PROBE_EVERY_MS = 600;
const PROBE_MS = 1_800;
const WARM_UP_MS = 3_000;
/** A server that is told to stop needs a moment to say so before this side stops waiting for it. */
const WORD_OF_THE_SERVER_MS = 100;
const RETRY_AFTER_MS = 50;

/** `warmUp` is asked when the database comes back, before anybody else asks: what is asked first of a new server is slow. */
export function connect(settings: Neo4jSettings, warmUp: Question = PING): Connection {
  const bookmarkManager = neo4j.bookmarkManager();
  let line = lineOf(settings);
  let closed = false;
  let probing: NodeJS.Timeout | null = null;
  let asking = false;
  /** Why calls fail at once; null while the database answers. */
  let down: Failure | null = null;

  const session = ({ driver }: Line, mode: 'READ' | 'WRITE'): Session =>
    driver.session({
      database: settings.database,
      defaultAccessMode: mode,
      bookmarkManager,
      // A row may carry all the interests of a hub: few rows are on their way at once.
      fetchSize: 100,
    });

  /** Calls fail at once from here on, until a probe is answered. */
  const trip = (why: Failure): void => {
    if (down !== null || closed) return;
    down = why;
    probing = setInterval(() => void probe(), PROBE_EVERY_MS);
    probing.unref();
  };

  /**
   * Asks by a new driver, as connections whose peer fell silent never come back; it takes the old one's place when it
   * answers. Probes overlap: one that began while the network was silent does not keep the next from seeing it healed,
   * and a server that has just started gets the time to plan what it will be asked first.
   */
  const probe = async (): Promise<void> => {
    const fresh = lineOf(settings);
    const isBack = await answered(fresh.pinger, PROBE_MS, PING).then(
      () => true,
      () => false,
    );
    if (!isBack || probing === null || closed) return fresh.giveUp();
    clearInterval(probing);
    probing = null;
    // Whatever comes of it: should the database be gone again, the next call finds out.
    await answered(fresh.driver, WARM_UP_MS, warmUp).catch(() => {});
    if (closed) return fresh.giveUp();
    line.giveUp();
    line = fresh;
    down = null;
  };

  const answered = async (of: Driver, withinMs: number, { text, parameters }: Question): Promise<void> => {
    // Without bookmarks: a server that has yet to catch up is there.
    const asked = of.session({ database: settings.database, defaultAccessMode: 'READ' });
    try {
      await within(withinMs, asked.run(text, packed(parameters)));
    } finally {
      void asked.close().catch(() => {});
    }
  };

  /** Whether it was slow once or is gone: a ping tells, while callers go on. */
  const suspect = (): void => {
    if (asking || closed || down !== null) return;
    asking = true;
    void pinged()
      .catch(() => {})
      .finally(() => {
        asking = false;
      });
  };

  /** A ping has a connection of its own: that all others are in use says nothing of the database. */
  const pinged = async (): Promise<void> => {
    const asked = line;
    try {
      await answered(asked.pinger, PING_MS, PING);
    } catch (error) {
      const failure = unavailable('it does not answer a ping', error);
      if (asked === line) trip(failure);
      throw failure;
    }
  };

  const refuseWhenDown = (): void => {
    if (closed) throw new Failure('DATABASE_UNAVAILABLE', 'The store has been closed.');
    if (down !== null) throw down;
  };

  const readOnce = async (text: string, parameters: Parameters, leftMs: number, enough: Enough): Promise<Row[]> => {
    const on = line;
    const asked = session(on, 'READ');
    try {
      return await within(leftMs, rowsOf(asked.run(text, packed(parameters), serverLimit(leftMs)), enough), on.givenUp);
    } finally {
      void asked.close().catch(() => {});
    }
  };

  return {
    async read(text, parameters, deadlineAt, enough = never) {
      for (let retry = 0; ; retry += 1) {
        refuseWhenDown();
        const leftMs = deadlineAt - Date.now();
        if (leftMs <= 0) throw late();
        try {
          return await readOnce(text, parameters, leftMs, enough);
        } catch (error) {
          if (error instanceof Silence) suspect();
          const failure = failureOf(error);
          if (!isRetriable(error)) throw failure;
          if (retry >= settings.retries || deadlineAt - Date.now() <= RETRY_AFTER_MS) {
            suspect();
            throw failure;
          }
          await pause(RETRY_AFTER_MS);
        }
      }
    },

    async transaction(work, deadlineAt) {
      refuseWhenDown();
      const on = line;
      const asked = session(on, 'WRITE');
      const leftMs = (): number => Math.max(1, deadlineAt - Date.now());
      try {
        const transaction = await within(leftMs(), asked.beginTransaction(serverLimit(leftMs())), on.givenUp);
        const { commit, result } = await work((text, parameters = {}) =>
          within(leftMs(), rowsOf(transaction.run(text, packed(parameters)), never), on.givenUp),
        ).catch(async (error: unknown) => {
          await undone(transaction);
          throw error;
        });
        if (commit) await within(leftMs(), transaction.commit(), on.givenUp);
        else await undone(transaction);
        return result;
      } catch (error) {
        if (error instanceof Silence || isRetriable(error)) suspect();
        throw failureOf(error);
      } finally {
        void asked.close().catch(() => {});
      }
    },

    async ping() {
      refuseWhenDown();
      await pinged();
    },

    async close() {
      if (closed) return;
      closed = true;
      clearInterval(probing ?? undefined);
      await within(PING_MS, Promise.all([line.driver.close(), line.pinger.close()])).catch(() => {});
    },
  };
}

/** A driver for what is asked, and one of a single connection for pings. */
interface Line {
  readonly driver: Driver;
  readonly pinger: Driver;
  /**
   * Aborted when the line is given up: a driver that is closed leaves what waits on it without an answer. No promise, as
   * one that is raced against keeps every answer for as long as itself.
   */
  readonly givenUp: AbortSignal;
  giveUp(): void;
}

function lineOf(settings: Neo4jSettings): Line {
  const [driver, pinger] = [driverOf(settings), driverOf({ ...settings, maxConnections: 1 })];
  const line = new AbortController();
  // As many wait on it as ask at once.
  setMaxListeners(0, line.signal);
  return {
    driver,
    pinger,
    givenUp: line.signal,
    giveUp: () => {
      line.abort(new Replaced('the connection was given up'));
      for (const each of [driver, pinger]) void each.close().catch(() => {});
    },
  };
}

function driverOf({ uri, user, password, maxConnections, connectMs }: Neo4jSettings): Driver {
  return neo4j.driver(uri, neo4j.auth.basic(user, password), {
    disableLosslessIntegers: true,
    maxConnectionPoolSize: maxConnections,
    connectionTimeout: connectMs,
    connectionAcquisitionTimeout: connectMs,
    userAgent: 'controlgraph',
    // What the planner remarks on a text is for us to read in the plan tests, not for the wire.
    notificationFilter: { minimumSeverityLevel: 'OFF' },
  });
}

/** A connection whose peer is silent hangs for ever, the server's own limit notwithstanding: the wait ends here. */
function within<T>(ms: number, answer: Promise<T>, givenUp: AbortSignal | null = null): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (): void => {
      clearTimeout(timer);
      givenUp?.removeEventListener('abort', replaced);
    };
    const fail = (why: unknown): void => {
      ended();
      reject(why);
    };
    const replaced = (): void => fail(givenUp?.reason);
    const timer = setTimeout(() => fail(new Silence('no answer in time')), ms);
    givenUp?.addEventListener('abort', replaced);
    answer.then((value) => {
      ended();
      resolve(value);
    }, fail);
    if (givenUp?.aborted) replaced();
  });
}

function serverLimit(leftMs: number): { timeout: ReturnType<typeof neo4j.int> } {
  return { timeout: neo4j.int(Math.max(1, Math.floor(leftMs - WORD_OF_THE_SERVER_MS))) };
}

/** Where it can't be said to the server any more, the server undoes it by itself. */
async function undone(transaction: Transaction): Promise<void> {
  await within(PING_MS, transaction.rollback()).catch(() => {});
}

function never(): boolean {
  return false;
}

interface Streamed extends AsyncIterable<{ readonly keys: readonly unknown[]; get(index: number): unknown }> {}

async function rowsOf(result: Streamed, enough: (rows: readonly Row[]) => boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const record of result) {
    rows.push(record.keys.map((_, index) => record.get(index)));
    // Leaving the loop tells the server to throw the rest away.
    if (enough(rows)) break;
  }
  return rows;
}

/** The driver takes a JavaScript number for a float; ours are integers. */
function packed(value: unknown): Record<string, unknown> {
  return packedValue(value) as Record<string, unknown>;
}

function packedValue(value: unknown): unknown {
  if (typeof value === 'number') return neo4j.int(value);
  if (Array.isArray(value)) return value.map(packedValue);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, packedValue(each)]));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
