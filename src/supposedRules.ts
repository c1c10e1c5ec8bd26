import { badInput } from './errors.js';
import type { Rulebook } from './inquiry.js';
import type { JurisdictionCode } from './model/party.js';
import type { Policy, Standing } from './model/policy.js';
import { formatPercent } from './model/share.js';
import type { SupposedStanding } from './model/supposition.js';
import { placeCode } from './rules/standing.js';

type Fields = Readonly<Record<string, unknown>>;

/** A policy as it is written: shares are decimal strings, not units. `parsePolicy` reads it back. */
export function definitionOf(policy: Policy): Fields {
  const { threshold, thresholdAbove, dominantHolder, ...rest } = policy;
  const dominant =
    dominantHolder === null
      ? null
      : { atLeast: formatPercent(dominantHolder.atLeast), othersAtMost: formatPercent(dominantHolder.othersAtMost) };
  const above =
    thresholdAbove === null ? null : { ...thresholdAbove, threshold: formatPercent(thresholdAbove.threshold) };
  return { ...rest, threshold: formatPercent(threshold), thresholdAbove: above, dominantHolder: dominant };
}

/**
 * The policies that a supposition has otherwise than the rulebook: of a known id the fields that differ, and of seeds,
 * control and the like the fields within that differ; of a new id all of it. BAD_USER_INPUT names what does not fit.
 */
export function supposedPolicies(given: readonly unknown[], rulebook: Rulebook): Policy[] {
  const known = new Map(rulebook.policies.map((policy) => [policy.id, policy]));
  const supposed = new Map<string, Policy>();
  for (const [index, fields] of given.entries()) {
    const where = `suppose.policies[${index}]`;
    const id = isFields(fields) ? fields.id : undefined;
    if (!isFields(fields) || typeof id !== 'string')
      throw badInput(`${where}: expected a policy's definition, or its id and the fields that differ.`);
    const before = supposed.get(id) ?? known.get(id);
    const definition = before === undefined ? fields : laidOver(definitionOf(before), fields);
    supposed.set(id, rulebook.parsePolicy(definition, where));
  }
  return [...supposed.values()];
}

/** The rulebook with what is supposed of policies. */
export function withPolicies(rulebook: Rulebook, supposed: readonly Policy[]): Rulebook {
  if (supposed.length === 0) return rulebook;
  const policies = new Map([...rulebook.policies, ...supposed].map((policy) => [policy.id, policy]));
  return { ...rulebook, policies: [...policies.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** The standings of a supposition, each by the code its place has today; `rulebook` is that of the supposed world. */
export function supposedStandings(given: readonly SupposedStanding[], rulebook: Rulebook): SupposedStanding[] {
  const supposed = new Map<string, SupposedStanding>();
  for (const { policy: id, jurisdiction, standing } of given) {
    const policy = rulebook.policies.find((each) => each.id === id);
    const where = `suppose.standings: ${jurisdiction} under "${id}"`;
    if (policy === undefined)
      throw badInput(`${where}: no such policy; known: ${rulebook.policies.map((each) => each.id).join(', ')}.`);
    if (policy.seeds.regions === null)
      throw badInput(`${where}: this policy has no region list, so that no place has a standing.`);
    const place = placeCode(jurisdiction, rulebook.atlas);
    if (place === null) throw badInput(`${where}: no place has this code today; expected one of ISO 3166.`);
    const other = supposed.get(`${id} ${place}`)?.standing ?? standing;
    if (other !== standing) throw badInput(`${where}: supposed ${other} and ${standing}; expected one of them.`);
    supposed.set(`${id} ${place}`, { policy: id, jurisdiction: place, standing });
  }
  return [...supposed.values()];
}

export function standingsUnder(
  policy: Policy,
  supposed: readonly SupposedStanding[],
): ReadonlyMap<JurisdictionCode, Standing> {
  const own = supposed.filter((each) => each.policy === policy.id);
  return new Map(own.map(({ jurisdiction, standing }) => [jurisdiction, standing]));
}

function laidOver(before: Fields, fields: Fields): Fields {
  const both = Object.entries(fields).map(([name, value]) => {
    const known = before[name];
    return [name, isFields(known) && isFields(value) ? { ...known, ...value } : value];
  });
  return { ...before, ...Object.fromEntries(both) };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
