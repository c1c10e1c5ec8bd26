import { setImmediate } from 'node:timers/promises';
import type { UnrecordedOwners } from './model/policy.js';
import type { Supposition } from './model/supposition.js';
import { type Gathered, type Graph, graph } from './rules/graph.js';
import type { Setting } from './rules/seeds.js';
import { type Solution, solve } from './rules/solution.js';
import { overlaid } from './rules/supposition.js';
import type { Piece, ReadAt, Store } from './store/store.js';

/** What a store may take for a piece of the whole; nobody waits for it at a screen. */
const PIECE_WITHIN_MS = 60_000;
/** Graphs that are kept: that of now, and one of another day or from before a write. */
const MOST_KEPT = 2;
/** Solutions that are kept with a graph. */
const MOST_SOLVED = 8;

type Pinned = Omit<ReadAt, 'deadlineAt'>;

/** Everything recorded as one graph, which judges each party as a gathering around it would. */
export async function wholeGraph(store: Pick<Store, 'whole'>, at: Pinned): Promise<Graph> {
  return (await wholeOf(store, at)).graph;
}

/** All there is on a day at a revision, and what was decided of it. Whoever asks shares it. */
export class Whole {
  private readonly solved = new Map<string, Solution>();

  constructor(
    readonly graph: Graph,
    private readonly gathered: Gathered,
  ) {}

  /** A graph of its own; it is not kept. */
  supposing(supposition: Supposition): Graph {
    return graph(overlaid(this.gathered, supposition), this.graph.asOf);
  }

  /** Decided once for all who ask; `setting` has to be the recorded one, with nothing supposed. */
  solution(setting: Setting, mode: UnrecordedOwners): Solution {
    const key = `${setting.policy.id} ${mode}`;
    const known = this.solved.get(key);
    const solution = known?.frame.setting.policy === setting.policy ? known : solve(this.graph, setting, mode);
    keepNewest(this.solved, key, solution, MOST_SOLVED);
    return solution;
  }
}

/**
 * The whole graphs that a process has read, for all its inquiries. One that is being read is shared by all who ask, and
 * goes on being read when they have given up; one whose reading failed is forgotten.
 */
export class WholeGraphs {
  private readonly kept = new Map<string, Promise<Whole>>();

  constructor(private readonly store: Pick<Store, 'whole'>) {}

  at(at: Pinned): Promise<Whole> {
    const key = `${at.revision} ${at.asOf}`;
    const whole = this.kept.get(key) ?? this.load(key, at);
    keepNewest(this.kept, key, whole, MOST_KEPT);
    return whole;
  }

  private load(key: string, at: Pinned): Promise<Whole> {
    const whole = wholeOf(this.store, at);
    whole.catch(() => {
      if (this.kept.get(key) === whole) this.kept.delete(key);
    });
    return whole;
  }
}

async function wholeOf(store: Pick<Store, 'whole'>, { asOf, revision }: Pinned): Promise<Whole> {
  const pieces: Piece[] = [];
  for await (const piece of store.whole({ asOf, revision }, PIECE_WITHIN_MS)) {
    pieces.push(piece);
    // A store in this process answers at once: others get their turn between the pieces.
    await setImmediate();
  }
  const interests = pieces.flatMap((piece) => piece.interests);
  const parties = pieces.flatMap((piece) => piece.parties);
  const gathered = { parties, interests, complete: true, unexpanded: [] };
  return new Whole(graph(gathered, asOf), gathered);
}

/** A map is in the order in which its keys came: the oldest are the first. */
function keepNewest<T>(kept: Map<string, T>, key: string, value: T, most: number): void {
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(oldest);
  }
}
