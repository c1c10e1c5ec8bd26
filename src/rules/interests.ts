import { type DateString, holdsAt } from '../model/date.js';
import type { Interest } from '../model/interest.js';
import { type Bounds, hull, intersection } from '../model/share.js';
import type { InterestStatement } from '../model/statement.js';

/**
 * One interest per holder, subject and type from the statements valid at the date. Several datasets may speak of one:
 * every bound holds, unless no share fits them all; then the hull of what they say, marked as conflicting.
 */
export function interestsAsOf(statements: readonly InterestStatement[], asOf: DateString): Interest[] {
  const byKey = new Map<string, InterestStatement | InterestStatement[]>();
  for (const statement of statements) {
    if (!holdsAt(statement, asOf)) continue;
    const key = `${statement.subject}\0${statement.type}\0${statement.interestedParty ?? `\0${statement.source.dataset}\0${statement.source.statementId}`}`;
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, statement);
    else if (Array.isArray(same)) same.push(statement);
    else byKey.set(key, [same, statement]);
  }
  return Array.from(byKey.values(), (same) => (Array.isArray(same) ? joined(same) : alone(same)));
}

function alone(statement: InterestStatement): Interest {
  return {
    interestedParty: statement.interestedParty,
    undisclosed: statement.undisclosed,
    subject: statement.subject,
    type: statement.type,
    share: statement.share,
    conflicting: false,
    startDate: statement.startDate,
    endDate: statement.endDate,
    sources: [statement.source],
  };
}

function joined(statements: readonly InterestStatement[]): Interest {
  const [first, ...others] = statements as readonly [InterestStatement, ...InterestStatement[]];
  let share: Bounds | null = first.share;
  for (const other of others) share = share === null ? null : intersection(share, other.share);
  return {
    interestedParty: first.interestedParty,
    undisclosed: first.undisclosed,
    subject: first.subject,
    type: first.type,
    share: share ?? statements.map((statement) => statement.share).reduce(hull),
    conflicting: share === null,
    startDate: outermost(
      statements.map((statement) => statement.startDate),
      0,
    ),
    endDate: outermost(
      statements.map((statement) => statement.endDate),
      -1,
    ),
    sources: statements.map((statement) => statement.source),
  };
}

/** The first (0) or the last (-1) of the dates; open when one of them is. */
function outermost(dates: readonly (DateString | null)[], end: 0 | -1): DateString | null {
  return dates.includes(null) ? null : (dates.toSorted().at(end) ?? null);
}
