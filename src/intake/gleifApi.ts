import type { DateString } from '../model/date.js';
import type { PartyStatement } from '../model/statement.js';
import { type Arrival, cut, NOTHING_STATED, Refused } from './arrival.js';
import { type Fields, fieldsOf, listOf, optionalText, shown, startOf } from './fields.js';
import { bicOf, bicStatement, isinOf, isinStatement } from './gleifCodes.js';
import { type Address, entityStatement, type LeiRecord, leiOf } from './gleifEntities.js';
import { type Node, relationship, reportingException } from './gleifRelations.js';
import type { Outcome } from './outcome.js';
import { type Chunks, type Numbered, records } from './records.js';

/** Resources that describe the API itself, or a list of codes: no party and no interest. */
const DESCRIPTIONS: readonly unknown[] = [
  'fields',
  'field-modifications',
  'lei-issuers',
  'countries',
  'regions',
  'jurisdictions',
  'entity-legal-forms',
  'official-organizational-roles',
  'registration-authorities',
  'registration-agents',
  'autocompletions',
  'fuzzycompletions',
];

/**
 * The documents of GLEIF's API (JSON:API), one or several: each resource of each is a record, at the line of its document.
 * ISINs of one party in one document are one record.
 */
export async function* gleifApi(chunks: Chunks, retrievedAt: DateString | null): AsyncGenerator<Arrival> {
  for await (const document of records(chunks)) {
    try {
      yield* resources(document, retrievedAt);
    } catch (error) {
      yield refusal(error, document.line, null, document.text);
    }
  }
}

function* resources(document: Numbered, retrievedAt: DateString | null): Generator<Arrival> {
  const { line } = document;
  if ('refused' in document) throw document.refused;
  const fields = fieldsOf(document.value, 'document');
  const meta = fieldsOf(fields.meta ?? {}, 'meta');
  const published = fieldsOf(meta.goldenCopy ?? {}, 'meta.goldenCopy').publishDate;
  const date = startOf(published, 'meta.goldenCopy.publishDate') ?? retrievedAt;
  const page = optionalText(fieldsOf(meta.pagination ?? {}, 'meta.pagination').currentPage, 'currentPage') ?? '1';
  if (fields.data === null) return;
  // A resource by itself, as some keep them, is what a document has as its data.
  const data = fields.data ?? fields;
  const isins = new Map<string, string[]>();
  for (const value of Array.isArray(data) ? data : [data]) {
    const text = asJson(value);
    let recordId: string | null = null;
    try {
      const resource = fieldsOf(value, 'data');
      recordId = optionalText(resource.id, 'data.id');
      if (resource.type === 'isins') gather(isins, fieldsOf(resource.attributes, 'attributes'));
      else yield { line, recordId, record: cut(text), ...outcome(resource, date) };
    } catch (error) {
      yield refusal(error, line, recordId, text);
    }
  }
  for (const [lei, codes] of isins)
    yield { ...NOTHING_STATED, line, recordId: lei, parties: [isinStatement(lei, codes, date, page)] };
}

function gather(isins: Map<string, string[]>, attributes: Fields): void {
  const lei = leiOf(optionalText(attributes.lei, 'attributes.lei'), 'attributes.lei');
  const isin = isinOf(optionalText(attributes.isin, 'attributes.isin'));
  isins.set(lei, [...(isins.get(lei) ?? []), isin]);
}

function outcome(resource: Fields, date: DateString | null): Outcome {
  if (DESCRIPTIONS.includes(resource.type)) return { outcome: 'PASSED_OVER', reason: 'NO_OWNERSHIP' };
  const attributes = fieldsOf(resource.attributes, 'attributes');
  switch (resource.type) {
    case 'lei-records':
      return { ...NOTHING_STATED, parties: leiStatements(attributes, date) };
    case 'relationship-records':
      return relationship(relationshipRecord(attributes), date);
    case 'reporting-exceptions':
      return reportingException(
        {
          lei: optionalText(attributes.lei, 'lei'),
          category: optionalText(attributes.category, 'category'),
          reasons: [optionalText(attributes.reason, 'reason')].filter((reason) => reason !== null),
          reference: optionalText(attributes.reference, 'reference'),
          deletedAt: optionalText(attributes.validTo, 'validTo'),
        },
        date,
      );
    default:
      throw new Refused(
        'MALFORMED',
        `type: expected lei-records, relationship-records, reporting-exceptions or isins, came ${shown(resource.type)}.`,
      );
  }
}

