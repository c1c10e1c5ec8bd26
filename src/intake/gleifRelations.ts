import type { DateString } from '../model/date.js';
import type { InterestType } from '../model/interest.js';
import { exactly, UNKNOWN_SHARE, WHOLE } from '../model/share.js';
import type { InterestStatement } from '../model/statement.js';
import { NOTHING_STATED, Refused } from './arrival.js';
import { endOf, optionalText, shown, startOf } from './fields.js';
import { leiOf, mention, partyOf, sourceOf } from './gleifEntities.js';
import type { Outcome } from './outcome.js';

/** A relationship record, from XML or the API, field by field as written. */
export interface RelationshipRecord {
  readonly child: Node;
  readonly parent: Node;
  readonly type: string | null;
  readonly status: string | null;
  readonly registrationStatus: string | null;
  readonly periods: readonly Period[];
  readonly lastUpdate: string | null;
  /** When GLEIF took the record out. */
  readonly deletedAt: string | null;
}

export interface Node {
  readonly id: string | null;
  readonly idType: string | null;
}

export interface Period {
  readonly type: string | null;
  readonly start: string | null;
  readonly end: string | null;
}

/** A reporting exception: why no parent is named. */
export interface ReportingException {
  readonly lei: string | null;
  readonly category: string | null;
  readonly reasons: readonly string[];
  readonly reference: string | null;
  readonly deletedAt: string | null;
}

const TYPES: ReadonlyMap<string, InterestType | null> = new Map<string, InterestType | null>([
  ['IS_DIRECTLY_CONSOLIDATED_BY', 'REPORTED_PARENT'],
  ['IS_ULTIMATELY_CONSOLIDATED_BY', 'REPORTED_ULTIMATE_PARENT'],
  ['IS_INTERNATIONAL_BRANCH_OF', 'BRANCH'],
  ['IS_FUND-MANAGED_BY', null],
  ['IS_SUBFUND_OF', null],
  ['IS_FEEDER_TO', null],
]);

/** Statuses of a record whose relationship is over, or never was. */
const OVER: readonly string[] = ['RETIRED', 'ANNULLED'];

/** The interest that a relationship record states, with both parties by their LEI. Throws Refused. */
export function relationship(record: RelationshipRecord, contentDate: DateString | null): Outcome {
  const [child, parent] = [nodeOf(record.child, 'StartNode'), nodeOf(record.parent, 'EndNode')];
  const type = TYPES.get(record.type ?? '');
  if (type === undefined)
    throw new Refused(
      'INTEREST_TYPE',
      `RelationshipType: expected one of ${[...TYPES.keys()].join(', ')}, came ${shown(record.type)}.`,
    );
  if (child === parent)
    throw new Refused(
      'MALFORMED',
      `StartNode and EndNode: "${child}" is reported as its own; nobody consolidates itself.`,
    );
  if (type === null) return { outcome: 'PASSED_OVER', reason: 'NO_OWNERSHIP' };
  const interest: InterestStatement = {
    interestedParty: partyOf(parent),
    undisclosed: null,
    subject: partyOf(child),
    type,
    share: type === 'BRANCH' ? exactly(WHOLE) : UNKNOWN_SHARE,
    ...spanOf(record, contentDate),
    source: { ...sourceOf(`${child}/${record.type}/${parent}`, contentDate), quote: record.type },
  };
  const parties = [mention(child, contentDate), mention(parent, contentDate)];
  return { ...NOTHING_STATED, parties, interests: [interest] };
}

function nodeOf({ id, idType }: Node, field: string): string {
  if (idType !== null && idType !== 'LEI')
    throw new Refused('IDENTIFIER', `${field}: expected a node of the type LEI, came ${shown(idType)}.`);
  return leiOf(id, field);
}

/**
 * From the relationship's own periods; those of accounts and filings say nothing of when it began. One that is over
 * ended by the day on which it was taken out, else on which the record was last updated, else of the file, whatever end
 * was announced; at its start where that is later or nothing says, so that it never held.
 */
