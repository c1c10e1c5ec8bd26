import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rulebook } from '../../seed/rulebook.js';
import { Inquiry } from '../../src/inquiry.js';
import { VERDICTS, type Verdict } from '../../src/model/ruling.js';
import { exactly, WHOLE } from '../../src/model/share.js';
import { wholeGraph } from '../../src/wholeGraph.js';
import { emptyStore, LIMITS, TODAY } from '../asking.js';
import {
  gathered,
  lowest,
  MODES,
  policy,
  type SmallWorld,
  type Stake,
  smallWorld,
  verdicts,
  verdictsOf,
} from './worlds.js';

const under = policy('anthropic-2025-09');
const perOwner = { ...under, aggregate: false };
const aggregated = fc.constantFrom(under, { ...under, comparison: 'AT_LEAST' as const });
const policies = fc.oneof(aggregated, fc.constant(perOwner));
const mode = fc.constantFrom(...MODES);
const world = smallWorld({ parties: 6, stakes: 10 });
const RUNS = { numRuns: 600 };

function expectNoneLower(before: Record<string, Verdict>, after: Record<string, Verdict>): void {
  for (const [id, verdict] of Object.entries(before)) {
    expect({ id, rank: VERDICTS.indexOf(after[id] as Verdict) >= VERDICTS.indexOf(verdict) }).toEqual({
      id,
      rank: true,
    });
  }
}

function withStake(small: SmallWorld, index: number, stake: Stake): SmallWorld {
  return { ...small, stakes: small.stakes.map((each, at) => (at === index ? stake : each)) };
}

const RULES = rulebook();

