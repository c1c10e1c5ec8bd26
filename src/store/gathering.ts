import type { InterestStatement } from '../model/statement.js';
import type { PartyRecord } from './store.js';

/** A party whose every statement was retracted stays where an interest names it, and is not known otherwise. */
export function spokenOf(
  records: readonly PartyRecord[],
  interests: readonly InterestStatement[],
): readonly PartyRecord[] {
  if (records.every((party) => party.statements.length > 0)) return records;
  const named = new Set(interests.flatMap(({ interestedParty, subject }) => [interestedParty, subject]));
  return records.filter((party) => party.statements.length > 0 || named.has(party.id));
}
