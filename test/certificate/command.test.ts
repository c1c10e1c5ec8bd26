import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedStore } from '../../seed/seed.js';
import type { Store } from '../../src/store/store.js';
import { answer, emptyStore } from '../asking.js';

const ROOM = new URL('../../verify/', import.meta.url);
const MOST_LINES = 150;

const QUERY = `{
  riot: company(by: {id: "riot-games"}) { restriction { certificate } }
  volvo: company(by: {id: "ab-volvo"}) { restriction { certificate } }
}`;

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function ran(words: readonly string[], given = ''): Promise<Ran> {
  const child = spawn(process.execPath, ['bin/controlgraph.js', 'verify', ...words], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  child.stdin.end(given);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

describe('controlgraph verify', () => {
  let store: Store;
  let folder: string;
  let given: string;
  const file = (name: string): string => join(folder, name);

  beforeAll(async () => {
    store = await emptyStore();
    await seedStore(store);
    folder = await mkdtemp(join(tmpdir(), 'controlgraph-verify-'));
    const data = await answer(store, QUERY);
    given = JSON.stringify({ data });
    await writeFile(file('answer.json'), given);
    await writeFile(file('one.json'), JSON.stringify(data.riot.restriction.certificate));
    await writeFile(file('swapped.json'), given.replace('"verdict":"RESTRICTED"', '"verdict":"NOT_RESTRICTED"'));
    await writeFile(file('none.json'), '{"data": null}');
    await writeFile(file('text.json'), 'not JSON');
  }, 60_000);

  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  test('says of every certificate in an answer that its verdict follows, and of what', async () => {
    const { code, out } = await ran([file('answer.json')]);
    expect(code).toBe(0);
    expect(out).toMatch(/^valid {2}Riot Games.* is RESTRICTED under anthropic-2025-09, version 1, as of 2026-11-22/m);
    expect(out).toMatch(/^valid {2}AB Volvo.* is NOT_RESTRICTED/m);
    expect(out).toMatch(/sha256:[0-9a-f]{64}$/m);
    expect(out).toContain('Checked: that the verdict follows from the premises');
  }, 60_000);

  test('reads standard input, and a bare certificate', async () => {
    expect(await ran(['-'], given)).toMatchObject({ code: 0 });
    expect(await ran([file('one.json'), '--json'])).toEqual({ code: 0, out: '{"valid":true}\n', err: '' });
  }, 60_000);

  test('one that does not follow makes the exit code 1, and says why', async () => {
    const { code, out } = await ran([file('swapped.json')]);
    expect(code).toBe(1);
    expect(out).toMatch(/^invalid {2}Riot Games.*What is shown is RESTRICTED, and the verdict says NOT_RESTRICTED\.$/m);
    expect(out).toMatch(/^valid {2}AB Volvo/m);
  }, 60_000);

  test('the policy and the digest can be asked for', async () => {
    const one = file('one.json');
    expect(await ran([one, '--policy', 'anthropic-2025-09'])).toMatchObject({ code: 0 });
    expect(await ran([one, '--policy', 'ofac-50'])).toMatchObject({ code: 1 });
    expect(await ran([one, '--digest', 'sha256:0'])).toMatchObject({ code: 1 });
  }, 60_000);

  test('where there is nothing to read, the exit code is 2 and a sentence says so', async () => {
    for (const name of ['none.json', 'text.json', 'missing.json']) {
      const { code, out, err } = await ran([file(name)]);
      expect([name, code, out]).toEqual([name, 2, '']);
      expect(err).toMatch(/^controlgraph: .*\.json: /);
    }
    expect(await ran([file('one.json'), '--policy', file('none.json')])).toMatchObject({ code: 2 });
  }, 60_000);

  test('--help says what it reads and its exit codes', async () => {
    const { code, out } = await ran(['--help']);
    expect(code).toBe(0);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('- for standard input');
    expect(out).toContain('Exit codes: 0 all valid; 1 one is not; 2 there is none to read.');
  }, 60_000);
});

describe('the checker', () => {
  const files = readdirSync(ROOM).filter((name) => name.endsWith('.js'));

  test.each(files)('%s can be read in one sitting', (name) => {
    const text = readFileSync(new URL(name, ROOM), 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\//g, '');
    const lines = text.split('\n').filter((line) => !/^\s*(\/\/.*)?$/.test(line));
    expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
  });
});
