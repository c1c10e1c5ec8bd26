import { expect, test } from '@jest/globals';
import { COLUMNS } from '../../src/intake/csvColumns.js';
import { page, tableOf } from './pages.js';

test('every column that a csv may have is shown, and no other', () => {
  expect([...tableOf(page('docs/import-csv.md'), '| column | of | holds |').keys()]).toEqual(
    COLUMNS.map(({ name }) => name),
  );
});
