import type { Verdict } from '../../model/ruling.js';
import type { Bounds } from '../../model/share.js';
import { sharesProof } from '../certificate/sharesProof.js';
import { type Closure, closure, ENTRY, type Side } from '../closure.js';
import type { Frame } from '../frame.js';
import { at } from '../graph.js';
import type { Measure } from '../measure.js';
import type { Decision } from '../solution.js';
import { columns } from './columns.js';
import { deemingOf, lastAtFace } from './deemed.js';
import { explained } from './explained.js';
import { Weighed } from './weighed.js';

/** Who counts at the end of a run, what they hold by each measure, and by whose control somebody was added. */
export interface Run {
  readonly certain: ReadonlySet<number>;
  readonly possible: ReadonlySet<number>;
  /** By measure; null for one that does not decide. */
  readonly weighed: readonly (Weighed | null)[];
  readonly control: Readonly<Record<Side, ReadonlyMap<number, ByControl>>>;
}

/** What made a node count that holds too little: an interest, or a majority of the votes or seats (`edge` null). */
export interface ByControl {
  readonly edge: number | null;
}

/** A decision by shares along every chain. */
export interface Multiplied extends Decision {
  readonly frame: Frame;
  /** The run that shows the node best: the one there is, or, per owner, that of the owner who holds most. */
  runFor(node: number): Run;
}

/**
 * MULTIPLIED: multiply along chains, add over chains. ABSORBING: whoever meets the threshold so counts whole, again and
 * again, until nobody is added. DEEMED: links that meet the threshold count whole. Control without ownership makes the
 * controlled party one that counts.
 */
export function multiplied(frame: Frame, mostWork = MOST_WORK): Multiplied {
  const sides = { certain: seedNodes(frame, 2), possible: seedNodes(frame, 1) };
  const { aggregate } = frame.setting.policy;
  // Owners too many to be tried alone are taken together: nobody alone holds more, and nothing is certain of one alone.
  const isTooMuch = !aggregate && sides.possible.length * frame.graph.size > mostWork;
  const runs = aggregate ? [sides] : isTooMuch ? [{ ...sides, certain: [] }] : eachAlone(frame, sides);
  const made: (Run | undefined)[] = [];
  const run = (index: number): Run => {
    made[index] ??= counted(frame, runs[index] as Seeds);
    return made[index] as Run;
  };
  const places = new Map<number, Best>();
  const bestFor = (node: number): Best => {
    const known = places.get(node) ?? best(frame, runs.map((_, index) => index).map(run), node);
    places.set(node, known);
    return known;
  };
  const decided: Multiplied = {
    frame,
    place: (node) => bestFor(node).place,
    restrictedShare: (node) => shareOf(frame, bestFor(node).run, node),
    explanation: (node: number, verdict: Verdict) => explained(decided, node, verdict),
    runFor: (node) => bestFor(node).run,
    proof: (node) => sharesProof(decided, node, bestFor(node).place),
  };
  return decided;
}

export interface Seeds {
  readonly certain: readonly number[];
  readonly possible: readonly number[];
}

interface Best {
  readonly place: 'IN' | 'BETWEEN' | 'OUT';
  readonly run: Run;
}

/** Nodes times owners that are tried alone: some seconds. */
const MOST_WORK = 50_000_000;

const GRAVITY = { OUT: 0, BETWEEN: 1, IN: 2 };

function best(frame: Frame, runs: readonly Run[], node: number): Best {
  let found: Best = { place: 'OUT', run: runs[0] as Run };
  let share = -1;
  for (const run of runs) {
    const place = placeIn(frame, run, node);
    const held = runs.length === 1 ? 0 : shareOf(frame, run, node).max;
    if (GRAVITY[place] < GRAVITY[found.place] || (place === found.place && held <= share)) continue;
    found = { place, run };
    share = held;
  }
  return found;
}

/** One run a seed; a holder that a source does not name may be any of them, and is in each. */
function eachAlone(frame: Frame, { certain, possible }: Seeds): Seeds[] {
  const unnamed = possible.filter((node) => node >= frame.graph.parties.length);
  const named = possible.filter((node) => node < frame.graph.parties.length);
  if (named.length === 0) return [{ certain: [], possible: unnamed }];
  return named.map((seed) => ({
    certain: certain.includes(seed) ? [seed] : [],
    possible: [...unnamed, seed],
  }));
}

