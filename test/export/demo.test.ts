import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { seedStore } from '../../seed/seed.js';
import { EXPORT_FORMATS } from '../../src/export/formats.js';
import type { Store } from '../../src/store/store.js';
import { emptyStore, TODAY } from '../asking.js';
import { copyOf, firstDifference, judgements, text } from './copying.js';

jest.setTimeout(240_000);

const DAYS = [TODAY, '2023-12-01', '2025-06-15'];
const FORMATS = EXPORT_FORMATS.map(({ name }) => name);

describe('the demo, written and read again', () => {
  let store: Store;
  let rulings: string[];
  beforeAll(async () => {
    store = await emptyStore();
    await seedStore(store);
    rulings = await judgements(store, DAYS);
  });
  afterAll(() => store.close());

  test.each(FORMATS)(
    'as %s has the same rulings under every policy and reading, on every day, and is written the same',
    async (format) => {
      const written = await text(store, format);
      const { copy, report } = await copyOf(written, format);
      expect(report.refusals).toEqual([]);
      expect(report.passedOver).toEqual({});
      expect(await judgements(copy, DAYS)).toEqual(rulings);
      expect(firstDifference(await text(copy, format), written)).toBeNull();
      await copy.close();
    },
  );

  test.each(FORMATS)('as %s has the same rulings on some parties with whoever stands above them', async (format) => {
    const ids = ['riot-games', 'tiktok-usds', 'XI-LEI-253400JT3MQWNDKMJE44', 'manus'].filter(Boolean);
    const written = await text(store, format, { upstreamOf: ids });
    const { copy, report } = await copyOf(written, format);
    expect(report.refusals).toEqual([]);
    expect(await judgements(copy, DAYS, ids)).toEqual(
      rulings.filter((line) => ids.includes((JSON.parse(line) as string[])[2] as string)),
    );
    await copy.close();
  });
});
