import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { seedStore } from '../../seed/seed.js';
import type { Party } from '../../src/model/party.js';
import { LARGEST_BLOCK } from '../../src/names/blocks.js';
import { COMPARISONS } from '../../src/names/comparisons.js';
import { type Duplicates, duplicates, type Some } from '../../src/names/duplicates.js';
import { profileOf } from '../../src/names/profile.js';
import { legalForms } from '../../src/names/shipped.js';
import { partyAsOf } from '../../src/rules/party.js';
import { openSqlite } from '../../src/store/sqlite.js';

const FORMS = legalForms();
/** The bar of the command. */
const BAR = 85;

function company(id: string, name: string, said: Partial<Party> = {}): Party {
  return partyOf(id, { kind: 'COMPANY', name, incorporatedIn: ['SE'], ...said });
}

function partyOf(id: string, said: Partial<Party>): Party {
  return { ...partyAsOf(id, [], '2026-01-01'), ...said };
}

function some(parties: readonly Party[], held: Some['held'] = []): Some {
  return { parties: parties.map((party) => ({ id: party.id, profile: () => profileOf(party, FORMS) })), held };
}

async function found(parties: readonly Party[], bar = BAR, held: Some['held'] = []): Promise<Duplicates> {
  async function* everybody() {
    // In two pieces: a pair need not come in one.
    const half = Math.ceil(parties.length / 2);
    yield some(parties.slice(0, half), held);
    yield some(parties.slice(half), held);
  }
  return duplicates(everybody, bar);
}

async function score(one: Party, other: Party, held: Some['held'] = []): Promise<number | null> {
  const { proposals } = await found([one, other], -1_000, held);
  return proposals[0]?.score ?? null;
}

describe('one company written in two ways is proposed', () => {
  test.each([
    ['Volvo Car AB', 'VOLVO CAR AKTIEBOLAG'],
    ['Volvo Car AB', 'AB Volvo Car'],
    ['Tencent Holdings Limited', 'Tencent Holdings Ltd.'],
    ['Siemens Energy GmbH', 'Siemens-Energy Gesellschaft mit beschränkter Haftung'],
    ['Société Générale S.A.', 'SOCIETE GENERALE SA'],
    ['Ørsted A/S', 'Orsted AS'],
    ['İşbank A.Ş.', 'ISBANK ANONIM SIRKETI'],
    ['Общество с ограниченной ответственностью «Ромашка»', 'OOO Romashka'],
    ['ООО Ромашка', 'Romashka LLC'],
    ['北京字节跳动科技有限公司', '北京字节跳动科技有限责任公司'],
    ['株式会社東芝', '東芝株式会社'],
    ["L'Oréal Pte. Ltd.", 'LOREAL PRIVATE LIMITED'],
    ['Spring (SG) Pte. Ltd.', 'ＳＰＲＩＮＧ　（ＳＧ）　ＰＴＥ．　ＬＴＤ．'],
    ['Alibaba Cloud Inc.', '\u202eAli\u200bbaba Cloud\u200f Inc.'],
    ['The Smith and Jones Company', 'Smith & Jones Co.'],
  ])('%s and %s', async (one, other) => {
    const { proposals } = await found([company('a', one), company('b', other)]);
    expect(proposals.map(({ into, other: second }) => [into.id, second.id])).toEqual([['a', 'b']]);
  });

  test('a Cyrillic letter in a Latin name, which is told', async () => {
    const { proposals } = await found([company('a', 'Alibaba Ltd'), company('b', 'Аlibаbа Ltd')]);
    expect(proposals[0]?.why).toContain('letters of two scripts in one word');
  });

  test('a former name, which is told', async () => {
    const facebook = { text: 'Facebook Inc.', language: null, kind: 'FORMER' as const };
    const seat = { headquarters: [{ jurisdiction: 'US', startDate: null, endDate: null, source: SOURCE }] };
    const { proposals } = await found([
      company('a', 'Facebook Inc.', seat),
      company('b', 'Meta Platforms Inc.', { names: [facebook], ...seat }),
    ]);
    expect(proposals[0]?.why).toContain('found by the former name Facebook Inc.');
  });
});

const SOURCE = {
  dataset: 'd',
  url: null,
  retrievedAt: null,
  statementId: null,
  quote: null,
  grade: 'PRIMARY' as const,
};

