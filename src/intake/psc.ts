import type { DateString } from '../model/date.js';
import type { PartyId } from '../model/party.js';
import { UNKNOWN_SHARE } from '../model/share.js';
import type { InterestStatement, PartyStatement } from '../model/statement.js';
import { type Arrival, cut, NOTHING_STATED, Refused } from './arrival.js';
import { type Held, heldInterests } from './bodsInterests.js';
import { upTo } from './bounds.js';
import { companyNumber } from './companyNumber.js';
import { endOf, type Fields, fieldsOf, listOf, optionalText, shown, startOf, textOf } from './fields.js';
import type { Format, ReadOptions } from './format.js';
import type { Outcome } from './outcome.js';
import { companyId, entityStatement, personStatement, pscSource, subjectStatement } from './pscHolders.js';
import { asBodsInterest } from './pscSlugs.js';
import { pscStatement, saysTraded } from './pscStatements.js';
import { type Chunks, type Numbered, records } from './records.js';

/** The snapshot of the UK register of people with significant control. */
export const psc: Format = {
  name: 'psc',
  title: 'UK people with significant control: lines of the Companies House snapshot',
  recognises: (head) => /"kind"\s*:/.test(head) && /"company_number"\s*:|"totals#persons-of-/.test(head),
  arrivals: readPsc,
};

async function* readPsc(chunks: Chunks, { retrievedAt }: ReadOptions): AsyncGenerator<Arrival> {
  for await (const record of records(chunks)) yield arrival(record, retrievedAt);
}

