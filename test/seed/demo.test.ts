import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { rulebook } from '../../seed/rulebook.js';
import { DEMO_FILES, type Seeded, seedStore } from '../../seed/seed.js';
import { Inquiry } from '../../src/inquiry.js';
import { statements } from '../../src/intake/statements.js';
import { describeShare } from '../../src/model/share.js';
import { openSqlite } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';
import { bearers } from '../store/statements.js';

let store: Store;
let seeded: Seeded[];

beforeAll(async () => {
  store = openSqlite(':memory:');
  seeded = await seedStore(store);
});

async function at(asOf = '2026-11-22') {
  return { asOf, revision: await store.revision(), deadlineAt: Date.now() + 60_000 };
}

async function owners(id: string, asOf?: string): Promise<string[]> {
  const [page] = await store.page([id], 'UP', await at(asOf), 100, null);
  const held = page?.interests ?? [];
  return held
    .map(
      ({ type, share, interestedParty, undisclosed, source }) =>
        `${interestedParty ?? `? ${undisclosed}`} ${type} ${describeShare(share)} ${source.grade}`,
    )
    .sort();
}

describe('the seed', () => {
  test('is refused nothing', () => {
    expect(seeded.flatMap(({ report }) => report.refusals)).toEqual([]);
  });

  test('changes nothing the second time', async () => {
    const before = await store.revision();
    const again = await seedStore(store);
    expect(again.map(({ report }) => report.written)).toEqual(again.map(() => 0));
    expect(await store.revision()).toBe(before);
  });

  test('says of every figure who says so', () => {
    for (const name of DEMO_FILES) {
      for (const arrival of statements(readFileSync(new URL(`../../seed/demo/${name}`, import.meta.url), 'utf8'))) {
        if (arrival.outcome !== 'STATED') throw new Error(`${name}: ${JSON.stringify(arrival)}`);
        for (const { source, share } of arrival.interests) {
          expect(source.dataset).not.toBe('common-knowledge');
          if (source.grade === 'PRIMARY')
            expect({ share, dated: source.retrievedAt !== null }).toMatchObject({ dated: true });
        }
      }
    }
  });

  test('records the editions of the region lists, complete', async () => {
    const lists = await store.lists(await at());
    expect(lists.map(({ list, complete, entries }) => [list, complete, entries])).toEqual([
      ['anthropic-supported-regions', true, 179],
      ['doj-countries-of-concern', true, 8],
      ['outbound-countries-of-concern', true, 3],
    ]);
  });
});

describe('the demo groups', () => {
  test('Prosus in Tencent is dated three times, and the latest counts from its day', async () => {
    expect(await owners('tencent', '2022-12-31')).toEqual(['prosus SHAREHOLDING 28.8 % ASSERTED']);
    expect(await owners('tencent', '2023-04-25')).toEqual(['prosus SHAREHOLDING 25.99 % ASSERTED']);
    expect(await owners('tencent')).toEqual(['prosus SHAREHOLDING 24.99 % ASSERTED']);
    expect(await owners('tencent', '2022-05-31')).toEqual([]);
  });

  test.each([
    ['tencent-music', ['tencent SHAREHOLDING 52.46 % PRIMARY', 'tencent VOTING_RIGHTS 92.6 % PRIMARY']],
    ['riot-games', ['tencent SHAREHOLDING 100 % SECONDARY']],
    ['spring-sg', ['bytedance REPORTED_PARENT an unknown share SECONDARY']],
    ['bright-zenith', ['alibaba REPORTED_PARENT an unknown share SECONDARY']],
    ['tencent-cloud-international', ['tencent REPORTED_PARENT an unknown share SECONDARY']],
    ['jingsheng-hengxing', ['zhipu REPORTED_PARENT an unknown share SECONDARY']],
    [
      'tiktok-usds',
      [
        '? affiliates of existing ByteDance investors SHAREHOLDING 30.1 % SECONDARY',
        'bytedance SHAREHOLDING 19.9 % SECONDARY',
        'mgx SHAREHOLDING 15 % SECONDARY',
        'oracle SHAREHOLDING 15 % SECONDARY',
        'silver-lake SHAREHOLDING 15 % SECONDARY',
      ],
    ],
    ['deepseek', ['liang-wenfeng SHAREHOLDING 1 % SECONDARY', 'ningbo-chengen SHAREHOLDING 99 % SECONDARY']],
    [
      'ningbo-chengen',
      [
        'liang-wenfeng SHAREHOLDING 50.1 % SECONDARY',
        'ningbo-chengpu GENERAL_PARTNER an unknown share SECONDARY',
        'ningbo-chengpu SHAREHOLDING 0.1 % SECONDARY',
        'ningbo-chengxin-rouzhao SHAREHOLDING 49.8 % SECONDARY',
      ],
    ],
    ['volvo-cars', ['geely SHAREHOLDING 78.7 % ASSERTED']],
    ['ab-volvo', ['geely SHAREHOLDING 8.2 % ASSERTED', 'geely VOTING_RIGHTS 15.6 % ASSERTED']],
    ['lenovo', ['legend-holdings SHAREHOLDING 32.34 % ASSERTED']],
    ['smithfield', ['wh-group SHAREHOLDING at least 92.5 and at most 93.5 % ASSERTED']],
    ['arm-china', ['acetone SHAREHOLDING 47.33 % ASSERTED', 'arm SHAREHOLDING 47.33 % ASSERTED']],
    ['manus', []],
    ['anysphere', []],
  ])('%s is held as the sources say', async (id, expected) => {
    expect(await owners(id)).toEqual(expected);
  });

  test('Arm China’s two holders come from two datasets', async () => {
    const [page] = await store.page(['arm-china'], 'UP', await at(), 10, null);
    expect(new Set(page?.interests.map(({ source }) => source.dataset)).size).toBe(2);
  });

  test('Zhipu is found by its Chinese name, and is on the Entity List since 2025-01-16', async () => {
    expect(await bearers(store, ['北京智谱华章科技股份有限公司'], await at())).toEqual([['zhipu']]);
    const [found] = await store.parties([{ id: 'zhipu' }], await at());
    const listings = found?.statements.flatMap(({ facts }) => facts.listings ?? []);
    expect(listings).toMatchObject([
      { list: 'us_bis_entity_list', startDate: '2025-01-16', endDate: null, source: { quote: '90 FR 4617' } },
    ]);
  });

  test('Tencent is found by its LEI', async () => {
    const [found] = await store.parties(
      [{ identifier: { scheme: 'XI-LEI', value: '254900N4SLUMW4XUYY11' } }],
      await at(),
    );
    expect(found?.id).toBe('tencent');
  });
});

