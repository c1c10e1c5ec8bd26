import { createReadStream } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { csv } from '../../src/intake/csv.js';
import type { ReadOptions } from '../../src/intake/format.js';
import { load, type Report } from '../../src/intake/load.js';
import { describeShare } from '../../src/model/share.js';
import { openSqlite } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';
import { answer, TODAY } from '../asking.js';

/** Loads files of test/data into a store of their own, twice: the second time changes nothing. */
function loading(options: Pick<ReadOptions, 'columns' | 'constants'>, ...files: string[]) {
  const loaded = { store: openSqlite(':memory:') as Store, reports: [] as Report[] };
  beforeAll(async () => {
    const all = { retrievedAt: '2026-08-05', edition: null, ...options };
    for (const file of files)
      loaded.reports.push(await load(loaded.store, csv(createReadStream(`test/data/${file}`), all)));
    for (const file of files)
      expect(await load(loaded.store, csv(createReadStream(`test/data/${file}`), all))).toMatchObject({ written: 0 });
  });
  afterAll(() => loaded.store.close());
  return loaded;
}

async function at(store: Store) {
  return { asOf: TODAY, revision: await store.revision(), deadlineAt: Date.now() + 60_000 };
}

/** "holder: share" of everybody who is recorded to hold of a company. */
async function holders(store: Store, subject: string): Promise<string[]> {
  const [page] = await store.page([subject], 'UP', await at(store), 100, null);
  return (page?.interests ?? [])
    .map(({ interestedParty, share }) => `${interestedParty}: ${describeShare(share)}`)
    .sort();
}

describe('a thousand holdings of Schedule 13D filings', () => {
  const loaded = loading(
    {
      columns: {
        interested_party: 'owner_key',
        subject: 'company_cik',
        share: 'percent_of_class',
        version: 'accession_number',
        quote: 'control_class',
      },
      constants: {
        dataset: 'sec-13d',
        type: 'SHAREHOLDING',
        subject_scheme: 'US-SEC',
        interested_party_scheme: 'US-SEC',
        share_unit: 'percent',
        grade: 'SECONDARY',
        ignored_columns: 'pct_verified; pct_source',
      },
    },
    'sec-13d-percentages/control_figures.csv',
  );

  test('are all read: an interest each, and 1,179 parties', () => {
    expect(loaded.reports).toMatchObject([{ read: 1000, written: 1000 + 1179, passedOver: {}, refused: {} }]);
  });

  test.each([
    ['0000002098', '0001014360', '16.6 %'],
    ['0000002098', '0001213244', '6.1 %'],
    ['0000002186', '0001414517', '6.3 %'],
    ['0000002186', '0001557178', 'an unknown share'],
    ['0000002230', '0001510281', '5.02 %'],
    ['0000031235', '0001422183', '0.1 %'],
    ['0000107140', '0001200353', '1 %'],
    ['0000040704', '0000835403', '50 %'],
    ['0000082020', '0000906055', '50 %'],
    ['0000004457', '0000004457', '50.0004 %'],
    ['0000727273', '0001222051', '58.3 %'],
    ['0000002809', '0000002809', '13.2 %'],
  ])('of %s, %s holds %s', async (company, owner, share) => {
    expect(await holders(loaded.store, `US-SEC-${company}`)).toContain(`US-SEC-${owner}: ${share}`);
  });

  test('are what the service answers with', async () => {
    const query =
      'query C($id: ID!) { party(by: {id: $id}) { ... on Company { owners(first: 50) { nodes { interestedParty { id } share { min max } } } } } }';
    const { party } = await answer(loaded.store, query, { id: 'US-SEC-0000727273' });
    expect(party.owners.nodes).toContainEqual({
      interestedParty: { id: 'US-SEC-0001222051' },
      share: { min: '58.3', max: '58.3' },
    });
  });
});

const FINBENCH = {
  columns: { interested_party: 'investorId', subject: 'companyId', share_fraction: 'ratio' },
  constants: {
    dataset: 'finbench',
    type: 'SHAREHOLDING',
    subject_scheme: 'FINBENCH-COMPANY',
    ignored_columns: 'createTime;dependencyTime',
  },
};

