import fc from 'fast-check';
import { rulebook } from '../../seed/rulebook.js';
import type { InterestType } from '../../src/model/interest.js';
import type { Located, PartyFacts } from '../../src/model/party.js';
import type { Policy, Standing, UnrecordedOwners } from '../../src/model/policy.js';
import type { Verdict } from '../../src/model/ruling.js';
import { type Bounds, exactly, UNITS_PER_PERCENT, UNKNOWN_SHARE, WHOLE } from '../../src/model/share.js';
import type { StatementSource } from '../../src/model/statement.js';
import { type Gathered, type Graph, graph } from '../../src/rules/graph.js';
import { verdictOf } from '../../src/rules/ruling.js';
import type { Setting } from '../../src/rules/seeds.js';
import { solve } from '../../src/rules/solution.js';

/** A party of a small world: where it is, and what its owner list is worth. */
export interface Somebody {
  readonly id: string;
  readonly hq: 'CN' | 'SG' | 'KY';
  readonly widelyHeld?: boolean;
  readonly complete?: boolean;
}

export interface Stake {
  readonly holder: string | null;
  readonly subject: string;
  readonly share: Bounds;
  readonly type?: InterestType;
}

export interface SmallWorld {
  readonly parties: readonly Somebody[];
  readonly stakes: readonly Stake[];
}

export function policy(id: string): Policy {
  const found = rulebook().policies.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no policy ${id}`);
  return found;
}

const STANDING: Readonly<Record<string, Standing>> = { CN: 'UNSUPPORTED', SG: 'SUPPORTED', KY: 'UNLISTED' };

export function gathered(world: SmallWorld): Gathered {
  return {
    parties: world.parties.map((party) => ({
      id: party.id,
      statements: [{ party: party.id, facts: facts(party), source: source(party.id) }],
    })),
    interests: world.stakes.map((stake, index) => ({
      interestedParty: stake.holder,
      undisclosed: null,
      subject: stake.subject,
      type: stake.type ?? 'SHAREHOLDING',
      share: stake.share,
      startDate: null,
      endDate: null,
      source: source(`stake ${index}`),
    })),
    unexpanded: [],
    complete: true,
  };
}

function facts(party: Somebody): PartyFacts {
  const place: Located = { jurisdiction: party.hq, startDate: null, endDate: null, source: source('place') };
  return {
    kind: 'COMPANY',
    name: party.id,
    headquarters: [place],
    ...(party.widelyHeld === true ? { publiclyListed: true, majorHoldersStated: true } : {}),
    ...(party.complete === true ? { ownersComplete: true } : {}),
  };
}

function source(statementId: string): StatementSource {
  return { dataset: 'test', url: null, retrievedAt: null, statementId, quote: null, grade: 'PRIMARY' };
}

/** The verdict of every party, by id. */
export function verdicts(world: Gathered, under: Policy, mode: UnrecordedOwners): Record<string, Verdict> {
  return verdictsOf(graph(world, '2026-11-22'), under, mode);
}

export function settingOf(under: Policy): Setting {
  return { policy: under, standingOf: (code) => STANDING[code] ?? 'UNLISTED', missingLists: [] };
}

export function verdictsOf(compiled: Graph, under: Policy, mode: UnrecordedOwners): Record<string, Verdict> {
  const solution = solve(compiled, settingOf(under), mode);
  return Object.fromEntries(compiled.parties.map((party, node) => [party.id, verdictOf(solution, node)]));
}

export const MODES: readonly UnrecordedOwners[] = ['IGNORED', 'EVERYWHERE'];
export const PERCENT = UNITS_PER_PERCENT;

/** Bounds at quarters, open or closed, exact, or nothing at all. */
export const bounds: fc.Arbitrary<Bounds> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(0, 10, 20, 25, 30, 50, 60, 75, 100).map((percent) => exactly(percent * PERCENT)),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 4 }), fc.boolean(), fc.boolean())
      .filter(([low, high]) => low < high)
      .map(([low, high, minExclusive, maxExclusive]) => ({
        min: low * 25 * PERCENT,
        max: high * 25 * PERCENT,
        minExclusive,
        maxExclusive,
      })),
  },
  { weight: 1, arbitrary: fc.constant(UNKNOWN_SHARE) },
);

/** Small worlds, often cyclic, in which no company is over 100 % by lower bounds. */
export function smallWorld(most: { readonly parties: number; readonly stakes: number }): fc.Arbitrary<SmallWorld> {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, most.parties);
  const party = (id: string): fc.Arbitrary<Somebody> =>
    fc.record({
      id: fc.constant(id),
      hq: fc.constantFrom('CN' as const, 'SG' as const, 'SG' as const, 'SG' as const, 'KY' as const),
      widelyHeld: fc.boolean(),
      complete: fc.constantFrom(false, false, false, true),
    });
  const stake = fc.record({
    holder: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: fc.constant(null) }),
    subject: fc.constantFrom(...ids),
    share: bounds,
  });
  return fc
    .record({
      parties: fc.tuple(...ids.map(party)),
      stakes: fc.uniqueArray(stake, {
        maxLength: most.stakes,
        selector: (each) => (each.holder === null ? Symbol() : `${each.holder} ${each.subject}`),
      }),
    })
    .map(({ parties, stakes }) => ({ parties, stakes: stakes.filter((each) => each.holder !== each.subject) }))
    .filter((world) => world.parties.every((each) => lowest(world, each.id) <= WHOLE));
}

export function lowest(world: SmallWorld, id: string): number {
  return world.stakes.filter((each) => each.subject === id).reduce((sum, each) => sum + each.share.min, 0);
}
