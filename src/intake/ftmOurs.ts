import { z } from 'zod';
import { INTEREST_TYPES, type InterestType } from '../model/interest.js';
import type { Identifier, Listing, Located, Name, NameKind, PartyFacts } from '../model/party.js';
import { UNKNOWN_SHARE } from '../model/share.js';
import type { InterestStatement, PartyStatement } from '../model/statement.js';
import { Refused } from './arrival.js';
import { believed } from './believed.js';
import { type Fields, partyIdOf, shown } from './fields.js';
import { datesOf } from './ftmInterests.js';
import { NUMBERS, placesIn, registerNumber } from './ftmParties.js';
import { percentagesOf } from './ftmPercentages.js';
import { KINDS, valuesOf } from './ftmSchemata.js';
import { CITED, FACTS, KEPT } from './ndjson.js';
import { identifierOf } from './schemes.js';
import { checked, LINE, WORDS } from './shapes.js';

/**
 * Entities of our own exports (`src/export/ftm.ts`). Who, where, what, how much and when is read from their properties, so
 * that a file mended by hand is believed; under this key stands what no property can hold.
 */
export const OURS_KEY = 'controlgraph';

/** Numbers that have a property of their own, and of which schema alone; null: of every party. */
export const NAMED_NUMBERS: readonly (readonly [property: string, scheme: string, schema: string | null])[] =
  NUMBERS.map(([property, scheme]) => [
    property,
    scheme,
    property === 'isinCode' || property === 'cikCode' ? 'Company' : null,
  ]);

interface Role {
  readonly schema: 'Ownership' | 'Directorship' | 'UnknownLink';
  readonly holder: string;
  readonly held: string;
  readonly role: string;
}

/** How each type of interest is a relation, and in what words. */
export const ROLES: Readonly<Record<InterestType, Role>> = Object.fromEntries(
  INTEREST_TYPES.map((type) => [type, { ...relationOf(type), role: type.toLowerCase().replaceAll('_', ' ') }]),
) as Record<InterestType, Role>;

function relationOf(type: InterestType): Omit<Role, 'role'> {
  switch (type) {
    case 'GENERAL_PARTNER':
    case 'TRUSTEE':
      return { schema: 'Directorship', holder: 'director', held: 'organization' };
    case 'CONTRACT':
    case 'VETO':
    case 'CONCERT':
    case 'OTHER_INFLUENCE':
      return { schema: 'UnknownLink', holder: 'subject', held: 'object' };
    default:
      return { schema: 'Ownership', holder: 'owner', held: 'asset' };
  }
}

const STATED = z.strictObject({
  source: KEPT,
  facts: FACTS.pick({
    kind: true,
    names: true,
    headquarters: true,
    nationalities: true,
    identifiers: true,
    publiclyListed: true,
    majorHoldersStated: true,
    ownersComplete: true,
  }).exactOptional(),
  undisclosed: WORDS.nullable().exactOptional(),
});
const LISTED = z.strictObject({ cited: CITED, of: z.strictObject({ dataset: LINE, statementId: LINE }) });

/** A listing, and the statement that it is part of. */
export interface OurListing {
  readonly party: string;
  readonly of: { readonly dataset: string; readonly statementId: string };
  readonly listing: Listing;
}

/** Throws Refused. */
export function ourListing(noted: unknown, list: string, properties: Fields): OurListing {
  const { cited, of } = checked(LISTED, noted, OURS_KEY);
  const [party] = valuesOf(properties, 'entity');
  const [programme = null] = valuesOf(properties, 'program');
  return {
    party: partyIdOf(party, 'entity'),
    of,
    listing: { list, programme, ...datesOf(properties), source: cited },
  };
}

