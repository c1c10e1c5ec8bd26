import type { DateString } from '../model/date.js';
import type { Arrival } from './arrival.js';
import type { Chunks } from './records.js';

/** What the command line says about a file beside its bytes; each reader takes what it has a use for. */
export interface ReadOptions {
  /** The day from which the data are, where the file itself does not say. */
  readonly retrievedAt: DateString | null;
  /** The edition of a list that the file is, and whether it is all of it: only a whole list can clear anyone. */
  readonly edition: { readonly date: DateString; readonly complete: boolean } | null;
  /** For columns that are named otherwise: ours to the file's. */
  readonly columns: Readonly<Record<string, string>>;
  /** For what no column has: ours to what it is in every row. */
  readonly constants: Readonly<Record<string, string>>;
  /** Called where a file had to be read to its end before its first record can be given: how many will now come. */
  readonly onHeld?: (records: number) => void;
}

/** Nothing said. */
export const NO_OPTIONS: ReadOptions = { retrievedAt: null, edition: null, columns: {}, constants: {} };

/** A source format: how it is told from others, and what its records come to. */
export interface Format {
  readonly name: string;
  /** What it is, for who asks for help. */
  readonly title: string;
  /** Whether a file that begins so is one: its first bytes as text, without a byte order mark, perhaps cut in a record. */
  readonly recognises: (head: string) => boolean;
  /** Reads as a stream; a record that is wrong is a refusal and takes nothing else with it. Throws Failure for what is no such file. */
  readonly arrivals: (chunks: Chunks, options: ReadOptions) => AsyncIterable<Arrival>;
  /** A file to begin with, for formats that people write by hand. */
  readonly template?: () => string;
}
