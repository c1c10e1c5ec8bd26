import { rulebook } from '../seed/rulebook.js';
import type { Policy } from '../src/model/policy.js';
import type { Verdict } from '../src/model/ruling.js';
import type { Graph } from '../src/rules/graph.js';
import { verdictOf } from '../src/rules/ruling.js';
import type { Setting } from '../src/rules/seeds.js';
import { solve } from '../src/rules/solution.js';
import { editionAt, standing } from '../src/rules/standing.js';

export const TODAY = '2026-11-22';

/** A policy that ships with the standings of its region list, each told once. */
export function settingOf(id: string, change: Partial<Policy> = {}): Setting {
  const { policies, regionLists, atlas } = rulebook();
  const policy = policies.find((each) => each.id === id);
  const list = regionLists.find((each) => each.id === policy?.seeds.regions);
  if (policy === undefined || list === undefined) throw new Error(`no policy ${id} with a region list`);
  const edition = editionAt(list, TODAY);
  const standings = new Map<string, ReturnType<typeof standing>>();
  const standingOf = (code: string): ReturnType<typeof standing> => {
    const known = standings.get(code) ?? standing(code, edition, list.kind, atlas);
    standings.set(code, known);
    return known;
  };
  return { policy: { ...policy, ...change }, standingOf, missingLists: [] };
}

/** How many have each verdict. */
export function everyVerdict(graph: Graph, setting: Setting): Readonly<Record<Verdict, number>> {
  const solution = solve(graph, setting, setting.policy.unrecordedOwners);
  const counts = { RESTRICTED: 0, INDETERMINATE: 0, NOT_RESTRICTED: 0 };
  for (let node = 0; node < graph.parties.length; node += 1) counts[verdictOf(solution, node)] += 1;
  return counts;
}

/** One sweep that adds both bounds of every interest to its company, and compares each sum with the threshold. */
export function barePass({ subject, min, max, size }: Graph, { threshold }: Policy): readonly [number, number] {
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

export function timed<T>(work: () => T): readonly [ms: number, result: T] {
  const start = performance.now();
  const result = work();
  return [performance.now() - start, result];
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
