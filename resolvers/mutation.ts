import { flips, merge, record, retract, unmerge } from '../src/recording.js';
import { givingMutations } from './given.js';
import type { FlipResolvers, MutationResolvers, RecordedResolvers } from './types.js';
import { watchingMutations } from './watching.js';

export const Mutation: MutationResolvers = {
  record: (_, input, { inquiry, store }) => record(inquiry, store, input),
  retract: (_, { statements, because }, { inquiry, store }) => retract(inquiry, store, statements, because),
  merge: (_, { parties, into, because }, { inquiry, store }) => merge(inquiry, store, parties, into, because),
  unmerge: (_, { id }, { inquiry, store }) => unmerge(inquiry, store, id),
  ...givingMutations,
  ...watchingMutations,
};

export const Recorded: RecordedResolvers = {
  flips: (recorded) => flips(recorded),
};

export const Flip: FlipResolvers = {
  party: ({ world, party }) => world.view(party),
};
