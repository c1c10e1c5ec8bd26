import type { DateString } from '../model/date.js';
import type { PartyId } from '../model/party.js';
import type { Grade } from '../model/source.js';
import type { StatementSource } from '../model/statement.js';
import { type Arrival, NOTHING_STATED, type PassedOverReason, Refused } from './arrival.js';
import { heldInterests } from './bodsInterests.js';
import { partyFacts, unnamedPerson } from './bodsParties.js';
import { type Fields, fieldsOf, listOf, optionalText, partyIdOf, shown, startOf, textOf } from './fields.js';
import { type Chunks, records } from './records.js';

/**
 * The records of a BODS 0.4 file, JSON lines or one JSON array, as statements of the model. Of the statements about one
 * record the latest by statementDate counts, the later in the file where dates agree, whatever their order; the file is
 * read to its end before the first one is given, and what it states is held in memory meanwhile.
 * A record that is wrong is a refusal and takes nothing else with it.
 */
export async function* bods(chunks: Chunks): AsyncGenerator<Arrival> {
  const latest = new Map<string, Latest>();
  for await (const record of records(chunks)) {
    const { line } = record;
    let recordId: string | null = null;
    try {
      if ('refused' in record) throw record.refused;
      const statement = fieldsOf(record.value, 'statement');
      recordId = textOf(statement.recordId, 'recordId');
      const found = {
        line,
        date: startOf(statement.statementDate, 'statementDate') ?? '',
        content: contentOf(statement, line),
      };
      const other = latest.get(recordId);
      const superseded = other === undefined ? null : other.date <= found.date ? other : found;
      if (superseded !== found) latest.set(recordId, found);
      if (superseded !== null) yield { outcome: 'PASSED_OVER', line: superseded.line, recordId, reason: 'SUPERSEDED' };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      yield { outcome: 'REFUSED', line, recordId, reason: error.reason, message: error.message };
    }
  }
  const unnamed = new Map(
    [...latest].flatMap(([id, { content }]) => ('unnamed' in content ? [[id, content.unnamed]] : [])),
  );
  for (const [recordId, { content }] of latest) yield { recordId, ...arrival(content, unnamed) };
}

interface Latest {
  readonly line: number;
  readonly date: string;
  readonly content: Content;
}

/** What a record states; `unnamed`: it is a person whose identity is withheld or unknown, and in what words. */
type Content =
  | Omit<Arrival & { outcome: 'STATED' }, 'recordId'>
  | { readonly line: number; readonly unnamed: string }
  | Omit<Arrival & { outcome: 'PASSED_OVER' }, 'recordId'>;

