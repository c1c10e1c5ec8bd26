import { createHash } from 'node:crypto';
import { type Lines, Spool } from './spool.js';

/** A version of a record: what it is known by, when it was made (any text that sorts by time), and its place in the file. */
interface Version {
  readonly key: string;
  readonly date: string;
  readonly place: number;
}

const VERSION_LINES: Lines<Version> = {
  asLine: ({ key, date, place }) => `${key} ${date} ${place}`,
  inLine: (line) => {
    const [key = '', date = '', place] = line.split(' ');
    return { key, date, place: Number(place) };
  },
};
const KEYS_AT_ONCE = 1_000_000;

/**
 * Tells which of many versions of records a later one supersedes, whatever their order, in memory that does not grow
 * with their number: versions wait in a spool under short hashes, and are compared a million at a time.
 */
export class Versions {
  private readonly spool = new Spool<Version>(VERSION_LINES);

  add(recordId: string, date: string, place: number): Promise<void> {
    return this.spool.add({ key: createHash('sha1').update(recordId).digest('base64url'), date, place });
  }

  /** The places of those for which there is a later one: by date, then by place. */
  async superseded(): Promise<Set<number>> {
    const places = new Set<number>();
    const parts = Math.ceil(this.spool.length / KEYS_AT_ONCE);
    for (let part = 0; part < parts; part += 1) {
      const latest = new Map<string, Version>();
      for await (const version of this.spool) {
        if (parts > 1 && partOf(version.key) % parts !== part) continue;
        const other = latest.get(version.key);
        const loser = other === undefined ? null : other.date <= version.date ? other : version;
        if (loser !== version) latest.set(version.key, version);
        if (loser !== null) places.add(loser.place);
      }
    }
    return places;
  }

  close(): Promise<void> {
    return this.spool.close();
  }
}

function partOf(key: string): number {
  return Buffer.from(key.slice(0, 8), 'base64url').readUInt32BE(0);
}
