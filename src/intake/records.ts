import { Refused } from './arrival.js';
import { exactJson } from './json.js';

/** Bytes or text of a file, in chunks cut anywhere. */
export type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** A record by its place in the file, or why it could not be read. */
export type Numbered =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly refused: Refused };

const LONGEST_LINE = 4 * 1024 * 1024;
const LONGEST_ARRAY = 128 * 1024 * 1024;
const NEWLINE = 0x0a;
const BRACKET = 0x5b;

/**
 * The records of a file that is either JSON lines, read as a stream and each line on its own, or one JSON array, read
 * whole. A line that is no JSON, not UTF-8 or longer than 4 MiB is refused and the next one read; an array that is no
 * JSON or longer than 128 MiB is refused as a whole. Empty lines are passed over.
 */
export async function* records(chunks: Chunks): AsyncGenerator<Numbered> {
  const bytes = buffers(chunks);
  const head: Buffer[] = [];
  for await (const chunk of bytes) {
    head.push(chunk);
    const first = firstByte(Buffer.concat(head));
    if (first === null) continue;
    yield* first === BRACKET ? elements(head, bytes) : lines(head, bytes);
    return;
  }
}

async function* buffers(chunks: Chunks): AsyncGenerator<Buffer> {
  for await (const chunk of chunks)
    yield typeof chunk === 'string'
      ? Buffer.from(chunk)
      : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

/** The first byte that is neither space nor part of a byte order mark. */
function firstByte(bytes: Buffer): number | null {
  return bytes.find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf) ?? null;
}

async function* elements(head: readonly Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Numbered> {
  const parts = [...head];
  let length = parts.reduce((sum, part) => sum + part.length, 0);
  for await (const chunk of rest) {
    length += chunk.length;
    if (length > LONGEST_ARRAY) {
      const message = `Expected a JSON array of at most ${LONGEST_ARRAY} bytes; write longer files as JSON lines.`;
      yield { line: 1, refused: new Refused('TOO_LONG', message) };
      return;
    }
    parts.push(chunk);
  }
  const whole = read(1, Buffer.concat(parts));
  if ('refused' in whole) yield whole;
  else for (const [index, value] of (whole.value as unknown[]).entries()) yield { line: index + 1, value };
}

async function* lines(head: readonly Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Numbered> {
  let line = 1;
  let parts: Buffer[] = [];
  let length = 0;
  const finished = (): Numbered | null => {
    const long = length > LONGEST_LINE;
    const found = long ? { line, refused: tooLong(length) } : read(line, Buffer.concat(parts));
    const blank = !long && parts.every((part) => firstByte(part) === null);
    line += 1;
    parts = [];
    length = 0;
    return blank ? null : found;
  };
  const take = (part: Buffer): void => {
    length += part.length;
    if (length <= LONGEST_LINE) parts.push(part);
    else parts = [];
  };
  for await (const chunk of both(head, rest)) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      take(chunk.subarray(from, end));
      from = end + 1;
      const found = finished();
      if (found !== null) yield found;
    }
    take(chunk.subarray(from));
  }
  const last = finished();
  if (last !== null) yield last;
}

async function* both(head: readonly Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* head;
  yield* rest;
}

function tooLong(length: number): Refused {
  return new Refused('TOO_LONG', `Expected a line of at most ${LONGEST_LINE} bytes, came ${length}.`);
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function read(line: number, bytes: Buffer): Numbered {
  try {
    return { line, value: exactJson(decoded(bytes)) };
  } catch (error) {
    if (error instanceof Refused) return { line, refused: error };
    throw error;
  }
}

function decoded(bytes: Buffer): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new Refused('INVALID_JSON', 'Expected UTF-8; the bytes are something else.');
  }
}
