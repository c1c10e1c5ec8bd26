import { describe, expect, test } from '@jest/globals';
import { bods } from '../../src/intake/bods.js';
import { describeShare, exactly, UNITS_PER_PERCENT, UNKNOWN_SHARE, WHOLE } from '../../src/model/share.js';
import { collect, entity, interestsOf, person, read, refusals, relationship, stated } from './fixtures.js';

async function share(share: object | string, type = 'shareholding'): Promise<string> {
  const text = typeof share === 'string' ? share : JSON.stringify(share);
  const line = JSON.stringify(relationship('r', { interests: [{ type, share: 'SHARE' }] })).replace('"SHARE"', text);
  const arrivals = await read(line);
  const [refused] = refusals(arrivals);
  if (refused !== undefined) return `${refused.reason}: ${refused.message}`;
  const [interest] = stated(arrivals).flatMap(({ interests }) => interests);
  return interest === undefined ? 'nothing' : describeShare(interest.share);
}

/** A register's interest: its type and band as numbers, with the slugs of the whole record as details. */
function psc(type: string, slugs: string[], band: [number, number] | null = null): object {
  const details = `Relationship Type: [${slugs.map((slug) => `'${slug}'`).join(', ')}]`;
  return {
    type,
    directOrIndirect: 'unknown',
    details,
    ...(band === null ? {} : { share: { minimum: band[0], maximum: band[1] } }),
  };
}

describe('a share is read from the decimal as it was written', () => {
  test.each([
    ['{"exact": 75.0}', '75 %'],
    ['{"exact": 33.3333333333}', '33.3333333333 %'],
    ['{"exact": 0}', '0 %'],
    ['{"exact": "24.99"}', '24.99 %'],
    ['{"exact": 5e1}', '50 %'],
    ['{"minimum": 25, "maximum": 50}', 'at least 25 and at most 50 %'],
    ['{"exclusiveMinimum": 50, "maximum": 100}', 'more than 50 %'],
    [
      '{"minimum": 50, "exclusiveMinimum": true, "maximum": 75, "exclusiveMaximum": true}',
      'more than 50 and less than 75 %',
    ],
    ['{"minimum": 50, "exclusiveMinimum": false}', 'at least 50 %'],
    ['{}', 'an unknown share'],
  ])('%s is %s', async (text, expected) => {
    expect(await share(text)).toBe(expected);
  });

  test('a decimal that a float would put on the threshold stays above it', async () => {
    expect(await share('{"exact": 50.00000000000000001}')).toBe('more than 50 and less than 50.0000000001 %');
    expect(await share('{"minimum": 50.00000000000000001}')).toBe('more than 50 %');
    expect(await share('{"maximum": 49.99999999999999999}')).toBe('less than 50 %');
  });

  test.each([
    ['{"exact": -1}'],
    ['{"exact": 101}'],
    ['{"exact": 100.00000000000000001}'],
    ['{"exact": "51%"}'],
    ['{"exact": true}'],
    ['{"exact": "0x10"}'],
    ['{"minimum": 60, "maximum": 40}'],
    ['{"exclusiveMinimum": 50, "maximum": 50}'],
    ['{"minimum": "NaN"}'],
  ])('%s is refused', async (text) => {
    expect(await share(text)).toMatch(/^SHARE: share.*expected a percentage|^SHARE: share: no percentage fits/);
  });
});

