import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { Logger } from 'pino';
import { Failure } from '../errors.js';
import { type Contract, createApollo, type Requested } from './apollo.js';
import type { Config } from './config.js';
import { createHealth } from './health.js';
import { createApp, type Parts } from './http.js';
import { createMetrics, type Metrics } from './metrics.js';
import { createRates } from './rates.js';
import { serveSubscriptions } from './subscriptions.js';
import { readTrustedDocuments } from './trustedDocuments.js';

export interface Served<Context extends Requested> {
  readonly contract: Contract<Context>;
  readonly contextOf: Parts<Context>['contextOf'];
  /** Rejects when the data can't be reached. */
  readonly ping: () => Promise<void>;
  readonly config: Config;
  readonly log: Logger;
  readonly metrics?: Metrics;
  readonly now?: () => number;
}

export interface Running {
  /** Where it answers, with a slash at the end. */
  readonly url: string;
  /**
   * Says "not ready", waits for `drainMs`, takes no more connections and resolves when every request that was under way
   * is answered, at the latest after the deadline of the last one. A second call waits for the first.
   */
  stop(): Promise<void>;
}

/** Serves a contract over HTTP. FAILED_PRECONDITION when the address cannot be had. */
export async function serve<Context extends Requested>(served: Served<Context>): Promise<Running> {
  const { contract, config, log, metrics = createMetrics() } = served;
  const health = createHealth(served.ping, log);
  const documents = readTrustedDocuments(config.trustedDocuments);
  const rates = createRates(config);
  const schema = makeExecutableSchema(contract);
  const apollo = createApollo<Context>(schema, config, log, metrics, rates);
  await apollo.start();
  const parts = { now: Date.now, ...served, metrics, documents };
  const server = createServer(createApp({ ...parts, apollo, health }));
  const subscriptions = serveSubscriptions(server, { ...parts, schema, rates });
  await listen(server, config).catch(async (error: unknown) => {
    await Promise.all([apollo.stop(), rates.close()]);
    throw error;
  });
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    health.leave();
    await pause(config.drainMs);
    await subscriptions.stop();
    await close(server, config.deadlineMs);
    await Promise.all([apollo.stop(), rates.close()]);
  };
  return {
    url: urlOf(server.address() as AddressInfo),
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Failure('FAILED_PRECONDITION', whyNot(error, port, host))),
    );
    server.listen(port, host, resolve);
  });
}

function whyNot({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  if (code === 'EADDRINUSE')
    return `PORT: ${port} on ${host} is taken by another program; stop that one, or set PORT to another.`;
  if (code === 'EACCES') return `PORT: this user may not listen on ${port}; set PORT to 1024 or more.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST: ${host} is no address of this machine; set HOST to one that is, such as 127.0.0.1.`;
  return `HOST, PORT: cannot listen on ${host}, port ${port}: ${message}.`;
}

function urlOf({ family, address, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** Idle connections close at once, busy ones when they have their answer; what has none by the deadline is cut. */
async function close(server: Server, deadlineMs: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), deadlineMs);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(cut);
}
