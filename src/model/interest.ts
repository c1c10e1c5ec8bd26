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

type Identity = Pick<Interest, 'interestedParty' | 'subject' | 'type' | 'sources'>;

/** Unique over all types of the contract; of holder, subject and type, or of the statement where nobody is named. */
export function interestId({ interestedParty, subject, type, sources }: Identity): string {
  const [first] = sources;
  const unnamed = interestedParty === null ? encodeURIComponent(`${first?.dataset}#${first?.statementId}`) : null;
  return interestIdOf({ interestedParty, unnamed, subject, type });
}

/** What an id says: who holds it, or, where nobody is named, the statement that says so; what in; and of what type. */
export interface InterestParts {
  readonly interestedParty: PartyId | null;
  /** Encoded as in the id; null where a holder is named. */
  readonly unnamed: string | null;
  readonly subject: PartyId;
  readonly type: InterestType;
}

/** The parts of an id of an interest; null for what has not its form. */
export function partsOfInterestId(id: string): InterestParts | null {
  const [, unnamed, holder, subject, type] = /^interest:(?:\?([^/]+)|([^/?]+))\/([^/]+)\/([A-Z_]+)$/.exec(id) ?? [];
  const known = INTEREST_TYPES.find((each) => each === type);
  const parties = [holder, subject].map((each) => (each === undefined ? null : decoded(each)));
  const [interestedParty = null, of = null] = parties;
  if (known === undefined || of === null || (unnamed === undefined) === (interestedParty === null)) return null;
  return { interestedParty, unnamed: unnamed ?? null, subject: of, type: known };
}

export function interestIdOf({ interestedParty, unnamed, subject, type }: InterestParts): string {
  const holder = interestedParty === null ? `?${unnamed}` : encodeURIComponent(interestedParty);
  return `interest:${holder}/${encodeURIComponent(subject)}/${type}`;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
