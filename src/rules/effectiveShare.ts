import type { CountedType, Method, Policy, UnrecordedOwners } from '../model/policy.js';
import { type Bounds, NOTHING } from '../model/share.js';
import { cascadeFrom } from './cascade.js';
import { frame } from './frame.js';
import type { Graph } from './graph.js';
import { counted, shareOf } from './multiplied/multiplied.js';
import type { Setting } from './seeds.js';

export interface EffectiveShareAsked {
  readonly holder: number | undefined;
  readonly subject: number;
  readonly method: Method;
  readonly type: CountedType;
}

/**
 * How much of a party somebody holds through every chain. `holder` is undefined for one who stands nowhere above it;
 * somebody whom no source names, or who holds what no record accounts for, may still be that one.
 */
export function effectiveShare(
  graph: Graph,
  setting: Setting,
  mode: UnrecordedOwners,
  { holder, subject, method, type }: EffectiveShareAsked,
): Bounds {
  const policy: Policy = {
    ...setting.policy,
    ...(setting.policy.thresholdAbove ?? {}),
    counts: [type],
    aggregate: true,
    propagation: method,
  };
  const framed = frame(graph, { ...setting, policy }, mode);
  const certain = holder === undefined ? [] : [holder];
  const possible = [...certain, ...unnamedIn(graph)];
  if (graph.parties[subject] === undefined) return NOTHING;
  if (method === 'CASCADE') return cascadeFrom(framed, certain, possible).restrictedShare(subject);
  return shareOf(framed, counted(framed, { certain, possible }), subject);
}

export function unnamedIn(graph: Graph): number[] {
  return Array.from({ length: graph.size - graph.parties.length }, (_, index) => graph.parties.length + index);
}
