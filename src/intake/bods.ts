import type { DateString } from '../model/date.js';
import type { InterestType } from '../model/interest.js';
import type { Located, PartyFacts, PartyId } from '../model/party.js';
import { UNKNOWN_SHARE } from '../model/share.js';
import type { Grade } from '../model/source.js';
import type { StatementSource } from '../model/statement.js';
import { type Arrival, cut, NOTHING_STATED, type PassedOverReason, type Refusal, Refused } from './arrival.js';
import { believed } from './believed.js';
import { inShapeOfToday, isOlderEdition, replaced } from './bodsEditions.js';
import { heldInterests } from './bodsInterests.js';
import { type Ours, oursOf } from './bodsOurs.js';
import { identifiersAsTheyStand, partyFacts, unnamedPerson } from './bodsParties.js';
import { boundsOf, upTo } from './bounds.js';
import { endOf, type Fields, fieldsOf, listOf, optionalText, partyIdOf, shown, startOf, textOf } from './fields.js';
import type { Format, ReadOptions } from './format.js';
import { type Chunks, type Numbered, records } from './records.js';
import { Spool } from './spool.js';
import { Versions } from './superseded.js';

/** Beneficial Ownership Data Standard 0.1 to 0.4, as JSON lines or one JSON array. */
export const bodsFormat: Format = {
  name: 'bods',
  title: 'Beneficial Ownership Data Standard 0.1 to 0.4, JSON or JSON lines',
  recognises: (head) =>
    /"(?:statementId|statementID)"\s*:/.test(head) && /"(?:recordType|statementType)"\s*:/.test(head),
  arrivals: bods,
};

/**
 * The records of a BODS file as statements of the model. Of the statements about one record the latest by statementDate
 * counts, the later in the file where dates agree, whatever their order; so the file is read to its end before the first
 * one is given, and what it states waits in a spool meanwhile. A statement of 0.1 to 0.3 is about the record of the one
 * that it replaces. A record that is wrong is a refusal and takes nothing else with it.
 */
export async function* bods(chunks: Chunks, options: Pick<ReadOptions, 'onHeld'> = {}): AsyncGenerator<Arrival> {
  const reading = new Reading();
  try {
    for await (const record of records(chunks)) {
      const refusal = await reading.take(record);
      if (refusal !== null) yield refusal;
    }
    options.onHeld?.(reading.held);
    yield* reading.arrivals();
  } finally {
    await reading.close();
  }
}

class Reading {
  private readonly spool = new Spool<Held>({ asLine, inLine });
  private readonly versions = new Versions();
  /** Of records that are persons withheld or unknown: in what words, of which a file has few. */
  private readonly unnamed = new Map<string, string>();
  private readonly words = new Map<string, string>();
  /** Of statements that replace another: the first of those, of whose record they are. */
  private readonly replaced = new Map<string, string>();

  get held(): number {
    return this.spool.length;
  }

  async take({ line, text, ...read }: Numbered): Promise<Refusal | null> {
    let recordId: string | null = null;
    try {
      if ('refused' in read) throw read.refused;
      const given = fieldsOf(read.value, 'statement');
      const statement = isOlderEdition(given) ? inShapeOfToday(given) : given;
      recordId = textOf(statement.recordId, 'recordId', 400);
      const date = startOf(statement.statementDate, 'statementDate') ?? '';
      const content = contentOf(statement, line);
      const [first, ...others] = replaced(given);
      if (first !== undefined) for (const id of [recordId, ...others]) this.replaced.set(id, first);
      const place = this.spool.length;
      if ('unnamed' in content) this.words.set(content.unnamed, content.unnamed);
      await this.versions.add(recordId, date, place);
      await this.spool.add({ recordId, date, content, text: cut(text) });
      return null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { outcome: 'REFUSED', line, recordId, record: cut(text), reason: error.reason, message: error.message };
    }
  }

  async *arrivals(): AsyncGenerator<Arrival> {
    const superseded = await this.superseded();
    if (this.words.size > 0) await this.gatherUnnamed(superseded);
    let place = 0;
    for await (const held of this.spool) yield this.arrival(held, superseded.has(place++));
  }