function arrival({ line, text, ...read }: Numbered, retrievedAt: DateString | null): Arrival {
  let recordId: string | null = null;
  try {
    if ('refused' in read) throw read.refused;
    const fields = fieldsOf(read.value, 'record');
    recordId = optionalText(fields.company_number, 'company_number');
    return { line, recordId, record: cut(text), ...outcome(fields, retrievedAt) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { outcome: 'REFUSED', line, recordId, record: cut(text), reason: error.reason, message: error.message };
  }
}

/** An entry of the register: the company, what the entry is called in it, and what it says. */
interface Entry {
  readonly company: string;
  readonly id: string;
  readonly data: Fields;
  readonly retrievedAt: DateString | null;
}

function outcome(record: Fields, retrievedAt: DateString | null): Outcome {
  const data = fieldsOf(record.data, 'data');
  const kind = textOf(data.kind, 'data.kind');
  // Counts of the whole snapshot, which may be cut in parts: nothing to hold a part against.
  if (kind.startsWith('totals#')) return { outcome: 'PASSED_OVER', reason: 'NO_INTEREST_STATED' };
  const read = KINDS.find(([pattern]) => pattern.test(kind))?.[1];
  if (read === undefined)
    throw new Refused('MALFORMED', `data.kind: expected a kind of the PSC snapshot, came ${shown(kind)}.`);
  const written = optionalText(record.company_number, 'company_number');
  const company = written === null ? null : companyNumber(written);
  if (company === null) {
    const expected = 'expected a number of Companies House, such as 01234567 or SC012345';
    throw new Refused('IDENTIFIER', `company_number: ${expected}, came ${shown(record.company_number)}.`);
  }
  return read({ company, id: idOf(data), data, retrievedAt });
}

const KINDS: readonly (readonly [RegExp, (entry: Entry) => Outcome])[] = [
  [/^individual-(?:person-with-significant-control|beneficial-owner)$/, (entry) => held(entry, personStatement)],
  [/^(?:corporate-entity|legal-person)-(?:person-with-significant-control|beneficial-owner)$/, heldByEntity],
  [/^super-secure-(?:person-with-significant-control|beneficial-owner)$/, withheld],
  [/^persons-with-significant-control-statement$/, stated],
  [/^exemptions$/, exempt],
];

/** By the link to the entry, which stays; by its etag, which does not outlast a change, where there is none. */
function idOf(data: Fields): string {
  const link = optionalText(fieldsOf(data.links ?? {}, 'links').self, 'links.self') ?? '';
  const linked = /\/persons-with-significant-control(?:-statements)?\/(?:[a-z-]+\/)?([\w-]{1,100})$/.exec(link)?.[1];
  const id = linked ?? optionalText(data.etag, 'etag');
  if (id !== null && /^[\w-]{1,100}$/.test(id)) return id;
  throw new Refused('MALFORMED', `links.self: expected a link to the entry, came ${shown(link)}, and no etag.`);
}

function heldByEntity(entry: Entry): Outcome {
  return held(entry, entityStatement);
}

function held(entry: Entry, statement: typeof personStatement): Outcome {
  const { company, id, data, retrievedAt } = entry;
  const holder = statement(data, company, id, pscSource(company, `${company}/${id}`, retrievedAt));
  return statedOf(entry, holder.party, null, [holder]);
}

function withheld(entry: Entry): Outcome {
  const written = optionalText(entry.data.description, 'description') ?? 'super-secure';
  return statedOf(entry, null, `${written}: a person who is protected; no particulars are shown`, []);
}

function stated(entry: Entry): Outcome {
  const said = pscStatement(entry.data);
  if (said === 'NOBODY') return { outcome: 'PASSED_OVER', reason: 'NO_BENEFICIAL_OWNER' };
  if (said === 'NOTHING_OPEN') return { outcome: 'PASSED_OVER', reason: 'NO_INTEREST_STATED' };
  return statedOf(entry, null, said.somebody, []);
}

/** That shares are traded says that a company is listed; an exemption that has ended says nothing any more. */
function exempt({ company, data, retrievedAt }: Entry): Outcome {
  const facts = saysTraded(data) ? { publiclyListed: true } : {};
  const subject = subjectStatement(company, retrievedAt, facts, `${company}/exemptions`);
  return { ...NOTHING_STATED, parties: [subject] };
}

function statedOf(
  entry: Entry,
  interestedParty: PartyId | null,
  undisclosed: string | null,
  holders: readonly PartyStatement[],
): Outcome {
  const { company, id, retrievedAt } = entry;
  const all = interestsOf(entry);
  const interests = all.map(({ quote, ...interest }, index): InterestStatement => {
    const before = all.slice(0, index).filter(({ type }) => type === interest.type).length;
    const statementId = `${company}/${id}/${interest.type}${before === 0 ? '' : `/${before + 1}`}`;
    const source = pscSource(company, statementId, retrievedAt, quote);
    return { ...interest, interestedParty, undisclosed, subject: companyId(company), source };
  });
  return { ...NOTHING_STATED, parties: [subjectStatement(company, retrievedAt), ...holders], interests };
}

/** The natures of control; an entry that names none is still a person with significant control. Throws Refused. */
function interestsOf({ data, retrievedAt }: Entry): readonly Held[] {
  const startDate = optionalText(data.notified_on, 'notified_on');
  const endDate = optionalText(data.ceased_on, 'ceased_on');
  const isOver = data.ceased === true && endDate === null;
  const closed = isOver ? retrievedAt : null;
  const said = heldBy(data, startDate, endDate, closed);
  // What has ceased on a day that nothing tells may be over or not: it is no majority for certain, and caps nobody.
  return isOver && closed === null ? said.map((each) => ({ ...each, share: upTo(each.share) })) : said;
}

function heldBy(
  data: Fields,
  startDate: string | null,
  endDate: string | null,
  closed: DateString | null,
): readonly Held[] {
  const natures = listOf(data.natures_of_control, 'natures_of_control');
  const slugs = [...new Set(natures.map((nature) => textOf(nature, 'natures_of_control')))];
  if (slugs.length > 0) {
    const interests = slugs.map((slug) => ({ ...asBodsInterest(slug), startDate, endDate }));
    return heldInterests({ interests }, closed);
  }
  const dates = { startDate: startOf(startDate, 'notified_on'), endDate: endOf(endDate, 'ceased_on') ?? closed };
  if (dates.startDate !== null && dates.endDate !== null && dates.endDate < dates.startDate)
    throw new Refused('DATE', `ceased_on: expected a day from ${dates.startDate} on, came ${dates.endDate}.`);
  return [{ type: 'OTHER_INFLUENCE', share: UNKNOWN_SHARE, ...dates, quote: NATURE_NOT_STATED }];
}

const NATURE_NOT_STATED = 'Significant control, of a nature that is not stated.';
