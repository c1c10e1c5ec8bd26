import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Arrival } from '../../src/intake/arrival.js';
import { companyNumber } from '../../src/intake/companyNumber.js';
import { countryNamed, nationalitiesIn } from '../../src/intake/countryNames.js';
import { NO_OPTIONS } from '../../src/intake/format.js';
import { load } from '../../src/intake/load.js';
import { psc } from '../../src/intake/psc.js';
import type { PartyFacts } from '../../src/model/party.js';
import { describeShare } from '../../src/model/share.js';
import type { InterestStatement } from '../../src/model/statement.js';
import { openSqlite } from '../../src/store/sqlite.js';
import { answer } from '../asking.js';
import { collect, refusals, stated } from './fixtures.js';

const read = (...lines: readonly (object | string | Buffer)[]): Promise<Arrival[]> =>
  collect(
    psc.arrivals(
      lines.map((line) => (typeof line === 'string' || Buffer.isBuffer(line) ? line : `${JSON.stringify(line)}\n`)),
      { ...NO_OPTIONS, retrievedAt: '2026-01-01' },
    ),
  );

const sample = (name: string): Promise<Arrival[]> =>
  read(readFileSync(join('test/data/psc-format-samples', `psc_${name}.json`)));

function entry(data: object, company = '01234567'): object {
  const links = { self: `/company/${company}/persons-with-significant-control/individual/abc-DEF_1` };
  const kind = 'individual-person-with-significant-control';
  return { company_number: company, data: { kind, name: 'Joe Bloggs', notified_on: '2016-04-06', links, ...data } };
}

const corporate = (identification: object, company?: string): object =>
  entry({ kind: 'corporate-entity-person-with-significant-control', name: 'Foo Ltd', identification }, company);

async function holder(line: object): Promise<{ id: string | undefined; facts: PartyFacts | undefined }> {
  const [one] = stated(await read(line));
  return { id: one?.parties[1]?.party, facts: one?.parties[1]?.facts };
}

async function interests(line: object): Promise<readonly InterestStatement[]> {
  const arrivals = await read(line);
  const [refused] = refusals(arrivals);
  if (refused !== undefined) throw new Error(`${refused.reason}: ${refused.message}`);
  return stated(arrivals).flatMap((each) => each.interests);
}