/** What the entity says of a party; places of incorporation beyond the first are sources that differ. Throws Refused. */
export function ourParty(noted: unknown, id: string, schema: string, properties: Fields): PartyStatement[] {
  const { source, facts = {} } = checked(STATED, noted, OURS_KEY);
  const known = facts as PartyFacts;
  const kind = KINDS[schema] ?? known.kind;
  const [name] = valuesOf(properties, 'name');
  const [incorporatedIn, ...others] = placesIn(properties, ['jurisdiction']);
  const names = namesOf(known.names ?? [], properties);
  const identifiers = identifiersOf(known.identifiers ?? [], properties, incorporatedIn ?? null);
  const nationalities =
    kind === 'PERSON' || kind === 'STATE'
      ? placesIn(properties, [kind === 'PERSON' ? 'nationality' : 'country'])
      : (known.nationalities ?? []);
  const at = (jurisdiction: string): Located => ({ jurisdiction, startDate: null, endDate: null, source });
  const headquarters =
    kind === 'PERSON'
      ? (known.headquarters ?? [])
      : believed(known.headquarters ?? [], placesIn(properties, ['mainCountry']), isThere, at);
  const { publiclyListed, majorHoldersStated, ownersComplete } = known;
  const said: PartyFacts = {
    ...(kind == null ? {} : { kind }),
    ...(name === undefined ? {} : { name }),
    ...(names.length === 0 ? {} : { names }),
    ...(identifiers.length === 0 ? {} : { identifiers }),
    ...(incorporatedIn === undefined ? {} : { incorporatedIn }),
    ...(headquarters.length === 0 ? {} : { headquarters }),
    ...(nationalities.length === 0 ? {} : { nationalities }),
    ...(publiclyListed === undefined ? {} : { publiclyListed }),
    ...(majorHoldersStated === undefined ? {} : { majorHoldersStated }),
    ...(ownersComplete === undefined ? {} : { ownersComplete }),
  };
  const beside = others.map(
    (place, index): PartyStatement => ({
      party: id,
      facts: { incorporatedIn: place },
      source: { ...source, dataset: `${source.dataset}#${index + 2}` },
    }),
  );
  return [{ party: id, facts: said, source }, ...beside];
}

function isThere(shownPlace: string, { jurisdiction }: Located): boolean {
  return shownPlace === jurisdiction;
}

/** The first name is the party's own, whether it is among the others or not. */
function namesOf(noted: readonly Name[], properties: Fields): Name[] {
  const [own, ...names] = valuesOf(properties, 'name');
  const written = [
    ...names.map((text) => [text, 'ALIAS'] as const),
    ...valuesOf(properties, 'alias').map((text) => [text, 'ALIAS'] as const),
    ...valuesOf(properties, 'previousName').map((text) => [text, 'FORMER'] as const),
  ];
  const about = noted.filter(({ text }) => text === own);
  const others = believed(
    noted.filter(({ text }) => text !== own),
    written,
    ([text], name) => text === name.text,
    ([text, kind]: readonly [string, NameKind]): Name => ({ text, language: null, kind }),
  );
  const isOthers = (name: Name): boolean => others.includes(name);
  const inOrder = noted.filter((name) => about.includes(name) || isOthers(name));
  return [...inOrder, ...others.filter((name) => !noted.includes(name))];
}

/** Those with a property of their own; those of registers as long as their number is shown; and others as noted. */
function identifiersOf(noted: readonly Identifier[], properties: Fields, place: string | null): Identifier[] {
  const named = NUMBERS.flatMap(([property, scheme]) =>
    valuesOf(properties, property).map((value) => identifierOf(scheme, value, property)),
  );
  const isOfRegister = ({ scheme }: Identifier): boolean => /^[A-Z]{2}-/.test(scheme);
  const written = valuesOf(properties, 'registrationNumber');
  const shownNumbers = noted.filter((each) => !isOfRegister(each) || written.includes(each.value));
  const added = written
    .filter((value) => !noted.some((each) => isOfRegister(each) && each.value === value))
    .map((value) => registerNumber(place, value))
    .filter((each) => each !== null);
  return [...named, ...shownNumbers, ...added];
}

/** Throws Refused. */
export function ourInterest(noted: unknown, schema: string, properties: Fields): InterestStatement {
  const { source, undisclosed } = checked(STATED, noted, OURS_KEY);
  const { holder, held } = Object.values(ROLES).find((each) => each.schema === schema) as Role;
  const [holderId] = valuesOf(properties, holder);
  const [subject] = valuesOf(properties, held);
  const percentages = valuesOf(properties, 'percentage');
  const interestedParty = holderId === undefined ? null : partyIdOf(holderId, holder);
  return {
    interestedParty,
    undisclosed:
      interestedParty === null ? (undisclosed === undefined ? 'The source names no owner.' : undisclosed) : null,
    subject: partyIdOf(subject, held),
    type: typeIn(valuesOf(properties, 'role')),
    share: percentages.length === 0 ? UNKNOWN_SHARE : (percentagesOf(percentages) ?? UNKNOWN_SHARE),
    ...datesOf(properties),
    source,
  };
}

function typeIn(roles: readonly string[]): InterestType {
  const type = INTEREST_TYPES.find((each) => roles.some((role) => role.toLowerCase() === ROLES[each].role));
  if (type !== undefined) return type;
  const known = INTEREST_TYPES.map((each) => ROLES[each].role).join(', ');
  throw new Refused('INTEREST_TYPE', `role: expected one of ${known}, came ${shown(roles.join(', '))}.`);
}