  async close(): Promise<void> {
    await Promise.all([this.spool.close(), this.versions.close()]);
  }

  private async gatherUnnamed(superseded: ReadonlySet<number>): Promise<void> {
    let place = 0;
    for await (const { recordId, content } of this.spool) {
      const words = 'unnamed' in content ? this.words.get(content.unnamed) : undefined;
      if (words !== undefined && !superseded.has(place)) this.unnamed.set(this.root(recordId), words);
      place += 1;
    }
  }

  private async superseded(): Promise<ReadonlySet<number>> {
    if (this.replaced.size === 0) return this.versions.superseded();
    // Only now is it known of which record a statement is that replaces others.
    const versions = new Versions();
    try {
      let place = 0;
      for await (const { recordId, date } of this.spool) await versions.add(this.root(recordId), date, place++);
      return await versions.superseded();
    } finally {
      await versions.close();
    }
  }

  /** A holder who is not named is none that can be told from others: the interest says so instead of naming the record. */
  private arrival({ recordId, text, content }: Held, isSuperseded: boolean): Arrival {
    const from = { line: content.line, recordId, record: text };
    if (isSuperseded) return { ...from, outcome: 'PASSED_OVER', reason: 'SUPERSEDED' };
    if ('unnamed' in content) return { ...from, outcome: 'PASSED_OVER', reason: 'UNNAMED_PERSON' };
    if (content.outcome === 'PASSED_OVER') return { ...from, ...content };
    return {
      ...from,
      ...content,
      parties: content.parties.map((statement) => ({ ...statement, party: this.root(statement.party) })),
      interests: content.interests.map((interest) => {
        const subject = this.root(interest.subject);
        const interestedParty = interest.interestedParty === null ? null : this.root(interest.interestedParty);
        const undisclosed = interestedParty === null ? undefined : this.unnamed.get(interestedParty);
        return undisclosed === undefined
          ? { ...interest, subject, interestedParty }
          : { ...interest, subject, interestedParty: null, undisclosed };
      }),
    };
  }

  /** Chains of replacements are followed to the first; a ring of them, which no honest file has, to where it closes. */
  private root(id: string): string {
    const seen = new Set([id]);
    let root = id;
    for (let next = this.replaced.get(root); next !== undefined && !seen.has(next); next = this.replaced.get(root)) {
      seen.add(next);
      root = next;
    }
    return root;
  }
}

/** A statement that waits for the end of its file. */
interface Held {
  readonly recordId: string;
  readonly date: string;
  readonly text: string;
  readonly content: Content;
}

/** The record as it came goes beside the JSON, not into it: quoted once more it would be the larger part. */
function asLine({ text, ...held }: Held): string {
  return `${JSON.stringify(held)}\t${text.replace(/[\r\n]+/g, ' ')}`;
}

function inLine(line: string): Held {
  const end = line.indexOf('\t');
  return { ...(JSON.parse(line.slice(0, end)) as Omit<Held, 'text'>), text: line.slice(end + 1) };
}

/** What a record states; `unnamed`: it is a person whose identity is withheld or unknown, and in what words. */
type Content =
  | Omit<Arrival & { outcome: 'STATED' }, 'recordId'>
  | { readonly line: number; readonly unnamed: string }
  | Omit<Arrival & { outcome: 'PASSED_OVER' }, 'recordId'>;

function contentOf(statement: Fields, line: number): Content {
  const ours = oursOf(statement);
  const source = ours?.source ?? sourceOf(statement);
  const details = fieldsOf(statement.recordDetails, 'recordDetails');
  switch (statement.recordType) {
    case 'relationship':
      return ours?.type === undefined
        ? relationship(statement, details, source, line)
        : ownInterest(details, ours, line);
    case 'person': {
      const unnamed = unnamedPerson(details);
      if (unnamed !== null) return { line, unnamed };
      return party(statement, details, source, ours, line);
    }
    case 'entity':
      return party(statement, details, source, ours, line);
    default:
      throw new Refused(
        'MALFORMED',
        `recordType: expected entity, person or relationship, came ${shown(statement.recordType)}.`,
      );
  }
}