describe('every sample imports', () => {
  test('with the outcome that its kind has', async () => {
    const outcomes: Record<string, string> = {};
    for (const file of readdirSync('test/data/psc-format-samples').filter((name) => name.endsWith('.json'))) {
      const [arrival, ...others] = await read(readFileSync(join('test/data/psc-format-samples', file)));
      expect(others).toEqual([]);
      if (arrival === undefined) throw new Error(`${file} brought nothing`);
      outcomes[file] = arrival.outcome === 'STATED' ? `${arrival.interests.length} stated` : arrival.reason;
    }
    expect(outcomes).toEqual({
      'psc_ceased_on.json': '2 stated',
      'psc_corporate.json': '1 stated',
      'psc_exemptions.json': '0 stated',
      'psc_individual.json': '2 stated',
      'psc_legal.json': '1 stated',
      'psc_no_country.json': '1 stated',
      'psc_no_match.json': '1 stated',
      'psc_not_found.json': '1 stated',
      'psc_statement.json': 'NO_BENEFICIAL_OWNER',
      'psc_statement_ceased_on.json': 'NO_BENEFICIAL_OWNER',
      'psc_super_secure.json': '1 stated',
      'psc_totals.json': 'NO_INTEREST_STATED',
      'psc_unknown_kind.json': 'MALFORMED',
    });
  });

  test('with the facts that stand in them', async () => {
    const [individual] = stated(await sample('individual'));
    expect(individual?.parties).toMatchObject([
      {
        party: 'GB-COH-01234567',
        facts: { identifiers: [{ scheme: 'GB-COH', value: '01234567' }], incorporatedIn: 'GB' },
      },
      {
        party: 'GB-COH-PER-01234567-abcdef123456789',
        facts: { kind: 'PERSON', name: 'Joe Bloggs', nationalities: ['GB'], headquarters: [{ jurisdiction: 'GB' }] },
      },
    ]);
    expect(
      individual?.interests.map(({ type, share, startDate, endDate }) => [
        type,
        describeShare(share),
        startDate,
        endDate,
      ]),
    ).toEqual([
      ['SHAREHOLDING', 'more than 25 and at most 50 %', '2016-04-06', null],
      ['VOTING_RIGHTS', 'more than 25 and at most 50 %', '2016-04-06', null],
    ]);
    const [ceased] = stated(await sample('ceased_on'));
    expect(ceased?.interests.map(({ endDate }) => endDate)).toEqual(['2016-10-11', '2016-10-11']);
    const [company] = stated(await sample('corporate'));
    expect(company?.parties[1]).toMatchObject({
      party: 'GB-COH-89101112',
      facts: { kind: 'COMPANY', name: 'Foo Bar Limited', incorporatedIn: 'GB' },
    });
    const [legal] = stated(await sample('legal'));
    expect(legal?.parties[1]?.facts.kind).toBeUndefined();
    const [padded] = stated(await sample('not_found'));
    expect(padded?.parties[1]?.party).toBe('GB-COH-00056099');
    for (const name of ['no_country', 'no_match']) {
      const [own] = stated(await sample(name));
      expect(own?.parties[1]).toMatchObject({ party: 'GB-COH-ENT-01234567-abcdef123456789' });
      expect(own?.parties[1]?.facts.incorporatedIn).toBeUndefined();
    }
    const [listed] = stated(await sample('exemptions'));
    expect(listed?.parties[0]?.facts).toMatchObject({ publiclyListed: true });
    const [secret] = stated(await sample('super_secure'));
    expect(secret?.interests).toMatchObject([
      { interestedParty: null, undisclosed: expect.stringMatching(/^super-secure-persons-with-significant-control: /) },
    ]);
  });
});

test.each([
  ['1234567', '01234567'],
  ['01234567', '01234567'],
  ['SC12345', 'SC012345'],
  ['sc 012345', 'SC012345'],
  ['OC300001', 'OC300001'],
  ['R0000123', 'R0000123'],
  ['00000000', null],
  ['123456789', null],
  ['HRB12345', null],
  ['XY123456', null],
  ['N/A', null],
])('the number %s is %s', (text, expected) => {
  expect(companyNumber(text)).toBe(expected);
});

