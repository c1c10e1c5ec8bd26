import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Arrival } from '../../src/intake/arrival.js';
import { NO_OPTIONS } from '../../src/intake/format.js';
import { gleif } from '../../src/intake/gleif.js';
import type { PartyFacts } from '../../src/model/party.js';
import { exactly, UNKNOWN_SHARE, WHOLE } from '../../src/model/share.js';
import type { InterestStatement } from '../../src/model/statement.js';
import { collect, refusals, stated } from './fixtures.js';
import {
  ENTITY_HEADER_DATE,
  entities,
  entity,
  exception,
  exceptions,
  FOUR,
  ONE,
  period,
  relation,
  relations,
  THREE,
  TWO,
} from './gleifMade.js';

const read = (text: string | Buffer): Promise<Arrival[]> =>
  collect(gleif.arrivals([text], { ...NO_OPTIONS, retrievedAt: '2026-01-01' }));

async function facts(text: string): Promise<PartyFacts | undefined> {
  return stated(await read(text))[0]?.parties[0]?.facts;
}

async function interest(text: string): Promise<InterestStatement | undefined> {
  const arrivals = await read(text);
  const [refused] = refusals(arrivals);
  if (refused !== undefined) throw new Error(`${refused.reason}: ${refused.message}`);
  return stated(arrivals)[0]?.interests[0];
}

async function refused(text: string): Promise<string | undefined> {
  const [refusal] = refusals(await read(text));
  return refusal === undefined ? undefined : `${refusal.reason}: ${refusal.message}`;
}

function counts(arrivals: readonly Arrival[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const each of arrivals) {
    const outcome = each.outcome === 'STATED' ? 'STATED' : each.reason;
    counted[outcome] = (counted[outcome] ?? 0) + 1;
  }
  return counted;
}

const xmlFile = (name: string): Promise<Arrival[]> => read(readFileSync(join('test/data/gleif-cdf-xml', name)));
const apiFile = (name: string): Promise<Arrival[]> => read(readFileSync(join('test/data/gleif-api-jsonapi', name)));

