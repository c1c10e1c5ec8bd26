import type { DateString } from './date.js';
import type { InterestType } from './interest.js';
import type { JurisdictionCode } from './party.js';
import type { Units } from './share.js';
import type { Source } from './source.js';

/** What a policy can be asked; asking it another question is a mistake of the caller. */
export const POLICY_QUESTIONS = ['RESTRICTION', 'CONTROL', 'BENEFICIAL_OWNERSHIP'] as const;
export type PolicyQuestion = (typeof POLICY_QUESTIONS)[number];

export const COMPARISONS = ['MORE_THAN', 'AT_LEAST'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** How shares that no record accounts for are treated: as nobody's, or as unknown at the subject or everywhere. */
export const UNRECORDED_OWNERS = ['IGNORED', 'SUBJECT', 'EVERYWHERE'] as const;
export type UnrecordedOwners = (typeof UNRECORDED_OWNERS)[number];

/** How a policy's region list treats a place. */
export const STANDINGS = ['SUPPORTED', 'UNSUPPORTED', 'UNLISTED'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Kinds of interest that are added up, each on its own; votes are the shares where no vote is recorded. */
export const COUNTED_TYPES = [
  'SHAREHOLDING',
  'VOTING_RIGHTS',
  'BOARD_APPOINTMENT',
  'PROFIT_RIGHTS',
  'CONDITIONAL_RIGHTS',
] as const;
export type CountedType = (typeof COUNTED_TYPES)[number];

/** Interests that may confer control without ownership. */
export const CONTROL_TYPES = [
  'CONTRACT',
  'GENERAL_PARTNER',
  'TRUSTEE',
  'VETO',
  'BOARD_APPOINTMENT',
  'VOTING_RIGHTS',
  'OTHER_INFLUENCE',
  'REPORTED_PARENT',
] as const satisfies readonly InterestType[];
export type ControlType = (typeof CONTROL_TYPES)[number];

/** What control by a restricted party does to the controlled one: restrict it, make it possible, only be said, nothing. */
export const CONTROL_EFFECTS = ['CONTROLS', 'POSSIBLE', 'FLAG', 'IGNORE'] as const;
export type ControlEffect = (typeof CONTROL_EFFECTS)[number];

/** A reported parent without a recorded share: presumed to hold a majority, only a control signal, or controlling. */
export const REPORTED_PARENTS = ['PRESUMED', 'SIGNAL', 'CONTROLS'] as const;
export type ReportedParents = (typeof REPORTED_PARENTS)[number];

/** How shares are counted along chains. */
export const METHODS = ['MULTIPLIED', 'CASCADE', 'ABSORBING', 'DEEMED'] as const;
export type Method = (typeof METHODS)[number];

/** Which links of a chain count as 100 % under DEEMED when they meet the threshold; the first is the one at the top. */
export const DEEMED_LINKS = ['ALL', 'ALL_BUT_FIRST', 'ALL_BUT_LAST'] as const;
export type DeemedLinks = (typeof DEEMED_LINKS)[number];

/** What a beneficial-ownership rule falls back on where nobody is found. */
export const FALLBACKS = ['SENIOR_MANAGING_OFFICIAL', 'CONTROL_PERSON'] as const;
export type Fallback = (typeof FALLBACKS)[number];

export interface Period {
  readonly from: DateString | null;
  readonly to: DateString | null;
}

/** Who is restricted to begin with. */
export interface Seeds {
  /** The region list that tells the standing of a place; null when no place matters. */
  readonly regions: string | null;
  readonly headquarters: boolean;
  readonly incorporation: boolean;
  readonly states: boolean;
  readonly residents: 'CERTAIN' | 'POSSIBLE' | null;
  readonly nationals: 'CERTAIN' | 'POSSIBLE' | null;
  readonly lists: readonly string[];
}

/** The parts of a policy that a registered reading may take differently. */
export interface ReadingChange {
  readonly aggregate?: boolean;
  readonly unrecordedOwners?: UnrecordedOwners;
  readonly reportedParents?: ReportedParents;
  readonly propagation?: Method;
}

export interface RegisteredReading {
  readonly id: string;
  /** Why the words allow it. */
  readonly basis: string;
  readonly change: ReadingChange;
}

/** A rule as a value. One engine reads them all. */
export interface Policy {
  readonly id: string;
  readonly answers: PolicyQuestion;
  readonly name: string;
  readonly version: string;
  /** Periods in which the rule is in force, half-open; the verdict is always computed as if it were. */
  readonly inForce: readonly Period[];
  readonly text: string;
  readonly sources: readonly Source[];
  readonly seeds: Seeds;
  /** Each kind is a test of its own; a party meets the policy when any of them is met. */
  readonly counts: readonly CountedType[];
  readonly threshold: Units;
  readonly comparison: Comparison;
  /** What passes a stake on, where links above the subject have a threshold of their own; null: the same. */
  readonly thresholdAbove: { readonly threshold: Units; readonly comparison: Comparison } | null;
  /** Whether restricted owners are added together, or each stands alone; for control, whether with all it controls. */
  readonly aggregate: boolean;
  readonly propagation: Method;
  /** Null unless the propagation is DEEMED. */
  readonly deemedLinks: DeemedLinks | null;
  readonly unrecordedOwners: UnrecordedOwners;
  readonly reportedParents: ReportedParents;
  readonly control: Readonly<Record<ControlType, ControlEffect>>;
  /** One restricted holder at least so large, and every other recorded holder at most so small: possible control. */
  readonly dominantHolder: { readonly atLeast: Units; readonly othersAtMost: Units } | null;
  /** Companies organised in these places are not restricted by ownership or place; one that may be is indeterminate. */
  readonly exemptOrganisedIn: readonly JurisdictionCode[];
  /** Null for a rule that asks another question, or has none. */
  readonly fallback: Fallback | null;
  readonly readings: readonly RegisteredReading[];
}

export function inForceAt(policy: Policy, asOf: DateString): boolean {
  return policy.inForce.some(
    (period) => (period.from === null || period.from <= asOf) && (period.to === null || asOf < period.to),
  );
}
