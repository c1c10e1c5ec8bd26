import { interestId } from './model/interest.js';
import type { PartyId } from './model/party.js';
import { type Bounds, formatPercent, saysNothing } from './model/share.js';
import type { Source } from './model/source.js';
import { type InterestStatement, interestKey, type PartyStatement, type ProductStatement } from './model/statement.js';
import type { Supposition } from './model/supposition.js';
import type { Draft } from './rules/facts/alteration.js';
import { definitionOf } from './supposedRules.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The input of a world in which a draft is supposed beside what is supposed already, so that it can be asked of the
 * recorded one. Where both speak of one thing, the draft does.
 */
export function supposedBeside(supposed: Supposition | null, draft: Draft): object {
  if (supposed === null) return draft;
  const { parties = [], interests = [], without = [], policies = [] } = draft;
  const keys = new Set(interests.map((interest) => interestKey({ ...interest, source: undefined })));
  const gone = new Set(without);
  const kept = supposed.interests.filter((each) => !keys.has(interestKey(each)) && !gone.has(idOf(each)));
  const supposedIds = new Set(supposed.interests.map(idOf));
  return {
    ...(supposed.empty ? { empty: true } : {}),
    ...listed('parties', joined(supposed.parties.map(partyInput), parties as readonly { readonly id: PartyId }[])),
    ...listed('interests', [...kept.map(interestInput), ...interests]),
    ...listed('products', supposed.products.map(productInput)),
    ...listed('without', [...supposed.without, ...without.filter((id) => !supposedIds.has(id))]),
    ...listed('policies', [...supposed.policies.map(definitionOf), ...policies]),
    ...listed('standings', supposed.standings),
  };
}

function listed(name: string, values: readonly unknown[]): Fields {
  return values.length === 0 ? {} : { [name]: values };
}

function idOf(interest: InterestStatement): string {
  return interestId({ ...interest, sources: [interest.source] });
}

/** One input a party: a short headquarters stands for every place that was supposed before. */
function joined(before: readonly Fields[], draft: readonly { readonly id: PartyId }[]): Fields[] {
  const byId = new Map<unknown, Fields>();
  for (const party of [...before, ...draft]) {
    const { located, ...known }: Fields = byId.get(party.id) ?? {};
    const moved = 'headquarters' in party || located === undefined;
    byId.set(party.id, { ...known, ...(moved ? {} : { located }), ...party });
  }
  return [...byId.values()];
}

function partyInput({ party, facts }: PartyStatement): Fields {
  const { headquarters, listings, ...same } = facts;
  const places = headquarters?.map(({ jurisdiction, startDate, endDate, source }) => ({
    jurisdiction,
    startDate,
    endDate,
    source: sourceInput(source),
  }));
  return {
    id: party,
    ...same,
    ...(places === undefined ? {} : { located: places }),
    ...(listings === undefined
      ? {}
      : { listings: listings.map(({ list, startDate, endDate }) => ({ list, startDate, endDate })) }),
  };
}

function interestInput(statement: InterestStatement): Fields {
  const { interestedParty, undisclosed, subject, type, share, startDate, endDate, source } = statement;
  const { statementId, ...rest } = source;
  return {
    id: statementId,
    interestedParty,
    undisclosed,
    subject,
    type,
    ...(saysNothing(share) ? {} : { share: shareInput(share) }),
    startDate,
    endDate,
    source: rest,
  };
}

export function shareInput({ min, max, minExclusive, maxExclusive }: Bounds): Fields {
  if (min === max) return { exact: formatPercent(min) };
  return { min: formatPercent(min), max: formatPercent(max), minExclusive, maxExclusive };
}

function productInput({ product, name, operators }: ProductStatement): Fields {
  const operations = operators.map(({ source, ...operation }) => ({ ...operation, source: sourceInput(source) }));
  return { id: product, name, operators: operations };
}

function sourceInput({ dataset, url, retrievedAt, statementId, quote, grade }: Source): Fields {
  return { dataset, url, retrievedAt, statementId, quote, grade };
}