describe('bands of the UK register are as strict as its words', () => {
  test.each([
    ['ownership-of-shares-25-to-50-percent', [25, 50], 'more than 25 and at most 50 %'],
    ['ownership-of-shares-50-to-75-percent', [50, 75], 'more than 50 and less than 75 %'],
    ['ownership-of-shares-75-to-100-percent', [75, 100], 'at least 75 %'],
    ['ownership-of-shares-more-than-25-percent-registered-overseas-entity', [25, 100], 'more than 25 %'],
  ] as [string, [number, number], string][])('%s', async (slug, band, expected) => {
    const [interest] = await interestsOf({ interests: [psc('shareholding', [slug], band)] });
    expect(describeShare((interest as { share: typeof UNKNOWN_SHARE }).share)).toBe(expected);
  });

  test('without a slug the numbers stand as they are', async () => {
    expect(await share({ minimum: 50, maximum: 75 })).toBe('at least 50 and at most 75 %');
  });

  test('votes and shares take each their own slug', async () => {
    const slugs = ['ownership-of-shares-50-to-75-percent', 'voting-rights-25-to-50-percent'];
    const interests = await interestsOf({
      interests: [psc('shareholding', slugs, [50, 75]), psc('votingRights', slugs, [25, 50])],
    });
    expect(interests.map(({ type, share }) => [type, describeShare(share)])).toEqual([
      ['SHAREHOLDING', 'more than 50 and less than 75 %'],
      ['VOTING_RIGHTS', 'more than 25 and at most 50 %'],
    ]);
  });

  test('what a firm or trust holds is no share of the party, only an influence that quotes the slug', async () => {
    const slugs = ['ownership-of-shares-75-to-100-percent-as-firm', 'voting-rights-75-to-100-percent-as-trust'];
    const interests = await interestsOf({
      interests: [psc('shareholding', slugs, [75, 100]), psc('votingRights', slugs, [75, 100])],
    });
    expect(interests).toHaveLength(1);
    expect(interests[0]).toMatchObject({ type: 'OTHER_INFLUENCE', share: UNKNOWN_SHARE });
    expect(interests[0]?.source.quote).toContain('ownership-of-shares-75-to-100-percent-as-firm');
    expect(interests[0]?.source.quote).not.toMatch(/control/i);
  });

  test('of an own share and a firm’s of the same band each is read once', async () => {
    const slugs = ['ownership-of-shares-25-to-50-percent-as-firm', 'ownership-of-shares-25-to-50-percent'];
    const interests = await interestsOf({
      interests: [psc('shareholding', slugs, [25, 50]), psc('shareholding', slugs, [25, 50])],
    });
    expect(interests.map(({ type, share }) => [type, describeShare(share)])).toEqual([
      ['SHAREHOLDING', 'more than 25 and at most 50 %'],
      ['OTHER_INFLUENCE', 'an unknown share'],
    ]);
  });

  test('a right to appoint is a board right without a number, significant influence says control', async () => {
    const slugs = ['right-to-appoint-and-remove-directors', 'significant-influence-or-control'];
    const interests = await interestsOf({
      interests: [psc('appointmentOfBoard', slugs), psc('otherInfluenceOrControl', slugs)],
    });
    expect(interests.map(({ type, share }) => [type, describeShare(share)])).toEqual([
      ['BOARD_APPOINTMENT', 'an unknown share'],
      ['OTHER_INFLUENCE', 'an unknown share'],
    ]);
    expect(interests[1]?.source.quote).toMatch(/control/i);
  });

  test('rights to surplus assets are profit rights', async () => {
    const interest = psc(
      'rightsToSurplusAssetsOnDissolution',
      ['part-right-to-share-surplus-assets-75-to-100-percent'],
      [75, 100],
    );
    expect(await interestsOf({ interests: [interest] })).toMatchObject([
      { type: 'PROFIT_RIGHTS', share: { min: 75 * UNITS_PER_PERCENT } },
    ]);
  });
});

describe('what GLEIF reports is read from the details', () => {
  const reported = (kind: string) =>
    interestsOf({
      interests: [{ type: 'otherInfluenceOrControl', details: `Relationship Type: ${kind}`, startDate: '2016-02-24' }],
    });

  test.each([
    ['IS_DIRECTLY_CONSOLIDATED_BY', 'REPORTED_PARENT', UNKNOWN_SHARE],
    ['IS_ULTIMATELY_CONSOLIDATED_BY', 'REPORTED_ULTIMATE_PARENT', UNKNOWN_SHARE],
    ['IS_INTERNATIONAL_BRANCH_OF', 'BRANCH', exactly(WHOLE)],
  ])('%s is a %s', async (kind, type, share) => {
    expect(await reported(kind)).toMatchObject([{ type, share, startDate: '2016-02-24', endDate: null }]);
  });

  test.each(['IS_FUND-MANAGED_BY', 'IS_SUBFUND_OF', 'IS_FEEDER_TO'])('%s is no ownership', async (kind) => {
    const arrivals = await read(relationship('r', { interests: [{ type: 'otherInfluenceOrControl', details: kind }] }));
    expect(arrivals).toMatchObject([{ outcome: 'PASSED_OVER', line: 1, recordId: 'r', reason: 'NO_OWNERSHIP' }]);
  });

  test('a relationship GLEIF does not have is refused by name', async () => {
    await expect(reported('IS_RELATED_TO')).rejects.toThrow('"IS_RELATED_TO" is no relationship');
  });
});