describe('the edges of FinBench', () => {
  const companies = loading(
    { ...FINBENCH, constants: { ...FINBENCH.constants, interested_party_scheme: 'FINBENCH-COMPANY' } },
    'finbench-invest-sample/CompanyInvestCompany.csv',
  );
  const persons = loading(
    {
      ...FINBENCH,
      constants: { ...FINBENCH.constants, interested_party_scheme: 'FINBENCH-PERSON', interested_party_kind: 'PERSON' },
    },
    'finbench-invest-sample/PersonInvestCompany.csv',
  );

  test('are all read', () => {
    expect(companies.reports).toMatchObject([{ read: 515, refused: {}, passedOver: {} }]);
    expect(persons.reports).toMatchObject([{ read: 1031, refused: {}, passedOver: {} }]);
  });

  test.each([
    ['7696581394592', '7696581397008', 'more than 14.5798846746 and less than 14.5798846747 %'],
    ['5497558142167', '7696581395179', 'more than 15.5936364824 and less than 15.5936364825 %'],
    ['6597069770059', '3298534887263', 'more than 28.9423107103 and less than 28.9423107104 %'],
    ['1099511630796', '4398046514597', 'more than 11.1581575020 and less than 11.1581575021 %'],
    ['2199023258688', '2199023257805', 'more than 16.8309136998 and less than 16.8309136999 %'],
    ['9895604652359', '5497558142121', 'more than 28.4293776032 and less than 28.4293776033 %'],
  ])('of company %s, company %s holds the fraction rounded outward: %s', async (subject, holder, share) => {
    const written = share.replace(/(\.\d*?)0+(?= )/g, '$1');
    expect(await holders(companies.store, `FINBENCH-COMPANY-${subject}`)).toContain(
      `FINBENCH-COMPANY-${holder}: ${written}`,
    );
  });

  test.each([
    ['8796093024711', '6597069771859', 'more than 10.0618697075 and less than 10.0618697076 %'],
    ['8796093025405', '13194139538816', 'more than 17.3581784569 and less than 17.358178457 %'],
    ['9895604651836', '8796093027836', 'more than 25.2726263079 and less than 25.272626308 %'],
    ['8796093025742', '15393162794169', 'more than 54.0987095604 and less than 54.0987095605 %'],
  ])('of company %s, person %s holds %s', async (subject, holder, share) => {
    expect(await holders(persons.store, `FINBENCH-COMPANY-${subject}`)).toContain(
      `FINBENCH-PERSON-${holder}: ${share}`,
    );
    const [party] = await persons.store.parties([{ id: `FINBENCH-PERSON-${holder}` }], await at(persons.store));
    expect(party?.statements[0]?.facts.kind).toBe('PERSON');
  });
});

describe('names by LEI', () => {
  const loaded = loading(
    { columns: { name: 'legal_name' }, constants: { dataset: 'lei-names', ignored_columns: '*' } },
    'lei-names/cn-tech-names.csv',
    'lei-names/lei-names-20k-sample.csv',
  );

  test('are read, but for three whose check digits are wrong as published', () => {
    const [chinese, sample] = loaded.reports;
    expect(chinese).toMatchObject({ read: 53, written: 53, refused: {} });
    expect(sample).toMatchObject({ read: 1003, written: 1000, refused: { IDENTIFIER: 3 } });
    expect(sample?.refusals[0]).toMatchObject({ line: 1002, recordId: '39120001HYGHWK3CZU95' });
    expect(sample?.refusals[0]?.record).toContain('COLLECCHIO ENERGY');
  });

  test.each([
    ['5299005FV93XQKHY4Q78', 'AIR LIQUIDE HUNGARY IPARI GÁZTERMELŐ Korlátolt Felelősségű Társaság'],
    ['335800CBOA5D8TCNSQ12', 'ALIBABA CLOUD (INDIA) LLP'],
    ['9845000B4FL02B89BB41', 'ALIBABA CLOUD US LLC'],
    ['529900GE9653COPX1I86', 'Alibaba Health Information Technology Limited'],
    ['2549006RGLPM7QHX5K76', 'Alibaba Investment Limited'],
    ['5299001O3LAFGRPZ3Y63', 'BYD Electronic (International) Company Limited'],
    ['335800Y3Y8XNCTUKRI02', 'BYTEDANCE (INDIA) TECHNOLOGY PRIVATE LIMITED'],
    ['529900JWZ2RC7R84R846', 'Daqing Volvo Car Manufacturing Co. Ltd'],
    ['259400B7YHFUXXKG7688', 'GEELY SWEDEN INDUSTRY INVESTMENT AB'],
    ['029200466J5P9U79F711', 'FIRST EXPLORATION AND PETROLEUM DEVELOPMENT COMPANY LIMITED'],
  ])('%s is %s, and where its letters go says nothing of where it is run', async (lei, name) => {
    const [party] = await loaded.store.parties(
      [{ identifier: { scheme: 'XI-LEI', value: lei } }],
      await at(loaded.store),
    );
    expect(party?.id).toBe(`XI-LEI-${lei}`);
    expect(party?.statements.map(({ facts }) => facts)).toEqual([
      { name, names: [{ text: name, language: null, kind: 'LEGAL' }], identifiers: [{ scheme: 'XI-LEI', value: lei }] },
    ]);
  });
});
