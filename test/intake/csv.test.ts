import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { atlas, regionLists } from '../../seed/places.js';
import type { Arrival } from '../../src/intake/arrival.js';
import { csv, csvFormat } from '../../src/intake/csv.js';
import { COLUMNS, SETTINGS } from '../../src/intake/csvColumns.js';
import { template } from '../../src/intake/csvTemplate.js';
import type { ReadOptions } from '../../src/intake/format.js';
import { load } from '../../src/intake/load.js';
import type { PartyFacts } from '../../src/model/party.js';
import { describeShare } from '../../src/model/share.js';
import type { InterestStatement } from '../../src/model/statement.js';
import { standing } from '../../src/rules/standing.js';
import { openSqlite } from '../../src/store/sqlite.js';
import { TODAY } from '../asking.js';
import { collect, refusals, stated } from './fixtures.js';

const PLAIN: ReadOptions = { retrievedAt: null, edition: null, columns: {}, constants: {} };

function read(text: string, options: Partial<ReadOptions> = {}): Promise<Arrival[]> {
  return collect(csv([text], { ...PLAIN, ...options }));
}

const HOLDING = 'interested_party,subject,type';

/** The interests of rows "holder,subject,type,…", under more columns. */
async function interests(columns: string, ...rows: string[]): Promise<readonly InterestStatement[]> {
  const arrivals = await read([`${HOLDING},${columns}`, ...rows.map((row) => `a,b,SHAREHOLDING,${row}`)].join('\n'));
  const [refused] = refusals(arrivals);
  if (refused !== undefined) throw new Error(refused.message);
  return stated(arrivals).flatMap((each) => each.interests);
}

async function share(columns: string, cells: string): Promise<string> {
  const [interest] = await interests(columns, cells);
  return describeShare((interest as InterestStatement).share);
}

async function facts(columns: string, row: string): Promise<PartyFacts> {
  const arrivals = await read(`id,${columns}\nx,${row}`);
  const [refused] = refusals(arrivals);
  if (refused !== undefined) throw new Error(refused.message);
  return stated(arrivals)[0]?.parties[0]?.facts as PartyFacts;
}

describe('a share', () => {
  test.each([
    ['share', '51', '51 %'],
    ['share', '33.3333333333', '33.3333333333 %'],
    ['share', '51%', '51 %'],
    ['share', '51 %', '51 %'],
    ['share', '0.51%', '0.51 %'],
    ['share', '0', '0 %'],
    ['share', '', 'an unknown share'],
    ['share', '33.33333333333', 'more than 33.3333333333 and less than 33.3333333334 %'],
    ['share_fraction', '0.51', '51 %'],
    ['share_fraction', '1', '100 %'],
    ['share_fraction', '0.005', '0.5 %'],
    ['share_fraction', '0.14579884674642235', 'more than 14.5798846746 and less than 14.5798846747 %'],
    ['share_min,share_max', '25,50', 'at least 25 and at most 50 %'],
    ['share_min,share_max,share_min_exclusive', '25,50,true', 'more than 25 and at most 50 %'],
    ['share_max,share_max_exclusive', '50,yes', 'less than 50 %'],
  ])('under %s, %j is %s', async (columns, cells, is) => {
    expect(await share(columns, cells)).toBe(is);
  });

  test.each([
    ['share', '"50,5"', 'write "50.5"'],
    ['share', '101', 'from 0 to 100'],
    ['share', '-1', 'from 0 to 100'],
    ['share', 'NaN', 'from 0 to 100'],
    ['share', 'half', 'from 0 to 100'],
    ['share', '0.51', 'may be a fraction'],
    ['share', '1', 'may be a fraction'],
    ['share', '1.00', 'may be a fraction'],
    ['share_min,share_max', '0.25,0.5', 'may be a fraction'],
    ['share_min,share_max', '60,50', 'the minimum has to be below the maximum'],
    ['share_fraction', '51', 'from 0 to 1'],
    ['share_fraction', '1.01', 'from 0 to 1'],
    ['share_fraction', '5e-1', 'from 0 to 1'],
    ['share,share_min', '51,25', 'came several'],
  ])('under %s, %s is refused: %s', async (columns, cells, why) => {
    await expect(share(columns, cells)).rejects.toThrow(why);
  });

  test('of less than one percent is read where the file vouches for it', async () => {
    const arrivals = await read(`${HOLDING},share\na,b,SHAREHOLDING,0.51`, { constants: { share_unit: 'percent' } });
    const [interest] = stated(arrivals).flatMap((each) => each.interests);
    expect(describeShare((interest as InterestStatement).share)).toBe('0.51 %');
  });
});

