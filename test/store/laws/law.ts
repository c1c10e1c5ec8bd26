import { expect, test } from '@jest/globals';
import type { Store } from '../../../src/store/store.js';
import type { Open } from '../statements.js';

/** A test with a store of its own. */
export function lawsOf(open: Open): (sentence: string, proof: (store: Store) => Promise<void>) => void {
  return (sentence, proof) => {
    test(sentence, async () => {
      const store = await open();
      try {
        await proof(store);
      } finally {
        await store.close();
      }
    });
  };
}

export function failure(code: string, message = /./): object {
  return expect.objectContaining({ name: 'Failure', code, message: expect.stringMatching(message) });
}