/** A holder who is not named is none that can be told from others: the interest says so instead of naming the record. */
function arrival(content: Content, unnamed: ReadonlyMap<string, string>): DistributiveOmit<Arrival, 'recordId'> {
  if ('unnamed' in content) return { outcome: 'PASSED_OVER', line: content.line, reason: 'UNNAMED_PERSON' };
  if (content.outcome === 'PASSED_OVER') return content;
  const interests = content.interests.map((interest) => {
    const undisclosed = interest.interestedParty === null ? undefined : unnamed.get(interest.interestedParty);
    return undisclosed === undefined ? interest : { ...interest, interestedParty: null, undisclosed };
  });
  return { ...content, interests };
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

function contentOf(statement: Fields, line: number): Content {
  const source = sourceOf(statement);
  const details = fieldsOf(statement.recordDetails, 'recordDetails');
  switch (statement.recordType) {
    case 'relationship':
      return relationship(statement, details, source, line);
    case 'person': {
      const unnamed = unnamedPerson(details);
      if (unnamed !== null) return { line, unnamed };
      return party(statement, details, source, line);
    }
    case 'entity':
      return party(statement, details, source, line);
    default:
      throw new Refused(
        'MALFORMED',
        `recordType: expected entity, person or relationship, came ${shown(statement.recordType)}.`,
      );
  }
}

function party(statement: Fields, details: Fields, source: StatementSource, line: number): Content {
  const id = partyIdOf(statement.recordId, 'recordId');
  return {
    ...NOTHING_STATED,
    line,
    parties: [{ party: id, facts: partyFacts(statement.recordType === 'person', details, source), source }],
  };
}

function relationship(statement: Fields, details: Fields, source: StatementSource, line: number): Content {
  const subject = partyOrReason(details.subject, 'subject');
  if (subject.id === null) return passedOver(line, 'SUBJECT_UNSPECIFIED');
  const holder = partyOrReason(details.interestedParty, 'interestedParty');
  if (holder.reason?.startsWith('noBeneficialOwners')) return passedOver(line, 'NO_BENEFICIAL_OWNER');
  if (listOf(details.interests, 'interests').length === 0) return passedOver(line, 'NO_INTEREST_STATED');
  const held = heldInterests(details, closedAt(statement));
  if (held.length === 0) return passedOver(line, 'NO_OWNERSHIP');
  const interests = held.map(({ quote, ...interest }, index) => ({
    ...interest,
    interestedParty: holder.id,
    undisclosed: holder.reason,
    subject: subject.id as PartyId,
    source: { ...source, quote, statementId: `${source.statementId}/${interest.type}${nth(held, index)}` },
  }));
  return { ...NOTHING_STATED, line, interests };
}

/** Tells apart the statements of one type that a record makes for different times. */
function nth(held: readonly { type: string }[], index: number): string {
  const before = held.slice(0, index).filter(({ type }) => type === held[index]?.type).length;
  return before === 0 ? '' : `/${before + 1}`;
}

function passedOver(line: number, reason: PassedOverReason): Content {
  return { outcome: 'PASSED_OVER', line, reason };
}

function partyOrReason(value: unknown, field: string): { id: PartyId; reason: null } | { id: null; reason: string } {
  if (typeof value === 'string') return { id: partyIdOf(value, field), reason: null };
  const unspecified = fieldsOf(value, field);
  const reason = textOf(unspecified.reason, `${field}.reason`);
  const description = optionalText(unspecified.description, `${field}.description`);
  return { id: null, reason: description === null ? reason : `${reason}: ${description}` };
}

function closedAt(statement: Fields): DateString | null {
  return statement.recordStatus === 'closed' ? startOf(statement.statementDate, 'statementDate') : null;
}

/** Registers known by the address the data were taken from, so that one register is one dataset in every file. */
const REGISTERS: readonly [RegExp, string][] = [
  [/(?:^|\.)gleif\.org$/, 'gleif'],
  [/(?:^|\.)(?:companieshouse\.gov\.uk|company-information\.service\.gov\.uk)$/, 'uk-psc'],
];

function sourceOf(statement: Fields): StatementSource {
  const source = fieldsOf(statement.source ?? {}, 'source');
  const publication = fieldsOf(statement.publicationDetails ?? {}, 'publicationDetails');
  const url = optionalText(source.url, 'source.url');
  return {
    dataset: datasetOf(url, publication),
    url,
    retrievedAt: startOf(publication.publicationDate, 'publicationDetails.publicationDate'),
    statementId: textOf(statement.statementId, 'statementId', 400),
    quote: null,
    grade: gradeOf(listOf(source.type, 'source.type')),
  };
}

function datasetOf(url: string | null, publication: Fields): string {
  const host = url !== null && URL.canParse(url) ? new URL(url).hostname : null;
  const register = REGISTERS.find(([pattern]) => host !== null && pattern.test(host));
  if (register !== undefined) return register[1];
  if (host !== null && host !== '') return host;
  const publisher = optionalText(fieldsOf(publication.publisher ?? {}, 'publisher').name, 'publisher.name');
  return publisher === null
    ? 'bods'
    : publisher
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-|-$/g, '') || 'bods';
}

function gradeOf(types: readonly unknown[]): Grade {
  if (types.includes('officialRegister') || types.includes('selfDeclaration')) return 'PRIMARY';
  return types.includes('thirdParty') || types.includes('primaryResearch') ? 'SECONDARY' : 'ASSERTED';
}
