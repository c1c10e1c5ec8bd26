import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
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
    await written(Readable.from(format.text(statements)), options.out);
    process.stderr.write(`${counts.statements} statements written as ${format.name}${said(options.out)}\n`);
  } catch (error) {
    // Whoever reads the other end of a pipe may have enough.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return;
    if (error instanceof Error && 'syscall' in error)
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

/** A file takes its name when it is whole: a half one that was read again would leave out owners. */
async function written(source: Readable, out: string | undefined): Promise<void> {
  if (out === undefined || out === '-') return pipeline(source, process.stdout);
  const part = `${out}.part`;
  const file = createWriteStream(part);
  try {
    await (out.endsWith('.gz') ? pipeline(source, createGzip(), file) : pipeline(source, file));
    await rename(part, out);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

function said(out: string | undefined): string {
  return out === undefined || out === '-' ? '' : ` to ${out}`;
}
