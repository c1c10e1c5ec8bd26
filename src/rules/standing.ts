import type { DateString } from '../model/date.js';
import type { Atlas, RegionEdition, RegionList, RegionListKind, Territory } from '../model/jurisdiction.js';
import type { JurisdictionCode } from '../model/party.js';
import type { Standing } from '../model/policy.js';

/** The edition in force at the date: the last that began by then, and before all of them the first. */
export function editionAt(list: RegionList, asOf: DateString): RegionEdition {
  return list.editions.reduce((held, edition) => (edition.from === null || edition.from <= asOf ? edition : held));
}

/**
 * How an edition treats a place. On an ALLOW list, the first rule that fits: an excluded part is unsupported; a country
 * with excluded parts, given without a subdivision, is unlisted; a named place is supported, a subdivision as its
 * country; a dependency of an unnamed state is unsupported, of a named one unlisted; any other state is unsupported.
 * On a DENY list a named place, its parts and its dependencies are unsupported, every other known place is supported.
 * A code that is also a country's (CN-HK) is read as that country's; a withdrawn or unknown code is unlisted.
 * A supposed standing is that of the place itself and of the parts that have their standing from it: an excluded part, a
 * part that is named and a dependency keep their own, whatever is supposed of the country.
 */
export function standing(
  code: JurisdictionCode,
  edition: RegionEdition,
  kind: RegionListKind,
  atlas: Atlas,
  supposed: ReadonlyMap<JurisdictionCode, Standing> = new Map(),
): Standing {
  const place = placeOf(code.toUpperCase(), atlas);
  if (place === null) return 'UNLISTED';
  return supposedOf(place, edition, supposed) ?? (kind === 'ALLOW' ? allowed(place, edition) : denied(place, edition));
}

/** The code under which a standing of the place is supposed; null where nobody knows such a place. */
export function placeCode(code: JurisdictionCode, atlas: Atlas): JurisdictionCode | null {
  const place = placeOf(code.toUpperCase(), atlas);
  return place === null ? null : (place.steps[0]?.code ?? null);
}

/** Upward from the place, the first standing that is supposed, unless one that is its own comes before it. */
function supposedOf(
  { steps }: Place,
  { named, excluded }: RegionEdition,
  supposed: ReadonlyMap<JurisdictionCode, Standing>,
): Standing | null {
  if (supposed.size === 0) return null;
  for (const { code, otherCodes, sovereign, isCountry } of steps) {
    const found = supposed.get(code);
    if (found !== undefined) return found;
    const codes = [code, ...otherCodes];
    const isNamed = codes.some((each) => excluded.includes(each) || (!isCountry && named.includes(each)));
    if (isNamed || sovereign !== null) return null;
  }
  return null;
}

function allowed(place: Place, { named, excluded }: RegionEdition): Standing {
  if (place.codes.some((code) => excluded.includes(code))) return 'UNSUPPORTED';
  if (excluded.some((part) => countryPart(part) === place.country)) return 'UNLISTED';
  // A dependency isn't supported by its state's being named, only by its own name.
  const own = place.sovereign === null ? place.chain : place.chain.filter((territory) => territory.sovereign !== null);
  if (own.some((territory) => named.includes(territory.code))) return 'SUPPORTED';
  if (place.sovereign !== null) return named.includes(place.sovereign) ? 'UNLISTED' : 'UNSUPPORTED';
  return place.chain.some((territory) => territory.isCountry) ? 'UNSUPPORTED' : 'UNLISTED';
}

function denied(place: Place, { named }: RegionEdition): Standing {
  const above = place.chain.map((territory) => territory.code);
  if (place.sovereign !== null) above.push(place.sovereign);
  return above.some((code) => named.includes(code)) ? 'UNSUPPORTED' : 'SUPPORTED';
}

interface Place {
  /** The territory and what it is a part of; for a subdivision that has none of its own, its country onward. */
  readonly chain: readonly Territory[];
  /** The place itself, then what it is a part of. */
  readonly steps: readonly Pick<Territory, 'code' | 'otherCodes' | 'sovereign' | 'isCountry'>[];
  /** Every code that it or what it is a part of goes by. */
  readonly codes: readonly JurisdictionCode[];
  /** The country, where the place is no less than that, or a part of it that nobody knows. */
  readonly country: JurisdictionCode | null;
  readonly sovereign: JurisdictionCode | null;
}

const SUBDIVISION = /^[A-Z]{2}-[A-Z0-9]{1,3}$/;

function placeOf(code: JurisdictionCode, atlas: Atlas): Place | null {
  const territory = atlas.find(code);
  if (territory === null && !SUBDIVISION.test(code)) return null;
  const chain = atlas.chain(territory === null ? countryPart(code) : code);
  if (chain.length === 0) return null;
  const unmapped = { code, otherCodes: [], sovereign: null, isCountry: false };
  return {
    chain,
    steps: territory === null ? [unmapped, ...chain] : chain,
    codes: [code, ...chain.flatMap((each) => [each.code, ...each.otherCodes])],
    country: territory === null ? countryPart(code) : territory.isCountry ? territory.code : null,
    sovereign: chain.find((each) => each.sovereign !== null)?.sovereign ?? null,
  };
}

function countryPart(code: JurisdictionCode): JurisdictionCode {
  return code.slice(0, 2);
}
