import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { EXPORT_FORMATS } from '../../src/export/formats.js';
import { entity, relationship } from '../intake/fixtures.js';
import { ran, started } from './command.js';

// Each run starts the command anew.
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'export-'));
const db = join(folder, 'store.db');
const PARTIES = 3_000;

beforeAll(async () => {
  const beside = Array.from({ length: PARTIES }, (_, index) => entity(`beside-${index}`));
  const held = relationship('held', { interests: [{ type: 'shareholding', share: { exact: 60 } }] });
  const path = join(folder, 'given.jsonl');
  const records = [entity('subject'), entity('holder'), held, ...beside];
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  expect((await ran(['import', 'bods', path, '--db', db])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('controlgraph export', () => {
  test.each(EXPORT_FORMATS.map(({ name }) => name))(
    'writes %s, which is read into another store whole',
    async (name) => {
      const out = join(folder, `whole.${name}`);
      const { code, err } = await ran(['export', name, '--db', db, '--out', out]);
      expect({ code, err }).toEqual({ code: 0, err: `${PARTIES + 3} statements written as ${name} to ${out}\n` });
      expect(existsSync(`${out}.part`)).toBe(false);
      const read = await ran(['import', name, out, '--db', join(folder, `${name}.db`), '--json']);
      expect(JSON.parse(read.out)).toMatchObject({ written: PARTIES + 3, refusals: [], passedOver: {} });
    },
  );

  test('writes whoever stands above a party to standard output', async () => {
    const { code, out, err } = await ran(['export', 'ndjson', '--db', db, '--upstream-of', 'subject']);
    expect({ code, err }).toEqual({ code: 0, err: '3 statements written as ndjson\n' });
    expect(out.trimEnd().split('\n')).toHaveLength(3);
  });

  test('packs a file whose name ends in .gz', async () => {
    const [plain, packed] = [join(folder, 'a.jsonl'), join(folder, 'b.jsonl.gz')];
    await ran(['export', 'bods', '--db', db, '--out', plain]);
    await ran(['export', 'bods', '--db', db, '--out', packed]);
    expect(gunzipSync(readFileSync(packed)).equals(readFileSync(plain))).toBe(true);
  });

  test('leaves no file that is not whole', async () => {
    const out = join(folder, 'none.jsonl');
    const { code, err } = await ran(['export', 'bods', '--db', db, '--upstream-of', 'nobody', '--out', out]);
    expect({ code, err }).toEqual({ code: 2, err: 'controlgraph: No party is known by the id "nobody".\n' });
    expect([out, `${out}.part`].filter(existsSync)).toEqual([]);
    mkdirSync(join(folder, 'a-folder'));
    const into = await ran(['export', 'bods', '--db', db, '--out', join(folder, 'a-folder')]);
    expect(into.code).toBe(2);
    expect(into.err).toContain('--out: ');
    expect(existsSync(join(folder, 'a-folder.part'))).toBe(false);
  });

  test('names the known formats where another is asked for', async () => {
    expect(await ran(['export', 'xlsx', '--db', db])).toEqual({
      code: 2,
      out: '',
      err: `controlgraph: No format is called "xlsx"; known: ${EXPORT_FORMATS.map(({ name }) => name).join(', ')}.\n`,
    });
  });

  test('ends quietly when whoever reads it has enough', async () => {
    const child = started(['export', 'ndjson', '--db', db]);
    const said = text(child.stderr as NodeJS.ReadableStream);
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect([await ended, await said]).toEqual([0, '']);
  });
});
