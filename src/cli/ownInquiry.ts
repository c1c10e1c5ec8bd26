import { Inquiry, type Rulebook, type World } from '../inquiry.js';
import { OWN_ROLE } from '../model/actor.js';
import type { Config } from '../server/config.js';
import type { Store } from '../store/store.js';

/** What a command asks a store of its own: the world as recorded at a revision, with nothing supposed. */
export function ownInquiry(
  store: Store,
  rules: Rulebook,
  config: Config,
  at: Pick<World, 'asOf' | 'revision' | 'deadlineAt'>,
): Inquiry {
  const world = { ...at, unrecordedOwners: null, supposition: null, knownAt: null };
  return new Inquiry(store, rules, { ...config, role: OWN_ROLE }, world);
}
