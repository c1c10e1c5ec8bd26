import { type DateString, holdsAt } from '../model/date.js';
import type { Interest } from '../model/interest.js';
import { type Bounds, hull, intersection } from '../model/share.js';
import { type InterestStatement, interestKey } from '../model/statement.js';

/** Unique over all types of the contract; of holder, subject and type, or of the statement where nobody is named. */
export function interestId(statement: InterestStatement): string {
  const holder =
    statement.interestedParty === null
      ? `?${encodeURIComponent(`${statement.source.dataset}#${statement.source.statementId}`)}`
      : encodeURIComponent(statement.interestedParty);
  return `interest:${holder}/${encodeURIComponent(statement.subject)}/${statement.type}`;
}

/**
 * One interest per holder, subject and type from the statements valid at the date. Several datasets may speak of one:
 * every bound holds, unless no share fits them all; then the hull of what they say, marked as conflicting.
 */
export function interestsAsOf(statements: readonly InterestStatement[], asOf: DateString): Interest[] {
  const byKey = new Map<string, InterestStatement[]>();
  for (const statement of statements) {
    if (!holdsAt(statement, asOf)) continue;
    const key = interestKey(statement);
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, [statement]);
    else same.push(statement);
  }
  return [...byKey.values()].map(joined);
}

function joined(statements: readonly InterestStatement[]): Interest {
  const [first, ...others] = statements as readonly [InterestStatement, ...InterestStatement[]];
  let share: Bounds | null = first.share;
  for (const other of others) share = share === null ? null : intersection(share, other.share);
  return {
    id: interestId(first),
    interestedParty: first.interestedParty,
    undisclosed: first.undisclosed,
    subject: first.subject,
    type: first.type,
    share: share ?? statements.map((statement) => statement.share).reduce(hull),
    conflicting: share === null,
    startDate: statements.map((statement) => statement.startDate).reduce((a, b) => (a === null || b === null ? null : a < b ? a : b)),
    endDate: statements.map((statement) => statement.endDate).reduce((a, b) => (a === null || b === null ? null : a > b ? a : b)),
    sources: statements.map((statement) => statement.source),
  };
}
