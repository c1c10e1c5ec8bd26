import { flips, record, retract } from '../src/recording.js';
import type { FlipResolvers, MutationResolvers, RecordedResolvers } from './types.js';

export const Mutation: MutationResolvers = {
  record: (_, input, { inquiry, store }) => record(inquiry, store, input),
  retract: (_, { statements, because }, { inquiry, store }) => retract(inquiry, store, statements, because),
};

export const Recorded: RecordedResolvers = {
  flips: (recorded) => flips(recorded),
};

export const Flip: FlipResolvers = {
  party: ({ world, party }) => world.view(party),
};
