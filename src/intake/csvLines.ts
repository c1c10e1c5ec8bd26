import { Refused } from './arrival.js';
import { buffers, type Chunks } from './records.js';

/** One line of a text file, without its end, and why it is no text that can be read. */
export interface CsvLine {
  readonly line: number;
  readonly text: string;
  readonly refused: Refused | null;
}

const LONGEST_LINE = 1024 * 1024;
/** Of a line that is too long, what a refusal shows. */
const SHOWN_OF_LONG = 1024;
const NEWLINE = 0x0a;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const BYTE_ORDER_MARK = '\ufeff';

/**
 * The lines of a file as text, read as a stream: they end in LF or CRLF. What is not UTF-8, has a NUL or is longer than
 * 1 MiB is refused alone; of a line that is longer only the beginning is held. A byte order mark is no part of the first.
 */
export async function* csvLines(chunks: Chunks): AsyncGenerator<CsvLine> {
  const pending = new Pending();
  let line = 1;
  for await (const chunk of buffers(chunks)) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      pending.add(chunk.subarray(from, end));
      from = end + 1;
      yield pending.taken(line);
      line += 1;
    }
    pending.add(chunk.subarray(from));
  }
  if (pending.length > 0) yield pending.taken(line);
}

class Pending {
  private parts: Buffer[] = [];
  length = 0;

  add(part: Buffer): void {
    if (part.length === 0) return;
    const room = Math.max(0, LONGEST_LINE - this.length);
    if (room > 0) this.parts.push(part.subarray(0, room));
    this.length += part.length;
  }

  taken(line: number): CsvLine {
    const bytes = this.parts.length === 1 ? (this.parts[0] as Buffer) : Buffer.concat(this.parts);
    const { length } = this;
    this.parts = [];
    this.length = 0;
    if (length > LONGEST_LINE) {
      const message = `Expected a row of at most ${LONGEST_LINE} bytes, came ${length}.`;
      return { line, text: bytes.subarray(0, SHOWN_OF_LONG).toString(), refused: new Refused('TOO_LONG', message) };
    }
    let decoded: string;
    try {
      decoded = UTF8.decode(bytes);
    } catch {
      const message = 'Expected UTF-8; the bytes are something else. Save the file as UTF-8.';
      return { line, text: bytes.toString(), refused: new Refused('INVALID_CSV', message) };
    }
    const text = line === 1 && decoded.startsWith(BYTE_ORDER_MARK) ? decoded.slice(1) : decoded;
    const bare = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (!bare.includes('\0')) return { line, text: bare, refused: null };
    return { line, text: bare, refused: new Refused('INVALID_CSV', 'Expected text; a NUL stands in the row.') };
  }
}
