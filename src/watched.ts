import { badInput } from './errors.js';
import type { Inquiry, Rulebook } from './inquiry.js';
import { canonical, digestOf } from './model/canonical.js';
import type { PartyId } from './model/party.js';
import type { Change } from './model/watching.js';
import { checkFirst } from './paging.js';
import { ENGINE_VERSION } from './version.js';
import type { ChangeView, Connection, PartyView, PolicyView, WatchlistView } from './views.js';
import { changesAfter, type FeedPage, newestSequence, sequenceOf } from './watch/feed.js';
import { listOf } from './watch/kept.js';
import type { Newest } from './watch/newest.js';
import type { Asked, Judged, State, Watching } from './watch/state.js';
import { watch as made, unwatch as taken } from './watch/watchLists.js';
import { webhookUrl } from './watch/webhookTarget.js';

export interface WatchInput {
  readonly name: string;
  readonly parties: readonly string[];
  readonly policies: readonly string[];
  readonly webhook?: string | null | undefined;
}

/** What of all changes is wanted; what is left out admits every one. */
export interface ChangesAsked {
  readonly policy?: string | null | undefined;
  readonly watchlist?: string | null | undefined;
}

export type ChangePage = Omit<Connection<ChangeView>, 'totalCount' | 'complete'>;

const PREFIX = 'watchlist:';
const NAME = /^[^\p{C}]{1,200}$/u;

/** Watches parties under policies from now on. BAD_USER_INPUT names what is not known. */
export async function watch(
  inquiry: Inquiry,
  watching: Watching,
  input: WatchInput,
  mayBePrivate: boolean,
): Promise<WatchlistView> {
  inquiry.permit('screener', 'Watching');
  if (!NAME.test(input.name))
    throw badInput(
      `name: expected 1 to 200 characters, none of them a control; came ${JSON.stringify(input.name.slice(0, 100))}.`,
    );
  if (input.parties.length === 0) throw badInput('parties: expected one at least, came none.');
  if (input.policies.length === 0) throw badInput('policies: expected one at least, came none.');
  const policies = [...new Set(input.policies)];
  for (const policy of policies) inquiry.policyFor(policy, 'RESTRICTION');
  const webhook = input.webhook == null ? null : webhookUrl(input.webhook, mayBePrivate).href;
  const parties = await known(inquiry, input.parties);
  const list = await made(watching, { name: input.name, parties, policies, webhook }, inquiry.world.deadlineAt);
  return { world: inquiry, list, secret: list.secret };
}

/** False where there is no watch list of this id. */
export function unwatch(inquiry: Inquiry, watching: Watching, id: string): Promise<boolean> {
  inquiry.permit('screener', 'Taking a watch list away');
  return taken(watching, bareId(id), inquiry.world.deadlineAt);
}

/** A watch list by its id, without its secret; null where there is none. */
export async function watchlist(inquiry: Inquiry, id: string): Promise<WatchlistView | null> {
  inquiry.permit('screener', 'Reading watch lists');
  const list = await listOf(inquiry.documents, bareId(id), inquiry.world.deadlineAt);
  return list === null ? null : { world: inquiry, list, secret: null };
}

/** Those of a list that are recorded still. */
export async function partiesOf({ world, list }: WatchlistView): Promise<PartyView[]> {
  const found = await Promise.all(list.parties.map((party) => partyOf(world, party, list.revision)));
  return found.filter((party) => party !== null);
}

export function policiesOf({ world, list }: WatchlistView): PolicyView[] {
  return list.policies.map((id) => world.policy(id)).filter((policy) => policy !== null);
}

/** The party of a change, as it is recorded now, else as it was last known. */
export async function changedParty({ world, change }: ChangeView): Promise<PartyView> {
  const party = await partyOf(world, change.party, change.known);
  if (party === null)
    throw new Error(`The party of change ${change.sequence} is not known at revision ${change.known}.`);
  return party;
}

/** Changes in their order, each once; `after` is the cursor of one, and nothing for all. */
export async function changes(
  inquiry: Inquiry,
  asked: ChangesAsked,
  first: number,
  after?: string | null,
): Promise<ChangePage> {
  checkFirst(first);
  const wanted = await feedAsked(inquiry, asked);
  const from = await sequenceOf(inquiry.documents, after ?? '0', inquiry.world.deadlineAt);
  const page = await changesAfter(inquiry.documents, { ...wanted, after: from, first }, inquiry.world.deadlineAt);
  return pageOf(inquiry, page, from);
}

/** What is looked at, at once, of what a subscriber has not heard. */
const HEARD_AT_ONCE = 100;

/**
 * Changes as they come, from after a cursor or from now on, until nobody listens. `fresh` gives the world of the moment,
 * and rejects where the asker may not ask any more.
 */
