import { createReadStream, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rulebook } from '../../seed/rulebook.js';
import type { Arrival } from '../../src/intake/arrival.js';
import { bods } from '../../src/intake/bods.js';
import type { ReadOptions } from '../../src/intake/format.js';
import { ftm, ftmFormat } from '../../src/intake/ftm.js';
import { percentageOf } from '../../src/intake/ftmPercentages.js';
import { load } from '../../src/intake/load.js';
import { type Bounds, describeShare } from '../../src/model/share.js';
import type { InterestStatement, PartyStatement } from '../../src/model/statement.js';
import { partyAsOf } from '../../src/rules/party.js';
import { openSqlite } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';
import { answer, TODAY } from '../asking.js';
import { collect, refusals, stated } from './fixtures.js';

const PLAIN: ReadOptions = { retrievedAt: null, edition: null, columns: {}, constants: {} };

type Properties = Readonly<Record<string, readonly string[] | undefined>>;

function entity(schema: string, id: string, properties: Properties = {}, more: object = {}): object {
  return { id, schema, properties, ...more };
}

function read(...entities: object[]): Promise<Arrival[]> {
  return collect(ftm([entities.map((each) => JSON.stringify(each)).join('\n')], PLAIN));
}

async function parties(...entities: object[]): Promise<readonly PartyStatement[]> {
  return stated(await read(...entities)).flatMap((each) => each.parties);
}

async function interests(...entities: object[]): Promise<readonly InterestStatement[]> {
  const arrivals = await read(...entities);
  const [refused] = refusals(arrivals);
  if (refused !== undefined) throw new Error(refused.message);
  return stated(arrivals).flatMap((each) => each.interests);
}

function ownership(properties: Properties, id = 'o'): object {
  return entity('Ownership', id, { owner: ['a'], asset: ['b'], ...properties });
}

/** "TYPE share" of each interest that an ownership with these properties comes to. */
async function held(properties: Properties): Promise<string[]> {
  return (await interests(ownership(properties))).map(({ type, share }) => `${type} ${describeShare(share)}`);
}

describe('a percentage as people write it', () => {
  test.each([
    ['100.00', '100 %'],
    ['51', '51 %'],
    ['100 %', '100 %'],
    ['25–50%', 'at least 25 and at most 50 %'],
    ['25-50%', 'at least 25 and at most 50 %'],
    ['25 % - 50 %', 'at least 25 and at most 50 %'],
    ['25 to 50 per cent', 'at least 25 and at most 50 %'],
    ['>50%', 'more than 50 %'],
    ['more than 25% but not more than 50%', 'more than 25 and at most 50 %'],
    ['75% or more', 'at least 75 %'],
    ['at least 75', 'at least 75 %'],
    ['less than 5 %', 'less than 5 %'],
    ['<=5%', 'at most 5 %'],
    ['0.5%', '0.5 %'],
    ['33.33333333333', 'more than 33.3333333333 and less than 33.3333333334 %'],
  ])('%j is %s', (text, is) => {
    expect(describeShare(percentageOf(text) as Bounds)).toBe(is);
  });

  test.each(['', 'half', '0', '0.00', '1', '0.51', '120', '50-25', '~50%', '25,5', '1/3', 'unknown', '-5', 'NaN'])(
    '%j tells none',
    (text) => {
      expect(percentageOf(text)).toBeNull();
    },
  );
});

