import type { DateString } from './date.js';
import type { JurisdictionCode } from './party.js';

/** A place that has a code today. Withdrawn codes have no territory. */
export interface Territory {
  readonly code: JurisdictionCode;
  readonly name: string;
  /** What it is a part of: the country of a subdivision, the state of a dependency where the source says so. */
  readonly parent: JurisdictionCode | null;
  /** A state. Not a subdivision, not a dependency, not Antarctica, and not a place whose statehood is disputed. */
  readonly isCountry: boolean;
  /** Subdivision codes that mean this place: CN-HK for HK, UA-43 for UA-CRI. */
  readonly otherCodes: readonly JurisdictionCode[];
  /** The state that a dependency belongs to; null for states and for their subdivisions. */
  readonly sovereign: JurisdictionCode | null;
}

/** The territories, by their own and their other codes. Never changes once made. */
export class Atlas {
  private readonly byCode = new Map<JurisdictionCode, Territory>();
  private readonly partsOf = new Map<JurisdictionCode, Territory[]>();

  /** Throws where two territories claim one code, or a parent or sovereign is missing. */
  constructor(readonly territories: readonly Territory[]) {
    for (const territory of territories) {
      for (const code of [territory.code, ...territory.otherCodes]) {
        const other = this.byCode.get(code);
        if (other !== undefined) throw new Error(`${code} is claimed by ${other.code} and by ${territory.code}.`);
        this.byCode.set(code, territory);
      }
    }
    for (const territory of territories) {
      for (const above of [territory.parent, territory.sovereign]) {
        if (above !== null && !this.byCode.has(above))
          throw new Error(`${territory.code} belongs to ${above}, which is missing.`);
      }
      if (territory.parent === null) continue;
      const parts = this.partsOf.get(territory.parent);
      if (parts === undefined) this.partsOf.set(territory.parent, [territory]);
      else parts.push(territory);
    }
  }

  /** The territory with this code or other code; null for withdrawn and unknown ones, whatever their case. */
  find(code: JurisdictionCode): Territory | null {
    return this.byCode.get(code.toUpperCase()) ?? null;
  }

  /** The territory and everything it is a part of, nearest first. */
  chain(code: JurisdictionCode): Territory[] {
    const chain: Territory[] = [];
    let territory = this.find(code);
    while (territory !== null && !chain.includes(territory)) {
      chain.push(territory);
      territory = territory.parent === null ? null : this.find(territory.parent);
    }
    return chain;
  }

  /** What lies directly within the territory, in the order of the file. */
  parts(code: JurisdictionCode): readonly Territory[] {
    const territory = this.find(code);
    return territory === null ? [] : (this.partsOf.get(territory.code) ?? []);
  }

  /** The code and every code, other codes included, of the territory and its parts at any depth; for an unknown one, itself. */
  codesWithin(code: JurisdictionCode): JurisdictionCode[] {
    const territory = this.find(code);
    if (territory === null) return [code.toUpperCase()];
    const within = this.parts(territory.code).flatMap((part) => this.codesWithin(part.code));
    return [territory.code, ...territory.otherCodes, ...within];
  }
}

/** ALLOW names the places that are supported, DENY those that are not. */
export const REGION_LIST_KINDS = ['ALLOW', 'DENY'] as const;
export type RegionListKind = (typeof REGION_LIST_KINDS)[number];

/** What a region list said from one date to another, half-open; the first edition holds before its date too. */
export interface RegionEdition {
  readonly version: string;
  readonly from: DateString | null;
  readonly to: DateString | null;
  readonly named: readonly JurisdictionCode[];
  /** Parts of a named country that are left out of it. */
  readonly excluded: readonly JurisdictionCode[];
  readonly sources: readonly string[];
}

export interface RegionList {
  readonly id: string;
  readonly name: string;
  readonly kind: RegionListKind;
  /** By date, at least one, none overlapping the next. */
  readonly editions: readonly [RegionEdition, ...RegionEdition[]];
}
