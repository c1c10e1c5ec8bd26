import type { Interest } from '../model/interest.js';
import type { Party, PartyKind } from '../model/party.js';
import { type Bounds, WHOLE } from '../model/share.js';
import { components } from './components.js';
import { at, edgesOf, type Graph, rowsBy, TYPE } from './graph.js';

/** Interests and the parties at their ends. */
export interface Structure {
  readonly parties: readonly Party[];
  readonly interests: readonly Interest[];
  /** A limit was met before the structure ended. */
  readonly truncated: boolean;
}

/** Everything above or below a party, breadth first, to a depth and to a number of parties. */
export function structure(
  graph: Graph,
  root: number,
  direction: 'UP' | 'DOWN',
  depth: number | null,
  limit: number,
): Structure {
  const seen = new Map([[root, 0]]);
  const edges = new Set<number>();
  let truncated = false;
  for (const [node, distance] of seen) {
    if (depth !== null && distance >= depth) continue;
    for (const edge of edgesOf(direction === 'UP' ? graph.owners : graph.holdings, node)) {
      const next = at(direction === 'UP' ? graph.holder : graph.subject, edge);
      if (!seen.has(next) && next < graph.parties.length) {
        if (seen.size >= limit) {
          truncated = true;
          continue;
        }
        seen.set(next, distance + 1);
      }
      edges.add(edge);
    }
  }
  return {
    parties: [...seen.keys()].map((node) => graph.parties[node] as Party),
    interests: [...edges].map((edge) => graph.interests[edge] as Interest),
    truncated,
  };
}

/** Parties that own each other in a circle, each by way of the others, and the interests inside it. */
export interface Circle {
  readonly members: readonly Party[];
  readonly interests: readonly Interest[];
}

/** The circles among the parties, each in their order; one that holds itself is a circle. */
export function cycles(parties: readonly Party[], interests: readonly Interest[]): Circle[] {
  const nodeOf = new Map(parties.map((party, node) => [party.id, node]));
  const held = interests.filter(
    ({ interestedParty, subject }) => interestedParty !== null && nodeOf.has(interestedParty) && nodeOf.has(subject),
  );
  const holder = Int32Array.from(held, (interest) => nodeOf.get(interest.interestedParty as string) as number);
  const subject = Int32Array.from(held, (interest) => nodeOf.get(interest.subject) as number);
  return circles({ parties, interests: held, holder, owners: rowsBy(subject, parties.length) });
}

/** The circles of a whole graph, by the least id among their members. */
export function cyclesOf(graph: Graph): Circle[] {
  return circles(graph);
}

function circles({ parties, interests, holder, owners }: Held): Circle[] {
  const { of, nodes, offsets, count } = components(owners.offsets.length - 1, owners, (edge) => at(holder, edge));
  const found: Int32Array[] = [];
  const isInner = (edge: number, group: number): boolean => of[at(holder, edge)] === group;
  for (let group = 0; group < count; group += 1) {
    const members = nodes.subarray(at(offsets, group), at(offsets, group + 1));
    // Of one member only a holding in itself makes a circle.
    if (members.length > 1 || edgesOf(owners, at(members, 0)).some((edge) => isInner(edge, group)))
      found.push(members.toSorted());
  }
  found.sort((a, b) => at(a, 0) - at(b, 0));
  return found.map((members) => {
    const group = at(of, at(members, 0));
    const edges = Array.from(members, (node) => edgesOf(owners, node).filter((edge) => isInner(edge, group)));
    return {
      members: Array.from(members, (node) => parties[node] as Party),
      interests: edges.flatMap((inner) => Array.from(inner, (edge) => interests[edge] as Interest)),
    };
  });
}

/** Interests by their ends, rows by subject. */
type Held = Pick<Graph, 'parties' | 'interests' | 'holder' | 'owners'>;

/** What the recorded owners leave unaccounted for; null where nothing can be owned. */
export function unaccountedShare(graph: Graph, node: number): Bounds | null {
  const kind: PartyKind | undefined = graph.parties[node]?.kind;
  if (kind === 'PERSON' || kind === 'STATE' || graph.isGroup[node] === 1) return null;
  let [min, max, strictMin, strictMax] = [0, 0, false, false];
  for (const edge of edgesOf(graph.owners, node)) {
    if (at(graph.type, edge) !== TYPE.SHAREHOLDING) continue;
    min += at(graph.min, edge);
    max += at(graph.max, edge);
    strictMin ||= graph.minExclusive[edge] === 1;
    strictMax ||= graph.maxExclusive[edge] === 1;
  }
  const least = Math.max(0, WHOLE - max);
  const most = graph.parties[node]?.ownersComplete === true ? least : Math.max(0, WHOLE - min);
  return {
    min: least,
    max: most,
    minExclusive: strictMax && max < WHOLE && least < most,
    maxExclusive: strictMin && min < WHOLE && least < most,
  };
}