describe('what may change a verdict, and what may not', () => {
  test('adding a restricted seed lowers no verdict', () => {
    fc.assert(
      fc.property(world, policies, mode, fc.nat(5), (small, rule, unrecorded, index) => {
        const parties = small.parties.map((party, at) => (at === index ? { ...party, hq: 'CN' as const } : party));
        expectNoneLower(
          verdicts(gathered(small), rule, unrecorded),
          verdicts(gathered({ ...small, parties }), rule, unrecorded),
        );
      }),
      RUNS,
    );
  });

  // Under a policy per owner one restricted holder's gain is another's loss: the law is of aggregated ones.
  test('raising both bounds of a restricted holder lowers no aggregated verdict, within 100 % and without a complete owner list', () => {
    fc.assert(
      fc.property(
        world,
        aggregated,
        mode,
        fc.nat(9),
        fc.integer({ min: 1, max: 100 }),
        (small, rule, unrecorded, index, percent) => {
          const stake = small.stakes[index];
          fc.pre(stake?.holder != null);
          const holder = small.parties.find((party) => party.id === stake.holder);
          const subject = small.parties.find((party) => party.id === stake.subject);
          fc.pre(holder?.hq === 'CN' && subject?.complete !== true);
          const raise = Math.floor(((WHOLE - stake.share.max) * percent) / 100);
          const share = { ...stake.share, min: stake.share.min + raise, max: stake.share.max + raise };
          const raised = withStake(small, index, { ...stake, share });
          fc.pre(lowest(raised, stake.subject) <= WHOLE);
          expectNoneLower(verdicts(gathered(small), rule, unrecorded), verdicts(gathered(raised), rule, unrecorded));
        },
      ),
      RUNS,
    );
  });

  test('a wholly owned company put in between changes no verdict where nobody is a reported parent', () => {
    fc.assert(
      fc.property(world, policies, mode, fc.nat(9), (small, rule, unrecorded, index) => {
        const stake = small.stakes[index];
        fc.pre(stake?.holder != null);
        const { between, ...before } = verdicts(gathered(small), rule, unrecorded);
        expect(between).toBeUndefined();
        const { between: _, ...after } = verdicts(gathered(putBetween(small, index, stake)), rule, unrecorded);
        expect(after).toEqual(before);
      }),
      RUNS,
    );
  });

  test('a wholly owned company put in between clears nobody below a reported parent', () => {
    fc.assert(
      fc.property(world, mode, fc.nat(9), fc.nat(5), fc.nat(5), (small, unrecorded, index, parent, child) => {
        const stake = small.stakes[index];
        const [above, below] = [small.parties[parent]?.id as string, small.parties[child]?.id as string];
        fc.pre(stake?.holder != null && above !== below);
        const report: Stake = {
          holder: above,
          subject: below,
          share: { min: 0, max: WHOLE, minExclusive: false, maxExclusive: false },
          type: 'REPORTED_PARENT',
        };
        const reported = { ...small, stakes: [...small.stakes, report] };
        const before = verdicts(gathered(reported), under, unrecorded);
        const after = verdicts(gathered(putBetween(reported, index, stake)), under, unrecorded);
        for (const [id, verdict] of Object.entries(before)) {
          if (verdict !== 'NOT_RESTRICTED')
            expect({ id, verdict: after[id] }).not.toEqual({ id, verdict: 'NOT_RESTRICTED' });
        }
      }),
      RUNS,
    );
  });

  test('other names change nothing', () => {
    fc.assert(
      fc.property(world, policies, mode, (small, rule, unrecorded) => {
        const renamed = (id: string): string => `z${'fedcba'.indexOf(id)}`;
        const other: SmallWorld = {
          parties: small.parties.map((party) => ({ ...party, id: renamed(party.id) })).reverse(),
          stakes: small.stakes
            .map((stake) => ({
              ...stake,
              holder: stake.holder === null ? null : renamed(stake.holder),
              subject: renamed(stake.subject),
            }))
            .reverse(),
        };
        const found = verdicts(gathered(other), rule, unrecorded);
        const back = Object.fromEntries(small.parties.map(({ id }) => [id, found[renamed(id)]]));
        expect(back).toEqual(verdicts(gathered(small), rule, unrecorded));
      }),
      RUNS,
    );
  });

  test('a verdict alone is the verdict in a batch and over the whole graph, also where a limit is met', async () => {
    await fc.assert(
      fc.asyncProperty(world, fc.constantFrom(LIMITS, { ...LIMITS, maxParties: 3 }), async (small, limits) => {
        const store = await emptyStore();
        const { parties, interests } = gathered(small);
        await store.write({ parties: parties.flatMap((party) => party.statements), interests });
        const ids = small.parties.map((party) => party.id);
        const inquiry = async () =>
          new Inquiry(store, RULES, limits, {
            asOf: TODAY,
            revision: await store.revision(),
            deadlineAt: Date.now() + 60_000,
            unrecordedOwners: null,
            supposition: null,
            knownAt: null,
          });
        const together = await inquiry();
        const batch = await Promise.all(ids.map((id) => together.restriction(id, under.id)));
        for (const [index, id] of ids.entries()) {
          const alone = await (await inquiry()).restriction(id, under.id);
          expect(told(batch[index]?.ruling)).toEqual(told(alone.ruling));
          if (limits === LIMITS) expect(alone.ruling.verdict).toBe(verdictsHere(small)[id]);
        }
        const whole = await wholeGraph(store, { asOf: TODAY, revision: await store.revision() });
        expect(verdictsOf(whole, under, 'EVERYWHERE')).toEqual(verdictsHere(small));
        await store.close();
      }),
      { numRuns: 60 },
    );
  });
});

/** KY is unlisted, CN unsupported and SG supported in the real region list too. */
function verdictsHere(small: SmallWorld): Record<string, Verdict> {
  return verdicts(gathered(small), under, 'EVERYWHERE');
}

function told(
  ruling:
    | { verdict: Verdict; restrictedShare: object; reasons: readonly { code: string; message: string }[] }
    | undefined,
): object {
  return {
    verdict: ruling?.verdict,
    share: ruling?.restrictedShare,
    reasons: ruling?.reasons.map(({ code, message }) => ({ code, message })),
  };
}

function putBetween(small: SmallWorld, index: number, stake: Stake): SmallWorld {
  const through = withStake(small, index, { ...stake, holder: 'between' });
  return {
    parties: [...small.parties, { id: 'between', hq: 'SG' }],
    stakes: [...through.stakes, { holder: stake.holder, subject: 'between', share: exactly(WHOLE) }],
  };
}