describe('an ownership', () => {
  test.each<[Properties, string[]]>([
    [{ percentage: ['51'] }, ['SHAREHOLDING 51 %']],
    [{ percentage: ['51', '60'] }, ['SHAREHOLDING at least 51 and at most 60 %']],
    [{ percentage: ['51', 'a lot'] }, ['SHAREHOLDING an unknown share']],
    [{}, ['SHAREHOLDING an unknown share']],
    [{ sharesCount: ['1000'] }, ['SHAREHOLDING an unknown share']],
    [{ percentage: ['75'], role: ['voting rights'] }, ['VOTING_RIGHTS 75 %']],
    [{ percentage: ['75'], sharesType: ['voting shares'] }, ['VOTING_RIGHTS 75 %']],
    [{ percentage: ['75'], role: ['shares', 'votes'] }, ['SHAREHOLDING 75 %', 'VOTING_RIGHTS an unknown share']],
    [
      { role: ['ownership-of-shares-50-to-75-percent', 'voting-rights-25-to-50-percent-as-trust'] },
      ['SHAREHOLDING more than 50 and less than 75 %', 'OTHER_INFLUENCE an unknown share'],
    ],
    [
      { role: ['Ownership of shares - More than 25% but not more than 50%'] },
      ['SHAREHOLDING more than 25 and at most 50 %'],
    ],
    [{ percentage: ['75'], role: ['right to appoint directors'] }, ['BOARD_APPOINTMENT 75 %']],
    [{ role: ['nominee'] }, ['NOMINEE an unknown share']],
    [{ percentage: ['75'], role: ['significant influence or control'] }, ['OTHER_INFLUENCE an unknown share']],
    [{ percentage: ['75'], status: ['direct'] }, ['SHAREHOLDING 75 %']],
    [{ percentage: ['75'], status: ['indirect'] }, ['OTHER_INFLUENCE an unknown share']],
    [{ percentage: ['75'], ownershipType: ['direct or indirect'] }, ['SHAREHOLDING 75 %']],
    [{ percentage: ['75'], status: ['ceased'] }, ['SHAREHOLDING at most 75 %']],
    [{ percentage: ['75'], status: ['ceased'], endDate: ['2020'] }, ['SHAREHOLDING 75 %']],
  ])('%j is %j', async (properties, is) => {
    expect(await held(properties)).toEqual(is);
  });

  test('keeps what its source says as the quote, also where no share can be told', async () => {
    const [interest] = await interests(ownership({ percentage: ['a lot'], sharesCount: ['1000'], role: ['owner'] }));
    expect(interest?.source.quote).toBe('percentage: a lot; role: owner; sharesCount: 1000');
  });

  test('that is indirect restates a chain: a signal where it may be a majority, and never a term of a sum', async () => {
    const [most, few] = [
      ...(await interests(ownership({ percentage: ['75'], status: ['indirect'] }))),
      ...(await interests(ownership({ percentage: ['20'], status: ['indirect'] }))),
    ];
    expect(most?.source.quote).toContain('which may be control: SHAREHOLDING, 75 %');
    expect(few?.source.quote).not.toContain('control');
  });

  test('has the dates of the source, a month or year whole', async () => {
    const [interest] = await interests(ownership({ startDate: ['2019-05', '2018'], endDate: ['2020'] }));
    expect(interest).toMatchObject({ startDate: '2018-01-01', endDate: '2021-01-01' });
  });

  test('without an owner is somebody’s; without an asset it is refused', async () => {
    expect((await interests(entity('Ownership', 'o', { asset: ['b'] })))[0]).toMatchObject({ interestedParty: null });
    expect(refusals(await read(entity('Ownership', 'o', { owner: ['a'] })))).toMatchObject([{ reason: 'MALFORMED' }]);
  });

  test('of several owners in several assets is one of each', async () => {
    const all = await interests(ownership({ owner: ['a', 'c'], asset: ['b', 'd'] }));
    expect(new Set(all.map(({ interestedParty, subject }) => `${interestedParty} ${subject}`)).size).toBe(4);
    expect(new Set(all.map(({ source }) => source.statementId)).size).toBe(4);
  });

  test('recorded twice is taken together, and none takes the place of the other', async () => {
    const all = await interests(ownership({ percentage: ['30'] }, 'o1'), ownership({ percentage: ['25'] }, 'o2'));
    expect(all.map(({ share }) => describeShare(share))).toEqual(['at least 30 and at most 55 %']);
  });

  test('of a vessel, wherever in the file it stands, is none of a party', async () => {
    const arrivals = await read(ownership({ asset: ['ship'] }), entity('Vessel', 'ship', { name: ['Ship'] }));
    expect(arrivals).toMatchObject([
      { line: 2, outcome: 'PASSED_OVER', reason: 'NOT_A_PARTY' },
      { line: 1, outcome: 'PASSED_OVER', reason: 'NOT_A_PARTY' },
    ]);
  });
});