describe('every real XML file imports', () => {
  test.each([
    ['lei-data.xml', { STATED: 13 }],
    ['lei-cdf-2.1-concatenated-20180901-top10.xml', { STATED: 10 }],
    ['rr-data.xml', { STATED: 2, NO_OWNERSHIP: 8 }],
    ['repex-data.xml', { STATED: 10 }],
  ])('%s', async (name, expected) => {
    expect(gleif.recognises(readFileSync(join('test/data/gleif-cdf-xml', name), 'utf8').slice(0, 65_536))).toBe(true);
    expect(counts(await xmlFile(name))).toEqual(expected);
  });

  test('with the facts that stand in them', async () => {
    const about = new Map<string, PartyFacts>();
    for (const name of ['lei-data.xml', 'lei-cdf-2.1-concatenated-20180901-top10.xml']) {
      for (const { parties } of stated(await xmlFile(name)))
        for (const { party, facts } of parties) about.set(party, facts);
    }
    const of = (lei: string): PartyFacts | undefined => about.get(`XI-LEI-${lei}`);
    expect(of('1595D0QCK7Y15293JK84')).toMatchObject({ kind: 'COMPANY', name: 'GALAPAGOS CONSERVATION TRUST' });
    expect(of('1595D0QCK7Y15293JK84')?.identifiers).toEqual([
      { scheme: 'XI-LEI', value: '1595D0QCK7Y15293JK84' },
      { scheme: 'GB-COH', value: '03004112' },
    ]);
    expect(of('213800FERQ5LE3H7WJ58')?.names).toEqual([
      { text: 'DENTSU INTERNATIONAL LIMITED', language: 'en', kind: 'LEGAL' },
      { text: 'DENTSU AEGIS NETWORK LTD.', language: 'en', kind: 'FORMER' },
      { text: 'AEGIS GROUP PLC', language: 'en', kind: 'FORMER' },
    ]);
    expect(of('004L5FPTUREIWK9T2N63')).toMatchObject({ name: 'Hutchin Hill Capital, LP', incorporatedIn: 'US-DE' });
    expect(of('004L5FPTUREIWK9T2N63')?.headquarters).toMatchObject([
      {
        jurisdiction: 'US-NY',
        startDate: null,
        endDate: null,
        source: { quote: '22nd Floor, 888 7th Avenue, New York, 10106, US-NY, US', retrievedAt: '2023-06-05' },
      },
    ]);
    expect(of('00QDBXDXLLF3W3JJJO36')).toMatchObject({
      kind: 'ARRANGEMENT',
      name: 'PRUDENTIAL INVESTMENT PORTFOLIOS 18',
    });
    expect(of('00QDBXDXLLF3W3JJJO36')?.identifiers).toEqual([{ scheme: 'XI-LEI', value: '00QDBXDXLLF3W3JJJO36' }]);
    expect(of('00TR8NKAEL48RGTZEW89')).toMatchObject({ incorporatedIn: 'KY' });
    expect(of('00W0SLGGVF0QQ5Q36N03')?.identifiers).toHaveLength(1);
    expect(of('00X5RQKJQQJFFX0WPA53')?.name).toBe("The Greater Morristown Young Men's Christian Association, Inc.");
    expect(of('213800BJPX8V9HVY1Y11')?.names?.[0]).toEqual({
      text: 'Swedeit Italian Aktiebolag',
      language: 'sv',
      kind: 'LEGAL',
    });
    expect(of('029200013A5N6ZD0F605')).toMatchObject({ incorporatedIn: 'NG-LA', name: 'AFRINVEST SECURITIES LIMITED' });
  });

  test('relationships from their own period, not those of accounts and filings', async () => {
    const interests = stated(await xmlFile('rr-data.xml')).flatMap((each) => each.interests);
    expect(interests).toMatchObject([
      {
        interestedParty: 'XI-LEI-ZZG38T0MDR3QY1ETUA76',
        subject: 'XI-LEI-010CMKZ3VON21WF2ZD45',
        type: 'REPORTED_PARENT',
        share: UNKNOWN_SHARE,
        startDate: '2018-02-06',
        endDate: null,
      },
      {
        interestedParty: 'XI-LEI-3C7474T6CDKPR9K6YT90',
        type: 'REPORTED_ULTIMATE_PARENT',
        startDate: '2018-02-06',
        source: { dataset: 'gleif', grade: 'PRIMARY', retrievedAt: '2023-06-05' },
      },
    ]);
  });

  test('exceptions with their reasons', async () => {
    const states = stated(await xmlFile('repex-data.xml'));
    const reasons = states.map(({ interests: [one] }) => one?.undisclosed?.split(':')[0]);
    expect(reasons.filter((reason) => reason === 'NON_CONSOLIDATING')).toHaveLength(6);
    expect(reasons.at(-1)).toBe('NON_PUBLIC');
    const holders = states.filter(({ parties: [one] }) => one?.facts.majorHoldersStated === true);
    expect(holders.map(({ parties: [one] }) => one?.party)).toEqual([
      'XI-LEI-001GPB6A9XPE8XJICC14',
      'XI-LEI-00KLB2PFTM3060S2N216',
      'XI-LEI-00QDBXDXLLF3W3JJJO36',
    ]);
  });
});

