import { Failure } from '../../errors.js';

/** Marks that this side stopped waiting: the server said nothing in time. */
export class Silence extends Error {}

/** Marks what was under way on a driver that was given up: nobody would ever answer it. */
export class Replaced extends Error {}

/** What the driver throws: a code of its own or of the server (Neo.…), and a message. */
function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return error instanceof Error && error.name === 'Neo4jError' && typeof code === 'string' ? code : '';
}

/** Faults that may have passed when the same is asked again. */
const PASSING =
  /^(ServiceUnavailable|SessionExpired|ProtocolError|Neo\.TransientError\.|Neo\.ClientError\.Transaction\.Terminated|Neo\.ClientError\.Transaction\.InvalidBookmark|Neo\.DatabaseError\.|Neo\.ClientError\.Cluster\.NotALeader|Neo\.ClientError\.General\.ForbiddenOnReadOnlyDatabase)/;
const TOO_MUCH = /OutOfMemory|MemoryLimit|StackOverFlow/i;
const TOOK_TOO_LONG = /TransactionTimedOut|LockClientStopped|BookmarkTimeout/;
const SECURITY = /^Neo\.ClientError\.(Security|Database\.DatabaseNotFound)/;
const TOO_LONG_A_TEXT = /too large to index/i;

export function isRetriable(error: unknown): boolean {
  if (error instanceof Replaced) return true;
  const code = codeOf(error);
  return PASSING.test(code) && !TOO_MUCH.test(code) && !TOOK_TOO_LONG.test(code);
}

/** A `Failure` for what a caller can act on; anything else is a mistake in this room and comes back as it is. */
export function failureOf(error: unknown): unknown {
  if (error instanceof Failure) return error;
  if (error instanceof Silence) return late(error);
  if (error instanceof Replaced) return unavailable('the connection was given up', error);
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : '';
  if (code === '') return error;
  if (/acquisition timed out|pool/i.test(message) && code === 'N/A') return busy(error);
  if (TOO_MUCH.test(code)) return tooMuch(error);
  if (TOOK_TOO_LONG.test(code)) return late(error);
  if (TOO_LONG_A_TEXT.test(message)) return tooLong(error);
  if (SECURITY.test(code))
    return unavailable(
      'it no longer takes the user and password, refuses them a right, or has no such database',
      error,
    );
  if (isRetriable(error) || code === 'N/A') return unavailable('no connection to it stands', error);
  return error;
}

export function unavailable(why: string, cause: unknown): Failure {
  return new Failure('DATABASE_UNAVAILABLE', `The database does not answer: ${why}. Try again in a moment.`, { cause });
}

export function late(cause?: unknown): Failure {
  const message = "The store did not answer within the request's deadline; ask for less, or allow more time.";
  return new Failure('DEADLINE_EXCEEDED', message, { cause });
}

function busy(cause: unknown): Failure {
  const message =
    'Every connection to the database is in use; try again in a moment, or allow more (NEO4J_MAX_CONNECTIONS).';
  return new Failure('OVERLOADED', message, { cause });
}

function tooMuch(cause: unknown): Failure {
  const message = 'What was asked for is too large for the memory of the database; ask for fewer parties at once.';
  return new Failure('LIMIT_EXCEEDED', message, { cause, limit: 'store' });
}

function tooLong(cause: unknown): Failure {
  const message =
    'An id, an identifier or the id of a statement is longer than the 8,000 bytes that the database can index.';
  return new Failure('BAD_USER_INPUT', message, { cause });
}
