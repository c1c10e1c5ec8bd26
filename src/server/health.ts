import type { RequestHandler } from 'express';

const PING_LIMIT_MS = 700;

export interface Health {
  /** 200 as long as the process answers. */
  readonly alive: RequestHandler;
  /** 200 when the store answered a ping just now; 503 when it did not within 700 ms, and while the service stops. */
  readonly ready: RequestHandler;
  /** While the service stops, tells clients to come back on another connection. */
  readonly leaving: RequestHandler;
  /** From now on not ready. */
  leave(): void;
}

export function createHealth(ping: () => Promise<void>): Health {
  let stopping = false;
  return {
    alive: (_request, response) => {
      response.json({ status: 'alive' });
    },
    ready: async (_request, response) => {
      const status = stopping ? 'stopping' : (await answers(ping)) ? 'ready' : 'unavailable';
      response.status(status === 'ready' ? 200 : 503).json({ status });
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

async function answers(ping: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PING_LIMIT_MS);
  });
  const pinged = ping().then(
    () => true,
    () => false,
  );
  return Promise.race([pinged, late]).finally(() => clearTimeout(timer));
}
