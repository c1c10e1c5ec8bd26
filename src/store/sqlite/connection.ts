import Database from 'libsql';
import { Failure } from '../../errors.js';
import { indexNames } from './names.js';
import { APPLICATION_ID, KEYS_SINCE, MIGRATIONS, SCHEMA, SCHEMA_VERSION } from './schema.js';

/** Numbers are bound as reals, bigints as integers: the same in every comparison, the latter faster over many rows. */
export type Cell = string | number | bigint | null;
export type Row = readonly Cell[];

/** One open file. Statements are prepared once and kept; rows come as arrays. */
export interface Connection {
  /** The first row. Parameters are numbers, null, or text without NUL: anything else goes in as JSON text. */
  get(sql: string, parameters?: readonly Cell[]): Row | undefined;
  all(sql: string, parameters?: readonly Cell[]): Row[];
  run(sql: string, parameters?: readonly Cell[]): void;
  /**
   * The lock of the file from before the work until its `commit` is carried out, or nothing is when it throws or has
   * no commit. Works of one connection wait for each other.
   */
  transaction<T>(work: () => Promise<{ readonly commit: (() => void) | null; readonly result: T }>): Promise<T>;
  close(): void;
}

/** How long a write waits for another process to finish its own. */
const WAIT_FOR_WRITER_MS = 10_000;
const RETRY_MS = 15;
const PAGE_CACHE_KIB = 131_072;
/** 64 MB: a page that many writes change goes from the log into the file once. */
const PAGES_BETWEEN_CHECKPOINTS = 16_384;

/** Rejects with DATABASE_UNAVAILABLE, in one line, when the file can't be opened, is damaged or isn't one of ours. */
export function connect(path: string): Connection {
  let database: Database.Database | null = null;
  try {
    database = new Database(path);
    database.exec('PRAGMA busy_timeout = 5000');
    prepareFile(database, path);
    // Readers meet a writer's lock for moments only; writers wait outside of SQLite, so that reads go on meanwhile.
    database.exec('PRAGMA busy_timeout = 250');
  } catch (error) {
    database?.close();
    if (error instanceof Failure) throw error;
    throw cannotOpen(path, reasonOf(error), error);
  }
  return connectionTo(database);
}

function prepareFile(database: Database.Database, path: string): void {
  const [version] = rowOf(database, 'PRAGMA user_version') as [number];
  const [application] = rowOf(database, 'PRAGMA application_id') as [number];
  const [tables] = rowOf(database, 'SELECT count(*) FROM sqlite_schema') as [number];
  if (tables > 0 && application !== APPLICATION_ID) throw cannotOpen(path, 'it holds the tables of another program');
  if (version > SCHEMA_VERSION) {
    throw cannotOpen(path, `it was made by a newer version (tables ${version}, this one knows ${SCHEMA_VERSION})`);
  }
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -${PAGE_CACHE_KIB};
    PRAGMA wal_autocheckpoint = ${PAGES_BETWEEN_CHECKPOINTS};
    BEGIN IMMEDIATE;`);
  try {
    // Asked again under the lock: two processes may open an empty file at once.
    const [made] = rowOf(database, 'PRAGMA user_version') as [number];
    if (made === 0) database.exec(SCHEMA);
    for (let older = made; older > 0 && older < SCHEMA_VERSION; older += 1) database.exec(MIGRATIONS[older] as string);
    if (made > 0 && made < KEYS_SINCE) indexNames(connectionTo(database));
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function rowOf(database: Database.Database, sql: string): unknown {
  return database.prepare(sql).raw().get();
}

function connectionTo(database: Database.Database): Connection {
  const statements = new Map<string, Database.Statement>();
  let open = true;
  let lastWork: Promise<unknown> = Promise.resolve();

  const prepared = (sql: string): Database.Statement => {
    if (!open) throw new Failure('DATABASE_UNAVAILABLE', 'The store has been closed.');
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql);
      if (statement.reader) statement.raw();
      statements.set(sql, statement);
    }
    return statement;
  };

  const locked = async <T>(work: () => Promise<{ commit: (() => void) | null; result: T }>): Promise<T> => {
    const waitUntil = Date.now() + WAIT_FOR_WRITER_MS;
    while (!begun(prepared('BEGIN IMMEDIATE'), waitUntil))
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    try {
      const { commit, result } = await work();
      commit?.();
      prepared(commit === null ? 'ROLLBACK' : 'COMMIT').run();
      return result;
    } catch (error) {
      if (open && database.inTransaction) database.exec('ROLLBACK');
      throw asFailure(error);
    }
  };

  return {
    get: (sql, parameters = []) => typed(() => prepared(sql).get(parameters) as Row | undefined),
    all: (sql, parameters = []) => typed(() => prepared(sql).all(parameters) as Row[]),
    run: (sql, parameters = []) => typed(() => void prepared(sql).run(parameters)),
    transaction(work) {
      const done = lastWork.then(() => locked(work));
      lastWork = done.catch(() => {});
      return done;
    },
    close() {
      if (!open) return;
      open = false;
      statements.clear();
      database.close();
    },
  };
}

/** False while another process writes, until it has done so for too long. */
function begun(statement: Database.Statement, waitUntil: number): boolean {
  try {
    statement.run();
    return true;
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_BUSY') && Date.now() < waitUntil) return false;
    throw asFailure(error);
  }
}

function typed<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asFailure(error);
  }
}

/** Troubles of the file or the machine; any other error of SQLite is a mistake in this room. */
const UNAVAILABLE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN|NOMEM|PERM|AUTH|PROTOCOL)/;

function asFailure(error: unknown): unknown {
  const code = codeOf(error);
  if (code === 'SQLITE_TOOBIG') return tooBig();
  if (!UNAVAILABLE.test(code)) return error;
  return new Failure('DATABASE_UNAVAILABLE', `The database file does not answer: ${reasonOf(error)}.`, {
    cause: error,
  });
}

export function tooBig(): Failure {
  return new Failure(
    'LIMIT_EXCEEDED',
    'What was asked for is too large for one answer; ask for fewer parties at once.',
    { limit: 'store' },
  );
}

function codeOf(error: unknown): string {
  return error instanceof Database.SqliteError ? String(error.code) : '';
}

/** libsql wraps the failure to open as `ConnectionFailed("…: 14")`, 14 being SQLite's "unable to open". */
function reasonOf(error: unknown): string {
  const message = String((error as { message?: unknown }).message ?? error);
  if (message.startsWith('ConnectionFailed')) return 'no such folder, not a file, or not permitted';
  return message.replace(/\s+/g, ' ');
}

function cannotOpen(path: string, reason: string, cause?: unknown): Failure {
  const message = `Cannot open the database ${JSON.stringify(path)}: ${reason}. Name a file that can be read and written, or a new one.`;
  return new Failure('DATABASE_UNAVAILABLE', message, cause === undefined ? {} : { cause });
}
