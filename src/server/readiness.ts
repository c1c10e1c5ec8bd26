import { seedState } from '../../seed/seed.js';
import { Failure } from '../errors.js';
import type { Store } from '../store/store.js';
import type { Config } from './config.js';

/**
 * Whether the store can be asked: rejects with DATABASE_UNAVAILABLE when it does not answer, and with
 * FAILED_PRECONDITION when its tables are newer than this program knows, when the demo data is there by half, or when the
 * configuration wants it and it is not there. A list that was never loaded is no reason: its rulings say so themselves.
 */
export function readiness(store: Store, { seed }: Pick<Config, 'seed'>): () => Promise<void> {
  let seeded = false;
  return async () => {
    await store.ping();
    if (seeded) return;
    const state = await seedState(store);
    if (state === 'CUT_OFF' || (state === 'EMPTY' && seed === 'on'))
      throw new Failure('FAILED_PRECONDITION', 'The demo data is not there whole; it is being loaded, or was cut off.');
    // What is whole stays so; an empty store may be given its seed by somebody else at any time.
    seeded = state !== 'EMPTY';
  };
}
