import pino, { type Logger } from 'pino';
import { resolvers } from '../../resolvers/index.js';
import type { Resolvers, RulingResolvers } from '../../resolvers/types.js';
import { Inquiry, type Rulebook } from '../inquiry.js';
import { dateOf } from '../model/date.js';
import type { Store } from '../store/store.js';
import { WholeGraphs } from '../wholeGraph.js';
import { identification } from './auth/identification.js';
import { type Config, readConfig } from './config.js';
import type { RequestContext } from './context.js';
import { createMetrics, type Metrics } from './metrics.js';
import { observedStore } from './observedStore.js';
import { readiness } from './readiness.js';
import { schemaText } from './schema.js';
import { type Running, serve } from './serve.js';

export interface Started {
  readonly store: Store;
  readonly rulebook: Rulebook;
  /** What differs from the defaults. */
  readonly config?: Partial<Config>;
  readonly log?: Logger;
  readonly metrics?: Metrics;
  /** Epoch milliseconds; today is reckoned from it. */
  readonly now?: () => number;
}

/** Serves the public schema over a store. The store is the caller's, who closes it after `stop`. */
export function startServer({
  rulebook,
  log = pino({ level: 'silent' }),
  metrics = createMetrics(),
  now = Date.now,
  ...given
}: Started): Promise<Running> {
  const config = { ...readConfig({}), ...given.config };
  const store = observedStore(given.store, metrics);
  const graphs = new WholeGraphs(store);
  const identify = identification(store, config, now);
  return serve<RequestContext>({
    contract: { typeDefs: schemaText(), resolvers: countingVerdicts(rulebook, metrics) },
    contextOf: async ({ requestId, deadlineAt, atLeast, authorization, address }) => {
      const actor = await identify(authorization, deadlineAt);
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
        inquiry: new Inquiry(store, rulebook, { ...config, role: actor.role }, world, graphs),
        store: {
          ...store,
          write: async (changes) => {
            const written = await store.write({ ...changes, by: actor.name }, deadlineAt);
            revision = Math.max(revision, written.revision);
            return written;
          },
        },
        requestId,
        actor,
        // Names are of keys and tokens; addresses of those who were not asked.
        asker: actor.name === null ? `address ${address}` : `name ${actor.name}`,
        freshness: () => String(revision),
      };
    },
    ping: readiness(given.store, config),
    config,
    log,
    metrics,
  });
}

/** The resolvers; every verdict that they answer is counted. A policy that a caller made up has no name there. */
function countingVerdicts({ policies }: Rulebook, metrics: Metrics): Resolvers {
  const known = new Set(policies.map(({ id }) => id));
  const verdict: RulingResolvers['verdict'] = ({ ruling: { policy, verdict } }) => {
    metrics.verdict(known.has(policy.id) ? policy.id : 'supposed', verdict);
    return verdict;
  };
  return { ...resolvers, Ruling: { ...resolvers.Ruling, verdict } };
}