function leiStatements(attributes: Fields, date: DateString | null): PartyStatement[] {
  const lei = optionalText(attributes.lei, 'lei');
  const statement = entityStatement(leiRecord(attributes, lei), date);
  const bics = listOf(attributes.bic, 'bic').map((bic) => bicOf(optionalText(bic, 'bic')));
  return bics.length === 0 ? [statement] : [statement, bicStatement(lei as string, bics, date)];
}

function leiRecord(attributes: Fields, lei: string | null): LeiRecord {
  const entity = fieldsOf(attributes.entity, 'entity');
  const registration = fieldsOf(attributes.registration ?? {}, 'registration');
  const named = (value: unknown, field: string): LeiRecord['otherNames'][number] => {
    const name = fieldsOf(value ?? {}, field);
    return {
      text: optionalText(name.name, `${field}.name`),
      language: optionalText(name.language, `${field}.language`),
      type: optionalText(name.type, `${field}.type`),
    };
  };
  return {
    lei,
    legalName: named(entity.legalName, 'legalName'),
    otherNames: ['otherNames', 'transliteratedOtherNames'].flatMap((field) =>
      listOf(entity[field], field).map((name) => named(name, field)),
    ),
    jurisdiction: optionalText(entity.jurisdiction, 'jurisdiction'),
    headquarters: addressIn(entity.headquartersAddress),
    category: optionalText(entity.category, 'category'),
    registrationStatus: optionalText(registration.status, 'registration.status'),
    registeredAt: optionalText(fieldsOf(entity.registeredAt ?? {}, 'registeredAt').id, 'registeredAt.id'),
    registeredAs: optionalText(entity.registeredAs, 'registeredAs'),
  };
}

function addressIn(value: unknown): Address | null {
  if (value === null || value === undefined) return null;
  const field = 'headquartersAddress';
  const address = fieldsOf(value, field);
  const lines = [...listOf(address.addressLines, `${field}.addressLines`), address.city, address.postalCode];
  return {
    lines: lines.map((line) => optionalText(line, field)).filter((line) => line !== null),
    region: optionalText(address.region, `${field}.region`),
    country: optionalText(address.country, `${field}.country`),
  };
}

function relationshipRecord(attributes: Fields): Parameters<typeof relationship>[0] {
  const relation = fieldsOf(attributes.relationship, 'relationship');
  const registration = fieldsOf(attributes.registration ?? {}, 'registration');
  const extension = fieldsOf(attributes.extension ?? {}, 'extension');
  const node = (field: string): Node => {
    const { id, type } = fieldsOf(relation[field], field);
    return { id: optionalText(id, `${field}.id`), idType: optionalText(type, `${field}.type`) };
  };
  return {
    child: node('startNode'),
    parent: node('endNode'),
    type: optionalText(relation.type, 'type'),
    status: optionalText(relation.status, 'status'),
    registrationStatus: optionalText(registration.status, 'registration.status'),
    periods: listOf(relation.periods, 'periods').map((value) => {
      const period = fieldsOf(value, 'periods');
      return {
        type: optionalText(period.type, 'periods.type'),
        start: optionalText(period.startDate, 'periods.startDate'),
        end: optionalText(period.endDate, 'periods.endDate'),
      };
    }),
    lastUpdate: optionalText(registration.lastUpdateDate, 'lastUpdateDate'),
    deletedAt: optionalText(extension.deletedAt, 'deletedAt') ?? optionalText(attributes.validTo, 'validTo'),
  };
}

function refusal(error: unknown, line: number, recordId: string | null, text: string): Arrival {
  if (!(error instanceof Refused)) throw error;
  const { reason, message } = error;
  return { outcome: 'REFUSED', line, recordId, record: cut(text), reason, message };
}

/** A resource that is nested too deeply to be written is refused for what it is, and shown as the document cannot be. */
function asJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}
