import { CONTROL_TYPES, type ControlEffect, type UnrecordedOwners } from '../model/policy.js';
import { saysNothing, WHOLE } from '../model/share.js';
import { at, edgesOf, type Graph, TYPE } from './graph.js';
import { type Measure, measuresOf } from './measure.js';
import { type Seed, type SeedState, type Setting, seedOf } from './seeds.js';

/** What nobody's record accounts for, by node; `strict`: less than that. */
export interface Remainder {
  readonly units: Float64Array;
  readonly strict: Uint8Array;
}

/** A graph seen under a policy: everything a closure reads and never changes. */
export interface Frame {
  readonly graph: Graph;
  readonly setting: Setting;
  readonly mode: UnrecordedOwners;
  readonly measures: readonly Measure[];
  /** By measure; as it would be under EVERYWHERE, whatever the mode. */
  readonly remainders: readonly Remainder[];
  /** 0 no seed, 1 possible, 2 certain. */
  readonly seeds: Uint8Array;
  /** 1: the owner list is all the owners and can be read so: the bounds leave room for 100 %. */
  readonly isComplete: Uint8Array;
  /** 1: listed, with its large holders stated. */
  readonly isWidelyHeld: Uint8Array;
  /** 1: recorded lower bounds exceed 100 % of shares, so no cap follows from the others' holdings. */
  readonly isOver: Uint8Array;
  /** Contracts that confer control of the node; only where a policy lets a contract override votes. */
  readonly contracts: Int32Array;
  /** By interest type: what such an interest of a restricted holder does. */
  readonly effects: readonly (ControlEffect | null)[];
}

const SEED_RANK: Readonly<Record<SeedState, number>> = { NONE: 0, POSSIBLE: 1, CERTAIN: 2 };

export function frame(graph: Graph, setting: Setting, mode: UnrecordedOwners): Frame {
  const measures = measuresOf(graph, setting.policy);
  const shares = measures.find((measure) => measure.role === 'decides') as Measure;
  const isComplete = new Uint8Array(graph.size);
  const isWidelyHeld = new Uint8Array(graph.size);
  const isOver = new Uint8Array(graph.size);
  const seeds = new Uint8Array(graph.size);
  for (let node = 0; node < graph.size; node += 1) {
    const party = graph.parties[node];
    seeds[node] = SEED_RANK[nodeSeed(graph, setting, node).state];
    if (party === undefined) continue;
    const own = ownOf(graph, shares, node);
    if (at(shares.minOf, node) + own.min > WHOLE) isOver[node] = 1;
    if (party.publiclyListed === true && party.majorHoldersStated) isWidelyHeld[node] = 1;
    const roomy = at(shares.maxOf, node) + own.max >= WHOLE && isOver[node] === 0;
    if (party.ownersComplete && roomy && graph.isUnexpanded[node] === 0) isComplete[node] = 1;
  }
  const facts = { graph, setting, mode, measures, seeds, isComplete, isWidelyHeld, isOver };
  return {
    ...facts,
    remainders: measures.map((measure) => remainder(facts, measure)),
    contracts: contractsOf(graph, setting),
    effects: effectsOf(setting),
  };
}

/** The seed of a node with its causes; an unnamed holder and a party whose owners were not read are possible ones. */
export function nodeSeed(graph: Graph, setting: Setting, node: number): Seed {
  const party = graph.parties[node];
  if (party === undefined)
    return { state: setting.policy.answers === 'CONTROL' ? 'NONE' : 'POSSIBLE', causes: [], presumed: null };
  const seed = seedOf(party, setting, { isGroup: graph.isGroup[node] === 1, isBranch: graph.isBranch[node] === 1 });
  if (graph.isUnexpanded[node] === 0 || seed.state === 'CERTAIN') return seed;
  const message = `The gathering stopped at a limit before the owners of ${party.name} were read.`;
  return { ...seed, state: 'POSSIBLE', causes: [...seed.causes, { code: 'LIMIT_REACHED', message }] };
}

/** What a node holds of itself, as the measure counts it. */
export function ownOf(graph: Graph, measure: Measure, node: number): { readonly min: number; readonly max: number } {
  const edge = at(measure.ownEdge, node);
  return edge === -1 ? { min: 0, max: 0 } : { min: at(graph.min, edge), max: at(graph.max, edge) };
}

/** Whether a holder's own share in the subject is recorded; an interest that says only 0 to 100 records none. */
export function shareRecorded(graph: Graph, holder: number, subject: number): boolean {
  return edgesOf(graph.owners, subject).some((edge) => {
    if (at(graph.holder, edge) !== holder || at(graph.type, edge) !== TYPE.SHAREHOLDING) return false;
    const share = graph.interests[edge]?.share;
    return share !== undefined && !saysNothing(share);
  });
}

export function isReport(type: number): boolean {
  return type === TYPE.REPORTED_PARENT || type === TYPE.REPORTED_ULTIMATE_PARENT;
}

/** A reported parent stands in for the shares nobody recorded: presumed to hold more than half of them. */
export function standsReported(graph: Graph, setting: Setting, node: number, measure: Measure): boolean {
  if (setting.policy.reportedParents !== 'PRESUMED') return false;
  let reported = false;
  const end = at(graph.owners.offsets, node + 1);
  for (let row = at(graph.owners.offsets, node); row < end; row += 1) {
    const type = at(graph.type, at(graph.owners.edges, row));
    if (type === TYPE.SHAREHOLDING || type === TYPE[measure.type]) return false;
    reported ||= isReport(type);
  }
  return reported;
}

function remainder(facts: Omit<Frame, 'remainders' | 'contracts' | 'effects'>, measure: Measure): Remainder {
  const { graph, setting } = facts;
  const units = new Float64Array(graph.size);
  const strict = new Uint8Array(graph.size);
  if (measure.role !== 'decides' || measure.type === 'BOARD_APPOINTMENT') return { units, strict };
  for (let node = 0; node < graph.parties.length; node += 1) {
    const kind = graph.parties[node]?.kind;
    if (kind === 'PERSON' || kind === 'STATE' || graph.isGroup[node] === 1 || graph.isBranch[node] === 1) continue;
    if (facts.isWidelyHeld[node] === 1 || facts.isComplete[node] === 1) continue;
    if (standsReported(graph, setting, node, measure)) {
      units[node] = WHOLE / 2;
      strict[node] = 1;
    } else {
      units[node] = Math.max(0, WHOLE - at(measure.minOf, node) - ownOf(graph, measure, node).min);
      strict[node] = at(measure.minStrict, node) > 0 ? 1 : 0;
    }
  }
  return { units, strict };
}

function contractsOf(graph: Graph, setting: Setting): Int32Array {
  const contracts = new Int32Array(graph.size);
  if (setting.policy.answers !== 'CONTROL' || setting.policy.control.CONTRACT !== 'POSSIBLE') return contracts;
  for (const [edge, interest] of graph.interests.entries()) {
    const subject = at(graph.subject, edge);
    if (interest.type === 'CONTRACT') contracts[subject] = at(contracts, subject) + 1;
  }
  return contracts;
}

function effectsOf({ policy }: Setting): readonly (ControlEffect | null)[] {
  const effects: (ControlEffect | null)[] = [];
  for (const type of CONTROL_TYPES) effects[TYPE[type]] = policy.control[type];
  effects[TYPE.REPORTED_ULTIMATE_PARENT] = policy.control.REPORTED_PARENT;
  return effects;
}
