import { Failure } from '../errors.js';
import type { Bounds } from '../model/share.js';
import type { InterestStatement } from '../model/statement.js';
import { restatedOrAdded } from './bounds.js';
import { hashOf, partOf } from './hashes.js';
import { type Lines, Spool } from './spool.js';

/** What a record says: of what (`key`), in what words (`content`), of which version, and its place in the file. */
interface Said {
  readonly key: string;
  readonly content: string;
  readonly version: string;
  readonly place: number;
}

/** A record beside others that say something else of the same. */
export interface Repeat {
  readonly key: string;
  /** One of a greater version counts instead. */
  readonly isSuperseded: boolean;
  /** Which of the different contents of its version it has, from 1 on. */
  readonly nth: number;
  /** Records of that version, however many say the same. */
  readonly records: number;
}

const OPEN = '\uffff';
const KEYS_AT_ONCE = 250_000;
const MOST_REPEATS = 500_000;

/**
 * Tells which records of a file say different things of the same, in memory that does not grow with the file: what they say
 * waits in a spool under short hashes, and is compared a quarter of a million at a time.
 */
export class Repeats {
  private readonly spool = new Spool<string>(AS_TEXT);

  add(of: string, content: unknown, version: string, place: number): Promise<void> {
    return this.spool.add(`${hashOf(of)} ${hashOf(JSON.stringify(content))} ${place} ${oneLine(version)}`);
  }

  /** By their places. Throws LIMIT_EXCEEDED for a file in which hardly anything tells the records apart. */
  async found(): Promise<Map<number, Repeat>> {
    const found = new Map<number, Repeat>();
    const parts = Math.ceil(this.spool.length / KEYS_AT_ONCE);
    for (let part = 0; part < parts; part += 1) {
      // Nearly every key has one record, which waits as the text that it is.
      const byKey = new Map<string, string | string[]>();
      for await (const line of this.spool) {
        if (parts > 1 && partOf(line) % parts !== part) continue;
        const key = line.slice(0, line.indexOf(' '));
        const others = byKey.get(key);
        if (others === undefined) byKey.set(key, line);
        else if (typeof others === 'string') byKey.set(key, [others, line]);
        else others.push(line);
      }
      for (const rows of byKey.values()) if (typeof rows !== 'string') note(rows.map(inLine), found);
    }
    return found;
  }

  close(): Promise<void> {
    return this.spool.close();
  }
}

const AS_TEXT: Lines<string> = { asLine: (line) => line, inLine: (line) => line };

function inLine(line: string): Said {
  const [key = '', content = '', place = ''] = line.split(' ', 3);
  return { key, content, place: Number(place), version: line.slice(key.length + content.length + place.length + 3) };
}

function note(rows: readonly Said[], found: Map<number, Repeat>): void {
  const newest = rows.reduce((most, { version }) => (version > most ? version : most), '');
  const counting = rows.filter(({ version }) => version === newest);
  const contents = [...new Set(counting.map(({ content }) => content))];
  if (contents.length === 1 && counting.length === rows.length) return;
  for (const { key, content, version, place } of rows) {
    const isSuperseded = version !== newest;
    found.set(place, { key, isSuperseded, nth: contents.indexOf(content) + 1, records: counting.length });
  }
  if (found.size <= MOST_REPEATS) return;
  throw new Failure(
    'LIMIT_EXCEEDED',
    `More than ${MOST_REPEATS} records of the file say different things of the same party or holding; something that tells them apart, such as a date, is not read. Of CSV, map the columns start_date, version or statement_id.`,
  );
}

/** A version that has line breaks, which no honest one has, still sorts. */
function oneLine(version: string): string {
  return version.replaceAll('\n', ' ');
}

/**
 * Records that say different things of one holding from one day on, taken together: they may restate each other or be
 * parts that add up, and the bounds allow both. None of them takes the place of another.
 */
export class Restated {
  private readonly gathered = new Map<string, InterestStatement[]>();

  /** The holding that the record completes; nothing while other records of it are to come. */
  whole(interest: InterestStatement, repeat: Repeat | undefined): readonly InterestStatement[] {
    if (repeat === undefined) return [interest];
    const records = this.gathered.get(repeat.key) ?? [];
    records.push(interest);
    this.gathered.set(repeat.key, records);
    if (records.length < repeat.records) return [];
    this.gathered.delete(repeat.key);
    const different = new Map(records.map((record) => [JSON.stringify(record), record]));
    return different.size === 1 ? [interest] : together([...different.values()]);
  }
}

/** One statement for each time in which the same records hold; the first has the id of the first record. */
function together(records: readonly InterestStatement[]): InterestStatement[] {
  const [first] = records as readonly [InterestStatement, ...InterestStatement[]];
  const ends = [...new Set(records.map(({ endDate }) => endDate ?? OPEN))].sort();
  return ends.map((end, nth): InterestStatement => {
    const holding = records.filter(({ endDate }) => (endDate ?? OPEN) >= end);
    const quotes = new Set(holding.map(({ source }) => source.quote).filter((quote) => quote !== null));
    const said = `Stated by ${holding.length} records, which may restate each other or add up.`;
    const { statementId } = first.source;
    return {
      ...first,
      share: holding.map(({ share }): Bounds => share).reduce(restatedOrAdded),
      startDate: ends[nth - 1] ?? first.startDate,
      endDate: end === OPEN ? null : end,
      source: {
        ...first.source,
        quote: [...(holding.length > 1 ? [said] : []), ...quotes].join(' ').slice(0, 10_000) || null,
        statementId: nth === 0 ? statementId : `${statementId}/${nth + 1}`,
      },
    };
  });
}
