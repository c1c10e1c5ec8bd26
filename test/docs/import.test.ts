import { expect, test } from '@jest/globals';
import { EXPORT_FORMATS } from '../../src/export/formats.js';
import { REFUSAL_REASONS } from '../../src/intake/arrival.js';
import { FORMATS } from '../../src/intake/formats.js';
import { page, tableOf } from './pages.js';

const PAGE = page('docs/import.md');

test('every format that is read is shown, and no other', () => {
  expect([...tableOf(PAGE, '| format | what it is | more |').keys()]).toEqual(FORMATS.map(({ name }) => name));
});

test('every format that is written is shown, with what it cannot carry', () => {
  const shown = tableOf(PAGE, "| format | what it is, and what it can't carry |");
  expect([...shown]).toEqual(EXPORT_FORMATS.map(({ name, title }) => [name, [title]]));
});

test('every reason of a refusal is shown', () => {
  expect([...tableOf(PAGE, '| reason | what was wrong |').keys()].sort()).toEqual([...REFUSAL_REASONS].sort());
});
