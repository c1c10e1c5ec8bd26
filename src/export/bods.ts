import { createHash } from 'node:crypto';
import { type DateString, dateOf } from '../model/date.js';
import type { InterestType } from '../model/interest.js';
import type { PartyFacts, PartyKind } from '../model/party.js';
import { type Bounds, formatPercent, saysNothing } from '../model/share.js';
import type { Source } from '../model/source.js';
import type { InterestStatement, PartyStatement, StatementSource } from '../model/statement.js';
import type { Exported, ExportFormat } from './exported.js';

/**
 * BODS 0.4, a statement a line. What BODS has no field for stands in an annotation of each statement, and is read from
 * there again: the dataset and grade of the source, names by kind and language, dated headquarters, listings, and the
 * types of interest that BODS does not tell apart.
 */
export const bods: ExportFormat = {
  name: 'bods',
  title: 'Beneficial Ownership Data Standard 0.4, JSON lines; without products and editions of lists',
  text: lines,
};

/** The type that comes nearest; what is none of BODS is an influence, and its own name is in the annotation. */
const TYPES: Readonly<Record<InterestType, string>> = {
  SHAREHOLDING: 'shareholding',
  VOTING_RIGHTS: 'votingRights',
  PROFIT_RIGHTS: 'rightsToProfitOrIncome',
  BOARD_APPOINTMENT: 'appointmentOfBoard',
  CONDITIONAL_RIGHTS: 'conditionalRightsGrantedByContract',
  CONTRACT: 'rightsGrantedByContract',
  GENERAL_PARTNER: 'otherInfluenceOrControl',
  TRUSTEE: 'trustee',
  VETO: 'otherInfluenceOrControl',
  NOMINEE: 'nominee',
  CONCERT: 'otherInfluenceOrControl',
  JOINT_HOLDER: 'otherInfluenceOrControl',
  REPORTED_PARENT: 'otherInfluenceOrControl',
  REPORTED_ULTIMATE_PARENT: 'otherInfluenceOrControl',
  BRANCH: 'otherInfluenceOrControl',
  OTHER_INFLUENCE: 'otherInfluenceOrControl',
};

const ENTITY_TYPES: Readonly<Record<Exclude<PartyKind, 'PERSON'>, string>> = {
  COMPANY: 'registeredEntity',
  STATE: 'state',
  ARRANGEMENT: 'arrangement',
};

/** Whose word each grade is, in the words of BODS. */
const SOURCE_TYPES: Readonly<Record<Source['grade'], readonly string[]>> = {
  PRIMARY: ['officialRegister'],
  SECONDARY: ['thirdParty'],
  ASSERTED: [],
};

async function* lines(statements: AsyncIterable<Exported>): AsyncGenerator<string> {
  // BODS wants a date on every statement: where the source gave none, the day on which we publish it.
  const today = dateOf(new Date());
  let party = '';
  let nth = 0;
  for await (const each of statements) {
    if (each.kind === 'PARTY') {
      nth = each.statement.party === party ? nth + 1 : 1;
      party = each.statement.party;
      yield `${JSON.stringify(partyRecord(each.statement, nth, today))}\n`;
    } else if (each.kind === 'INTEREST') yield `${JSON.stringify(relationshipRecord(each.statement, today))}\n`;
  }
}

/** Statements of different sources are records of their own, as of one record only the latest would count. */
function partyRecord({ party, facts, source }: PartyStatement, nth: number, today: DateString): object {
  const isPerson = facts.kind === 'PERSON';
  const { names, headquarters, listings, majorHoldersStated, ownersComplete } = facts;
  const beyond = { names, headquarters, listings, majorHoldersStated, ownersComplete };
  const recordId = nth === 1 ? party : `${party}#${nth}`;
  const annotated = { source, ...(nth === 1 ? {} : { party }), facts: beyond };
  return {
    ...published(`party ${party}`, source, recordId, isPerson ? 'person' : 'entity', annotated, today),
    recordDetails: { isComponent: false, ...(isPerson ? personDetails(facts) : entityDetails(facts)) },
  };
}

