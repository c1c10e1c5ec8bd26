import { flips, merge, record, retract, unmerge } from '../src/recording.js';
import type { FlipResolvers, MutationResolvers, RecordedResolvers } from './types.js';

export const Mutation: MutationResolvers = {
  record: (_, input, { inquiry, store }) => record(inquiry, store, input),
  retract: (_, { statements, because }, { inquiry, store }) => retract(inquiry, store, statements, because),
  merge: (_, { parties, into, because }, { inquiry, store }) => merge(inquiry, store, parties, into, because),
  unmerge: (_, { id }, { inquiry, store }) => unmerge(inquiry, store, id),
};

export const Recorded: RecordedResolvers = {
  flips: (recorded) => flips(recorded),
};

export const Flip: FlipResolvers = {
  party: ({ world, party }) => world.view(party),
};