function party(statement: Fields, details: Fields, source: StatementSource, ours: Ours | null, line: number): Content {
  const id = ours?.party ?? partyIdOf(statement.recordId, 'recordId');
  const { facts, faults } = partyFacts(statement.recordType === 'person', details, source);
  return {
    ...NOTHING_STATED,
    line,
    parties: [{ party: id, facts: ours === null ? facts : asStated(facts, details, ours), source }],
    ...(faults.length === 0 || ours !== null ? {} : { faults }),
  };
}

/**
 * Names follow from the name where others state it; an export of ours lists those that were stated. Its headquarters are
 * dated, and count as long as an address is there for them; its identifiers stand as they are.
 */
function asStated(
  { names, headquarters = [], identifiers, ...facts }: PartyFacts,
  details: Fields,
  ours: Ours,
): PartyFacts {
  const { headquarters: dated = [], ...noted } = ours.facts ?? {};
  const places = believed(dated, headquarters, isInCountryOf, (place) => place);
  const numbers = identifiersAsTheyStand(details);
  return {
    ...facts,
    ...noted,
    ...(numbers.length === 0 ? {} : { identifiers: numbers }),
    ...(places.length === 0 ? {} : { headquarters: places }),
  };
}

function isInCountryOf(a: Located, b: Located): boolean {
  return a.jurisdiction.slice(0, 2) === b.jurisdiction.slice(0, 2);
}

function relationship(statement: Fields, details: Fields, source: StatementSource, line: number): Content {
  const subject = partyOrReason(details.subject, 'subject');
  if (subject.id === null) return passedOver(line, 'SUBJECT_UNSPECIFIED');
  const holder = partyOrReason(details.interestedParty, 'interestedParty');
  if (holder.reason?.startsWith('noBeneficialOwners')) return passedOver(line, 'NO_BENEFICIAL_OWNER');
  if (listOf(details.interests, 'interests').length === 0) return passedOver(line, 'NO_INTEREST_STATED');
  const closed = closedAt(statement);
  const all = heldInterests(details, closed);
  // Closed on a day that nothing tells: it may be over or not, is no majority for certain and caps nobody.
  const isOpen = statement.recordStatus !== 'closed' || closed !== null;
  const held = isOpen ? all : all.map((each) => (each.endDate === null ? { ...each, share: upTo(each.share) } : each));
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

/** An interest of one of our own exports: its type as it was, its share, days and parties from the fields of BODS. */
function ownInterest(details: Fields, { type, undisclosed, source }: Ours, line: number): Content {
  const subject = partyIdOf(details.subject, 'subject');
  const interestedParty =
    typeof details.interestedParty === 'string' ? partyIdOf(details.interestedParty, 'interestedParty') : null;
  const [value] = listOf(details.interests, 'interests');
  const interest = fieldsOf(value, 'interests');
  const held = {
    interestedParty,
    undisclosed: interestedParty === null ? (undisclosed === undefined ? reasonIn(details) : undisclosed) : null,
    subject,
    type: type as InterestType,
    share: interest.share === undefined ? UNKNOWN_SHARE : boundsOf(fieldsOf(interest.share, 'share')),
    startDate: startOf(interest.startDate, 'startDate'),
    endDate: endOf(interest.endDate, 'endDate'),
    source,
  };
  return { ...NOTHING_STATED, line, interests: [held] };
}

function reasonIn({ interestedParty }: Fields): string {
  return partyOrReason(interestedParty, 'interestedParty').reason ?? 'unknown';
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
  if (statement.recordStatus !== 'closed') return null;
  const published = fieldsOf(statement.publicationDetails ?? {}, 'publicationDetails').publicationDate;
  return startOf(statement.statementDate, 'statementDate') ?? startOf(published, 'publicationDetails.publicationDate');
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
