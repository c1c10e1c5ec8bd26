import type { Interest } from '../src/model/interest.js';
import type { Party } from '../src/model/party.js';
import { VERDICTS } from '../src/model/ruling.js';
import { type Gathered, type Graph, graph } from '../src/rules/graph.js';
import { traitsOf } from '../src/rules/traits.js';
import type { Changes, Store } from '../src/store/store.js';
import { barePass, everyVerdict, median, settingOf, TODAY, timed } from './judged.js';
import { fill } from './world.js';

const ROUNDS = 9;

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
    const [bare] = timed(() => barePass(compiled, setting.policy));
    ratios.push(ours / bare);
    const told = VERDICTS.map((verdict) => `${verdict} ${counts[verdict]}`).join(', ');
    console.log(
      `round ${round + 1}: ${ours.toFixed(1)} ms, bare ${bare.toFixed(1)} ms, ratio ${(ours / bare).toFixed(2)}; ${told}`,
    );
  }
  console.log(
    `ratio: median ${median(ratios).toFixed(2)}, min ${Math.min(...ratios).toFixed(2)}, max ${Math.max(...ratios).toFixed(2)} (aim 3)`,
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