/** The run of whoever counts to begin with: those who come to count by what they hold or control are added until none is. */
export function counted(frame: Frame, seeds: Seeds): Run {
  const certain = new Set(seeds.certain);
  const possible = new Set(seeds.possible);
  const { policy } = frame.setting;
  const deeming = deemingOf(policy, new Set(seeds.possible));
  const columnsOf = frame.measures.map((measure, index) =>
    measure.role !== 'decides'
      ? null
      : {
          all: columns(frame, index, deeming),
          last:
            lastAtFace(policy) && deeming !== null ? columns(frame, index, { ...deeming, isFace: () => true }) : null,
        },
  );
  const follows = followsControl(frame);
  const control = { least: new Map<number, ByControl>(), most: new Map<number, ByControl>() };
  for (;;) {
    const weighed = columnsOf.map((each) =>
      each === null ? null : new Weighed(each, { certain, possible }, frame.mode === 'EVERYWHERE'),
    );
    const run: Run = { certain, possible, weighed, control };
    const before = certain.size + possible.size;
    if (policy.propagation === 'ABSORBING') {
      for (const node of members(frame, run, 'least')) certain.add(node);
      for (const node of members(frame, run, 'most')) possible.add(node);
    }
    if (follows) {
      for (const side of ['least', 'most'] as const) {
        const closed = closure({ ...frame, onlyControl: true }, side, members(frame, run, side));
        for (const [node, by] of enteredByControl(closed)) {
          possible.add(node);
          if (side === 'least') certain.add(node);
          if (!control[side].has(node)) control[side].set(node, by);
        }
      }
    }
    if (certain.size + possible.size === before) return run;
  }
}

/** Whether control without ownership, or one holder beside scattered ones, can add anybody. */
export function followsControl(frame: Frame): boolean {
  const acts = frame.effects.some((effect) => effect === 'CONTROLS' || effect === 'POSSIBLE');
  return acts || frame.setting.policy.dominantHolder !== null || frame.setting.policy.reportedParents === 'CONTROLS';
}

function enteredByControl({ entry, via }: Closure): [node: number, by: ByControl][] {
  const found: [number, ByControl][] = [];
  for (const [node, how] of entry.entries()) {
    if (how === ENTRY.CONTROL) found.push([node, { edge: at(via, node) }]);
    else if (how === ENTRY.MAJORITY) found.push([node, { edge: null }]);
  }
  return found;
}

/** Nodes that count, or whose share meets the threshold. */
function members(frame: Frame, run: Run, side: Side): number[] {
  const found: number[] = [];
  for (let node = 0; node < frame.graph.size; node += 1) if (isMember(frame, run, node, side)) found.push(node);
  return found;
}

export function isMember(frame: Frame, run: Run, node: number, side: Side): boolean {
  if ((side === 'least' ? run.certain : run.possible).has(node)) return true;
  return frame.measures.some((measure, index) => {
    const weighed = run.weighed[index] ?? null;
    if (weighed === null) return false;
    return side === 'least' ? weighed.certainlyMeets(node, measure) : weighed.mayMeet(node, measure);
  });
}

function placeIn(frame: Frame, run: Run, node: number): Best['place'] {
  if (isMember(frame, run, node, 'least')) return 'IN';
  if (isMember(frame, run, node, 'most')) return 'BETWEEN';
  const byRemainder =
    frame.mode === 'SUBJECT' &&
    run.weighed.some((weighed, index) => weighed?.mayMeetWithRest(node, frame.measures[index] as Measure));
  return byRemainder ? 'BETWEEN' : 'OUT';
}

/** By the measure that decides, else the one most held. */
export function shareOf(frame: Frame, run: Run, node: number): Bounds {
  const weighed = run.weighed[decidingIndex(frame, run, node)] as Weighed;
  return frame.mode === 'SUBJECT' ? weighed.withRestAt(node).share(node) : weighed.share(node);
}

export function decidingIndex(frame: Frame, run: Run, node: number): number {
  const counts = [...frame.measures.keys()].filter((index) => run.weighed[index] != null);
  const [first] = counts as [number];
  const meets = counts.find((index) => run.weighed[index]?.certainlyMeets(node, frame.measures[index] as Measure));
  if (meets !== undefined || counts.length === 1) return meets ?? first;
  const held = (index: number): number => (run.weighed[index] as Weighed).share(node).max;
  return counts.reduce((most, index) => (held(index) > held(most) ? index : most), first);
}

function seedNodes({ seeds }: Frame, state: 1 | 2): number[] {
  const nodes: number[] = [];
  for (let node = 0; node < seeds.length; node += 1) if (at(seeds, node) >= state) nodes.push(node);
  return nodes;
}
