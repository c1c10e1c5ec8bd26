import pino, { type Logger } from 'pino';
import { resolvers } from '../../resolvers/index.js';
import { Inquiry, type Rulebook } from '../inquiry.js';
import { dateOf } from '../model/date.js';
import type { Store } from '../store/store.js';
import { WholeGraphs } from '../wholeGraph.js';
import { type Config, readConfig } from './config.js';
import type { RequestContext } from './context.js';
import { schemaText } from './schema.js';
import { type Running, serve } from './serve.js';

export interface Started {
  readonly store: Store;
  readonly rulebook: Rulebook;
  /** What differs from the defaults. */
  readonly config?: Partial<Config>;
  readonly log?: Logger;
  /** Epoch milliseconds; today is reckoned from it. */
  readonly now?: () => number;
}

/** Serves the public schema over a store. The store is the caller's, who closes it after `stop`. */
export function startServer({
  store,
  rulebook,
  log = pino({ level: 'silent' }),
  now = Date.now,
  ...given
}: Started): Promise<Running> {
  const config = { ...readConfig({}), ...given.config };
  const graphs = new WholeGraphs(store);
  return serve<RequestContext>({
    contract: { typeDefs: schemaText(), resolvers },
    contextOf: async (requestId, deadlineAt, atLeast) => {
      let revision = await store.revision(deadlineAt, atLeast);
      const world = {
        asOf: dateOf(new Date(now())),
        revision,
        deadlineAt,
        unrecordedOwners: null,
        supposition: null,
        knownAt: null,
      };
      return {
        inquiry: new Inquiry(store, rulebook, config, world, graphs),
        store: {
          ...store,
          write: async (changes) => {
            const written = await store.write(changes, deadlineAt);
            revision = Math.max(revision, written.revision);
            return written;
          },
        },
        requestId,
        freshness: () => String(revision),
      };
    },
    ping: () => store.ping(),
    config,
    log,
  });
}
