import { isLei } from '../model/lei.js';
import type { Identifier, JurisdictionCode, Located, Name, NameKind, PartyFacts, PartyKind } from '../model/party.js';
import { LEI_SCHEME } from '../model/party.js';
import type { StatementSource } from '../model/statement.js';
import { type Fault, Refused } from './arrival.js';
import { type Fields, fieldsOf, listOf, optionalText, placeOf, shown, textOf } from './fields.js';
import { identifierOf, isNote, isWrittenOneWay } from './schemes.js';

const KINDS: ReadonlyMap<string, PartyKind | null> = new Map<string, PartyKind | null>([
  ['registeredEntity', 'COMPANY'],
  ['legalEntity', 'COMPANY'],
  ['state', 'STATE'],
  ['stateBody', 'STATE'],
  ['arrangement', 'ARRANGEMENT'],
  ['anonymousEntity', null],
  ['unknownEntity', null],
]);

const NAME_KINDS: ReadonlyMap<string, NameKind> = new Map<string, NameKind>([
  ['legal', 'LEGAL'],
  ['transliteration', 'TRANSLITERATED'],
  ['former', 'FORMER'],
  ['birth', 'FORMER'],
]);

/** Schemes under which a number is one company's only together with a court, state or province that BODS drops. */
const AMBIGUOUS_SCHEMES: readonly string[] = ['US-SAM', 'DE-CR', 'CA-CC', 'ES-RMC'];

/**
 * What the details of an entity or person record say about the party. An identifier that is none is left out and told as
 * a fault: the party stands without it. Throws Refused.
 */
export function partyFacts(
  isPerson: boolean,
  details: Fields,
  source: StatementSource,
): { facts: PartyFacts; faults: readonly Fault[] } {
  const facts = isPerson ? personFacts(details, source) : entityFacts(details, source);
  const { identifiers, faults } = identifiersOf(details);
  return { facts: identifiers.length === 0 ? facts : { ...facts, identifiers }, faults };
}

/** Why a person is not named: withheld or unknown; null for one who is. */
export function unnamedPerson(details: Fields): string | null {
  const type = optionalText(details.personType, 'personType') ?? 'knownPerson';
  if (type === 'knownPerson') return null;
  const unspecified = fieldsOf(details.unspecifiedPersonDetails ?? {}, 'unspecifiedPersonDetails');
  const words = [
    type,
    optionalText(unspecified.reason, 'reason'),
    optionalText(unspecified.description, 'description'),
  ];
  return words.filter((word) => word !== null).join(': ');
}

function entityFacts(details: Fields, source: StatementSource): PartyFacts {
  const type = textOf(fieldsOf(details.entityType, 'entityType').type, 'entityType.type');
  const kind = KINDS.get(type);
  if (kind === undefined)
    throw new Refused('MALFORMED', `entityType.type: expected a BODS 0.4 entity type, came ${shown(type)}.`);
  const name = optionalText(details.name, 'name');
  const names: Name[] = name === null ? [] : [{ text: name, language: null, kind: 'LEGAL' }];
  for (const other of listOf(details.alternateNames, 'alternateNames')) {
    names.push({ text: textOf(other, 'alternateNames'), language: null, kind: 'ALIAS' });
  }
  const incorporatedIn = codeIn(details.jurisdiction ?? details.incorporatedInJurisdiction, 'jurisdiction');
  const headquarters = addressesOf(details, 'business', source);
  const listing = fieldsOf(details.publicListing ?? {}, 'publicListing').hasPublicListing;
  return {
    ...(kind === null ? {} : { kind }),
    ...(name === null ? {} : { name }),
    ...(names.length === 0 ? {} : { names }),
    ...(incorporatedIn === null ? {} : { incorporatedIn }),
    ...(headquarters.length === 0 ? {} : { headquarters }),
    ...(typeof listing === 'boolean' ? { publiclyListed: listing } : {}),
  };
}

function personFacts(details: Fields, source: StatementSource): PartyFacts {
  const names = listOf(details.names, 'names').map((value): Name => {
    const given = fieldsOf(value, 'names');
    const kind = NAME_KINDS.get(optionalText(given.type, 'names.type') ?? 'legal') ?? 'ALIAS';
    return { text: fullName(given), language: null, kind };
  });
  const nationalities = listOf(details.nationalities, 'nationalities').map((value) => codeIn(value, 'nationalities'));
  const belonging = nationalities.filter((code) => code !== null);
  const residences = addressesOf(details, 'residence', source);
  const name = names.find(({ kind }) => kind === 'LEGAL')?.text ?? names[0]?.text;
  return {
    kind: 'PERSON',
    ...(name === undefined ? {} : { name, names }),
    ...(belonging.length === 0 ? {} : { nationalities: belonging }),
    ...(residences.length === 0 ? {} : { headquarters: residences }),
  };
}

