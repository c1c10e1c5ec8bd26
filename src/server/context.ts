import type { Inquiry } from '../inquiry.js';
import type { Actor } from '../model/actor.js';
import type { Store } from '../store/store.js';

/** What every resolver of one request shares. */
export interface RequestContext {
  /** The world as recorded at the revision that was newest when the request came. */
  readonly inquiry: Inquiry;
  /** Where mutations write. */
  readonly store: Store;
  readonly actor: Actor;
  /** Answered as x-request-id, and in every line logged for the request. */
  readonly requestId: string;
  /** Answered as x-revision: a request that sends it back sees at least what this one saw and wrote. */
  readonly freshness: () => string;
}
