import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Arrival } from '../../src/intake/arrival.js';
import { bods } from '../../src/intake/bods.js';
import { describeShare } from '../../src/model/share.js';
import { collect, refusals, stated } from './fixtures.js';

/** Open Ownership's own examples and valid statements; see SOURCE.md there. */
const FOLDER = 'test/data/bods-examples';

function readFile(path: string): Promise<Arrival[]> {
  return collect(bods([readFileSync(join(FOLDER, path))]));
}

function outcomes(arrivals: readonly Arrival[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of arrivals) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

async function facts(path: string, party: string) {
  const parties = stated(await readFile(path)).flatMap((each) => each.parties);
  return parties.find((statement) => statement.party === party)?.facts;
}

async function interests(path: string): Promise<string[]> {
  const all = stated(await readFile(path)).flatMap((each) => each.interests);
  return all.map(
    ({ interestedParty, subject, type, share, startDate }) =>
      `${interestedParty} ${type} ${describeShare(share)} of ${subject} from ${startDate}`,
  );
}

describe("Open Ownership's examples", () => {
  test.each([
    ['bods-package-entity-owning-entity.json', { STATED: 3 }],
    ['bods-package.json', { STATED: 3 }],
    ['indirect-ownership.json', { STATED: 6 }],
    ['listed-company-exempt-from-disclosure.json', { STATED: 1, PASSED_OVER: 1 }],
    ['multiple-indirect-ownership.json', { STATED: 9 }],
    ['multiple-tax-residencies.json', { STATED: 3 }],
    ['plc-entity-statement.json', { STATED: 1 }],
    ['simple-pep-declaration.json', { STATED: 3 }],
  ])('%s is read', async (name, expected) => {
    expect(outcomes(await readFile(name))).toEqual(expected);
  });

  test('every statement that the standard calls valid is read, and none refused', async () => {
    const names = readdirSync(join(FOLDER, 'valid-statements'));
    const arrivals = (await Promise.all(names.map((name) => readFile(`valid-statements/${name}`)))).flat();
    expect(names).toHaveLength(111);
    expect(refusals(arrivals)).toEqual([]);
    expect(outcomes(arrivals)).toEqual({ STATED: 103, PASSED_OVER: 8 });
  });

  // Read off the files by eye.
  test('that Company B holds 60 % of Company A is a component of what another record declares, told and not counted', async () => {
    const [held] = stated(await readFile('indirect-ownership.json')).flatMap((each) => each.interests);
    expect(held).toMatchObject({
      interestedParty: 'd4ab89ea169a',
      subject: 'ad3f6c2fcc9e',
      type: 'OTHER_INFLUENCE',
      startDate: '2017-11-01',
      source: { quote: expect.stringContaining('shareholding, 60 %') },
    });
  });

  test('what Person 1 holds in Company A indirectly, 30 %, is no holding beside the chain', async () => {
    expect(await interests('indirect-ownership.json')).toContain(
      'c25d4d612c2c OTHER_INFLUENCE an unknown share of ad3f6c2fcc9e from 2017-11-01',
    );
  });

  test('Person 1 holds an interest of no stated type in Company B', async () => {
    expect(await interests('indirect-ownership.json')).toContain(
      'c25d4d612c2c OTHER_INFLUENCE an unknown share of d4ab89ea169a from null',
    );
  });

  test('Company B of the second example is held by C and by D to 50 % each, as components', async () => {
    const held = stated(await readFile('multiple-indirect-ownership.json'))
      .flatMap((each) => each.interests)
      .filter(({ source }) => source.quote?.includes('shareholding, 50 %'));
    expect(held.map(({ interestedParty, subject }) => [interestedParty, subject])).toEqual([
      ['d177864a8b39', '63e3a8a8946f'],
      ['05fbbfb94b79', '63e3a8a8946f'],
    ]);
  });

  test('MVJ Limited holds at least 75 and less than 100 % of Jenex Limited', async () => {
    expect(await interests('bods-package-entity-owning-entity.json')).toEqual([
      'e83cce729ada SHAREHOLDING at least 75 and less than 100 % of 12b7dd0770ce from null',
    ]);
    expect(await facts('bods-package-entity-owning-entity.json', 'e83cce729ada')).toMatchObject({
      name: 'MVJ LIMITED',
      identifiers: [{ scheme: 'GB-COH', value: '08150312' }],
    });
  });

  test('the person who is politically exposed holds 25 to less than 50 % of shares and of votes', async () => {
    expect(await interests('simple-pep-declaration.json')).toEqual([
      'c9ceb68d7241 SHAREHOLDING at least 25 and less than 50 % of 841083ba86e3 from 2016-07-07',
      'c9ceb68d7241 VOTING_RIGHTS at least 25 and less than 50 % of 841083ba86e3 from 2016-07-07',
    ]);
  });

  test('AstraZeneca is a listed British company with its number, LEI and two ISINs', async () => {
    expect(await facts('plc-entity-statement.json', '70044236')).toMatchObject({
      kind: 'COMPANY',
      name: 'AstraZeneca PLC',
      incorporatedIn: 'GB',
      publiclyListed: true,
      identifiers: [
        { scheme: 'GB-COH', value: '02723534' },
        { scheme: 'XI-LEI', value: 'PY6ZZQWO2IZFZC3IOL08' },
        { scheme: 'ISIN', value: 'GB0009895292' },
        { scheme: 'ISIN', value: 'US0463531089' },
      ],
    });
  });

  test('Listed Company OS-17 is listed, and says nothing of who holds it', async () => {
    expect(await facts('listed-company-exempt-from-disclosure.json', '4c7ea3bfbe6c')).toMatchObject({
      name: 'Listed Company OS-17',
      publiclyListed: true,
    });
    expect(await interests('listed-company-exempt-from-disclosure.json')).toEqual([]);
  });

  test('Jennifer Hewitson-Smith is British, also called Jenny, and lives nowhere that is stated', async () => {
    expect(await facts('bods-package.json', '10478c6cf6de')).toEqual({
      kind: 'PERSON',
      name: 'Jennifer Hewitson-Smith',
      names: [
        { text: 'Jennifer Hewitson-Smith', language: null, kind: 'LEGAL' },
        { text: 'Jenny Hewitson-Smith', language: null, kind: 'ALIAS' },
      ],
      nationalities: ['GB'],
    });
  });

  test('she holds all of Profitech Ltd', async () => {
    expect(await interests('bods-package.json')).toEqual([
      '10478c6cf6de SHAREHOLDING 100 % of c359f58d2977 from 2016-04-06',
    ]);
  });
});
