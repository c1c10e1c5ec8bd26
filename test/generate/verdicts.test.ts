import { expect, jest, test } from '@jest/globals';
import { graphOf } from '../../bench/generated.js';
import { csvOf } from '../../bench/worldFile.js';
import { FINBENCH, GROUPS, type GroupShape, type Shape } from '../../seed/generate/shape.js';
import { idOf, statementsOf } from '../../seed/generate/statements.js';
import type { World } from '../../seed/generate/world.js';
import { rulebook } from '../../seed/rulebook.js';
import { NO_OPTIONS } from '../../src/intake/format.js';
import { formatCalled } from '../../src/intake/formats.js';
import { load } from '../../src/intake/load.js';
import type { Verdict } from '../../src/model/ruling.js';
import { type Gathered, graph } from '../../src/rules/graph.js';
import { verdictOf } from '../../src/rules/ruling.js';
import type { Setting } from '../../src/rules/seeds.js';
import { solve } from '../../src/rules/solution.js';
import { editionAt, standing } from '../../src/rules/standing.js';
import type { Store } from '../../src/store/store.js';
import { emptyStore, inquiryOf, TODAY } from '../asking.js';
import { DENSE } from './shapes.js';

jest.setTimeout(60_000);

/** Of few places, and now and then with more than all held of a company. */
const MIXED: GroupShape = {
  ...DENSE,
  overWhole: 0.05,
  places: [
    ['SG', 3],
    ['CN', 1],
    ['KY', 1],
  ],
};
const SHAPES: readonly (readonly [string, Shape])[] = [
  ['GROUPS', GROUPS],
  ['DENSE', MIXED],
  ['FINBENCH', { ...FINBENCH, block: 100, places: MIXED.places }],
];
const POLICIES = rulebook().policies.filter(({ answers }) => answers === 'RESTRICTION');

function settingOf(policy: (typeof POLICIES)[number]): Setting {
  const { regionLists, atlas } = rulebook();
  const list = regionLists.find((each) => each.id === policy.seeds.regions);
  const standingOf = (code: string) =>
    list === undefined ? 'UNLISTED' : standing(code, editionAt(list, TODAY), list.kind, atlas);
  return { policy, standingOf, missingLists: policy.seeds.lists };
}

test.each(SHAPES)('the arrays of %s give the verdicts of its statements, under every policy', (_, shape) => {
  for (const seed of [1, 2, 3, 4]) {
    const world = { seed, parties: 600, shape };
    const steps = [...statementsOf(world)];
    const gathered: Gathered = {
      parties: steps.flatMap(({ parties }) => parties.map((each) => ({ id: each.party, statements: [each] }))),
      interests: steps.flatMap(({ interests }) => interests),
      unexpanded: [],
      complete: true,
    };
    const [arrays, stated] = [graphOf(world), graph(gathered, TODAY)];
    for (const policy of POLICIES) {
      const setting = settingOf(policy);
      const [ours, theirs] = [arrays, stated].map((each) => {
        const solution = solve(each, setting, policy.unrecordedOwners);
        return Array.from({ length: world.parties }, (_, node) => verdictOf(solution, node));
      }) as [Verdict[], Verdict[]];
      expect({ policy: policy.id, seed, verdicts: ours }).toEqual({ policy: policy.id, seed, verdicts: theirs });
      if (policy.id === 'anthropic-2025-09' && shape !== GROUPS) expect(new Set(ours).size).toBe(3);
    }
  }
});

test.each([
  [
    'written to',
    async (store: Store, world: World) => {
      for (const statements of statementsOf(world, 100)) await store.write(statements);
    },
  ],
  [
    'imported into from its file',
    async (store: Store, world: World) => {
      const report = await load(store, formatCalled('csv').arrivals(csvOf(world), NO_OPTIONS));
      expect(report.refusals).toEqual([]);
    },
  ],
])('a store that a world is %s gives the verdicts of its arrays', async (_, put) => {
  const world = { seed: 5, parties: 400, shape: MIXED };
  const store = await emptyStore();
  await put(store, world);
  const policy = POLICIES.find(({ id }) => id === 'anthropic-2025-09') as (typeof POLICIES)[number];
  const solution = solve(graphOf(world), settingOf(policy), policy.unrecordedOwners);
  const { nodes } = await (await inquiryOf(store)).rulings({ policy: policy.id }, 1000);
  expect(nodes.map(({ ruling }) => [ruling.subject.id, ruling.verdict])).toEqual(
    Array.from({ length: world.parties }, (_, node) => [idOf(node), verdictOf(solution, node)]),
  );
  await store.close();
});
