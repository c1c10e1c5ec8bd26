import type { Dated } from './date.js';
import type { Source } from './source.js';

export type PartyId = string;

export const PARTY_KINDS = ['COMPANY', 'PERSON', 'STATE', 'ARRANGEMENT'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

export const NAME_KINDS = ['LEGAL', 'TRADING', 'FORMER', 'TRANSLITERATED', 'ALIAS'] as const;
export type NameKind = (typeof NAME_KINDS)[number];

export interface Name {
  readonly text: string;
  readonly language: string | null;
  readonly kind: NameKind;
}

/** A scheme (LEI, GB-COH, …) and a value, both trimmed; the pair belongs to one party. */
export interface Identifier {
  readonly scheme: string;
  readonly value: string;
}

/** The scheme of Legal Entity Identifiers, as org-id.guide names it. */
export const LEI_SCHEME = 'XI-LEI';

/** ISO 3166-1 alpha-2 country or ISO 3166-2 subdivision, upper case: CN, HK, UA-43. */
export type JurisdictionCode = string;

export interface Located extends Dated {
  readonly jurisdiction: JurisdictionCode;
  readonly source: Source;
}

/** A party named on a sanctions or other list, from-to. */
export interface Listing extends Dated {
  readonly list: string;
  readonly programme: string | null;
  readonly source: Source;
}

/**
 * What one statement says about a party. A field left out is not spoken of; of the same dataset a newer statement
 * supersedes an older one field by field; another dataset's statement stays beside it.
 */
export interface PartyFacts {
  readonly kind?: PartyKind;
  readonly name?: string;
  readonly names?: readonly Name[];
  readonly identifiers?: readonly Identifier[];
  readonly incorporatedIn?: JurisdictionCode;
  readonly headquarters?: readonly Located[];
  readonly nationalities?: readonly JurisdictionCode[];
  readonly listings?: readonly Listing[];
  readonly publiclyListed?: boolean;
  /** A holdings statement or a GLEIF NO_KNOWN_PERSON exception says who the large holders are. */
  readonly majorHoldersStated?: boolean;
  /** The recorded owners are all the owners. */
  readonly ownersComplete?: boolean;
}

/** A party as of a date, every live statement taken together. */
export interface Party {
  readonly id: PartyId;
  readonly kind: PartyKind;
  readonly name: string;
  readonly names: readonly Name[];
  readonly identifiers: readonly Identifier[];
  /** Every recorded place of incorporation; more than one when sources disagree. */
  readonly incorporatedIn: readonly JurisdictionCode[];
  /** Valid at the date; several when sources disagree or there are several. */
  readonly headquarters: readonly Located[];
  readonly nationalities: readonly JurisdictionCode[];
  readonly listings: readonly Listing[];
  /** Null when no source says, and when sources contradict each other. */
  readonly publiclyListed: boolean | null;
  readonly majorHoldersStated: boolean;
  readonly ownersComplete: boolean;
  readonly sources: readonly Source[];
}