describe('what restates a chain is never counted', () => {
  test.each([
    [
      'a declared indirect total',
      { interests: [{ type: 'shareholding', directOrIndirect: 'indirect', share: { exact: 60 } }] },
    ],
    [
      'a component record',
      { isComponent: true, interests: [{ type: 'shareholding', directOrIndirect: 'direct', share: { exact: 60 } }] },
    ],
  ])('%s is an influence that may be control', async (_, details) => {
    const interests = await interestsOf(details);
    expect(interests).toMatchObject([{ type: 'OTHER_INFLUENCE', share: UNKNOWN_SHARE }]);
    expect(interests[0]?.source.quote).toBe(
      'Declared as held through others, which may be control: shareholding, 60 %.',
    );
  });

  test('an indirect total of at most half is no sign of control', async () => {
    const [interest] = await interestsOf({
      interests: [{ type: 'votingRights', directOrIndirect: 'indirect', share: { maximum: 50 } }],
    });
    expect(interest?.source.quote).not.toMatch(/control/i);
  });
});

describe('several interests of one type in one record', () => {
  const of = (min: number, dates: object = {}) => ({ type: 'shareholding', share: { exact: min }, ...dates });

  test('that hold together may be added or restate each other', async () => {
    expect(await interestsOf({ interests: [of(30), of(20)] })).toMatchObject([
      { share: { min: 30 * UNITS_PER_PERCENT, max: 50 * UNITS_PER_PERCENT } },
    ]);
  });

  test('that overlap are cut where one begins or ends', async () => {
    const interests = await interestsOf({
      interests: [of(30, { startDate: '2020-01-01' }), of(20, { startDate: '2021-01-01', endDate: '2022-01-01' })],
    });
    expect(interests.map(({ startDate, endDate, share }) => [startDate, endDate, describeShare(share)])).toEqual([
      ['2020-01-01', '2021-01-01', '30 %'],
      ['2021-01-01', '2022-01-01', 'at least 30 and at most 50 %'],
      ['2022-01-01', null, '30 %'],
    ]);
    expect(new Set(interests.map(({ source }) => source.statementId)).size).toBe(3);
  });

  test('that follow each other stay as they are', async () => {
    const interests = await interestsOf({
      interests: [of(30, { endDate: '2021-01-01' }), of(60, { startDate: '2021-01-01' })],
    });
    expect(interests.map(({ startDate, endDate, share }) => [startDate, endDate, describeShare(share)])).toEqual([
      [null, '2021-01-01', '30 %'],
      ['2021-01-01', null, '60 %'],
    ]);
  });
});

describe('the latest statement of a record counts', () => {
  const held = (exact: number, statementId: string, statement: object) =>
    relationship(
      'r',
      { interests: [{ type: 'shareholding', share: { exact }, startDate: '2020-01-01' }] },
      { statementId, ...statement },
    );

  test('by its date, whatever the order in the file', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const both = [held(10, 'old', { statementDate: '2023-01-01' }), held(20, 'new', { statementDate: '2024-01-01' })];
      const arrivals = await read(...order.map((index) => both[index] as object));
      expect(stated(arrivals).flatMap(({ interests }) => interests.map(({ share }) => describeShare(share)))).toEqual([
        '20 %',
      ]);
      expect(arrivals).toContainEqual(expect.objectContaining({ outcome: 'PASSED_OVER', reason: 'SUPERSEDED' }));
    }
  });

  test('the later in the file where dates agree', async () => {
    const arrivals = await read(held(10, 'a', {}), held(20, 'b', {}));
    expect(stated(arrivals).flatMap(({ interests }) => interests.map(({ share }) => describeShare(share)))).toEqual([
      '20 %',
    ]);
  });

  test('a closed one ends the interest, on the statement’s day where it gives none', async () => {
    const closed = { recordStatus: 'closed', statementDate: '2024-08-07' };
    expect(await interestsOf({ interests: [{ type: 'shareholding', startDate: '2020-01-01' }] }, closed)).toMatchObject(
      [{ endDate: '2024-08-07' }],
    );
    expect(
      await interestsOf(
        { interests: [{ type: 'shareholding', startDate: '2020-01-01', endDate: '2023-09-22' }] },
        closed,
      ),
    ).toMatchObject([{ endDate: '2023-09-22' }]);
  });
});

