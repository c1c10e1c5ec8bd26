import { once } from 'node:events';
import { closeSync, createReadStream, existsSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { badInput } from '../errors.js';
import type { RowFormat } from './screenRows.js';
import { headerOf, type ReadRow, readAgain } from './screenRulings.js';

/** Rows that an earlier run wrote. */
export interface Earlier {
  readonly rows: number;
  /** The line of the input that the last of them is about. */
  readonly lastLine: number | null;
}

const NONE: Earlier = { rows: 0, lastLine: null };
const NEWLINE = 0x0a;

/**
 * The file of rulings: rows are added at its end and never changed, so that a run that was killed goes on where its last
 * whole row ends. With no path, standard output.
 */
export class RulingsFile {
  private constructor(
    private readonly descriptor: number | null,
    readonly earlier: Earlier,
  ) {}

  /**
   * `resume`: goes on with a file that is there. Throws BAD_USER_INPUT where one is there that is not to be gone on with, or
   * is not of these policies. `onRow` is told every row that is there.
   */
  static async opened(
    path: string | undefined,
    { resume, format, policies }: { resume: boolean; format: RowFormat; policies: readonly string[] },
    onRow: (row: ReadRow) => void,
  ): Promise<RulingsFile> {
    const header = headerOf(format, policies);
    if (path === undefined || path === '-') {
      if (resume) throw badInput('--resume: standard output cannot be gone on with; name a file with --out.');
      if (header !== null) process.stdout.write(header);
      return new RulingsFile(null, NONE);
    }
    const { bytes, ...earlier } =
      resume && existsSync(path) ? await rowsIn(path, header, format, onRow) : { bytes: 0, ...NONE };
    const descriptor = openedForAdding(path, resume);
    // What a kill cut off in the middle goes.
    ftruncateSync(descriptor, bytes);
    if (bytes === 0 && header !== null) writeSync(descriptor, header);
    return new RulingsFile(descriptor, earlier);
  }

  get isFile(): boolean {
    return this.descriptor !== null;
  }

  async add(text: string): Promise<void> {
    if (this.descriptor !== null) writeSync(this.descriptor, text);
    else if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  }

  close(): void {
    if (this.descriptor !== null) closeSync(this.descriptor);
  }
}

/** Made anew, unless it is to be gone on with: nobody's rulings are written over. */
function openedForAdding(path: string, resume: boolean): number {
  try {
    const descriptor = openSync(path, resume ? 'a' : 'ax');
    if (fstatSync(descriptor).isFile()) return descriptor;
    closeSync(descriptor);
  } catch (error) {
    if ((error as { code?: unknown }).code === 'EEXIST')
      throw badInput(`--out: ${path} is there already; --resume goes on with it, another name begins anew.`);
    throw badInput(`--out: ${path} cannot be written: ${(error as Error).message}.`);
  }
  throw badInput(`--out: ${path} is no file.`);
}

async function rowsIn(
  path: string,
  header: string | null,
  format: RowFormat,
  onRow: (row: ReadRow) => void,
): Promise<Earlier & { readonly bytes: number }> {
  let [bytes, rows] = [0, 0];
  let lastLine: number | null = null;
  for await (const line of wholeLines(path)) {
    bytes += line.length;
    const text = line.toString();
    if (header !== null && bytes === line.length) {
      if (text === header) continue;
      throw badInput(
        `--resume: ${path} begins with other columns: its rulings are not under the policies asked for now.`,
      );
    }
    const row = readAgain(text, format);
    if (row === null) throw badInput(`--resume: ${path} holds a row that is no ruling; name another file with --out.`);
    onRow(row);
    rows += 1;
    lastLine = row.line;
  }
  return { bytes, rows, lastLine };
}

/** With their ends; what has none at the end of the file is no whole line. */
async function* wholeLines(path: string): AsyncGenerator<Buffer> {
  let pending = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    pending = Buffer.concat([pending, chunk]);
    let from = 0;
    for (let end = pending.indexOf(NEWLINE); end !== -1; end = pending.indexOf(NEWLINE, from)) {
      yield pending.subarray(from, end + 1);
      from = end + 1;
    }
    pending = pending.subarray(from);
  }
}
