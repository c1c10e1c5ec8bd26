import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { IExecutableSchemaDefinition } from '@graphql-tools/schema';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { Failure } from '../errors.js';
import type { Config } from './config.js';
import { formatError, isBug, limitOf, requestFailure, UNAVAILABLE } from './failures.js';
import { costWithin } from './limits.js';
import type { Metrics } from './metrics.js';
import type { Outcome } from './outcome.js';
import type { Rates } from './rates.js';

export interface Requested {
  readonly requestId: string;
  /** Whose requests are counted together; left out by a contract that counts none. */
  readonly asker?: string;
  /** What the header x-revision answers, when the request is done; left out by a contract without revisions. */
  readonly freshness?: () => string;
  /** Filled in while the request is answered. */
  readonly outcome?: Outcome | null;
}

export type Contract<Context extends Requested> = Required<
  Pick<IExecutableSchemaDefinition<Context>, 'typeDefs' | 'resolvers'>
>;

/** Apollo Server for a schema: limits before anything is read, errors masked, nothing reported to anyone. */
export function createApollo<Context extends Requested>(
  schema: GraphQLSchema,
  config: Config,
  log: Logger,
  metrics: Metrics,
  rates: Rates,
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: config.introspection,
    hideSchemaDetailsFromClientErrors: !config.introspection,
    includeStacktraceInErrorResponses: false,
    formatError,
    parseOptions: { maxTokens: config.maxTokens },
    validationOptions: { maxErrors: 3 },
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    stringifyResult: (result) => within(config.maxAnswerBytes, JSON.stringify(result)),
    logger: log,
    plugins: [
      limited(config, rates),
      faultsSaid(log),
      freshnessSaid(),
      outcomeSaid(metrics),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

/** The text of an answer, or, where that is larger than may be, of an error that says so. */
function within(maxAnswerBytes: number, text: string): string {
  // No character has fewer bytes than UTF-16 units.
  const bytes = text.length > maxAnswerBytes ? text.length : Buffer.byteLength(text);
  if (bytes <= maxAnswerBytes) return text;
  const message = `The answer has ${bytes} bytes or more, the limit is ${maxAnswerBytes} (CONTROLGRAPH_MAX_ANSWER_BYTES). Ask for smaller pages or fewer fields.`;
  return JSON.stringify({ errors: [{ message, extensions: { code: 'LIMIT_EXCEEDED' } }] });
}

/** Every answer says what it cost; what would cost too much, or more than its asker may spend, is refused. */
function limited<Context extends Requested>(config: Config, rates: Rates): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      let cost: number | undefined;
      return {
        async didResolveOperation({ schema, document, operation, request, contextValue: { asker } }) {
          if (operation === undefined) return;
          cost = costWithin({ schema, document, operation, variables: request.variables ?? {} }, config);
          await rates.spend(asker ?? '', cost).catch((error: unknown) => {
            throw error instanceof Failure ? requestFailure(error) : error;
          });
        },
        async willSendResponse({ response }) {
          if (cost === undefined || response.body.kind !== 'single') return;
          const result = response.body.singleResult;
          result.extensions = { ...result.extensions, cost: { value: cost, limit: config.maxCost } };
        },
      };
    },
  };
}

/** Every answer says how fresh it is. */
function freshnessSaid<Context extends Requested>(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, contextValue }) {
          const token = contextValue.freshness?.();
          if (token !== undefined) response.http.headers.set('x-revision', token);
        },
      };
    },
  };
}

/** What was asked and what became of it, for whoever counts; limits that were met are counted here. */
function outcomeSaid<Context extends Requested>(metrics: Metrics): ApolloServerPlugin<Context> {
  return {
    async requestDidStart({ contextValue: { outcome } }) {
      return {
        async didResolveOperation({ operation }) {
          if (outcome && operation !== undefined) outcome.operation = operation.operation;
        },
        async didEncounterErrors({ errors }) {
          const limits = new Set(errors.map(limitOf));
          for (const limit of limits) if (limit !== null) metrics.limited(limit);
        },
        async willSendResponse({ response: { body } }) {
          if (!outcome || body.kind !== 'single') return;
          const [first] = body.singleResult.errors ?? [];
          outcome.code = first === undefined ? 'OK' : String(first.extensions?.code);
        },
      };
    },
  };
}

/** Bugs go to the log; what failed as a whole for want of data or time has status 503. */
function faultsSaid<Context extends Requested>(log: Logger): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue: { requestId } }) {
          for (const error of errors.filter(isBug))
            log.error({ requestId, err: error.originalError ?? error }, 'a request met a bug');
        },
        async willSendResponse({ response }) {
          if (response.body.kind !== 'single') return;
          const { data, errors } = response.body.singleResult;
          const nothing = Object.values(data ?? {}).every((value) => value === null);
          if (!nothing || !errors?.some(({ extensions }) => UNAVAILABLE.has(extensions?.code))) return;
          response.http.status = 503;
          response.http.headers.set('retry-after', '1');
        },
      };
    },
    async contextCreationDidFail({ error }) {
      // One that was refused has its line, with its code, like any other.
      if (error instanceof GraphQLError && !isBug(error)) return;
      log.error({ err: error }, 'a request could not begin');
    },
    async unexpectedErrorProcessingRequest({ error, requestContext: { contextValue } }) {
      log.error({ requestId: contextValue.requestId, err: error }, 'a request met a bug');
    },
  };
}
