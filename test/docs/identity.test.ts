import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import { COMPARISONS } from '../../src/names/comparisons.js';
import { publicSchema } from '../../src/server/schema.js';
import { ran } from '../cli/command.js';
import { blocksOf, page, tableOf } from './pages.js';

const PAGE = 'docs/identity.md';
const blocks = blocksOf(PAGE);
const folder = mkdtempSync(join(tmpdir(), 'identity-'));

beforeAll(() => {
  const files = blocks.filter(({ language }) => language === 'csv');
  for (const [index, name] of ['register.csv', 'press.csv'].entries())
    writeFileSync(join(folder, name), files[index]?.text ?? '');
});

afterAll(() => rmSync(folder, { recursive: true }));

/** The words of a line, those in quotes as one. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? (bare as string));
}

test('the commands do what the page shows, one after the other', async () => {
  const shown = blocks
    .filter(({ language }) => language === 'shell')
    .flatMap(({ text }) => text.split(/^\$ /m).slice(1))
    .map((each) => each.split(/\n([\s\S]*)/) as [string, string]);
  expect(shown.map(([line]) => wordsOf(line)[1])).toEqual(['import', 'duplicates', 'merge', 'unmerge']);
  for (const [line, printed] of shown) {
    const [, ...words] = wordsOf(line).map((word) => (word.endsWith('.csv') ? join(folder, word) : word));
    const { out, err, code } = await ran(words, '', { CONTROLGRAPH_DB: join(folder, 'page.db') });
    expect({ line, err, code, printed: out.replaceAll(`${folder}/`, '') }).toEqual({ line, err: '', code: 0, printed });
  }
}, 60_000);

test('every comparison of names is shown with its points, and no other', () => {
  const shown = tableOf(page(PAGE), '| comparison | points | it holds where |');
  expect([...shown].map(([name, [points]]) => [name, points])).toEqual(
    COMPARISONS.map(({ name, points }) => [name, String(points)]),
  );
});

test('the mutation shown fits the schema', () => {
  const [mutation = ''] = blocks.flatMap(({ language, text }) => (language === 'text' ? [text] : []));
  expect(mutation).toContain('merge(');
  expect(validate(publicSchema(), parse(mutation))).toEqual([]);
});
