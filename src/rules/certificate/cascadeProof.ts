import type { Cascade } from '../cascade.js';
import { type Closure, closure, heldIn, runsFrom, type Side, type Sums } from '../closure.js';
import { at } from '../graph.js';
import { closedSet, shownMembers } from './closedSet.js';
import type { Proof, ShownCascade, ShownClosed, ShownWitness } from './proof.js';
import { meets, sumOf, type View } from './sums.js';
import { shownWitness, witnessed } from './witness.js';

/**
 * IN: a witness from certain seeds by lower bounds. OUT: a closed set, whatever possible seeds and upper bounds say.
 * BETWEEN: a witness from possible seeds by upper bounds, and a closed set against certain ones and lower bounds.
 */
export function cascadeProof(decided: Cascade, node: number): Proof {
  const place = decided.place(node);
  const parties = new Set<number>();
  const shown: ShownCascade = {
    kind: 'CASCADE',
    witness: place === 'OUT' ? null : witness(decided, node, place === 'IN' ? 'least' : 'most', parties),
    closed: place === 'IN' ? null : closed(decided, node, place === 'OUT' ? 'most' : 'least', parties),
  };
  return { parties, shown };
}

function witness(decided: Cascade, subject: number, side: Side, parties: Set<number>): ShownWitness {
  const view = { frame: decided.frame, side, subject };
  const found = witnessed(view, decided.closureFor(subject, side)) ?? byAnother(view);
  if (found === null) throw new Error(`Nothing shows how node ${subject} comes in.`);
  for (const node of found.keys()) parties.add(node);
  return { side, entries: shownWitness(view, found) };
}

/** Where each owner stands alone, what nobody recorded may be enough beside another owner than the one who holds most. */
function byAnother(view: View): ReturnType<typeof witnessed> {
  const runs = runsFrom(view.frame, view.side, unnamed(view));
  let found = witnessed(view, runs.beginning);
  for (const seed of named(view)) {
    if (found !== null) return found;
    runs.with(seed, (run) => {
      found = witnessed(view, run);
    });
  }
  return found;
}

function closed(decided: Cascade, subject: number, side: Side, parties: Set<number>): ShownClosed {
  const view = { frame: decided.frame, side, subject };
  const { aggregate } = decided.frame.setting.policy;
  const sets = aggregate ? [closedSet(view, decided.closureFor(subject, side))] : apart(view);
  for (const members of sets) for (const node of members) parties.add(node);
  return { side, sets: sets.map((members) => shownMembers(view, members)) };
}

/**
 * A set against whoever is not named, and sets that leave out the seeds in it. Several may be left out of one where even
 * together they do not bring the subject in, so that few sets do for many seeds.
 */
function apart(view: View): Set<number>[] {
  const first = closedSet(view, closure(view.frame, view.side, unnamed(view)));
  return [
    first,
    ...leavingOut(
      view,
      named(view).filter((seed) => first.has(seed)),
    ),
  ];
}

function leavingOut(view: View, seeds: readonly number[]): Set<number>[] {
  if (seeds.length === 0) return [];
  const run = closure(view.frame, view.side, [...unnamed(view), ...seeds]);
  if (staysOut(view, run)) return [closedSet(view, run)];
  // Seeds that are neighbours by their ids are likely to be in one group, and to bring the same parties in together.
  const halves = [0, 1].map((start) => seeds.filter((_, index) => index % 2 === start));
  return halves.flatMap((half) => leavingOut(view, half));
}

/** Whether the subject is out of a run, what nobody recorded of it included. */
function staysOut(view: View, run: Closure): boolean {
  if (at(run.rank, view.subject) !== -1) return false;
  return !view.frame.measures.some((_, index) => {
    const held = heldIn(run.sums[index] as Sums, view.subject);
    return meets(view, index, sumOf(view, index, view.subject, held));
  });
}

/** Seeds that are parties: certain ones on the one side, possible ones too on the other. */
function named({ frame, side }: View): number[] {
  const least = side === 'least' ? 2 : 1;
  return [...frame.graph.parties.keys()].filter((node) => at(frame.seeds, node) >= least);
}

function unnamed({ frame, side }: View): number[] {
  const { parties, size } = frame.graph;
  return side === 'least' ? [] : Array.from({ length: size - parties.length }, (_, index) => parties.length + index);
}
