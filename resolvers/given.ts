import { giveRulings } from '../src/giving.js';
import type { GivenRulingResolvers, MutationResolvers } from './types.js';

export const givingMutations = {
  giveRulings: (_, { subjects, policies }, { inquiry, record, actor }) =>
    giveRulings(inquiry, record, actor.name, subjects, policies),
} satisfies MutationResolvers;

export const GivenRuling: GivenRulingResolvers = {
  id: ({ id }) => id,
  at: ({ at }) => at,
  by: ({ by }) => by,
  ruling: (given) => given.ruling(),
  replay: (given) => given.replay(),
};
