import { CONTROL_TYPES, type ControlEffect, type UnrecordedOwners } from '../model/policy.js';
import { saysNothing, WHOLE } from '../model/share.js';
import { at, edgesOf, type Graph, TYPE } from './graph.js';
import { type Measure, makesUpWhole, measuresOf } from './measure.js';
import { type Seed, type SeedState, type Setting, seedOf } from './seeds.js';
import { traitsOf } from './traits.js';

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
  /** By measure, 1: the owner list is all the owners and can be read so: the bounds leave room for 100 %. */
  readonly isComplete: readonly Uint8Array[];
  /** 1: listed, with its large holders stated. */
  readonly isWidelyHeld: Uint8Array;
  /** By measure, 1: recorded lower bounds exceed 100 %, so no cap follows from the others' holdings. */
  readonly isOver: readonly Uint8Array[];
  /** Contracts that confer control of the node; only where a policy lets a contract override votes. */
  readonly contracts: Int32Array;
  /** By interest type: what such an interest of a restricted holder does. */
  readonly effects: readonly (ControlEffect | null)[];
  /** Whether shares, branches, groups and presumed majorities are counted elsewhere, and a closure follows control alone. */
  readonly onlyControl: boolean;
  /** Whether each link is one holder's alone: a question of control that does not add what a party and its own hold. */
  readonly eachAlone: boolean;
}

const SEED_RANK: Readonly<Record<SeedState, number>> = { NONE: 0, POSSIBLE: 1, CERTAIN: 2 };

export function frame(graph: Graph, setting: Setting, mode: UnrecordedOwners): Frame {
  const measures = measuresOf(graph, setting.policy);
  const { isWidelyHeld } = traitsOf(graph);
  const isOver = measures.map((measure) => measure.isOver);
  const isComplete = measures.map((measure) => measure.isComplete);
  const seeds = seedsOf(graph, setting);
  const facts = { graph, setting, mode, measures, seeds, isComplete, isWidelyHeld, isOver };
  return {
    ...facts,
    remainders: measures.map((measure, index) => remainder(facts, measure, isComplete[index] as Uint8Array)),
    contracts: contractsOf(graph, setting),
    effects: effectsOf(setting),
    onlyControl: false,
    eachAlone: setting.policy.answers === 'CONTROL' && !setting.policy.aggregate,
  };
}

/** Parties that are alike are alike as seeds: each likeness is looked at once. */
function seedsOf(graph: Graph, setting: Setting): Uint8Array {
  const { likeness, examples } = traitsOf(graph);
  const ranks = Uint8Array.from(examples, (node) => SEED_RANK[nodeSeed(graph, setting, node).state]);
  const unnamed = SEED_RANK[nodeSeed(graph, setting, graph.parties.length).state];
  const seeds = new Uint8Array(graph.size);
  for (let node = 0; node < seeds.length; node += 1) {
    const number = likeness[node] as number;
    seeds[node] = number === -1 ? unnamed : (ranks[number] as number);
  }
  return seeds;
}

/** The seed of a node with its causes; an unnamed holder and a party whose owners were not read are possible ones. */
export function nodeSeed(graph: Graph, setting: Setting, node: number): Seed {
  const party = graph.parties[node];
  if (party === undefined)
    return { state: setting.policy.answers === 'CONTROL' ? 'NONE' : 'POSSIBLE', causes: [], presumed: null };
  const seed = seedOf(party, setting, { isGroup: graph.isGroup[node] === 1, isBranch: graph.isBranch[node] === 1 });
  if (graph.isUnexpanded[node] === 0 || setting.policy.answers === 'CONTROL') return seed;
  // Whose owners were not read may be a branch or a group, which no address makes a seed; a company stays listed.
  if (party.kind !== 'ARRANGEMENT' && seed.causes.some((cause) => cause.code === 'LISTED')) return seed;
  const message = `The gathering stopped at a limit before the owners of ${party.name} were read.`;
  return { ...seed, state: 'POSSIBLE', causes: [...seed.causes, { code: 'LIMIT_REACHED', message }] };
}

