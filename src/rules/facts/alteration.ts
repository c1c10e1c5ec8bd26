import { type InterestType, interestId } from '../../model/interest.js';
import type { JurisdictionCode, PartyId, PartyKind } from '../../model/party.js';
import type { ControlEffect, ControlType, Policy, Seeds } from '../../model/policy.js';
import { type Bounds, formatPercent, saysNothing, WHOLE } from '../../model/share.js';

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

/** Facts laid over the record of one party's owners: what is asked in a supposed world, before it is written down. */
export interface Alteration {
  readonly parties: ReadonlyMap<PartyId, SupposedParty>;
  /** By id. */
  readonly interests: ReadonlyMap<string, SupposedInterest>;
  readonly without: ReadonlySet<string>;
  readonly policy: PolicyChange;
  /** As if complete editions were loaded of every list the policy names, with no names but those recorded. */
  readonly listsComplete: boolean;
}

export const NOTHING_ALTERED: Alteration = {
  parties: new Map(),
  interests: new Map(),
  without: new Set(),
  policy: {},
  listsComplete: false,
};

export function namedInterestId(interest: Omit<SupposedInterest, 'share'>): string {
  return interestId({ ...interest, sources: [] });
}

export function withParty(upon: Alteration, party: SupposedParty): Alteration {
  const known = upon.parties.get(party.id);
  return { ...upon, parties: new Map(upon.parties).set(party.id, { ...known, ...party }) };
}

/** The interest as supposed replaces what is recorded, or was supposed, for its holder, subject and type. */
export function withInterest(upon: Alteration, interest: SupposedInterest): Alteration {
  const id = namedInterestId(interest);
  const without = new Set(upon.without);
  without.delete(id);
  return { ...upon, without, interests: new Map(upon.interests).set(id, interest) };
}

export function withoutInterest(upon: Alteration, id: string): Alteration {
  const interests = new Map(upon.interests);
  interests.delete(id);
  return { ...upon, interests, without: new Set(upon.without).add(id) };
}

export function withPolicy(upon: Alteration, { seeds, control, ...rest }: PolicyChange): Alteration {
  const policy = { ...upon.policy, ...rest };
  return {
    ...upon,
    policy: {
      ...policy,
      ...(seeds === undefined ? {} : { seeds: { ...policy.seeds, ...seeds } }),
      ...(control === undefined ? {} : { control: { ...policy.control, ...control } }),
    },
  };
}

export function withCompleteLists(upon: Alteration): Alteration {
  return { ...upon, listsComplete: true };
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

/** Nothing can be supposed of which editions are loaded: lists that are not are left out of the policy instead. */
export function draft(alteration: Alteration, policy: Policy, missingLists: readonly string[]): Draft {
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
  return {
    ...(parties.length === 0 ? {} : { parties }),
    ...(interests.length === 0 ? {} : { interests }),
    ...(alteration.without.size === 0 ? {} : { without: [...alteration.without] }),
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
  const [min, max] = [a.min + b.min, a.max + b.max];
  return {
    min: Math.min(min, WHOLE),
    max: Math.min(max, WHOLE),
    minExclusive: min < WHOLE && (a.minExclusive || b.minExclusive),
    maxExclusive: max <= WHOLE && (a.maxExclusive || b.maxExclusive),
  };
}
