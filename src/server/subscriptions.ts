import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  parse,
  specifiedRules,
  subscribe,
  validate,
} from 'graphql';
import { type Context as Connection, GRAPHQL_TRANSPORT_WS_PROTOCOL, type SubscribePayload } from 'graphql-ws';
import { useServer as answerOver, type Extra } from 'graphql-ws/use/ws';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import { badInput, Failure } from '../errors.js';
import type { Requested } from './apollo.js';
import type { Config } from './config.js';
import { formatError, isBug, requestFailure } from './failures.js';
import type { Parts } from './http.js';
import { costWithin } from './limits.js';
import type { Metrics } from './metrics.js';
import { refuseDeepText } from './nesting.js';
import type { Rates } from './rates.js';
import { type TrustedDocuments, trustedText } from './trustedDocuments.js';

const PATH = '/graphql';
/** Subscriptions of one connection. */
const MOST_OF_A_CONNECTION = 100;
const INIT_WITHIN_MS = 5_000;
const KEEP_ALIVE_MS = 12_000;
/** The code of graphql-transport-ws for a client that may not connect. */
const FORBIDDEN = 4403;
const UNAUTHENTICATED = 4401;

export interface SubscriptionParts<Context extends Requested> {
  readonly schema: GraphQLSchema;
  readonly contextOf: Parts<Context>['contextOf'];
  readonly config: Config;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly rates: Rates;
  readonly documents: TrustedDocuments | null;
  readonly now: () => number;
}

export interface Subscriptions {
  /** Closes every connection; clients come back to another process. */
  stop(): Promise<void>;
}

/**
 * Answers subscriptions over graphql-transport-ws beside the HTTP service, with its limits, its keys and its errors. Other
 * operations are refused: there is one way for each.
 */
export function serveSubscriptions<Context extends Requested>(
  server: Server,
  parts: SubscriptionParts<Context>,
): Subscriptions {
  const { config, log, metrics } = parts;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: config.maxBodyBytes,
    handleProtocols: (offered) => (offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false),
  });
  metrics.figure('websockets', 'WebSockets that are open.', () => sockets.clients.size);
  const served = answerOver<ConnectionParams>(
    {
      connectionInitWaitTimeout: INIT_WITHIN_MS,
      onConnect: (connection) => mayConnect(connection, parts),
      onSubscribe: (connection, _, payload) => asked(connection, payload, parts),
      execute,
      subscribe: async (args) => heardOut(await subscribe(args)),
      onError: (_, __, ___, errors) => said(errors, log),
      onNext: (_, __, ___, ____, { data = null, errors }) =>
        errors === undefined ? { data } : { data, errors: said(errors, log) },
      isProd: true,
    },
    sockets,
    KEEP_ALIVE_MS,
  );
  server.on('upgrade', (request, socket, head) => {
    const refusal = refusalOf(request, sockets.clients.size, config.maxSubscriptions);
    if (refusal !== null) {
      if (refusal.startsWith('503')) metrics.limited('websockets');
      return refuse(socket, refusal);
    }
    sockets.handleUpgrade(request, socket, head, (open) => sockets.emit('connection', open, request));
  });
  return {
    stop: async () => {
      await served.dispose();
      sockets.close();
    },
  };
}

type ConnectionParams = Record<string, unknown> | undefined;
type Connected = Connection<ConnectionParams, Extra>;

/** The status line that turns a connection away; null for one that may open. A browser's page of another origin may not. */
function refusalOf({ url, headers }: IncomingMessage, open: number, most: number): string | null {
  if (url?.split('?')[0] !== PATH) return '404 Not Found';
  const { origin, host } = headers;
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) return '403 Forbidden';
  return open >= most ? '503 Service Unavailable\r\nRetry-After: 1' : null;
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Who is not known is told so, with the close code 4401. */
async function mayConnect<Context extends Requested>(
  connection: Connected,
  parts: SubscriptionParts<Context>,
): Promise<boolean> {
  try {
    await contextOf(connection, parts);
    return true;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const code = error.code === 'UNAUTHENTICATED' ? UNAUTHENTICATED : FORBIDDEN;
    connection.extra.socket.close(code, error.message.slice(0, 120));
    return false;
  }
}

