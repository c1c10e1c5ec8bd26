import { rulebook } from '../seed/rulebook.js';
import type { Policy } from '../src/model/policy.js';
import type { Setting } from '../src/rules/seeds.js';
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

export function timed<T>(work: () => T): readonly [ms: number, result: T] {
  const start = performance.now();
  const result = work();
  return [performance.now() - start, result];
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
