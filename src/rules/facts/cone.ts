import type { Party } from '../../model/party.js';
import { ancestors } from '../control.js';
import { compiled, edgesOf, type Graph } from '../graph.js';

/** A party with whoever may bear on it, as a graph of its own: it judges the party as the whole graph does. */
export function cone(graph: Graph, subject: number): Graph {
  const nodes = [subject, ...ancestors(graph, subject)].sort((a, b) => a - b);
  const parties = nodes.map((node) => graph.parties[node] as Party);
  const held = nodes.flatMap((node) => Array.from(edgesOf(graph.owners, node), (edge) => graph.interests[edge]));
  const unexpanded = nodes.filter((node) => graph.isUnexpanded[node] === 1).map((node) => graph.parties[node] as Party);
  const cut = { unexpanded: unexpanded.map((party) => party.id), complete: graph.complete };
  return compiled(
    parties,
    held.filter((interest) => interest !== undefined),
    cut,
    graph.asOf,
  );
}
