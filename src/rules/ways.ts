import type { Interest } from '../model/interest.js';
import type { Party } from '../model/party.js';
import type { Chain } from '../model/ruling.js';
import type { Bounds } from '../model/share.js';
import { at, edgesOf, type Graph } from './graph.js';
import { chainShare } from './multiplied/chainShare.js';

/**
 * The shortest ways from a holder down to a party, one through each of the interests in the party by which the holder
 * comes to it, at most `first`. Only edges that `counts` says count.
 */
export function waysDown(
  graph: Graph,
  holder: number,
  subject: number,
  counts: (edge: number) => boolean,
  first: number,
): Chain[] {
  const towards = stepsTowards(graph, holder, counts);
  const found: number[][] = [];
  for (const edge of edgesOf(graph.owners, subject)) {
    const above = at(graph.holder, edge);
    if (!counts(edge) || above === subject || (above !== holder && !towards.has(above))) continue;
    const way = [edge];
    for (let node = above; node !== holder; ) {
      const step = towards.get(node) as number;
      way.unshift(step);
      node = at(graph.holder, step);
    }
    // A way that comes back to the party tells of a circle, and nothing that the shorter one does not.
    if (!way.slice(0, -1).some((step) => at(graph.subject, step) === subject)) found.push(way);
  }
  found.sort((a, b) => a.length - b.length);
  return found.slice(0, first).map((way) => chainOf(graph, holder, way));
}

/** By node below the holder, the last step of a shortest way to it. */
function stepsTowards(graph: Graph, holder: number, counts: (edge: number) => boolean): Map<number, number> {
  const steps = new Map<number, number>();
  const queue = [holder];
  for (const node of queue) {
    for (const edge of edgesOf(graph.holdings, node)) {
      const subject = at(graph.subject, edge);
      if (subject === holder || steps.has(subject) || !counts(edge)) continue;
      steps.set(subject, edge);
      queue.push(subject);
    }
  }
  return steps;
}

function chainOf(graph: Graph, holder: number, way: readonly number[]): Chain {
  const steps = way.map((edge) => graph.interests[edge] as Interest);
  const nodes = [holder, ...way.map((edge) => at(graph.subject, edge))];
  const parties = nodes.map((node) => graph.parties[node]).filter((party): party is Party => party !== undefined);
  return { steps, parties, share: chainShare(steps.map((step): Bounds => step.share)) };
}
