import type { DateString } from '../model/date.js';
import { isLei } from '../model/lei.js';
import type { Identifier, Located, Name, NameKind, PartyFacts, PartyId, PartyKind } from '../model/party.js';
import { LEI_SCHEME } from '../model/party.js';
import type { PartyStatement, StatementSource } from '../model/statement.js';
import { Refused } from './arrival.js';
import { placeOf, shown, textOf } from './fields.js';
import { registered } from './gleifRegisters.js';

/** A level 1 record, from XML or the API, field by field as written; null where it has none. */
export interface LeiRecord {
  readonly lei: string | null;
  readonly legalName: Written;
  readonly otherNames: readonly (Written & { readonly type: string | null })[];
  readonly jurisdiction: string | null;
  readonly headquarters: Address | null;
  readonly category: string | null;
  /** Of the LEI, not of the company: LAPSED is a record nobody renewed. */
  readonly registrationStatus: string | null;
  readonly registeredAt: string | null;
  readonly registeredAs: string | null;
}

interface Written {
  readonly text: string | null;
  readonly language: string | null;
}

export interface Address {
  /** The lines in their order, the postal code and city among them. */
  readonly lines: readonly string[];
  readonly region: string | null;
  readonly country: string | null;
}

const KINDS: ReadonlyMap<string, PartyKind> = new Map<string, PartyKind>([
  ['GENERAL', 'COMPANY'],
  ['BRANCH', 'COMPANY'],
  ['FUND', 'ARRANGEMENT'],
  // A business under its owner's name: what it is restricted by is where it is run, as for a company.
  ['SOLE_PROPRIETOR', 'COMPANY'],
  ['RESIDENT_GOVERNMENT_ENTITY', 'STATE'],
  ['INTERNATIONAL_ORGANIZATION', 'COMPANY'],
]);

const NAME_KINDS: ReadonlyMap<string, NameKind> = new Map<string, NameKind>([
  ['ALTERNATIVE_LANGUAGE_LEGAL_NAME', 'LEGAL'],
  ['PREVIOUS_LEGAL_NAME', 'FORMER'],
  ['TRADING_OR_OPERATING_NAME', 'TRADING'],
  ['AUTO_ASCII_TRANSLITERATED_LEGAL_NAME', 'TRANSLITERATED'],
  ['PREFERRED_ASCII_TRANSLITERATED_LEGAL_NAME', 'TRANSLITERATED'],
]);

/** Records of these are no company of their own: the number they give may be that of the right one. */
const WITHDRAWN: readonly string[] = ['DUPLICATE', 'ANNULLED'];

export const GLEIF = 'gleif';
/** What relationships and exceptions say of a party stands beside its own record, and takes nothing from it. */
const MENTIONS = 'gleif-level-2';

export function sourceOf(statementId: string, retrievedAt: DateString | null, dataset = GLEIF): StatementSource {
  return { dataset, url: null, retrievedAt, statementId, quote: null, grade: 'PRIMARY' };
}

/** Throws Refused for what is no LEI, or one with wrong check digits. */
export function leiOf(value: string | null, field: string): string {
  if (value !== null && isLei(value)) return value;
  throw new Refused(
    'IDENTIFIER',
    `${field}: expected an LEI of 20 characters with right check digits (ISO 17442), came ${shown(value)}.`,
  );
}

export function partyOf(lei: string): PartyId {
  return `${LEI_SCHEME}-${lei}`;
}

export function leiIdentifier(lei: string): Identifier {
  return { scheme: LEI_SCHEME, value: lei };
}

/** A party that a record names beside its subject: its LEI is all that is known there. */
export function mention(lei: string, retrievedAt: DateString | null, facts: PartyFacts = {}, id = lei): PartyStatement {
  const source = sourceOf(id, retrievedAt, MENTIONS);
  return { party: partyOf(lei), facts: { ...facts, identifiers: [leiIdentifier(lei)] }, source };
}

/** What a level 1 record says of its party. Throws Refused. */
export function entityStatement(record: LeiRecord, retrievedAt: DateString | null): PartyStatement {
  const lei = leiOf(record.lei, 'LEI');
  const source = sourceOf(lei, retrievedAt);
  const name = record.legalName.text === null ? null : textOf(record.legalName.text, 'LegalName');
  const names = namesOf(record);
  const kind = kindOf(record.category);
  const headquarters = headquartersOf(record.headquarters, source);
  const number = numberOf(record);
  return {
    party: partyOf(lei),
    facts: {
      ...(kind === null ? {} : { kind }),
      ...(name === null ? {} : { name }),
      ...(names.length === 0 ? {} : { names }),
      identifiers: number === null ? [leiIdentifier(lei)] : [leiIdentifier(lei), number],
      ...(record.jurisdiction === null ? {} : { incorporatedIn: placeOf(record.jurisdiction, 'LegalJurisdiction') }),
      ...(headquarters === null ? {} : { headquarters: [headquarters] }),
    },
    source,
  };
}

/** Files of LEI-CDF 2.1 give no category for most companies; one that a later version brings is for that version to name. */
function kindOf(category: string | null): PartyKind | null {
  return category === null ? 'COMPANY' : (KINDS.get(category) ?? null);
}

function namesOf({ legalName, otherNames }: LeiRecord): Name[] {
  return [{ ...legalName, type: 'ALTERNATIVE_LANGUAGE_LEGAL_NAME' }, ...otherNames].flatMap(
    ({ text, language, type }): Name[] =>
      text === null
        ? []
        : [{ text: textOf(text, 'EntityName'), language, kind: NAME_KINDS.get(type ?? '') ?? 'ALIAS' }],
  );
}

/** The region where it is one of the country's (ISO 3166-2), else the country; the address is the quote. */
function headquartersOf(address: Address | null, source: StatementSource): Located | null {
  if (address === null || address.country === null) return null;
  const country = placeOf(address.country, 'HeadquartersAddress.Country');
  const region = address.region?.toUpperCase() ?? '';
  const isFiner = region.startsWith(`${country}-`) && /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(region);
  const quote = [...address.lines, address.region, address.country].filter((part) => part !== null).join(', ');
  return {
    jurisdiction: isFiner ? region : country,
    startDate: null,
    endDate: null,
    source: { ...source, quote: textOf(quote, 'HeadquartersAddress') },
  };
}

/**
 * Sub-funds give the number of the fund they are part of, and branches that of their head; records without a category
 * may be either. Only what is called a company by its record has a number of its own.
 */
function numberOf({ category, registrationStatus, registeredAt, registeredAs }: LeiRecord): Identifier | null {
  if (category !== 'GENERAL' || WITHDRAWN.includes(registrationStatus ?? '')) return null;
  return registered(registeredAt, registeredAs);
}