describe('other relations', () => {
  const ends = { director: ['a'], organization: ['b'], subject: ['a'], object: ['b'] };

  test('a director has influence, a general partner is one, and neither has a share', async () => {
    const types = [];
    for (const role of ['chairman', 'General Partner', 'trustee', 'nominee director'])
      types.push((await interests(entity('Directorship', 'd', { ...ends, role: [role] })))[0]);
    expect(types.map((each) => each?.type)).toEqual(['OTHER_INFLUENCE', 'GENERAL_PARTNER', 'TRUSTEE', 'NOMINEE']);
    expect(types[0]?.source.quote).toBe('Director; role: chairman');
  });

  test('a link that says control has no direction, so it is a signal both ways; any other says nothing', async () => {
    const all = await interests(entity('UnknownLink', 'l', { ...ends, role: ['controls'] }));
    expect(all.map(({ interestedParty, subject }) => [interestedParty, subject])).toEqual([
      ['a', 'b'],
      ['b', 'a'],
    ]);
    const [other] = await read(entity('UnknownLink', 'l', { ...ends, role: ['neighbour'] }));
    expect(other).toMatchObject({ outcome: 'PASSED_OVER', reason: 'NO_OWNERSHIP' });
  });

  test('a parent that is named without a share is a reported one', async () => {
    expect(await interests(entity('Company', 'b', { name: ['B'], parent: ['a'] }))).toMatchObject([
      { interestedParty: 'a', subject: 'b', type: 'REPORTED_PARENT' },
    ]);
  });

  test.each(['Address', 'Family', 'Associate', 'Membership', 'Occupancy', 'Succession', 'Identification'])(
    '%s says nothing of ownership',
    async (schema) => {
      expect(await read(entity(schema, 'x'))).toMatchObject([{ outcome: 'PASSED_OVER', reason: 'NO_OWNERSHIP' }]);
    },
  );

  test('a schema that FollowTheMoney does not have is refused: it may be a relation', async () => {
    expect(await read(entity('Shareholding', 'x'))).toMatchObject([{ outcome: 'REFUSED', reason: 'MALFORMED' }]);
  });
});

describe('a party', () => {
  test.each([
    ['Company', 'COMPANY'],
    ['Organization', 'COMPANY'],
    ['PublicBody', 'STATE'],
    ['Person', 'PERSON'],
    ['LegalEntity', undefined],
  ])('of schema %s is a %s', async (schema, kind) => {
    expect((await parties(entity(schema, 'x', { name: ['X'] })))[0]?.facts.kind).toBe(kind);
  });

  test('has its names, and the first is the legal one', async () => {
    const [party] = await parties(
      entity('Company', 'x', {
        name: ['X Ltd', 'X Limited'],
        alias: ['X'],
        weakAlias: ['Ex'],
        previousName: ['Y Ltd'],
      }),
    );
    expect(party?.facts.names?.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'LEGAL X Ltd',
      'ALIAS X Limited',
      'ALIAS X',
      'ALIAS Ex',
      'FORMER Y Ltd',
    ]);
  });

  test('is organised in its jurisdiction and run in its main country; its country says neither', async () => {
    const [party] = await parties(
      entity('Company', 'x', { jurisdiction: ['ky'], mainCountry: ['cn'], country: ['us'] }),
    );
    expect(party?.facts).toMatchObject({ incorporatedIn: 'KY', headquarters: [{ jurisdiction: 'CN' }] });
    expect((await parties(entity('Company', 'x', { country: ['us'] })))[0]?.facts).not.toHaveProperty('incorporatedIn');
  });

  test('whose jurisdictions differ has both, as sources that contradict', async () => {
    const both = await parties(entity('Company', 'x', { jurisdiction: ['ky', 'vg'] }));
    expect(both.map(({ source, facts }) => [source.dataset, facts.incorporatedIn])).toEqual([
      ['ftm', 'KY'],
      ['ftm#2', 'VG'],
    ]);
  });

  test.each([
    ['suhh', 'SU'],
    ['gb-sct', 'GB-SCT'],
    ['eu', 'EU'],
    ['zz', 'ZZ'],
  ])('may be of %s, which is kept as %s', async (code, is) => {
    expect((await parties(entity('Company', 'x', { jurisdiction: [code] })))[0]?.facts.incorporatedIn).toBe(is);
  });

  test('a person has nationalities, and a public body is one of its only country', async () => {
    const [person] = await parties(
      entity('Person', 'x', { nationality: ['ru'], citizenship: ['cy'], country: ['us'] }),
    );
    expect(person?.facts.nationalities).toEqual(['RU', 'CY']);
    const [body] = await parties(entity('PublicBody', 'x', { country: ['ru'] }));
    expect(body?.facts.nationalities).toEqual(['RU']);
    const [between] = await parties(entity('PublicBody', 'x', { country: ['ru', 'by'] }));
    expect(between?.facts).not.toHaveProperty('nationalities');
  });

  test('has the numbers that are one company’s, with leading zeros, and is known by what was merged into it', async () => {
    const [party] = await parties(
      entity(
        'Company',
        'NK-1',
        {
          leiCode: ['5493001NTNQJDH60PM02'],
          jurisdiction: ['gb'],
          registrationNumber: ['1234567'],
          swiftBic: ['GAZPRUMM'],
          innCode: ['7744001497'],
          ogrnCode: ['1027700167110'],
          cikCode: ['2098'],
        },
        { referents: ['ofac-17016'] },
      ),
    );
    expect(party?.facts.identifiers?.map(({ scheme, value }) => `${scheme} ${value}`)).toEqual([
      'FTM NK-1',
      'FTM ofac-17016',
      'XI-LEI 5493001NTNQJDH60PM02',
      'BIC GAZPRUMMXXX',
      'US-SEC 0000002098',
      'RU-OGRN 1027700167110',
      'GB-COH 01234567',
    ]);
  });

  test.each([['us'], ['de'], ['ca']])(
    'a registration number of %s is none alone: there are many registers',
    async (place) => {
      const [party] = await parties(
        entity('Company', 'x', { jurisdiction: [place], registrationNumber: ['12345678'] }),
      );
      expect(party?.facts.identifiers).toEqual([{ scheme: 'FTM', value: 'x' }]);
    },
  );

  test('with a wrong LEI is taken without it, and told', async () => {
    const [arrival] = stated(await read(entity('Company', 'x', { leiCode: ['5493001NTNQJDH60PM03'] })));
    expect(arrival?.faults).toMatchObject([{ reason: 'IDENTIFIER' }]);
    expect(arrival?.parties).toHaveLength(1);
  });

  test('in several fragments is all of them, and none takes the place of another', async () => {
    const all = await parties(entity('Company', 'x', { name: ['X'] }), entity('Company', 'x', { name: ['X Ltd'] }));
    const party = partyAsOf('x', all, TODAY);
    expect(party.names.map(({ text }) => text)).toEqual(['X', 'X Ltd']);
  });

  test('has the ISINs of every security it issued', async () => {
    const all = await parties(
      entity('Security', 's1', { isin: ['US1694261033'], issuer: ['x'] }),
      entity('Company', 'x', { name: ['X'] }),
      entity('Security', 's2', { isin: ['CNE1000002V2'], issuer: ['x'] }),
    );
    const { identifiers } = partyAsOf('x', all, TODAY);
    expect(identifiers.map(({ value }) => value).sort()).toEqual(['CNE1000002V2', 'US1694261033', 'x']);
  });

  test('says from which datasets it is, and until when it was seen there', async () => {
    const [party] = await parties(
      entity('Company', 'x', {}, { datasets: ['us_ofac_sdn', 'eu_fsf'], last_seen: '2026-08-21T10:00:00' }),
    );
    expect(party?.source).toMatchObject({
      dataset: 'ftm',
      quote: 'From us_ofac_sdn, eu_fsf.',
      retrievedAt: '2026-08-21',
    });
  });
});

