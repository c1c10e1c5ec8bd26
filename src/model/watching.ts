import type { PartyId } from './party.js';
import type { Verdict } from './ruling.js';
import type { Revision } from './statement.js';

/** What made a verdict another one: what is recorded, a rule, who is one party, or a day that began. */
export const CAUSES = ['DATA', 'POLICY', 'MERGE', 'TIME'] as const;
export type Cause = (typeof CAUSES)[number];

/** A verdict on a watched party that became another one. Never altered, and never taken away. */
export interface Change {
  /** 1 for the first, then without a gap: its cursor. */
  readonly sequence: number;
  /** When it was found, RFC 3339. */
  readonly at: string;
  readonly party: PartyId;
  /** Its name then. */
  readonly name: string;
  readonly policy: string;
  readonly before: Verdict;
  readonly after: Verdict;
  readonly cause: Cause;
  /** What made the difference, in a sentence. */
  readonly detail: string;
  /** A revision that knows the party, also where newer ones don't. */
  readonly known: Revision;
  /** Bare ids of the watch lists that had it. */
  readonly lists: readonly string[];
}

/** Parties whose verdicts under some policies are watched. */
export interface WatchList {
  /** Bare, without the prefix watchlist:. */
  readonly id: string;
  readonly name: string;
  /** When it was made, RFC 3339. */
  readonly made: string;
  /** As they are named since the list was made, each known by `revision`. */
  readonly parties: readonly PartyId[];
  readonly revision: Revision;
  readonly policies: readonly string[];
  /** Called for every change; null for a list that is read only. */
  readonly webhook: string | null;
  /** What calls are signed with; null where there are none. */
  readonly secret: string | null;
}

/** A party under a policy, the verdict on it that is known, and who wants to hear of another one. */
export interface Watched {
  readonly party: PartyId;
  readonly policy: string;
  readonly name: string;
  readonly verdict: Verdict;
  readonly known: Revision;
  readonly lists: readonly string[];
}
