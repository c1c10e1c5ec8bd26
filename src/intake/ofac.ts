import { badInput } from '../errors.js';
import type { Listing, Name, PartyFacts } from '../model/party.js';
import type { StatementSource } from '../model/statement.js';
import { type Arrival, cut, type Fault, NOTHING_STATED, Refused } from './arrival.js';
import { type CsvRow, csvRows } from './csvRows.js';
import { shown, textOf } from './fields.js';
import type { Format, ReadOptions } from './format.js';
import { listedSince, remarksOf } from './ofacRemarks.js';
import type { Chunks } from './records.js';
import { Claims, EditionCount, OFAC_CONSOLIDATED, OFAC_SDN, ofacParty, Times } from './usLists.js';

/** The files of OFAC's lists: entries, other names, addresses and comments, without a header. */
export const ofacFormat: Format = {
  name: 'ofac',
  title: 'OFAC’s SDN and consolidated lists as CSV: entries, other names, addresses, comments',
  recognises: (head) => /^\d+,(?:[^\n]*-0- |"[^"\n]*"\s*(?:\n|$))/.test(head),
  arrivals: ofac,
};

/** The four files of a list have one shape for both lists; each is told by how many cells its rows have. */
const SHAPES: ReadonlyMap<number, 'entry' | 'names' | 'address' | 'comment'> = new Map([
  [12, 'entry'],
  [5, 'names'],
  [6, 'address'],
  [2, 'comment'],
]);

/** Programmes that only one of the two lists has; the first entry of either list as published has one. */
const TELLING: ReadonlyMap<string, string> = new Map([
  ...['NS-PLC', 'CMIC-EO13959', '561-Related', 'FSE-IR', 'FSE-SY'].map((each) => [each, OFAC_CONSOLIDATED] as const),
  ...['CUBA', 'SDNT', 'SDNTK', 'IRAQ2', 'FTO', 'NPWMD', 'ZIMBABWE', 'BALKANS'].map((each) => [each, OFAC_SDN] as const),
]);

/**
 * Parties named on OFAC's lists, joined over its files by the number of the entry. Which list it is, is the constant
 * `list` or told by the programmes of the first entry. Rows of one entry are gathered, and each file has a dataset of its
 * own, as what a newer statement of one dataset says of a field takes the place of the older. Vessels and aircraft are
 * no parties; addresses are neither headquarters nor residences and say nothing here. Throws BAD_USER_INPUT where
 * nothing tells which list it is.
 */
export async function* ofac(chunks: Chunks, options: ReadOptions): AsyncGenerator<Arrival> {
  const reading = new Reading(options);
  let open: Read[] = [];
  let line = 1;
  for await (const row of csvRows(chunks, ',')) {
    line = row.line;
    const read = reading.read(row);
    if ('outcome' in read) {
      yield read;
      continue;
    }
    if (open.length > 0 && !isMore(read, open)) {
      yield* reading.stated(open);
      open = [];
    }
    open.push(read);
  }
  if (open.length > 0) yield* reading.stated(open);
  yield* reading.editions.arrivals(options, line);
}

const MOST_NAMES = 1000;

/** Whether the row is one more name of the entry whose names are being gathered. */
function isMore({ number, shape }: Read, rows: readonly Read[]): boolean {
  const [first] = rows;
  return shape === 'names' && first?.shape === 'names' && first.number === number && rows.length < MOST_NAMES;
}

/** A row that is in order: cells, null where it has OFAC's sign for nothing. */
interface Read {
  readonly line: number;
  readonly text: string;
  readonly number: string;
  readonly shape: 'entry' | 'names' | 'comment';
  readonly cells: readonly (string | null)[];
}

class Reading {
  readonly editions = new EditionCount();
  private readonly claims = new Claims();
  private readonly times = new Times();
  private list: string | null;

  constructor(private readonly options: ReadOptions) {
    this.list = Object.hasOwn(options.constants, 'list') ? (options.constants.list ?? null) : null;
  }

