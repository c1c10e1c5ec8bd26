import { type Bounds, formatPercent, UNITS_PER_PERCENT } from '../model/share.js';
import type { Fields } from './fields.js';

/** A nature of control of the UK register of people with significant control, as its slug says it. */
export interface PscSlug {
  readonly slug: string;
  /** False where it is held by a trust or firm that the party controls, and not by the party itself. */
  readonly own: boolean;
  /** Strict as the law has it, which the numbers in published files are not; null for rights without a number. */
  readonly band: Bounds | null;
}

/** What a slug is about, by how it begins; each BODS type of interest that the register gives has one. */
const ABOUT: Readonly<Record<string, RegExp>> = {
  shareholding: /^ownership-of-shares-/,
  votingRights: /^voting-rights-/,
  rightsToSurplusAssetsOnDissolution: /^(?:part-)?right-to-share-surplus-assets-/,
  appointmentOfBoard: /^right-to-appoint-and-remove-/,
  otherInfluenceOrControl: /^significant-influence-or-control/,
};

const SLUG =
  /\b(?:ownership-of-shares|voting-rights|(?:part-)?right-to-share-surplus-assets|right-to-appoint-and-remove|significant-influence-or-control)[a-z0-9-]*/g;

const BANDS: readonly [RegExp, Bounds][] = [
  [/-25-to-50-percent/, band(25, 50, true, false)],
  [/-50-to-75-percent/, band(50, 75, true, true)],
  [/-75-to-100-percent/, band(75, 100, false, false)],
  [/-more-than-25-percent/, band(25, 100, true, false)],
];

/** The slugs quoted in the details of an interest, in their order. */
export function pscSlugs(details: string): PscSlug[] {
  return (details.match(SLUG) ?? []).map((slug) => ({
    slug,
    own: !/-as-(?:trust|firm|control-over-(?:trust|firm))\b/.test(slug),
    band: BANDS.find(([pattern]) => pattern.test(slug))?.[1] ?? null,
  }));
}

/** A slug as an interest of a BODS relationship, so that one reader reads both; one that is not known is an unknown interest. */
export function asBodsInterest(slug: string): Fields {
  const type = Object.keys(ABOUT).find((name) => ABOUT[name]?.test(slug)) ?? 'unknownInterest';
  const [first] = pscSlugs(slug);
  const band = first?.band ?? null;
  const share = band === null ? {} : { share: { minimum: formatPercent(band.min), maximum: formatPercent(band.max) } };
  return { type, details: slug, ...share };
}

/**
 * Takes out of the slugs the one behind an interest of the type and bounds, the party's own first: a record lists all
 * its slugs beside each of its interests, so a slug that has been taken stands for one interest only.
 */
export function takeSlug(slugs: PscSlug[], type: string, share: Bounds): PscSlug | null {
  const about = ABOUT[type];
  if (about === undefined) return null;
  const fits = slugs.filter(({ slug, band }) => about.test(slug) && (band === null || sameNumbers(band, share)));
  const taken = fits.find(({ own }) => own) ?? fits[0] ?? null;
  if (taken !== null) slugs.splice(slugs.indexOf(taken), 1);
  return taken;
}

function sameNumbers(a: Bounds, b: Bounds): boolean {
  return a.min === b.min && a.max === b.max;
}

function band(min: number, max: number, minExclusive: boolean, maxExclusive: boolean): Bounds {
  return { min: min * UNITS_PER_PERCENT, max: max * UNITS_PER_PERCENT, minExclusive, maxExclusive };
}
