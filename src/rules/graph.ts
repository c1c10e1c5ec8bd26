import type { DateString } from '../model/date.js';
import { INTEREST_TYPES, type Interest, type InterestType, interestId } from '../model/interest.js';
import type { Party, PartyId } from '../model/party.js';
import type { InterestStatement, PartyStatement } from '../model/statement.js';
import { interestsAsOf } from './interests.js';
import { partyAsOf } from './party.js';

/** What a store gathers, or a supposition lays down: statements, and which parties' owners were not all read. */
export interface Gathered {
  readonly parties: readonly { readonly id: PartyId; readonly statements: readonly PartyStatement[] }[];
  readonly interests: readonly InterestStatement[];
  readonly unexpanded: readonly PartyId[];
  readonly complete: boolean;
}

/** Compressed rows: the edges of node n are `edges[offsets[n] .. offsets[n + 1])`. */
export interface Rows {
  readonly offsets: Int32Array;
  readonly edges: Int32Array;
}

/**
 * The ownership graph as of a date, in typed arrays. Nodes are the parties by id, ascending, then one node for every
 * holder that a source does not name. Edges are the interests, by subject, holder, type. Order never depends on what
 * else was gathered, so neither does an answer.
 */
export interface Graph {
  readonly asOf: DateString;
  readonly parties: readonly Party[];
  readonly size: number;
  readonly nodeOf: ReadonlyMap<PartyId, number>;
  readonly interests: readonly Interest[];
  readonly holder: Int32Array;
  readonly subject: Int32Array;
  readonly type: Uint8Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly minExclusive: Uint8Array;
  readonly maxExclusive: Uint8Array;
  readonly owners: Rows;
  readonly holdings: Rows;
  /** 1: a group of holders, an arrangement with members. */
  readonly isGroup: Uint8Array;
  /** 1: a branch, the same legal person as its head. */
  readonly isBranch: Uint8Array;
  /** 1: not all of its owners were read. */
  readonly isUnexpanded: Uint8Array;
  readonly complete: boolean;
}

export const TYPE: Readonly<Record<InterestType, number>> = Object.freeze(
  Object.fromEntries(INTEREST_TYPES.map((type, index) => [type, index])) as Record<InterestType, number>,
);

export function graph(gathered: Gathered, asOf: DateString): Graph {
  const records = [...gathered.parties].sort((a, b) => (a.id < b.id ? -1 : 1));
  const parties = records.map((record) => partyAsOf(record.id, record.statements, asOf));
  const nodeOf = nodesOf(parties);
  // Nothing is held in a person or a state; and a store gives a holder's record with every interest.
  const held = interestsAsOf(gathered.interests, asOf).filter((interest) => {
    const subject = nodeOf.get(interest.subject);
    const kind = subject === undefined ? 'PERSON' : parties[subject]?.kind;
    return (
      kind !== 'PERSON' &&
      kind !== 'STATE' &&
      (interest.interestedParty === null || nodeOf.has(interest.interestedParty))
    );
  });
  return compiled(parties, held, gathered, asOf);
}

function nodesOf(parties: readonly Party[]): Map<PartyId, number> {
  const nodeOf = new Map<PartyId, number>();
  for (const [node, party] of parties.entries()) nodeOf.set(party.id, node);
  return nodeOf;
}

/** A graph of parties by id, ascending, and of interests between them; `cut` says what a limit left unread. */
export function compiled(
  parties: readonly Party[],
  held: readonly Interest[],
  cut: Pick<Gathered, 'unexpanded' | 'complete'>,
  asOf: DateString,
): Graph {
  const nodeOf = nodesOf(parties);
  const unnamed = held
    .flatMap((interest) => (interest.interestedParty === null ? { interest, id: interestId(interest) } : []))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ interest }) => interest);
  const unnamedNode = new Map(unnamed.map((interest, index) => [interest, parties.length + index]));
  const placed = held.map((interest) => ({
    interest,
    subject: nodeOf.get(interest.subject) as number,
    holder:
      interest.interestedParty === null
        ? (unnamedNode.get(interest) as number)
        : (nodeOf.get(interest.interestedParty) as number),
    type: TYPE[interest.type],
  }));
  placed.sort((a, b) => a.subject - b.subject || a.holder - b.holder || a.type - b.type);

  const size = parties.length + unnamed.length;
  const count = placed.length;
  const arrays = {
    asOf,
    parties,
    size,
    nodeOf,
    interests: placed.map((edge) => edge.interest),
    holder: new Int32Array(count),
    subject: new Int32Array(count),
    type: new Uint8Array(count),
    min: new Float64Array(count),
    max: new Float64Array(count),
    minExclusive: new Uint8Array(count),
    maxExclusive: new Uint8Array(count),
    isGroup: new Uint8Array(size),
    isBranch: new Uint8Array(size),
    isUnexpanded: new Uint8Array(size),
    complete: cut.complete,
  };
  for (const [edge, { interest, subject, holder, type }] of placed.entries()) {
    arrays.holder[edge] = holder;
    arrays.subject[edge] = subject;
    arrays.type[edge] = type;
    arrays.min[edge] = interest.share.min;
    arrays.max[edge] = interest.share.max;
    arrays.minExclusive[edge] = interest.share.minExclusive ? 1 : 0;
    arrays.maxExclusive[edge] = interest.share.maxExclusive ? 1 : 0;
    if (type === TYPE.CONCERT || type === TYPE.JOINT_HOLDER) {
      if (parties[subject]?.kind === 'ARRANGEMENT') arrays.isGroup[subject] = 1;
    } else if (type === TYPE.BRANCH && holder !== subject) arrays.isBranch[subject] = 1;
  }
  for (const id of cut.unexpanded) {
    const node = nodeOf.get(id);
    if (node !== undefined) arrays.isUnexpanded[node] = 1;
  }
  return { ...arrays, owners: rowsBy(arrays.subject, size), holdings: rowsBy(arrays.holder, size) };
}

export function rowsBy(key: Int32Array, size: number): Rows {
  const offsets = new Int32Array(size + 1);
  for (const node of key) offsets[node + 1] = at(offsets, node + 1) + 1;
  for (let node = 0; node < size; node += 1) offsets[node + 1] = at(offsets, node + 1) + at(offsets, node);
  const next = offsets.slice();
  const edges = new Int32Array(key.length);
  for (let edge = 0; edge < key.length; edge += 1) {
    const node = at(key, edge);
    edges[at(next, node)] = edge;
    next[node] = at(next, node) + 1;
  }
  return { offsets, edges };
}

/** An element that is known to exist: the arrays of a graph are as long as their nodes or edges. */
export function at(values: ArrayLike<number>, index: number): number {
  return values[index] as number;
}

/** The edges of a row, for code that runs once an answer and not once an edge. */
export function edgesOf(rows: Rows, node: number): Int32Array {
  return rows.edges.subarray(at(rows.offsets, node), at(rows.offsets, node + 1));
}
