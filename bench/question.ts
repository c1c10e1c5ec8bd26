import { CONTROL_TYPES, type Policy } from '../src/model/policy.js';
import { WHOLE } from '../src/model/share.js';
import { type Graph, TYPE } from '../src/rules/graph.js';
import type { Setting } from '../src/rules/seeds.js';
import { traitsOf } from '../src/rules/traits.js';
import { settingOf } from './judged.js';

export const POLICY = 'anthropic-2025-09';

/** What a peer can be asked: nothing controls, and a reported parent stands for nothing. */
export function sharesAlone(): Setting {
  const ignored = CONTROL_TYPES.map((type) => [type, 'IGNORE']);
  return settingOf(POLICY, { reportedParents: 'SIGNAL', control: Object.fromEntries(ignored) as Policy['control'] });
}

/** A hundredth of a percent in what peers are told, so that a strict bound is one more and 500 of them are not a step. */
const STEP = 1_024;
const UNITS_PER_STEP = WHOLE / 10_000 / STEP;
/** 100 % in it. */
export const WHOLE_STEPS = 10_000 * STEP;

/** By holding: `holder` to `most`; by party: the others. What they mean is said in `peers/tables.py`. */
export interface Question {
  readonly holder: Int32Array;
  readonly subject: Int32Array;
  readonly least: Int32Array;
  readonly most: Int32Array;
  readonly own: Int32Array;
  readonly seed: Uint8Array;
  readonly open: Uint8Array;
}

export function question(graph: Graph, seed: Uint8Array): Question {
  const { type, min, max, minExclusive, size } = graph;
  const isCounted = (edge: number): boolean =>
    type[edge] === TYPE.SHAREHOLDING && graph.holder[edge] !== graph.subject[edge];
  const counted = type.reduce((sum, _, edge) => sum + (isCounted(edge) ? 1 : 0), 0);
  const column = (): Int32Array => new Int32Array(counted);
  const [holder, subject, least, most, own] = [column(), column(), column(), column(), new Int32Array(size)];
  let count = 0;
  for (let edge = 0; edge < type.length; edge += 1) {
    const company = graph.subject[edge] as number;
    const atLeast = (min[edge] as number) / UNITS_PER_STEP + (minExclusive[edge] as number);
    if (isCounted(edge)) {
      holder[count] = graph.holder[edge] as number;
      subject[count] = company;
      least[count] = atLeast;
      most[count] = (max[edge] as number) / UNITS_PER_STEP;
      count += 1;
    } else if (type[edge] === TYPE.SHAREHOLDING) own[company] = atLeast;
  }
  const { hasRemainder, isWidelyHeld } = traitsOf(graph);
  const open = hasRemainder.map((each, node) => (each === 1 && isWidelyHeld[node] === 0 ? 1 : 0));
  return { holder, subject, least, most, own, seed, open };
}
