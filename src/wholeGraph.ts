import { type Graph, graph } from './rules/graph.js';
import type { Piece, ReadAt, Store } from './store/store.js';

/** What a store may take for a piece of the whole; nobody waits for it at a screen. */
const PIECE_WITHIN_MS = 60_000;

/** Everything recorded as one graph, which judges each party as a gathering around it would. */
export async function wholeGraph(store: Pick<Store, 'whole'>, at: Omit<ReadAt, 'deadlineAt'>): Promise<Graph> {
  const pieces: Piece[] = [];
  for await (const piece of store.whole(at, PIECE_WITHIN_MS)) pieces.push(piece);
  const interests = pieces.flatMap((piece) => piece.interests);
  const parties = pieces.flatMap((piece) => piece.parties);
  return graph({ parties, interests, complete: true, unexpanded: [] }, at.asOf);
}
