import type { DateString } from '../model/date.js';
import { type Arrival, cut, NOTHING_STATED, Refused } from './arrival.js';
import { startOf } from './fields.js';
import { type Address, entityStatement, type LeiRecord } from './gleifEntities.js';
import { type Node, relationship, reportingException } from './gleifRelations.js';
import type { Outcome } from './outcome.js';
import type { Chunks } from './records.js';
import { openXml, type XmlRecord } from './xml.js';
import type { XmlDialect } from './xmlBeginning.js';
import { childOf, childrenOf, textAt, type XmlElement } from './xmlElement.js';

interface Dialect extends XmlDialect {
  /** Of the element that holds the date of the file. */
  readonly header: string;
  readonly id: (record: XmlElement) => string | null;
  readonly outcome: (record: XmlElement, contentDate: DateString | null) => Outcome;
}

const SCHEMAS = 'http://www.gleif.org/data/schema';

/** LEI-CDF 2.1 and 3.1, RR-CDF and the reporting exceptions; versions of one kind share a namespace. */
const DIALECTS: readonly Dialect[] = [
  {
    root: 'LEIData',
    namespace: `${SCHEMAS}/leidata/2016`,
    record: 'LEIRecord',
    header: 'LEIHeader',
    id: (record) => textAt(record, 'LEI'),
    outcome: (record, date) => ({ ...NOTHING_STATED, parties: [entityStatement(leiRecord(record), date)] }),
  },
  {
    root: 'RelationshipData',
    namespace: `${SCHEMAS}/rr/2016`,
    record: 'RelationshipRecord',
    header: 'Header',
    id: (record) => textAt(record, 'Relationship', 'StartNode', 'NodeID'),
    outcome: (record, date) => relationship(relationshipRecord(record), date),
  },
  {
    root: 'ReportingExceptionData',
    namespace: `${SCHEMAS}/repex/2016`,
    record: 'Exception',
    header: 'Header',
    id: (record) => textAt(record, 'LEI'),
    outcome: (record, date) =>
      reportingException(
        {
          lei: textAt(record, 'LEI'),
          category: textAt(record, 'ExceptionCategory'),
          reasons: childrenOf(record, 'ExceptionReason').map(({ text }) => text.trim()),
          reference: textAt(record, 'ExceptionReference'),
          deletedAt: deletedAt(record),
        },
        date,
      ),
  },
];

/** The records of one of GLEIF's XML files. Throws Failure. */
export async function* gleifXml(chunks: Chunks, retrievedAt: DateString | null): AsyncGenerator<Arrival> {
  const { dialect, header, records } = await openXml(chunks, DIALECTS);
  const contentDate = dateIn(header, dialect) ?? retrievedAt;
  for await (const record of records) yield arrival(record, dialect, contentDate);
}

function arrival(record: XmlRecord, dialect: Dialect, contentDate: DateString | null): Arrival {
  const { line } = record;
  let recordId: string | null = null;
  try {
    if ('refused' in record) throw record.refused;
    recordId = dialect.id(record.element);
    return { line, recordId, record: cut(record.text), ...dialect.outcome(record.element, contentDate) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { reason, message } = error;
    return { outcome: 'REFUSED', line, recordId, record: cut(record.text), reason, message };
  }
}

/** The day of the file; one that is no date dates nothing. */
function dateIn(root: XmlElement, dialect: Dialect): DateString | null {
  try {
    return startOf(textAt(root, dialect.header, 'ContentDate'), 'ContentDate');
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

function leiRecord(record: XmlElement): LeiRecord {
  const entity = childOf(record, 'Entity');
  const legalName = entity === null ? null : childOf(entity, 'LegalName');
  const others = entity === null ? [] : namesIn(entity);
  return {
    lei: textAt(record, 'LEI'),
    legalName: { text: legalName?.text.trim() || null, language: legalName?.attributes['xml:lang'] ?? null },
    otherNames: others,
    jurisdiction: textAt(entity, 'LegalJurisdiction'),
    headquarters: addressIn(entity === null ? null : childOf(entity, 'HeadquartersAddress')),
    category: textAt(entity, 'EntityCategory'),
    registrationStatus: textAt(record, 'Registration', 'RegistrationStatus'),
    registeredAt: textAt(entity, 'RegistrationAuthority', 'RegistrationAuthorityID'),
    registeredAs: textAt(entity, 'RegistrationAuthority', 'RegistrationAuthorityEntityID'),
  };
}

function namesIn(entity: XmlElement): LeiRecord['otherNames'] {
  const names = [
    ...childrenOf(childOf(entity, 'OtherEntityNames'), 'OtherEntityName'),
    ...childrenOf(childOf(entity, 'TransliteratedOtherEntityNames'), 'TransliteratedOtherEntityName'),
  ];
  return names.map(({ text, attributes }) => ({
    text: text.trim() || null,
    language: attributes['xml:lang'] ?? null,
    type: attributes.type ?? null,
  }));
}

const LINES: readonly string[] = ['FirstAddressLine', 'AdditionalAddressLine', 'City', 'PostalCode'];

function addressIn(address: XmlElement | null): Address | null {
  if (address === null) return null;
  const lines = address.children.filter(({ name }) => LINES.includes(name)).map(({ text }) => text.trim());
  return {
    lines: lines.filter((line) => line !== ''),
    region: textAt(address, 'Region'),
    country: textAt(address, 'Country'),
  };
}

function relationshipRecord(record: XmlElement): Parameters<typeof relationship>[0] {
  const relation = childOf(record, 'Relationship');
  const periods = relation === null ? null : childOf(relation, 'RelationshipPeriods');
  const node = (name: string): Node => ({
    id: textAt(relation, name, 'NodeID'),
    idType: textAt(relation, name, 'NodeIDType'),
  });
  return {
    child: node('StartNode'),
    parent: node('EndNode'),
    type: textAt(relation, 'RelationshipType'),
    status: textAt(relation, 'RelationshipStatus'),
    registrationStatus: textAt(record, 'Registration', 'RegistrationStatus'),
    periods: childrenOf(periods, 'RelationshipPeriod').map((period) => ({
      type: textAt(period, 'PeriodType'),
      start: textAt(period, 'StartDate'),
      end: textAt(period, 'EndDate'),
    })),
    lastUpdate: textAt(record, 'Registration', 'LastUpdateDate'),
    deletedAt: deletedAt(record),
  };
}

function deletedAt(record: XmlElement): string | null {
  return textAt(record, 'Extension', 'Deletion', 'DeletedAt');
}
