import { createReadStream, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { BODS_FILES } from '../../seed/seed.js';
import { bods } from '../../src/intake/bods.js';
import { load, type Report } from '../../src/intake/load.js';
import { describeShare } from '../../src/model/share.js';
import type { InterestStatement } from '../../src/model/statement.js';
import { openSqlite } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';
import { collect, stated } from '../intake/fixtures.js';

/** What was counted in the files by hand: parties are those left when records that share an identifier are one. */
const COUNTED = {
  'bp-213800LH1BZH3DI6G760.jsonl': {
    read: 519,
    written: 771,
    parties: 199,
    interests: {
      SHAREHOLDING: 135,
      VOTING_RIGHTS: 136,
      PROFIT_RIGHTS: 1,
      BOARD_APPOINTMENT: 121,
      REPORTED_PARENT: 70,
      REPORTED_ULTIMATE_PARENT: 81,
      BRANCH: 1,
      OTHER_INFLUENCE: 5,
    },
  },
  'hornsea1-2138002S3XGZ38WN5Q72.jsonl': {
    read: 133,
    written: 145,
    parties: 51,
    interests: {
      SHAREHOLDING: 7,
      VOTING_RIGHTS: 7,
      BOARD_APPOINTMENT: 5,
      REPORTED_PARENT: 31,
      REPORTED_ULTIMATE_PARENT: 43,
    },
  },
  'biffa-2138008RB4WDK7HYYS91.jsonl': {
    read: 53,
    written: 88,
    parties: 25,
    interests: {
      SHAREHOLDING: 24,
      VOTING_RIGHTS: 22,
      BOARD_APPOINTMENT: 13,
      REPORTED_PARENT: 1,
      REPORTED_ULTIMATE_PARENT: 1,
      OTHER_INFLUENCE: 1,
    },
  },
  'careuk-213800DBE5Y9ZM58PN63.jsonl': {
    read: 47,
    written: 90,
    parties: 23,
    interests: { SHAREHOLDING: 23, VOTING_RIGHTS: 22, BOARD_APPOINTMENT: 21 },
  },
  'rosneft-deutschland-253400JT3MQWNDKMJE44.jsonl': {
    read: 8,
    written: 8,
    parties: 4,
    interests: { REPORTED_PARENT: 1, REPORTED_ULTIMATE_PARENT: 3 },
  },
} as const;

function file(name: string): URL {
  return new URL(`../../seed/bods/${name}`, import.meta.url);
}

describe.each(BODS_FILES)('%s', (name) => {
  const counted = COUNTED[name];
  let store: Store;
  let report: Report;
  const at = async () => ({ asOf: '2025-03-06', revision: await store.revision(), deadlineAt: Date.now() + 60_000 });

  beforeAll(async () => {
    store = openSqlite(':memory:');
    report = await load(store, bods(createReadStream(file(name))));
  });

  test('is read to the last record, and nothing is refused or passed over', () => {
    expect(report).toEqual({
      read: counted.read,
      written: counted.written,
      unchanged: 0,
      passedOver: {},
      refused: {},
      refusals: [],
    });
  });

  test('has as many parties as are left when records that share an identifier are one', async () => {
    const records = readFileSync(file(name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { recordId: string; recordType: string });
    const entities = records.filter(({ recordType }) => recordType === 'entity');
    const found = await store.parties(
      entities.map(({ recordId }) => ({ id: recordId })),
      await at(),
    );
    expect(new Set(found.map((party) => party?.id)).size).toBe(counted.parties);
  });

  test('has as many interests of each type', async () => {
    const counts: Record<string, number> = {};
    for (const { interests } of stated(await collect(bods(createReadStream(file(name)))))) {
      for (const { type } of interests) counts[type] = (counts[type] ?? 0) + 1;
    }
    expect(counts).toEqual(counted.interests);
  });

  test('changes nothing when it is loaded again', async () => {
    const before = await store.revision();
    const again = await load(store, bods(createReadStream(file(name))));
    expect(again).toMatchObject({ read: counted.read, written: 0, unchanged: counted.written, refused: {} });
    expect(await store.revision()).toBe(before);
  });
});

describe('facts read off the files by hand', () => {
  let store: Store;
  const at = async (asOf: string) => ({ asOf, revision: await store.revision(), deadlineAt: Date.now() + 60_000 });

  beforeAll(async () => {
    store = openSqlite(':memory:');
    for (const name of BODS_FILES) await load(store, bods(createReadStream(file(name))));
  });

  /** "TYPE share < holder's name, from to" of every interest in the company, as of a day. */
  async function owners(id: string, asOf = '2025-03-06'): Promise<string[]> {
    const [page] = await store.page([id], 'UP', await at(asOf), 100, null);
    return Promise.all((page?.interests ?? []).map(line));
  }

  async function line({ type, share, interestedParty, startDate, endDate }: InterestStatement): Promise<string> {
    return `${type} ${describeShare(share)} < ${await name(interestedParty ?? '?')}, ${startDate} ${endDate ?? ''}`.trim();
  }

  async function name(id: string): Promise<string> {
    const [party] = await store.parties([{ id }], await at('2025-03-06'));
    return party?.statements.find(({ facts }) => facts.name !== undefined)?.facts.name ?? id;
  }

  async function facts(id: string): Promise<object> {
    const [party] = await store.parties([{ id }], await at('2025-03-06'));
    return Object.assign({}, ...(party?.statements ?? []).map(({ facts }) => facts));
  }

  test('BP: a branch of BP Exploration (Alpha) is that company itself', async () => {
    expect(await owners('XI-LEI-549300H667FIK5PZPV54')).toEqual([
      'BRANCH 100 % < BP EXPLORATION (ALPHA) LIMITED, 2020-03-03',
    ]);
  });

  test('BP: votes of 75 % or more, and as much of the surplus assets, of a Scottish partnership', async () => {
    const held = await owners('GB-COH-SL027312');
    expect(held.map((each) => each.replace(/ < .*/, ''))).toEqual(
      expect.arrayContaining(['VOTING_RIGHTS at least 75 %', 'PROFIT_RIGHTS at least 75 %']),
    );
    expect(held).toHaveLength(2);
  });

  test('BP: what 00234106 has in 00654667 as a firm is no share of its own', async () => {
    const [page] = await store.page(['GB-COH-00654667'], 'UP', await at('2025-03-06'), 100, null);
    const byFirm = (page?.interests ?? []).filter(({ source }) => source.quote?.includes('-as-firm'));
    expect(byFirm.map(({ type }) => type)).toEqual(['OTHER_INFLUENCE']);
  });

  test('BP: a report that GLEIF closed without an end date ends on the day it closed it', async () => {
    const direct = (asOf: string) =>
      owners('XI-LEI-549300XGTG5OWOTI9S89', asOf).then((all) =>
        all.filter((each) => each.startsWith('REPORTED_PARENT')),
      );
    expect(await direct('2025-01-08')).toEqual([expect.stringMatching(/2022-08-01 2025-01-09$/)]);
    expect(await direct('2025-01-09')).not.toContainEqual(expect.stringMatching(/2025-01-09$/));
  });

  test('BP: the record of the LEI and the record of the company number are one party', async () => {
    const ids = ['XI-LEI-549300GL1JKOPE05D156', 'GB-COH-00263889'];
    const found = await store.parties(
      [...ids.map((id) => ({ id })), { identifier: { scheme: 'GB-COH', value: '00263889' } }],
      await at('2025-03-06'),
    );
    expect(new Set(found.map((party) => party?.id)).size).toBe(1);
  });

  test('Hornsea 1 is reported to be consolidated by Ørsted, directly and ultimately, since 2015', async () => {
    expect(await owners('XI-LEI-2138002S3XGZ38WN5Q72')).toEqual(
      expect.arrayContaining([
        'REPORTED_PARENT an unknown share < ØRSTED A/S, 2015-05-05',
        'REPORTED_ULTIMATE_PARENT an unknown share < ØRSTED A/S, 2015-05-05',
      ]),
    );
  });

  test('Hornsea: Orsted Power (UK) held Hornsea 1 PSC until 2024-11-30', async () => {
    expect(await owners('GB-COH-11116433', '2024-11-29')).toContainEqual(
      'SHAREHOLDING at least 75 % < ORSTED POWER (UK) LIMITED, 2017-12-18 2024-11-30',
    );
    const after = await owners('GB-COH-11116433', '2024-11-30');
    expect(after.filter((each) => each.startsWith('SHAREHOLDING'))).toEqual([
      'SHAREHOLDING at least 75 % < ORSTED UK HOW01 HOLDINGS LIMITED, 2024-11-30',
    ]);
  });

  test('Hornsea: the company in Taiwan is headquartered in Denmark', async () => {
    const id = readFileSync(file(BODS_FILES[1]), 'utf8')
      .split('\n')
      .find((line) => line.includes('沃旭能源股份有限公司'));
    const { recordId } = JSON.parse(id ?? '{}') as { recordId: string };
    expect(await facts(recordId)).toMatchObject({
      incorporatedIn: 'TW',
      headquarters: [{ jurisdiction: 'DK', source: { dataset: 'gleif', grade: 'PRIMARY' } }],
    });
  });

  test('Biffa: more than half, not at least half, of Wakefield Waste Holdings', async () => {
    const held = await owners('GB-COH-09926796');
    expect(held).toContain('SHAREHOLDING more than 50 and less than 75 % < BIFFA PFI INVESTMENTS LIMITED, 2016-08-17');
    expect(held).toContain('VOTING_RIGHTS more than 50 and less than 75 % < BIFFA PFI INVESTMENTS LIMITED, 2016-08-17');
  });

  test('Biffa: significant influence over ELWA Holdings says control and has no number', async () => {
    const [page] = await store.page(['GB-COH-07389613'], 'UP', await at('2025-03-06'), 100, null);
    expect(page?.interests).toMatchObject([
      {
        type: 'OTHER_INFLUENCE',
        interestedParty: 'GB-COH-02393309',
        source: { quote: expect.stringMatching(/control/), dataset: 'uk-psc' },
      },
    ]);
  });

  test('Biffa: Renewi held Biffa Treatment Services until the day Biffa did', async () => {
    const shares = (asOf: string) =>
      owners('GB-COH-02393309', asOf).then((all) => all.filter((each) => each.startsWith('SHAREHOLDING')));
    expect(await shares('2024-09-12')).toEqual([
      'SHAREHOLDING at least 75 % < RENEWI HOLDINGS LIMITED, 2019-03-29 2024-09-13',
    ]);
    expect(await shares('2024-09-13')).toEqual([
      'SHAREHOLDING at least 75 % < BIFFA TREATMENT SERVICES HOLDINGS LIMITED, 2024-09-13',
    ]);
  });

  test('Care UK: Practice Plus Group Holdings went from Care UK to a Bidco that has no identifier', async () => {
    const shares = (asOf: string) =>
      owners('GB-COH-10787931', asOf).then((all) => all.filter((each) => each.startsWith('SHAREHOLDING')));
    expect(await shares('2019-11-24')).toEqual(['SHAREHOLDING at least 75 % < CARE UK LIMITED, 2017-05-24 2019-11-25']);
    expect(await shares('2019-11-25')).toEqual([
      'SHAREHOLDING at least 75 % < Practice Plus Group Bidco Limited, 2019-11-25',
    ]);
  });

  test('Care UK: Community Health Services is held in shares, and no vote is recorded', async () => {
    expect(await owners('GB-COH-02147783')).toEqual([
      'SHAREHOLDING at least 75 % < CARE UK COMMUNITY PARTNERSHIPS LTD, 2023-09-28',
    ]);
  });

  test('Care UK: only the company with an LEI has a headquarters, the others only registered offices', async () => {
    expect(await facts('GB-COH-07068789')).toMatchObject({
      headquarters: [{ jurisdiction: 'GB-ESS', source: { quote: expect.stringMatching(/, GB-ESS$/) } }],
    });
    expect(await facts('GB-COH-02644862')).not.toHaveProperty('headquarters');
  });

  test('Rosneft Deutschland is consolidated by Rosneft, directly and ultimately', async () => {
    const rosneft = 'публичное акционерное общество "Нефтяная компания "Роснефть"';
    expect(await owners('XI-LEI-391200PKEUF3Y2NUMW25')).toEqual([
      `REPORTED_PARENT an unknown share < ${rosneft}, 2016-02-24`,
      `REPORTED_ULTIMATE_PARENT an unknown share < ${rosneft}, 2016-02-24`,
    ]);
  });

  test('Rosneft is headquartered in Moscow, by the code in its address', async () => {
    expect(await facts('XI-LEI-253400JT3MQWNDKMJE44')).toMatchObject({
      incorporatedIn: 'RU',
      headquarters: [{ jurisdiction: 'RU-MOW' }],
    });
  });

  test('RN-Kapital has an ultimate parent and no direct one', async () => {
    expect(await owners('XI-LEI-25340076BE9D5XUK4H54')).toEqual([
      expect.stringMatching(/^REPORTED_ULTIMATE_PARENT .* 2017-05-11$/),
    ]);
  });
});
