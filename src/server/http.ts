import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { Failure } from '../errors.js';
import type { Requested } from './apollo.js';
import type { Config } from './config.js';
import { MASKED, requestFailure } from './failures.js';
import type { Health } from './health.js';
import type { Metrics } from './metrics.js';
import { refuseDeepText } from './nesting.js';
import { observed, outcomeOf } from './outcome.js';
import { pages } from './pages.js';
import { answerError, deadlineOf, identified, requestIdOf } from './request.js';
import { secured } from './security.js';
import { type TrustedDocuments, trusting } from './trustedDocuments.js';

export interface Parts<Context extends Requested> {
  readonly apollo: ApolloServer<Context>;
  /** What the resolvers of one request share. A `Failure` here fails the request. */
  readonly contextOf: (asked: Asked) => Promise<Context>;
  readonly health: Health;
  readonly config: Config;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly now: () => number;
  readonly documents: TrustedDocuments | null;
}

/** What is known of a request before its body is understood. */
export interface Asked {
  readonly requestId: string;
  /** Epoch milliseconds. */
  readonly deadlineAt: number;
  /** The header x-revision. */
  readonly atLeast: string | null;
  /** The header Authorization. */
  readonly authorization: string | null;
  /** The other end of the connection. */
  readonly address: string;
}

/** The routes of the service. Every answer bears x-request-id; every error is JSON with a code. */
export function createApp<Context extends Requested>({
  apollo,
  contextOf,
  health,
  config,
  log,
  metrics,
  now,
  documents,
}: Parts<Context>): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(identified(log), secured, health.leaving);
  app.get('/healthz', health.alive);
  app.get('/readyz', health.ready);
  if (config.metrics) app.get('/metrics', shown(metrics));
  app.use(
    '/graphql',
    observed(metrics),
    atOnce(config.maxInFlight, metrics),
    jsonOnly,
    express.json({ limit: config.maxBodyBytes }),
    trusting(documents),
    shallow(config.maxDepth, metrics),
    expressMiddleware(apollo, {
      context: async ({ req, res }) => {
        const outcome = outcomeOf(res);
        try {
          const asked = {
            requestId: requestIdOf(res),
            deadlineAt: deadlineOf(req, config.deadlineMs, now()),
            atLeast: req.get('x-revision') ?? null,
            authorization: req.get('authorization') ?? null,
            address: req.socket.remoteAddress ?? '',
          };
          return { ...(await contextOf(asked)), outcome };
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          if (outcome !== null) outcome.code = error.code;
          throw requestFailure(error);
        }
      },
    }),
  );
  app.use(pages(log));
  app.use((request, response) => {
    answerError(
      response,
      404,
      'NOT_FOUND',
      `There is no ${request.method} here. GraphQL is at /graphql, the explorer at /, the playground at /playground.`,
    );
  });
  app.use(failed(log, metrics));
  return app;
}

/** One more than may be answered at once is turned away at once, instead of waiting for all of them. */
function atOnce(most: number, metrics: Metrics): RequestHandler {
  let underWay = 0;
  return (_request, response, next) => {
    if (underWay >= most) {
      metrics.limited('in flight');
      response.setHeader('retry-after', '1');
      return answerError(response, 503, 'OVERLOADED', `${most} requests are being answered, the limit; try again.`);
    }
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
    });
    next();
  };
}

/** A body of another type would reach Apollo as no body at all. */
const jsonOnly: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST' || request.is('application/json') === 'application/json') return next();
  answerError(response, 415, 'BAD_USER_INPUT', 'POST to /graphql expects content-type application/json.');
};

function shown(metrics: Metrics): RequestHandler {
  return async (_request, response) => {
    response.setHeader('content-type', metrics.contentType);
    response.end(await metrics.text());
  };
}

/** Text that nests too deep is refused before the parser, which is recursive, meets it. */
function shallow(maxDepth: number, metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const query: unknown = request.method === 'POST' ? request.body?.query : request.query.query;
    try {
      if (typeof query === 'string') refuseDeepText(query, maxDepth);
      next();
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      metrics.limited('depth');
      answerError(response, 400, String(error.extensions.code), error.message);
    }
  };
}

/** What the reading of a body met; anything else is a bug, logged and masked. */
function failed(log: Logger, metrics: Metrics): ErrorRequestHandler {
  return (error: { type?: string; status?: number; limit?: number }, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = error.status ?? 500;
    if (error.type === 'entity.parse.failed') return answerError(response, 400, 'BAD_REQUEST', 'The body is not JSON.');
    if (status === 413) {
      metrics.limited('body');
      return answerError(response, 413, 'LIMIT_EXCEEDED', `The body is larger than ${error.limit} bytes, the limit.`);
    }
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
