import type { Dated } from './date.js';
import type { PartyId } from './party.js';
import type { Bounds } from './share.js';
import type { Source } from './source.js';

/** BODS interest types the service reasons about, the two reported relationships of GLEIF, and group membership. */
export const INTEREST_TYPES = [
  'SHAREHOLDING',
  'VOTING_RIGHTS',
  'PROFIT_RIGHTS',
  'BOARD_APPOINTMENT',
  'CONDITIONAL_RIGHTS',
  'CONTRACT',
  'GENERAL_PARTNER',
  'TRUSTEE',
  'VETO',
  'NOMINEE',
  'CONCERT',
  'JOINT_HOLDER',
  'REPORTED_PARENT',
  'REPORTED_ULTIMATE_PARENT',
  'BRANCH',
  'OTHER_INFLUENCE',
] as const;
export type InterestType = (typeof INTEREST_TYPES)[number];

/**
 * One interest as of a date: holder, subject and type are its identity, however many statements stand behind it.
 * A holder the source does not name is an identity of its own, by the statement that says so.
 */
export interface Interest extends Dated {
  /** Null when the source says that somebody holds it but not who; `undisclosed` says why. */
  readonly interestedParty: PartyId | null;
  readonly undisclosed: string | null;
  readonly subject: PartyId;
  readonly type: InterestType;
  readonly share: Bounds;
  /** Datasets contradict each other: no share fits them all, so `share` is the hull of what they say. */
  readonly conflicting: boolean;
  readonly sources: readonly Source[];
}

/** Unique over all types of the contract; of holder, subject and type, or of the statement where nobody is named. */
export function interestId({ interestedParty, subject, type, sources }: Interest): string {
  const [first] = sources;
  const holder =
    interestedParty === null
      ? `?${encodeURIComponent(`${first?.dataset}#${first?.statementId}`)}`
      : encodeURIComponent(interestedParty);
  return `interest:${holder}/${encodeURIComponent(subject)}/${type}`;
}
