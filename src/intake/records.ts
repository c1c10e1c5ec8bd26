import { Refused } from './arrival.js';
import { Brackets } from './brackets.js';
import { exactJson } from './json.js';

/** Bytes or text of a file, in chunks cut anywhere. */
export type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** A record by its place in the file and as it came, with its value or why it could not be read. */
export type Numbered = { readonly line: number; readonly text: string } & (
  | { readonly value: unknown }
  | { readonly refused: Refused }
);

const LONGEST_LINE = 16 * 1024 * 1024;
/** What a long record may be made of; a line of nothing but brackets would grow sixty times as it is read. */
const MOST_VALUES = 500_000;
const COUNTED_FROM = 1024 * 1024;
/** Of a record that is too long, what a refusal shows. */
const SHOWN_OF_LONG = 1024;
const NEWLINE = 0x0a;
const ENDING = Buffer.from('\n"\n');
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * The records of a JSON file, read as a stream: JSON lines, the elements of one array, or objects laid out over several
 * lines. What is no JSON, not UTF-8 or too long (16 MiB, or half a million values) is refused alone and the next one read. `line` is that of the file for lines and objects, the place in the array for elements. Blank lines are
 * passed over.
 */
export async function* records(chunks: Chunks): AsyncGenerator<Numbered> {
  const bytes = buffers(chunks);
  let head = Buffer.alloc(0);
  for await (const chunk of bytes) {
    head = Buffer.concat([head, chunk]);
    const opening = openingOf(head);
    if (opening === null && head.length < LONGEST_LINE) continue;
    yield* cutBy(opening, head, bytes);
    return;
  }
  if (head.length > 0) yield* cutBy(openingOf(Buffer.concat([head, ENDING])) ?? 'LINE', head, bytes);
}

export async function* buffers(chunks: Chunks): AsyncGenerator<Buffer> {
  for await (const chunk of chunks)
    yield typeof chunk === 'string'
      ? Buffer.from(chunk)
      : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

type Opening = 'LINE' | 'ARRAY' | 'OBJECT';

/** How a file is laid out, by its first line that is not blank; null as long as there is no saying. */
function openingOf(head: Buffer): Opening | null {
  const first = firstByte(head);
  if (first === -1) return null;
  if (head[first] === OPEN_BRACKET) return 'ARRAY';
  const end = head.indexOf(NEWLINE, first);
  if (end === -1) return null;
  if (head.subarray(first, end).toString('latin1').trim() !== '{') return 'LINE';
  const second = head.indexOf(NEWLINE, end + 1);
  if (second === -1) return null;
  return /^\s*(?:"|$)/.test(head.subarray(end + 1, second).toString('latin1')) ? 'OBJECT' : 'LINE';
}

/** Where the first byte is that is neither space nor part of a byte order mark; -1 for none. */
function firstByte(bytes: Buffer): number {
  return bytes.findIndex((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf);
}

async function* cutBy(opening: Opening | null, head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Numbered> {
  const all = both(head, rest);
  if (opening === 'ARRAY') yield* nested(all, 1);
  else if (opening === 'OBJECT') yield* nested(all, 0);
  else yield* lines(all);
}

async function* lines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Numbered> {
  const record = new Pieces(LONGEST_LINE);
  let line = 1;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      record.add(chunk.subarray(from, end));
      from = end + 1;
      if (!record.isBlank) yield record.taken(line);
      record.clear();
      line += 1;
    }
    record.add(chunk.subarray(from));
  }
  if (!record.isBlank) yield record.taken(line);
}

/**
 * Records by their brackets: elements of an array (`base` 1), or objects one after the other (0). A string ends with its
 * line, as JSON has none that goes on, so that a quote that is not closed costs no more than it must; and an object that
 * begins a line where an object has none is the next record, so that a bracket that is missing does not either.
 */
async function* nested(chunks: AsyncIterable<Buffer>, base: 0 | 1): AsyncGenerator<Numbered> {
  const record = new Pieces(LONGEST_LINE);
  const brackets = new Brackets(base);
  let last = 0;
  let isLineNew = true;
  let inString = false;
  let isEscaped = false;
  let line = 1;
  let began = 1;
  let place = 0;
  for await (const chunk of chunks) {
    let from = 0;
    const until = function* (end: number): Generator<Numbered> {
      record.add(chunk.subarray(from, end));
      from = end;
      if (!record.isBlank) yield record.taken(base === 0 ? began : ++place);
      record.clear();
      began = line;
    };
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (byte === NEWLINE) {
        line += 1;
        inString = false;
        isLineNew = true;
        if (brackets.depth === 0 && record.isBlank && chunk.subarray(from, at).every((each) => each <= 0x20)) {
          began = line;
          from = at + 1;
        }
      } else if (inString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) inString = false;
      } else if (byte === undefined || byte <= 0x20) continue;
      else {
        if (byte === QUOTE) inString = true;
        else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
          if (byte === OPEN_BRACE && isLineNew && last !== COLON && brackets.isInObject) {
            brackets.endRecord();
            yield* until(at);
          }
          brackets.begin(byte);
          if (base === 1 && brackets.depth === 1) from = at + 1;
        } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
          brackets.end(byte);
          if (brackets.depth === 0) yield* until(base === 1 ? at : at + 1);
          if (brackets.depth === 0 && base === 1) from = at + 1;
        } else if (byte === COMMA && brackets.depth === 1 && base === 1) {
          yield* until(at);
          from = at + 1;
        }
        last = byte;
        isLineNew = false;
      }
    }
    record.add(chunk.subarray(from));
  }
  const { depth } = brackets;
  if (depth > 0) {
    const message = `Expected the file to go on: ${depth} bracket${depth === 1 ? ' is' : 's are'} still open where it ends.`;
    yield { line: base === 0 ? began : place + 1, text: record.text, refused: new Refused('TRUNCATED', message) };
  } else if (!record.isBlank) yield record.taken(base === 0 ? began : place + 1);
}

