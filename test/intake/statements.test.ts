import { describe, expect, test } from '@jest/globals';
import { statements } from '../../src/intake/statements.js';
import { UNITS_PER_PERCENT, UNKNOWN_SHARE } from '../../src/model/share.js';
import { refusals, stated } from './fixtures.js';

const SOURCES = {
  press: { dataset: 'press', url: 'https://example.org/a', retrievedAt: '2025-01-01', grade: 'SECONDARY' },
};

function file(more: object): string {
  return JSON.stringify({ about: 'a test', sources: SOURCES, ...more });
}

function refusal(more: object): string {
  return [...refusals([...statements(file(more))])].map(({ message }) => message).join(' ');
}

const INTEREST = { source: 'press', interestedParty: 'a', subject: 'b', type: 'SHAREHOLDING' };

describe('a file of statements', () => {
  test('names a source once, and every statement cites it', () => {
    const parties = [
      {
        id: 'a',
        source: 'press',
        kind: 'COMPANY',
        name: 'A',
        headquarters: [{ jurisdiction: 'CN', quote: 'Beijing' }],
        listings: [{ list: 'l', startDate: '2025-01-16' }],
      },
    ];
    const products = [{ id: 'p', source: 'press', name: 'P', operators: [{ operator: 'a' }] }];
    const arrivals = stated([...statements(file({ parties, interests: [INTEREST], products }))]);
    const cited = { dataset: 'press', url: 'https://example.org/a', retrievedAt: '2025-01-01', grade: 'SECONDARY' };
    expect(arrivals.map(({ line, recordId }) => [line, recordId])).toEqual([
      [1, 'parties[0]'],
      [2, 'interests[0]'],
      [3, 'products[0]'],
    ]);
    expect(arrivals[0]?.parties).toMatchObject([
      {
        party: 'a',
        source: { ...cited, statementId: 'party a, press', quote: null },
        facts: {
          kind: 'COMPANY',
          headquarters: [
            {
              jurisdiction: 'CN',
              startDate: null,
              endDate: null,
              source: { ...cited, quote: 'Beijing', statementId: 'party a, press' },
            },
          ],
          listings: [{ list: 'l', programme: null, startDate: '2025-01-16', endDate: null, source: cited }],
        },
      },
    ]);
    expect(arrivals[1]?.interests).toMatchObject([
      { share: UNKNOWN_SHARE, source: { ...cited, statementId: 'press, a, b, SHAREHOLDING, undated' } },
    ]);
    expect(arrivals[2]?.products).toMatchObject([
      { product: 'p', operators: [{ operator: 'a', region: null, source: cited }] },
    ]);
  });

  test('does not speak of a field that is left out', () => {
    const [arrival] = stated([...statements(file({ parties: [{ id: 'a', source: 'press' }] }))]);
    expect(arrival?.parties[0]?.facts).toEqual({});
  });

  test('has shares as decimals, exact or bounded', () => {
    const shares = [{ exact: '52.46' }, { min: '92.5', max: '93.5' }, { min: '50', minExclusive: true }];
    const interests = shares.map((share, index) => ({ ...INTEREST, subject: `s${index}`, share }));
    const read = stated([...statements(file({ interests }))]).map(({ interests }) => interests[0]?.share);
    expect(read).toMatchObject([
      { min: 52.46 * UNITS_PER_PERCENT, max: 52.46 * UNITS_PER_PERCENT },
      { min: 92.5 * UNITS_PER_PERCENT },
      { min: 50 * UNITS_PER_PERCENT, minExclusive: true },
    ]);
  });

  test.each([
    [
      'a share above 100',
      { interests: [{ ...INTEREST, share: { exact: '101' } }] },
      'interests[0].share.exact: expected a decimal from 0 to 100',
    ],
    ['a share with a sign', { interests: [{ ...INTEREST, share: { exact: '51%' } }] }, 'came "51%"'],
    [
      'a share both exact and bounded',
      { interests: [{ ...INTEREST, share: { exact: '5', min: '1' } }] },
      'interests[0].share: expected exact, or min and max',
    ],
    [
      'bounds that nothing fits',
      { interests: [{ ...INTEREST, share: { min: '5', max: '4' } }] },
      'interests[0].share: no share fits the bounds',
    ],
    [
      'a date that does not exist',
      { interests: [{ ...INTEREST, startDate: '2023-02-30' }] },
      'interests[0].startDate: expected a date that exists',
    ],
    [
      'an end before the start',
      { interests: [{ ...INTEREST, startDate: '2023-02-02', endDate: '2023-02-01' }] },
      'expected a day after startDate',
    ],
    ['an unknown interest type', { interests: [{ ...INTEREST, type: 'OWNS' }] }, 'interests[0].type'],
    [
      'neither holder nor reason',
      { interests: [{ source: 'press', subject: 'b', type: 'SHAREHOLDING' }] },
      'expected either interestedParty or undisclosed',
    ],
    [
      'a source that is not there',
      { interests: [{ ...INTEREST, source: 'pres' }] },
      'interests[0].source: no source is called "pres"; known: press',
    ],
    [
      'a source of every object',
      { interests: [{ ...INTEREST, source: 'constructor' }] },
      'no source is called "constructor"',
    ],
    [
      'a field nobody knows',
      { parties: [{ id: 'a', source: 'press', hq: 'CN' }] },
      'parties[0]: Unrecognized key: "hq"',
    ],
    [
      'an LEI with wrong check digits',
      { parties: [{ id: 'a', source: 'press', identifiers: [{ scheme: 'XI-LEI', value: '5493001NTNQJDH60PM03' }] }] },
      'parties[0].identifiers[0]: expected an LEI',
    ],
    [
      'an id like another type’s',
      { parties: [{ id: 'product:a', source: 'press' }] },
      'parties[0].id: begins like an id of another type',
    ],
    [
      'a product nobody operates',
      { products: [{ id: 'p', source: 'press', name: 'P', operators: [] }] },
      'products[0].operators',
    ],
  ])('refuses %s, with its path', (_, more, message) => {
    expect(refusal(more)).toContain(message);
  });

  test('loses one wrong element and no other', () => {
    const arrivals = [
      ...statements(file({ parties: [{ id: 'a', source: 'press' }, { id: '' }, { id: 'c', source: 'press' }] })),
    ];
    expect(stated(arrivals).map(({ recordId }) => recordId)).toEqual(['parties[0]', 'parties[2]']);
    expect(refusals(arrivals).map(({ recordId }) => recordId)).toEqual(['parties[1]']);
  });

  test.each([
    ['{', 'INVALID_JSON'],
    ['[]', 'MALFORMED'],
    ['{"about": "x"}', 'MALFORMED'],
    ['{"__proto__": {}}', 'MALFORMED'],
  ])('%s is one refusal', (text, reason) => {
    expect([...statements(text)]).toMatchObject([{ outcome: 'REFUSED', reason }]);
  });
});
