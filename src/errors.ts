/** Failures a caller can act on. Everything else is a bug: logged, masked, INTERNAL_SERVER_ERROR. */
export type FailureCode =
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'DATABASE_UNAVAILABLE'
  | 'DEADLINE_EXCEEDED'
  | 'LIMIT_EXCEEDED'
  | 'OVERLOADED'
  | 'FAILED_PRECONDITION';

/** A failure with a stable code, and a message that says what was expected, what came and the way out. */
export class Failure extends Error {
  override readonly name = 'Failure';
  constructor(
    readonly code: FailureCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
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
