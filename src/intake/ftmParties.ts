import { type Identifier, LEI_SCHEME, type Name, type NameKind, type PartyFacts } from '../model/party.js';
import type { StatementSource } from '../model/statement.js';
import { type Fault, Refused } from './arrival.js';
import { type Fields, listOf, shown, textOf } from './fields.js';
import { KINDS, valuesOf } from './ftmSchemata.js';
import { CIK_SCHEME, identifierOf, perhapsIdentifier } from './schemes.js';

/** The scheme of FollowTheMoney's own ids, under which an entity is also known by those that were merged into it. */
export const FTM_SCHEME = 'FTM';

/** What an entity says of the party; places of incorporation beyond the first are sources that differ. */
export interface Described {
  readonly facts: PartyFacts;
  readonly alsoIncorporatedIn: readonly string[];
  readonly faults: readonly Fault[];
}

/** Properties that are an identifier wherever the party is. */
export const NUMBERS: readonly (readonly [property: string, scheme: string])[] = [
  ['leiCode', LEI_SCHEME],
  ['swiftBic', 'BIC'],
  ['isinCode', 'ISIN'],
  ['cikCode', CIK_SCHEME],
  ['ogrnCode', 'RU-OGRN'],
];

/**
 * What a country calls the number of its one register of companies, as org-id.guide has it. Left out are countries with
 * several registers (DE, US, CA, CH, AU, CN …) and those where the same numbers are written in several ways.
 */
const REGISTERS: ReadonlyMap<string, readonly [shape: RegExp, scheme: string]> = new Map([
  ['GB', [/^(?:[A-Z]{2}|R)?\d{1,8}$/i, 'GB-COH']],
  ['CZ', [/^\d{8}$/, 'CZ-ICO']],
  ['DK', [/^\d{8}$/, 'DK-CVR']],
  ['HK', [/^\d{7}$/, 'HK-CR']],
  ['IE', [/^\d{6}$/, 'IE-CRO']],
  ['LT', [/^\d{9}$/, 'LT-RC']],
  ['LV', [/^\d{11}$/, 'LV-RE']],
  ['NL', [/^\d{8}$/, 'NL-KVK']],
  ['NO', [/^\d{9}$/, 'NO-BRC']],
  ['PL', [/^\d{10}$/, 'PL-KRS']],
  ['RU', [/^\d{13}$/, 'RU-OGRN']],
  ['SG', [/^\d{8,9}[A-Z]$/, 'SG-ACRA']],
  ['UA', [/^\d{8}$/, 'UA-EDR']],
]);

const NAMES: readonly (readonly [property: string, kind: NameKind])[] = [
  ['alias', 'ALIAS'],
  ['weakAlias', 'ALIAS'],
  ['abbreviation', 'ALIAS'],
  ['previousName', 'FORMER'],
];

/** Throws Refused for a property that is no list of texts, or a country that can be no code. */
export function described(
  schema: string,
  id: string,
  referents: readonly string[],
  properties: Fields,
  source: StatementSource,
): Described {
  const kind = KINDS[schema] ?? null;
  const names = namesOf(properties);
  const [incorporatedIn, ...others] = kind === 'PERSON' ? [] : placesIn(properties, ['jurisdiction']);
  const headquarters = kind === 'PERSON' ? [] : placesIn(properties, ['mainCountry']);
  const nationalities = belongingOf(schema, properties);
  const { identifiers, faults } = identifiersOf(id, referents, properties, incorporatedIn ?? null);
  const [first] = names;
  return {
    facts: {
      ...(kind === null ? {} : { kind }),
      ...(first === undefined ? {} : { name: first.text, names }),
      identifiers,
      ...(incorporatedIn === undefined ? {} : { incorporatedIn }),
      ...(headquarters.length === 0
        ? {}
        : {
            headquarters: headquarters.map((jurisdiction) => ({
              jurisdiction,
              startDate: null,
              endDate: null,
              source,
            })),
          }),
      ...(nationalities.length === 0 ? {} : { nationalities }),
    },
    alsoIncorporatedIn: others,
    faults,
  };
}

function namesOf(properties: Fields): Name[] {
  const [legal, ...written] = valuesOf(properties, 'name');
  const composed = ['firstName', 'middleName', 'lastName'].flatMap((part) => valuesOf(properties, part).slice(0, 1));
  const first = legal ?? (composed.length === 0 ? undefined : composed.join(' '));
  const others = NAMES.flatMap(([property, kind]) => valuesOf(properties, property).map((text) => ({ text, kind })));
  return [
    ...(first === undefined ? [] : [{ text: first, kind: 'LEGAL' as const }]),
    ...written.map((text) => ({ text, kind: 'ALIAS' as const })),
    ...others,
  ].map(({ text, kind }) => ({ text: textOf(text, 'name'), language: null, kind }));
}

/** Whose a person is; of a public body, the one country it has is the state that it is a body of. */
function belongingOf(schema: string, properties: Fields): string[] {
  if (schema === 'Person') return placesIn(properties, ['nationality', 'citizenship']);
  if (schema !== 'PublicBody') return [];
  const countries = placesIn(properties, ['country']);
  return countries.length === 1 ? countries : [];
}

/**
 * Countries as FollowTheMoney writes them: lower case, states that are no more in the four letters of ISO 3166-3 (suhh).
 * What no list of places knows (eu, zz) stays as it is: a place that nobody can tell, and never none at all.
 */
export function placesIn(properties: Fields, names: readonly string[]): string[] {
  const codes = names
    .flatMap((name) => valuesOf(properties, name))
    .map((value) => {
      const code = value.toUpperCase();
      const withdrawn = /^([A-Z]{2})[A-Z]{2}$/.exec(code)?.[1];
      if (withdrawn !== undefined) return withdrawn;
      if (/^[A-Z]{2}(?:-[A-Z0-9]{1,4})?$/.test(code)) return code;
      throw new Refused('MALFORMED', `${names.join(' or ')}: expected the code of a country, came ${shown(value)}.`);
    });
  return [...new Set(codes)];
}

function identifiersOf(
  id: string,
  referents: readonly string[],
  properties: Fields,
  place: string | null,
): { identifiers: Identifier[]; faults: Fault[] } {
  const found = [id, ...referents].map((value): Identifier => ({ scheme: FTM_SCHEME, value }));
  const faults: Fault[] = [];
  for (const [property, scheme] of NUMBERS) {
    for (const value of valuesOf(properties, property)) {
      try {
        found.push(identifierOf(scheme, value, property));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        faults.push({ reason: error.reason, message: `${error.message} The party is taken without it.` });
      }
    }
  }
  for (const value of valuesOf(properties, 'registrationNumber')) {
    const number = registerNumber(place, value);
    if (number !== null) found.push(number);
  }
  const unlike = new Map(found.map((each) => [`${each.scheme} ${each.value}`, each]));
  return { identifiers: [...unlike.values()], faults };
}

/** A number of the one register of a place, in the shape of its numbers; else null. */
export function registerNumber(place: string | null, value: string): Identifier | null {
  const [shape, scheme] = (place === null ? undefined : REGISTERS.get(place)) ?? [];
  return shape !== undefined && scheme !== undefined && shape.test(value) ? perhapsIdentifier(scheme, value) : null;
}

/** Ids of entities that were merged into this one. */
export function referentsOf(entity: Fields): string[] {
  return listOf(entity.referents, 'referents').map((id) => textOf(id, 'referents', 400));
}
