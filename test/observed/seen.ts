import { Writable } from 'node:stream';
import pino, { type Logger } from 'pino';
import { rulebook } from '../../seed/rulebook.js';
import { seedStore } from '../../seed/seed.js';
import type { Config } from '../../src/server/config.js';
import type { Running } from '../../src/server/serve.js';
import { startServer } from '../../src/server/start.js';
import { openSqlite } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';
import { send } from '../http/tiny.js';

/** The service over the demo data, and what it says of itself. */
export interface Seen extends Running {
  readonly store: Store;
  /** Every line of the log so far, as text. */
  readonly lines: readonly string[];
  /** The value of each series by its name and labels, as Prometheus is told it. */
  series(): Promise<ReadonlyMap<string, number>>;
}

export async function serveSeen(config: Partial<Config> = {}): Promise<Seen> {
  const store = openSqlite(':memory:');
  await seedStore(store);
  const lines: string[] = [];
  const running = await startServer({
    store,
    rulebook: rulebook(),
    config: { port: 0, drainMs: 0, deadlineMs: 60_000, ...config },
    log: logInto(lines),
  });
  return {
    ...running,
    store,
    lines,
    stop: async () => {
      await running.stop();
      await store.close();
    },
    async series() {
      const { text } = await send(`${running.url}metrics`);
      const shown = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      return new Map(
        shown.map((line) => [
          line.slice(0, line.lastIndexOf(' ')).replace('controlgraph_', ''),
          Number(line.slice(line.lastIndexOf(' '))),
        ]),
      );
    },
  };
}

/** A log of everything, down to the finest. */
function logInto(lines: string[]): Logger {
  return pino(
    { level: 'trace' },
    new Writable({ write: (chunk, _, done) => done(void lines.push(...String(chunk).trim().split('\n'))) }),
  );
}