async function* both(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The bytes of one record as they come; of one that is too long only its beginning is held. */
class Pieces {
  private parts: Buffer[] = [];
  private length = 0;
  isBlank = true;

  constructor(private readonly longest: number) {}

  add(part: Buffer): void {
    if (part.length === 0) return;
    if (this.isBlank) this.isBlank = firstByte(part) === -1;
    this.length += part.length;
    if (this.length <= this.longest) this.parts.push(part);
    else if (this.parts.length !== 1 || (this.parts[0] as Buffer).length > SHOWN_OF_LONG) {
      this.parts = [Buffer.from(Buffer.concat(this.parts.slice(0, 8)).subarray(0, SHOWN_OF_LONG))];
    }
  }

  clear(): void {
    this.parts = [];
    this.length = 0;
    this.isBlank = true;
  }

  /** For a person: bytes that are no text are replaced. */
  get text(): string {
    return Buffer.concat(this.parts).toString().trim();
  }

  taken(line: number): Numbered {
    if (this.length > this.longest) {
      const message = `Expected a record of at most ${this.longest} bytes, came ${this.length}.`;
      return { line, text: this.text, refused: new Refused('TOO_LONG', message) };
    }
    const bytes = Buffer.concat(this.parts);
    if (bytes.length > COUNTED_FROM && valuesIn(bytes) > MOST_VALUES) {
      const message = `Expected a record of at most ${MOST_VALUES} values, came more.`;
      return { line, text: bytes.toString('latin1', 0, SHOWN_OF_LONG), refused: new Refused('TOO_LONG', message) };
    }
    try {
      const text = decoded(bytes);
      try {
        return { line, text, value: exactJson(text) };
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { line, text, refused: error };
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { line, text: this.text, refused: error };
    }
  }
}

/** No fewer than there are: what stands in a text counts too. */
function valuesIn(bytes: Buffer): number {
  let count = 0;
  for (const byte of bytes) if (byte === COMMA || byte === OPEN_BRACKET || byte === OPEN_BRACE) count += 1;
  return count;
}

function decoded(bytes: Buffer): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new Refused('INVALID_JSON', 'Expected UTF-8; the bytes are something else.');
  }
}