describe('an interest', () => {
  test('begins on the first day of its month and ends after the last day of its year', async () => {
    const [interest] = await interests('start_date,end_date', '2020-02,2021');
    expect(interest).toMatchObject({ startDate: '2020-02-01', endDate: '2022-01-01' });
  });

  test.each([
    ['start_date', '2023-02-29', 'a date that exists'],
    ['start_date,end_date', '2021-01-01,2020-01-01', 'where the interest begins'],
  ])('%s %s is refused', async (columns, cells, why) => {
    await expect(interests(columns, cells)).rejects.toThrow(why);
  });

  test('of an unknown type is refused, and the known ones are named', async () => {
    const [refused] = refusals(await read(`${HOLDING}\na,b,ownership`));
    expect(refused).toMatchObject({ line: 2, reason: 'INTEREST_TYPE', record: 'a,b,ownership' });
    expect(refused?.message).toContain('SHAREHOLDING, VOTING_RIGHTS');
  });

  test('of a company in itself is kept: they are its treasury shares', async () => {
    const arrivals = await read(`${HOLDING},share\na,a,SHAREHOLDING,10`);
    expect(stated(arrivals)[0]?.interests[0]).toMatchObject({ interestedParty: 'a', subject: 'a' });
  });

  test('has a holder or says why not, and never both', async () => {
    const arrivals = await read(
      'subject,interested_party,undisclosed,type\nb,,withheld,VETO\nb,a,withheld,VETO\nb,,,VETO',
    );
    expect(stated(arrivals)[0]?.interests[0]).toMatchObject({ interestedParty: null, undisclosed: 'withheld' });
    expect(refusals(arrivals).map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'MALFORMED'],
      [4, 'MALFORMED'],
    ]);
  });

  test('names parties by number, and says aside what it says of them', async () => {
    const arrivals = await read(
      'interested_party,interested_party_scheme,interested_party_name,subject,subject_scheme,type\n1234567,GB-COH,Holder Ltd,5493001NTNQJDH60PM02,XI-LEI,SHAREHOLDING',
    );
    const [row] = stated(arrivals);
    expect(row?.interests[0]).toMatchObject({
      interestedParty: 'GB-COH-01234567',
      subject: 'XI-LEI-5493001NTNQJDH60PM02',
    });
    expect(row?.parties.map(({ party, source }) => [party, source.dataset])).toEqual([
      ['XI-LEI-5493001NTNQJDH60PM02', 'csv/named'],
      ['GB-COH-01234567', 'csv/named'],
    ]);
    expect(row?.parties[1]?.facts).toMatchObject({
      name: 'Holder Ltd',
      identifiers: [{ scheme: 'GB-COH', value: '01234567' }],
    });
  });
});

