import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Policy } from '../../src/model/policy.js';
import { WHOLE } from '../../src/model/share.js';
import { cone } from '../../src/rules/facts/cone.js';
import { type Gathered, graph } from '../../src/rules/graph.js';
import { TODAY } from '../asking.js';
import {
  bounds,
  gathered,
  MODES,
  policy,
  type SmallWorld,
  type Stake,
  smallWorld,
  verdictsOf,
} from '../rules/worlds.js';
import { expectLaws, isOpen, type Rule, rulingOf, verdictWith } from './trying.js';

const rules = (id: string): fc.Arbitrary<Rule> =>
  fc
    .record({
      mode: fc.constantFrom(...MODES),
      aggregate: fc.boolean(),
      comparison: fc.constantFrom('MORE_THAN' as const, 'AT_LEAST' as const),
    })
    .map(({ mode, aggregate, comparison }) => {
      const under: Policy = policy(id);
      return { mode, policy: { ...under, comparison, aggregate: under.propagation === 'CASCADE' ? aggregate : true } };
    });

/** One of the parties is said to be the parent of another, or to control it by contract, without a share. */
const relation = fc.option(
  fc.record({
    type: fc.constantFrom('REPORTED_PARENT' as const, 'CONTRACT' as const, 'BOARD_APPOINTMENT' as const),
    holder: fc.constantFrom('a', 'c'),
    subject: fc.constantFrom('b', 'd'),
  }),
);

function withRelation(small: SmallWorld, told: Omit<Stake, 'share'> | null): Gathered {
  if (told === null) return gathered(small);
  const share = { min: 0, max: WHOLE, minExclusive: false, maxExclusive: false };
  return gathered({ ...small, stakes: [...small.stakes, { ...told, share }] });
}

const CROWD = Array.from({ length: 90 }, (_, index) => `q${String(index).padStart(2, '0')}`);

/** Ninety parties, most of them above the first few, so that not all can be looked at closely. */
const crowd: fc.Arbitrary<SmallWorld> = fc
  .record({
    parties: fc.tuple(
      ...CROWD.map((id) =>
        fc.record({
          id: fc.constant(id),
          hq: fc.constantFrom('CN' as const, ...Array<'SG'>(6).fill('SG'), 'KY' as const),
          widelyHeld: fc.boolean(),
        }),
      ),
    ),
    stakes: fc.uniqueArray(
      fc.record({ holder: fc.integer({ min: 1, max: 89 }), below: fc.integer({ min: 0, max: 59 }), share: bounds }),
      {
        minLength: 110,
        maxLength: 160,
        selector: ({ holder, below }) => `${holder} ${Math.floor((holder * below) / 100)}`,
      },
    ),
  })
  .map(({ parties, stakes }) => {
    const held = new Map<string, number>();
    const fitting = stakes.flatMap(({ holder, below, share }) => {
      const subject = CROWD[Math.floor((holder * below) / 100)] as string;
      const sum = (held.get(subject) ?? 0) + share.min;
      if (sum > WHOLE) return [];
      held.set(subject, sum);
      return [{ holder: CROWD[holder] as string, subject, share }];
    });
    return { parties, stakes: fitting };
  });

describe('facts that decide, and changes that turn a verdict, in worlds by chance', () => {
  test.each(['anthropic-2025-09', 'anthropic-regions', 'outbound-850'])(
    'under %s a fact supposed either way gives what it promised, a change what it says, and where something is open neither list is empty',
    (id) => {
      fc.assert(
        fc.property(smallWorld({ parties: 6, stakes: 10 }), rules(id), relation, (small, rule, told) => {
          const world = withRelation(small, told);
          for (const party of small.parties) {
            const ruling = rulingOf(world, rule, party.id);
            expectLaws(ruling, (draft) => verdictWith(world, rule, draft, party.id));
          }
        }),
        { numRuns: 60, endOnFailure: true },
      );
    },
    300_000,
  );

  test.each(['anthropic-2025-09', 'anthropic-regions'])(
    'so they do under %s where there is more above a party than is looked at closely',
    (id) => {
      let large = 0;
      fc.assert(
        fc.property(crowd, rules(id), (small, rule) => {
          const world = gathered(small);
          for (const party of CROWD.slice(0, 3)) {
            const ruling = rulingOf(world, rule, party);
            if (isOpen(ruling) && cone(graph(world, TODAY), CROWD.indexOf(party)).size > 30) large += 1;
            expectLaws(ruling, (draft) => verdictWith(world, rule, draft, party));
          }
        }),
        { numRuns: 60, endOnFailure: true },
      );
      expect(large).toBeGreaterThan(5);
    },
    300_000,
  );

  test('a party alone with whoever bears on it is judged as in the whole graph', () => {
    fc.assert(
      fc.property(smallWorld({ parties: 6, stakes: 10 }), rules('anthropic-2025-09'), relation, (small, rule, told) => {
        const whole = graph(withRelation(small, told), TODAY);
        const verdicts = verdictsOf(whole, rule.policy, rule.mode);
        for (const [node, { id }] of whole.parties.entries())
          expect({ id, verdict: verdictsOf(cone(whole, node), rule.policy, rule.mode)[id] }).toEqual({
            id,
            verdict: verdicts[id],
          });
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });
});