describe('a holder the source does not name', () => {
  const held = { interests: [{ type: 'shareholding', share: { exact: 40 } }] };

  test('is undisclosed, with the reason', async () => {
    expect(
      await interestsOf({ ...held, interestedParty: { reason: 'unknown', description: 'no answer' } }),
    ).toMatchObject([{ interestedParty: null, undisclosed: 'unknown: no answer' }]);
  });

  test('may be a person whose identity is withheld, in a record before or after', async () => {
    const hidden = person('holder', {
      personType: 'anonymousPerson',
      unspecifiedPersonDetails: { reason: 'interestedPartyExemptFromDisclosure' },
    });
    for (const records of [
      [hidden, relationship('r', held)],
      [relationship('r', held), hidden],
    ]) {
      const arrivals = await read(...records);
      expect(stated(arrivals).flatMap(({ interests }) => interests)).toMatchObject([
        { interestedParty: null, undisclosed: 'anonymousPerson: interestedPartyExemptFromDisclosure' },
      ]);
      expect(stated(arrivals).flatMap(({ parties }) => parties)).toEqual([]);
    }
  });

  test('is nobody at all where there is no beneficial owner', async () => {
    const arrivals = await read(relationship('r', { ...held, interestedParty: { reason: 'noBeneficialOwners' } }));
    expect(arrivals).toMatchObject([{ outcome: 'PASSED_OVER', reason: 'NO_BENEFICIAL_OWNER' }]);
  });
});

describe('nominations and trusts', () => {
  test.each([
    ['nominee', 'NOMINEE'],
    ['nominator', 'CONTRACT'],
    ['trustee', 'TRUSTEE'],
    ['settlor', 'OTHER_INFLUENCE'],
    ['rightsGrantedByContract', 'CONTRACT'],
    ['conditionalRightsGrantedByContract', 'CONDITIONAL_RIGHTS'],
    ['controlByLegalFramework', 'OTHER_INFLUENCE'],
  ])('a %s holds %s', async (name, type) => {
    expect(await interestsOf({ interests: [{ type: name }] })).toMatchObject([{ type }]);
  });

  test('an influence without details is quoted by its type, so that control is heard', async () => {
    const [interest] = await interestsOf({ interests: [{ type: 'controlByLegalFramework' }] });
    expect(interest?.source.quote).toBe('controlByLegalFramework');
  });
});

describe('a party', () => {
  const facts = async (record: object) => stated(await read(record))[0]?.parties[0]?.facts;

  test.each([
    ['registeredEntity', 'COMPANY'],
    ['legalEntity', 'COMPANY'],
    ['state', 'STATE'],
    ['stateBody', 'STATE'],
    ['arrangement', 'ARRANGEMENT'],
  ])('of entity type %s is a %s', async (type, kind) => {
    expect(await facts(entity('e', { entityType: { type } }))).toMatchObject({ kind });
  });

  test('is headquartered at its business address, finer where the address says so, and never at its registered one', async () => {
    const country = { name: 'Russia', code: 'RU' };
    const business = { type: 'business', address: 'набережная Софийская, 26/1, Москва, RU-MOW', country };
    expect((await facts(entity('e', { addresses: [business] })))?.headquarters).toMatchObject([
      { jurisdiction: 'RU-MOW', source: { quote: business.address } },
    ]);
    expect(
      (await facts(entity('e', { addresses: [{ ...business, address: 'SE-405 08 Göteborg' }] })))?.headquarters,
    ).toMatchObject([{ jurisdiction: 'RU' }]);
    expect(
      (await facts(entity('e', { addresses: [{ ...business, type: 'registered' }] })))?.headquarters,
    ).toBeUndefined();
  });

  test('takes its place of incorporation under either name of the field', async () => {
    expect(await facts(entity('e', { jurisdiction: { name: 'Delaware', code: 'us-de' } }))).toMatchObject({
      incorporatedIn: 'US-DE',
    });
    expect(
      await facts(entity('e', { incorporatedInJurisdiction: { name: 'United Kingdom', code: 'GB' } })),
    ).toMatchObject({ incorporatedIn: 'GB' });
  });

  test('keeps identifiers that are its own, and none that need a court or state to be', async () => {
    const identifiers = [
      { scheme: 'XI-LEI', id: '391200PKEUF3Y2NUMW25' },
      { scheme: 'GB-COH', id: '00102498' },
      { scheme: 'DE-CR', id: 'HRB 184025' },
      { scheme: 'US-SAM', id: '5795097' },
      { schemeName: 'no scheme', id: '1' },
    ];
    expect((await facts(entity('e', { identifiers })))?.identifiers).toEqual([
      { scheme: 'XI-LEI', value: '391200PKEUF3Y2NUMW25' },
      { scheme: 'GB-COH', value: '00102498' },
    ]);
  });

  test('that is a person has names, nationalities and a residence', async () => {
    const details = {
      names: [
        { type: 'alternative', fullName: 'M' },
        { type: 'legal', givenName: 'Maria', familyName: 'Esteves' },
      ],
      nationalities: [{ name: 'Portugal', code: 'PT' }],
      addresses: [{ type: 'residence', country: { name: 'Macao', code: 'MO' } }],
    };
    expect(await facts(person('p', details))).toMatchObject({
      kind: 'PERSON',
      name: 'Maria Esteves',
      nationalities: ['PT'],
      headquarters: [{ jurisdiction: 'MO' }],
    });
  });

  test('says so when it is listed', async () => {
    expect(await facts(entity('e', { publicListing: { hasPublicListing: true } }))).toMatchObject({
      publiclyListed: true,
    });
  });
});

