import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Policy } from '../../src/model/policy.js';
import { WHOLE } from '../../src/model/share.js';
import { graph } from '../../src/rules/graph.js';
import { Ruling } from '../../src/rules/ruling.js';
import { solve } from '../../src/rules/solution.js';
import { definitionOf } from '../../src/supposedRules.js';
import { check, digestOf } from '../../verify/check.js';
import { gathered, lowest, policy, type SmallWorld, settingOf, smallWorld } from '../rules/worlds.js';

const regions: Policy = { ...policy('anthropic-regions'), unrecordedOwners: 'EVERYWHERE' };
const under = fc.constantFrom<Policy>(regions, { ...regions, comparison: 'AT_LEAST' });
const mode = fc.constantFrom('IGNORED' as const, 'EVERYWHERE' as const);

// biome-ignore lint/suspicious/noExplicitAny: a certificate as JSON, to be tampered with.
type Any = any;

function certificatesOf(world: SmallWorld, rule: Policy, unrecorded: 'IGNORED' | 'EVERYWHERE'): Any[] {
  const solution = solve(graph(gathered(world), '2026-11-22'), settingOf(rule), unrecorded);
  return world.parties.map((_, node) =>
    JSON.parse(
      JSON.stringify(
        new Ruling(solution, node).certificate({
          ruling: 'x',
          engineVersion: 'test',
          revision: 'r1',
          knownAt: null,
          policy: definitionOf(rule),
        }),
      ),
    ),
  );
}

/**
 * Shares that come to more than 100 %, an open bound at 100 % among them, contradict each other. Left out too are
 * complete owner lists with an open bound: in a circle "more than 0" and "less than 100" are no bounds that numbers have.
 */
const consistent = (size: { parties: number; stakes: number }): fc.Arbitrary<SmallWorld> =>
  smallWorld(size).filter((world) =>
    world.parties.every(({ id }) => {
      const held = world.stakes.filter(({ subject }) => subject === id);
      const opens = held.some(({ share }) => share.minExclusive || share.maxExclusive);
      return (
        !opens || (lowest(world, id) < WHOLE && world.parties.every((each) => each.id !== id || each.complete !== true))
      );
    }),
  );

