import { describe, expect, test } from '@jest/globals';
import { atlas, regionLists } from '../../seed/places.js';
import type { RegionEdition, RegionList } from '../../src/model/jurisdiction.js';
import { Atlas } from '../../src/model/jurisdiction.js';
import { editionAt, standing } from '../../src/rules/standing.js';

function list(id: string): RegionList {
  return regionLists.find((each) => each.id === id) as RegionList;
}

function under(id: string, code: string): string {
  const { editions, kind } = list(id);
  return standing(code, editions[0], kind, atlas);
}

const ANTHROPIC: [law: string, standing: string, codes: string[]][] = [
  [
    'a subdivision code that is also a country’s is read as the country: unsupported',
    'UNSUPPORTED',
    ['CN-HK', 'CN-MO'],
  ],
  ['a subdivision code that is also a country’s is read as the country: supported', 'SUPPORTED', ['CN-TW']],
  [
    'a subdivision code that is also a dependency’s is read as the dependency',
    'UNLISTED',
    ['US-PR', 'NL-AW', 'FR-PF', 'FR-NC', 'FR-971', 'FI-01', 'NL-BQ1'],
  ],
  [
    'an excluded part is unsupported, by whichever code',
    'UNSUPPORTED',
    ['UA-43', 'UA-40', 'UA-14', 'UA-09', 'UA-CRI', 'UA-DPR', 'UA-LPR', 'ua-43'],
  ],
  ['a country with excluded parts is unlisted until the part is known', 'UNLISTED', ['UA']],
  ['another part of that country is supported, in the territory file or not', 'SUPPORTED', ['UA-30', 'UA-32', 'UA-46']],
  ['a named country is supported', 'SUPPORTED', ['US', 'SG', 'DE', 'TW', 'PS', 'VA', 'us']],
  [
    'a subdivision of a named country is supported as its country',
    'SUPPORTED',
    ['US-DE', 'GB-SCT', 'DE-BE', 'SE-O', 'GR-I', 'TW-TPE'],
  ],
  ['Hong Kong, Macau and any part of theirs are unsupported', 'UNSUPPORTED', ['HK', 'MO', 'HK-HCW']],
  [
    'a dependency of a named state is unlisted',
    'UNLISTED',
    ['KY', 'VG', 'BM', 'JE', 'PR', 'GG', 'IM', 'GI', 'GL', 'AW', 'PF', 'CQ', 'DG', 'KY-01'],
  ],
  ['Antarctica, Kosovo and Western Sahara are unlisted', 'UNLISTED', ['AQ', 'XK', 'EH', 'XK-01', 'PK-KM']],
  [
    'any other state is unsupported',
    'UNSUPPORTED',
    ['CN', 'RU', 'IR', 'KP', 'BY', 'CU', 'SY', 'VE', 'ET', 'ER', 'CD', 'CF', 'MM', 'AF', 'YE'],
  ],
  [
    'a subdivision of any other state is unsupported',
    'UNSUPPORTED',
    ['CN-BJ', 'CN-GD', 'RU-MOW', 'RU-DA', 'KP-01', 'IR-07'],
  ],
  [
    'a withdrawn, reserved or unknown code is unlisted',
    'UNLISTED',
    [
      'SU',
      'YU',
      'DD',
      'AN',
      'ZR',
      'BU',
      'TP',
      'CS',
      'SU-UA',
      'EU',
      'UK',
      'EL',
      'IC',
      'ZZ',
      'QQ',
      'QQ-12',
      '',
      'China',
      'MI',
      'CN-',
      'CN-ABCD',
      '__proto__',
    ],
  ],
];

