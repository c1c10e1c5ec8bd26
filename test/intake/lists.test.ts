import { createReadStream, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { csl, cslFormat } from '../../src/intake/csl.js';
import { csv, csvFormat } from '../../src/intake/csv.js';
import type { ReadOptions } from '../../src/intake/format.js';
import { load, type Report } from '../../src/intake/load.js';
import { ofac, ofacFormat } from '../../src/intake/ofac.js';
import type { Identifier, Listing } from '../../src/model/party.js';
import { partyAsOf } from '../../src/rules/party.js';
import { openSqlite } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';
import { answer, TODAY } from '../asking.js';
import { collect, refusals, stated } from './fixtures.js';

const PLAIN: ReadOptions = { retrievedAt: null, edition: null, columns: {}, constants: {} };
const WHOLE: ReadOptions = { ...PLAIN, edition: { date: '2026-08-21', complete: true } };
const FOLDER = 'test/data/restriction-lists';
const OFAC_FILES = ['ofac-cons_prim.csv', 'ofac-cons_alt.csv', 'ofac-cons_add.csv', 'ofac-cons_comments.csv'];

async function at(store: Store) {
  return { asOf: TODAY, revision: await store.revision(), deadlineAt: Date.now() + 60_000 };
}

async function party(store: Store, id: string) {
  const [record] = await store.parties([{ id }], await at(store));
  if (record === null || record === undefined) throw new Error(`${id} is not known`);
  return partyAsOf(record.id, record.statements, TODAY);
}

function programmes(listings: readonly Listing[]): string[] {
  return listings.map(({ list, programme, startDate }) => [list, programme, startDate].filter(Boolean).join(' '));
}

function numbers(identifiers: readonly Identifier[]): string[] {
  return identifiers.map(({ scheme, value }) => `${scheme} ${value}`).sort();
}

describe('the four files of OFAC’s consolidated list', () => {
  let store: Store;
  const reports: Report[] = [];
  beforeAll(async () => {
    store = openSqlite(':memory:');
    for (const file of OFAC_FILES) reports.push(await load(store, ofac(createReadStream(`${FOLDER}/${file}`), WHOLE)));
  });
  afterAll(() => store.close());

  test('are all read: 442 entries and the edition, 1,073 names of 395 entries, 574 addresses, 10 comments', () => {
    expect(reports).toMatchObject([
      { read: 443, written: 442, passedOver: {}, refused: { IDENTIFIER: 1 } },
      { read: 1073, written: 395, passedOver: {}, refused: {} },
      { read: 574, written: 0, passedOver: { ADDRESS_ONLY: 574 }, refused: {} },
      { read: 10, written: 10, passedOver: {}, refused: {} },
    ]);
  });

  test('read again change nothing', async () => {
    for (const file of OFAC_FILES)
      expect(await load(store, ofac(createReadStream(`${FOLDER}/${file}`), WHOLE))).toMatchObject({ written: 0 });
  });

  test('make an edition of the list, complete with its 442 entries: a number that is no one’s alone costs no entry', async () => {
    expect(await store.lists(await at(store))).toMatchObject([
      { list: 'us_ofac_cons', edition: '2026-08-21', startDate: '2026-08-21', entries: 442, complete: true },
    ]);
  });

  test('a number of two entries stays with the first, and the second is told', () => {
    expect(reports[0]?.refusals).toMatchObject([{ recordId: 'OFAC-20002', reason: 'IDENTIFIER' }]);
    expect(reports[0]?.refusals[0]?.message).toContain('RU-OGRN 1027700159497, which OFAC-17017 has');
  });

  test.each([
    ['9639', 'PERSON', 'HANIYA, Ismail Abdul Salah', ['us_ofac_cons NS-PLC']],
    ['9640', 'PERSON', 'ABU TEIR, Mohammed', ['us_ofac_cons NS-PLC']],
    ['30947', 'COMPANY', 'HUAWEI TECHNOLOGIES CO., LTD.', ['us_ofac_cons CMIC-EO13959 2021-06-03']],
    ['30946', 'COMPANY', 'HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.', ['us_ofac_cons CMIC-EO13959 2021-06-03']],
    ['30882', 'COMPANY', 'CHINA TELECOM CORPORATION LIMITED', ['us_ofac_cons CMIC-EO13959 2021-06-03']],
    ['15268', 'COMPANY', 'BANK OF KUNLUN CO LTD', ['us_ofac_cons 561-Related']],
    ['18745', 'COMPANY', 'LLC SOVREMENNYE TECHNOLOGII', ['us_ofac_cons UKRAINE-EO13662']],
    [
      '17014',
      'COMPANY',
      'JOINT STOCK COMPANY RUSSIAN AGRICULTURAL BANK',
      ['us_ofac_cons UKRAINE-EO13662', 'us_ofac_cons RUSSIA-EO14024 2022-02-24'],
    ],
  ])('entry %s is the %s %s', async (number, kind, name, listed) => {
    const { listings, ...found } = await party(store, `OFAC-${number}`);
    expect(found).toMatchObject({ kind, name, headquarters: [], incorporatedIn: [] });
    expect(programmes(listings)).toEqual(listed);
  });

  test.each([
    ['17016', ['BIC GAZPRUMMXXX', 'RU-OGRN 1027700167110', 'XI-LEI 253400WSS48YWMBUA688']],
    [
      '30882',
      [
        'CN-USCI 9111000071093019X7',
        'ISIN CND100020NC4',
        'ISIN CND1000248G3',
        'ISIN CND10003ND87',
        'ISIN CNE1000002V2',
        'ISIN US1694261033',
      ],
    ],
    ['17014', ['BIC RUAGRUMMXXX']],
  ])('entry %s has the numbers that its remarks plainly give, over both files', async (number, has) => {
    expect(numbers((await party(store, `OFAC-${number}`)).identifiers)).toEqual(has);
  });

  test.each([
    [
      '17016',
      [
        'ALIAS BANK GPB JSC',
        'FORMER GAZPROMBANK OPEN JOINT STOCK COMPANY',
        'FORMER JOINT STOCK BANK OF THE GAS INDUSTRY GAZPROMBANK',
        'LEGAL GAZPROMBANK JOINT STOCK COMPANY',
      ],
    ],
    [
      '15268',
      [
        'FORMER KARAMAY CITY COMMERCIAL BANK CO LTD.',
        'FORMER KARAMAY URBAN CREDIT COOPERATIVES',
        'LEGAL BANK OF KUNLUN CO LTD',
      ],
    ],
  ])('entry %s keeps all of its names', async (number, names) => {
    expect((await party(store, `OFAC-${number}`)).names.map(({ kind, text }) => `${kind} ${text}`).sort()).toEqual(
      names,
    );
  });

  test('the remarks are the quote of the listing', async () => {
    const { listings } = await party(store, 'OFAC-9639');
    expect(listings[0]?.source).toMatchObject({
      quote: 'DOB 1962; POB Shati.',
      grade: 'PRIMARY',
      dataset: 'us_ofac_cons',
    });
  });
});

describe('a file of OFAC', () => {
  const entry = (number: number, name: string, programme: string, type = '-0- '): string =>
    `${number},"${name}",${type},"${programme}",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- `;
  const read = (lines: readonly string[], options = WHOLE) => collect(ofac([lines.join('\n')], options));

  test('is of the list that its first programme tells', async () => {
    for (const [programme, list] of [
      ['CUBA', 'us_ofac_sdn'],
      ['SDGT] [NS-PLC', 'us_ofac_cons'],
    ] as const) {
      const [first] = stated(await read([entry(36, 'AEROCARIBBEAN AIRLINES', programme)]));
      expect(first?.parties[0]?.facts.listings?.[0]?.list).toBe(list);
    }
  });

  test('that does not tell is refused whole, unless the constant list says so', async () => {
    const lines = [entry(1, 'X', 'RUSSIA-EO14024')];
    await expect(read(lines)).rejects.toThrow('Give the constant list');
    const [first] = stated(await read(lines, { ...WHOLE, constants: { list: 'us_ofac_sdn' } }));
    expect(first?.parties[0]?.facts.listings).toMatchObject([{ list: 'us_ofac_sdn', programme: 'RUSSIA-EO14024' }]);
  });

  test('of which anything was refused makes no complete edition', async () => {
    const arrivals = await read([entry(36, 'X', 'CUBA'), '37,"Y",CUBA', entry(38, 'Z', 'CUBA')]);
    expect(refusals(arrivals)).toMatchObject([{ line: 2, reason: 'INVALID_CSV', record: '37,"Y",CUBA' }]);
    expect(stated(arrivals).flatMap(({ editions }) => editions)).toMatchObject([{ entries: 2, complete: false }]);
  });

  test('of no date makes no edition at all', async () => {
    expect(stated(await read([entry(36, 'X', 'CUBA')], PLAIN)).flatMap(({ editions }) => editions)).toEqual([]);
  });

  test('has vessels and aircraft, which are no parties but entries of the list', async () => {
    const arrivals = await read([entry(36, 'X', 'CUBA'), entry(37, 'A SHIP', 'CUBA', '"vessel"')]);
    expect(arrivals).toContainEqual(
      expect.objectContaining({ line: 2, outcome: 'PASSED_OVER', reason: 'NOT_A_PARTY' }),
    );
    expect(stated(arrivals).flatMap(({ editions }) => editions)).toMatchObject([{ entries: 2, complete: true }]);
  });

  test('has an entry without a programme all the same', async () => {
    const [, second] = stated(await read([entry(36, 'X', 'CUBA'), entry(37, 'Y', '')]));
    expect(second?.parties[0]?.facts.listings).toMatchObject([{ list: 'us_ofac_sdn', programme: null }]);
  });

  test('may have the names of one entry in several places, and none takes the place of another', async () => {
    const store = openSqlite(':memory:');
    await load(
      store,
      ofac(['1,1,"aka","A",-0- \n1,2,"fka","B",-0- \n2,3,"aka","C",-0- \n1,4,"aka","D",-0- \n'], PLAIN),
    );
    expect((await party(store, 'OFAC-1')).names.map(({ text }) => text)).toEqual(['A', 'B', 'D']);
    await store.close();
  });
});

describe('the Consolidated Screening List', () => {
  let store: Store;
  let report: Report;
  beforeAll(async () => {
    store = openSqlite(':memory:');
    report = await load(store, csl(createReadStream(`${FOLDER}/us-csl-sample.csv`), PLAIN));
  });
  afterAll(() => store.close());

  test('is all read: 115 rows, two of them vessels', () => {
    expect(report).toMatchObject({ read: 115, written: 113, passedOver: { NOT_A_PARTY: 2 }, refused: {} });
  });

  test.each([
    ['OFAC-20264', '200G PSA HOLDINGS LLC', ['us_ofac_sdn SDNTK']],
    ['OFAC-8124', '2904977 CANADA, INC.', ['us_ofac_sdn CUBA']],
    ['OFAC-12449', '7 KARNES', ['us_ofac_sdn SDNTK']],
    ['OFAC-18792', '90 EKSPERIMENTALNY ZAVOD OAO', ['us_ofac_cons UKRAINE-EO13662']],
    ['OFAC-15268', 'BANK OF KUNLUN CO LTD', ['us_ofac_cons 561-Related']],
    ['OFAC-9696', 'ABDUL JAWAD, Naser', ['us_ofac_cons NS-PLC']],
    ['OFAC-18447', "AL 'ANABI, Abu 'Ubaydah Yusuf", ['us_ofac_sdn SDGT']],
  ])('%s is %s', async (id, name, listed) => {
    const found = await party(store, id);
    expect(found.name).toBe(name);
    expect(programmes(found.listings)).toEqual(listed);
  });

  test.each([
    ['54th research institute of china', ['us_bis_entity_list 2001-05-14']],
    ['gulf gate spedition gmbh', ['us_bis_entity_list 2016-06-21']],
    ['guangdong university of technology', ['us_bis_unverified']],
    ['a & c international trade', ['us_state_debarred']],
    ['abdulah al nasser', ['us_bis_denied 2002-03-04']],
  ])('whoever has no number is known by list and name: %s', async (name, listed) => {
    const [found] = await everybodyLike(store, name);
    expect(programmes(found?.listings ?? [])).toEqual(listed);
  });

  test('somebody listed in five rows is one party with every one of them', async () => {
    const [found] = await everybodyLike(store, 'gunther migeotte');
    expect(found?.listings.map(({ startDate }) => startDate).sort()).toEqual([
      '2010-06-28',
      '2010-06-28',
      '2010-06-29',
      '2010-06-30',
      '2010-07-01',
    ]);
  });

  test('a denial that has ended is none today', async () => {
    const [found] = await everybodyLike(store, 'al naser wings airlines');
    expect(found?.listings).toEqual([]);
  });

  test('persons have their nationalities, companies no place from an address', async () => {
    expect((await party(store, 'OFAC-18447')).nationalities).toEqual(['DZ']);
    expect(await party(store, 'OFAC-15268')).toMatchObject({ headquarters: [], incorporatedIn: [], nationalities: [] });
  });

  test('numbers are those that are plainly theirs', async () => {
    expect(numbers((await party(store, 'OFAC-15268')).identifiers)).toEqual(['BIC CKLBCNBJXXX']);
    expect(numbers((await party(store, 'OFAC-18748')).identifiers)).toEqual(['RU-OGRN 1137746390572']);
    expect(numbers((await party(store, 'OFAC-20264')).identifiers)).toEqual([]);
  });
});

async function everybodyLike(store: Store, name: string) {
  const found = [];
  for await (const { parties } of store.whole({ asOf: TODAY, revision: await store.revision() }, 60_000)) {
    for (const { id, statements } of parties) {
      const each = partyAsOf(id, statements, TODAY);
      if (each.name.toLowerCase().startsWith(name)) found.push(each);
    }
  }
  return found;
}

describe('a row of the Consolidated Screening List', () => {
  test('from a list that nobody knows is refused, and no edition is complete then', async () => {
    const rows = [
      'source,entity_number,type,programs,name,start_date,end_date',
      'Specially Designated Nationals (SDN),1,Entity,CUBA,X,,',
      'A New List (NEW),2,Entity,,Y,,',
    ];
    const arrivals = await collect(csl([rows.join('\n')], WHOLE));
    expect(refusals(arrivals)).toMatchObject([{ line: 3, reason: 'MALFORMED' }]);
    expect(stated(arrivals).flatMap(({ editions }) => editions)).toMatchObject([
      { list: 'us_ofac_sdn', complete: false },
    ]);
  });
});

describe('under ofac-50', () => {
  const OWNED = [
    'id,name,owners_complete,interested_party,subject,type,share',
    'half,Half Ltd,true,,,,',
    'less,Less Ltd,true,,,,',
    'clear,Clear Ltd,true,,,,',
    'huawei-held,Held by Huawei,true,,,,',
    'other,Other Holder Ltd,true,,,,',
    'someone,Some One,true,,,,',
    ',,,OFAC-20264,half,SHAREHOLDING,50',
    ',,,other,half,SHAREHOLDING,50',
    ',,,OFAC-20264,less,SHAREHOLDING,49.9999999999',
    ',,,other,less,SHAREHOLDING,50.0000000001',
    ',,,other,clear,SHAREHOLDING,100',
    ',,,OFAC-30947,huawei-held,SHAREHOLDING,100',
    ',,,someone,other,SHAREHOLDING,100',
    ',,,someone,OFAC-30947,SHAREHOLDING,100',
  ].join('\n');

  async function verdicts(options: ReadOptions): Promise<Record<string, string>> {
    const store = openSqlite(':memory:');
    await load(store, csl(createReadStream(`${FOLDER}/us-csl-sample.csv`), options));
    await load(store, ofac(createReadStream(`${FOLDER}/ofac-cons_prim.csv`), options));
    const persons = csv([OWNED], PLAIN);
    expect(await load(store, persons)).toMatchObject({ refused: {} });
    await load(store, csv(['id,kind\nsomeone,PERSON\n'], { ...PLAIN, constants: { dataset: 'kinds' } }));
    await load(store, csv(['id,owners_complete\nOFAC-30947,true\n'], { ...PLAIN, constants: { dataset: 'owners' } }));
    const found: Record<string, string> = {};
    for (const id of ['half', 'less', 'clear', 'huawei-held', 'OFAC-20264']) {
      const { party: asked } = await answer(
        store,
        'query R($id: ID!) { party(by: {id: $id}) { ... on Company { restriction(policy: "ofac-50") { verdict } } } }',
        { id },
      );
      found[id] = asked.restriction.verdict;
    }
    await store.close();
    return found;
  }

  test('what a listed company holds half of is restricted, a little less is not, and another list restricts nobody', async () => {
    expect(await verdicts(WHOLE)).toEqual({
      half: 'RESTRICTED',
      less: 'NOT_RESTRICTED',
      clear: 'NOT_RESTRICTED',
      'huawei-held': 'NOT_RESTRICTED',
      'OFAC-20264': 'RESTRICTED',
    });
  });

  test('without an edition of the list it clears nobody, and still restricts', async () => {
    expect(await verdicts(PLAIN)).toEqual({
      half: 'RESTRICTED',
      less: 'INDETERMINATE',
      clear: 'INDETERMINATE',
      'huawei-held': 'INDETERMINATE',
      'OFAC-20264': 'RESTRICTED',
    });
  });
});

test('each file is recognised for what it is, and for nothing else', () => {
  const files = [...OFAC_FILES, 'us-csl-sample.csv'];
  const formats = [csvFormat, cslFormat, ofacFormat];
  const recognised = files.map((file) => {
    const head = readFileSync(`${FOLDER}/${file}`, 'utf8').slice(0, 4096);
    return formats.filter((format) => format.recognises(head)).map(({ name }) => name);
  });
  expect(recognised).toEqual([['ofac'], ['ofac'], ['ofac'], ['ofac'], ['csl']]);
});
