import { cascadeProof } from './certificate/cascadeProof.js';
import { type Closure, closure, heldIn, most, runsFrom, type Side } from './closure.js';
import { explain } from './explanation.js';
import type { Frame } from './frame.js';
import { at } from './graph.js';
import { mayMeet } from './measure.js';
import { restrictedShare } from './restrictedShare.js';
import type { Decision } from './solution.js';

/** A decision by closures: who meets the threshold passes its whole stake on. */
export interface Cascade extends Decision {
  readonly frame: Frame;
  /** The fixpoint that shows the node best: the one run there is, or, per owner, that of the owner who holds most. */
  closureFor(node: number, side: Side): Closure;
}

/**
 * Both fixpoints of a policy. Aggregated, that is one run a side. Per owner it is one run a seed, and the node is in
 * when any owner alone brings it in; a seed that an earlier run reached adds nothing (its closure lies within that one).
 */
export function cascade(framed: Frame): Cascade {
  const runs = framed.setting.policy.aggregate ? together : apart;
  return decidedBy(framed, {
    least: runs(framed, 'least', seedNodes(framed, 2)),
    most: runs(framed, 'most', seedNodes(framed, 1)),
  });
}

/** The same for one holder, whoever else is restricted. */
export function cascadeFrom(framed: Frame, certain: readonly number[], possible: readonly number[]): Cascade {
  return decidedBy(framed, { least: together(framed, 'least', certain), most: together(framed, 'most', possible) });
}

function decidedBy(framed: Frame, sides: Readonly<Record<Side, Decided>>): Cascade {
  const decided: Cascade = {
    frame: framed,
    place(node) {
      if (sides.least.has(node)) return 'IN';
      if (sides.most.has(node)) return 'BETWEEN';
      return framed.mode === 'SUBJECT' && sides.most.mayByRemainder(node) ? 'BETWEEN' : 'OUT';
    },
    restrictedShare: (node) => restrictedShare(decided, node),
    explanation: (node, verdict) => explain(decided, node, verdict),
    proof: (node) => cascadeProof(decided, node),
    closureFor: (node, side) => sides[side].closureFor(node),
  };
  return decided;
}

interface Decided {
  has(node: number): boolean;
  closureFor(node: number): Closure;
  /** Under SUBJECT: whether the remainder of the node could bring it in, beside what some run counts. */
  mayByRemainder(node: number): boolean;
}

function together(framed: Frame, side: Side, seeds: readonly number[]): Decided {
  const only = closure(framed, side, seeds);
  return {
    has: (node) => at(only.rank, node) !== -1,
    closureFor: () => only,
    mayByRemainder: (node) => remainderMayMeet(framed, only, node),
  };
}

/** Which run shows a node best: NOBODY is the run without an owner of its own. */
const NOBODY = -1;

/**
 * One run a seed. Holders that sources do not name are in each of them: any may be the owner whose run it is, or
 * another owner of the region, and several may be one.
 */
function apart(framed: Frame, side: Side, seeds: readonly number[]): Decided {
  const unnamed = side === 'least' ? [] : seeds.filter((seed) => seed >= framed.graph.parties.length);
  const { beginning, with: tryWith } = runsFrom(framed, side, unnamed);
  const shares = (closed: Closure): ArrayLike<number> => closed.sums[0]?.[side === 'least' ? 'min' : 'max'] ?? [];
  const best = new Int32Array(framed.graph.size).fill(NOBODY);
  const inside = Uint8Array.from(beginning.rank, (rank) => (rank === -1 ? 0 : 1));
  const held = Float64Array.from(shares(beginning));
  const bySubject = framed.mode === 'SUBJECT' && side === 'most';
  const byRemainder = Uint8Array.from(inside, (_, node) =>
    bySubject && remainderMayMeet(framed, beginning, node) ? 1 : 0,
  );
  for (const seed of seeds) {
    if (inside[seed] === 1) continue;
    tryWith(seed, (run, changed) => {
      for (const node of changed) {
        if (bySubject && remainderMayMeet(framed, run, node)) byRemainder[node] = 1;
        const entered = at(run.rank, node) === -1 ? 0 : 1;
        const share = at(shares(run), node);
        if (entered < at(inside, node) || (entered === at(inside, node) && share <= at(held, node))) continue;
        inside[node] = entered;
        held[node] = share;
        best[node] = seed;
      }
    });
  }
  let latest = { seed: NOBODY, run: beginning };
  return {
    has: (node) => inside[node] === 1,
    closureFor(node) {
      const seed = at(best, node);
      if (latest.seed !== seed)
        latest = { seed, run: closure(framed, side, seed === NOBODY ? unnamed : [...unnamed, seed]) };
      return latest.run;
    },
    mayByRemainder: (node) => byRemainder[node] === 1,
  };
}

function remainderMayMeet(framed: Frame, closed: Closure, node: number): boolean {
  return framed.measures.some((measure, index) => {
    const sums = closed.sums[index];
    if (measure.role !== 'decides' || sums === undefined) return false;
    const { bound, own } = most(framed, index, node, heldIn(sums, node), true);
    return mayMeet(bound, own, measure);
  });
}

/** Nodes that are seeds at least so surely: 2 certain, 1 possible. */
function seedNodes({ seeds }: Frame, state: 1 | 2): number[] {
  const nodes: number[] = [];
  for (let node = 0; node < seeds.length; node += 1) if (at(seeds, node) >= state) nodes.push(node);
  return nodes;
}
