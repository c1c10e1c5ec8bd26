import { createHash } from 'node:crypto';
import { Failure } from '../errors.js';
import { Spool } from './spool.js';

/** What a row says: of what (`key`), in what words (`content`), of which version, and its place in the file. */
interface Said {
  readonly key: string;
  readonly content: string;
  readonly version: string;
  readonly place: number;
}

/** A row beside others that say something else of the same. */
export interface Repeat {
  readonly key: string;
  /** A row of a greater version counts instead. */
  readonly isSuperseded: boolean;
  /** Which of the different contents of its version it has, from 1 on. */
  readonly nth: number;
  /** Rows of that version, however many say the same. */
  readonly rows: number;
}

const KEYS_AT_ONCE = 500_000;
const MOST_REPEATS = 200_000;

/**
 * Tells which rows of a file say different things of the same, in memory that does not grow with the file: what they say
 * waits in a spool under short hashes, and is compared half a million at a time.
 */
export class Repeats {
  private readonly spool = new Spool<Said>();

  add(of: string, content: unknown, version: string, place: number): Promise<void> {
    return this.spool.add({ key: hashOf(of), content: hashOf(JSON.stringify(content)), version, place });
  }

  /** By their places. Throws LIMIT_EXCEEDED for a file in which hardly anything tells the rows apart. */
  async found(): Promise<Map<number, Repeat>> {
    const found = new Map<number, Repeat>();
    const parts = Math.ceil(this.spool.length / KEYS_AT_ONCE);
    for (let part = 0; part < parts; part += 1) {
      const byKey = new Map<string, Said[]>();
      for await (const said of this.spool) {
        if (parts > 1 && partOf(said.key) % parts !== part) continue;
        const others = byKey.get(said.key);
        if (others === undefined) byKey.set(said.key, [said]);
        else others.push(said);
      }
      for (const rows of byKey.values()) if (rows.length > 1) note(rows, found);
    }
    return found;
  }

  close(): Promise<void> {
    return this.spool.close();
  }
}

function note(rows: readonly Said[], found: Map<number, Repeat>): void {
  const newest = rows.reduce((most, { version }) => (version > most ? version : most), '');
  const counting = rows.filter(({ version }) => version === newest);
  const contents = [...new Set(counting.map(({ content }) => content))];
  if (contents.length === 1 && counting.length === rows.length) return;
  for (const { key, content, version, place } of rows) {
    const isSuperseded = version !== newest;
    found.set(place, { key, isSuperseded, nth: contents.indexOf(content) + 1, rows: counting.length });
  }
  if (found.size <= MOST_REPEATS) return;
  throw new Failure(
    'LIMIT_EXCEEDED',
    `More than ${MOST_REPEATS} rows say different things of the same party or holding. Map the column that tells them apart: start_date, version or statement_id.`,
  );
}

function hashOf(text: string): string {
  return createHash('sha1').update(text).digest('base64url');
}

function partOf(key: string): number {
  return Buffer.from(key.slice(0, 8), 'base64url').readUInt32BE(0);
}
