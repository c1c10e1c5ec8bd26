import { describe, expect, test } from '@jest/globals';
import { readAsked, readName } from '../../src/names/readings.js';
import { CLEAR_BY, FOUND, LIKELY, scored } from '../../src/names/score.js';

function score(asked: string, borne: string): number {
  return scored(readAsked(asked), readName(borne)).score;
}

describe('a name is found by another way to write it', () => {
  test.each([
    ['TENCENT HOLDINGS LTD', 'Tencent Holdings Limited'],
    ['Aktiebolaget Volvo', 'AB Volvo'],
    ["Int'l Hldgs & Mgmt Corp.", 'International Holdings and Management Corporation'],
    ['Allianz Insurance SE', 'Allianz Versicherung SE'],
    ['Gazprom PJSC', 'Публичное акционерное общество «Газпром»'],
    ['Samsung Electronics', 'Samsung 전자'],
    ['Toyota Automobile K.K.', 'トヨタ自動車株式会社'],
    ['Beijing Zhi Pu Hua Zhang Technology Co., Ltd.', '北京智谱华章科技股份有限公司'],
    ['Investments Blackrock Ltd', 'Blackrock Investment Ltd'],
    ['Nothern Lights Shiping Ltd', 'Northern Lights Shipping Limited'],
    ['Riot Gamez Studio', 'Riot Games Studio'],
    ['Marwyn Value Invetsors II LP', 'Marwyn Value Investors II LP'],
    ['АВ Vоlvо', 'AB Volvo'],
  ])('%s is %s', (asked, borne) => expect(score(asked, borne)).toBeGreaterThanOrEqual(FOUND));
});

describe('a name is likely, and not found, where it may be short for another or has another form', () => {
  test.each([
    ['Volvo', 'Volvo Car AB'],
    ['Alpha GmbH', 'Alpha AG'],
    ['Tencnet', 'Tencent Holdings Limited'],
    ['Alder Research Series', 'Alder Research Series II'],
    ['API Heat Transfer Inc.', 'API Heat Transfer Company'],
    ['Tencnet Holdings Limited', 'Tencent Holdings Limited'],
    ['Ballinger Industries, Inc.', 'Bollinger Industries, Inc.'],
    ['Darlington Square Ltd', 'Burlington Square Ltd'],
    ['智谱', '北京智谱华章科技股份有限公司'],
  ])('%s may be %s', (asked, borne) => {
    expect(score(asked, borne)).toBeGreaterThanOrEqual(LIKELY);
    expect(score(asked, borne)).toBeLessThan(FOUND);
  });
});

describe('another name is another', () => {
  test.each([
    ['Volvo Car Services 4 AB', 'Volvo Car Services 5 AB'],
    ['Alder Series III', 'Alder Series II'],
    ['Tencent Cloud', 'Tencent Music'],
    ['Northern Lights Bank', 'Southern Stars Bank'],
    ['International Holdings Limited', 'National Holdings Limited'],
    ['Volvo Trucks AB', 'Volvo Car AB'],
  ])('%s is not %s', (asked, borne) => expect(score(asked, borne)).toBeLessThan(LIKELY));
});

test('the name as it stands clears one that is spelt otherwise, has another form or says more', () => {
  const same = score('Alder Forest Ltd', 'ALDER FOREST LIMITED');
  for (const other of ['Alder Forrest Ltd', 'Alder Forest GmbH', 'Alder Forest Holdings Ltd'])
    expect(same - score('Alder Forest Ltd', other)).toBeGreaterThanOrEqual(CLEAR_BY - 1e-9);
});

test('the former name of another does not give way to the name of one: both bear it', () => {
  const former = scored(readAsked('Alder Ltd'), readName('Alder Ltd'), 'FORMER');
  expect(former.score).toBeGreaterThan(1 - CLEAR_BY);
  expect(former.why).toContain('by a former name');
});

test('names that are the same only as far as they are compared are not taken for one', () => {
  const words = Array.from({ length: 40 }, (_, n) => `word${String.fromCharCode(97 + (n % 26))}${n}`).join(' ');
  expect(score(`${words} one`, `${words} two`)).toBeLessThan(FOUND);
  expect(score(`${words} one`, `${words} one`)).toBe(1);
});

test('no text makes a score that is not one from 0 to 1', () => {
  const odd = ['', ' ', '!!!', 'A', '株式会社', 'Ltd', '\u0000', '\ud800', 'é'.repeat(5_000), 'a b c d e f g', '1 2 3'];
  for (const one of odd)
    for (const other of odd) {
      expect(score(one, other)).toBeGreaterThanOrEqual(0);
      expect(score(one, other)).toBeLessThanOrEqual(1);
    }
});
