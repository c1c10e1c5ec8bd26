import type { InterestStatement, PartyStatement } from '../model/statement.js';
import { type Arrival, cut, NOTHING_STATED, type Refusal, Refused } from './arrival.js';
import { type CellOf, cellsBy } from './csvColumns.js';
import { type Cell, cellOf } from './csvFields.js';
import { interestStated } from './csvInterests.js';
import { partyStated } from './csvParties.js';
import { type CsvRecord, csvFile } from './csvRecords.js';
import { delimiterOf } from './csvRows.js';
import { sourceOf, versionOf } from './csvSource.js';
import { template } from './csvTemplate.js';
import type { Format, ReadOptions } from './format.js';
import type { Chunks } from './records.js';
import { type Repeat, Repeats, Restated } from './repeats.js';
import { Spool } from './spool.js';

/** Parties and interests as rows under a header; `docs/import-csv.md` has the columns. */
export const csvFormat: Format = {
  name: 'csv',
  title: 'parties and interests as CSV, comma, semicolon, tab or | between the cells',
  recognises: (head) => {
    const [first = ''] = head.split('\n');
    const names = first.split(delimiterOf(first)).map((name) => name.replaceAll('"', '').trim().toLowerCase());
    const has = (...columns: string[]) => columns.every((column) => names.includes(column));
    return has('subject', 'interested_party') || has('subject', 'type') || has('id', 'name') || has('lei', 'name');
  },
  arrivals: csv,
  template,
};

/**
 * The rows of a file as statements of the model. What a later row says never takes the place of what another one says
 * unless it is of a greater `version`: different rows about one party stand beside each other, each in a dataset of its
 * own (csv, csv#2, …), and different rows about one holding are taken together. So the file is read to its end before
 * the first statement is given, and what it states waits in a spool meanwhile. A row that is wrong is a refusal and
 * takes nothing else with it. Throws BAD_USER_INPUT for a header that does not serve, LIMIT_EXCEEDED for a file in
 * which hardly anything tells the rows apart.
 */
export async function* csv(chunks: Chunks, options: ReadOptions): AsyncGenerator<Arrival> {
  const { header, records } = await csvFile(chunks);
  const reading = new Reading(cellsBy(header, options), options);
  try {
    for await (const record of records) {
      const refusal = await reading.take(record);
      if (refusal !== null) yield refusal;
    }
    options.onHeld?.(reading.held);
    yield* reading.arrivals();
  } finally {
    await reading.close();
  }
}

/** A row that waits for the end of its file. */
interface Held {
  readonly line: number;
  readonly recordId: string | null;
  readonly record: string;
  readonly party: PartyStatement | null;
  readonly mentions: readonly PartyStatement[];
  readonly interest: InterestStatement | null;
}

class Reading {
  private readonly spool = new Spool<Held>();
  private readonly parties = new Repeats();
  private readonly interests = new Repeats();
  private readonly ids = new Repeats();

  constructor(
    private readonly cellOf: CellOf,
    private readonly options: ReadOptions,
  ) {}

  get held(): number {
    return this.spool.length;
  }

  async take(row: CsvRecord): Promise<Refusal | null> {
    const { line, text } = row;
    let recordId: string | null = null;
    try {
      if ('refused' in row) throw row.refused;
      const cell = cellOf((name) => this.cellOf(row.cells, name));
      recordId = ['statement_id', 'id', 'subject', 'lei'].map(cell).find((each) => each !== null) ?? null;
      await this.hold({ line, recordId, record: cut(text) }, cell);
      return null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { outcome: 'REFUSED', line, recordId, record: cut(text), reason: error.reason, message: error.message };
    }
  }