describe('what is not one company is not proposed', () => {
  const lei = (value: string) => ({ identifiers: [{ scheme: 'XI-LEI', value }] });
  const pairs: readonly (readonly [string, Party, Party, Some['held']?])[] = [
    ['AB Volvo and Volvo Car AB', company('a', 'AB Volvo'), company('b', 'Volvo Car AB')],
    [
      'two of one name in two countries',
      company('a', 'Acme Ltd', { incorporatedIn: ['GB'] }),
      company('b', 'Acme Ltd', { incorporatedIn: ['IE'] }),
    ],
    ['two with an LEI each', company('a', 'Acme AB', lei('1')), company('b', 'Acme AB', lei('2'))],
    ['two forms', company('a', 'Acme BV'), company('b', 'Acme NV')],
    ['a part of the form apart', company('a', 'Hornsea Ltd'), company('b', 'Hornsea PSC Ltd')],
    ['a person and a company', partyOf('a', { kind: 'PERSON', name: 'Li Wei' }), company('b', 'Li Wei')],
    [
      'two persons of one name',
      partyOf('a', { kind: 'PERSON', name: 'Li Wei' }),
      partyOf('b', { kind: 'PERSON', name: 'Li Wei' }),
    ],
    [
      'a parent and its subsidiary, or a branch and its company',
      company('a', 'Acme AB'),
      company('b', 'Acme AB'),
      [['a', 'b']],
    ],
    ['two funds of a series', company('a', 'Acme Fund 12 Ltd'), company('b', 'Acme Fund 13 Ltd')],
    ['nothing but a legal form', company('a', 'Limited'), company('b', 'Ltd Co')],
  ];
  test.each(pairs.map(([name, ...pair]) => [name, pair] as const))('%s', async (_, [one, other, held = []]) => {
    expect((await found([one, other], BAR, held)).proposals).toEqual([]);
  });

  test('nobody of the demo data', async () => {
    const store = openSqlite(':memory:');
    await seedStore(store);
    const revision = await store.revision();
    async function* everybody() {
      for await (const { parties, interests } of store.whole({ asOf: null, revision }, 60_000))
        yield some(
          parties.map(({ id, statements }) => partyAsOf(id, statements, '2026-11-22')),
          interests.flatMap(({ interestedParty, subject }) =>
            interestedParty === null ? [] : [[interestedParty, subject] as const],
          ),
        );
    }
    expect((await duplicates(everybody, 50)).proposals).toEqual([]);
    await store.close();
  });

  test('nobody of a thousand companies that have an LEI each; without these a few namesakes', async () => {
    const file = new URL('../data/lei-names/lei-names-20k-sample.csv', import.meta.url);
    const rows = parse(readFileSync(file), { columns: true, bom: true }) as Readonly<Record<string, string>>[];
    const all = (hasLei: boolean): Party[] =>
      rows.map(({ lei: value = '', legal_name: name = '', legal_address_country: place = '' }) =>
        company(value, name, { incorporatedIn: [place], ...(hasLei ? lei(value) : {}) }),
      );
    expect((await found(all(true))).proposals).toEqual([]);
    expect((await found(all(false))).proposals.length).toBeLessThan(5);
  });
});

describe('the score', () => {
  test('is the sum of what is listed: whole numbers, 100 at most', () => {
    expect(COMPARISONS.every(({ points }) => Number.isInteger(points))).toBe(true);
    const most = ['same-name', 'same-form', 'same-incorporation', 'same-seat'];
    const sum = COMPARISONS.filter(({ name }) => most.includes(name)).reduce((all, { points }) => all + points, 0);
    expect(sum).toBe(100);
  });

  test('says no more of what is not known than of what is not there', async () => {
    const [here, nowhere] = [{ incorporatedIn: ['SE'] }, { incorporatedIn: [] }];
    expect(await score(company('a', 'Acme AB', here), company('b', 'Acme AB', nowhere))).toBe(75);
    expect(await score(company('a', 'Acme AB', here), company('b', 'Acme AB', here))).toBe(90);
    expect(await score(company('a', 'Acme AB', here), company('b', 'Acme AB', { incorporatedIn: ['SE-AB'] }))).toBe(85);
    expect(await score(company('a', 'Acme AB', here), company('b', 'Acme AB', { incorporatedIn: ['NO'] }))).toBe(35);
  });

  test('is the same whoever comes first, and in whatever order the words and whatever case they are', async () => {
    const words = fc.uniqueArray(fc.constantFrom('Acme', 'Müller', 'Nordic', 'Энергия', 'Holding'), {
      minLength: 2,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(words, fc.boolean(), async (name, upper) => {
        const one = company('a', `${name.join(' ')} Ltd`);
        const other = company('b', `${[...name].reverse().join(upper ? ' ' : ', ')} LIMITED`.toUpperCase());
        const [there, back] = [await score(one, other), await score(other, one)];
        expect(there).toBe(back);
        expect(there).toBe(80);
      }),
    );
  });
});

test('a name that too many bear is said, and costs nothing', async () => {
  const crowd = Array.from({ length: LARGEST_BLOCK + 1 }, (_, index) => company(`c${index}`, 'Income Fund Ltd'));
  const { proposals, crowds } = await found([...crowd, company('a', 'Acme AB'), company('b', 'Acme Aktiebolag')]);
  expect(proposals.map(({ into }) => into.id)).toEqual(['a']);
  // The name, and its consonants.
  expect(crowds.map(({ parties }) => parties)).toEqual([LARGEST_BLOCK + 1, LARGEST_BLOCK + 1]);
});