function spanOf(
  { periods, status, registrationStatus, lastUpdate, deletedAt }: RelationshipRecord,
  contentDate: DateString | null,
): { readonly startDate: DateString | null; readonly endDate: DateString | null } {
  const own = periods.filter(({ type }) => type === 'RELATIONSHIP_PERIOD');
  const starts = own.map(({ start }) => startOf(start, 'RelationshipPeriod.StartDate'));
  const ends = own.map(({ end }) => endOf(end, 'RelationshipPeriod.EndDate'));
  const startDate = starts.includes(null) ? null : (starts.sort()[0] ?? null);
  const stated = ends.length === 0 || ends.includes(null) ? null : (ends.sort().at(-1) ?? null);
  if (startDate !== null && stated !== null && stated < startDate)
    throw new Refused('DATE', `RelationshipPeriod.EndDate: expected a day from ${startDate} on, came ${stated}.`);
  const isOver = status === 'INACTIVE' || OVER.includes(registrationStatus ?? '') || deletedAt !== null;
  if (!isOver) return { startDate, endDate: stated };
  const toldAt = startOf(deletedAt, 'DeletedAt') ?? startOf(lastUpdate, 'LastUpdateDate') ?? contentDate;
  const over = [stated, toldAt].filter((day) => day !== null).sort()[0] ?? startDate ?? BEFORE_ANY_LEI;
  return { startDate, endDate: startDate !== null && over < startDate ? startDate : over };
}

const CATEGORIES: ReadonlyMap<string, InterestType> = new Map<string, InterestType>([
  ['DIRECT_ACCOUNTING_CONSOLIDATION_PARENT', 'REPORTED_PARENT'],
  ['ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT', 'REPORTED_ULTIMATE_PARENT'],
]);

const NOBODY_KNOWN = 'NO_KNOWN_PERSON';

/** What each reason means, after GLEIF's own definitions (github GLEIF-IT/lei-rdf, ontology/ReportingException.ttl, MIT). */
const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['NATURAL_PERSONS', 'natural persons control it, with no company between that consolidates it'],
  ['NON_CONSOLIDATING', 'companies control it that need not prepare consolidated accounts'],
  [NOBODY_KNOWN, 'nobody is known to control it, as where shares are widely held'],
  ['NON_PUBLIC', 'there may be a parent, which must not be made public'],
  ['NO_LEI', 'there is a parent, which has not consented to have an LEI'],
  ['BINDING_LEGAL_COMMITMENTS', 'a contract or its articles keep the parent from being named'],
  ['LEGAL_OBSTACLES', 'a law keeps the parent from being named'],
  ['CONSENT_NOT_OBTAINED', 'the parent has not consented to be named'],
  ['DISCLOSURE_DETRIMENTAL', 'to name the parent would be detrimental'],
  ['DETRIMENT_NOT_EXCLUDED', 'that naming the parent does harm could not be ruled out'],
]);

/**
 * What an exception says. NO_KNOWN_PERSON says who the large holders are: nobody. Every other reason, one not known here
 * too, says that somebody is there, or may be, who is not named. An exception that has come to say NO_KNOWN_PERSON takes
 * back the unnamed holder it stood for before, by an interest of the same id that holds on no day. Throws Refused.
 */
export function reportingException(record: ReportingException, contentDate: DateString | null): Outcome {
  const lei = leiOf(record.lei, 'LEI');
  const type = CATEGORIES.get(record.category ?? '');
  if (type === undefined) {
    const known = [...CATEGORIES.keys()].join(' or ');
    throw new Refused('MALFORMED', `ExceptionCategory: expected ${known}, came ${shown(record.category)}.`);
  }
  if (record.reasons.length === 0 || !record.reasons.every((reason) => /^[A-Z_]{2,60}$/.test(reason))) {
    const came = shown(record.reasons.join(', '));
    throw new Refused('MALFORMED', `ExceptionReason: expected a reason such as NATURAL_PERSONS, came ${came}.`);
  }
  const deleted = startOf(record.deletedAt, 'DeletedAt');
  const isNobody = record.reasons.every((reason) => reason === NOBODY_KNOWN);
  const id = `${lei}/${record.category}`;
  const facts = isNobody && deleted === null ? { majorHoldersStated: true } : {};
  const never = contentDate ?? BEFORE_ANY_LEI;
  const interest: InterestStatement = {
    interestedParty: null,
    undisclosed: record.reasons.map(inWords).join('; '),
    subject: partyOf(lei),
    type,
    share: UNKNOWN_SHARE,
    startDate: isNobody ? never : null,
    endDate: isNobody ? never : deleted,
    source: { ...sourceOf(id, contentDate), quote: optionalText(record.reference, 'ExceptionReference') },
  };
  return { ...NOTHING_STATED, parties: [mention(lei, contentDate, facts, id)], interests: [interest] };
}

const BEFORE_ANY_LEI = '2012-01-01';

function inWords(reason: string): string {
  return `${reason}: ${MEANINGS.get(reason) ?? 'a reason that is not known here'}`;
}
