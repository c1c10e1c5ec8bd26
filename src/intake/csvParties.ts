import type { Dated } from '../model/date.js';
import {
  type Identifier,
  type JurisdictionCode,
  LEI_SCHEME,
  type Listing,
  type Located,
  NAME_KINDS,
  type Name,
  type NameKind,
  PARTY_KINDS,
  type PartyFacts,
  type PartyId,
} from '../model/party.js';
import type { PartyStatement, StatementSource } from '../model/statement.js';
import { Refused } from './arrival.js';
import { type Cell, entriesIn, listIn, oneOf, yesOrNo } from './csvFields.js';
import { literalIn, textIn } from './csvText.js';
import { endOf, partyIdOf, placeOf, shown, startOf, textOf } from './fields.js';
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
    ...named(name, [], []),
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
  const incorporatedIn = cell.raw('incorporated_in');
  const headquarters = unlike(entriesIn(cell, 'headquarters').map((entry) => locatedIn(entry, source)));
  const nationalities = unlike(entriesIn(cell, 'nationalities').map((entry) => placeIn(entry, 'nationalities')));
  const listings = entriesIn(cell, 'listings').map((entry) => listingOf(entry, source));
  const publiclyListed = yesOrNo(cell, 'publicly_listed');
  const majorHoldersStated = yesOrNo(cell, 'major_holders_stated');
  const ownersComplete = yesOrNo(cell, 'owners_complete');
  return {
    ...(kind === null ? {} : { kind }),
    ...named(cell('name'), listIn(cell, 'other_names'), entriesIn(cell, 'names').map(nameIn)),
    ...(identifiers.length === 0 ? {} : { identifiers }),
    ...(incorporatedIn === null ? {} : { incorporatedIn: placeIn(incorporatedIn, 'incorporated_in') }),
    ...(headquarters.length === 0 ? {} : { headquarters }),
    ...(nationalities.length === 0 ? {} : { nationalities }),
    ...(listings.length === 0 ? {} : { listings }),
    ...(publiclyListed === null ? {} : { publiclyListed }),
    ...(majorHoldersStated === null ? {} : { majorHoldersStated }),
    ...(ownersComplete === null ? {} : { ownersComplete }),
  };
}

function named(
  name: string | null,
  others: readonly string[],
  ofKinds: readonly Name[],
): Pick<PartyFacts, 'name' | 'names'> {
  const legal = name === null ? null : textOf(name, 'name');
  const names = [
    ...(legal === null ? [] : [{ text: legal, language: null, kind: 'LEGAL' as const }]),
    ...others.map((text) => ({ text, language: null, kind: 'ALIAS' as const })),
    ...ofKinds,
  ];
  return { ...(legal === null ? {} : { name: legal }), ...(names.length === 0 ? {} : { names }) };
}

function identifiersIn(cell: Cell): Identifier[] {
  const lei = cell('lei');
  const schemes = entriesIn(cell, 'identifier_scheme');
  const numbers = entriesIn(cell, 'identifier');
  if (schemes.length !== numbers.length && !(numbers.length === 0 && schemes.length === 1)) {
    throw new Refused(
      'IDENTIFIER',
      `identifier: expected one for each identifier_scheme, came ${numbers.length} for ${schemes.length}.`,
    );
  }
  return [
    ...(lei === null ? [] : [identifierOf(LEI_SCHEME, lei, 'lei')]),
    ...numbers.map((number, at) => identifierIn(schemes[at] as string, number)),
    ...listIn(cell, 'isin').map((isin) => identifierOf('ISIN', isin, 'isin')),
    ...listIn(cell, 'bic').map((bic) => identifierOf('BIC', bic, 'bic')),
  ];
}

/** A number or scheme that says it is to be taken as it stands is. */
function identifierIn(scheme: string, number: string): Identifier {
  const value = textOf(textIn(number), 'identifier');
  const name = textOf(textIn(scheme), 'identifier_scheme');
  const isLiteral = literalIn(scheme) !== null || literalIn(number) !== null;
  return isLiteral && name !== LEI_SCHEME ? { scheme: name, value } : identifierOf(name, value, 'identifier');
}

/** A place by its code, which has to be one of ISO 3166 unless it says that it is to be taken as it stands. */
function placeIn(entry: string, field: string): JurisdictionCode {
  const literal = literalIn(entry);
  return literal === null ? isoPlaceOf(entry, field) : placeOf(literal, field);
}

const LITERAL = `'"(?:[^"\\\\]|\\\\.)*"`;
const SPAN = '(?:\\s+(\\d[\\d-]*)?(?:\\.\\.(\\d[\\d-]*)?)?)?';
const LOCATED = new RegExp(`^(${LITERAL}|\\S+)${SPAN}$`);
const LISTING = new RegExp(`^(${LITERAL}|[^\\s()]+)(?:\\s*\\((${LITERAL}|[^()]+)\\))?${SPAN}$`);
const NAME = new RegExp(`^(${NAME_KINDS.join('|')})(?:\\s*\\((${LITERAL}|[^()]+)\\))?\\s*:\\s*(.+)$`, 's');

/** "CN", "CN 2019-01-01..2025-06-01". */
function locatedIn(entry: string, source: StatementSource): Located {
  const parts = LOCATED.exec(entry);
  if (parts === null)
    throw new Refused(
      'MALFORMED',
      `headquarters: expected such as "CN" or "CN 2019-01-01..2025-06-01", came ${shown(entry)}.`,
    );
  const [, place = '', from, to] = parts;
  return { jurisdiction: placeIn(place, 'headquarters'), ...spanOf(from, to, 'headquarters'), source };
}

/** "us_ofac_sdn", "us_ofac_sdn (SDGT)", "us_ofac_sdn (SDGT) 2020-01-31..2023-06-30". */
function listingOf(entry: string, source: StatementSource): Listing {
  const parts = LISTING.exec(entry);
  if (parts === null)
    throw new Refused(
      'MALFORMED',
      `listings: expected such as "us_ofac_sdn (SDGT) 2020-01-31..", came ${shown(entry)}.`,
    );
  const [, list = '', programme, from, to] = parts;
  return {
    list: textOf(textIn(list), 'listings'),
    programme: programme === undefined ? null : textOf(textIn(programme), 'listings'),
    ...spanOf(from, to, 'listings'),
    source,
  };
}

/** "FORMER: Acme Ltd", "TRADING (fr): Acmé". */
function nameIn(entry: string): Name {
  const parts = NAME.exec(entry);
  if (parts === null)
    throw new Refused(
      'MALFORMED',
      `names: expected a kind and a name such as "FORMER: Acme Ltd" or "TRADING (fr): Acmé", of the kinds ${NAME_KINDS.join(', ')}; came ${shown(entry)}.`,
    );
  const [, kind, language, text = ''] = parts;
  return {
    text: textOf(textIn(text), 'names'),
    language: language === undefined ? null : textOf(textIn(language), 'names'),
    kind: kind as NameKind,
  };
}

function spanOf(from: string | undefined, to: string | undefined, field: string): Dated {
  const startDate = startOf(from, field);
  const endDate = endOf(to, field);
  if (startDate !== null && endDate !== null && endDate < startDate)
    throw new Refused('DATE', `${field}: expected a day from ${startDate}, where it begins, on, came ${endDate}.`);
  return { startDate, endDate };
}

/** Each once. */
function unlike<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
