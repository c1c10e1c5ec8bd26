import type { DateString } from './date.js';
import type { RegionList } from './jurisdiction.js';
import type { Revision } from './statement.js';

/** A ruling as it is put on record: who asked what, by which data and rules, and all that was answered. Plain JSON. */
export interface GivenRuling {
  /** Whom or what was asked about, in the words of who asked. */
  readonly asked: object;
  /** The party that was found for it, and why that one. */
  readonly match: { readonly party: string; readonly matchedName: string; readonly why: readonly string[] };
  /** Who asked; null where nobody says. */
  readonly by: string | null;
  readonly asOf: DateString;
  readonly revision: Revision;
  readonly policy: { readonly id: string; readonly version: string };
  /** The digest of the rules that decided. */
  readonly rules: string;
  readonly engineVersion: string;
  /** The ruling, field by field. */
  readonly outcome: Readonly<Record<string, unknown>>;
}

/** What decided besides the data and the engine: kept once, by the digest of its canonical JSON. */
export interface GivenRules {
  /** The definition of the policy. */
  readonly policy: object;
  /** The region list that it reads; null where it reads none. */
  readonly regions: RegionList | null;
}

/** Who had rulings erased, and why. */
export interface ErasedBecause {
  readonly by: string | null;
  readonly because: string;
}
