import { createHash } from 'node:crypto';
import { badInput } from '../errors.js';
import type { Listing, Name, PartyFacts } from '../model/party.js';
import type { StatementSource } from '../model/statement.js';
import { type Arrival, cut, type Fault, NOTHING_STATED, Refused } from './arrival.js';
import { type CsvRecord, csvFile } from './csvRecords.js';
import { endOf, shown, startOf, textOf } from './fields.js';
import type { Format, ReadOptions } from './format.js';
import { isoPlaceOf } from './places.js';
import type { Chunks } from './records.js';
import { Claims, EditionCount, numbered, OFAC_CONSOLIDATED, OFAC_SDN, ofacParty, Times } from './usLists.js';

/** The Consolidated Screening List of the US government, one row a party and list. */
export const cslFormat: Format = {
  name: 'csl',
  title: 'the US Consolidated Screening List as CSV',
  recognises: (head) => /^[^\n]*\bsource\b[^\n]*\bentity_number\b[^\n]*\bprograms\b/i.test(head),
  arrivals: csl,
};

/** The lists by the sign in the name of their source; all of OFAC's that are not the SDN list are its consolidated one. */
const LISTS: readonly (readonly [sign: RegExp, list: string])[] = [
  [/\(SDN\)/, OFAC_SDN],
  [/\((?:SSI|PLC|CAP|CAPTA|FSE|13599|NS-[A-Z]+|CMIC|MBS)(?: List)?\)/, OFAC_CONSOLIDATED],
  [/\(EL\)/, 'us_bis_entity_list'],
  [/\(DPL\)/, 'us_bis_denied'],
  [/\(UVL\)/, 'us_bis_unverified'],
  [/\(MEU\)/, 'us_bis_meu'],
  [/\(DTC\)/, 'us_state_debarred'],
  [/\(ISN\)/, 'us_state_nonproliferation'],
];

const REQUIRED = ['source', 'name', 'programs', 'start_date', 'end_date'];

/**
 * Parties named on the lists, each list a dataset of its own, so that a row of one never takes the place of one of
 * another; several rows about one party on one list stand beside each other too. OFAC's entries have OFAC's number, and
 * are the parties of its own files; others are known by their list and name. Vessels and aircraft are no parties;
 * addresses are neither headquarters nor residences and say nothing. Throws BAD_USER_INPUT where a column is missing.
 */
export async function* csl(chunks: Chunks, options: ReadOptions): AsyncGenerator<Arrival> {
  const { header, records } = await csvFile(chunks);
  const missing = REQUIRED.filter((name) => !header.includes(name));
  if (missing.length > 0)
    throw badInput(`Expected the columns of the Consolidated Screening List; missing: ${missing.join(', ')}.`);
  const reading = new Reading(options);
  let line = 1;
  for await (const record of records) {
    line = record.line;
    yield reading.arrival(record);
  }
  yield* reading.editions.arrivals(options, line, 'csl ');
}

class Reading {
  readonly editions = new EditionCount();
  private readonly claims = new Claims();
  private readonly times = new Times();

  constructor(private readonly options: ReadOptions) {}

  arrival(row: CsvRecord): Arrival {
    const { line, text } = row;
    const record = cut(text);
    let recordId: string | null = null;
    try {
      if ('refused' in row) throw row.refused;
      const cell: Cell = (name) => row.cells.get(name) ?? null;
      const list = listOf(cell('source'));
      const party = partyOf(cell, list);
      recordId = party;
      const source = this.sourceOf(cell, party, list);
      const { facts, faults } = factsOf(cell, list, source);
      const { own, faults: claimed } = this.claims.of(party, numbersIn(cell));
      this.editions.count(list);
      if (/^(?:vessel|aircraft)$/i.test(cell('type') ?? ''))
        return { line, recordId, record, outcome: 'PASSED_OVER', reason: 'NOT_A_PARTY' };
      const all = [...faults, ...claimed];
      return {
        ...NOTHING_STATED,
        ...{ line, recordId, record },
        parties: [{ party, facts: own.length === 0 ? facts : { ...facts, identifiers: own }, source }],
        ...(all.length === 0 ? {} : { faults: all }),
      };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.editions.refused();
      return { line, recordId, record, outcome: 'REFUSED', reason: error.reason, message: error.message };
    }
  }