describe('every answer of the API imports', () => {
  test('with the counts of what stands in them', async () => {
    const counted: Record<string, number> = {};
    const folder = 'test/data/gleif-api-jsonapi';
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) =>
      each.endsWith('.json'),
    )) {
      for (const [outcome, count] of Object.entries(counts(await apiFile(name)))) {
        const kind = `${name.split('/')[0]} ${outcome}`;
        counted[kind] = (counted[kind] ?? 0) + count;
      }
    }
    expect(counted).toEqual({
      'fields_all.json NO_OWNERSHIP': 335,
      'isins STATED': 2,
      'lei_records STATED': 69,
      'relationships STATED': 59,
      'reporting_exceptions STATED': 5,
    });
  });

  test('with the facts that stand in them', async () => {
    const [amazon] = stated(await apiFile('lei_records/single_lei_record_254900LNRYNOQ9YPU758.json'));
    expect(amazon?.parties[0]?.facts).toMatchObject({
      kind: 'COMPANY',
      name: 'Amazon Digital UK Limited',
      incorporatedIn: 'GB',
      identifiers: [{ scheme: 'XI-LEI' }, { scheme: 'GB-COH', value: '06528297' }],
      headquarters: [
        { jurisdiction: 'GB', source: { quote: '1 Principal Place, Worship Street, London, EC2A 2FA, GB' } },
      ],
    });
    expect(amazon?.parties[0]?.facts.names?.map(({ text }) => text)).toContain('LOVEFILM UK LIMITED');
    expect(amazon?.parties[0]?.source).toMatchObject({ dataset: 'gleif', retrievedAt: '2025-05-15', url: null });

    const [bank] = stated(await apiFile('lei_records/single_lei_record_851WYGNLUQLFZBSYGB56.json'));
    expect(bank?.parties[0]?.facts.identifiers).toContainEqual({ scheme: 'RA000242', value: 'HRB 32000' });
    expect(bank?.parties[1]?.facts.identifiers).toContainEqual({ scheme: 'BIC', value: 'COBADEFFXXX' });
    expect(bank?.parties[0]?.facts.headquarters).toMatchObject([{ jurisdiction: 'DE-HE' }]);

    const [apple] = stated(await apiFile('lei_records/single_lei_record_549300YX4S1LLSMK2627.json'));
    expect(apple?.parties[0]?.facts).toMatchObject({
      incorporatedIn: 'US-DE',
      headquarters: [{ jurisdiction: 'US-CA' }],
    });

    const [parent] = stated(await apiFile('relationships/ultimate-parent-relationship_254900LNRYNOQ9YPU758.json'));
    expect(parent?.interests).toMatchObject([
      { interestedParty: 'XI-LEI-ZXTILKJKG63JELOEG630', type: 'REPORTED_ULTIMATE_PARENT', startDate: '2008-10-02' },
    ]);
    const [nordic] = stated(await apiFile('relationships/direct-parent-relationship_549300O897ZC5H7CY412.json'));
    expect(nordic?.interests).toMatchObject([{ type: 'REPORTED_PARENT', startDate: '2006-08-08', endDate: null }]);

    const [withheld] = stated(
      await apiFile('reporting_exceptions/direct-parent-reporting-exception_254900LNRYNOQ9YPU758.json'),
    );
    expect(withheld?.interests).toMatchObject([{ interestedParty: null, type: 'REPORTED_PARENT' }]);
    expect(withheld?.interests[0]?.undisclosed).toMatch(/^NON_PUBLIC: /);
    const [spread] = stated(
      await apiFile('reporting_exceptions/direct-parent-reporting-exception_851WYGNLUQLFZBSYGB56.json'),
    );
    expect(spread?.parties[0]?.facts).toMatchObject({ majorHoldersStated: true });

    const [isins] = stated(await apiFile('isins/isins_851WYGNLUQLFZBSYGB56.json'));
    expect(isins?.parties[0]?.facts.identifiers).toHaveLength(16);
    expect(isins?.parties[0]?.facts.identifiers).toContainEqual({ scheme: 'ISIN', value: 'DE000A2SH128' });
  });

  test('several documents one after the other, and a resource by itself', async () => {
    const document = readFileSync(
      'test/data/gleif-api-jsonapi/lei_records/single_lei_record_254900LNRYNOQ9YPU758.json',
      'utf8',
    );
    const { data } = JSON.parse(document);
    const arrivals = await read(`${document}\n${JSON.stringify(data)}\n{"data":\n${JSON.stringify([data, data])}`);
    expect(arrivals.map(({ line, outcome }) => [line, outcome])).toEqual([
      [1, 'STATED'],
      [2, 'STATED'],
      [3, 'REFUSED'],
      [4, 'REFUSED'],
    ]);
  });

  test('a resource that is wrong is refused alone', async () => {
    const resources = [
      { type: 'reporting-exceptions', id: 'x', attributes: { lei: 'X' } },
      { type: 'vlei' },
      { type: 'fields' },
    ];
    const arrivals = await read(JSON.stringify({ meta: { goldenCopy: {} }, data: resources }));
    expect(arrivals).toMatchObject([
      { outcome: 'REFUSED', reason: 'IDENTIFIER', recordId: 'x' },
      { outcome: 'REFUSED', reason: 'MALFORMED' },
      { outcome: 'PASSED_OVER' },
    ]);
  });
});

