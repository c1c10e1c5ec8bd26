import { type Closure, ENTRY, type Held, heldIn, most } from './closure.js';
import { type Frame, ownOf, standsForMajority } from './frame.js';
import { at, edgesOf, type Graph, TYPE } from './graph.js';
import { certainlyMeets, type Measure, mayMeet } from './measure.js';

/** A step of a proof: the holder that counts and the interest by which it does. */
export interface Step {
  readonly holder: number;
  readonly edge: number;
}

/**
 * Why a node is in a closure: the interests of holders that counted before it entered, fewest first until they are
 * enough. Ranks fall from step to step, so following steps ends even on cycles. Empty for a seed, and where a
 * remainder or a complete owner list alone is enough.
 */
export function stepsInto(frame: Frame, closed: Closure, node: number): Step[] {
  const entry = at(closed.entry, node);
  if (entry === 0 || entry === ENTRY.SEED) return [];
  if (entry !== ENTRY.OWNED && entry !== ENTRY.MAJORITY) {
    const edge = at(closed.via, node);
    return [{ holder: at(frame.graph.holder, edge), edge }];
  }
  return enough(frame, closed, node, at(closed.via, node));
}

function enough(frame: Frame, closed: Closure, node: number, index: number): Step[] {
  const { graph } = frame;
  const measure = frame.measures[index] as Measure;
  const isLeast = closed.side === 'least';
  const bounds = isLeast ? graph.min : graph.max;
  const strictness = isLeast ? graph.minExclusive : graph.maxExclusive;
  const counting = heldBy(frame, closed, node, index).filter(
    (edge) => at(closed.counted, at(graph.holder, edge)) < at(closed.rank, node),
  );
  counting.sort((a, b) => at(bounds, b) - at(bounds, a) || at(graph.max, b) - at(graph.max, a) || a - b);
  const rest = !isLeast && frame.mode === 'EVERYWHERE' ? frame.remainders[index] : undefined;
  const held = ownOf(graph, measure, node);
  const own = isLeast ? held.min : held.max;
  let units = at(rest?.units ?? [0], rest === undefined ? 0 : node);
  let strict = units > 0 && rest?.strict[node] === 1;
  const steps: Step[] = [];
  for (const edge of counting) {
    const sum = { units, strict };
    if (isLeast ? certainlyMeets(sum, own, measure) : units > 0 && mayMeet(sum, own, measure)) return steps;
    units += at(bounds, edge);
    strict ||= strictness[edge] === 1;
    steps.push({ holder: at(graph.holder, edge), edge });
  }
  // Where what the others cannot hold decides, every counted holding is a part of the reason, however little is certain.
  return certainlyMeets({ units, strict }, own, measure) || !isLeast
    ? steps.filter(({ edge }) => at(bounds, edge) > 0 || strictness[edge] === 1)
    : steps;
}

/** Edges of a measure whose holders count. */
export function heldBy(frame: Frame, closed: Closure, node: number, index: number): number[] {
  return [...edgesOf(frame.graph.owners, node)].filter((edge) => {
    const holder = at(frame.graph.holder, edge);
    return holder !== node && frame.measures[index]?.edges[edge] === 1 && at(closed.counted, holder) !== -1;
  });
}

/** A holder may count without being in, through a group it acts in concert with: the step that leads to that group. */
export function stepToGroup(frame: Frame, closed: Closure, holder: number): Step | null {
  if (at(closed.rank, holder) !== -1) return null;
  const { graph } = frame;
  for (const edge of edgesOf(graph.holdings, holder)) {
    const group = at(graph.subject, edge);
    if (at(graph.type, edge) === TYPE.CONCERT && at(closed.rank, group) !== -1) return { holder: group, edge };
  }
  return null;
}

/**
 * What keeps a node out of `most`: the holders that have to stay out so that it does, largest first until the rest
 * could all be restricted without changing anything; those whose one interest would bring it in; its reported parents.
 */
export function holdersKeptOut(frame: Frame, closed: Closure, node: number): Step[] {
  const kept = new Map<number, Step>();
  for (const edge of edgesOf(frame.graph.owners, node)) {
    if (wouldBring(frame, edge)) kept.set(edge, { holder: at(frame.graph.holder, edge), edge });
  }
  for (const [index, measure] of frame.measures.entries()) {
    for (const step of keptOutBySum(frame, closed, node, index, measure)) kept.set(step.edge, step);
  }
  return [...kept.values()];
}

/** Whether this one interest would bring its subject in, were its holder restricted. */
function wouldBring({ graph, setting, effects }: Frame, edge: number): boolean {
  const type = at(graph.type, edge);
  if (type === TYPE.BRANCH || type === TYPE.CONCERT || type === TYPE.JOINT_HOLDER) return true;
  if (standsForMajority(graph, setting, edge)) return true;
  const effect = effects[type] ?? null;
  return (
    (effect === 'CONTROLS' || effect === 'POSSIBLE') && type !== TYPE.VOTING_RIGHTS && type !== TYPE.BOARD_APPOINTMENT
  );
}

function keptOutBySum(frame: Frame, closed: Closure, node: number, index: number, measure: Measure): Step[] {
  const { graph } = frame;
  const outside = [...edgesOf(graph.owners, node)].filter((edge) => {
    const holder = at(graph.holder, edge);
    return measure.edges[edge] === 1 && holder !== node && at(closed.counted, holder) === -1;
  });
  outside.sort((a, b) => at(graph.min, b) - at(graph.min, a) || at(graph.max, b) - at(graph.max, a) || a - b);
  const sums = closed.sums[index];
  if (sums === undefined) return [];
  // Let everybody outside in, then keep them out again one by one until the threshold cannot be met.
  let sum = outside.reduce((held, edge) => shifted(graph, held, edge, 1), heldIn(sums, node));
  const steps: Step[] = [];
  for (const edge of outside) {
    const { bound, own } = most(frame, index, node, sum, frame.mode === 'EVERYWHERE');
    if (!mayMeet(bound, own, measure)) break;
    sum = shifted(graph, sum, edge, -1);
    steps.push({ holder: at(graph.holder, edge), edge });
  }
  return steps;
}

function shifted(graph: Graph, held: Held, edge: number, sign: 1 | -1): Held {
  return {
    min: held.min + sign * at(graph.min, edge),
    max: held.max + sign * at(graph.max, edge),
    minStrict: held.minStrict + sign * at(graph.minExclusive, edge),
    maxStrict: held.maxStrict + sign * at(graph.maxExclusive, edge),
  };
}
