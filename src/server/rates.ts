import { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { Failure, RateLimited } from '../errors.js';
import type { Config } from './config.js';

const MINUTE_S = 60;
const REDIS_MS = 500;

export interface Rates {
  /** Takes the cost of a request from what its asker may spend in a minute. RATE_LIMITED when it isn't there. */
  spend(asker: string, cost: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * What each asker may spend in a minute, counted by this process, or by all that share a Redis. While that can't be
 * reached each process counts for itself: nobody is turned away for it, and nobody is let go unbounded.
 */
export function createRates({ maxCostPerMinute, rateRedis, maxCost }: Config): Rates {
  if (maxCostPerMinute === 0) return { spend: async () => {}, close: async () => {} };
  const bounds = { points: maxCostPerMinute, duration: MINUTE_S, keyPrefix: 'controlgraph' };
  const own = new RateLimiterMemory(bounds);
  const redis = rateRedis === '' ? null : connected(rateRedis);
  const counted: RateLimiterAbstract =
    redis === null ? own : new RateLimiterRedis({ ...bounds, storeClient: redis, insuranceLimiter: own });
  return {
    spend: async (asker, cost) => {
      if (cost > maxCostPerMinute) throw never(cost, maxCostPerMinute, maxCost);
      try {
        await counted.consume(asker, cost);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
        throw new RateLimited(
          seconds,
          `This request costs ${cost}; with it ${error.consumedPoints} would be spent in this minute, the limit is ${maxCostPerMinute} (CONTROLGRAPH_MAX_COST_PER_MINUTE). Ask again in ${seconds} s.`,
        );
      }
    },
    close: async () => redis?.disconnect(),
  };
}

function connected(address: string): Redis {
  const redis = new Redis(address, { commandTimeout: REDIS_MS, maxRetriesPerRequest: 0, enableOfflineQueue: false });
  // Each command says so where it matters; without a listener the process would end.
  redis.on('error', () => {});
  return redis;
}

function never(cost: number, limit: number, maxCost: number): Failure {
  return new Failure(
    'LIMIT_EXCEEDED',
    `This request costs ${cost}, more than the ${limit} that may be spent in a minute; one request may cost ${Math.min(limit, maxCost)}.`,
    { limit: 'rate' },
  );
}
