import type { DateString } from './date.js';
import type { JurisdictionCode } from './party.js';

/** A country, a dependency, a subdivision or a withdrawn place. */
export interface Territory {
  readonly code: JurisdictionCode;
  /** Its English short name; its code, when nothing but the form of the code tells that it exists. */
  readonly name: string;
  /** The place it is a part of. */
  readonly parent: JurisdictionCode | null;
  /** Whether it counts as a state of its own; a disputed place (XK, EH) does not. */
  readonly isCountry: boolean;
  /** Other codes of the same place, as CN-HK for HK. */
  readonly otherCodes: readonly JurisdictionCode[];
  /** The state that a dependency belongs to; null for what is no dependency. */
  readonly sovereign: JurisdictionCode | null;
  /** Withdrawn: the Soviet Union, the Netherlands Antilles. */
  readonly historical: boolean;
}

/** What the codes of places mean. */
export interface Atlas {
  /**
   * The place of a code, also by another code of it, and a well-formed subdivision (ISO 3166-2) of a known, living
   * country though the table lacks it. Null for everything else. Codes are upper case.
   */
  find(code: JurisdictionCode): Territory | null;
  /** The places directly in it, by code. */
  partsOf(code: JurisdictionCode): readonly Territory[];
  /** Its code, its other codes, and those of every part at any depth; only the code itself when it is unknown. */
  codesWithin(code: JurisdictionCode): readonly JurisdictionCode[];
}

export interface RegionEdition {
  readonly version: string;
  /** Half-open; the first edition holds before its date too. */
  readonly from: DateString | null;
  readonly to: DateString | null;
  readonly named: readonly JurisdictionCode[];
  /** Parts of named places that the text takes out again. */
  readonly excluded: readonly JurisdictionCode[];
  readonly source: string;
}

/** A list of supported places (ALLOW) or of places of concern (DENY), its editions in the order of their dates. */
export interface RegionList {
  readonly id: string;
  readonly name: string;
  readonly kind: 'ALLOW' | 'DENY';
  readonly editions: readonly RegionEdition[];
}

const SUBDIVISION = /^([A-Z]{2})-[A-Z0-9]{1,3}$/;

export function atlas(territories: readonly Territory[]): Atlas {
  const byCode = new Map<JurisdictionCode, Territory>();
  const parts = new Map<JurisdictionCode, Territory[]>();
  for (const territory of territories) for (const code of territory.otherCodes) byCode.set(code, territory);
  for (const territory of territories) byCode.set(territory.code, territory);
  for (const territory of territories) {
    if (territory.parent === null) continue;
    const siblings = parts.get(territory.parent);
    if (siblings === undefined) parts.set(territory.parent, [territory]);
    else siblings.push(territory);
  }
  for (const siblings of parts.values()) siblings.sort((a, b) => (a.code < b.code ? -1 : 1));

  function find(code: JurisdictionCode): Territory | null {
    return byCode.get(code) ?? subdivision(code, byCode);
  }

  function partsOf(code: JurisdictionCode): readonly Territory[] {
    const territory = find(code);
    return territory === null ? [] : (parts.get(territory.code) ?? []);
  }

  function codesWithin(code: JurisdictionCode): readonly JurisdictionCode[] {
    const territory = find(code);
    if (territory === null) return [code];
    const within = [territory];
    for (const each of within) within.push(...(parts.get(each.code) ?? []));
    return [...new Set(within.flatMap((each) => [each.code, ...each.otherCodes]))];
  }

  return { find, partsOf, codesWithin };
}

function subdivision(code: JurisdictionCode, byCode: ReadonlyMap<JurisdictionCode, Territory>): Territory | null {
  const country = byCode.get(SUBDIVISION.exec(code)?.[1] ?? '');
  if (country === undefined || country.historical) return null;
  return {
    code,
    name: code,
    parent: country.code,
    isCountry: false,
    otherCodes: [],
    sovereign: null,
    historical: false,
  };
}
