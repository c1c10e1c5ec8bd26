import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Policy } from '../../src/model/policy.js';
import type { Verdict } from '../../src/model/ruling.js';
import { type Bounds, WHOLE } from '../../src/model/share.js';
import { frame } from '../../src/rules/frame.js';
import { graph } from '../../src/rules/graph.js';
import { multiplied } from '../../src/rules/multiplied/multiplied.js';
import { solve } from '../../src/rules/solution.js';
import {
  ALL,
  type Completion,
  candidates,
  completions,
  type Fraction,
  multipliedShares,
  NONE,
  order,
  partOf,
} from './completions.js';
import { gathered, policy, type SmallWorld, settingOf, smallWorld, verdicts } from './worlds.js';

const more: Policy = { ...policy('anthropic-2025-09'), propagation: 'MULTIPLIED' };
const few = smallWorld({ parties: 5, stakes: 6 }).filter(
  (world) => world.stakes.reduce((all, stake) => all * candidates(stake.share).length, 1) <= 4_000,
);
const modes = fc.constantFrom('IGNORED' as const, 'EVERYWHERE' as const);
const RUNS = { numRuns: 150 };

function meets(share: Fraction, { threshold, comparison }: Policy): boolean {
  const sign = order(share, partOf(threshold));
  return comparison === 'MORE_THAN' ? sign > 0 : sign >= 0;
}

/** Who is restricted in one state of affairs; a ring that owns all of itself counts as `closed`. */
type Rule = (world: SmallWorld, completion: Completion, under: Policy, closed: Fraction) => ReadonlySet<string>;

const byProduct: Rule = (world, completion, under, closed) => {
  const found = multipliedShares(world, completion, completion.seeds, closed);
  return new Set([...found].filter(([id, share]) => completion.seeds.has(id) || meets(share, under)).map(([id]) => id));
};

const absorbed: Rule = (world, completion, under, closed) => {
  let members: ReadonlySet<string> = completion.seeds;
  for (;;) {
    const found = multipliedShares(world, completion, members, closed);
    const next = new Set([...members, ...[...found].filter(([, share]) => meets(share, under)).map(([id]) => id)]);
    if (next.size === members.size) return next;
    members = next;
  }
};

function byEnumeration(
  world: SmallWorld,
  under: Policy,
  mode: 'IGNORED' | 'EVERYWHERE',
  rule: Rule,
): Record<string, Verdict> | null {
  const always = new Set(world.parties.map((party) => party.id));
  const ever = new Set<string>();
  let any = false;
  for (const completion of completions(world, mode)) {
    any = true;
    const least = rule(world, completion, under, NONE);
    const most = rule(world, completion, under, ALL);
    for (const { id } of world.parties) {
      if (!least.has(id)) always.delete(id);
      if (most.has(id)) ever.add(id);
    }
  }
  if (!any) return null;
  const verdict = (id: string): Verdict =>
    always.has(id) ? 'RESTRICTED' : ever.has(id) ? 'INDETERMINATE' : 'NOT_RESTRICTED';
  return Object.fromEntries(world.parties.map(({ id }) => [id, verdict(id)]));
}

describe('shares along chains are what every state of affairs that fits the record says', () => {
  test.each([
    ['multiplied, more than half', more, byProduct],
    ['multiplied, half or more', { ...more, comparison: 'AT_LEAST' }, byProduct],
    ['absorbing, more than half', { ...more, propagation: 'ABSORBING' }, absorbed],
    ['absorbing, half or more', { ...more, propagation: 'ABSORBING', comparison: 'AT_LEAST' }, absorbed],
  ] as [string, Policy, Rule][])('%s: agrees with enumeration in exact fractions', (_, under, rule) => {
    fc.assert(
      fc.property(few, modes, (world, mode) => {
        const expected = byEnumeration(world, under, mode, rule);
        fc.pre(expected !== null);
        expect(verdicts(gathered(world), under, mode)).toEqual(expected);
      }),
      RUNS,
    );
  });

  test('owners too many to be tried alone leave it open, and clear nobody whom one alone could restrict', () => {
    fc.assert(
      fc.property(smallWorld({ parties: 6, stakes: 10 }), modes, (world, mode) => {
        const compiled = graph(gathered(world), '2026-11-22');
        const framed = frame(compiled, settingOf({ ...more, aggregate: false }), mode);
        const [tried, together] = [multiplied(framed), multiplied(framed, 0)];
        for (const [node, { id, hq }] of world.parties.entries()) {
          const fits = { IN: ['IN', 'BETWEEN'], BETWEEN: ['BETWEEN'], OUT: ['BETWEEN', 'OUT'] }[tried.place(node)];
          expect({ id, fits: fits.includes(together.place(node)) }).toEqual({ id, fits: true });
          if (hq === 'SG')
            expect(together.restrictedShare(node).max).toBeGreaterThanOrEqual(tried.restrictedShare(node).max);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the bounds of the share contain every state of affairs, and are reached or come near', () => {
    fc.assert(
      fc.property(few, modes, (world, mode) => {
        const compiled = graph(gathered(world), '2026-11-22');
        const solution = solve(compiled, settingOf(more), mode);
        const extremes = new Map<string, [Fraction, Fraction]>();
        for (const completion of completions(world, mode)) {
          for (const [id, share] of multipliedShares(world, completion, completion.seeds, NONE))
            widen(extremes, id, share);
          for (const [id, share] of multipliedShares(world, completion, completion.seeds, ALL))
            widen(extremes, id, share);
        }
        fc.pre(extremes.size > 0);
        for (const { id, hq } of world.parties) {
          if (hq !== 'SG') continue;
          const bounds = solution.restrictedShare(compiled.nodeOf.get(id) as number);
          const [least, most] = extremes.get(id) as [Fraction, Fraction];
          expect({ id, ...fits(bounds, least, most) }).toEqual({ id, contains: true, tight: true });
        }
      }),
      RUNS,
    );
  });
});

function widen(extremes: Map<string, [Fraction, Fraction]>, id: string, share: Fraction): void {
  const [least, most] = extremes.get(id) ?? [share, share];
  extremes.set(id, [order(share, least) < 0 ? share : least, order(share, most) > 0 ? share : most]);
}

function fits(bounds: Bounds, least: Fraction, most: Fraction): { contains: boolean; tight: boolean } {
  const units = ([over, under]: Fraction) => Number((over * BigInt(WHOLE) * 1_000n) / under) / 1_000;
  const contains = order(partOf(bounds.min), least) <= 0 && order(partOf(bounds.max), most) >= 0;
  return { contains, tight: units(least) - bounds.min < 50 && bounds.max - units(most) < 50 };
}
