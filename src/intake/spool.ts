import { mkdtempSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HELD_BYTES = 8 * 1024 * 1024;
const READ_BYTES = 256 * 1024;
const NEWLINE = 0x0a;

/** How a value is one line of text. */
export interface Lines<T> {
  readonly asLine: (value: T) => string;
  readonly inLine: (line: string) => T;
}

const AT_ONCE = Promise.resolve();

/**
 * Values that wait, in the order in which they came: a few megabytes in memory, the rest in a temporary file, so
 * that whoever waits for the end of a file of any size holds none of it. A file that a kill leaves behind is gone already
 * where the system lets go of an open file's name; elsewhere it lies in the temporary folder.
 */
export class Spool<T> implements AsyncIterable<T> {
  private held: string[] = [];
  private heldBytes = 0;
  private file: FileHandle | null = null;
  private folder: string | null = null;
  private written = 0;
  private count = 0;

  constructor(private readonly lines: Lines<T> = jsonLines()) {}

  get length(): number {
    return this.count;
  }

  add(value: T): Promise<void> {
    const line = this.lines.asLine(value);
    this.held.push(line);
    this.heldBytes += line.length;
    this.count += 1;
    return this.heldBytes >= HELD_BYTES ? this.spill() : AT_ONCE;
  }

  /** What was added, from the first on; may be read more than once, but not while something is added. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    if (this.file !== null) for await (const line of linesOf(this.file, this.written)) yield this.lines.inLine(line);
    for (const line of this.held) yield this.lines.inLine(line);
  }

  async close(): Promise<void> {
    await this.file?.close();
    if (this.folder !== null) rmSync(this.folder, { recursive: true, force: true });
    this.file = null;
    this.held = [];
  }

  private async spill(): Promise<void> {
    if (this.file === null) {
      this.folder = mkdtempSync(join(tmpdir(), 'controlgraph-'));
      this.file = await open(join(this.folder, 'spool'), 'w+');
      if (process.platform !== 'win32') rmSync(this.folder, { recursive: true });
    }
    const bytes = Buffer.from(`${this.held.join('\n')}\n`);
    await this.file.write(bytes, 0, bytes.length, this.written);
    this.written += bytes.length;
    this.held = [];
    this.heldBytes = 0;
  }
}

function jsonLines<T>(): Lines<T> {
  return { asLine: (value) => JSON.stringify(value), inLine: (line) => JSON.parse(line) as T };
}

async function* linesOf(file: FileHandle, length: number): AsyncGenerator<string> {
  const buffer = Buffer.alloc(READ_BYTES);
  let cut: Buffer[] = [];
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(READ_BYTES, length - at), at);
    at += bytesRead;
    let from = 0;
    const read = buffer.subarray(0, bytesRead);
    for (let end = read.indexOf(NEWLINE); end !== -1; end = read.indexOf(NEWLINE, from)) {
      if (cut.length === 0) yield read.toString('utf8', from, end);
      else yield Buffer.concat([...cut, read.subarray(from, end)]).toString();
      cut = [];
      from = end + 1;
    }
    cut.push(Buffer.from(read.subarray(from)));
  }
}