export function heard(
  fresh: () => Promise<Inquiry>,
  newest: Newest,
  asked: ChangesAsked,
  after?: string | null,
): AsyncIterableIterator<ChangeView> {
  const stop = new AbortController();
  const changes = heardUntil(stop.signal, fresh, newest, asked, after);
  return {
    next: () => changes.next(),
    // A generator that waits can't be told to return: what it waits for is.
    return: () => {
      stop.abort();
      return changes.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* heardUntil(
  signal: AbortSignal,
  fresh: () => Promise<Inquiry>,
  newest: Newest,
  asked: ChangesAsked,
  after?: string | null,
): AsyncGenerator<ChangeView, undefined> {
  const begun = await fresh();
  const { deadlineAt } = begun.world;
  let end = await (after == null
    ? newestSequence(begun.documents, deadlineAt)
    : sequenceOf(begun.documents, after, deadlineAt));
  while (!signal.aborted) {
    const inquiry = await fresh();
    const wanted = { ...(await feedAsked(inquiry, asked)), after: end, first: HEARD_AT_ONCE };
    const page = await changesAfter(inquiry.documents, wanted, inquiry.world.deadlineAt);
    for (const change of page.changes) yield { world: await fresh(), change };
    end = page.end;
    if (!page.more) await newest.beyond(end, signal);
  }
}

/** What is asked of the feed. BAD_USER_INPUT for a policy or watch list that is not known: it would be silent for ever. */
async function feedAsked(
  inquiry: Inquiry,
  { policy, watchlist: id }: ChangesAsked,
): Promise<{ readonly policy: string | null; readonly list: string | null }> {
  inquiry.permit('screener', 'Reading changes of watched verdicts');
  if (policy != null) inquiry.policyFor(policy, 'RESTRICTION');
  if (id == null) return { policy: policy ?? null, list: null };
  const list = bareId(id);
  if ((await listOf(inquiry.documents, list, inquiry.world.deadlineAt)) === null)
    throw badInput(`watchlist: there is none with the id ${JSON.stringify(id.slice(0, 100))}.`);
  return { policy: policy ?? null, list };
}

/** What decides besides the data: policies, lists and places, and this program. */
export function digestOfRulebook({ policies, regionLists, atlas }: Rulebook): string {
  return digestOf(canonical({ engine: ENGINE_VERSION, policies, regionLists, places: atlas.territories }));
}

/** Judges what is watched; `inquiryAt` asks the recorded world of a state. */
export function judging(inquiryAt: (at: State, deadlineAt: number) => Inquiry): Watching['judge'] {
  return (asked, at, deadlineAt) => {
    const inquiry = inquiryAt(at, deadlineAt);
    return Promise.all(asked.map((each) => judged(inquiry, each)));
  };
}

async function judged(inquiry: Inquiry, { party: id, policy }: Asked): Promise<Judged> {
  const found = await inquiry.party({ id }, true);
  const name = found?.party.name ?? null;
  if (inquiry.policy(policy)?.policy.answers !== 'RESTRICTION')
    return { name, verdict: 'INDETERMINATE', because: `The policy ${policy} is not known any more.` };
  if (found === null) return { name, verdict: 'INDETERMINATE', because: `Nothing is recorded of ${id} any more.` };
  const { ruling } = await inquiry.restriction(found.party.id, policy);
  return { name, verdict: ruling.verdict, because: ruling.because };
}

/** Each once, under the id that answers for it. */
async function known(inquiry: Inquiry, ids: readonly string[]): Promise<PartyId[]> {
  const found = await Promise.all(ids.map((id) => inquiry.party({ id })));
  const missing = ids.find((_, index) => found[index] === null);
  if (missing !== undefined)
    throw badInput(
      `parties: no party is called ${JSON.stringify(missing.slice(0, 100))}; search finds it by its name.`,
    );
  return [...new Set(found.flatMap((each) => each?.party.id ?? []))];
}

async function partyOf(world: Inquiry, id: PartyId, revision: number): Promise<PartyView | null> {
  return (await world.party({ id })) ?? world.atRevision(revision).party({ id });
}

function pageOf(world: Inquiry, { changes, end, more }: FeedPage, from: number): ChangePage {
  const edges = changes.map((change) => ({ cursor: cursorOf(change), node: { world, change } }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: more,
      hasPreviousPage: from > 0,
      startCursor: edges[0]?.cursor ?? null,
      // How far was looked, also where nothing there was wanted: to go on from.
      endCursor: String(end),
    },
  };
}

export function cursorOf({ sequence }: Change): string {
  return String(sequence);
}

export function watchlistId({ list }: WatchlistView): string {
  return PREFIX + list.id;
}

function bareId(id: string): string {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : id;
}
