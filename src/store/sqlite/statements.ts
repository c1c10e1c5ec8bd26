import type { InterestType } from '../../model/interest.js';
import type { PartyFacts, PartyId } from '../../model/party.js';
import type { InterestStatement, Kept, KeptAbout, PartyStatement, StatementSource } from '../../model/statement.js';
import type { PartyRecord } from '../store.js';
import type { SourceSaid } from '../writing/said.js';
import type { Connection } from './connection.js';

const MOST_SOURCES = 100_000;

/** Sources by number. They never change, so those read once are kept, up to a bound. */
export class Sources {
  private readonly known = new Map<number, SourceSaid>();

  constructor(private readonly connection: Connection) {}

  load(numbers: readonly number[]): void {
    if (numbers.every((number) => this.known.has(number))) return;
    const wanted = [...new Set(numbers)];
    if (this.known.size + wanted.length > MOST_SOURCES) this.known.clear();
    const missing = wanted.filter((number) => !this.known.has(number));
    const sql = 'SELECT s.id, s.body FROM json_each(?) AS wanted CROSS JOIN source AS s ON s.id = wanted.value';
    for (const [number, body] of this.connection.all(sql, [JSON.stringify(missing)])) {
      this.known.set(number as number, JSON.parse(body as string) as SourceSaid);
    }
  }

  get(number: number, statementId: string): StatementSource {
    const [dataset, url, retrievedAt, quote, grade] = this.known.get(number) as SourceSaid;
    return { dataset, url, retrievedAt, statementId, quote, grade };
  }
}

/** SQL for one cell of a party row: of party `p` and its statement `s`, which may be missing. */
export const PARTY_CELL = `p.id || ',"' || p.ref || '",' || ifnull(s.body, 'null,0,null,0,0') || iif(s.stated <> p.id,
  ',"' || (SELECT o.ref FROM party AS o WHERE o.id = s.stated) || '"', ',null')`;
const PARTY_WIDTH = 8;

/** SQL for one cell of an interest row `i`. */
export const INTEREST_CELL = `i.subject || ',' || ifnull(i.holder, 0) || ',' || i.body`;
const INTEREST_WIDTH = 14;

export interface NumberedParty {
  readonly id: PartyId;
  readonly statements: (PartyStatement & KeptAbout)[];
}

/** Parties by number, in the order of the rows; rows of one party lie together, oldest statement first. */
export function partiesOf(cells: readonly unknown[], sources: Sources): Map<number, NumberedParty> {
  sources.load(numbersAt(cells, PARTY_WIDTH, 3));
  const parties = new Map<number, NumberedParty>();
  for (let at = 0; at < cells.length; at += PARTY_WIDTH) {
    const number = cells[at] as number;
    let party = parties.get(number);
    if (party === undefined) {
      party = { id: cells[at + 1] as PartyId, statements: [] };
      parties.set(number, party);
    }
    const statementId = cells[at + 2] as string | null;
    if (statementId === null) continue;
    party.statements.push({
      party: party.id,
      facts: cells[at + 4] as PartyFacts,
      source: sources.get(cells[at + 3] as number, statementId),
      recorded: cells[at + 5] as number,
      ordinal: cells[at + 6] as number,
      ...(cells[at + 7] === null ? {} : { stated: cells[at + 7] as PartyId }),
    });
  }
  return parties;
}

/** At most so many interests, those whose ends are both among the parties; `onOutside` gets the subjects of the others. */
export function interestsOf(
  cells: readonly unknown[],
  parties: ReadonlyMap<number, PartyRecord>,
  sources: Sources,
  most = Number.POSITIVE_INFINITY,
  onOutside: (subject: number) => void = () => {},
): (InterestStatement & Kept)[] {
  const interests: (InterestStatement & Kept)[] = [];
  const length = Math.min(cells.length, most * INTEREST_WIDTH);
  sources.load(numbersAt(cells, INTEREST_WIDTH, 9));
  for (let at = 0; at < length; at += INTEREST_WIDTH) {
    const subject = parties.get(cells[at] as number);
    const holderNumber = cells[at + 1] as number;
    const holder = parties.get(holderNumber);
    if (subject === undefined || (holder === undefined && holderNumber !== 0)) {
      onOutside(cells[at] as number);
      continue;
    }
    const strict = cells[at + 5] as number;
    interests.push({
      interestedParty: holder?.id ?? null,
      undisclosed: cells[at + 8] as string | null,
      subject: subject.id,
      type: cells[at + 2] as InterestType,
      share: {
        min: cells[at + 3] as number,
        max: cells[at + 4] as number,
        minExclusive: (strict & 1) !== 0,
        maxExclusive: (strict & 2) !== 0,
      },
      startDate: cells[at + 6] as string | null,
      endDate: cells[at + 13] as string | null,
      source: sources.get(cells[at + 9] as number, cells[at + 10] as string),
      recorded: cells[at + 11] as number,
      ordinal: cells[at + 12] as number,
    });
  }
  return interests;
}

/** Subjects and named holders. */
export function endNumbers(cells: readonly unknown[]): number[] {
  return [...numbersAt(cells, INTEREST_WIDTH, 0), ...numbersAt(cells, INTEREST_WIDTH, 1)];
}

export function interestCount(cells: readonly unknown[]): number {
  return cells.length / INTEREST_WIDTH;
}

/** The number of the subject in a given row. */
export function subjectAt(cells: readonly unknown[], row: number): number {
  return cells[row * INTEREST_WIDTH] as number;
}

function numbersAt(cells: readonly unknown[], width: number, offset: number): number[] {
  const numbers: number[] = [];
  for (let at = offset; at < cells.length; at += width) if (cells[at] !== 0) numbers.push(cells[at] as number);
  return numbers;
}
