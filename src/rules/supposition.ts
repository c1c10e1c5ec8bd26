import { interestId } from '../model/interest.js';
import type { PartyFacts, PartyId } from '../model/party.js';
import { endsOf, type InterestStatement, interestKey, type PartyStatement } from '../model/statement.js';
import type { Supposition } from '../model/supposition.js';
import type { Gathered } from './graph.js';

/** Every party a supposition names: a gathering in that world starts from them too. */
export function suppositionNames(supposition: Supposition): PartyId[] {
  const names = supposition.parties.map((statement) => statement.party);
  for (const interest of supposition.interests) {
    names.push(interest.subject);
    if (interest.interestedParty !== null) names.push(interest.interestedParty);
  }
  return [...new Set(names)];
}

/**
 * A gathering with a supposition laid over it: a supposed field, and a supposed interest, replaces what is recorded; what
 * is left out is gone, unless it is supposed anew.
 */
export function overlaid(gathered: Gathered, supposition: Supposition): Gathered {
  const facts = new Map<PartyId, PartyStatement[]>();
  for (const statement of supposition.parties)
    facts.set(statement.party, [...(facts.get(statement.party) ?? []), statement]);
  const parties = gathered.parties.map(({ id, statements }) => {
    const supposed = facts.get(id);
    facts.delete(id);
    return supposed === undefined ? { id, statements } : { id, statements: overlaidFacts(statements, supposed) };
  });
  for (const [id, statements] of facts) parties.push({ id, statements });

  const keys = new Set(supposition.interests.map(interestKey));
  const without = new Set(supposition.without);
  const recorded = gathered.interests.filter(
    (interest) =>
      !keys.has(interestKey(interest)) &&
      !(without.size > 0 && without.has(interestId({ ...interest, sources: [interest.source] }))),
  );
  return { ...gathered, parties, interests: [...recorded, ...superseded(supposition.interests)] };
}

function overlaidFacts(
  recorded: readonly PartyStatement[],
  supposed: readonly PartyStatement[],
): readonly PartyStatement[] {
  const replaced = new Set(supposed.flatMap((statement) => Object.keys(statement.facts)));
  const kept = recorded.map((statement) => ({
    ...statement,
    facts: Object.fromEntries(Object.entries(statement.facts).filter(([field]) => !replaced.has(field))) as PartyFacts,
  }));
  return [...kept, ...supposed];
}

/** Statements of one supposition supersede each other as those of one dataset do. */
function superseded(statements: readonly InterestStatement[]): InterestStatement[] {
  const byKey = new Map<string, InterestStatement[]>();
  for (const statement of statements) {
    const key = interestKey(statement);
    byKey.set(key, [...(byKey.get(key) ?? []), statement]);
  }
  return [...byKey.values()].flatMap((same) => {
    const ends = endsOf(same);
    return same.flatMap((statement, index) => {
      const endDate = ends[index] ?? null;
      return endDate === 'NEVER' ? [] : [{ ...statement, endDate }];
    });
  });
}
