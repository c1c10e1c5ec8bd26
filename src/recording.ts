import { badInput, Failure } from './errors.js';
import { flipsBetween, MOST_COMPARED } from './flips.js';
import {
  type InterestInput,
  interestStatement,
  type PartyInput,
  type ProductInput,
  partyStatements,
  productStatement,
  type SourceInput,
} from './input.js';
import type { Inquiry } from './inquiry.js';
import type { PartyId } from './model/party.js';
import type { Changes, Store, Written } from './store/store.js';
import type { FlipView, RecordedView } from './views.js';

export interface RecordInput {
  readonly parties?: readonly PartyInput[] | null | undefined;
  readonly interests?: readonly InterestInput[] | null | undefined;
  readonly products?: readonly ProductInput[] | null | undefined;
  readonly retract?: readonly string[] | null | undefined;
  readonly source: SourceInput;
}

/** Statements of one source, and retractions of its statements, in one transaction. */
export async function record(asked: Inquiry, store: Store, input: RecordInput): Promise<RecordedView> {
  asked.permit('editor', 'Recording');
  const policyIds = asked.rulebook.policies.map((policy) => policy.id);
  const { source } = input;
  const changes: Changes = {
    parties: (input.parties ?? []).flatMap((party) => partyStatements(party, source, policyIds)),
    interests: (input.interests ?? []).map((interest) => interestStatement(interest, source)),
    products: (input.products ?? []).map((product) => productStatement(product, source)),
    retract: (input.retract ?? []).map((statementId) => ({ dataset: source.dataset, statementId })),
  };
  return view(asked, await store.write(changes), new Set((input.parties ?? []).map((party) => party.id)).size);
}

/** Statements taken back, whatever their dataset. */
export async function retract(
  asked: Inquiry,
  store: Store,
  statements: readonly string[],
  because: string,
): Promise<RecordedView> {
  asked.permit('editor', 'Retracting');
  if (because.trim() === '') throw badInput('because: expected the reason for the retraction, came an empty string.');
  const written = await store.write({
    retract: statements.map((statementId) => ({ dataset: null, statementId })),
    because,
  });
  return view(asked, written, 0);
}

/** Several records that are one party, under the id of one of them; the id given back undoes it. */
export async function merge(
  asked: Inquiry,
  store: Store,
  parties: readonly PartyId[],
  into: PartyId,
  because: string,
): Promise<RecordedView> {
  asked.permit('editor', 'Merging records');
  if (because.trim() === '') throw badInput('because: expected the reason for the merge, came an empty string.');
  const written = await store.write({ identity: { merge: parties, into }, because });
  return { ...view(asked, written, 0), id: asked.atRevision(written.merge ?? written.revision).revision };
}

/** Takes a merge back; those that nothing else makes one are as they were stated. */
export async function unmerge(asked: Inquiry, store: Store, id: string): Promise<RecordedView> {
  asked.permit('editor', 'Undoing a merge');
  const [, revision] = /^r(\d{1,15})$/.exec(id) ?? [];
  if (revision === undefined)
    throw badInput(`id: expected the id that merge gave, such as "r12", came ${JSON.stringify(id)}.`);
  return view(asked, await store.write({ identity: { unmerge: Number(revision) } }), 0);
}

/** A write is compared with the revision right before it, whatever else was written since the request began. */
function view(asked: Inquiry, written: Written, parties: number): RecordedView {
  const after = asked.atRevision(written.revision);
  return {
    world: after,
    id: after.revision,
    revision: after.revision,
    parties: written.parties === 0 ? 0 : parties,
    interests: written.interests,
    unchanged: written.unchanged,
    before: written.touched.length === 0 ? after : asked.atRevision(written.revision - 1),
    touched: written.touched,
  };
}

/** Parties whose verdict the write changed, among all it could reach: those it touched, and everything below them. */
export async function flips(recorded: RecordedView, policyId = 'anthropic-2025-09'): Promise<FlipView[]> {
  const { before, world: after, touched } = recorded;
  const reached = new Set<PartyId>();
  for (const world of [before, after]) {
    const below = await world.reachOf(touched, MOST_COMPARED);
    for (const id of below ?? []) reached.add(id);
    if (below !== null && reached.size <= MOST_COMPARED) continue;
    throw new Failure(
      'LIMIT_EXCEEDED',
      `Recorded as ${recorded.revision}; it could reach more than ${MOST_COMPARED} parties, and flips compare at most so many.`,
      { limit: 'flips' },
    );
  }
  return flipsBetween(before, after, reached, policyId);
}
