import type { ReadingChange, UnrecordedOwners } from '../model/policy.js';
import type { Verdict } from '../model/ruling.js';
import type { Bounds } from '../model/share.js';
import { cascade } from './cascade.js';
import type { Proof } from './certificate/proof.js';
import type { Explanation } from './explanation.js';
import { type Frame, frame } from './frame.js';
import type { Graph } from './graph.js';
import { multiplied } from './multiplied/multiplied.js';
import type { Setting } from './seeds.js';

/** Where a party stands between what is restricted in every state of affairs and what is in any. */
export type Place = 'IN' | 'BETWEEN' | 'OUT';

/** A policy decided for every node of a graph at once, however it passes along chains. */
export interface Decision {
  place(node: number): Place;
  /** The share of a node that restricted parties hold, as the policy counts it; what the node holds of itself left out. */
  restrictedShare(node: number): Bounds;
  /** Why the verdict is as it is; `verdict` is what the place says, before an exemption. */
  explanation(node: number, verdict: Verdict): Explanation;
  /** What shows the place to somebody who has not the engine; null, or left out, where nothing short does. */
  proof?(node: number): Proof | null;
}

export interface Solution extends Decision {
  readonly frame: Frame;
  /** The same graph under another reading of the policy's words; decided once, however many subjects ask. */
  under(change: ReadingChange): Solution;
}

export function solve(graph: Graph, setting: Setting, mode: UnrecordedOwners): Solution {
  const framed = frame(graph, setting, mode);
  const readings = new Map<ReadingChange, Solution>();
  return {
    ...(setting.policy.propagation === 'CASCADE' ? cascade(framed) : multiplied(framed)),
    frame: framed,
    under(change) {
      const known = readings.get(change);
      if (known !== undefined) return known;
      const { unrecordedOwners, ...changed } = change;
      const reading = solve(graph, { ...setting, policy: { ...setting.policy, ...changed } }, unrecordedOwners ?? mode);
      readings.set(change, reading);
      return reading;
    },
  };
}