describe('a certificate of multiplied shares', () => {
  test('is valid for every party of a random world, circles and bounds included', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(consistent({ parties: 6, stakes: 9 }), under, mode, (world, rule, unrecorded) => {
        for (const each of certificatesOf(world, rule, unrecorded)) {
          seen.add(each.verdict);
          const found = check(each);
          expect(found.valid ? 'valid' : `${each.premises.subject} ${each.verdict}: ${found.because}`).toBe('valid');
        }
      }),
      { numRuns: 1_000 },
    );
    expect([...seen].sort()).toEqual(['INDETERMINATE', 'NOT_RESTRICTED', 'RESTRICTED']);
  });

  test('shows no other verdict, whatever values are claimed', () => {
    fc.assert(
      fc.property(
        smallWorld({ parties: 5, stakes: 7 }),
        under,
        mode,
        fc.nat(),
        fc.constantFrom('0', '1', '3/4'),
        (world, rule, unrecorded, at, value) => {
          for (const each of certificatesOf(world, rule, unrecorded)) {
            for (const other of ['RESTRICTED', 'INDETERMINATE', 'NOT_RESTRICTED']) {
              if (other === each.verdict) continue;
              expect(check({ ...each, verdict: other }).valid).toBe(false);
            }
            const claim = each.proof.claims[at % each.proof.claims.length];
            const claimed = claim.values[at % claim.values.length];
            Object.assign(claimed, { value, beyond: '0' });
            for (const other of ['RESTRICTED', 'INDETERMINATE', 'NOT_RESTRICTED'])
              if (other !== each.verdict) expect(check({ ...each, verdict: other }).valid).toBe(false);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('proves nothing by a ring that bears itself out', () => {
    const parties = ['a', 'b', 'c'].map((id) => ({ id, hq: id === 'c' ? ('CN' as const) : ('SG' as const) }));
    const all = { min: 1_000_000_000_000, max: 1_000_000_000_000, minExclusive: false, maxExclusive: false };
    const world = {
      parties,
      stakes: [
        { holder: 'a', subject: 'b', share: all },
        { holder: 'b', subject: 'a', share: all },
      ],
    };
    const [made] = certificatesOf(world, regions, 'IGNORED') as [Any];
    expect(made.verdict).toBe('INDETERMINATE');
    expect(check(made)).toEqual({ valid: true });
    const values = ['a', 'b'].map((party) => ({ party, value: '1/1', beyond: '0' }));
    const forged = {
      ...made,
      verdict: 'RESTRICTED',
      proof: { kind: 'MULTIPLIED', claims: [{ side: 'least', bound: 'reached', values }] },
    };
    expect(check(forged)).toMatchObject({ valid: false });
    const none = ['a', 'b'].map((party) => ({ party, value: '0', beyond: '0' }));
    const cleared = {
      ...made,
      verdict: 'NOT_RESTRICTED',
      proof: { kind: 'MULTIPLIED', claims: [{ side: 'most', bound: 'notPassed', values: none }] },
    };
    expect(check(cleared)).toMatchObject({ valid: false });
    expect(digestOf(made.premises)).toBe(made.digest);
  });

  test('proves nothing by what is no fraction', () => {
    const all = { min: WHOLE, max: WHOLE, minExclusive: false, maxExclusive: false };
    const parties = [
      { id: 'a', hq: 'CN' as const },
      { id: 'b', hq: 'SG' as const, complete: true },
    ];
    const made = certificatesOf(
      { parties, stakes: [{ holder: 'a', subject: 'b', share: all }] },
      regions,
      'EVERYWHERE',
    )[1];
    expect(made.verdict).toBe('RESTRICTED');
    expect(check(made)).toEqual({ valid: true });
    for (const [value, beyond] of [
      ['0/0', '0'],
      ['0', '0/0'],
      ['-1/-1', '0'],
      ['1e3', '0'],
      ['', '0'],
    ]) {
      const values = [{ party: 'b', value, beyond }];
      const forged = {
        ...made,
        verdict: 'NOT_RESTRICTED',
        proof: { kind: 'MULTIPLIED', claims: [{ side: 'most', bound: 'notPassed', values }] },
      };
      expect(check(forged)).toMatchObject({ valid: false });
    }
  });

  test('proves nothing by a group in concert that bears itself out', () => {
    const half = { min: WHOLE, max: WHOLE, minExclusive: false, maxExclusive: false };
    const [world, ids] = [
      gathered({
        parties: ['g', 'h', 'v'].map((id) => ({ id, hq: 'SG' as const, widelyHeld: id === 'h', complete: id === 'v' })),
        stakes: [
          { holder: 'h', subject: 'g', share: half, type: 'CONCERT' },
          { holder: 'h', subject: 'v', share: half },
        ],
      }),
      ['g', 'v'],
    ];
    const parties = world.parties.map((each) =>
      each.id === 'g'
        ? {
            ...each,
            statements: each.statements.map((said) => ({
              ...said,
              facts: { ...said.facts, kind: 'ARRANGEMENT' as const },
            })),
          }
        : each,
    );
    const solution = solve(graph({ ...world, parties }, '2026-11-22'), settingOf(regions), 'IGNORED');
    const node = solution.frame.graph.nodeOf.get('v') as number;
    const issue = { ruling: 'x', engineVersion: 'test', revision: 'r1', knownAt: null, policy: definitionOf(regions) };
    const made: Any = JSON.parse(JSON.stringify(new Ruling(solution, node).certificate(issue)));
    expect(made.verdict).toBe('NOT_RESTRICTED');
    expect(check(made)).toEqual({ valid: true });
    const values = ids.map((party) => ({ party, value: '1', beyond: '0' }));
    const forged = {
      ...made,
      verdict: 'RESTRICTED',
      proof: { kind: 'MULTIPLIED', claims: [{ side: 'least', bound: 'reached', values }] },
    };
    expect(check(forged)).toMatchObject({ valid: false });
  });
});
