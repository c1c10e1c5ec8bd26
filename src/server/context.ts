import type { Inquiry } from '../inquiry.js';
import type { Actor } from '../model/actor.js';
import type { Store } from '../store/store.js';
import type { ChangeView } from '../views.js';
import type { RulingRecord } from '../watch/record.js';
import type { Watching } from '../watch/state.js';
import type { ChangesAsked } from '../watched.js';

/** What every resolver of one request shares. */
export interface RequestContext {
  /** The world as recorded at the revision that was newest when the request came. */
  readonly inquiry: Inquiry;
  /** Where mutations write. */
  readonly store: Store;
  readonly actor: Actor;
  /** Where rulings are put on record. */
  readonly record: RulingRecord;
  readonly watching: Watching;
  readonly webhooksMayBePrivate: boolean;
  /** Changes of watched verdicts as they come, after a cursor or from now on. */
  readonly heard: (asked: ChangesAsked, after?: string | null) => AsyncIterableIterator<ChangeView>;
  /** Answered as x-request-id, and in every line logged for the request. */
  readonly requestId: string;
  /** Answered as x-revision: a request that sends it back sees at least what this one saw and wrote. */
  readonly freshness: () => string;
}
