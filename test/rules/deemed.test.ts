import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DeemedLinks, Policy } from '../../src/model/policy.js';
import { exactly, WHOLE } from '../../src/model/share.js';
import { effectiveShare } from '../../src/rules/effectiveShare.js';
import { graph } from '../../src/rules/graph.js';
import {
  ALL,
  add,
  type Completion,
  candidates,
  completions,
  type Fraction,
  NONE,
  order,
  partOf,
  product,
} from './completions.js';
import { gathered, PERCENT, policy, type SmallWorld, settingOf, smallWorld } from './worlds.js';

const SCOPES: readonly DeemedLinks[] = ['ALL', 'ALL_BUT_FIRST', 'ALL_BUT_LAST'];
const voting = policy('fcc-voting');

/** The share by the words of the rule: links of at least half count whole, but the first or the last where it says so. */
function deemed(world: SmallWorld, { shares }: Completion, top: string, subject: string, scope: DeemedLinks): Fraction {
  const upTo = (id: string, isLast: boolean): Fraction => {
    if (id === top) return ALL;
    const sum = world.stakes.reduce((total, stake, index) => {
      if (stake.subject !== id || stake.holder === null) return total;
      const share = shares[index] as number;
      const face = (scope === 'ALL_BUT_FIRST' && stake.holder === top) || (scope === 'ALL_BUT_LAST' && isLast);
      const counts = !face && share >= WHOLE / 2 ? ALL : partOf(share);
      return add(total, product(counts, upTo(stake.holder, false)));
    }, NONE);
    return order(sum, ALL) > 0 ? ALL : sum;
  };
  return upTo(subject, true);
}

function of(world: SmallWorld, scope: DeemedLinks, holder: string, subject: string) {
  const compiled = graph(gathered(world), '2026-11-22');
  const rule: Policy = { ...voting, deemedLinks: scope };
  const asked = { holder: compiled.nodeOf.get(holder), subject: compiled.nodeOf.get(subject) as number };
  return effectiveShare(compiled, settingOf(rule), 'IGNORED', { ...asked, method: 'DEEMED', type: 'SHAREHOLDING' });
}

describe('a deemed share', () => {
  test('on trees and diamonds it is between the least and the most of every state of affairs, and reaches them', () => {
    const downward = smallWorld({ parties: 5, stakes: 6 }).map((world) => ({
      ...world,
      stakes: world.stakes.filter((stake) => stake.holder !== null && stake.holder > stake.subject),
    }));
    const few = downward.filter(
      (world) => world.stakes.reduce((all, { share }) => all * candidates(share).length, 1) <= 4_000,
    );
    fc.assert(
      fc.property(few, fc.constantFrom(...SCOPES), (world, scope) => {
        const found: Fraction[] = [];
        for (const completion of completions(world, 'IGNORED')) found.push(deemed(world, completion, 'e', 'a', scope));
        fc.pre(found.length > 0);
        const share = of(world, scope, 'e', 'a');
        const [least, most] = found.reduce(
          ([low, high], each) => [order(each, low) < 0 ? each : low, order(each, high) > 0 ? each : high],
          [found[0], found[0]] as [Fraction, Fraction],
        );
        expect(order(partOf(share.min), least)).toBeLessThanOrEqual(0);
        expect(order(partOf(share.max), most)).toBeGreaterThanOrEqual(0);
        // Where two unknown shares of one company bear on each other the bounds are outer ones.
        const unsure = world.stakes
          .filter((stake) => stake.share.min !== stake.share.max)
          .map((stake) => stake.subject);
        if (new Set(unsure).size < unsure.length) return;
        expect(Number((least[0] * BigInt(WHOLE)) / least[1]) - share.min).toBeLessThan(50);
        expect(share.max - Number((most[0] * BigInt(WHOLE)) / most[1])).toBeLessThan(50);
      }),
      { numRuns: 300 },
    );
  });

  test('what a company holds of itself is left out, and the others are rescaled', () => {
    const parties = ['a', 'm', 'n', 'o', 'p'].map((id) => ({ id, hq: 'SG' as const }));
    const stake = (holder: string, subject: string, percent: number) => ({
      holder,
      subject,
      share: exactly(percent * PERCENT),
    });
    const stakes = [
      stake('p', 'a', 40),
      stake('o', 'a', 60),
      stake('a', 'm', 60),
      stake('m', 'm', 30),
      stake('o', 'm', 10),
      stake('m', 'n', 100),
    ];
    expect(of({ parties, stakes }, 'ALL', 'p', 'n')).toEqual(exactly(40 * PERCENT));
    const last = [
      stake('p', 'a', 100),
      stake('p', 'b', 100),
      stake('a', 'm', 30),
      stake('b', 'm', 27),
      stake('o', 'm', 43),
      stake('m', 'n', 60),
      stake('n', 'n', 30),
      stake('o', 'n', 10),
    ];
    // 57 % of what holds 60 of 70: the last link is at face value.
    const world = { parties: [...parties, { id: 'b', hq: 'SG' as const }], stakes: last };
    expect(of(world, 'ALL_BUT_LAST', 'p', 'n')).toMatchObject({ max: 488_571_428_572 });
  });

  test('a circle of majorities passes on what flows into it, and nothing of its own', () => {
    const parties = ['a', 'b', 'h', 's'].map((id) => ({ id, hq: 'SG' as const }));
    const ring = [
      { holder: 'b', subject: 'a', share: exactly(60 * PERCENT) },
      { holder: 'a', subject: 'b', share: exactly(60 * PERCENT) },
    ];
    const fed = { parties, stakes: [...ring, { holder: 'h', subject: 'a', share: exactly(30 * PERCENT) }] };
    expect(of(fed, 'ALL', 'h', 'b')).toEqual(exactly(WHOLE));
    expect(of(fed, 'ALL', 's', 'b')).toEqual(exactly(0));
  });
});