describe('level 1', () => {
  test('a statement keeps its id from one golden copy to the next, and has its date', async () => {
    const [one] = stated(await read(entities(entity(ONE))));
    expect(one?.parties[0]?.source).toMatchObject({ statementId: ONE, retrievedAt: ENTITY_HEADER_DATE });
  });

  test.each([
    ['GENERAL', 'COMPANY'],
    ['FUND', 'ARRANGEMENT'],
    ['BRANCH', 'COMPANY'],
    ['SOLE_PROPRIETOR', 'COMPANY'],
    ['RESIDENT_GOVERNMENT_ENTITY', 'STATE'],
    ['INTERNATIONAL_ORGANIZATION', 'COMPANY'],
    ['SOMETHING_NEW', undefined],
  ])('%s is %s', async (category, kind) => {
    expect((await facts(entities(entity(ONE, { category }))))?.kind).toBe(kind);
  });

  test.each([
    ['LAPSED', 'ACTIVE'],
    ['RETIRED', 'INACTIVE'],
  ])('a record that is %s of a company that is %s stays a party', async (status, of) => {
    const made = {
      more: `<l:EntityStatus>${of}</l:EntityStatus>`,
      beside: `<l:Registration><l:RegistrationStatus>${status}</l:RegistrationStatus></l:Registration>`,
    };
    expect(await facts(entities(entity(ONE, made)))).toMatchObject({
      kind: 'COMPANY',
      headquarters: [{ jurisdiction: 'SE' }],
    });
  });

  const registered = (id: string, number: string): string =>
    `<l:RegistrationAuthority><l:RegistrationAuthorityID>${id}</l:RegistrationAuthorityID><l:RegistrationAuthorityEntityID>${number}</l:RegistrationAuthorityEntityID></l:RegistrationAuthority>`;

  test.each([
    ['RA000585', '1234567', 'GB-COH 01234567'],
    ['RA000587', 'sc12345', 'GB-COH SC012345'],
    ['RA000544', '556609-8058', 'SE-ON 556609-8058'],
    ['RA000242', 'HRB 32000', 'RA000242 HRB 32000'],
    ['RA000602', '2620453', 'RA000602 2620453'],
    ['RA999999', '1234567', undefined],
    ['RA888888', '1234567', undefined],
    ['RA000602', 'N/A', undefined],
    ['RA000602', '0000000', undefined],
    ['RA000585', 'see note 12', undefined],
  ])('the number %s gave, %s, is %s', async (id, number, expected) => {
    const { identifiers = [] } = (await facts(entities(entity(ONE, { more: registered(id, number) })))) ?? {};
    const other = identifiers.find(({ scheme }) => scheme !== 'XI-LEI');
    expect(other === undefined ? undefined : `${other.scheme} ${other.value}`).toBe(expected);
  });

  test.each([['FUND'], ['BRANCH'], ['']])(
    'a record of the category "%s" may give the number of another, so it joins nothing',
    async (category) => {
      const made = { category, more: registered('RA000432', 'B166756') };
      expect((await facts(entities(entity(ONE, made))))?.identifiers).toEqual([{ scheme: 'XI-LEI', value: ONE }]);
    },
  );

  test.each([
    ['CN', 'CN-HK', 'CN-HK'],
    ['UA', 'UA-43', 'UA-43'],
    ['US', 'CA-ON', 'US'],
    ['HK', 'CN-HK', 'HK'],
    ['GB', 'Kent', 'GB'],
  ])('headquarters in %s with the region %s are in %s', async (country, region, expected) => {
    const record = entity(ONE, { country }).replace(
      '<l:City>There</l:City>',
      `<l:City>There</l:City><l:Region>${region}</l:Region>`,
    );
    expect((await facts(entities(record)))?.headquarters).toMatchObject([{ jurisdiction: expected }]);
  });

  test.each([
    ['wrong check digits', entity('254900LNRYNOQ9YPU759'), 'IDENTIFIER'],
    ['a letter that looks like another', entity('254900LNRYNОQ9YPU758'), 'IDENTIFIER'],
    ['no LEI', entity(''), 'IDENTIFIER'],
    ['a country that has not the form of one', entity(ONE, { country: 'Sweden' }), 'MALFORMED'],
  ])('%s is refused with the record, the next one read', async (_, record, reason) => {
    const arrivals = await read(entities(record, entity(TWO)));
    expect(arrivals).toMatchObject([
      { outcome: 'REFUSED', reason, record, line: 2 },
      { outcome: 'STATED', recordId: TWO },
    ]);
  });
});

