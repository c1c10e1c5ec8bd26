import { ApolloServer, type ApolloServerOptionsWithTypeDefs, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import { formatError, isBug, UNAVAILABLE } from './failures.js';
import { costWithin } from './limits.js';

export interface Requested {
  readonly requestId: string;
  /** What the header x-revision answers, when the request is done; left out by a contract without revisions. */
  readonly freshness?: () => string;
}

export type Contract<Context extends Requested> = Required<
  Pick<ApolloServerOptionsWithTypeDefs<Context>, 'typeDefs' | 'resolvers'>
>;

/** Apollo Server for a contract: limits before anything is read, errors masked, nothing reported to anyone. */
export function createApollo<Context extends Requested>(
  contract: Contract<Context>,
  config: Config,
  log: Logger,
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    ...contract,
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
    stringifyResult: (result) => JSON.stringify(result),
    logger: log,
    plugins: [
      limited(config),
      faultsSaid(log),
      freshnessSaid(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

/** Every answer says what it cost; what would cost too much is refused. */
function limited<Context extends Requested>(config: Config): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      let cost: number | undefined;
      return {
        async didResolveOperation({ schema, document, operation, request }) {
          if (operation === undefined) return;
          cost = costWithin({ schema, document, operation, variables: request.variables ?? {} }, config);
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
      log.warn({ err: error }, 'a request could not begin');
    },
    async unexpectedErrorProcessingRequest({ error, requestContext: { contextValue } }) {
      log.error({ requestId: contextValue.requestId, err: error }, 'a request met a bug');
    },
  };
}
