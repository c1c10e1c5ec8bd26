import { rulebook } from '../../seed/rulebook.js';
import { seedStore } from '../../seed/seed.js';
import { startServer } from '../../src/server/start.js';
import { builtPages } from '../../web/build.js';
import { emptyStore } from '../asking.js';

/** Any day will do: what the demo says of it stays. */
export const TODAY = '2026-11-22';

/** The service over the demo data, as `npm start` has it. */
export async function serveDemo(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  await builtPages();
  const store = await emptyStore();
  await seedStore(store);
  const running = await startServer({
    store,
    rulebook: rulebook(),
    config: { port: 0, drainMs: 0, deadlineMs: 60_000 },
    now: () => Date.parse(`${TODAY}T12:00:00Z`),
  });
  return {
    url: running.url,
    stop: async () => {
      await running.stop();
      await store.close();
    },
  };
}
