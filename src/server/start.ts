import pino, { type Logger } from 'pino';
import { resolvers } from '../../resolvers/index.js';
import type { Resolvers, RulingResolvers } from '../../resolvers/types.js';
import { Inquiry, type Rulebook } from '../inquiry.js';
import { OWN_ROLE, type Role } from '../model/actor.js';
import { type DateString, dateOf } from '../model/date.js';
import type { Revision } from '../model/statement.js';
import type { Store } from '../store/store.js';
import { Newest } from '../watch/newest.js';
import { RulingRecord } from '../watch/record.js';
import type { Watching } from '../watch/state.js';
import { digestOfRulebook, heard, judging } from '../watched.js';
import { WholeGraphs } from '../wholeGraph.js';
import type { Requested } from './apollo.js';
import { identification } from './auth/identification.js';
import { type Config, readConfig } from './config.js';
import type { RequestContext } from './context.js';
import type { Asked } from './http.js';
import { createMetrics, type Metrics } from './metrics.js';
import { observedStore } from './observedStore.js';
import { readiness } from './readiness.js';
import { schemaText } from './schema.js';
import { type Running, serve } from './serve.js';
import { runWatching } from './watchRunner.js';

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

/** Serves the public schema over a store, and watches verdicts. The store is the caller's, who closes it after `stop`. */
export async function startServer({
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
  const record = new RulingRecord(store, now);
  const newest = new Newest();
  const inquiryAt = (asOf: DateString, revision: Revision, deadlineAt: number, role: Role): Inquiry => {
    const world = { asOf, revision, deadlineAt, unrecordedOwners: null, supposition: null, knownAt: null };
    return new Inquiry(store, rulebook, { ...config, role }, world, graphs);
  };
  const watching: Watching = {
    store,
    judge: judging((at, deadlineAt) => inquiryAt(at.day, at.revision, deadlineAt, OWN_ROLE)),
    rules: { digest: digestOfRulebook(rulebook), since: new Date(now()).toISOString() },
    now,
    limits: config,
  };
  const contextOf = async (asked: Asked): Promise<RequestContext & Requested> => {
    const { requestId, deadlineAt, atLeast, authorization, address } = asked;
    const actor = await identify(authorization, deadlineAt);
    let revision = await store.revision(deadlineAt, atLeast);
    const fresh = async (): Promise<Inquiry> =>
      (await contextOf({ ...asked, deadlineAt: now() + config.deadlineMs })).inquiry;
    return {
      inquiry: inquiryAt(dateOf(new Date(now())), revision, deadlineAt, actor.role),
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
      record,
      watching,
      webhooksMayBePrivate: config.webhookPrivate,
      heard: (wanted, after) => heard(fresh, newest, wanted, after),
      // Names are of keys and tokens; addresses of those who were not asked.
      asker: actor.name === null ? `address ${address}` : `name ${actor.name}`,
      freshness: () => String(revision),
    };
  };
  const running = await serve<RequestContext & Requested>({
    contract: { typeDefs: schemaText(), resolvers: countingVerdicts(rulebook, metrics) },
    contextOf,
    ping: readiness(given.store, config),
    config,
    log,
    metrics,
  });
  const runner = runWatching(watching, newest, config, log, metrics);
  let stopped: Promise<void> | undefined;
  return {
    url: running.url,
    stop: () => {
      stopped ??= Promise.all([runner.stop(), running.stop()]).then(() => undefined);
      return stopped;
    },
  };
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
