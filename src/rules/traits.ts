import { components } from './components.js';
import { at, type Graph, type Rows, TYPE } from './graph.js';
import { seedTraits } from './seeds.js';

/** What decisions read of the parties of a graph, in arrays: made once a graph, whatever the policy. */
export interface Traits {
  /** By node: parties of one number are alike in all that a seed depends on; -1 for a holder that is not named. */
  readonly likeness: Int32Array;
  /** By likeness, one node of it. */
  readonly examples: readonly number[];
  /** 1: listed, with its large holders stated. */
  readonly isWidelyHeld: Uint8Array;
  /** 1: a source says that the recorded owners are all. */
  readonly ownersComplete: Uint8Array;
  /** 1: shares of it may be there that no record accounts for: not of a person, a state, a group or a branch. */
  readonly hasRemainder: Uint8Array;
  /** 1: it holds something that is not counted by its share alone, such as a contract, a report or a branch. */
  readonly holdsOther: Uint8Array;
  /** 1: following reported parents leads back to it, so that the reports name nobody on top. */
  readonly inReportRing: Uint8Array;
}

const known = new WeakMap<Graph, Traits>();

export function traitsOf(graph: Graph): Traits {
  const traits = known.get(graph) ?? traitsIn(graph);
  known.set(graph, traits);
  return traits;
}

function traitsIn(graph: Graph): Traits {
  const likeness = new Int32Array(graph.size).fill(-1);
  const isWidelyHeld = new Uint8Array(graph.size);
  const ownersComplete = new Uint8Array(graph.size);
  const hasRemainder = new Uint8Array(graph.size);
  const examples: number[] = [];
  const numbers = new Map<string, number>();
  for (const [node, party] of graph.parties.entries()) {
    const { kind } = party;
    const place = at(graph.isGroup, node) + 2 * at(graph.isBranch, node);
    const traits = `${place + 4 * at(graph.isUnexpanded, node)} ${seedTraits(party)}`;
    const number = numbers.get(traits) ?? examples.push(node) - 1;
    numbers.set(traits, number);
    likeness[node] = number;
    if (party.publiclyListed === true && party.majorHoldersStated) isWidelyHeld[node] = 1;
    if (party.ownersComplete) ownersComplete[node] = 1;
    if (kind !== 'PERSON' && kind !== 'STATE' && place === 0) hasRemainder[node] = 1;
  }
  const holdsOther = new Uint8Array(graph.size);
  for (let edge = 0; edge < graph.type.length; edge += 1)
    if (graph.type[edge] !== TYPE.SHAREHOLDING) holdsOther[graph.holder[edge] as number] = 1;
  return {
    likeness,
    examples,
    isWidelyHeld,
    ownersComplete,
    hasRemainder,
    holdsOther,
    inReportRing: reportRings(graph),
  };
}

function reportRings(graph: Graph): Uint8Array {
  const inRing = new Uint8Array(graph.size);
  if (!graph.type.includes(TYPE.REPORTED_PARENT) && !graph.type.includes(TYPE.REPORTED_ULTIMATE_PARENT)) return inRing;
  const { of, offsets } = components(graph.size, reportsIn(graph), (edge) => at(graph.holder, edge));
  for (let node = 0; node < graph.size; node += 1) {
    const component = at(of, node);
    if (at(offsets, component + 1) - at(offsets, component) > 1) inRing[node] = 1;
  }
  return inRing;
}

/** The reports alone, by subject. */
function reportsIn({ owners, type, size }: Graph): Rows {
  const offsets = new Int32Array(size + 1);
  const edges: number[] = [];
  for (let node = 0; node < size; node += 1) {
    for (let row = at(owners.offsets, node); row < at(owners.offsets, node + 1); row += 1) {
      const edge = at(owners.edges, row);
      if (type[edge] === TYPE.REPORTED_PARENT || type[edge] === TYPE.REPORTED_ULTIMATE_PARENT) edges.push(edge);
    }
    offsets[node + 1] = edges.length;
  }
  return { offsets, edges: Int32Array.from(edges) };
}
