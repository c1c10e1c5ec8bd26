import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Store } from '../src/store/store.js';
import { type Answer, answer, emptyStore } from './asking.js';

let store: Store;
beforeAll(async () => {
  store = await emptyStore();
});
afterAll(() => store.close());

type Stake = readonly [by: string, of: string, share?: string | undefined, type?: string];

/**
 * The ruling on A under anthropic-regions, in a world of these stakes alone: C… is headquartered in CN, G… a group, the
 * rest are companies of SG; what no record accounts for is nobody's.
 */
async function ruling(stakes: readonly Stake[], changes: object = {}, mode = 'IGNORED'): Promise<Answer> {
  const ids = [...new Set(stakes.flatMap((stake) => stake.slice(0, 2) as string[]))];
  const suppose = {
    empty: true,
    parties: ids.map((id) => ({
      id,
      name: id,
      kind: id.startsWith('G') ? 'ARRANGEMENT' : 'COMPANY',
      ...(id.startsWith('G') ? {} : { headquarters: id.startsWith('C') ? 'CN' : 'SG' }),
    })),
    interests: stakes.map(([by, of, share, type]) => ({
      interestedParty: by,
      subject: of,
      ...(type === undefined ? {} : { type }),
      ...(share === undefined ? {} : { share: { exact: share } }),
    })),
    policies: [{ id: 'anthropic-regions', ...changes }],
  };
  const query = `query($suppose: Supposition!, $mode: UnrecordedOwners!) { world(suppose: $suppose, unrecordedOwners: $mode) {
    company(by: {id: "A"}) { restriction(policy: "anthropic-regions") {
      verdict restrictedShare { exact min max } reasons { code } assumptions { code } chains { parties { id } share { exact } } } } } }`;
  return (await answer(store, query, { suppose, mode })).world.company.restriction;
}

const codes = (found: readonly { readonly code: string }[]): string[] => found.map(({ code }) => code);

