import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Policy, UnrecordedOwners } from '../../src/model/policy.js';
import { type Gathered, graph } from '../../src/rules/graph.js';
import { Ruling } from '../../src/rules/ruling.js';
import { solve } from '../../src/rules/solution.js';
import { definitionOf } from '../../src/supposedRules.js';
import { check } from '../../verify/check.js';
import { gathered, policy, settingOf, smallWorld } from '../rules/worlds.js';
import { richWorld } from './richWorld.js';

const MODES: readonly UnrecordedOwners[] = ['IGNORED', 'SUBJECT', 'EVERYWHERE'];
const more = policy('anthropic-2025-09');

/** What the checker says of every party's certificate, as JSON has it: nothing where it is valid. */
function refused(world: Gathered, under: Policy, mode: UnrecordedOwners): string[] {
  const solution = solve(graph(world, '2026-11-22'), settingOf(under), mode);
  return solution.frame.graph.parties.flatMap(({ id }, node) => {
    const ruling = new Ruling(solution, node);
    const made = ruling.certificate({
      ruling: id,
      engineVersion: 'test',
      revision: 'r1',
      knownAt: null,
      policy: definitionOf(under),
    });
    const found = check(JSON.parse(JSON.stringify(made)));
    const said = found.valid ? [] : [found.because];
    return [...said, ...(made.verdict === ruling.verdict ? [] : ['another verdict'])].map((each) => `${id}: ${each}`);
  });
}

describe('every certificate of a random world is valid', () => {
  const under = fc.constantFrom<Policy>(
    ...(['MORE_THAN', 'AT_LEAST'] as const).flatMap((comparison) =>
      [true, false].map((aggregate): Policy => ({ ...more, comparison, aggregate })),
    ),
  );

  test('small ones, often cyclic, added together and each alone', () => {
    fc.assert(
      fc.property(smallWorld({ parties: 6, stakes: 9 }), under, fc.constantFrom(...MODES), (world, each, mode) => {
        expect(refused(gathered(world), each, mode)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('with branches, groups, reports, own shares, control, lists, exemptions and limits', () => {
    fc.assert(
      fc.property(richWorld, ({ world, policy: each, mode }) => {
        expect(refused(world, each, mode)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});
