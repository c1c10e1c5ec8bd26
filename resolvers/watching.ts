import type { ChangeView } from '../src/views.js';
import { changedParty, cursorOf, partiesOf, policiesOf, unwatch, watch, watchlistId } from '../src/watched.js';
import type { ChangeResolvers, MutationResolvers, SubscriptionResolvers, WatchlistResolvers } from './types.js';

export const watchingMutations = {
  watch: (_, { input }, { inquiry, watching, webhooksMayBePrivate }) =>
    watch(inquiry, watching, input, webhooksMayBePrivate),
  unwatch: (_, { id }, { inquiry, watching }) => unwatch(inquiry, watching, id),
} satisfies MutationResolvers;

export const Watchlist: WatchlistResolvers = {
  id: watchlistId,
  name: ({ list }) => list.name,
  secret: ({ secret }) => secret,
  parties: partiesOf,
  policies: policiesOf,
};

export const Change: ChangeResolvers = {
  cursor: ({ change }) => cursorOf(change),
  at: ({ change }) => change.at,
  party: changedParty,
  policy: ({ change }) => change.policy,
  before: ({ change }) => change.before,
  after: ({ change }) => change.after,
  cause: ({ change }) => change.cause,
  detail: ({ change }) => change.detail,
};

export const Subscription: SubscriptionResolvers = {
  verdictChanged: {
    subscribe: (_, { after, ...asked }, { heard }) => heard(asked, after),
    resolve: (change: ChangeView) => change,
  },
};