describe('natures of control are as strict as the law has them', () => {
  test.each([
    [['ownership-of-shares-25-to-50-percent'], ['SHAREHOLDING more than 25 and at most 50 %']],
    [['ownership-of-shares-50-to-75-percent'], ['SHAREHOLDING more than 50 and less than 75 %']],
    [['ownership-of-shares-75-to-100-percent'], ['SHAREHOLDING at least 75 %']],
    [['ownership-of-shares-more-than-25-percent-registered-overseas-entity'], ['SHAREHOLDING more than 25 %']],
    [
      ['voting-rights-50-to-75-percent-limited-liability-partnership'],
      ['VOTING_RIGHTS more than 50 and less than 75 %'],
    ],
    [['right-to-appoint-and-remove-directors'], ['BOARD_APPOINTMENT an unknown share']],
    [
      ['right-to-share-surplus-assets-75-to-100-percent-limited-liability-partnership'],
      ['PROFIT_RIGHTS at least 75 %'],
    ],
    [['significant-influence-or-control'], ['OTHER_INFLUENCE an unknown share']],
    [['ownership-of-shares-75-to-100-percent-as-trust'], ['OTHER_INFLUENCE an unknown share']],
    [['voting-rights-75-to-100-percent-as-firm'], ['OTHER_INFLUENCE an unknown share']],
    [['a-nature-of-tomorrow'], ['OTHER_INFLUENCE an unknown share']],
    [
      ['ownership-of-shares-25-to-50-percent', 'ownership-of-shares-25-to-50-percent'],
      ['SHAREHOLDING more than 25 and at most 50 %'],
    ],
    [
      [
        'ownership-of-shares-25-to-50-percent',
        'ownership-of-shares-25-to-50-percent-as-trust',
        'voting-rights-25-to-50-percent',
      ],
      [
        'SHAREHOLDING more than 25 and at most 50 %',
        'OTHER_INFLUENCE an unknown share',
        'VOTING_RIGHTS more than 25 and at most 50 %',
      ],
    ],
    [[], ['OTHER_INFLUENCE an unknown share']],
  ])('%s', async (natures_of_control, expected) => {
    const all = await interests(entry({ natures_of_control }));
    expect(all.map(({ type, share }) => `${type} ${describeShare(share)}`)).toEqual(expected);
  });

  test('each interest is a statement of its own, which a later snapshot replaces', async () => {
    const natures_of_control = ['ownership-of-shares-25-to-50-percent', 'voting-rights-25-to-50-percent'];
    const [shares, votes] = await interests(entry({ natures_of_control }));
    expect([shares?.source.statementId, votes?.source.statementId]).toEqual([
      '01234567/abc-DEF_1/SHAREHOLDING',
      '01234567/abc-DEF_1/VOTING_RIGHTS',
    ]);
    expect(shares?.source).toMatchObject({
      dataset: 'uk-psc',
      grade: 'PRIMARY',
      retrievedAt: '2026-01-01',
      quote: 'ownership-of-shares-25-to-50-percent',
      url: expect.stringContaining('/company/01234567/'),
    });
  });

  test('an entry that has ended without a day ends with the snapshot', async () => {
    expect(await interests(entry({ ceased: true }))).toMatchObject([
      { startDate: '2016-04-06', endDate: '2026-01-01' },
    ]);
  });
});

describe('a company of the register is joined by its number where that is plainly one', () => {
  test.each([
    [{ country_registered: 'England', registration_number: '1234568' }, 'GB-COH-01234568', 'GB'],
    [{ country_registered: 'england and wales', registration_number: '01234568' }, 'GB-COH-01234568', 'GB'],
    [{ country_registered: 'Scotland', registration_number: 'SC12345' }, 'GB-COH-SC012345', 'GB'],
    [{ place_registered: 'United Kingdom', registration_number: '1234568' }, 'GB-COH-01234568', 'GB'],
    [{ country_registered: 'Germany', registration_number: '1234568' }, 'GB-COH-ENT-01234567-abc-DEF_1', 'DE'],
    [
      { country_registered: 'Germany', place_registered: 'England', registration_number: '1' },
      'GB-COH-ENT-01234567-abc-DEF_1',
      'DE',
    ],
    [{ country_registered: "People's Republic of China" }, 'GB-COH-ENT-01234567-abc-DEF_1', 'CN'],
    [{ country_registered: 'Delaware', registration_number: '1234568' }, 'GB-COH-ENT-01234567-abc-DEF_1', undefined],
    [{ country_registered: 'Georgia' }, 'GB-COH-ENT-01234567-abc-DEF_1', undefined],
    [{ country_registered: 'England', registration_number: 'FC012345' }, 'GB-COH-ENT-01234567-abc-DEF_1', 'GB'],
    [{ registration_number: '1234568' }, 'GB-COH-ENT-01234567-abc-DEF_1', undefined],
  ])('%j is %s', async (identification, id, place) => {
    const found = await holder(corporate(identification));
    expect([found.id, found.facts?.incorporatedIn]).toEqual([id, place]);
  });

  test('the number of the company itself is a slip: nobody holds itself by it', async () => {
    const found = await holder(corporate({ country_registered: 'England', registration_number: '1234567' }));
    expect(found).toMatchObject({ id: 'GB-COH-ENT-01234567-abc-DEF_1' });
    expect(found.facts?.identifiers).toBeUndefined();
  });

  test('an address is no headquarters', async () => {
    const found = await holder(
      entry({ kind: 'corporate-entity-person-with-significant-control', address: { country: 'China' } }),
    );
    expect(found.facts?.headquarters).toBeUndefined();
  });

  test.each([
    ['OE012345', undefined],
    ['FC012345', undefined],
    ['NI012345', 'GB'],
  ])('the subject %s is incorporated in %s', async (company, place) => {
    const [one] = stated(await read(entry({}, company)));
    expect(one?.parties[0]?.facts.incorporatedIn).toBe(place);
  });
});