/** What is executed for a message, or why it is not. */
async function asked<Context extends Requested>(
  connection: Connected,
  payload: SubscribePayload,
  parts: SubscriptionParts<Context>,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { schema, config, rates } = parts;
  try {
    if (Object.keys(connection.subscriptions).length > MOST_OF_A_CONNECTION)
      throw new Failure('LIMIT_EXCEEDED', `A connection has at most ${MOST_OF_A_CONNECTION} subscriptions.`);
    const document = documentOf(payload, parts);
    const faults = faultsOf(document, parts);
    if (faults.length > 0) return faults;
    const operation = getOperationAST(document, payload.operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION)
      throw badInput('WebSockets answer subscriptions alone; send queries and mutations by POST.');
    const variables = payload.variables ?? {};
    const cost = costWithin({ schema, document, operation, variables }, config);
    const contextValue = await contextOf(connection, parts);
    await rates.spend(contextValue.asker ?? '', cost);
    return { schema, document, variableValues: variables, operationName: payload.operationName ?? null, contextValue };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    if (error instanceof Failure) return [requestFailure(error)];
    throw error;
  }
}

function documentOf<Context extends Requested>(
  payload: SubscribePayload,
  { documents, config }: SubscriptionParts<Context>,
): DocumentNode {
  const text = documents === null ? payload.query : trustedText(documents, payload);
  refuseDeepText(text, config.maxDepth);
  try {
    return parse(text, { maxTokens: config.maxTokens });
  } catch (error) {
    throw error instanceof GraphQLError ? coded(error, ApolloServerErrorCode.GRAPHQL_PARSE_FAILED) : error;
  }
}

function faultsOf<Context extends Requested>(
  document: DocumentNode,
  { schema, config: { introspection } }: SubscriptionParts<Context>,
): readonly GraphQLError[] {
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const faults = validate(schema, document, rules, { maxErrors: 3, hideSuggestions: !introspection });
  return faults.map((fault) => coded(fault, ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED));
}

function coded({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  const place = { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null };
  return new GraphQLError(message, { ...place, extensions: { code } });
}

/** The request of a subscription: a key may come with the connection's header, or, from a browser, in its first message. */
function contextOf<Context extends Requested>(
  { connectionParams, extra: { request } }: Connected,
  { contextOf: of, config, now }: SubscriptionParts<Context>,
): Promise<Context> {
  const said = connectionParams?.authorization;
  return of({
    requestId: randomUUID(),
    deadlineAt: now() + config.deadlineMs,
    atLeast: null,
    authorization: request.headers.authorization ?? (typeof said === 'string' ? said : null),
    address: request.socket.remoteAddress ?? '',
  });
}

/** The results of a subscription; a failure ends them with a last result that says why. */
async function heardOut(
  results: AsyncGenerator<ExecutionResult, void, void> | ExecutionResult,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  if (!(Symbol.asyncIterator in results)) return results;
  let isOver = false;
  const heard: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      if (isOver) return { done: true, value: undefined };
      try {
        return await results.next();
      } catch (error) {
        isOver = true;
        const last = error instanceof Failure ? requestFailure(error) : asError(error);
        return { done: false, value: { errors: [last] } };
      }
    },
    return: async () => results.return() as Promise<IteratorReturnResult<undefined>>,
    [Symbol.asyncIterator]: () => heard,
  };
  return heard;
}

function asError(error: unknown): GraphQLError {
  return error instanceof GraphQLError
    ? error
    : new GraphQLError('a subscription met a bug', { originalError: error as Error });
}

/** As a client may see them; bugs go to the log. */
function said(errors: readonly GraphQLError[], log: Logger): readonly GraphQLFormattedError[] {
  for (const error of errors.filter(isBug))
    log.error({ err: error.originalError ?? error }, 'a subscription met a bug');
  return errors.map((error) => formatError(error.toJSON(), error));
}
