import { createWriteStream } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { badInput } from '../errors.js';
import { type Exported, exported } from '../export/exported.js';
import { exportFormatCalled } from '../export/formats.js';
import { readConfig } from '../server/config.js';
import { openedStore } from '../server/openedStore.js';

export interface ExportOptions {
  readonly db?: string;
  readonly upstreamOf?: readonly string[];
  readonly out?: string;
}

const LINE_EVERY = 100_000;

/** Writes the store, or who stands above some parties, to a file or standard output; a name that ends in .gz is packed. */
export async function exportStore(name: string, options: ExportOptions): Promise<void> {
  const format = exportFormatCalled(name);
  const store = await openedStore(readConfig(process.env), options.db);
  try {
    const scope = options.upstreamOf === undefined ? 'WHOLE' : { upstreamOf: options.upstreamOf };
    const counts = { statements: 0 };
    const statements = counted(exported(store, scope, await store.revision()), counts);
    const source = Readable.from(format.text(statements));
    const out = destination(options.out);
    await (options.out?.endsWith('.gz') === true ? pipeline(source, createGzip(), out) : pipeline(source, out));
    process.stderr.write(`${counts.statements} statements written as ${format.name}${said(options.out)}\n`);
  } catch (error) {
    // Whoever reads the other end of a pipe may have enough.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return;
    if (error instanceof Error && 'syscall' in error && error.syscall === 'open')
      throw badInput(`--out: ${options.out} cannot be written: ${error.message}.`);
    throw error;
  } finally {
    await store.close();
  }
}

async function* counted(statements: AsyncIterable<Exported>, counts: { statements: number }): AsyncGenerator<Exported> {
  for await (const statement of statements) {
    counts.statements += 1;
    if (counts.statements % LINE_EVERY === 0) process.stderr.write(`${counts.statements} statements …\n`);
    yield statement;
  }
}

function destination(out: string | undefined): Writable {
  return out === undefined || out === '-' ? process.stdout : createWriteStream(out);
}

function said(out: string | undefined): string {
  return out === undefined || out === '-' ? '' : ` to ${out}`;
}
