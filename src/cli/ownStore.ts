import { readConfig } from '../server/config.js';
import { openedStore } from '../server/openedStore.js';
import type { Store } from '../store/store.js';

const ANSWER_WITHIN_MS = 60_000;

/** Works on the store that is named or configured, prints what comes of it, and closes the store. */
export async function withStore(
  { db }: { readonly db?: string },
  work: (store: Store, deadlineAt: number) => Promise<string>,
): Promise<void> {
  const store = await openedStore(readConfig(process.env), db);
  try {
    process.stdout.write(await work(store, Date.now() + ANSWER_WITHIN_MS));
  } finally {
    await store.close();
  }
}
