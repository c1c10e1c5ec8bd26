/** Failures a caller can act on. Everything else is a bug: logged, masked, INTERNAL_SERVER_ERROR. */
export type FailureCode =
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'DATABASE_UNAVAILABLE'
  | 'DEADLINE_EXCEEDED'
  | 'FAILED_PRECONDITION'
  | 'FORBIDDEN'
  | 'LIMIT_EXCEEDED'
  | 'OVERLOADED'
  | 'RATE_LIMITED'
  | 'UNAUTHENTICATED';

/** A failure with a stable code, and a message that says what was expected, what came and the way out. */
export class Failure extends Error {
  override readonly name = 'Failure';
  /** For LIMIT_EXCEEDED, which limit: a short name of ours, by which it is counted; null where it has none. */
  readonly limit: string | null;
  constructor(
    readonly code: FailureCode,
    message: string,
    { limit = null, ...options }: ErrorOptions & { readonly limit?: string | null } = {},
  ) {
    super(message, options);
    this.limit = limit;
  }
}

/** The asker has spent what may be spent for now; how many seconds from now asking again will help. */
export class RateLimited extends Failure {
  constructor(
    readonly retryAfterS: number,
    message: string,
  ) {
    super('RATE_LIMITED', message, { limit: 'rate' });
  }
}

/** A write names parties that are not recorded; `ids` are all of them, so that the rest can be written without. */
export class UnknownParties extends Failure {
  constructor(
    readonly ids: readonly string[],
    message: string,
  ) {
    super('BAD_USER_INPUT', message);
  }
}

export function badInput(message: string): Failure {
  return new Failure('BAD_USER_INPUT', message);
}

/** For the default of a switch over a union: the compiler refuses a case that was forgotten. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