describe('the source of a statement', () => {
  test.each([
    ['https://www.gleif.org/en/lei-data', ['officialRegister', 'verified'], 'gleif', 'PRIMARY'],
    ['https://download.companieshouse.gov.uk/en_output.html', ['officialRegister'], 'uk-psc', 'PRIMARY'],
    ['https://notgleif.org/', ['thirdParty'], 'notgleif.org', 'SECONDARY'],
    [undefined, ['selfDeclaration'], 'example-register', 'PRIMARY'],
    [undefined, [], 'example-register', 'ASSERTED'],
  ])('%s of %j is %s, %s', async (url, type, dataset, grade) => {
    const [arrival] = stated(await read(entity('e', {}, { source: { url, type } })));
    expect(arrival?.parties[0]?.source).toMatchObject({
      dataset,
      grade,
      retrievedAt: '2025-03-05',
      statementId: 's-e',
    });
  });
});

describe('a month or year begins on its first day and ends on the day after its last', () => {
  test.each([
    ['2016', '2017', '2016-01-01', '2018-01-01'],
    ['2016-02', '2017-12', '2016-02-01', '2018-01-01'],
    ['2016-12', '2017-02', '2016-12-01', '2017-03-01'],
    ['2016-02-29', '2017-02-28T10:00:00Z', '2016-02-29', '2017-02-28'],
  ])('from %s to %s begins on %s and ends on %s', async (from, to, startDate, endDate) => {
    const interest = { type: 'shareholding', startDate: from, endDate: to };
    expect(await interestsOf({ interests: [interest] })).toMatchObject([{ startDate, endDate }]);
  });
});

test.each(['391200PKEUF3Y2NUMW26', '391200PKEUF3Y2NUMW2'])(
  'the identifier %s is none: it is told, and the party taken without it',
  async (id) => {
    const [arrival] = await read(
      entity('a', {
        identifiers: [
          { scheme: 'XI-LEI', id },
          { scheme: 'GB-COH', id: '1' },
        ],
      }),
    );
    expect(arrival).toMatchObject({
      outcome: 'STATED',
      parties: [{ party: 'a', facts: { identifiers: [{ scheme: 'GB-COH', value: '00000001' }] } }],
      faults: [{ reason: 'IDENTIFIER', message: expect.stringContaining(`"${id}"`) }],
    });
  },
);