  private sourceOf(cell: Cell, party: string, list: string): StatementSource {
    const times = this.times.next(`${list} ${party}`);
    const said = ['federal_register_notice', 'license_requirement', 'license_policy', 'remarks'].map(cell);
    return {
      dataset: times === 1 ? `csl/${list}` : `csl/${list}#${times}`,
      url: cell('source_information_url') ?? cell('source_list_url'),
      retrievedAt: this.options.retrievedAt ?? this.options.edition?.date ?? null,
      statementId: party,
      quote:
        said
          .filter((each) => each !== null)
          .join('; ')
          .slice(0, 10_000) || null,
      grade: 'PRIMARY',
    };
  }
}

type Cell = (name: string) => string | null;

function listOf(source: string | null): string {
  const list = LISTS.find(([sign]) => source !== null && sign.test(source))?.[1];
  if (list !== undefined) return list;
  const known = 'SDN, SSI, PLC, CAP, FSE, NS-…, EL, DPL, UVL, MEU, DTC, ISN';
  throw new Refused('MALFORMED', `source: expected a list by its sign, one of ${known}, came ${shown(source ?? '')}.`);
}

function partyOf(cell: Cell, list: string): string {
  const name = textOf(cell('name') ?? '', 'name');
  const number = cell('entity_number');
  if (number !== null && /^\d{1,9}$/.test(number) && list.startsWith('us_ofac')) return ofacParty(number);
  const plain = name.toUpperCase().replace(/\s+/g, ' ');
  return `CSL-${list}-${createHash('sha1').update(plain).digest('base64url').slice(0, 16)}`;
}

function factsOf(cell: Cell, list: string, source: StatementSource): { facts: PartyFacts; faults: readonly Fault[] } {
  const name = textOf(cell('name') ?? '', 'name');
  const others = listIn(cell, 'alt_names').map((text): Name => ({ text, language: null, kind: 'ALIAS' }));
  const startDate = startOf(cell('start_date'), 'start_date');
  const endDate = endOf(cell('end_date'), 'end_date');
  const programmes = listIn(cell, 'programs');
  const listings = (programmes.length === 0 ? [null] : programmes).map(
    (programme): Listing => ({ list, programme, startDate, endDate, source }),
  );
  const names: Name[] = [{ text: name, language: null, kind: 'LEGAL' }, ...others];
  if (cell('type')?.toLowerCase() !== 'individual') return { facts: { name, names, listings }, faults: [] };
  const { nationalities, faults } = nationalitiesIn(cell);
  const belonging = nationalities.length === 0 ? {} : { nationalities };
  return { facts: { kind: 'PERSON', name, names, ...belonging, listings }, faults };
}

/** A country that has no code costs the nationality, not the entry. */
function nationalitiesIn(cell: Cell): { readonly nationalities: readonly string[]; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const found = ['citizenships', 'nationalities'].flatMap((column) =>
    listIn(cell, column).flatMap((code) => {
      try {
        return [isoPlaceOf(code, column)];
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        faults.push({ reason: error.reason, message: `${error.message} The party is taken without it.` });
        return [];
      }
    }),
  );
  return { nationalities: [...new Set(found)], faults };
}

/** "RU, 1137746390572, Registration ID; CKLBCNBJ, SWIFT/BIC": perhaps a country, a number, and what it is. */
function numbersIn(cell: Cell) {
  return listIn(cell, 'ids').flatMap((entry) => {
    const parts = entry.split(',').map((part) => part.trim());
    const [what = '', number = '', place = ''] = parts.reverse();
    const identifier = numbered(what, place, number);
    return identifier === null ? [] : [identifier];
  });
}

function listIn(cell: Cell, name: string): string[] {
  const entries = (cell(name) ?? '').split(';').map((entry) => entry.trim());
  return entries.filter((entry) => entry !== '');
}
