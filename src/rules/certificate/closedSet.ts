import type { Party } from '../../model/party.js';
import { type Closure, heldIn, type Sums } from '../closure.js';
import { isReport } from '../frame.js';
import { at, edgesOf, TYPE } from '../graph.js';
import type { ShownMember } from './proof.js';
import { addedIn, counting, groupsOf, meets, plus, shownSum, sumOf, type View } from './sums.js';

/**
 * Parties outside a closure, the subject among them, that stay outside even if everybody else came in: from the subject
 * upward only who has to stay out for those below to stay out.
 */
export function closedSet(view: View, closed: Closure): Set<number> {
  const { graph, measures } = view.frame;
  const members = new Set([view.subject]);
  for (const node of members) {
    for (const edge of groupsOf(graph).get(node) ?? []) keep(at(graph.subject, edge));
    for (const edge of edgesOf(graph.owners, node)) if (mayBring(view, edge)) keep(at(graph.holder, edge));
    for (const index of measures.keys()) for (const holder of keptOut(view, closed, index, node)) members.add(holder);
  }
  return members;

  function keep(node: number): void {
    if (node < graph.parties.length && at(closed.rank, node) === -1) members.add(node);
  }
}

export function shownMembers(view: View, members: ReadonlySet<number>): ShownMember[] {
  const counts = counting(view, (node) => !members.has(node));
  const { graph, measures } = view.frame;
  return [...members].map((node) => ({
    party: (graph.parties[node] as Party).id,
    sums: [...measures.keys()].map((index) => shownSum(view, index, node, counts)),
  }));
}

/** Whether an interest may bring its subject in by itself; one that doesn't costs a party more in the set, nothing else. */
function mayBring({ frame, side }: View, edge: number): boolean {
  const { graph, setting, effects, measures } = frame;
  const type = at(graph.type, edge);
  if (type === TYPE.SHAREHOLDING) {
    const { dominantHolder } = setting.policy;
    if (dominantHolder === null || side === 'least') return false;
    return at(graph.max, edge) >= dominantHolder.atLeast || measures[0]?.ownEdge[at(graph.subject, edge)] !== -1;
  }
  if (type === TYPE.BRANCH || type === TYPE.CONCERT || type === TYPE.JOINT_HOLDER || isReport(type)) return true;
  return effects[type] === 'CONTROLS' || effects[type] === 'POSSIBLE';
}

/**
 * Holders who have to stay out so that a sum stays too small, seeds last, then the largest first: everybody is let in,
 * and kept out again one by one until it is.
 */
function keptOut(view: View, closed: Closure, index: number, node: number): number[] {
  const { graph, seeds } = view.frame;
  const outside = addedIn(view.frame, index, node).filter((edge) => {
    const holder = at(graph.holder, edge);
    return holder < graph.parties.length && at(closed.counted, holder) === -1;
  });
  const seed = (edge: number): number => at(seeds, at(graph.holder, edge));
  outside.sort(
    (a, b) => seed(a) - seed(b) || at(graph.min, b) - at(graph.min, a) || at(graph.max, b) - at(graph.max, a) || a - b,
  );
  let sum = outside.reduce((held, edge) => plus(graph, held, edge), heldIn(closed.sums[index] as Sums, node));
  const kept: number[] = [];
  for (const edge of outside) {
    if (!meets(view, index, sumOf(view, index, node, sum))) break;
    sum = plus(graph, sum, edge, -1);
    kept.push(at(graph.holder, edge));
  }
  return kept;
}
