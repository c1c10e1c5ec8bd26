import type { MatchResolvers, OperationResolvers, ProductResolvers } from './types.js';

export const Product: ProductResolvers = {
  id: ({ id }) => `product:${id}`,
  restriction: (product, { policy, region }) => product.world.productRestriction(product, policy, region),
  restrictions: (product, { policies }) => product.world.productRestrictions(product, policies),
};

export const Operation: OperationResolvers = {
  operator: ({ world, operator }) => world.operator(operator),
  sources: ({ source }) => [source],
};

export const Match: MatchResolvers = {
  party: ({ world, party }) => world.view(party),
  verdicts: ({ world, party, policies }) => world.restrictions(party.id, policies),
  restriction: ({ world, party }, { policy }) => world.restriction(party.id, policy),
};