describe('level 2', () => {
  test.each([
    ['IS_DIRECTLY_CONSOLIDATED_BY', 'REPORTED_PARENT', UNKNOWN_SHARE],
    ['IS_ULTIMATELY_CONSOLIDATED_BY', 'REPORTED_ULTIMATE_PARENT', UNKNOWN_SHARE],
    ['IS_INTERNATIONAL_BRANCH_OF', 'BRANCH', exactly(WHOLE)],
  ])('%s is %s, held by the end node', async (type, expected, share) => {
    expect(await interest(relations(relation(ONE, TWO, { type })))).toMatchObject({
      interestedParty: `XI-LEI-${TWO}`,
      subject: `XI-LEI-${ONE}`,
      type: expected,
      share,
      source: { statementId: `${ONE}/${type}/${TWO}`, quote: type },
    });
  });

  test.each([['IS_FUND-MANAGED_BY'], ['IS_SUBFUND_OF'], ['IS_FEEDER_TO']])('%s is no ownership', async (type) => {
    expect(counts(await read(relations(relation(ONE, TWO, { type }))))).toEqual({ NO_OWNERSHIP: 1 });
  });

  test('both parties come with it, by their LEI alone and beside their own records', async () => {
    const [one] = stated(await read(relations(relation(ONE, TWO))));
    expect(one?.parties.map(({ party, facts: said, source }) => [party, said, source.dataset])).toEqual(
      [ONE, TWO].map((lei) => [`XI-LEI-${lei}`, { identifiers: [{ scheme: 'XI-LEI', value: lei }] }, 'gleif-level-2']),
    );
  });

  const DELETED =
    '<r:Extension><g:Deletion xmlns:g="urn:g"><g:DeletedAt>2024-11-01T01:39:19Z</g:DeletedAt></g:Deletion></r:Extension>';
  const UPDATED = '<r:Registration><r:LastUpdateDate>2023-04-30T14:18:04Z</r:LastUpdateDate></r:Registration>';
  const annulled = UPDATED.replace('</r:Reg', '<r:RegistrationStatus>ANNULLED</r:RegistrationStatus></r:Reg');

  test.each([
    ['open', { periods: period('2018-02-06T00:00:00Z') }, ['2018-02-06', null]],
    ['with an end', { periods: period('2018-02-06', '2020-03-01T00:00:00Z') }, ['2018-02-06', '2020-03-01']],
    ['of accounts alone', { periods: period('2018-01-01', '2018-12-31', 'ACCOUNTING_PERIOD') }, [null, null]],
    [
      'twice, the later open',
      { periods: period('2019-01-01') + period('2010-01-01', '2012-01-01') },
      ['2010-01-01', null],
    ],
    ['inactive without an end', { status: 'INACTIVE', beside: UPDATED }, [null, '2023-04-30']],
    ['inactive without any date', { status: 'INACTIVE' }, [null, '2025-01-02']],
    ['taken out', { beside: UPDATED + DELETED }, [null, '2024-11-01']],
    ['annulled', { beside: annulled }, [null, '2023-04-30']],
    ['taken out before it began', { periods: period('2024-12-01'), beside: DELETED }, ['2024-12-01', '2024-12-01']],
  ])('a relationship %s holds from and to', async (_, made, [startDate, endDate]) => {
    expect(await interest(relations(relation(ONE, TWO, made)))).toMatchObject({ startDate, endDate });
  });

  test.each([
    ['with itself', relation(ONE, ONE), /^MALFORMED: .*nobody consolidates itself/],
    ['of a type that is not known', relation(ONE, TWO, { type: 'IS_FRIEND_OF' }), /^INTEREST_TYPE: .*IS_FRIEND_OF/],
    ['that ends before it begins', relation(ONE, TWO, { periods: period('2020-01-01', '2019-01-01') }), /^DATE: /],
    ['on a day that does not exist', relation(ONE, TWO, { periods: period('2020-02-30') }), /^DATE: /],
    ['of what has no LEI', relation(ONE, 'NOT AN LEI'), /^IDENTIFIER: EndNode/],
  ])('a relationship %s is refused', async (_, record, message) => {
    expect(await refused(relations(record))).toMatch(message);
  });
});