describe('rows about the same', () => {
  test('that say the same are one statement', async () => {
    const store = openSqlite(':memory:');
    const text = 'id,name\na,A\nb,B\na,A\n';
    expect(await load(store, csv([text], PLAIN))).toMatchObject({ read: 3, written: 2 });
    await store.close();
  });

  test('of a holding may restate each other or add up: at least the larger, at most both', async () => {
    const [first, second] = await interests('share,quote', '30,class A', '25,class B');
    expect(second).toBeUndefined();
    expect(describeShare((first as InterestStatement).share)).toBe('at least 30 and at most 55 %');
    expect(first?.source.quote).toBe('Stated by 2 records, which may restate each other or add up. class A class B');
  });

  test('of a holding are taken together only while they hold together', async () => {
    const all = await interests('share,start_date,end_date', '30,2020-01-01,2022-01-01', '25,2020-01-01,');
    expect(all.map(({ share, startDate, endDate }) => [describeShare(share), startDate, endDate])).toEqual([
      ['at least 30 and at most 55 %', '2020-01-01', '2022-01-01'],
      ['25 %', '2022-01-01', null],
    ]);
  });

  test('of a holding from different days are its history', async () => {
    const all = await interests('share,start_date', '30,2020-01-01', '25,2021-01-01');
    expect(all.map(({ share, startDate }) => [describeShare(share), startDate])).toEqual([
      ['30 %', '2020-01-01'],
      ['25 %', '2021-01-01'],
    ]);
  });

  test('count by their greatest version where they have one: EDGAR numbers by their year, numbers by their size', async () => {
    const arrivals = await read(
      `${HOLDING},share,version\na,b,SHAREHOLDING,30,0000950138-99-000197\na,b,SHAREHOLDING,25,0001193125-21-255054\na,c,VETO,,9\na,c,VETO,5,10`,
    );
    expect(arrivals.map(({ outcome }) => outcome)).toEqual(['PASSED_OVER', 'STATED', 'PASSED_OVER', 'STATED']);
  });

  test('of a party that differ stand beside each other, as sources that contradict', async () => {
    const store = openSqlite(':memory:');
    await load(store, csv(['id,headquarters\na,CN\na,US\n'], PLAIN));
    const at = { asOf: TODAY, revision: await store.revision(), deadlineAt: Date.now() + 60_000 };
    const [party] = await store.parties([{ id: 'a' }], at);
    expect(
      party?.statements.map(({ source, facts }) => [source.dataset, facts.headquarters?.[0]?.jurisdiction]),
    ).toEqual([
      ['csv', 'CN'],
      ['csv#2', 'US'],
    ]);
    await store.close();
  });

  test('with one statement id that say different things are both kept', async () => {
    const arrivals = await read(`${HOLDING},share,statement_id\na,b,SHAREHOLDING,30,s1\na,c,SHAREHOLDING,25,s1`);
    expect(
      stated(arrivals)
        .flatMap((each) => each.interests)
        .map(({ source }) => source.statementId),
    ).toEqual(['s1', 's1#2']);
  });

  test('never take each other’s place by their order in the file, and the file again changes nothing', async () => {
    const store = openSqlite(':memory:');
    const text =
      'id,name,subject,interested_party,type,share\na,A,,,,\nb,B,,,,\n,,b,a,SHAREHOLDING,30\n,,b,a,SHAREHOLDING,20\n';
    await load(store, csv([text], PLAIN));
    expect(await load(store, csv([text], PLAIN))).toMatchObject({ written: 0, refused: {} });
    await store.close();
  });
});