describe('a sanction', () => {
  const company = entity('Company', 'x', { name: ['X'] });
  const sanction = (id: string, properties: Properties, datasets: readonly string[] = ['us_ofac_sdn']): object =>
    entity('Sanction', id, { entity: ['x'], ...properties }, { datasets });

  async function listings(...entities: object[]): Promise<string[]> {
    const all = partyAsOf('x', await parties(company, ...entities), TODAY).listings;
    return all.map(({ list, programme, startDate }) => [list, programme, startDate].filter(Boolean).join(' ')).sort();
  }

  test('is a listing on the list that it is from, by the id that policies use', async () => {
    expect(await listings(sanction('s', { program: ['SDGT'], startDate: ['2020-01-31'] }))).toEqual([
      'us_ofac_sdn SDGT 2020-01-31',
    ]);
  });

  test('of one list never takes the place of another, on that list or another', async () => {
    expect(
      await listings(
        sanction('s1', { program: ['SDGT'] }),
        sanction('s2', { program: ['IRAN', 'NPWMD'] }),
        sanction('s3', { listingDate: ['2021-05'] }, ['eu_fsf']),
      ),
    ).toEqual(['eu_fsf 2021-05-01', 'us_ofac_sdn IRAN', 'us_ofac_sdn NPWMD', 'us_ofac_sdn SDGT']);
  });

  test('from another file never takes the place of one on another list', async () => {
    const store = openSqlite(':memory:');
    for (const list of ['us_ofac_sdn', 'eu_fsf']) {
      const lines = [company, sanction(`of ${list}`, {}, [list])].map((each) => JSON.stringify(each)).join('\n');
      await load(store, ftm([lines], PLAIN));
    }
    const at = { asOf: TODAY, revision: await store.revision(), deadlineAt: Date.now() + 60_000 };
    const [record] = await store.parties([{ id: 'x' }], at);
    const { listings } = partyAsOf('x', record?.statements ?? [], TODAY);
    expect(listings.map(({ list }) => list).sort()).toEqual(['eu_fsf', 'us_ofac_sdn']);
    await store.close();
  });

  test('that has ended is none today', async () => {
    expect(await listings(sanction('s', { program: ['SDGT'], endDate: ['2024'] }))).toEqual([]);
  });

  test('of no list known is one called after its authority', async () => {
    expect(await listings(sanction('s', { authority: ['State Secretariat (SECO)'] }, []))).toEqual([
      'state-secretariat-seco',
    ]);
  });

  test('of which only the topic tells is shown, on a list that no policy names', async () => {
    const all = partyAsOf('x', await parties(entity('Company', 'x', { topics: ['sanction'] })), TODAY).listings;
    expect(all.map(({ list }) => list)).toEqual(['ftm-topic-sanction']);
    const named = rulebook().policies.flatMap(({ seeds }) => seeds.lists);
    expect(named).not.toContain('ftm-topic-sanction');
    expect(named).toContain('us_ofac_sdn');
  });
});

