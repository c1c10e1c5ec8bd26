import pino from 'pino';
import { rulebook } from '../../seed/rulebook.js';
import { builtPages } from '../../web/build.js';
import { Failure } from '../errors.js';
import { refuseClosedDoors } from './auth/identification.js';
import { readConfig } from './config.js';
import { createMetrics } from './metrics.js';
import { placeOf, seededStore } from './openedStore.js';
import { startServer } from './start.js';

const START_WITHIN_MS = 10_000;

/**
 * Serves until it is told to stop (Ctrl-C, SIGTERM), and resolves to the exit code: 0 when every request under way was
 * answered; 2 when it could not begin, with one line on standard error that says why and what to do.
 */
export async function run(env: Readonly<Record<string, string | undefined>>): Promise<number> {
  try {
    const config = readConfig(env);
    const log = pino({ level: config.logLevel }, pino.destination(2));
    const store = await seededStore(config);
    try {
      await refuseClosedDoors(store, config, Date.now() + START_WITHIN_MS);
      const isEmpty =
        (await store.revision()) === 0 ? ', which is empty (CONTROLGRAPH_SEED=on loads the demo data)' : '';
      // Beside the start, so that the first visitor does not wait; a fault is told to whoever asks for a page.
      builtPages().catch(() => undefined);
      const metrics = createMetrics({ ofProcess: true });
      const running = await startServer({ store, rulebook: rulebook(), config, log, metrics });
      console.log(
        `Controlgraph answers at ${running.url} (GraphQL at ${running.url}graphql, GraphiQL at ${running.url}playground); the data is in ${placeOf(config)}${isEmpty}. Ctrl-C stops it.`,
      );
      await told();
      await running.stop();
    } finally {
      await store.close();
    }
    return 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(error.message);
    return 2;
  }
}

/** Resolves at the first signal to stop; a second one ends the process at once, as is usual. */
function told(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
