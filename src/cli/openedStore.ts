import { seedStore } from '../../seed/seed.js';
import { readConfig } from '../server/config.js';
import { openSqlite } from '../store/sqlite.js';
import type { Store } from '../store/store.js';

/** The store of the settings, or the one named; one that holds nothing is given the demo data first. */
export async function openedStore(path = readConfig(process.env).db): Promise<Store> {
  const store = openSqlite(path);
  if ((await store.revision()) === 0) {
    process.stderr.write('The store is empty: loading the demo data …\n');
    await seedStore(store);
  }
  return store;
}
