import { describe, expect, test } from '@jest/globals';
import { bods } from '../../src/intake/bods.js';
import { type LoadOptions, load, type Progress, type Report } from '../../src/intake/load.js';
import { entity, RecordingStore, relationship } from './fixtures.js';

const INTERESTS = { interests: [{ type: 'shareholding', share: { exact: 60 } }] };
const HELD = relationship('held', INTERESTS);

function loaded(store: RecordingStore, records: readonly (object | string)[], options?: LoadOptions): Promise<Report> {
  const lines = records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record)));
  return load(store, bods([lines.join('\n')]), options);
}

function between(subject: string, interestedParty: string): object {
  return relationship(
    `${interestedParty} in ${subject}`,
    { ...INTERESTS, subject, interestedParty },
    { statementId: `${subject}${interestedParty}` },
  );
}

describe('a load', () => {
  test('counts what was read, written, passed over and refused', async () => {
    const report = await loaded(new RecordingStore(), [
      entity('subject'),
      entity('holder'),
      HELD,
      '{',
      entity('x', { entityType: {} }),
    ]);
    expect(report).toMatchObject({
      read: 5,
      written: 3,
      unchanged: 0,
      passedOver: {},
      refused: { INVALID_JSON: 1, MALFORMED: 1 },
    });
    expect(report.refusals.map(({ line }) => line)).toEqual([4, 5]);
  });

  test('of the same file again is all unchanged', async () => {
    const store = new RecordingStore();
    const records = [entity('subject'), entity('holder'), HELD];
    await loaded(store, records);
    expect(await loaded(store, records)).toMatchObject({ read: 3, written: 0, unchanged: 3, refused: {} });
  });

  test.each([1, 2, 1000])('takes a relation before the parties it names, %i records to a batch', async (batchSize) => {
    const report = await loaded(new RecordingStore(), [HELD, entity('subject'), entity('filler'), entity('holder')], {
      batchSize,
    });
    expect(report).toMatchObject({ written: 4, refused: {} });
  });

  test('takes a relation to a party that only the store knows', async () => {
    const store = new RecordingStore();
    await loaded(store, [entity('holder')]);
    expect(await loaded(store, [entity('subject'), HELD])).toMatchObject({ written: 2, refused: {} });
  });

  test('refuses a relation to a party that nobody knows, and names it', async () => {
    const report = await loaded(new RecordingStore(), [entity('subject'), HELD, entity('other')]);
    expect(report).toMatchObject({ read: 3, written: 2, refused: { UNKNOWN_PARTY: 1 } });
    expect(report.refusals).toMatchObject([
      {
        line: 2,
        recordId: 'held',
        message: expect.stringContaining('"holder", which neither this file nor the store knows'),
      },
    ]);
  });

  test('refuses the one record that the store refuses, and writes the rest of the batch', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `party-${index}`);
    names[23] = 'unwelcome';
    const report = await loaded(
      new RecordingStore(),
      names.map((name) => entity(name)),
    );
    expect(report).toMatchObject({ read: 40, written: 39, refused: { CONFLICT: 1 } });
    expect(report.refusals).toMatchObject([
      { line: 24, recordId: 'unwelcome', message: '"unwelcome" is somebody else.' },
    ]);
  });

  test('refuses what names a refused party, and nothing more', async () => {
    const records = [
      between('subject', 'unwelcome'),
      between('subject', 'holder'),
      entity('subject'),
      entity('unwelcome'),
      entity('holder'),
    ];
    const report = await loaded(new RecordingStore(), records);
    expect(report).toMatchObject({ read: 5, written: 3, refused: { CONFLICT: 1, UNKNOWN_PARTY: 1 } });
    expect(report.refusals.map(({ recordId }) => recordId).sort()).toEqual(['unwelcome', 'unwelcome in subject']);
  });

  test('writes what a record states beside its faults, and counts these', async () => {
    const records = [entity('a', { identifiers: [{ scheme: 'XI-LEI', id: 'none' }] })];
    const report = await loaded(new RecordingStore(), records);
    expect(report).toMatchObject({ read: 1, written: 1, refused: { IDENTIFIER: 1 } });
    expect(report.refusals).toMatchObject([{ line: 1, recordId: 'a', record: JSON.stringify(records[0]) }]);
  });

  test('refuses a party called like something else', async () => {
    const report = await loaded(new RecordingStore(), [entity('ofac-50'), entity('other')], { takenIds: ['ofac-50'] });
    expect(report).toMatchObject({ written: 1, refused: { CONFLICT: 1 } });
  });

  test('fails as the store does where no record is at fault', async () => {
    await expect(loaded(new RecordingStore(), [entity('unreachable')])).rejects.toThrow(
      'The database does not answer.',
    );
  });

  test('writes a batch in one transaction, and says how far it is', async () => {
    const store = new RecordingStore();
    const progress: Progress[] = [];
    const records = Array.from({ length: 5 }, (_, index) => entity(`party-${index}`));
    await loaded(store, records, { batchSize: 2, onProgress: (each) => progress.push(each) });
    expect(store.batches.map(({ parties }) => parties?.length)).toEqual([2, 2, 1]);
    expect(progress.map(({ read, written }) => [read, written])).toEqual([
      [2, 2],
      [4, 4],
      [5, 5],
    ]);
  });

  test('of huge records has few to a batch', async () => {
    const store = new RecordingStore();
    const alternateNames = Array.from({ length: 20_000 }, (_, index) => `name ${index}`);
    const huge = Array.from({ length: 9 }, (_, index) => entity(`c${index}`, { alternateNames }));
    await loaded(store, huge);
    expect(store.batches.map(({ parties = [] }) => parties.length)).toEqual([3, 3, 3]);
  });

  test('counts every refusal and keeps a thousand', async () => {
    const report = await loaded(
      new RecordingStore(),
      Array.from({ length: 1200 }, () => '{'),
    );
    expect(report.refused).toEqual({ INVALID_JSON: 1200 });
    expect(report.refusals).toHaveLength(1000);
  });
});