describe('a party', () => {
  test('has an id of its own, or that of its LEI or first number', async () => {
    const arrivals = await read(
      'id,lei,identifier_scheme,identifier\nx,,,\n,5493001NTNQJDH60PM02,,\n,,GB-COH,SC12345\n',
    );
    expect(stated(arrivals).map(({ parties }) => parties[0]?.party)).toEqual([
      'x',
      'XI-LEI-5493001NTNQJDH60PM02',
      'GB-COH-SC012345',
    ]);
  });

  test.each([
    ['lei', '5493001NTNQJDH60PM03', 'check digits'],
    ['isin', 'US1694261034', 'check digit'],
    ['bic', 'GAZ', '8 or 11'],
    ['identifier_scheme,identifier', 'GB-COH,123456789', 'company number'],
    ['identifier_scheme,identifier', 'GB-COH;XI-LEI,1', 'one for each'],
    ['kind', 'firm', 'COMPANY, PERSON'],
    ['publicly_listed', 'perhaps', 'true or false'],
    ['incorporated_in', 'UK', 'GB may be meant'],
    ['headquarters', 'XX', 'ISO 3166'],
    ['headquarters', 'China', 'ISO 3166'],
    ['listings', 'a list of things', 'us_ofac_sdn (SDGT)'],
  ])('with %s %s is refused', async (columns, row, why) => {
    await expect(facts(columns, row)).rejects.toThrow(why);
  });

  test('has what its columns hold', async () => {
    expect(
      await facts(
        'name,kind,incorporated_in,headquarters,isin,bic,other_names,publicly_listed,owners_complete,listings',
        'Acme,company,gb,CN;US-DE,US1694261033,GAZPRUMM,Acme Co|ACME,true,no,us_ofac_sdn (SDGT) 2020-01-31..2021',
      ),
    ).toMatchObject({
      kind: 'COMPANY',
      name: 'Acme',
      names: [{ text: 'Acme', kind: 'LEGAL' }, { text: 'Acme Co', kind: 'ALIAS' }, { text: 'ACME' }],
      incorporatedIn: 'GB',
      headquarters: [{ jurisdiction: 'CN' }, { jurisdiction: 'US-DE' }],
      identifiers: [
        { scheme: 'ISIN', value: 'US1694261033' },
        { scheme: 'BIC', value: 'GAZPRUMMXXX' },
      ],
      publiclyListed: true,
      ownersComplete: false,
      listings: [{ list: 'us_ofac_sdn', programme: 'SDGT', startDate: '2020-01-31', endDate: '2022-01-01' }],
    });
  });

  test.each(['SU', 'YU', 'CS', 'AN', 'BU', 'TP', 'ZR', 'DD'])(
    'may have the withdrawn code %s, which clears nobody under any region list',
    async (code) => {
      expect((await facts('headquarters', code)).headquarters?.[0]?.jurisdiction).toBe(code);
      for (const { editions, kind } of regionLists)
        for (const edition of editions) expect(standing(code, edition, kind, atlas)).toBe('UNLISTED');
    },
  );
});

describe('the columns', () => {
  test.each([
    ['id,nmae\n', {}, '"nmae"'],
    ['company,owner\n', { columns: { subject: 'firm' } }, 'Expected a column "firm" for subject'],
    ['id,name\n', { columns: { nam: 'name' } }, 'No column is called "nam"'],
    ['id,name\n', { constants: { shares: '1' } }, 'No constant is called "shares"'],
    ['id,name\n', { constants: { name: 'x' } }, 'name is given twice'],
    ['name,kind\n', {}, 'id, lei or identifier'],
    ['interested_party,subject\n', {}, 'missing: type'],
  ])('%j with %j are refused, and it is said why', async (header, options, why) => {
    await expect(read(header, options)).rejects.toThrow(why);
  });

  test('may be called otherwise, be constant, or be passed over', async () => {
    const arrivals = await read('Company;Holder;Pct;Note\nb;a;51;x', {
      columns: { subject: 'company', interested_party: 'HOLDER', share: 'pct' },
      constants: { type: 'shareholding', dataset: 'ours', grade: 'PRIMARY', ignored_columns: 'note' },
    });
    expect(stated(arrivals)[0]?.interests[0]).toMatchObject({
      subject: 'b',
      interestedParty: 'a',
      type: 'SHAREHOLDING',
      source: { dataset: 'ours', grade: 'PRIMARY' },
    });
  });

  test('are all in the documentation, with what the code says of them', () => {
    const page = readFileSync('docs/import-csv.md', 'utf8');
    const rows = page.match(/^\| `[a-z_]+` \|.*$/gm) ?? [];
    expect(rows).toEqual([...COLUMNS, ...SETTINGS].map(({ name, of, holds }) => `| \`${name}\` | ${of} | ${holds} |`));
  });

  test('of the template are those, and its rows import', async () => {
    expect(csvFormat.recognises(template())).toBe(true);
    const store = openSqlite(':memory:');
    expect(await load(store, csv([template()], PLAIN))).toMatchObject({ read: 2, written: 3, refused: {} });
    await store.close();
  });
});

test('a row that says nothing of anybody is refused, with its line and its text', async () => {
  const arrivals = await read('id,name,subject,type,interested_party\n,nobody,,,\nx,X,,,\n');
  expect(refusals(arrivals)).toMatchObject([{ line: 2, reason: 'MALFORMED', record: ',nobody,,,' }]);
  expect(stated(arrivals)).toHaveLength(1);
});