describe('the standing of a place under anthropic-supported-regions', () => {
  const cases = ANTHROPIC.flatMap(([law, expected, codes]) => codes.map((code) => ({ law, expected, code })));
  test.each(cases)('$law: "$code" is $expected', ({ expected, code }) => {
    expect(under('anthropic-supported-regions', code)).toBe(expected);
  });

  test('175 places are named, and no dependency among them', () => {
    const { named } = list('anthropic-supported-regions').editions[0];
    expect(named).toHaveLength(175);
    expect(named.filter((code) => atlas.find(code)?.sovereign !== null)).toEqual([]);
  });

  test('every territory that isn’t named and no dependency is unsupported, or is one of the three that are no state', () => {
    const edition = list('anthropic-supported-regions').editions[0];
    const rest = atlas.territories.filter(
      (each) => each.code.length === 2 && each.sovereign === null && !edition.named.includes(each.code),
    );
    const unlisted = rest.filter((each) => standing(each.code, edition, 'ALLOW', atlas) === 'UNLISTED');
    expect(unlisted.map((each) => each.code)).toEqual(['AQ', 'EH', 'XK']);
    // 193 members of the United Nations, VA, PS and TW, less the 175 that are named.
    expect(rest.length - unlisted.length).toBe(21);
  });

  test('a dependency that an edition names is supported, with its parts', () => {
    const edition: RegionEdition = { ...list('anthropic-supported-regions').editions[0], named: ['GB', 'KY', 'HK'] };
    expect(standing('KY', edition, 'ALLOW', atlas)).toBe('SUPPORTED');
    expect(standing('KY-01', edition, 'ALLOW', atlas)).toBe('SUPPORTED');
    expect(standing('HK', edition, 'ALLOW', atlas)).toBe('SUPPORTED');
    expect(standing('MO', edition, 'ALLOW', atlas)).toBe('UNSUPPORTED');
    expect(standing('VG', edition, 'ALLOW', atlas)).toBe('UNLISTED');
  });
});

const DENY: [list: string, standing: string, codes: string[]][] = [
  [
    'doj-countries-of-concern',
    'UNSUPPORTED',
    ['CN', 'HK', 'MO', 'CN-HK', 'CN-BJ', 'CU', 'IR', 'KP', 'RU', 'RU-MOW', 'VE'],
  ],
  ['doj-countries-of-concern', 'SUPPORTED', ['TW', 'CN-TW', 'US', 'KY', 'UA', 'UA-43', 'BY', 'XK', 'KR', 'SG']],
  ['doj-countries-of-concern', 'UNLISTED', ['SU', 'QQ', '']],
  ['outbound-countries-of-concern', 'UNSUPPORTED', ['CN', 'HK', 'MO', 'CN-SH', 'HK-HCW']],
  ['outbound-countries-of-concern', 'SUPPORTED', ['RU', 'IR', 'TW', 'US-DE']],
  ['outbound-countries-of-concern', 'UNLISTED', ['DD', 'QQ-1']],
];

describe('the standing of a place under a list of countries of concern', () => {
  const cases = DENY.flatMap(([id, expected, codes]) => codes.map((code) => ({ id, expected, code })));
  test.each(cases)('$id: "$code" is $expected', ({ id, expected, code }) => {
    expect(under(id, code)).toBe(expected);
  });

  test('a dependency goes with its state', () => {
    const edition: RegionEdition = { ...list('outbound-countries-of-concern').editions[0], named: ['GB'] };
    expect(standing('KY', edition, 'DENY', atlas)).toBe('UNSUPPORTED');
    expect(standing('CQ', edition, 'DENY', atlas)).toBe('UNSUPPORTED');
  });
});

test('the first edition of a list holds before its date too, a later one from its date', () => {
  const [edition] = list('anthropic-supported-regions').editions;
  const first: RegionEdition = { ...edition, version: 'first', from: '2025-01-01', to: '2026-01-01' };
  const second: RegionEdition = { ...edition, version: 'second', from: '2026-01-01' };
  const dated: RegionList = { id: 'dated', name: 'dated', kind: 'ALLOW', editions: [first, second] };
  expect(editionAt(dated, '2020-01-01').version).toBe('first');
  expect(editionAt(dated, '2025-12-31').version).toBe('first');
  expect(editionAt(dated, '2026-01-01').version).toBe('second');
});

test('the codes within a place are its own, its other codes and its parts’', () => {
  expect(atlas.codesWithin('ua')).toEqual(expect.arrayContaining(['UA', 'UA-CRI', 'UA-43', 'UA-40']));
  expect(atlas.codesWithin('CN')).toContain('HK');
  expect(atlas.codesWithin('CN')).not.toContain('TW');
  expect(atlas.codesWithin('QQ')).toEqual(['QQ']);
});

test('two territories with one code, or a part of nothing, are refused', () => {
  const place = { name: 'x', parent: null, isCountry: true, otherCodes: [], sovereign: null };
  expect(
    () =>
      new Atlas([
        { ...place, code: 'AA' },
        { ...place, code: 'BB', otherCodes: ['AA'] },
      ]),
  ).toThrow('AA is claimed by AA and by BB.');
  expect(() => new Atlas([{ ...place, code: 'AA', parent: 'ZZ' }])).toThrow('AA belongs to ZZ, which is missing.');
});