describe('places in free text are read where they are plain', () => {
  test.each([
    ['British', ['GB']],
    ['Chinese', ['CN']],
    ['British, American', ['GB', 'US']],
    ['Irish and Russian', ['IE', 'RU']],
    ['british/klingon', ['GB']],
    ['Korean', []],
    ['Congolese', []],
    ['', []],
  ])('the nationality "%s"', (text, expected) => {
    expect(nationalitiesIn(text)).toEqual(expected);
  });

  test.each([
    ['England', 'GB'],
    [' hong  kong ', 'HK'],
    ['Virgin Islands, British', 'VG'],
    ['Virgin Islands', null],
    ['Korea', null],
    ['Congo', null],
    ['West Yorkshire', null],
  ])('the country "%s"', (text, expected) => {
    expect(countryNamed(text)).toBe(expected);
  });

  test('the residence is quoted as it is written; one that is not plain is unknown', async () => {
    const found = await holder(entry({ country_of_residence: 'Northern Ireland', nationality: 'Klingon' }));
    expect(found.facts?.headquarters).toMatchObject([{ jurisdiction: 'GB', source: { quote: 'Northern Ireland' } }]);
    expect(found.facts?.nationalities).toBeUndefined();
    expect((await holder(entry({ country_of_residence: 'Qo’noS' }))).facts?.headquarters).toBeUndefined();
  });

  test('a name is taken whole, or from its parts', async () => {
    expect((await holder(entry({ name: 'Dr Ann B Cee' }))).facts?.name).toBe('Dr Ann B Cee');
    const name_elements = { title: 'Dr', forename: 'Ann', middle_name: 'B', surname: 'Cee' };
    expect((await holder(entry({ name: undefined, name_elements }))).facts?.name).toBe('Dr Ann B Cee');
  });
});

describe('statements say that nobody is there, that somebody is, or nothing of it', () => {
  const statement = (said: string, more: object = {}): object =>
    entry({ kind: 'persons-with-significant-control-statement', statement: said, ...more });

  const outcomeOf = async (line: object): Promise<string | null | undefined> => {
    const [arrival] = await read(line);
    return arrival?.outcome === 'STATED' ? arrival.interests[0]?.undisclosed?.split(':')[0] : arrival?.reason;
  };

  test.each([
    ['no-individual-or-entity-with-signficant-control'],
    ['no-individual-or-entity-with-signficant-control-partnership'],
  ])('%s: nobody', async (said) => {
    expect(await outcomeOf(statement(said))).toBe('NO_BENEFICIAL_OWNER');
  });

  test.each([
    ['all-beneficial-owners-identified'],
    ['somebody-has-become-or-ceased-to-be-a-beneficial-owner'],
    ['no-trust-involved-relevant-period'],
  ])('%s: nothing', async (said) => {
    expect(await outcomeOf(statement(said))).toBe('NO_INTEREST_STATED');
  });

  test.each([
    ['psc-exists-but-not-identified'],
    ['psc-exists-but-not-identified-partnership'],
    ['psc-details-not-confirmed'],
    ['steps-to-find-psc-not-yet-completed'],
    ['psc-contacted-but-no-response'],
    ['psc-has-failed-to-confirm-changed-details'],
    ['restrictions-notice-issued-to-psc'],
    ['no-beneficial-owner-identified'],
    ['at-least-one-beneficial-owner-unidentified'],
    ['information-not-provided-for-at-least-one-beneficial-owner'],
    ['awaiting-confirmation-from-psc'],
    ['a-statement-of-tomorrow'],
  ])('%s: somebody', async (said) => {
    expect(await outcomeOf(statement(said))).toBe(said);
  });

  test('the one whom a statement links is named in it, and it ends when it ceases', async () => {
    const line = statement('psc-has-failed-to-confirm-changed-details', {
      linked_psc_name: 'Ann Cee',
      ceased_on: '2020-01-01',
    });
    expect(await interests(line)).toMatchObject([
      { undisclosed: expect.stringMatching(/: Ann Cee$/), endDate: '2020-01-01' },
    ]);
  });
});

