import type { Interest } from '../model/interest.js';
import type { Party, PartyKind } from '../model/party.js';
import { type Bounds, WHOLE } from '../model/share.js';
import { at, edgesOf, type Graph, TYPE } from './graph.js';

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

/** Groups of parties that own each other in a circle, each with the interests inside it; a self-holding is one. */
export function cycles(
  parties: readonly Party[],
  interests: readonly Interest[],
): { members: Party[]; interests: Interest[] }[] {
  const held = interests.filter((interest) => interest.interestedParty !== null);
  const holdersOf = new Map<string, string[]>(parties.map((party) => [party.id, []]));
  for (const interest of held) holdersOf.get(interest.subject)?.push(interest.interestedParty as string);
  const component = components([...holdersOf.keys()], (id) => holdersOf.get(id) ?? []);
  const groups = new Map<number, { members: Party[]; interests: Interest[] }>();
  for (const interest of held) {
    const group = component.get(interest.subject);
    if (group === undefined || group !== component.get(interest.interestedParty as string)) continue;
    if (!groups.has(group))
      groups.set(group, { members: parties.filter((party) => component.get(party.id) === group), interests: [] });
    groups.get(group)?.interests.push(interest);
  }
  return [...groups.values()];
}

/** Strongly connected components, by Tarjan, without recursion: a ring may be longer than the call stack. */
function components(ids: readonly string[], next: (id: string) => readonly string[]): Map<string, number> {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const component = new Map<string, number>();
  const open: string[] = [];
  for (const start of ids) {
    if (order.has(start)) continue;
    const path: { id: string; following: number }[] = [{ id: start, following: 0 }];
    order.set(start, order.size);
    low.set(start, order.size - 1);
    open.push(start);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const follower = next(step.id)[step.following];
      step.following += 1;
      if (follower === undefined) {
        path.pop();
        const parent = path.at(-1);
        const mine = low.get(step.id) as number;
        if (parent !== undefined) low.set(parent.id, Math.min(low.get(parent.id) as number, mine));
        if (mine === order.get(step.id)) {
          for (const id of open.splice(open.lastIndexOf(step.id))) component.set(id, mine);
        }
      } else if (!order.has(follower)) {
        order.set(follower, order.size);
        low.set(follower, order.size - 1);
        open.push(follower);
        path.push({ id: follower, following: 0 });
      } else if (!component.has(follower))
        low.set(step.id, Math.min(low.get(step.id) as number, order.get(follower) as number));
    }
  }
  return component;
}

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
