import pino, { type Logger } from 'pino';
import type { Requested } from '../../src/server/apollo.js';
import { type Config, readConfig } from '../../src/server/config.js';
import { type Running, type Served, serve } from '../../src/server/serve.js';

export interface TinyContext extends Requested {
  readonly deadlineAt: number;
}

export interface Tiny {
  readonly config?: Partial<Config>;
  readonly contextOf?: Served<TinyContext>['contextOf'];
  readonly ping?: () => Promise<void>;
  readonly fail?: () => unknown;
  readonly log?: Logger;
}

const NOW = 1_000_000;

/** A contract of a few lines, behind the same server, so that what is tested is the server. */
export function serveTiny({ config, contextOf, ping, fail, log }: Tiny = {}): Promise<Running> {
  return serve<TinyContext>({
    contract: {
      typeDefs: `
        type Query { greeting(name: String! = "you"): String failing: String strictlyFailing: String! deadlineAt: Float things(first: Int! = 25): [Thing!]! secretCodename: String }
        type Thing { id: ID! things(first: Int! = 25): [Thing!]! }
        type Mutation { touch: String }
      `,
      resolvers: {
        Query: {
          greeting: (_: unknown, { name }: { name: string }) => `Hello ${name}`,
          failing: () => fail?.(),
          strictlyFailing: () => fail?.(),
          deadlineAt: (_: unknown, __: unknown, context: TinyContext) => context.deadlineAt,
          things: () => [],
        },
        Mutation: { touch: () => 'touched' },
      },
    },
    contextOf: contextOf ?? (async ({ requestId, deadlineAt }) => ({ requestId, deadlineAt })),
    ping: ping ?? (async () => {}),
    config: { ...readConfig({}), port: 0, drainMs: 0, ...config },
    log: log ?? pino({ level: 'silent' }),
    now: () => NOW,
  });
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a body has the shape of its request, which a test writes beside it.
  readonly body: any;
}

export async function send(url: string, init: RequestInit = {}): Promise<Answered> {
  const response = await fetch(url, init);
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, text, body: json ? JSON.parse(text) : null };
}

export function ask(
  { url }: Running,
  query: unknown,
  headers: Record<string, string> = {},
  variables?: unknown,
): Promise<Answered> {
  return send(`${url}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
}

export { NOW };
