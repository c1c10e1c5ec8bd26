import { INTEREST_TYPES } from '../model/interest.js';
import type { InterestStatement, PartyStatement, StatementSource } from '../model/statement.js';
import { Refused } from './arrival.js';
import { type Cell, oneOf, shareOf } from './csvFields.js';
import { partyNamed } from './csvParties.js';
import { LONGEST_QUOTE } from './csvSource.js';
import { endOf, startOf, textOf } from './fields.js';

/** What a row states of an interest, and of the parties it names. */
export interface InterestRow {
  /** What tells it from other holdings: rows of one key are about the same. */
  readonly key: string;
  readonly interest: InterestStatement;
  readonly mentions: readonly PartyStatement[];
}

const OF_INTERESTS = ['subject', 'interested_party', 'undisclosed'] as const;

/** The interest that a row states; null for a row that states none. Throws Refused. */
export function interestStated(cell: Cell, source: StatementSource): InterestRow | null {
  if (OF_INTERESTS.every((name) => cell(name) === null)) return null;
  const subject = partyNamed(cell, 'subject', source);
  if (subject === null)
    throw new Refused('MALFORMED', 'subject: expected the party in whom the interest is held, came nothing.');
  const holder = partyNamed(cell, 'interested_party', source);
  const undisclosed = cell('undisclosed');
  if ((holder === null) === (undisclosed === null)) {
    const came = holder === null ? 'neither' : 'both';
    throw new Refused(
      'MALFORMED',
      `interested_party: expected it or undisclosed, which says why nobody is named; came ${came}.`,
    );
  }
  const type = oneOf(cell, 'type', INTEREST_TYPES);
  if (type === null)
    throw new Refused('INTEREST_TYPE', `type: expected one of ${INTEREST_TYPES.join(', ')}, came nothing.`);
  const startDate = startOf(cell('start_date'), 'start_date');
  const endDate = endOf(cell('end_date'), 'end_date');
  if (startDate !== null && endDate !== null && endDate < startDate)
    throw new Refused(
      'DATE',
      `end_date: expected a day from ${startDate}, where the interest begins, on, came ${endDate}.`,
    );
  const interest = {
    interestedParty: holder?.id ?? null,
    undisclosed: undisclosed === null ? null : textOf(undisclosed, 'undisclosed', LONGEST_QUOTE),
    subject: subject.id,
    type,
    share: shareOf(cell),
    startDate,
    endDate,
  };
  const statementId = cell('statement_id');
  const key = keyOf(interest, statementId);
  return {
    key,
    interest: { ...interest, source: { ...source, statementId: statementId ?? key } },
    mentions: [subject.mention, holder?.mention ?? null].filter((mention) => mention !== null),
  };
}

/**
 * Of whom, in whom, what and from when. Two who aren't named are two: told apart by the ids of their statements, or else
 * by how much they hold.
 */
function keyOf(interest: Omit<InterestStatement, 'source'>, statementId: string | null): string {
  const { interestedParty, undisclosed, subject, type, share, startDate, endDate } = interest;
  const holder =
    interestedParty ??
    `? ${JSON.stringify(statementId ?? [undisclosed, share.min, share.minExclusive, share.max, share.maxExclusive, endDate])}`;
  return `${holder} in ${subject}, ${type}, ${startDate ?? 'undated'}`;
}
