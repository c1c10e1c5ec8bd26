import type { JurisdictionCode, Party } from '../model/party.js';
import type { Policy, Standing } from '../model/policy.js';
import type { ReasonCode } from '../model/ruling.js';

/** What a policy needs to know of the world beside the graph. */
export interface Setting {
  readonly policy: Policy;
  /** How the policy's region list, in the edition of the date, treats a place; never asked where there is no list. */
  readonly standingOf: (code: JurisdictionCode) => Standing;
  /** Lists the policy names without a loaded, complete edition valid at the date. */
  readonly missingLists: readonly string[];
}

export type SeedState = 'NONE' | 'POSSIBLE' | 'CERTAIN';

export interface Cause {
  readonly code: ReasonCode;
  readonly message: string;
}

/** Whether a party is restricted by what it is, whoever owns it; and what was presumed to say so. */
export interface Seed {
  readonly state: SeedState;
  readonly causes: readonly Cause[];
  /** Said also where nothing follows from it: that a headquarters was presumed. */
  readonly presumed: Cause | null;
}

const NONE: Seed = { state: 'NONE', causes: [], presumed: null };

/** The gravest of the tests that the policy's seeds name; a group of holders is none, a branch only by a listing. */
export function seedOf(party: Party, setting: Setting, what: { isGroup: boolean; isBranch: boolean }): Seed {
  if (what.isGroup) return NONE;
  const byList = listed(party, setting);
  return setting.policy.seeds.regions === null || what.isBranch ? byList : graver(byList, placed(party, setting));
}

/** Everything of a party that the state of its seed depends on, under any policy; the causes name more. */
export function seedTraits({ kind, headquarters, incorporatedIn, nationalities, listings }: Party): string {
  const places = headquarters.length === 1 ? headquarters[0]?.jurisdiction : headquarters.map(codeOf).join();
  const lists = listings.length === 0 ? '' : JSON.stringify(listings.map((listing) => listing.list));
  return `${kind} ${places} ${incorporatedIn.join()} ${nationalities.join()} ${lists}`;
}

function codeOf(place: Party['headquarters'][number]): JurisdictionCode {
  return place.jurisdiction;
}

function graver(a: Seed, b: Seed): Seed {
  if (a.state === 'CERTAIN' && b.state === 'CERTAIN') return { ...a, causes: [...a.causes, ...b.causes] };
  if (a.state === 'CERTAIN' || b.state === 'NONE') return a.state === 'NONE' ? (b.presumed === null ? a : b) : a;
  if (b.state === 'CERTAIN' || a.state === 'NONE') return b;
  return { state: 'POSSIBLE', causes: [...a.causes, ...b.causes], presumed: a.presumed ?? b.presumed };
}

function listed(party: Party, { policy, missingLists }: Setting): Seed {
  if (policy.seeds.lists.length === 0) return NONE;
  const hits = party.listings.filter((listing) => policy.seeds.lists.includes(listing.list));
  if (hits.length > 0) {
    const causes = hits.map((listing) => ({
      code: 'LISTED' as const,
      message: `${party.name} is named on the list ${listing.list}${listing.programme === null ? '' : ` (${listing.programme})`}${since(listing.startDate)}.`,
    }));
    return { state: 'CERTAIN', causes, presumed: null };
  }
  if (missingLists.length === 0) return NONE;
  const message = `No complete edition of ${missingLists.join(', ')} is loaded, so nobody can be said to be off it.`;
  return { state: 'POSSIBLE', causes: [{ code: 'LIST_NOT_LOADED', message }], presumed: null };
}

function since(date: string | null): string {
  return date === null ? '' : ` since ${date}`;
}

function placed(party: Party, setting: Setting): Seed {
  switch (party.kind) {
    case 'PERSON':
      return person(party, setting);
    case 'STATE':
      return state(party, setting);
    default:
      return company(party, setting);
  }
}

function company(party: Party, setting: Setting): Seed {
  const { seeds } = setting.policy;
  const byHeadquarters = seeds.headquarters ? headquarters(party, setting) : NONE;
  return seeds.incorporation ? graver(byHeadquarters, incorporation(party, setting)) : byHeadquarters;
}

function headquarters(party: Party, setting: Setting): Seed {
  if (party.headquarters.length === 0) return presumedHeadquarters(party, setting);
  if (party.headquarters.every((place) => setting.standingOf(place.jurisdiction) === 'SUPPORTED')) return NONE;
  const codes = party.headquarters.map((place) => place.jurisdiction);
  const standings = codes.map(setting.standingOf);
  if (standings.every((standing) => standing === 'UNSUPPORTED')) {
    const message = `${party.name} is headquartered in ${codes.join(' and ')}, an unsupported region.`;
    return { state: 'CERTAIN', causes: [{ code: 'HEADQUARTERED_IN_UNSUPPORTED_REGION', message }], presumed: null };
  }
  const causes: Cause[] = [];
  const unlisted = codes.filter((_, index) => standings[index] === 'UNLISTED');
  if (unlisted.length > 0) causes.push(regionUnlisted(party, unlisted, 'is headquartered'));
  const datasets = new Set(party.headquarters.map((place) => place.source.dataset));
  if (new Set(standings).size > 1) {
    const where = party.headquarters.map((place) => `${place.jurisdiction} (${place.source.dataset})`).join(', ');
    const message = `${datasets.size > 1 ? 'Sources differ on' : 'There are several places for'} the headquarters of ${party.name}: ${where}.`;
    causes.push({ code: datasets.size > 1 ? 'CONFLICTING_SOURCES' : 'HEADQUARTERS_UNKNOWN', message });
  }
  return { state: 'POSSIBLE', causes, presumed: null };
}

