import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { entity, relationship } from '../intake/fixtures.js';
import { zipOf } from '../intake/packed.js';
import { ran, started } from './command.js';

// Each run starts the command anew.
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HELD = relationship('held', { interests: [{ type: 'shareholding', share: { exact: 60 } }] });
const WHOLE = lines(entity('subject'), entity('holder'), HELD);
const BROKEN = `${lines(entity('other'))}{"statementId": \n${lines(relationship('dangling', { subject: 'nobody', interests: [{ type: 'shareholding' }] }))}`;

function lines(...records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

function file(name: string, content: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

let stores = 0;
function newStore(): string {
  stores += 1;
  return join(folder, `${stores}.db`);
}

describe('controlgraph import', () => {
  test('takes a file, says what became of it, and the second time changes nothing', async () => {
    const db = newStore();
    const path = file('whole.jsonl', WHOLE);
    expect(await ran(['import', 'bods', path, '--db', db])).toEqual({
      code: 0,
      out: `${path} (bods): 3 records read, 3 statements written, 0 unchanged.\n`,
      err: '',
    });
    const again = await ran(['import', path, '--db', db, '--json']);
    expect(JSON.parse(again.out)).toEqual({
      files: [{ file: path, format: 'bods', guessed: true }],
      read: 3,
      written: 0,
      unchanged: 3,
      passedOver: {},
      refused: {},
      refusals: [],
      failed: [],
      dryRun: false,
    });
    expect(again.err).toBe(`${path}: read as bods\n`);
  });

  test('takes files packed and piped, and one may name what another states', async () => {
    const packed = file('parties.jsonl.gz', gzipSync(lines(entity('subject'), entity('holder'))));
    const { code, out } = await ran(['import', 'bods', '-', packed, '--db', newStore()], zipOf({ a: lines(HELD) }));
    expect(out).toContain('3 records read, 3 statements written');
    expect(code).toBe(0);
  });

  test('keeps what was refused with its file, line, reason and record, and exits with 1', async () => {
    const path = file('broken.jsonl', BROKEN);
    const refused = join(folder, 'refused.jsonl');
    const { code, out } = await ran(['import', path, '--db', newStore(), '--refused', refused]);
    expect(code).toBe(1);
    expect(out).toContain('3 records read, 1 statement written');
    expect(out).toContain('refused: 1 INVALID_JSON, 1 UNKNOWN_PARTY');
    const kept = readFileSync(refused, 'utf8').trim().split('\n');
    expect(kept.map((line) => JSON.parse(line))).toEqual([
      {
        file: path,
        line: 2,
        recordId: null,
        record: '{"statementId": ',
        reason: 'INVALID_JSON',
        message: expect.stringContaining('Expected JSON'),
      },
      {
        file: path,
        line: 3,
        recordId: 'dangling',
        record: expect.stringContaining('"subject":"nobody"'),
        reason: 'UNKNOWN_PARTY',
        message: expect.stringContaining('"nobody"'),
      },
    ]);
  });

  test('makes no file for the refused where none was', async () => {
    const refused = join(folder, 'none.jsonl');
    await ran(['import', file('fine.jsonl', WHOLE), '--db', newStore(), '--refused', refused]);
    expect(existsSync(refused)).toBe(false);
  });

  test('reads every file that can be read, names the others, and exits with 2', async () => {
    const cut = file('cut.gz', gzipSync(WHOLE.repeat(2000)).subarray(0, 500));
    const strange = file('strange.txt', 'Dear all,\n');
    const words = ['import', file('good.jsonl', WHOLE), strange, join(folder, 'nowhere'), cut, '--db', newStore()];
    const { code, out } = await ran(words);
    expect(code).toBe(2);
    expect(out).toContain('3 statements written');
    expect(out).toMatch(/not read to its end: The format of .*strange\.txt can't be told; it begins "Dear all,/);
    expect(out).toMatch(/not read to its end: .*nowhere cannot be read/);
    expect(out).toMatch(/cut\.gz, line \d+: .* is damaged or cut off/);
  });

  test('tries everything and writes nothing where the run is dry', async () => {
    const db = newStore();
    await ran(['import', file('parties.jsonl', lines(entity('subject'), entity('holder'))), '--db', db]);
    const dry = await ran(['import', file('dry.jsonl', lines(HELD) + BROKEN), '--db', db, '--dry-run']);
    expect(dry.code).toBe(1);
    expect(dry.out).toContain('Dry run: nothing was written');
    expect(dry.out).toContain('4 records read, 2 statements written');
    expect(dry.out).toContain('refused: 1 INVALID_JSON, 1 UNKNOWN_PARTY');
    const real = await ran(['import', 'bods', '-', '--db', db], lines(entity('other')));
    expect(real.out).toContain('1 statement written, 0 unchanged');
  });

  test('makes no store where the run is dry and none stands', async () => {
    const db = newStore();
    expect((await ran(['import', file('alone.jsonl', WHOLE), '--db', db, '--dry-run'])).code).toBe(0);
    expect(existsSync(db)).toBe(false);
  });

  test('says what was expected where it is asked for something else', async () => {
    const asked = async (...words: string[]): Promise<string> => {
      const { code, err } = await ran(['import', ...words, '--db', newStore()]);
      expect(code).toBe(2);
      return err;
    };
    expect(await asked('boods', 'x')).toMatch(/"boods" is neither a file nor a format; the formats are .*bods/);
    expect(await asked('bods')).toContain('No file is named; - stands for standard input.');
    const path = file('asked.jsonl', WHOLE);
    expect(await asked(path, '--edition', 'yesterday')).toContain('--edition: expected a date, YYYY-MM-DD');
    expect(await asked(path, '--complete')).toContain('--edition says which');
    expect(await asked(path, '--set', 'dataset')).toContain('--set: expected name=value, came "dataset".');
    expect(await asked(path, '--refused', path)).toMatch(
      /--refused: .* is the file .*asked\.jsonl, which is to be read/,
    );
    expect(readFileSync(path, 'utf8')).toBe(WHOLE);
    expect(await asked(path, '--refused', join(folder, 'no folder', 'x'))).toMatch(/--refused: .* cannot be written/);
  });

  test('says of an empty file that it is empty, whatever it was called', async () => {
    const { code, out } = await ran(['import', 'psc', file('nothing', ' \n'), '--db', newStore()]);
    expect(out).toMatch(/not read to its end: .*nothing is empty\./);
    expect(code).toBe(2);
  });

  test('an id from a file begins no line of the report and moves no cursor', async () => {
    const id = 'x\u001b[2K\nall is well\u202e';
    const path = file('forged.jsonl', lines(entity(id, { entityType: {} })));
    const { out } = await ran(['import', path, '--db', newStore()]);
    expect(out).toContain('(x\\u001b[2K\\u000aall is well\\u202e): ');
  });

  test('ends after the batch under way at Ctrl-C, says so, and is taken up by running it again', async () => {
    const many = Array.from({ length: 60_000 }, (_, index) => entity(`party-${index}`));
    const path = file('many.jsonl', lines(...many));
    const db = newStore();
    const child = started(['import', 'bods', path, '--db', db]);
    let out = '';
    child.stdout?.on('data', (chunk) => {
      out += chunk;
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    while (!existsSync(db) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(out).toContain('Stopped before the end.');
    const { code, out: rest } = await ran(['import', 'bods', path, '--db', db, '--json']);
    expect(code).toBe(0);
    const { written, unchanged } = JSON.parse(rest) as { written: number; unchanged: number };
    expect(written + unchanged).toBe(60_000);
  });
});