  read(row: CsvRow): Read | Arrival {
    const { line, text } = row;
    const record = cut(text);
    let recordId: string | null = null;
    try {
      if ('refused' in row) throw row.refused;
      const cells = row.cells.map((cell) => (cell.trim() === '-0-' || cell.trim() === '' ? null : cell.trim()));
      const shape = SHAPES.get(cells.length);
      if (shape === undefined) {
        const message = `Expected 12 cells of an entry, 5 of another name, 6 of an address or 2 of a comment, came ${cells.length}.`;
        throw new Refused('INVALID_CSV', message);
      }
      const number = cells[0] ?? '';
      if (!/^\d{1,9}$/.test(number))
        throw new Refused('IDENTIFIER', `Expected the number of an entry in the first cell, came ${shown(number)}.`);
      recordId = ofacParty(number);
      if (shape === 'address') return { line, recordId, record, outcome: 'PASSED_OVER', reason: 'ADDRESS_ONLY' };
      const read = { line, text, number, shape, cells };
      if (shape === 'names') otherName(cells);
      if (shape === 'entry') this.enter(read);
      return /^(?:vessel|aircraft)$/i.test(shape === 'entry' ? (cells[2] ?? '') : '')
        ? { line, recordId, record, outcome: 'PASSED_OVER', reason: 'NOT_A_PARTY' }
        : read;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.editions.refused();
      return { line, recordId, record, outcome: 'REFUSED', reason: error.reason, message: error.message };
    }
  }

  /** One statement of the rows of one entry in one file. */
  *stated(rows: readonly Read[]): Generator<Arrival> {
    const [first, ...others] = rows as readonly [Read, ...Read[]];
    const party = ofacParty(first.number);
    const source = this.sourceOf(first, party);
    const { facts, faults } = this.factsOf(rows, party, source);
    const from = { line: first.line, recordId: party, record: cut(first.text) };
    const parties = [{ party, facts, source }];
    yield { ...NOTHING_STATED, ...from, parties, ...(faults.length === 0 ? {} : { faults }) };
    for (const { line, text } of others) yield { ...NOTHING_STATED, line, recordId: party, record: cut(text) };
  }

  private enter({ cells }: Read): void {
    textOf(cells[1] ?? '', 'name');
    const programmes = programmesOf(cells);
    this.list ??= programmes.map((programme) => TELLING.get(programme)).find((list) => list !== undefined) ?? null;
    if (this.list === null) {
      throw badInput(
        `Both of OFAC's lists have this shape, and the programmes of the first entry (${programmes.join(', ')}) don't tell which it is. Give the constant list: ${OFAC_SDN} or ${OFAC_CONSOLIDATED}.`,
      );
    }
    this.editions.count(this.list);
  }

  private factsOf(
    rows: readonly Read[],
    party: string,
    from: StatementSource,
  ): { facts: PartyFacts; faults: readonly Fault[] } {
    const [first] = rows as readonly [Read, ...Read[]];
    if (first.shape === 'names') return { facts: { names: rows.map(({ cells }) => otherName(cells)) }, faults: [] };
    const remarks = first.cells[first.shape === 'entry' ? 11 : 1] ?? '';
    const { identifiers, names } = remarksOf(remarks, first.shape === 'comment');
    const { own, faults } = this.claims.of(party, identifiers);
    const numbers = own.length === 0 ? {} : { identifiers: own };
    if (first.shape === 'comment') return { facts: { ...numbers, ...(names.length === 0 ? {} : { names }) }, faults };
    const name = textOf(first.cells[1] ?? '', 'name');
    const source = { ...from, quote: remarks === '' ? null : remarks.slice(0, 10_000) };
    const programmes = programmesOf(first.cells);
    const listings = (programmes.length === 0 ? [null] : programmes).map(
      (programme): Listing => ({
        list: this.list as string,
        programme,
        startDate: programme === null ? null : listedSince(remarks, programme),
        endDate: null,
        source,
      }),
    );
    const kind = first.cells[2]?.toLowerCase() === 'individual' ? { kind: 'PERSON' as const } : {};
    const all = [{ text: name, language: null, kind: 'LEGAL' as const }, ...names];
    return { facts: { ...kind, name, names: all, ...numbers, listings }, faults };
  }

  private sourceOf({ shape, number }: Read, party: string): StatementSource {
    const file = shape === 'entry' ? (this.list as string) : `${this.list ?? 'us_ofac'}/${shape}`;
    const times = this.times.next(`${file} ${number}`);
    return {
      dataset: times === 1 ? file : `${file}#${times}`,
      url: `https://sanctionssearch.ofac.treas.gov/Details.aspx?id=${number}`,
      retrievedAt: this.options.retrievedAt ?? this.options.edition?.date ?? null,
      statementId: party,
      quote: null,
      grade: 'PRIMARY',
    };
  }
}

function programmesOf(cells: readonly (string | null)[]): string[] {
  const programmes = (cells[3] ?? '').split(/\]\s*\[/).map((each) => each.trim());
  return programmes.filter((each) => each !== '');
}

function otherName(cells: readonly (string | null)[]): Name {
  return { text: textOf(cells[3] ?? '', 'name'), language: null, kind: cells[2] === 'fka' ? 'FORMER' : 'ALIAS' };
}
