import type { Party } from '../model/party.js';
import type { Reason, Verdict } from '../model/ruling.js';
import { nodeSeed } from './frame.js';
import { at, edgesOf, type Graph, TYPE } from './graph.js';
import type { Solution } from './solution.js';

/** What a place says, before an exemption and before what a limit cut off. */
export const PLACE = { IN: 'RESTRICTED', BETWEEN: 'INDETERMINATE', OUT: 'NOT_RESTRICTED' } as const satisfies Record<
  string,
  Verdict
>;

export function verdictOf(solution: Solution, node: number): Verdict {
  const placed = PLACE[solution.place(node)];
  const isExempting = solution.frame.setting.policy.exemptOrganisedIn.length > 0;
  const verdict = isExempting ? exemption(solution, node).lowers(placed) : placed;
  return verdict === 'NOT_RESTRICTED' && !solution.frame.graph.complete ? 'INDETERMINATE' : verdict;
}

/** A company organised where the policy exempts is restricted by a listing only; one that may be is indeterminate. */
export function exemption(
  solution: Solution,
  node: number,
): { readonly reasons: readonly Reason[]; lowers(verdict: Verdict): Verdict } {
  const { graph, setting } = solution.frame;
  const party = graph.parties[node] as Party;
  const places = setting.policy.exemptOrganisedIn;
  const none = { reasons: [], lowers: (verdict: Verdict): Verdict => verdict };
  if (places.length === 0 || party.kind === 'PERSON' || party.kind === 'STATE' || solution.place(node) === 'OUT')
    return none;
  const { heads, known } = legalPerson(graph, node);
  const causes = [node, ...heads].flatMap((each) => nodeSeed(graph, setting, each).causes.map((cause) => cause.code));
  if (causes.includes('LISTED')) return none;
  const laws = heads.map((head) => graph.parties[head]?.incorporatedIn ?? []);
  const exempt = (code: string): boolean => places.includes(code.split('-')[0] as string);
  if (known && laws.every((codes) => codes.length > 0 && !codes.some(exempt))) return none;
  const always = known && laws.every((codes) => codes.length > 0 && codes.every(exempt));
  const certain = always && !causes.includes('LIST_NOT_LOADED');
  const message = certain
    ? `${party.name} is organised under the law of ${laws.flat().join(' and ')}, which the policy exempts.`
    : `Whether ${party.name} is organised under the law of ${places.join(' or ')}, which the policy exempts, is not settled.`;
  return {
    reasons: [{ code: 'EXEMPT', message, party, interest: null }],
    lowers: () => (certain ? 'NOT_RESTRICTED' : 'INDETERMINATE'),
  };
}

/** Who a party is before the law: itself, or, for a branch, the heads it is a branch of; `known`: all are named. */
export function legalPerson(
  graph: Graph,
  node: number,
): { readonly heads: readonly number[]; readonly known: boolean } {
  const seen = new Set([node]);
  const heads: number[] = [];
  let known = true;
  for (const each of seen) {
    if (each >= graph.parties.length) known = false;
    else if (graph.isBranch[each] === 0) heads.push(each);
    else
      for (const edge of edgesOf(graph.owners, each))
        if (at(graph.type, edge) === TYPE.BRANCH) seen.add(at(graph.holder, edge));
  }
  return { heads, known: known && heads.length > 0 };
}
