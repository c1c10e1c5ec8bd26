import { hashOf, partOf } from './hashes.js';
import { type Lines, Spool } from './spool.js';

/** A version of a record: when it was made (any text that sorts by time), and its place in the file. */
interface Version {
  readonly date: string;
  readonly place: number;
}

const AS_TEXT: Lines<string> = { asLine: (line) => line, inLine: (line) => line };
const KEYS_AT_ONCE = 250_000;

/**
 * Tells which of many versions of records a later one supersedes, whatever their order, in memory that does not grow
 * with their number: versions wait in a spool under short hashes, and are compared a quarter of a million at a time.
 */
export class Versions {
  private readonly spool = new Spool<string>(AS_TEXT);

  add(recordId: string, date: string, place: number): Promise<void> {
    return this.spool.add(`${hashOf(recordId)} ${date} ${place}`);
  }

  /** The places of those for which there is a later one: by date, then by place. */
  async superseded(): Promise<Set<number>> {
    const places = new Set<number>();
    const parts = Math.ceil(this.spool.length / KEYS_AT_ONCE);
    for (let part = 0; part < parts; part += 1) {
      // Nearly every record has one version, which waits as the text that it is.
      const latest = new Map<string, string>();
      for await (const line of this.spool) {
        if (parts > 1 && partOf(line) % parts !== part) continue;
        const key = line.slice(0, line.indexOf(' '));
        const before = latest.get(key);
        if (before === undefined) {
          latest.set(key, line);
          continue;
        }
        const [other, version] = [versionIn(before), versionIn(line)];
        const isLater = other.date <= version.date;
        places.add(isLater ? other.place : version.place);
        if (isLater) latest.set(key, line);
      }
    }
    return places;
  }

  close(): Promise<void> {
    return this.spool.close();
  }
}

function versionIn(line: string): Version {
  const [, date = '', place] = line.split(' ');
  return { date, place: Number(place) };
}
