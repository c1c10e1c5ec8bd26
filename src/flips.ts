import { badInput } from './errors.js';
import type { Inquiry } from './inquiry.js';
import type { Party, PartyId } from './model/party.js';
import type { Verdict } from './model/ruling.js';
import { supposesRules } from './model/supposition.js';
import { pageOf } from './paging.js';
import { Ruling, verdictOf } from './rules/ruling.js';
import type { Connection, FlipView, RulingAnswers } from './views.js';

/** Parties around what changed that are compared one by one; where it may reach more, the whole graph is. */
export const MOST_COMPARED = 10_000;

/** What the suppositions of a world change, by id of the party: against the same world without them. */
export async function flips(
  after: Inquiry,
  policyId: string,
  first: number,
  cursor?: string | null,
): Promise<Connection<FlipView>> {
  const before = after.unsupposed;
  after.policyFor(policyId, 'RESTRICTION');
  if (before.policy(policyId) === null)
    throw badInput(`The policy "${policyId}" is there in the supposed world only: no verdict comes before its own.`);
  const reached = await reachOf(before, after);
  const found =
    reached === null ? await flipsOfAll(before, after, policyId) : await flipsBetween(before, after, reached, policyId);
  const rows = found.map((flip) => ({ key: flip.party.id, edge: (at: string) => ({ cursor: at, node: flip }) }));
  return pageOf(rows, first, cursor);
}

/** Those whose verdict differs from one world to the other; who is not there in both, under this id, has none. */
export async function flipsBetween(
  before: Inquiry,
  after: Inquiry,
  ids: Iterable<PartyId>,
  policyId: string,
): Promise<FlipView[]> {
  const found = await Promise.all([...ids].sort().map((id) => flip(before, after, id, policyId)));
  return found.filter((each) => each !== null);
}

async function flip(before: Inquiry, after: Inquiry, id: PartyId, policyId: string): Promise<FlipView | null> {
  const [known, now] = await Promise.all([before.party({ id }), after.party({ id })]);
  if (known?.party.id !== id || now?.party.id !== id) return null;
  const [was, is] = await Promise.all([before.restriction(id, policyId), after.restriction(id, policyId)]);
  return was.ruling.verdict === is.ruling.verdict ? null : view(after, now.party, was.ruling.verdict, is.ruling);
}

/** The ids that the suppositions may reach; null for everybody. */
async function reachOf(before: Inquiry, after: Inquiry): Promise<ReadonlySet<PartyId> | null> {
  const { supposition } = after.world;
  if (supposition === null) return new Set();
  const named = await after.gatherer.supposedNames();
  if (supposition.empty) return new Set(named);
  if (supposesRules(supposition)) return null;
  const reached = new Set<PartyId>();
  for (const world of [before, after]) {
    const below = await world.reachOf(named, MOST_COMPARED);
    if (below === null) return null;
    for (const id of below) reached.add(id);
  }
  return reached;
}

async function flipsOfAll(before: Inquiry, after: Inquiry, policyId: string): Promise<FlipView[]> {
  const [was, is] = await Promise.all([before.everybody(policyId), after.everybody(policyId)]);
  const { parties, nodeOf } = was.frame.graph;
  const found: FlipView[] = [];
  for (const [node, party] of is.frame.graph.parties.entries()) {
    const earlier = nodeOf.get(party.id);
    if (earlier === undefined || parties[earlier]?.sources.length === 0) continue;
    const verdict = verdictOf(was, earlier);
    if (verdict !== verdictOf(is, node)) found.push(view(after, party, verdict, new Ruling(is, node)));
  }
  return found;
}

function view(world: Inquiry, party: Party, before: Verdict, ruling: RulingAnswers): FlipView {
  return {
    world,
    party,
    before,
    after: ruling.verdict,
    get because() {
      return ruling.because;
    },
  };
}
