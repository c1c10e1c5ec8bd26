import { HeaderMap } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Failure, RateLimited } from '../errors.js';

/** Codes that leave the service as they are; whatever bears none of them is a bug and is masked. */
const SPOKEN: ReadonlySet<string> = new Set([
  'BAD_USER_INPUT',
  'CONFLICT',
  'DATABASE_UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'FAILED_PRECONDITION',
  'FORBIDDEN',
  'LIMIT_EXCEEDED',
  'NOT_FOUND',
  'OVERLOADED',
  'RATE_LIMITED',
  'UNAUTHENTICATED',
  ...Object.values(ApolloServerErrorCode).filter((code) => code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR),
]);

/** Failures that retrying may mend: the whole request is then answered with status 503. */
export const UNAVAILABLE: ReadonlySet<unknown> = new Set([
  'DATABASE_UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'FAILED_PRECONDITION',
  'OVERLOADED',
]);

const TOO_MANY_TOKENS = /contains more tha[nt] (\d+) tokens/;

/** What a client may see of an error: our own failures and GraphQL's, by code; of anything else only that it happened. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { message, locations, path } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const tokens = TOO_MANY_TOKENS.exec(message)?.[1];
  if (tokens !== undefined) {
    return {
      message: `This document has more than ${tokens} tokens, the limit. Send long inputs as variables: they do not count.`,
      extensions: { code: 'LIMIT_EXCEEDED' },
    };
  }
  const code = codeOf(error) ?? formatted.extensions?.code;
  if (typeof code === 'string' && SPOKEN.has(code)) return { message, ...place, extensions: { code } };
  return { message: MASKED, ...place, extensions: { code: ApolloServerErrorCode.INTERNAL_SERVER_ERROR } };
}

export const MASKED =
  'The service failed; this is a fault of its own, not of the request. Please report it with the request id.';

/** Whether the error is none that a caller can act on, so that it belongs in the log with all its details. */
export function isBug(error: GraphQLError): boolean {
  const code = codeOf(error) ?? error.extensions.code;
  return typeof code !== 'string' || !SPOKEN.has(code);
}

/** Which limit an error says was met, by its name; null for any other error. */
export function limitOf(error: GraphQLError): string | null {
  if (TOO_MANY_TOKENS.test(error.message)) return 'tokens';
  const code = codeOf(error) ?? error.extensions.code;
  if (code === 'DEADLINE_EXCEEDED') return 'deadline';
  if (code === 'OVERLOADED') return 'connections';
  const { originalError } = error;
  const limit = originalError instanceof Failure ? originalError.limit : error.extensions.limit;
  return code === 'LIMIT_EXCEEDED' && typeof limit === 'string' ? limit : null;
}

/** The code of the failure that an error wraps, however deep; undefined when there is none. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof Failure) return error.code;
  if (!(error instanceof GraphQLError)) return undefined;
  const inner = codeOf(error.originalError);
  if (inner !== undefined) return inner;
  return error.extensions.code === 'BAD_USER_INPUT' ? 'BAD_USER_INPUT' : undefined;
}

/** A failure before any resolver ran, with the status that the whole request is answered with. */
export function requestFailure(failure: Failure): GraphQLError {
  const { status, headers } = answerTo(failure);
  const http = { status, headers: new HeaderMap(headers) };
  return new GraphQLError(failure.message, { originalError: failure, extensions: { code: failure.code, http } });
}

function answerTo(failure: Failure): { readonly status: number; readonly headers: readonly [string, string][] } {
  if (failure instanceof RateLimited) return { status: 429, headers: [['retry-after', String(failure.retryAfterS)]] };
  if (failure.code === 'UNAUTHENTICATED') return { status: 401, headers: [['www-authenticate', 'Bearer']] };
  if (failure.code === 'FORBIDDEN') return { status: 403, headers: [] };
  if (UNAVAILABLE.has(failure.code)) return { status: 503, headers: [['retry-after', '1']] };
  return { status: 400, headers: [] };
}