describe('the sample of made-up companies', () => {
  let asFtm: Store;
  let asBods: Store;
  beforeAll(async () => {
    asFtm = openSqlite(':memory:');
    asBods = openSqlite(':memory:');
    const read = ftm(createReadStream('test/data/ftm/sample_ftm.jsonl'), PLAIN);
    expect(await load(asFtm, read)).toMatchObject({ read: 7, written: 7, passedOver: {}, refused: { IDENTIFIER: 1 } });
    const other = bods(createReadStream('test/data/ftm/sample_bods.json'), PLAIN);
    expect(await load(asBods, other)).toMatchObject({ written: 7, passedOver: {}, refused: { IDENTIFIER: 1 } });
  });
  afterAll(() => Promise.all([asFtm.close(), asBods.close()]));

  test.each([
    ['company-acme-holdings', 'Acme Holdings Ltd', 'GB-COH', '12345678'],
    ['company-acme-trading', 'Acme Trading Ltd', 'GB-COH', '87654321'],
  ])('has %s', async (id, name, scheme, value) => {
    const at = { asOf: TODAY, revision: await asFtm.revision(), deadlineAt: Date.now() + 60_000 };
    const [record] = await asFtm.parties([{ identifier: { scheme, value } }], at);
    expect(record?.id).toBe(id);
    expect(record?.statements[0]?.facts).toMatchObject({ kind: 'COMPANY', name, incorporatedIn: 'GB' });
  });

  test.each([
    ['company-acme-trading', 'company-acme-holdings SHAREHOLDING 100 % 2010-06-01'],
    ['company-acme-holdings', 'person-jane-smith SHAREHOLDING 75 % 2005-03-14'],
    ['company-acme-holdings', 'person-jane-smith VOTING_RIGHTS 75 % 2005-03-14'],
    ['company-acme-holdings', 'person-jane-smith OTHER_INFLUENCE an unknown share 2005-03-14'],
  ])('in %s there is %s', async (id, is) => {
    const at = { asOf: TODAY, revision: await asFtm.revision(), deadlineAt: Date.now() + 60_000 };
    const [page] = await asFtm.page([id], 'UP', at, 10, null);
    const all = (page?.interests ?? []).map(
      ({ interestedParty, type, share, startDate }) =>
        `${interestedParty} ${type} ${describeShare(share)} ${startDate}`,
    );
    expect(all).toContain(is);
  });

  test.each(['12345678', '87654321'])('%s has the same verdict as from BODS, under every policy', async (number) => {
    const policies = rulebook()
      .policies.filter(({ answers }) => answers === 'RESTRICTION')
      .map(({ id }) => id);
    expect(policies.length).toBeGreaterThan(5);
    const query = `query R($number: String!, $policies: [ID!]!) {
      party(by: {identifier: {scheme: "GB-COH", value: $number}}) {
        ... on Company { rulings: restrictions(policies: $policies) { policy { id } verdict reasons { code } } }
      }
    }`;
    const [one, other] = await Promise.all([asFtm, asBods].map((store) => answer(store, query, { number, policies })));
    expect(one.party.rulings).toEqual(other.party.rulings);
  });
});

test('a file is recognised, as lines and as what OpenSanctions gives', () => {
  expect(ftmFormat.recognises(readFileSync('test/data/ftm/sample_ftm.jsonl', 'utf8'))).toBe(true);
  expect(ftmFormat.recognises(readFileSync('test/data/ftm/sample_bods.json', 'utf8'))).toBe(false);
});