/** The table of shared/data/README.md, worked out by hand. */
const VERDICTS: [verdict: string, ids: string[]][] = [
  [
    'RESTRICTED',
    [
      'bytedance',
      'tencent',
      'alibaba',
      'zhipu',
      'deepseek',
      'lenovo',
      'tencent-music',
      'riot-games',
      'smithfield',
      'volvo-cars',
      'XI-LEI-391200PKEUF3Y2NUMW25',
    ],
  ],
  ['NOT_RESTRICTED', ['ab-volvo', 'XI-LEI-213800LH1BZH3DI6G760']],
  [
    'INDETERMINATE',
    [
      'tiktok-usds',
      'manus',
      'anysphere',
      'anthropic',
      'XI-LEI-2138002S3XGZ38WN5Q72',
      'XI-LEI-2138008RB4WDK7HYYS91',
      'XI-LEI-213800DBE5Y9ZM58PN63',
    ],
  ],
];

describe('verdicts under anthropic-2025-09', () => {
  async function inquiry(asOf = '2026-11-22'): Promise<Inquiry> {
    const limits = { maxParties: 10_000, maxInterests: 100_000, maxControllers: 100, role: 'admin' as const };
    return new Inquiry(store, rulebook(), limits, {
      ...(await at(asOf)),
      unrecordedOwners: null,
      supposition: null,
      knownAt: null,
    });
  }

  async function verdict(id: string, asOf?: string): Promise<string | undefined> {
    const world = await inquiry(asOf);
    const view = await world.party({ id });
    return view === null ? undefined : (await world.restriction(view.party.id, 'anthropic-2025-09')).ruling.verdict;
  }

  test.each(VERDICTS.flatMap(([expected, ids]) => ids.map((id) => ({ id, expected }))))(
    '$id is $expected',
    async ({ id, expected }) => {
      expect(await verdict(id)).toBe(expected);
    },
  );

  test.each(['trae', 'coze', 'qoder', 'codebuddy', 'z-ai', 'zcode'])(
    'the operator of %s is restricted, presumed from the reported parent',
    async (id) => {
      const world = await inquiry();
      const product = await world.product({ id });
      const view = product === null ? null : await world.productRestriction(product, 'anthropic-2025-09');
      expect(view?.ruling).toMatchObject({ verdict: 'RESTRICTED' });
      expect(view?.ruling.reasons.map(({ code }) => code)).toEqual(
        expect.arrayContaining(['REPORTED_PARENT_RESTRICTED', 'READINGS_DISAGREE']),
      );
    },
  );

  test('Manus is restricted while in Beijing, and open from the year it moved', async () => {
    expect(await verdict('manus', '2024-12-31')).toBe('RESTRICTED');
    expect(await verdict('manus', '2025-06-30')).toBe('INDETERMINATE');
    expect(await verdict('manus', '2026-01-01')).toBe('INDETERMINATE');
  });

  test('below BP only those under an owner nobody records are open', async () => {
    const open = [
      'BP AMERICA PRODUCTION COMPANY',
      'BP ENERGY HOLDING COMPANY LLC',
      'BP ENERGY RETAIL COMPANY LLC',
      'BP EXPLORATION & PRODUCTION INC.',
      'BP MARINE LIMITED',
    ];
    const world = await inquiry();
    for (const name of open) {
      const [[party] = []] = await bearers(store, [name], await at());
      expect([name, (await world.restriction(party ?? name, 'anthropic-2025-09')).ruling.verdict]).toEqual([
        name,
        'INDETERMINATE',
      ]);
    }
  });
});
