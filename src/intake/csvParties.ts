import {
  type Identifier,
  type Listing,
  type Located,
  PARTY_KINDS,
  type PartyFacts,
  type PartyId,
} from '../model/party.js';
import type { PartyStatement, StatementSource } from '../model/statement.js';
import { Refused } from './arrival.js';
import { type Cell, listIn, oneOf, yesOrNo } from './csvFields.js';
import { endOf, partyIdOf, shown, startOf, textOf } from './fields.js';
import { isoPlaceOf } from './places.js';
import { identifierOf } from './schemes.js';

const OF_PARTIES = ['id', 'lei', 'identifier'] as const;

/** What a row says of the party it is about; null for a row that is about none. Throws Refused. */
export function partyStated(cell: Cell, source: StatementSource): PartyStatement | null {
  if (OF_PARTIES.every((name) => cell(name) === null)) return null;
  const identifiers = identifiersIn(cell);
  const [first] = identifiers;
  const given = cell('id');
  const party = given === null ? idOf(first as Identifier) : partyIdOf(given, 'id');
  return {
    party,
    facts: factsIn(cell, identifiers, source),
    source: { ...source, statementId: cell('statement_id') ?? `party ${party}` },
  };
}

/** A party that an interest names, and what the row says of it beside: its number, name and kind. Throws Refused. */
export function partyNamed(
  cell: Cell,
  role: 'subject' | 'interested_party',
  source: StatementSource,
): { readonly id: PartyId; readonly mention: PartyStatement | null } | null {
  const given = cell(role);
  if (given === null) return null;
  const scheme = cell(`${role}_scheme`);
  const identifier = scheme === null ? null : identifierOf(scheme, given, role);
  const id = identifier === null ? partyIdOf(given, role) : idOf(identifier);
  const name = cell(`${role}_name`);
  const kind = oneOf(cell, `${role}_kind`, PARTY_KINDS);
  if (identifier === null && name === null && kind === null) return { id, mention: null };
  const facts: PartyFacts = {
    ...(kind === null ? {} : { kind }),
    ...named(name, []),
    ...(identifier === null ? {} : { identifiers: [identifier] }),
  };
  // Said aside, in a dataset of its own, so that it never takes the place of what a row about the party says.
  const statementId = ['named', id, name, kind].filter((each) => each !== null).join(' ');
  const aside = { ...source, dataset: `${source.dataset}/named`, url: null, quote: null, statementId };
  return { id, mention: { party: id, facts, source: aside } };
}

export function idOf({ scheme, value }: Identifier): PartyId {
  return partyIdOf(`${scheme}-${value}`, 'identifier');
}

function factsIn(cell: Cell, identifiers: readonly Identifier[], source: StatementSource): PartyFacts {
  const kind = oneOf(cell, 'kind', PARTY_KINDS);
  const incorporatedIn = cell('incorporated_in');
  const headquarters = places(cell, 'headquarters').map(
    (jurisdiction): Located => ({ jurisdiction, startDate: null, endDate: null, source }),
  );
  const nationalities = places(cell, 'nationalities');
  const listings = listIn(cell, 'listings').map((entry) => listingOf(entry, source));
  const publiclyListed = yesOrNo(cell, 'publicly_listed');
  const majorHoldersStated = yesOrNo(cell, 'major_holders_stated');
  const ownersComplete = yesOrNo(cell, 'owners_complete');
  return {
    ...(kind === null ? {} : { kind }),
    ...named(cell('name'), listIn(cell, 'other_names')),
    ...(identifiers.length === 0 ? {} : { identifiers }),
    ...(incorporatedIn === null ? {} : { incorporatedIn: isoPlaceOf(incorporatedIn, 'incorporated_in') }),
    ...(headquarters.length === 0 ? {} : { headquarters }),
    ...(nationalities.length === 0 ? {} : { nationalities }),
    ...(listings.length === 0 ? {} : { listings }),
    ...(publiclyListed === null ? {} : { publiclyListed }),
    ...(majorHoldersStated === null ? {} : { majorHoldersStated }),
    ...(ownersComplete === null ? {} : { ownersComplete }),
  };
}

function named(name: string | null, others: readonly string[]): Pick<PartyFacts, 'name' | 'names'> {
  const legal = name === null ? null : textOf(name, 'name');
  const names = [
    ...(legal === null ? [] : [{ text: legal, language: null, kind: 'LEGAL' as const }]),
    ...others.map((text) => ({ text, language: null, kind: 'ALIAS' as const })),
  ];
  return { ...(legal === null ? {} : { name: legal }), ...(names.length === 0 ? {} : { names }) };
}

function identifiersIn(cell: Cell): Identifier[] {
  const lei = cell('lei');
  const schemes = listIn(cell, 'identifier_scheme');
  const numbers = listIn(cell, 'identifier');
  if (schemes.length !== numbers.length && !(numbers.length === 0 && schemes.length === 1)) {
    throw new Refused(
      'IDENTIFIER',
      `identifier: expected one for each identifier_scheme, came ${numbers.length} for ${schemes.length}.`,
    );
  }
  return [
    ...(lei === null ? [] : [identifierOf('XI-LEI', lei, 'lei')]),
    ...numbers.map((number, at) => identifierOf(schemes[at] as string, number, 'identifier')),
    ...listIn(cell, 'isin').map((isin) => identifierOf('ISIN', isin, 'isin')),
    ...listIn(cell, 'bic').map((bic) => identifierOf('BIC', bic, 'bic')),
  ];
}

function places(cell: Cell, name: string): string[] {
  return [...new Set(listIn(cell, name).map((place) => isoPlaceOf(place, name)))];
}

const LISTING = /^([^\s()]+)(?:\s*\(([^()]+)\))?(?:\s+(\d[\d-]*)?(?:\.\.(\d[\d-]*)?)?)?$/;

/** "us_ofac_sdn", "us_ofac_sdn (SDGT)", "us_ofac_sdn (SDGT) 2020-01-31..2023-06-30". */
function listingOf(entry: string, source: StatementSource): Listing {
  const parts = LISTING.exec(entry);
  if (parts === null)
    throw new Refused(
      'MALFORMED',
      `listings: expected such as "us_ofac_sdn (SDGT) 2020-01-31..", came ${shown(entry)}.`,
    );
  const [, list = '', programme = null, from, to] = parts;
  return { list, programme, startDate: startOf(from, 'listings'), endDate: endOf(to, 'listings'), source };
}