function presumedHeadquarters(party: Party, setting: Setting): Seed {
  const codes = party.incorporatedIn;
  const standings = codes.map(setting.standingOf);
  const presumed: Cause = {
    code: 'HEADQUARTERS_PRESUMED',
    message: `No source says where ${party.name} is headquartered; presumed at its place of incorporation, ${codes.join(' and ')}.`,
  };
  if (codes.length > 0 && standings.every((standing) => standing === 'SUPPORTED')) return { ...NONE, presumed };
  if (codes.length > 0 && standings.every((standing) => standing === 'UNSUPPORTED')) {
    const message = `${party.name} is presumed to be headquartered where it is incorporated, in ${codes.join(' and ')}, an unsupported region.`;
    return { state: 'CERTAIN', causes: [{ code: 'HEADQUARTERED_IN_UNSUPPORTED_REGION', message }], presumed };
  }
  const why =
    codes.length === 0
      ? 'nor where it is incorporated'
      : `and ${codes.join(' and ')}, where it is incorporated, does not tell`;
  return {
    state: 'POSSIBLE',
    causes: [{ code: 'HEADQUARTERS_UNKNOWN', message: `No source says where ${party.name} is headquartered, ${why}.` }],
    presumed: null,
  };
}

function incorporation(party: Party, setting: Setting): Seed {
  const codes = party.incorporatedIn;
  if (codes.length === 0) {
    const message = `No source says where ${party.name} is incorporated.`;
    return { state: 'POSSIBLE', causes: [{ code: 'HEADQUARTERS_UNKNOWN', message }], presumed: null };
  }
  const standings = codes.map(setting.standingOf);
  if (standings.every((standing) => standing === 'SUPPORTED')) return NONE;
  if (standings.every((standing) => standing === 'UNSUPPORTED')) {
    const message = `${party.name} is organised under the law of ${codes.join(' and ')}, an unsupported region.`;
    return { state: 'CERTAIN', causes: [{ code: 'HEADQUARTERED_IN_UNSUPPORTED_REGION', message }], presumed: null };
  }
  const unlisted = codes.filter((_, index) => standings[index] === 'UNLISTED');
  if (unlisted.length > 0)
    return { state: 'POSSIBLE', causes: [regionUnlisted(party, unlisted, 'is incorporated')], presumed: null };
  const message = `Sources differ on where ${party.name} is incorporated: ${codes.join(', ')}.`;
  return { state: 'POSSIBLE', causes: [{ code: 'CONFLICTING_SOURCES', message }], presumed: null };
}

function state(party: Party, setting: Setting): Seed {
  if (!setting.policy.seeds.states) return NONE;
  const codes = [
    ...new Set([
      ...party.headquarters.map((place) => place.jurisdiction),
      ...party.incorporatedIn,
      ...party.nationalities,
    ]),
  ];
  const standings = codes.map(setting.standingOf);
  if (codes.length > 0 && standings.every((standing) => standing === 'SUPPORTED')) return NONE;
  if (codes.length > 0 && standings.every((standing) => standing === 'UNSUPPORTED')) {
    const message = `${party.name} is a state, or a state body, of ${codes.join(' and ')}, an unsupported region.`;
    return { state: 'CERTAIN', causes: [{ code: 'STATE_OF_UNSUPPORTED_REGION', message }], presumed: null };
  }
  if (codes.length === 0) {
    const message = `No source says of which place ${party.name} is the state.`;
    return { state: 'POSSIBLE', causes: [{ code: 'HEADQUARTERS_UNKNOWN', message }], presumed: null };
  }
  return { state: 'POSSIBLE', causes: [regionUnlisted(party, codes, 'is a state')], presumed: null };
}

/** No recorded residence, or one in an unlisted place, is no seed. */
function person(party: Party, setting: Setting): Seed {
  const { residents, nationals } = setting.policy.seeds;
  const places = party.headquarters.map((place) => place.jurisdiction);
  const living = places.filter((code) => setting.standingOf(code) === 'UNSUPPORTED');
  const belonging = party.nationalities.filter((code) => setting.standingOf(code) === 'UNSUPPORTED');
  const found: Seed[] = [];
  if (residents !== null && living.length > 0) {
    // Nobody resides primarily in two places: one of them supported leaves it open.
    const state = living.length === places.length ? residents : 'POSSIBLE';
    found.push(personal(party, state, `resident in ${places.join(' and ')}`));
  }
  if (nationals !== null && belonging.length > 0) {
    found.push(personal(party, nationals, `a national of ${belonging.join(' and ')}`));
  }
  return found.reduce(graver, NONE);
}

function personal(party: Party, state: 'CERTAIN' | 'POSSIBLE', how: string): Seed {
  const certain = state === 'CERTAIN';
  const message = certain
    ? `${party.name} is recorded as ${how}, an unsupported region.`
    : `${party.name} is recorded as ${how}; whether the policy's words reach that person is open.`;
  return {
    state,
    causes: [{ code: certain ? 'RESIDENT_IN_UNSUPPORTED_REGION' : 'CONTROL_SIGNAL', message }],
    presumed: null,
  };
}

function regionUnlisted(party: Party, codes: readonly JurisdictionCode[], how: string): Cause {
  return {
    code: 'REGION_UNLISTED',
    message: `${party.name} ${how} in ${codes.join(' and ')}, which the policy's region list does not settle.`,
  };
}
