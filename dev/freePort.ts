import { createServer } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections: none of those may take it while its server is down for a
 * moment, nor may a client that tries to come back be connected to itself.
 */
const FROM = 20_000;
const TO = 32_000;

/** A TCP port of 127.0.0.1 that nobody listens on just now. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FROM + Math.floor(Math.random() * (TO - FROM));
    if (await isFree(port)) return port;
  }
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
