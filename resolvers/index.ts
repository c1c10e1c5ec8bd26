import type { NodeView } from '../src/views.js';
import { GivenRuling } from './given.js';
import { Query, World } from './inquiry.js';
import { Cycle, Interest, OwnershipGraph, ShareRange } from './interest.js';
import { Flip, Mutation, Recorded } from './mutation.js';
import { Arrangement, BeneficialOwner, Company, Person, State, typeOfParty, UltimateParent } from './party.js';
import { Jurisdiction, Listing, Located } from './place.js';
import { Match, Operation, Product } from './product.js';
import { Chain, DecidingFact, Policy, Reason, Ruling } from './ruling.js';
import { scalars } from './scalars.js';
import type { Resolvers } from './types.js';
import { Change, Subscription, Watchlist } from './watching.js';

export const resolvers: Resolvers = {
  ...scalars,
  Query,
  World,
  Party: { __resolveType: typeOfParty },
  Node: { __resolveType: typeOfNode },
  Company,
  Person,
  State,
  Arrangement,
  UltimateParent,
  BeneficialOwner,
  Interest,
  ShareRange,
  OwnershipGraph,
  Cycle,
  Ruling,
  Reason,
  DecidingFact,
  Chain,
  Policy,
  Jurisdiction,
  Located,
  Listing,
  Product,
  Operation,
  Match,
  Mutation,
  Recorded,
  Flip,
  GivenRuling,
  Watchlist,
  Change,
  Subscription,
};

/** Nodes are told apart by what each view alone carries. */
function typeOfNode(view: NodeView) {
  if ('interest' in view) return 'Interest';
  if ('policy' in view) return 'Policy';
  if ('territory' in view) return 'Jurisdiction';
  if ('replay' in view) return 'GivenRuling';
  if ('list' in view) return 'Watchlist';
  return 'operators' in view ? 'Product' : typeOfParty(view);
}