  async *arrivals(): AsyncGenerator<Arrival> {
    // One after the other: each holds a part of the file while it compares.
    const parties = await this.parties.found();
    const interests = await this.interests.found();
    const ids = await this.ids.found();
    const restated = new Restated();
    const records = new Records();
    let place = 0;
    for await (const { party: about, interest: held, mentions, ...from } of this.spool) {
      const sameId = ids.get(place);
      const sameParty = parties.get(place);
      const sameHolding = interests.get(place);
      place += 1;
      const party = about === null ? null : renamed(about, sameId);
      const interest = held === null ? null : renamed(held, sameId);
      const isPartyOld = party === null || sameParty?.isSuperseded === true;
      const isInterestOld = interest === null || sameHolding?.isSuperseded === true;
      if (isPartyOld && isInterestOld) {
        yield { ...from, outcome: 'PASSED_OVER', reason: 'SUPERSEDED' };
        continue;
      }
      const stated = isInterestOld ? [] : restated.whole(interest, sameHolding);
      yield {
        ...NOTHING_STATED,
        ...from,
        parties: [...(isPartyOld ? [] : [records.beside(party, sameParty)]), ...mentions],
        interests: stated,
      };
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.spool, this.parties, this.interests, this.ids].map((each) => each.close()));
  }

  private async hold(from: Pick<Held, 'line' | 'recordId' | 'record'>, cell: Cell): Promise<void> {
    const source = sourceOf(cell, this.options);
    const about = partyStated(cell, source);
    const held = interestStated(cell, source);
    if (about === null && held === null) {
      throw new Refused(
        'MALFORMED',
        'Expected a party (id, lei or identifier) or an interest (subject, interested_party and type), came neither.',
      );
    }
    const statementId = cell('statement_id');
    const party =
      about !== null && held !== null && statementId !== null
        ? { ...about, source: { ...about.source, statementId: `${statementId}/party` } }
        : about;
    const place = this.spool.length;
    const version = versionOf(cell('version') ?? '');
    if (party !== null) await this.parties.add(`${source.dataset} ${party.party}`, party.facts, version, place);
    if (held !== null) await this.interests.add(`${source.dataset} ${held.key}`, held.interest, version, place);
    if (statementId !== null)
      await this.ids.add(`${source.dataset} ${statementId}`, [party, held?.interest], version, place);
    await this.spool.add({ ...from, party, interest: held?.interest ?? null, mentions: held?.mentions ?? [] });
  }
}

/** A row that has the statement id of an earlier one, and says something else, has one of its own. */
function renamed<T extends PartyStatement | InterestStatement>(statement: T, repeat: Repeat | undefined): T {
  if (repeat === undefined || repeat.nth === 1) return statement;
  const { source } = statement;
  return { ...statement, source: { ...source, statementId: `${source.statementId}#${repeat.nth}` } };
}

type Record = { readonly ids: Set<string>; readonly said: Map<string, string> };

/**
 * Rows that say different things of one field of a party stand beside each other, each in a dataset of its own. Those
 * with statement ids of their own that speak of different fields are one record.
 */
class Records {
  private readonly byKey = new Map<string, Record[]>();

  beside(statement: PartyStatement, repeat: Repeat | undefined): PartyStatement {
    if (repeat === undefined) return statement;
    const { source } = statement;
    const facts = Object.entries(statement.facts).map(([field, value]) => [field, JSON.stringify(value)] as const);
    const records = this.byKey.get(repeat.key) ?? [];
    this.byKey.set(repeat.key, records);
    let nth = records.findIndex(
      ({ ids, said }) =>
        facts.every(([field, value]) => (said.get(field) ?? value) === value) &&
        (!ids.has(source.statementId) || facts.every(([field]) => said.has(field))),
    );
    if (nth === -1) nth = records.push({ ids: new Set(), said: new Map() }) - 1;
    const { ids, said } = records[nth] as Record;
    ids.add(source.statementId);
    for (const [field, value] of facts) said.set(field, value);
    if (nth === 0) return statement;
    return { ...statement, source: { ...source, dataset: `${source.dataset}#${nth + 1}` } };
  }
}
