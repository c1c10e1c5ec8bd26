import { createHash } from 'node:crypto';
import { type DateString, dateOf } from '../model/date.js';
import type { InterestType } from '../model/interest.js';
import type { PartyFacts, PartyId, PartyKind } from '../model/party.js';
import { type Bounds, formatPercent, saysNothing } from '../model/share.js';
import type { Source } from '../model/source.js';
import type { InterestStatement, PartyStatement, StatementSource } from '../model/statement.js';
import type { Exported, ExportFormat } from './exported.js';
import { inOrder } from './ndjson.js';
import { groups, withoutEmptyLists } from './settled.js';

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
  for await (const each of groups(statements)) {
    if (each.kind === 'PARTY') yield* partyLines(each.about, today);
    else if (each.kind === 'INTEREST') yield lineOf(relationshipRecord(each.statement, today));
  }
}

/** Statements of different sources are records of their own, as of one record only the latest would count. */
function* partyLines(about: readonly PartyStatement[], today: DateString): Generator<string> {
  const named = new Set<PartyId>();
  for (const statement of withoutEmptyLists(about)) {
    const { party, source } = statement;
    const recordId = named.has(party) ? digest(`record of ${party}, ${source.dataset} ${source.statementId}`) : party;
    named.add(party);
    yield lineOf(partyRecord(statement, recordId, today));
  }
}

/** Shares are written as plain decimals: JSON itself would give a tiny one an exponent. */
function lineOf(record: object): string {
  return `${JSON.stringify(record).replace(/"(exact|\w*[mM]inimum|\w*[mM]aximum)":"([\d.]+)"/g, '"$1":$2')}\n`;
}

function partyRecord({ party, facts, source }: PartyStatement, recordId: string, today: DateString): object {
  const isPerson = facts.kind === 'PERSON';
  const { names, headquarters, listings, majorHoldersStated, ownersComplete, ...others } = facts;
  const { incorporatedIn, publiclyListed, nationalities } = others;
  const beyond = {
    ...{ names, headquarters, listings, majorHoldersStated, ownersComplete },
    ...(isPerson ? { incorporatedIn, publiclyListed } : { nationalities }),
  };
  const annotated = { source, ...(recordId === party ? {} : { party }), facts: beyond };
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

const LONGEST_ADDRESS = 10_000;

/** BODS dates no address: the days are in the annotation. */
function addresses({ headquarters }: PartyFacts, type: string): object {
  return headquarters === undefined
    ? {}
    : {
        addresses: headquarters.map(({ jurisdiction, source: { quote } }) => ({
          type,
          ...(quote === null || quote.length > LONGEST_ADDRESS ? {} : { address: quote }),
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
  const annotated = { source, type, ...(interestedParty === null ? { undisclosed } : {}) };
  return {
    ...published(`interest ${recordId}`, source, digest(recordId), 'relationship', annotated, today),
    recordDetails: {
      isComponent: false,
      subject,
      interestedParty: interestedParty ?? {
        reason: 'unknown',
        ...(undisclosed === null ? {} : { description: undisclosed }),
      },
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

/** As texts, which `lineOf` makes numbers to the last digit. */
function bounds({ min, max, minExclusive, maxExclusive }: Bounds): object {
  if (min === max) return { exact: formatPercent(min) };
  return {
    [minExclusive ? 'exclusiveMinimum' : 'minimum']: formatPercent(min),
    [maxExclusive ? 'exclusiveMaximum' : 'maximum']: formatPercent(max),
  };
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
        transformedContent: inOrder(ours),
      },
    ],
  };
}

/** BODS wants ids of 32 to 64 characters. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
