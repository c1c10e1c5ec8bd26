import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { Failure } from '../errors.js';

const PING_LIMIT_MS = 700;

export interface Health {
  /** 200 as long as the process answers. */
  readonly alive: RequestHandler;
  /** 200 when the data could be asked just now; 503 with why when not, or not within 700 ms, and while the service stops. */
  readonly ready: RequestHandler;
  /** While the service stops, tells clients to come back on another connection. */
  readonly leaving: RequestHandler;
  /** From now on not ready. */
  leave(): void;
}

/** `ping` rejects when the data cannot be asked. The log is told when that changes, not each time. */
export function createHealth(ping: () => Promise<void>, log: Logger): Health {
  let stopping = false;
  let before: string | null = null;
  const noted = (fault: string | null, error: unknown): void => {
    if (fault !== null && before === null) log.warn({ err: error }, 'not ready');
    if (fault === null && before !== null) log.warn('ready again');
    before = fault;
  };
  /** The code of what stands in the way; null when nothing does. */
  const faultNow = async (): Promise<string | null> => {
    try {
      await inTime(ping());
      noted(null, null);
      return null;
    } catch (error) {
      const code = error instanceof Failure ? error.code : 'DATABASE_UNAVAILABLE';
      noted(code, error);
      return code;
    }
  };
  return {
    alive: (_request, response) => {
      response.json({ status: 'alive' });
    },
    ready: async (_request, response) => {
      const code = stopping ? null : await faultNow();
      const status = stopping ? 'stopping' : code === null ? 'ready' : 'unavailable';
      response.status(status === 'ready' ? 200 : 503).json({ status, ...(code !== null && { code }) });
    },
    leaving: (_request, response, next) => {
      if (stopping) response.setHeader('connection', 'close');
      next();
    },
    leave: () => {
      stopping = true;
    },
  };
}

async function inTime(pinged: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const failure = new Failure('DEADLINE_EXCEEDED', `The store did not answer within ${PING_LIMIT_MS} ms.`);
    timer = setTimeout(() => reject(failure), PING_LIMIT_MS);
  });
  return Promise.race([pinged, late]).finally(() => clearTimeout(timer));
}
