import type { Interest } from '../../model/interest.js';
import { interestId } from '../../model/interest.js';
import type { Party } from '../../model/party.js';
import { type Closure, ENTRY } from '../closure.js';
import { nodeSeed } from '../frame.js';
import { at } from '../graph.js';
import type { ShownEntry } from './proof.js';
import { addedIn, counting, groupsOf, meets, NOTHING_HELD, plus, shownSum, sumOf, type View } from './sums.js';

/** How a node came in, and the parties before it on whom that rests. */
interface Entrance {
  readonly by: ShownEntry['by'];
  /** The measure of a sum, the edge of an interest. */
  readonly via: number;
  readonly rests: readonly number[];
}

/**
 * Who comes in before the subject, as far as it matters, and the subject at last; null where it stays out of the
 * closure, and what nobody recorded of it does not bring it in either.
 */
export function witnessed(view: View, closed: Closure): Map<number, Entrance> | null {
  const found = new Map<number, Entrance>();
  const waiting = new Set([view.subject]);
  for (const node of waiting) {
    const entrance = entranceOf(view, closed, node);
    if (entrance === null) return null;
    found.set(node, entrance);
    for (const each of entrance.rests) if (each < view.frame.graph.parties.length) waiting.add(each);
  }
  return new Map([...found].sort(([a], [b]) => momentOf(closed, a) - momentOf(closed, b)));
}

export function shownWitness(view: View, witness: ReadonlyMap<number, Entrance>): ShownEntry[] {
  const { graph, setting } = view.frame;
  const entered = new Set<number>();
  const counts = counting(view, (node) => entered.has(node));
  return [...witness].map(([node, { by, via }], rank) => {
    const shown = {
      rank,
      party: (graph.parties[node] as Party).id,
      by,
      because: by === 'SEED' ? nodeSeed(graph, setting, node).causes.map((cause) => cause.message) : [],
      sums: by === 'SUM' ? [shownSum(view, via, node, counts)] : [],
      interest: by === 'INTEREST' ? interestId(graph.interests[via] as Interest) : null,
    };
    entered.add(node);
    return shown;
  });
}

/** When a node came in; a subject that only its own remainder brings in comes last. */
function momentOf(closed: Closure, node: number): number {
  const rank = at(closed.rank, node);
  return rank === -1 ? Number.POSITIVE_INFINITY : rank;
}

function entranceOf(view: View, closed: Closure, node: number): Entrance | null {
  const entry = at(closed.entry, node);
  const via = at(closed.via, node);
  if (entry === ENTRY.SEED) return { by: 'SEED', via, rests: [] };
  if (entry === ENTRY.OWNED || entry === ENTRY.MAJORITY) return bySum(view, closed, node, via);
  if (entry !== 0) return { by: 'INTEREST', via, rests: [at(view.frame.graph.holder, via)] };
  for (const [index, measure] of view.frame.measures.entries()) {
    const entrance = measure.role === 'decides' ? bySum(view, closed, node, index) : null;
    if (entrance !== null) return entrance;
  }
  return null;
}

/** The largest holdings that counted before, until they are enough. */
function bySum(view: View, closed: Closure, node: number, index: number): Entrance | null {
  const { graph } = view.frame;
  const moment = momentOf(closed, node);
  const bounds = view.side === 'least' ? graph.min : graph.max;
  const held = addedIn(view.frame, index, node).flatMap((edge) => {
    const counted = whoCounts(view, closed, at(graph.holder, edge), moment);
    return counted === null ? [] : [{ edge, counted }];
  });
  held.sort((a, b) => at(bounds, b.edge) - at(bounds, a.edge) || a.edge - b.edge);
  const rests: number[] = [];
  let sum = NOTHING_HELD;
  for (const { edge, counted } of held) {
    if (meets(view, index, sumOf(view, index, node, sum))) break;
    sum = plus(graph, sum, edge);
    rests.push(counted);
  }
  return meets(view, index, sumOf(view, index, node, sum)) ? { by: 'SUM', via: index, rests } : null;
}

/** Who makes a holder's shares count before a moment: itself, or a group it acts in concert with. */
function whoCounts({ frame }: View, closed: Closure, holder: number, before: number): number | null {
  const isIn = (node: number): boolean => at(closed.rank, node) !== -1 && at(closed.rank, node) < before;
  if (isIn(holder)) return holder;
  const groups = (groupsOf(frame.graph).get(holder) ?? []).map((edge) => at(frame.graph.subject, edge));
  return groups.find(isIn) ?? null;
}