function fullName(name: Fields): string {
  const full = optionalText(name.fullName, 'names.fullName');
  if (full !== null) return full;
  return textOf(
    [name.givenName, name.patronymicName, name.familyName].filter((part) => typeof part === 'string').join(' '),
    'names.fullName',
  );
}

function identifiersOf(details: Fields): { identifiers: Identifier[]; faults: Fault[] } {
  const identifiers: Identifier[] = [];
  const faults: Fault[] = [];
  for (const value of listOf(details.identifiers, 'identifiers')) {
    const given = fieldsOf(value, 'identifiers');
    const scheme = optionalText(given.scheme, 'identifiers.scheme');
    const id = optionalText(given.id, 'identifiers.id');
    if (scheme === null || id === null || AMBIGUOUS_SCHEMES.includes(scheme)) continue;
    if ((scheme === LEI_SCHEME || scheme === 'LEI') && !isLei(id))
      faults.push({ reason: 'IDENTIFIER', message: notAnLei(id) });
    else if (!isWrittenOneWay(scheme) && !isNote(id)) identifiers.push({ scheme, value: id });
    else {
      try {
        identifiers.push(identifierOf(scheme, id, 'identifiers'));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        faults.push({ reason: error.reason, message: `${error.message} The party is taken without it.` });
      }
    }
  }
  return { identifiers: [...identifiers, ...isinsOf(details)], faults };
}

/** Of one of our own exports: under whatever scheme, and none of them gathered from elsewhere in the record. */
export function identifiersAsTheyStand(details: Fields): Identifier[] {
  return listOf(details.identifiers, 'identifiers').map((value) => {
    const { scheme, id } = fieldsOf(value, 'identifiers');
    const known = textOf(scheme, 'identifiers.scheme');
    return known === LEI_SCHEME
      ? identifierOf(known, textOf(id, 'identifiers.id'), 'identifiers')
      : { scheme: known, value: textOf(id, 'identifiers.id') };
  });
}

/** Securities of a listed company: whose ISIN it is, that company it is. */
function isinsOf(details: Fields): Identifier[] {
  const { securitiesListings } = fieldsOf(details.publicListing ?? {}, 'publicListing');
  const isins = listOf(securitiesListings, 'publicListing.securitiesListings').flatMap((value) => {
    const security = fieldsOf(fieldsOf(value, 'securitiesListings').security ?? {}, 'security');
    const scheme = optionalText(security.idScheme, 'security.idScheme');
    const id = optionalText(security.id, 'security.id');
    return scheme?.toLowerCase() === 'isin' && id !== null ? [id] : [];
  });
  return [...new Set(isins)].map((value) => ({ scheme: 'ISIN', value }));
}

function notAnLei(id: string): string {
  return `identifiers: expected an LEI of 20 characters with right check digits (ISO 17442), came ${shown(id)}; the party is taken without it.`;
}

/** The places of a kind of address, each once, with the address as the quote. */
function addressesOf(details: Fields, type: string, source: StatementSource): Located[] {
  const places = listOf(details.addresses, 'addresses').flatMap((value): Located[] => {
    const address = fieldsOf(value, 'addresses');
    if (address.type !== type) return [];
    const country = codeIn(address.country, 'addresses.country');
    if (country === null) return [];
    const quote = optionalText(address.address, 'addresses.address');
    return [{ jurisdiction: finer(country, quote), startDate: null, endDate: null, source: { ...source, quote } }];
  });
  return places.filter(
    (place, index) => places.findIndex((other) => other.jurisdiction === place.jurisdiction) === index,
  );
}

/** GLEIF ends an address in the ISO 3166-2 code of the region, where it has one: "…, Москва, RU-MOW". */
function finer(country: JurisdictionCode, address: string | null): JurisdictionCode {
  const parts = (address ?? '').split(',').map((part) => part.trim());
  return parts.find((part) => part.startsWith(`${country}-`) && /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(part)) ?? country;
}

function codeIn(place: unknown, field: string): JurisdictionCode | null {
  if (place === undefined || place === null) return null;
  const { code } = fieldsOf(place, field);
  return code === undefined || code === null || code === '' ? null : placeOf(code, `${field}.code`);
}
