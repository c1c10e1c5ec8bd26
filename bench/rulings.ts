import { rulebook } from '../seed/rulebook.js';
import type { Interest } from '../src/model/interest.js';
import type { Party } from '../src/model/party.js';
import type { Policy } from '../src/model/policy.js';
import { VERDICTS, type Verdict } from '../src/model/ruling.js';
import { type Gathered, type Graph, graph } from '../src/rules/graph.js';
import { verdictOf } from '../src/rules/ruling.js';
import type { Setting } from '../src/rules/seeds.js';
import { solve } from '../src/rules/solution.js';
import { editionAt, standing } from '../src/rules/standing.js';
import { traitsOf } from '../src/rules/traits.js';
import type { Changes, Store } from '../src/store/store.js';
import { fill } from './world.js';

const ROUNDS = 9;
const TODAY = '2026-11-22';

/**
 * The verdict on everybody, from typed arrays that are there, beside one bare pass over the same arrays: the bounds of
 * every interest added to its subject, and each sum compared with the threshold. The two in turn, in one process.
 */
export async function rulings(companies = 1_000_000): Promise<void> {
  const compiled = await world(companies);
  const setting = settingOf('anthropic-2025-09');
  console.log(`${compiled.parties.length} parties, ${compiled.interests.length} interests`);
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [ours, counts] = timed(() => everyVerdict(compiled, setting));
    const [bare] = timed(() => bareSweep(compiled, setting.policy));
    ratios.push(ours / bare);
    const told = VERDICTS.map((verdict) => `${verdict} ${counts[verdict]}`).join(', ');
    console.log(
      `round ${round + 1}: ${ours.toFixed(1)} ms, bare ${bare.toFixed(1)} ms, ratio ${(ours / bare).toFixed(2)}; ${told}`,
    );
  }
  ratios.sort((a, b) => a - b);
  const median = ratios[Math.floor(ROUNDS / 2)];
  console.log(
    `ratio: median ${median?.toFixed(2)}, min ${ratios[0]?.toFixed(2)}, max ${ratios.at(-1)?.toFixed(2)} (aim 3)`,
  );
}

/** The world that the store is filled with in other benches, compiled without one. */
async function world(companies: number): Promise<Graph> {
  const parties: Gathered['parties'][number][] = [];
  const interests: Gathered['interests'][number][] = [];
  const collector = {
    write: async (changes: Changes) => {
      for (const statement of changes.parties ?? []) parties.push({ id: statement.party, statements: [statement] });
      for (const interest of changes.interests ?? []) interests.push(interest);
    },
  };
  await fill(collector as unknown as Store, companies, () => {});
  return arraysOf(graph({ parties, interests, unexpanded: [], complete: true }, TODAY));
}

/** The graph without an object for each party and interest: one stands for all that are alike. */
function arraysOf(compiled: Graph): Graph {
  const { likeness, examples } = traitsOf(compiled);
  const parties = compiled.parties.map(
    (_, node) => compiled.parties[examples[likeness[node] as number] as number] as Party,
  );
  const interests = new Array<Interest>(compiled.interests.length).fill(compiled.interests[0] as Interest);
  const arrays = { ...compiled, parties, interests, nodeOf: new Map() };
  traitsOf(arrays);
  return arrays;
}

function settingOf(id: string): Setting {
  const { policies, regionLists, atlas } = rulebook();
  const policy = policies.find((each) => each.id === id) as Policy;
  const list = regionLists.find((each) => each.id === policy.seeds.regions);
  if (list === undefined) throw new Error(`${id} has no region list`);
  const edition = editionAt(list, TODAY);
  const standings = new Map<string, ReturnType<typeof standing>>();
  const standingOf = (code: string): ReturnType<typeof standing> => {
    const known = standings.get(code) ?? standing(code, edition, list.kind, atlas);
    standings.set(code, known);
    return known;
  };
  return { policy, standingOf, missingLists: [] };
}

function everyVerdict(compiled: Graph, setting: Setting): Readonly<Record<Verdict, number>> {
  const solution = solve(compiled, setting, setting.policy.unrecordedOwners);
  const counts = { RESTRICTED: 0, INDETERMINATE: 0, NOT_RESTRICTED: 0 };
  for (let node = 0; node < compiled.parties.length; node += 1) counts[verdictOf(solution, node)] += 1;
  return counts;
}

/** How many companies are certainly, and may be, held beyond the threshold, whoever their owners are. */
function bareSweep({ subject, min, max, size }: Graph, { threshold }: Policy): readonly [number, number] {
  const least = new Float64Array(size);
  const most = new Float64Array(size);
  for (let edge = 0; edge < subject.length; edge += 1) {
    const node = subject[edge] as number;
    least[node] = (least[node] as number) + (min[edge] as number);
    most[node] = (most[node] as number) + (max[edge] as number);
  }
  let [certain, possible] = [0, 0];
  for (let node = 0; node < size; node += 1) {
    if ((least[node] as number) > threshold) certain += 1;
    if ((most[node] as number) > threshold) possible += 1;
  }
  return [certain, possible];
}

function timed<T>(work: () => T): readonly [ms: number, result: T] {
  const start = performance.now();
  const result = work();
  return [performance.now() - start, result];
}