/** What a node holds of itself, as the measure counts it. */
export function ownOf(graph: Graph, measure: Measure, node: number): { readonly min: number; readonly max: number } {
  const edge = at(measure.ownEdge, node);
  return edge === -1 ? { min: 0, max: 0 } : { min: at(graph.min, edge), max: at(graph.max, edge) };
}

/** Whether a holder's own share in the subject is recorded; an interest that says only 0 to 100 records none. */
function shareRecorded(graph: Graph, holder: number, subject: number): boolean {
  return edgesOf(graph.owners, subject).some((edge) => {
    if (at(graph.holder, edge) !== holder || at(graph.type, edge) !== TYPE.SHAREHOLDING) return false;
    const share = graph.interests[edge]?.share;
    return share !== undefined && !saysNothing(share);
  });
}

export function isReport(type: number): boolean {
  return type === TYPE.REPORTED_PARENT || type === TYPE.REPORTED_ULTIMATE_PARENT;
}

/** Whether a report stands for a majority of the holder's: the policy presumes so, and no share of the holder is recorded. */
export function standsForMajority(graph: Graph, setting: Setting, edge: number): boolean {
  if (!isReport(at(graph.type, edge)) || setting.policy.reportedParents === 'SIGNAL') return false;
  return !shareRecorded(graph, at(graph.holder, edge), at(graph.subject, edge));
}

/**
 * A reported parent stands in for the shares nobody recorded: presumed to hold more than half of them. Not where reports
 * go round in a ring: each would be cleared by the other, and whoever is above both is not known.
 */
export function standsReported(graph: Graph, setting: Setting, node: number, measure: Measure): boolean {
  if (setting.policy.reportedParents !== 'PRESUMED' || traitsOf(graph).inReportRing[node] === 1) return false;
  let reported = false;
  const end = at(graph.owners.offsets, node + 1);
  for (let row = at(graph.owners.offsets, node); row < end; row += 1) {
    const edge = at(graph.owners.edges, row);
    const type = at(graph.type, edge);
    if (type === TYPE.SHAREHOLDING || type === TYPE[measure.type]) return false;
    reported ||= isReport(type) && at(graph.holder, edge) !== node;
  }
  return reported;
}

function remainder(
  facts: Omit<Frame, 'remainders' | 'contracts' | 'effects' | 'onlyControl' | 'eachAlone'>,
  measure: Measure,
  isComplete: Uint8Array,
): Remainder {
  const { graph, setting } = facts;
  const units = new Float64Array(graph.size);
  const strict = new Uint8Array(graph.size);
  if (measure.role !== 'decides' || !makesUpWhole(measure.type)) return { units, strict };
  const { minOf, minStrict, ownEdge } = measure;
  const { hasRemainder } = traitsOf(graph);
  const mayReport = setting.policy.reportedParents === 'PRESUMED' && hasReports(graph);
  for (let node = 0; node < graph.parties.length; node += 1) {
    if (hasRemainder[node] === 0 || facts.isWidelyHeld[node] === 1 || isComplete[node] === 1) continue;
    if (mayReport && standsReported(graph, setting, node, measure)) {
      units[node] = WHOLE / 2;
      strict[node] = 1;
    } else {
      const own = ownEdge[node] as number;
      const recorded = (minOf[node] as number) + (own === -1 ? 0 : (graph.min[own] as number));
      if (recorded < WHOLE) units[node] = WHOLE - recorded;
      if ((minStrict[node] as number) > 0) strict[node] = 1;
    }
  }
  return { units, strict };
}

function hasReports({ type }: Graph): boolean {
  return type.includes(TYPE.REPORTED_PARENT) || type.includes(TYPE.REPORTED_ULTIMATE_PARENT);
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
