import type { DateString } from '../model/date.js';
import type { Atlas, RegionEdition, RegionList, Territory } from '../model/jurisdiction.js';
import type { JurisdictionCode } from '../model/party.js';
import type { Standing } from '../model/policy.js';

/** The newest edition that had begun by the date; the first one holds before its date too. */
export function editionAt(list: RegionList, asOf: DateString): RegionEdition {
  const begun = list.editions.filter((edition) => edition.from === null || edition.from <= asOf);
  const edition = begun.at(-1) ?? list.editions[0];
  if (edition === undefined) throw new Error(`The region list ${list.id} has no edition.`);
  return edition;
}

/**
 * How an edition of a region list treats a place (docs: domain, section 2).
 * A code that means nothing, a withdrawn place and a place that is neither a state's nor a state are UNLISTED.
 */
export function standing(
  code: JurisdictionCode,
  edition: RegionEdition,
  kind: RegionList['kind'],
  atlas: Atlas,
): Standing {
  const place = atlas.find(code);
  if (place === null || place.historical) return 'UNLISTED';
  return kind === 'ALLOW' ? allowed(place, edition, atlas) : denied(place, edition, atlas);
}

function allowed(place: Territory, edition: RegionEdition, atlas: Atlas): Standing {
  const { named, excluded, divided } = codesOf(edition, atlas);
  const line = upToState(place, atlas);
  if (line.some((each) => excluded.has(each.code))) return 'UNSUPPORTED';
  if (divided.has(place.code)) return 'UNLISTED';
  if (line.some((each) => named.has(each.code))) return 'SUPPORTED';
  const state = line.at(-1) as Territory;
  if (state.sovereign !== null) return named.has(state.sovereign) ? 'UNLISTED' : 'UNSUPPORTED';
  return state.isCountry ? 'UNSUPPORTED' : 'UNLISTED';
}

function denied(place: Territory, edition: RegionEdition, atlas: Atlas): Standing {
  const { named, excluded } = codesOf(edition, atlas);
  const line = lineage(place, atlas);
  if (line.some((each) => excluded.has(each.code))) return 'SUPPORTED';
  return line.some((each) => named.has(each.code)) ? 'UNSUPPORTED' : 'SUPPORTED';
}

/** The place and what it is a part of, up to a state or to a dependency, which stands for itself. */
function upToState(place: Territory, atlas: Atlas): Territory[] {
  const line = lineage(place, atlas);
  const dependency = line.findIndex((each) => each.sovereign !== null);
  return dependency < 0 ? line : line.slice(0, dependency + 1);
}

function lineage(place: Territory, atlas: Atlas): Territory[] {
  const line = [place];
  for (let each = place; each.parent !== null; ) {
    const parent = atlas.find(each.parent);
    if (parent === null || line.includes(parent)) break;
    line.push(parent);
    each = parent;
  }
  return line;
}

interface EditionCodes {
  readonly named: ReadonlySet<JurisdictionCode>;
  readonly excluded: ReadonlySet<JurisdictionCode>;
  /** Places with an excluded part: without a subdivision nobody can tell. */
  readonly divided: ReadonlySet<JurisdictionCode>;
}

const known = new WeakMap<Atlas, WeakMap<RegionEdition, EditionCodes>>();

/** The codes of an edition as the atlas spells them; worked out once, for they are asked of every party. */
function codesOf(edition: RegionEdition, atlas: Atlas): EditionCodes {
  const editions = known.get(atlas) ?? new WeakMap<RegionEdition, EditionCodes>();
  known.set(atlas, editions);
  const found = editions.get(edition);
  if (found !== undefined) return found;
  const spelled = (codes: readonly JurisdictionCode[]) => new Set(codes.map((code) => atlas.find(code)?.code ?? code));
  const named = spelled(edition.named);
  const excluded = spelled(edition.excluded);
  const above = [...excluded].flatMap((code) => {
    const place = atlas.find(code);
    return place === null ? [] : lineage(place, atlas).slice(1);
  });
  const codes = { named, excluded, divided: new Set(above.map((place) => place.code)) };
  editions.set(edition, codes);
  return codes;
}