describe('a policy that multiplies', () => {
  test('counts a chain by its product, and several chains by their sum', async () => {
    const found = await ruling([
      ['C', 'B', '80'],
      ['B', 'A', '60'],
      ['C', 'A', '3'],
    ]);
    expect(found).toMatchObject({ verdict: 'RESTRICTED', restrictedShare: { exact: '51' } });
    expect(codes(found.reasons)).toEqual(['OWNED_ABOVE_THRESHOLD', 'HEADQUARTERED_IN_UNSUPPORTED_REGION']);
    expect(found.chains).toEqual([{ parties: [{ id: 'C' }, { id: 'A' }], share: { exact: '3' } }]);
  });

  test('says that exactly the threshold is exactly that', async () => {
    const half: Stake[] = [
      ['C', 'B', '70'],
      ['B', 'A', '70'],
      ['C', 'A', '1'],
    ];
    expect(await ruling(half)).toMatchObject({ verdict: 'NOT_RESTRICTED', restrictedShare: { exact: '50' } });
    expect(codes((await ruling(half)).reasons)).toContain('OWNED_AT_THRESHOLD');
    expect(await ruling(half, { comparison: 'AT_LEAST' })).toMatchObject({ verdict: 'RESTRICTED' });
  });

  test('leaves own shares out, and rescales the rest', async () => {
    const found = await ruling([
      ['C', 'A', '48'],
      ['A', 'A', '5'],
      ['B', 'A', '47'],
    ]);
    expect(found).toMatchObject({
      verdict: 'RESTRICTED',
      restrictedShare: { min: '50.5263157894', max: '50.5263157895' },
    });
  });

  test('takes a branch as its head, whatever part of the head is restricted', async () => {
    const head: Stake[] = [
      ['C', 'H', '55'],
      ['H', 'A', undefined, 'BRANCH'],
    ];
    expect(await ruling(head)).toMatchObject({ verdict: 'RESTRICTED', restrictedShare: { exact: '55' } });
    expect(
      await ruling([
        ['C', 'H', '45'],
        ['H', 'A', undefined, 'BRANCH'],
      ]),
    ).toMatchObject({ verdict: 'NOT_RESTRICTED' });
  });

  test('counts what a group of joint holders holds whole for each, and in concert the members’ own holdings too', async () => {
    const joint: Stake[] = [
      ['C', 'G', undefined, 'JOINT_HOLDER'],
      ['S', 'G', undefined, 'JOINT_HOLDER'],
      ['G', 'A', '51'],
      ['S', 'A', '20'],
    ];
    expect(await ruling(joint)).toMatchObject({ verdict: 'RESTRICTED', restrictedShare: { exact: '51' } });
    const concert: Stake[] = [
      ['C', 'G', undefined, 'CONCERT'],
      ['S', 'G', undefined, 'CONCERT'],
      ['C', 'A', '31'],
      ['S', 'A', '20'],
    ];
    expect(await ruling(concert)).toMatchObject({ verdict: 'RESTRICTED', restrictedShare: { exact: '51' } });
  });

  test('presumes a reported parent without a share to hold more than half, and multiplies that', async () => {
    const parent = await ruling([['C', 'A', undefined, 'REPORTED_PARENT']]);
    expect(parent).toMatchObject({ verdict: 'RESTRICTED', restrictedShare: { min: '50', max: '100' } });
    expect(codes(parent.assumptions)).toEqual(['REPORTED_PARENT_RESTRICTED']);
    expect(
      await ruling([
        ['C', 'B', '90'],
        ['B', 'A', undefined, 'REPORTED_PARENT'],
      ]),
    ).toMatchObject({
      verdict: 'INDETERMINATE',
      restrictedShare: { min: '45', max: '90' },
    });
    // A recorded share counts, and the report is a sign of control at most.
    expect(
      await ruling([
        ['C', 'A', undefined, 'REPORTED_PARENT'],
        ['C', 'A', '40'],
      ]),
    ).toMatchObject({ verdict: 'NOT_RESTRICTED' });
  });

  test('does not know who owns a ring that owns all of itself', async () => {
    const ring: Stake[] = [
      ['B', 'A', '100'],
      ['A', 'B', '100'],
    ];
    expect(await ruling(ring)).toMatchObject({ verdict: 'INDETERMINATE', restrictedShare: { min: '0', max: '100' } });
    expect(
      await ruling([
        ['B', 'A', '100'],
        ['A', 'B', '40'],
        ['C', 'B', '60'],
      ]),
    ).toMatchObject({
      verdict: 'RESTRICTED',
      restrictedShare: { exact: '100' },
    });
  });

  test('drops the caps where recorded shares come to more than 100 %, and says so', async () => {
    const found = await ruling([
      ['C', 'A', '60'],
      ['S', 'A', '60'],
    ]);
    expect(found).toMatchObject({ verdict: 'RESTRICTED', restrictedShare: { exact: '60' } });
    expect(codes(found.reasons)).toContain('SHARES_OVER_100');
  });

  test('lets each owner stand alone where the policy does not aggregate', async () => {
    const two: Stake[] = [
      ['C1', 'A', '30'],
      ['C2', 'A', '30'],
      ['C1', 'B', '50'],
      ['B', 'A', '10'],
    ];
    expect(await ruling(two)).toMatchObject({ verdict: 'RESTRICTED', restrictedShare: { exact: '65' } });
    expect(await ruling(two, { aggregate: false })).toMatchObject({
      verdict: 'NOT_RESTRICTED',
      restrictedShare: { exact: '35' },
    });
  });

  test('makes a party whom a restricted one controls possible, where the policy says so, and that goes on', async () => {
    const contract: Stake[] = [
      ['C', 'B', undefined, 'CONTRACT'],
      ['B', 'A', '60'],
    ];
    expect(await ruling(contract)).toMatchObject({ verdict: 'NOT_RESTRICTED' });
    const possible = await ruling(contract, { control: { CONTRACT: 'POSSIBLE' } });
    expect(possible).toMatchObject({ verdict: 'INDETERMINATE', restrictedShare: { min: '0', max: '60' } });
    expect(codes(possible.reasons)).toContain('CONTROL_SIGNAL');
    expect(await ruling(contract, { control: { CONTRACT: 'CONTROLS' } })).toMatchObject({ verdict: 'RESTRICTED' });
  });

  test('counts what no record accounts for along the chain, where the mode does', async () => {
    const gap: Stake[] = [
      ['C', 'B', '40'],
      ['B', 'A', '100'],
    ];
    expect(await ruling(gap)).toMatchObject({ verdict: 'NOT_RESTRICTED', restrictedShare: { exact: '40' } });
    const found = await ruling(gap, {}, 'EVERYWHERE');
    expect(found).toMatchObject({ verdict: 'INDETERMINATE', restrictedShare: { min: '40', max: '100' } });
    expect(codes(found.reasons)).toContain('REMAINDER_UNKNOWN');
    expect(await ruling(gap, {}, 'SUBJECT')).toMatchObject({ verdict: 'NOT_RESTRICTED' });
    expect(await ruling([['C', 'A', '40']], {}, 'SUBJECT')).toMatchObject({ verdict: 'INDETERMINATE' });
  });

  test('a remainder at the subject alone comes round again where it holds itself, or stands in a circle', async () => {
    const own = await ruling(
      [
        ['S', 'A', '30'],
        ['A', 'A', '30'],
      ],
      {},
      'SUBJECT',
    );
    expect(own).toMatchObject({ verdict: 'INDETERMINATE', restrictedShare: { min: '0', max: '57.1428571429' } });
    const circle: Stake[] = [
      ['B', 'A', '60'],
      ['A', 'B', '50'],
      ['S', 'B', '50'],
    ];
    expect(await ruling(circle, {}, 'SUBJECT')).toMatchObject({
      verdict: 'INDETERMINATE',
      restrictedShare: { min: '0', max: '57.1428571429' },
    });
  });

  test('a ring that owns all of itself stays unknown where a record beside it makes more than 100 %', async () => {
    const ring: Stake[] = [
      ['B', 'A', '100'],
      ['A', 'B', '100'],
      ['S', 'A', '10'],
    ];
    expect(await ruling(ring)).toMatchObject({ verdict: 'INDETERMINATE' });
  });

  test('absorbing contains both counts', async () => {
    const cascadeOnly: Stake[] = [
      ['C', 'B', '60'],
      ['B', 'A', '60'],
    ];
    const productOnly: Stake[] = ['P', 'Q', 'R', 'S'].flatMap((each): Stake[] => [
      ['C', each, '45'],
      [each, 'A', '22.5'],
    ]);
    productOnly.push(['C', 'A', '10']);
    for (const stakes of [cascadeOnly, productOnly])
      expect(await ruling(stakes, { propagation: 'ABSORBING' })).toMatchObject({ verdict: 'RESTRICTED' });
    expect(await ruling(cascadeOnly)).toMatchObject({ verdict: 'NOT_RESTRICTED', restrictedShare: { exact: '36' } });
    expect(await ruling(productOnly)).toMatchObject({ verdict: 'RESTRICTED', restrictedShare: { exact: '50.5' } });
    expect(await ruling(productOnly, { propagation: 'CASCADE' })).toMatchObject({ verdict: 'NOT_RESTRICTED' });
  });
});
