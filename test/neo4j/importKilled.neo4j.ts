import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { generator } from '../../bench/world.js';
import { ran } from '../cli/command.js';
import { held, importKilled, manyRecords } from '../cli/killing.js';
import { emptyNeo4j, SETTINGS } from './database.js';

const KILLS = process.env.TEST_LONG ? 10 : 2;
const COMPANIES = process.env.TEST_LONG ? 2_000 : 600;
const ENV = { NEO4J_URI: SETTINGS.uri, NEO4J_USER: SETTINGS.user, NEO4J_PASSWORD: SETTINGS.password };

const folder = mkdtempSync(join(tmpdir(), 'killed-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function emptied(): Promise<void> {
  await (await emptyNeo4j()).close();
}

test(`an import killed at ${KILLS} random moments and run again leaves what one clean run leaves`, async () => {
  const file = manyRecords(folder, COMPANIES);
  await emptied();
  const start = performance.now();
  expect((await ran(['import', file], '', ENV)).code).toBe(1);
  const wholeMs = performance.now() - start;
  const expected = await held([], ENV);
  expect(expected).toHaveLength(2 * COMPANIES);
  await emptied();
  expect(await importKilled([file], ENV, KILLS, wholeMs, generator(7))).toBeGreaterThan(0);
  expect(await held([], ENV)).toEqual(expected);
}, 600_000);