describe('exemptions', () => {
  const exempt = (exemption_type: string, items: readonly object[]): object =>
    entry({ kind: 'exemptions', exemptions: { it: { exemption_type, items } } });
  const listed = async (line: object): Promise<boolean | undefined> =>
    stated(await read(line))[0]?.parties[0]?.facts.publiclyListed;

  test.each([
    ['psc-exempt-as-shares-admitted-on-market'],
    ['psc-exempt-as-trading-on-uk-regulated-market'],
    ['disclosure-transparency-rules-chapter-five-applies'],
  ])('%s says that the company is listed, until it ends', async (type) => {
    expect(await listed(exempt(type, [{ exempt_from: '2016-10-29' }]))).toBe(true);
    expect(await listed(exempt(type, [{ exempt_from: '2016-10-29', exempt_to: '2020-01-01' }]))).toBeUndefined();
  });

  test('one that is not known says nothing', async () => {
    expect(await listed(exempt('an-exemption-of-tomorrow', [{ exempt_from: '2016-10-29' }]))).toBeUndefined();
  });
});

describe('a line that is wrong is refused alone', () => {
  test.each([
    ['no JSON', '{"company_number":\n', 'INVALID_JSON'],
    ['no number', { data: { kind: 'exemptions' } }, 'IDENTIFIER'],
    ['a number of another register', entry({}, 'HRB 1234'), 'IDENTIFIER'],
    ['a day that does not exist', entry({ notified_on: '2016-02-30' }), 'DATE'],
    ['an end before its start', entry({ ceased_on: '2015-01-01' }), 'DATE'],
    ['no name', entry({ name: undefined }), 'MALFORMED'],
    ['no link and no etag', entry({ links: {} }), 'MALFORMED'],
    ['a key "__proto__"', '{"company_number":"01234567","data":{"__proto__":{}}}\n', 'MALFORMED'],
  ])('for %s', async (_, line, reason) => {
    const arrivals = await read(entry({}), line, entry({}));
    expect(arrivals.map((each) => (each.outcome === 'REFUSED' ? `${each.line} ${each.reason}` : each.outcome))).toEqual(
      ['STATED', `2 ${reason}`, 'STATED'],
    );
  });
});

test('who is protected or not identified leaves the company open, and the reason says why', async () => {
  const store = openSqlite(':memory:');
  const kinds = [
    entry({
      kind: 'super-secure-person-with-significant-control',
      description: 'super-secure-persons-with-significant-control',
    }),
    entry(
      { kind: 'persons-with-significant-control-statement', statement: 'psc-exists-but-not-identified' },
      '07654321',
    ),
  ];
  const lines = kinds.map((line) => `${JSON.stringify(line)}\n`);
  expect((await load(store, psc.arrivals(lines, NO_OPTIONS))).refusals).toEqual([]);
  for (const [number, why] of [
    ['01234567', /super-secure/],
    ['07654321', /psc-exists-but-not-identified/],
  ] as const) {
    const { company } = await answer(
      store,
      `{ company(by: {identifier: {scheme: "GB-COH", value: "${number}"}}) { restriction { verdict readings { id verdict } reasons { message } decidingFacts { question } } } }`,
    );
    expect(company.restriction.verdict).toBe('INDETERMINATE');
    expect(company.restriction.readings).toContainEqual({ id: 'recorded-only', verdict: 'INDETERMINATE' });
    expect(JSON.stringify(company.restriction.reasons)).toMatch(why);
    expect(JSON.stringify(company.restriction.decidingFacts)).toMatch(why);
  }
  await store.close();
});
