import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { BACK_OFF } from '../watch/backOff.js';
import { advance } from '../watch/changes.js';
import { type Delivering, deadLetters, deliverDue, longestDue } from '../watch/deliveries.js';
import { age } from '../watch/erasure.js';
import { newestSequence } from '../watch/feed.js';
import type { Newest } from '../watch/newest.js';
import type { Watching } from '../watch/state.js';
import { post } from '../watch/webhook.js';
import type { Config } from './config.js';
import type { Metrics } from './metrics.js';

/** What one piece of work may take; nobody waits for it at a screen. */
const WITHIN_MS = 60_000;
const CALL_WITHIN_MS = 10_000;
const STOP_WITHIN_MS = 2_000;
const A_DAY_MS = 86_400_000;
const AGED_EVERY_MS = 3_600_000;

export interface WatchRunner {
  /** Begins nothing new, and waits a moment for what is under way. A call that is cut off comes back when its lease ends. */
  stop(): Promise<void>;
}

/**
 * Looks again and again for watched verdicts that changed, calls the webhooks that are due, and ages the record out.
 * Every process does; they share the work by what they keep. A fault is logged, and tried again at the next look.
 */
export function runWatching(
  watching: Watching,
  newest: Newest,
  { watchMs, webhookPrivate, recordDays }: Pick<Config, 'watchMs' | 'webhookPrivate' | 'recordDays'>,
  log: Logger,
  metrics: Metrics,
): WatchRunner {
  const { store, now } = watching;
  const stopping = new AbortController();
  const delivering: Delivering = {
    store,
    now,
    post: (webhook, message) =>
      post(webhook, message, { withinMs: CALL_WITHIN_MS, mayBePrivate: webhookPrivate, now: now() }),
    waits: BACK_OFF,
    chance: Math.random,
    told: (outcome) => metrics.called(outcome),
  };
  metrics.figure('webhook_lag_seconds', 'How long the webhook call that is due the longest has waited.', async () =>
    Math.max(0, (await longestDue(store, now(), Date.now() + WITHIN_MS)) / 1_000),
  );
  metrics.figure('webhook_dead_letters', 'Webhook calls that were given up, at most 1,000.', () =>
    deadLetters(store, 1_000, Date.now() + WITHIN_MS).then((dead) => dead.length),
  );
  /** Does a work until it says that nothing is left, then waits. */
  const again = async (what: string, everyMs: number, work: () => Promise<boolean>): Promise<void> => {
    let isFailing = false;
    while (!stopping.signal.aborted) {
      try {
        const isMore = await work();
        isFailing = false;
        if (isMore) continue;
      } catch (error) {
        // Said once, however long a store is away.
        if (!isFailing) log.error({ err: error }, `${what} met a fault, and is tried again`);
        isFailing = true;
      }
      await wait(everyMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  };
  const works = [
    again('watching', watchMs, async () => {
      const isMoved = (await advance(watching, Date.now() + WITHIN_MS)) === 'MOVED';
      newest.found(await newestSequence(store, Date.now() + WITHIN_MS));
      return isMoved;
    }),
    again('calling webhooks', watchMs, async () => (await deliverDue(delivering, Date.now() + WITHIN_MS)) > 0),
    ...(recordDays === 0
      ? []
      : [
          again('ageing the record', AGED_EVERY_MS, async () => {
            await age(store, now() - recordDays * A_DAY_MS, now);
            return false;
          }),
        ]),
  ];
  return {
    stop: async () => {
      stopping.abort();
      await Promise.race([Promise.all(works), wait(STOP_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}