function entityDetails(facts: PartyFacts): object {
  const { kind, name, incorporatedIn, publiclyListed } = facts;
  return {
    entityType: { type: kind === undefined || kind === 'PERSON' ? 'unknownEntity' : ENTITY_TYPES[kind] },
    ...(name === undefined ? {} : { name }),
    ...(incorporatedIn === undefined ? {} : { jurisdiction: place(incorporatedIn) }),
    ...identifiers(facts),
    ...addresses(facts, 'business'),
    ...(publiclyListed === undefined ? {} : { publicListing: { hasPublicListing: publiclyListed } }),
  };
}

function personDetails(facts: PartyFacts): object {
  const { name, nationalities } = facts;
  return {
    personType: 'knownPerson',
    ...(name === undefined ? {} : { names: [{ type: 'legal', fullName: name }] }),
    ...(nationalities === undefined ? {} : { nationalities: nationalities.map(place) }),
    ...identifiers(facts),
    ...addresses(facts, 'residence'),
  };
}

function identifiers(facts: PartyFacts): object {
  return facts.identifiers === undefined
    ? {}
    : { identifiers: facts.identifiers.map(({ scheme, value }) => ({ scheme, id: value })) };
}

/** BODS dates no address: the days are in the annotation. */
function addresses({ headquarters }: PartyFacts, type: string): object {
  return headquarters === undefined
    ? {}
    : {
        addresses: headquarters.map(({ jurisdiction, source }) => ({
          type,
          ...(source.quote === null ? {} : { address: source.quote }),
          country: place(jurisdiction.slice(0, 2)),
        })),
      };
}

function place(code: string): object {
  return { code, name: code };
}

function relationshipRecord(statement: InterestStatement, today: DateString): object {
  const { interestedParty, undisclosed, subject, type, share, startDate, endDate, source } = statement;
  const recordId = `${interestedParty ?? '?'} ${type} ${subject}, ${source.dataset} ${source.statementId}`;
  const annotated = { source, type, ...(undisclosed === null ? {} : { undisclosed }) };
  return {
    ...published(`interest ${recordId}`, source, digest(recordId), 'relationship', annotated, today),
    recordDetails: {
      isComponent: false,
      subject,
      interestedParty: interestedParty ?? { reason: 'unknown', description: undisclosed },
      interests: [
        {
          type: TYPES[type],
          directOrIndirect: 'direct',
          ...(saysNothing(share) ? {} : { share: bounds(share) }),
          ...(startDate === null ? {} : { startDate }),
          ...(endDate === null ? {} : { endDate }),
          ...(source.quote === null ? {} : { details: source.quote }),
        },
      ],
    },
  };
}

function bounds({ min, max, minExclusive, maxExclusive }: Bounds): object {
  if (min === max) return { exact: decimal(min) };
  return {
    [minExclusive ? 'exclusiveMinimum' : 'minimum']: decimal(min),
    [maxExclusive ? 'exclusiveMaximum' : 'maximum']: decimal(max),
  };
}

/** A JSON number where it says what is meant to the last digit, which fifteen digits do, of which a share has thirteen. */
function decimal(units: number): number {
  return Number(formatPercent(units));
}

function published(
  of: string,
  source: StatementSource,
  recordId: string,
  recordType: 'entity' | 'person' | 'relationship',
  ours: object,
  today: DateString,
): object {
  return {
    statementId: digest(`${of}, ${source.dataset} ${source.statementId}`),
    declarationSubject: recordId,
    statementDate: source.retrievedAt ?? today,
    recordId,
    recordType,
    recordStatus: 'new',
    publicationDetails: {
      publicationDate: today,
      bodsVersion: '0.4',
      publisher: { name: source.dataset },
    },
    source: { type: SOURCE_TYPES[source.grade], ...(source.url === null ? {} : { url: source.url }) },
    annotations: [
      {
        statementPointerTarget: '/',
        motivation: 'transformation',
        createdBy: { name: 'Controlgraph' },
        description: 'The statement as Controlgraph records it, as far as BODS has no field for it.',
        transformedContent: JSON.stringify(ours),
      },
    ],
  };
}

/** BODS wants ids of 32 to 64 characters. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
