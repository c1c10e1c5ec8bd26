import { interestId } from '../src/model/interest.js';
import type { CycleResolvers, InterestResolvers, OwnershipGraphResolvers, ShareRangeResolvers } from './types.js';

export const Interest: InterestResolvers = {
  id: ({ interest }) => interestId(interest),
  interestedParty: ({ world, holder }) => (holder === null ? null : world.view(holder)),
  undisclosed: ({ interest }) => interest.undisclosed,
  subject: ({ world, subject }) => world.view(subject),
  type: ({ interest }) => interest.type,
  share: ({ interest }) => interest.share,
  startDate: ({ interest }) => interest.startDate,
  endDate: ({ interest }) => interest.endDate,
  sources: ({ interest }) => interest.sources,
};

export const ShareRange: ShareRangeResolvers = {
  exact: ({ min, max }) => (min === max ? min : null),
};

export const OwnershipGraph: OwnershipGraphResolvers = {
  parties: ({ world, parties }) => parties.map((party) => world.view(party)),
};

export const Cycle: CycleResolvers = {
  members: ({ world, members }) => members.map((party) => world.view(party)),
};
