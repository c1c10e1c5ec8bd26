import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { generator } from '../../bench/world.js';
import { ran } from './command.js';
import { held, importKilled, manyRecords } from './killing.js';

const KILLS = 10;

const folder = mkdtempSync(join(tmpdir(), 'killed-'));
afterAll(() => rmSync(folder, { recursive: true }));

test(`an import killed at ${KILLS} random moments and run again leaves what one clean run leaves`, async () => {
  const file = manyRecords(folder, 2_000);
  const [clean, killed] = [join(folder, 'clean.db'), join(folder, 'killed.db')];
  const start = performance.now();
  const { code } = await ran(['import', file, '--db', clean]);
  expect(code).toBe(1);
  const wholeMs = performance.now() - start;
  const atWork = await importKilled([file, '--db', killed], {}, KILLS, wholeMs, generator(5));
  expect(atWork).toBeGreaterThan(0);
  const expected = await held(['--db', clean], {});
  expect(expected).toHaveLength(4_000);
  expect(await held(['--db', killed], {})).toEqual(expected);
}, 120_000);