describe('reporting exceptions', () => {
  test.each([
    ['NATURAL_PERSONS'],
    ['NON_CONSOLIDATING'],
    ['NON_PUBLIC'],
    ['NO_LEI'],
    ['BINDING_LEGAL_COMMITMENTS'],
    ['LEGAL_OBSTACLES'],
    ['CONSENT_NOT_OBTAINED'],
    ['DETRIMENT_NOT_EXCLUDED'],
    ['DISCLOSURE_DETRIMENTAL'],
    ['A_REASON_OF_TOMORROW'],
  ])('%s: somebody is or may be there, who is not named', async (reason) => {
    const [one] = stated(await read(exceptions(exception(ONE, reason, 'ULTIMATE'))));
    expect(one?.interests).toMatchObject([
      {
        interestedParty: null,
        subject: `XI-LEI-${ONE}`,
        type: 'REPORTED_ULTIMATE_PARENT',
        startDate: null,
        endDate: null,
      },
    ]);
    expect(one?.interests[0]?.undisclosed?.startsWith(`${reason}: `)).toBe(true);
    expect(one?.parties[0]?.facts.majorHoldersStated).toBeUndefined();
  });

  test('NO_KNOWN_PERSON says who the large holders are, and on no day that somebody is not named', async () => {
    const [one] = stated(await read(exceptions(exception(ONE, 'NO_KNOWN_PERSON'))));
    expect(one?.parties[0]?.facts).toEqual({
      majorHoldersStated: true,
      identifiers: [{ scheme: 'XI-LEI', value: ONE }],
    });
    expect(one?.interests).toMatchObject([{ startDate: '2025-01-03', endDate: '2025-01-03' }]);
  });

  test('beside another reason NO_KNOWN_PERSON clears nobody', async () => {
    const more = '<x:ExceptionReason>NON_PUBLIC</x:ExceptionReason>';
    const [one] = stated(await read(exceptions(exception(ONE, 'NO_KNOWN_PERSON', 'DIRECT', more))));
    expect(one?.parties[0]?.facts.majorHoldersStated).toBeUndefined();
    expect(one?.interests).toMatchObject([{ interestedParty: null, startDate: null, endDate: null }]);
  });

  test('one that was taken out ends then', async () => {
    const deleted =
      '<x:Extension><x:Deletion><x:DeletedAt>2023-11-24T02:07:59Z</x:DeletedAt></x:Deletion></x:Extension>';
    expect(await interest(exceptions(exception(ONE, 'NO_LEI', 'DIRECT', deleted)))).toMatchObject({
      endDate: '2023-11-24',
    });
    expect(await facts(exceptions(exception(ONE, 'NO_KNOWN_PERSON', 'DIRECT', deleted)))).toEqual({
      identifiers: [{ scheme: 'XI-LEI', value: ONE }],
    });
  });

  test('the reference is the quote', async () => {
    const text = exceptions(
      exception(ONE, 'NATURAL_PERSONS', 'DIRECT', '<x:ExceptionReference>Datenschutz!</x:ExceptionReference>'),
    );
    expect((await interest(text))?.source.quote).toBe('Datenschutz!');
  });
});

