import type { Interest } from '../model/interest.js';
import type { Party } from '../model/party.js';
import type { Chain } from '../model/ruling.js';
import { exactly, WHOLE } from '../model/share.js';
import { type Closure, closure } from './closure.js';
import { type Frame, frame } from './frame.js';
import { at, edgesOf, type Graph } from './graph.js';
import { counted, isMember } from './multiplied/multiplied.js';
import type { Setting } from './seeds.js';
import { waysDown } from './ways.js';
import { stepsInto, stepToGroup } from './witness.js';

/** A party that is certainly controlled, and the chain by which. */
export interface Controlled {
  readonly party: Party;
  readonly chain: Chain;
}

/** Parties a holder certainly controls at any depth, nearest first: what it holds together with what it controls. */
export function controlled(graph: Graph, setting: Setting, holder: number): Controlled[] {
  const framed = frame(graph, setting, 'EVERYWHERE');
  return setting.policy.propagation === 'CASCADE' ? byClosure(framed, holder) : byShares(framed, holder);
}

/** Parties above a company that certainly control it; a group of holders that controls stands beside its members. */
export function controllers(graph: Graph, setting: Setting, subject: number): Party[] {
  const framed = frame(graph, setting, 'EVERYWHERE');
  const found = ancestors(graph, subject).filter((holder) => controls(framed, holder, subject));
  return found.map((holder) => graph.parties[holder] as Party).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function controls(framed: Frame, holder: number, subject: number): boolean {
  if (framed.setting.policy.propagation === 'CASCADE')
    return at(closure(framed, 'least', [holder]).rank, subject) !== -1;
  return isMember(framed, counted(framed, { certain: [holder], possible: [holder] }), subject, 'least');
}

function byClosure(framed: Frame, holder: number): Controlled[] {
  const { graph } = framed;
  const closed = closure(framed, 'least', [holder]);
  const nodes: number[] = [];
  for (let node = 0; node < graph.parties.length; node += 1)
    if (node !== holder && at(closed.rank, node) !== -1) nodes.push(node);
  nodes.sort((a, b) => at(closed.rank, a) - at(closed.rank, b));
  return nodes.map((node) => ({ party: graph.parties[node] as Party, chain: chainTo(framed, closed, holder, node) }));
}

function byShares(framed: Frame, holder: number): Controlled[] {
  const { graph } = framed;
  const run = counted(framed, { certain: [holder], possible: [holder] });
  const found: Controlled[] = [];
  for (const [node, party] of graph.parties.entries()) {
    if (node === holder || !isMember(framed, run, node, 'least')) continue;
    const [chain] = waysDown(graph, holder, node, () => true, 1);
    if (chain !== undefined) found.push({ party, chain });
  }
  return found.sort((a, b) => a.chain.steps.length - b.chain.steps.length);
}

/** Whoever may bear on a party: holders at any depth, and the groups they are members of. */
export function ancestors(graph: Graph, subject: number): number[] {
  const seen = new Set([subject]);
  for (const node of seen) {
    for (const edge of edgesOf(graph.owners, node)) seen.add(at(graph.holder, edge));
    for (const edge of edgesOf(graph.holdings, node))
      if (graph.isGroup[at(graph.subject, edge)] === 1) seen.add(at(graph.subject, edge));
  }
  seen.delete(subject);
  return [...seen].filter((node) => node < graph.parties.length);
}

/** The chain along the largest holding at each step; ranks fall, so it ends at the holder. */
function chainTo(framed: Frame, closed: Closure, holder: number, node: number): Chain {
  const { graph } = framed;
  const steps: Interest[] = [];
  const parties = [graph.parties[node] as Party];
  let share = exactly(WHOLE);
  for (let below = node; below !== holder; ) {
    const step = stepsInto(framed, closed, below)[0];
    if (step === undefined) break;
    const interest = graph.interests[step.edge] as Interest;
    if (steps.length === 0) share = interest.share;
    steps.unshift(interest);
    parties.unshift(graph.parties[step.holder] as Party);
    const group = stepToGroup(framed, closed, step.holder);
    if (group !== null) {
      steps.unshift(graph.interests[group.edge] as Interest);
      parties.unshift(graph.parties[group.holder] as Party);
    }
    below = group?.holder ?? step.holder;
  }
  return { steps, parties, share };
}
