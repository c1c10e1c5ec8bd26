import type { Interest } from './interest.js';
import type { Party } from './party.js';
import type { Bounds } from './share.js';

/** Ordered from the lightest to the gravest. */
export const VERDICTS = ['NOT_RESTRICTED', 'INDETERMINATE', 'RESTRICTED'] as const;
export type Verdict = (typeof VERDICTS)[number];

export function gravest(verdicts: readonly Verdict[]): Verdict | null {
  let found: Verdict | null = null;
  for (const verdict of verdicts) {
    if (found === null || VERDICTS.indexOf(verdict) > VERDICTS.indexOf(found)) found = verdict;
  }
  return found;
}

export type ReasonCode =
  | 'HEADQUARTERED_IN_UNSUPPORTED_REGION'
  | 'RESIDENT_IN_UNSUPPORTED_REGION'
  | 'STATE_OF_UNSUPPORTED_REGION'
  | 'LISTED'
  | 'LIST_NOT_LOADED'
  | 'OWNED_ABOVE_THRESHOLD'
  | 'OWNED_AT_THRESHOLD'
  | 'CONTROLLED'
  | 'REPORTED_PARENT_RESTRICTED'
  | 'BRANCH_OF_RESTRICTED'
  | 'SHARE_UNKNOWN'
  | 'OWNER_UNKNOWN'
  | 'REMAINDER_UNKNOWN'
  | 'HEADQUARTERS_UNKNOWN'
  | 'HEADQUARTERS_PRESUMED'
  | 'OWNERS_UNRECORDED'
  | 'WIDELY_HELD'
  | 'REGION_UNLISTED'
  | 'CONTROL_SIGNAL'
  | 'READINGS_DISAGREE'
  | 'CONFLICTING_SOURCES'
  | 'SHARES_OVER_100'
  | 'LIMIT_REACHED'
  | 'BELOW_THRESHOLD'
  | 'NO_RESTRICTED_OWNER'
  | 'EXEMPT'
  | 'POLICY_NOT_IN_FORCE';

export interface Reason {
  readonly code: ReasonCode;
  readonly message: string;
  readonly party: Party | null;
  readonly interest: Interest | null;
}

/** Parties from the one that makes the difference down to the subject, and the interests between them. */
export interface Chain {
  readonly steps: readonly Interest[];
  readonly parties: readonly Party[];
  /** What reaches the subject along it: in a cascade its last step's share, else the product of all. */
  readonly share: Bounds;
}

/** A fact that nobody recorded and that would settle a verdict. */
export interface DecidingFact {
  readonly question: string;
  readonly about: Party | null;
  /** Null when it is about none that is recorded. */
  readonly interest: Interest | null;
  /** A range of the fact, as the end of a sentence: "it holds more than 50 %". */
  readonly restrictedWhen: string;
  readonly notRestrictedWhen: string;
}

/** What can be taken for the top of a company. */
export type ParentDefinition = 'REPORTED' | 'MAJORITY_SHARES' | 'MAJORITY_VOTES' | 'LARGEST_HOLDING';
