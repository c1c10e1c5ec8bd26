import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { inputs } from '../../src/intake/inputs.js';
import { zipOf } from './packed.js';

const folder = mkdtempSync(join(tmpdir(), 'inputs-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Read {
  readonly name: string;
  readonly text: string;
  readonly cutOff: string | null;
}

async function readAll(path: string, piped: Buffer = Buffer.alloc(0)): Promise<Read[]> {
  const found: Read[] = [];
  for await (const input of inputs(path, Readable.from(piped.length === 0 ? [] : [piped]))) {
    const parts: Buffer[] = [];
    for await (const chunk of input.chunks) parts.push(chunk);
    found.push({ name: input.name, text: Buffer.concat(parts).toString(), cutOff: input.cutOff() });
  }
  return found;
}

function file(name: string, content: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function named(found: readonly Read[]): string[] {
  return found.map(
    ({ name, text, cutOff }) => `${name.replace(`${folder}/`, '')} = ${text}${cutOff === null ? '' : ' …'}`,
  );
}

describe('a file to read', () => {
  test('is told by its first bytes, whatever it is called', async () => {
    expect(named(await readAll(file('plain.zip', 'one')))).toEqual(['plain.zip = one']);
    expect(named(await readAll(file('packed.txt', gzipSync('one'))))).toEqual(['packed.txt = one']);
    expect(named(await readAll(file('two.bin', zipOf({ 'a.xml': 'one', 'b/': '', 'b/c.xml': 'two' }))))).toEqual([
      'two.bin: a.xml = one',
      'two.bin: b/c.xml = two',
    ]);
    expect(named(await readAll(file('short', 'PK')))).toEqual(['short = PK']);
    expect(named(await readAll(file('empty', '')))).toEqual(['empty = ']);
  });

  test('comes through a pipe in all its forms', async () => {
    expect(named(await readAll('-', Buffer.from('one')))).toEqual(['standard input = one']);
    expect(named(await readAll('-', gzipSync('one')))).toEqual(['standard input = one']);
    expect(named(await readAll('-', zipOf({ a: 'one' })))).toEqual(['standard input: a = one']);
  });

  test('of several members of gzip is all of them', async () => {
    expect(named(await readAll(file('members', Buffer.concat([gzipSync('one '), gzipSync('two')]))))).toEqual([
      'members = one two',
    ]);
  });

  test('that is cut off gives what it had, and says so', async () => {
    const text = Array.from({ length: 50_000 }, (_, index) => `line ${index}`).join('\n');
    const packed = gzipSync(text);
    const [cut] = await readAll(file('cut.gz', packed.subarray(0, packed.length - 2000)));
    expect(text.startsWith(cut?.text as string)).toBe(true);
    expect(cut?.text.length).toBeGreaterThan(1000);
    expect(cut?.cutOff).toMatch(/cut\.gz is damaged or cut off after \d+ bytes/);
    await expect(readAll(file('cut.zip', zipOf({ a: text }).subarray(0, 1000)))).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('is no .zip that can be read'),
    });
  });

  test('that lies about its size ends with a word about it', async () => {
    const [found] = await readAll(file('lying.zip', zipOf({ a: 'x'.repeat(1000) }, true)));
    expect(found?.cutOff).toMatch(/too many bytes/);
  });

  test('that slips out of its archive is refused', async () => {
    for (const name of ['../../etc/passwd', '/etc/passwd', 'C:\\a', 'a\\..\\b'])
      await expect(readAll(file('slip.zip', zipOf({ [name]: 'x' })))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('that is an archive in an archive is not opened', async () => {
    for (const inner of [gzipSync('x'), zipOf({ a: 'x' })])
      await expect(readAll(file('nested.zip', zipOf({ inner })))).rejects.toThrow('is an archive in an archive');
    await expect(readAll(file('nested.gz', gzipSync(gzipSync('x'))))).rejects.toThrow('is an archive in an archive');
  });

  test('that expands beyond reason is given up', async () => {
    const bomb = Buffer.alloc(100 * 1024 * 1024);
    for (const packed of [gzipSync(bomb), zipOf({ bomb })])
      await expect(readAll(file('bomb', packed))).rejects.toMatchObject({
        code: 'LIMIT_EXCEEDED',
        message: expect.stringContaining('expands to more than 250 times its size'),
      });
  });

  test('that is not there, or a folder, is named', async () => {
    await expect(readAll(join(folder, 'nowhere'))).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('nowhere cannot be read'),
    });
    await expect(readAll(folder)).rejects.toThrow('is a folder; name the files in it');
  });
});
