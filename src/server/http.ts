import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { GraphQLError } from 'graphql';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { Failure } from '../errors.js';
import type { Requested } from './apollo.js';
import type { Config } from './config.js';
import { MASKED, requestFailure } from './failures.js';
import type { Health } from './health.js';
import { refuseDeepText } from './nesting.js';
import { pages } from './pages.js';
import { answerError, deadlineOf, identified, requestIdOf } from './request.js';

export interface Parts<Context extends Requested> {
  readonly apollo: ApolloServer<Context>;
  /** What the resolvers of one request share; `atLeast` is the header x-revision. A `Failure` here fails the request. */
  readonly contextOf: (requestId: string, deadlineAt: number, atLeast: string | null) => Promise<Context>;
  readonly health: Health;
  readonly config: Config;
  readonly log: Logger;
  readonly now: () => number;
}

/** The routes of the service. Every answer bears x-request-id; every error is JSON with a code. */
export function createApp<Context extends Requested>({
  apollo,
  contextOf,
  health,
  config,
  log,
  now,
}: Parts<Context>): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(identified(log), secured, health.leaving);
  app.get('/healthz', health.alive);
  app.get('/readyz', health.ready);
  app.use(
    '/graphql',
    jsonOnly,
    express.json({ limit: config.maxBodyBytes }),
    shallow(config.maxDepth),
    expressMiddleware(apollo, {
      context: async ({ req, res }) => {
        try {
          const deadlineAt = deadlineOf(req, config.deadlineMs, now());
          return await contextOf(requestIdOf(res), deadlineAt, req.get('x-revision') ?? null);
        } catch (error) {
          throw error instanceof Failure ? requestFailure(error) : error;
        }
      },
    }),
  );
  app.use(pages());
  app.use((request, response) => {
    answerError(
      response,
      404,
      'NOT_FOUND',
      `There is no ${request.method} here. GraphQL is at /graphql, a page to ask it from at /playground.`,
    );
  });
  app.use(failed(log));
  return app;
}

/** Pages load from this origin alone, and nothing may frame them. */
const secured = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'"],
      'connect-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    },
  },
});

/** A body of another type would reach Apollo as no body at all. */
const jsonOnly: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST' || request.is('application/json') === 'application/json') return next();
  answerError(response, 415, 'BAD_USER_INPUT', 'POST to /graphql expects content-type application/json.');
};

/** Text that nests too deep is refused before the parser, which is recursive, meets it. */
function shallow(maxDepth: number): RequestHandler {
  return (request, response, next) => {
    const query: unknown = request.method === 'POST' ? request.body?.query : request.query.query;
    try {
      if (typeof query === 'string') refuseDeepText(query, maxDepth);
      next();
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      answerError(response, 400, String(error.extensions.code), error.message);
    }
  };
}

/** What the reading of a body met; anything else is a bug, logged and masked. */
function failed(log: Logger): ErrorRequestHandler {
  return (error: { type?: string; status?: number; limit?: number }, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = error.status ?? 500;
    if (error.type === 'entity.parse.failed') return answerError(response, 400, 'BAD_REQUEST', 'The body is not JSON.');
    if (status === 413)
      return answerError(response, 413, 'LIMIT_EXCEEDED', `The body is larger than ${error.limit} bytes, the limit.`);
    if (status === 415)
      return answerError(
        response,
        415,
        'BAD_USER_INPUT',
        'The body is expected in UTF-8, plain or compressed by gzip, deflate or br.',
      );
    if (status >= 400 && status < 500)
      return answerError(response, status, 'BAD_REQUEST', 'The request could not be read.');
    log.error({ requestId: requestIdOf(response), err: error }, 'a request met a bug');
    answerError(response, 500, 'INTERNAL_SERVER_ERROR', MASKED);
  };
}
