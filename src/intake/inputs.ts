import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { badInput, Failure } from '../errors.js';

/** One file to read: plain, unpacked from .gz, or a file in a .zip. */
export interface Input {
  /** As people know it: the path, "standard input", "archive.zip: file.xml". */
  readonly name: string;
  /** Its bytes, unpacked. Throws Failure for what can't be unpacked at all. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Bytes on disk, and how many of them were read; null for a pipe. */
  readonly size: number | null;
  readonly taken: () => number;
  /** Once read: why it ended before its end, with everything before given; null where it did not. */
  readonly cutOff: () => string | null;
}

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZIP = Buffer.from('PK\x03\x04');
/** Packed data of records grow 5 to 40 times; what grows more than this is no data. */
const MOST_EXPANSION = 250;
const EXPANSION_FREE_BYTES = 64 * 1024 * 1024;

/**
 * The files behind a path, "-" for standard input, told by their first bytes and not by their names. A .zip gives its
 * files in their order. Nothing is ever unpacked to a name; an archive in an archive is not opened, and one that expands
 * beyond reason is given up. Throws Failure for what can't be read.
 */
export async function* inputs(path: string, stdin: Readable): AsyncGenerator<Input> {
  if (path !== '-') {
    yield* ofFile(path, path);
    return;
  }
  const source = stdin[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await atLeast(source, 4);
  if (!startsWith(first, ZIP)) {
    yield counted('standard input', null, both(first, source));
    return;
  }
  // The directory of a .zip is at its end, so one that comes through a pipe has to lie somewhere first.
  const folder = mkdtempSync(join(tmpdir(), 'controlgraph-'));
  try {
    const file = join(folder, 'standard-input.zip');
    await pipeline(Readable.from(both(first, source)), createWriteStream(file));
    yield* ofZip(file, 'standard input');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function* ofFile(path: string, name: string): AsyncGenerator<Input> {
  let size: number;
  try {
    const found = statSync(path);
    if (found.isDirectory()) throw badInput(`${name} is a folder; name the files in it.`);
    size = found.size;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw badInput(`${name} cannot be read: ${(error as Error).message}.`);
  }
  const source = createReadStream(path)[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await beginning(source, name);
  if (!startsWith(first, ZIP)) {
    yield counted(name, size, both(first, source));
    return;
  }
  await source.return?.();
  yield* ofZip(path, name);
}

async function* ofZip(path: string, name: string): AsyncGenerator<Input> {
  const zip = await opened(path, name);
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') || entry.fileName.startsWith('__MACOSX/')) continue;
      yield ofEntry(zip, entry, `${name}: ${entry.fileName}`);
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw badInput(`${name} is no .zip that can be read: ${(error as Error).message}.`);
  } finally {
    zip.close();
  }
}

async function opened(path: string, name: string): Promise<ZipFile> {
  try {
    return await yauzl.openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true });
  } catch (error) {
    throw badInput(`${name} is no .zip that can be read: ${(error as Error).message}.`);
  }
}

function ofEntry(zip: ZipFile, entry: Entry, name: string): Input {
  async function* packed(): AsyncGenerator<Buffer> {
    if (entry.isEncrypted()) throw badInput(`${name} is encrypted; unpack it first.`);
    let stream: Readable;
    try {
      stream = await zip.openReadStreamPromise(entry);
    } catch (error) {
      throw badInput(`${name} cannot be unpacked: ${(error as Error).message}.`);
    }
    yield* stream as AsyncIterable<Buffer>;
  }
  return unpacked(name, entry.compressedSize, packed(), (given) =>
    given === 0
      ? 0
      : Math.min(entry.compressedSize, Math.ceil(given * (entry.compressedSize / entry.uncompressedSize))),
  );
}

/** A file from disk or a pipe, unpacked where its first bytes are those of gzip. */
function counted(name: string, size: number | null, bytes: AsyncIterable<Buffer>): Input {
  let taken = 0;
  async function* passed(): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) {
      taken += chunk.length;
      yield chunk;
    }
  }
  async function* perhapsGunzipped(): AsyncGenerator<Buffer> {
    const source = passed();
    const first = await source.next();
    if (first.done === true) return;
    const all = both(first.value, source);
    if (!startsWith(first.value, GZIP)) yield* all;
    else yield* gunzipped(all);
  }
  return unpacked(name, size, perhapsGunzipped(), () => taken);
}

async function* gunzipped(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  // What goes wrong on the way in comes out of the reading below.
  pipeline(Readable.from(bytes), gunzip).catch(() => {});
  yield* gunzip as AsyncIterable<Buffer>;
}

/** Counts what comes out, gives up what grows beyond reason, and keeps why a damaged archive ended. */
function unpacked(
  name: string,
  size: number | null,
  bytes: AsyncIterable<Buffer>,
  takenAfter: (given: number) => number,
): Input {
  let given = 0;
  let cutOff: string | null = null;
  async function* chunks(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of bytes) {
        if (given === 0 && (startsWith(chunk, GZIP) || startsWith(chunk, ZIP)))
          throw badInput(`${name} is an archive in an archive; unpack the outer one first.`);
        given += chunk.length;
        if (given > EXPANSION_FREE_BYTES && given > MOST_EXPANSION * Math.max(1, takenAfter(given))) {
          throw new Failure(
            'LIMIT_EXCEEDED',
            `${name} expands to more than ${MOST_EXPANSION} times its size, which no data do; it is given up after ${given} bytes.`,
          );
        }
        yield chunk;
      }
    } catch (error) {
      if (error instanceof Failure) throw error;
      cutOff = `${name} is damaged or cut off after ${given} bytes (${(error as Error).message}); what came before was read.`;
    }
  }
  return { name, chunks: chunks(), size, taken: () => takenAfter(given), cutOff: () => cutOff };
}

async function* both(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (first.length > 0) yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function beginning(source: AsyncIterator<Buffer>, name: string): Promise<Buffer> {
  try {
    return await atLeast(source, 4);
  } catch (error) {
    throw badInput(`${name} cannot be read: ${(error as Error).message}.`);
  }
}

async function atLeast(source: AsyncIterator<Buffer>, length: number): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  while (bytes.length < length) {
    const next = await source.next();
    if (next.done === true) break;
    bytes = Buffer.concat([bytes, next.value]);
  }
  return bytes;
}

function startsWith(bytes: Buffer, magic: Buffer): boolean {
  return bytes.subarray(0, magic.length).equals(magic);
}