describe('maps of LEIs to other codes', () => {
  test('all ISINs of a party are one statement, wherever they stand in the file', async () => {
    const rows = [`${ONE},DE000A2SH128`, `${TWO},DE0006969603`, `${ONE},DE000A2SJT00`];
    const arrivals = stated(await read(`LEI,ISIN\n${rows.join('\n')}\n`));
    expect(arrivals.map(({ recordId, line }) => [recordId, line])).toEqual([
      [ONE, 2],
      [TWO, 3],
    ]);
    expect(arrivals[0]?.parties[0]).toMatchObject({
      party: `XI-LEI-${ONE}`,
      facts: {
        identifiers: [
          { scheme: 'XI-LEI', value: ONE },
          { scheme: 'ISIN', value: 'DE000A2SH128' },
          { scheme: 'ISIN', value: 'DE000A2SJT00' },
        ],
      },
      source: { dataset: 'gleif-isin', retrievedAt: '2026-01-01' },
    });
  });

  test('BICs too, with the columns in either order', async () => {
    const [one] = stated(await read(`"BIC","LEI"\r\n"COBADEFFXXX","${THREE}"\r\n`));
    expect(one?.parties[0]?.facts.identifiers).toContainEqual({ scheme: 'BIC', value: 'COBADEFFXXX' });
  });

  test.each([
    ['a wrong check digit', `${ONE},DE000A2SH129`],
    ['a wrong LEI', '254900LNRYNOQ9YPU759,DE000A2SH128'],
    ['a cell too many', `${ONE},DE000A2SH128,`],
  ])('%s is refused alone', async (_, row) => {
    const arrivals = await read(`LEI,ISIN\n${row}\n${FOUR},DE000A2SJT00`);
    expect(arrivals).toMatchObject([
      { outcome: 'REFUSED', line: 2 },
      { outcome: 'STATED', line: 3 },
    ]);
  });

  test('a party with very many keeps the first, and a refusal says so', async () => {
    const isins = Array.from({ length: 700 }, (_, at) => `DE${String(at).padStart(9, '0')}`).map((body) => {
      const digits = [...`${body}0`].map((character) => Number.parseInt(character, 36)).join('');
      const sum = [...digits].reverse().reduce((total, digit, at) => {
        const value = Number(digit) * (1 + (at % 2));
        return total + Math.floor(value / 10) + (value % 10);
      }, 0);
      return `${ONE},${body}${(10 - (sum % 10)) % 10}`;
    });
    const arrivals = await read(`LEI,ISIN\n${isins.join('\n')}`);
    expect(stated(arrivals)[0]?.parties[0]?.facts.identifiers).toHaveLength(501);
    expect(refusals(arrivals)).toMatchObject([{ reason: 'TOO_LONG', message: expect.stringContaining('came 700') }]);
  });
});