describe('a broken record is refused by name, and everything else loads', () => {
  const interest = (more: object) => relationship('broken', { interests: [{ type: 'shareholding', ...more }] });
  test.each([
    ['INVALID_JSON', '{"statementId": ', null],
    ['INVALID_JSON', '{"a": 01}', null],
    ['INVALID_JSON', 'not json', null],
    ['MALFORMED', '{"__proto__": {"recordType": "entity"}, "recordId": "broken"}', null],
    ['MALFORMED', '{"\\u005f_proto__": {}}', null],
    ['MALFORMED', '[1, 2]', null],
    ['MALFORMED', '"text"', null],
    ['MALFORMED', {}, null],
    ['SHARE', interest({ share: { exact: -5 } }), 'broken'],
    ['SHARE', interest({ share: { exact: 101 } }), 'broken'],
    ['SHARE', interest({ share: { exact: '51%' } }), 'broken'],
    ['DATE', interest({ startDate: '2023-02-30' }), 'broken'],
    ['DATE', interest({ startDate: '2023-02-01', endDate: '2023-01-01' }), 'broken'],
    ['INTEREST_TYPE', interest({ type: 'ownership' }), 'broken'],
    ['INTEREST_TYPE', interest({ type: 'constructor' }), 'broken'],
    ['MALFORMED', entity('broken', { entityType: { type: 'spaceship' } }), 'broken'],
    ['MALFORMED', entity('broken', { name: 'a\0b' }), 'broken'],
    ['MALFORMED', entity('broken', { name: 'a\ud800b' }), 'broken'],
    ['MALFORMED', entity('broken', { jurisdiction: { code: 'China' } }), 'broken'],
    ['MALFORMED', entity('broken', {}, { recordType: 'security' }), 'broken'],
    ['MALFORMED', entity('broken', {}, { statementId: undefined }), 'broken'],
    ['CONFLICT', entity('product:broken'), 'product:broken'],
  ])('%s: %j', async (reason, record, recordId) => {
    const arrivals = await read(entity('first'), record, entity('last'));
    expect(refusals(arrivals)).toMatchObject([{ line: 2, recordId, reason, message: expect.stringMatching(/\w/) }]);
    expect(stated(arrivals).map((each) => each.recordId)).toEqual(['first', 'last']);
    expect(({} as { recordType?: string }).recordType).toBeUndefined();
  });
});

describe('a file', () => {
  test('may be one JSON array', async () => {
    const text = JSON.stringify([entity('a'), { recordId: 'b' }, entity('c')], null, 2);
    const arrivals = await collect(bods([`\ufeff ${text}`]));
    expect(stated(arrivals).map(({ line, recordId }) => [line, recordId])).toEqual([
      [1, 'a'],
      [3, 'c'],
    ]);
    expect(refusals(arrivals)).toMatchObject([{ line: 2, recordId: 'b', reason: 'MALFORMED' }]);
  });

  test('that is an array cut off gives what came before, and says so', async () => {
    const whole = JSON.stringify(entity('a'));
    expect(await collect(bods([`[${whole}, ${whole.slice(0, 40)}`]))).toMatchObject([
      { outcome: 'REFUSED', line: 2, reason: 'TRUNCATED' },
      { outcome: 'STATED', line: 1, recordId: 'a' },
    ]);
  });

  test('may be cut anywhere, end its lines in CRLF, have empty ones, and begin with a byte order mark', async () => {
    const text = `\ufeff${JSON.stringify(entity('å'))}\r\n\r\n${JSON.stringify(entity('b'))}\n`;
    for (const size of [1, 7, 100_000]) {
      const bytes = Buffer.from(text);
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      expect((await collect(bods(chunks))).map(({ line, recordId }) => [line, recordId])).toEqual([
        [1, 'å'],
        [3, 'b'],
      ]);
    }
  });

  test('that is empty states nothing', async () => {
    expect(await collect(bods([]))).toEqual([]);
    expect(await collect(bods(['\n \n']))).toEqual([]);
  });

  test('loses one line that is too long or not UTF-8, and no other', async () => {
    const long = JSON.stringify(entity('long', { name: 'x'.repeat(17 * 1024 * 1024) }));
    const chunks = [
      Buffer.from(`${JSON.stringify(entity('a'))}\n${long}\n`),
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      Buffer.from(JSON.stringify(entity('b'))),
    ];
    const arrivals = await collect(bods(chunks));
    expect(refusals(arrivals).map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'TOO_LONG'],
      [3, 'INVALID_JSON'],
    ]);
    expect(stated(arrivals).map(({ recordId }) => recordId)).toEqual(['a', 'b']);
  });

  test('may nest a hundred thousand deep without harm', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const arrivals = await read(entity('a'), `{"recordId": "deep", "recordDetails": ${deep}}`);
    expect(refusals(arrivals)).toMatchObject([{ line: 2 }]);
  });
});
