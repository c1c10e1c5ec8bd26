import { badInput } from '../errors.js';
import type { Arrival } from './arrival.js';
import { bodsFormat } from './bods.js';
import { cslFormat } from './csl.js';
import { csvFormat } from './csv.js';
import type { Format, ReadOptions } from './format.js';
import { ftmFormat } from './ftm.js';
import { gleif } from './gleif.js';
import { graphmlFormat } from './graphml.js';
import type { Input } from './inputs.js';
import { ndjsonFormat } from './ndjson.js';
import { ofacFormat } from './ofac.js';
import { psc } from './psc.js';

/** Every format that is read, in the order in which a file is held against them. */
export const FORMATS: readonly Format[] = [
  gleif,
  bodsFormat,
  psc,
  ftmFormat,
  cslFormat,
  ofacFormat,
  csvFormat,
  ndjsonFormat,
  graphmlFormat,
];

const HEAD_BYTES = 64 * 1024;

/** A file with the format that it is read by, and whether that was guessed. */
export interface Reading {
  readonly format: Format;
  readonly arrivals: AsyncIterable<Arrival>;
}

/** The format by its name. Throws BAD_USER_INPUT that names the known ones. */
export function formatCalled(name: string): Format {
  const format = FORMATS.find((each) => each.name === name);
  if (format !== undefined) return format;
  throw badInput(`No format is called "${name}"; known: ${namesOf(FORMATS)}.`);
}

/**
 * The records of a file, by the format named or, where that is null, by what the file begins with. A file that ended
 * before its end gives what it had, and a refusal that says so. Throws BAD_USER_INPUT where no format is recognised, and
 * for a file in which nothing is.
 */
export async function readingOf(input: Input, named: Format | null, options: ReadOptions): Promise<Reading> {
  const { head, chunks } = await peeked(input.chunks);
  // What is nothing is no file of any format: a download that failed, most often.
  if (head.length < HEAD_BYTES && head.trim() === '') throw badInput(input.cutOff() ?? `${input.name} is empty.`);
  const format = named ?? recognised(input.name, head);
  return { format, arrivals: toTheEnd(input, format.arrivals(chunks, options)) };
}

function recognised(name: string, head: string): Format {
  const fitting = FORMATS.filter((format) => format.recognises(head));
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  const among = fitting.length === 0 ? `none of ${namesOf(FORMATS)}` : `more than one of them: ${namesOf(fitting)}`;
  const begins = JSON.stringify(head.trimStart().slice(0, 60));
  throw badInput(
    `The format of ${name} can't be told; it begins ${begins}, which is ${among}. Name it before the files.`,
  );
}

async function* toTheEnd(input: Input, arrivals: AsyncIterable<Arrival>): AsyncGenerator<Arrival> {
  let line = 0;
  for await (const arrival of arrivals) {
    line = Math.max(line, arrival.line);
    yield arrival;
  }
  const why = input.cutOff();
  if (why !== null) yield { outcome: 'REFUSED', line: line + 1, recordId: null, reason: 'TRUNCATED', message: why };
}

/** The beginning of a file as text, and all of it again. */
async function peeked(chunks: AsyncIterable<Buffer>): Promise<{ head: string; chunks: AsyncIterable<Buffer> }> {
  const source = chunks[Symbol.asyncIterator]();
  const read: Buffer[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const next = await source.next();
    if (next.done === true) break;
    read.push(next.value);
    length += next.value.length;
  }
  const head = new TextDecoder().decode(Buffer.concat(read).subarray(0, HEAD_BYTES));
  return { head, chunks: again(read, source) };
}

async function* again(read: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* read;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

function namesOf(formats: readonly Format[]): string {
  return formats.map(({ name }) => name).join(', ');
}
