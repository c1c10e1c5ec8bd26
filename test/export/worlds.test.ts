import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { Failure } from '../../src/errors.js';
import { EXPORT_FORMATS } from '../../src/export/formats.js';
import type { Store } from '../../src/store/store.js';
import { emptyStore, TODAY } from '../asking.js';
import { runs } from '../store/statements.js';
import { DAYS } from '../worlds/dated.js';
import { copyOf, firstDifference, judgements, text, withRegions } from './copying.js';
import { citedOnce, type Recorded, recorded } from './richWorlds.js';

jest.setTimeout(240_000);

const ASKED = [TODAY, DAYS[3] as string, DAYS[7] as string];

async function storeOf({ parties, interests, merges }: Recorded): Promise<Store> {
  const store = await emptyStore();
  await withRegions(store);
  const known = new Set(parties.map(({ party }) => party)).size;
  await store.write({ parties: parties.slice(0, known) });
  await store.write({ interests: interests.slice(0, 7) });
  await store.write({ parties: parties.slice(known), interests: interests.slice(7) });
  for (const identity of merges) {
    try {
      await store.write({ identity, because: 'a test' });
    } catch (error) {
      // By an identifier they may be one already.
      if (!(error instanceof Failure)) throw error;
    }
  }
  return store;
}

/** What the format can say of a world; the rest is told in its title. */
const worldsFor = (format: string) => (format === 'csv' ? recorded.map(citedOnce) : recorded);

describe('any world, written and read again', () => {
  test.each(EXPORT_FORMATS.map(({ name }) => name))(
    'as %s has the same rulings, and is written the same',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(worldsFor(format), async (world) => {
          const store = await storeOf(world);
          const written = await text(store, format);
          const { copy, report } = await copyOf(written, format);
          expect(report.refusals).toEqual([]);
          expect(report.passedOver).toEqual({});
          expect(await judgements(copy, ASKED)).toEqual(await judgements(store, ASKED));
          expect(firstDifference(await text(copy, format), written)).toBeNull();
          await Promise.all([store.close(), copy.close()]);
        }),
        { numRuns: runs(40) },
      );
    },
  );

  test.each(EXPORT_FORMATS.map(({ name }) => name))(
    'as %s has the same ruling on one party with whoever stands above it',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(worldsFor(format), fc.constantFrom('a', 'b', '=d'), async (world, id) => {
          const store = await storeOf(world);
          const [known] = await store.parties([{ id }], {
            asOf: TODAY,
            revision: await store.revision(),
            deadlineAt: Date.now() + 60_000,
          });
          const among = [known?.id as string];
          const { copy, report } = await copyOf(await text(store, format, { upstreamOf: [id] }), format);
          expect(report.refusals).toEqual([]);
          expect(await judgements(copy, ASKED, among)).toEqual(await judgements(store, ASKED, among));
          await Promise.all([store.close(), copy.close()]);
        }),
        { numRuns: runs(25) },
      );
    },
  );
});
