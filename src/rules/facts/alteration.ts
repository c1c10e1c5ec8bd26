import { type InterestType, interestId } from '../../model/interest.js';
import type { JurisdictionCode, PartyId, PartyKind } from '../../model/party.js';
import type { ControlEffect, ControlType, Policy, Seeds } from '../../model/policy.js';
import { type Bounds, exactly, formatPercent, saysNothing, WHOLE } from '../../model/share.js';
import type { Setting } from '../seeds.js';

/** What is supposed of a party; a field left out stays as recorded. */
export interface SupposedParty {
  readonly id: PartyId;
  readonly kind?: PartyKind;
  readonly name?: string;
  readonly incorporatedIn?: JurisdictionCode;
  readonly headquarters?: JurisdictionCode;
  readonly nationalities?: readonly JurisdictionCode[];
  readonly listings?: readonly { readonly list: string }[];
  readonly ownersComplete?: boolean;
}

export interface SupposedInterest {
  readonly interestedParty: PartyId;
  readonly subject: PartyId;
  readonly type: InterestType;
  readonly share: Bounds;
}

export interface PolicyChange {
  readonly seeds?: Partial<Seeds>;
  readonly control?: Partial<Record<ControlType, ControlEffect>>;
  readonly dominantHolder?: null;
}

/**
 * Facts laid over the record of one party's owners: what is asked in a supposed world, before it is written down. What
 * is laid upon an alteration changes it, since sets of facts are put together thousands of times; `forked` keeps it.
 */
export interface Alteration {
  readonly parties: Map<PartyId, SupposedParty>;
  /** By id. */
  readonly interests: Map<string, SupposedInterest>;
  readonly without: Set<string>;
  policy: PolicyChange;
  /** As if complete editions were loaded of every list the policy names, with no names but those recorded. */
  listsComplete: boolean;
}

export function nothingAltered(): Alteration {
  return { parties: new Map(), interests: new Map(), without: new Set(), policy: {}, listsComplete: false };
}

export function forked(alteration: Alteration): Alteration {
  const { parties, interests, without } = alteration;
  return {
    ...alteration,
    parties: new Map(parties),
    interests: new Map(interests),
    without: new Set(without),
  };
}

export function namedInterestId(interest: Omit<SupposedInterest, 'share'>): string {
  return interestId({ ...interest, sources: [] });
}

export function withParty(upon: Alteration, party: SupposedParty): Alteration {
  upon.parties.set(party.id, { ...upon.parties.get(party.id), ...party });
  return upon;
}

/** The interest as supposed replaces what is recorded, or was supposed, for its holder, subject and type. */
export function withInterest(upon: Alteration, interest: SupposedInterest, id = namedInterestId(interest)): Alteration {
  upon.without.delete(id);
  upon.interests.set(id, interest);
  return upon;
}

export function withoutInterest(upon: Alteration, id: string): Alteration {
  upon.interests.delete(id);
  upon.without.add(id);
  return upon;
}

export function withPolicy(upon: Alteration, { seeds, control, ...rest }: PolicyChange): Alteration {
  const policy = { ...upon.policy, ...rest };
  upon.policy = {
    ...policy,
    ...(seeds === undefined ? {} : { seeds: { ...policy.seeds, ...seeds } }),
    ...(control === undefined ? {} : { control: { ...policy.control, ...control } }),
  };
  return upon;
}

export function withCompleteLists(upon: Alteration): Alteration {
  upon.listsComplete = true;
  return upon;
}

/** The policy as altered; a part that changes is given whole. */
export function alteredPolicy(policy: Policy, { policy: change }: Alteration): Policy {
  return {
    ...policy,
    ...(change.dominantHolder === null ? { dominantHolder: null } : {}),
    seeds: { ...policy.seeds, ...change.seeds },
    control: { ...policy.control, ...change.control },
  };
}

/** The input of Query.world(suppose:) that lays the same over the record, as JSON. */
export interface Draft {
  readonly parties?: readonly SupposedParty[];
  readonly interests?: readonly DraftInterest[];
  readonly without?: readonly string[];
  readonly policies?: readonly object[];
}

/** Percents are decimal strings; nothing at all is somewhere from 0 to 100. */
export interface DraftInterest extends Omit<SupposedInterest, 'share'> {
  readonly share?: object;
}

/** What a draft is written for: the rules, and the interests that are recorded. */
export interface Recorded {
  readonly setting: Setting;
  readonly interestIds: ReadonlySet<string>;
}

/** Nothing can be supposed of which editions are loaded: lists that are not are left out of the policy instead. */
export function draft(alteration: Alteration, { setting, interestIds }: Recorded): Draft {
  const { policy, missingLists } = setting;
  const altered = alteredPolicy(policy, alteration);
  const lists = altered.seeds.lists.filter((list) => !missingLists.includes(list));
  const seeds = alteration.listsComplete ? { ...altered.seeds, lists } : altered.seeds;
  const change = {
    ...(alteration.policy.dominantHolder === null ? { dominantHolder: null } : {}),
    ...(alteration.policy.seeds !== undefined || seeds.lists !== policy.seeds.lists ? { seeds } : {}),
    ...(alteration.policy.control === undefined ? {} : { control: altered.control }),
  };
  const parties = [...alteration.parties.values()];
  const interests = [...alteration.interests.values()].map(interestInput);
  const without = [...alteration.without].filter((id) => interestIds.has(id));
  return {
    ...(parties.length === 0 ? {} : { parties }),
    ...(interests.length === 0 ? {} : { interests }),
    ...(without.length === 0 ? {} : { without }),
    ...(Object.keys(change).length === 0 ? {} : { policies: [{ id: policy.id, ...change }] }),
  };
}

function interestInput({ share, ...rest }: SupposedInterest): DraftInterest {
  if (saysNothing(share)) return rest;
  if (share.min === share.max) return { ...rest, share: { exact: formatPercent(share.min) } };
  const { min, max, minExclusive, maxExclusive } = share;
  return {
    ...rest,
    share: {
      min: formatPercent(min),
      max: formatPercent(max),
      ...(minExclusive ? { minExclusive } : {}),
      ...(maxExclusive ? { maxExclusive } : {}),
    },
  };
}

/** Both shares together; never more than the whole. */
export function together(a: Bounds, b: Bounds): Bounds {
  const [min, max] = [Math.min(a.min + b.min, WHOLE), Math.min(a.max + b.max, WHOLE)];
  if (min === max) return exactly(max);
  const maxExclusive = a.max + b.max <= WHOLE && (a.maxExclusive || b.maxExclusive);
  return { min, max, minExclusive: a.minExclusive || b.minExclusive, maxExclusive };
}
