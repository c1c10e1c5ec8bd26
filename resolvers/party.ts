import type { Located as LocatedModel } from '../src/model/party.js';
import type { PartyView } from '../src/views.js';
import type {
  ArrangementResolvers,
  BeneficialOwnerResolvers,
  CompanyResolvers,
  PersonResolvers,
  StateResolvers,
  UltimateParentResolvers,
} from './types.js';

/** What every kind of party answers. */
const anyParty = {
  id: ({ party }) => party.id,
  name: ({ party }) => party.name,
  names: ({ party }) => party.names,
  identifiers: ({ party }) => party.identifiers,
  headquarters: ({ world, party }) => party.headquarters.map((located: LocatedModel) => ({ world, located })),
  nationalities: ({ world, party }) => party.nationalities.map((code) => world.place(code)),
  listings: ({ party }) => party.listings,
  sources: ({ party }) => party.sources,
  owners: ({ world, party }, { first, after }) => world.owners(party, first, after),
  unaccountedShare: ({ world, party }) => world.unaccountedShare(party),
  holdings: ({ world, party }, { first, after }) => world.holdings(party, first, after),
  controls: ({ world, party }, { policy, first, after }) => world.controls(party, policy, first, after),
  ownership: ({ world, party }, { direction, depth, limit }) => world.ownership(party, direction, depth ?? null, limit),
  restriction: ({ world, party }, { policy }) => world.restriction(party.id, policy),
  restrictions: ({ world, party }, { policies }) => world.restrictions(party.id, policies),
} satisfies PersonResolvers;

export const Person: PersonResolvers = anyParty;
export const State: StateResolvers = anyParty;
export const Arrangement: ArrangementResolvers = anyParty;
export const Company: CompanyResolvers = {
  ...anyParty,
  incorporatedIn: ({ world, party }) =>
    party.incorporatedIn[0] === undefined ? null : world.place(party.incorporatedIn[0]),
  publiclyListed: ({ party }) => party.publiclyListed,
  majorHoldersStated: ({ party }) => party.majorHoldersStated,
  ownersComplete: ({ party }) => party.ownersComplete,
  subsidiaries: ({ world, party }, { first, after }) => world.subsidiaries(party, first, after),
  ultimateParents: ({ world, party }) => world.ultimateParents(party),
  beneficialOwners: ({ world, party }, { policy }) => world.beneficialOwners(party, policy),
  effectiveShare: ({ world, party }, asked) => world.effectiveShare(party, asked),
  controllers: ({ world, party }, { policy, first, after }) => world.controllers(party, policy, first, after),
  products: ({ world, party }) => world.productsOf(party.id),
  restrictionTimeline: ({ world, party }, { policy, from, to }) =>
    world.restrictionTimeline(party, policy, from ?? null, to ?? null),
};

export const UltimateParent: UltimateParentResolvers = {
  party: ({ world, party }) => (party === null ? null : world.view(party)),
};

export const BeneficialOwner: BeneficialOwnerResolvers = {
  person: ({ world, person }) => world.view(person),
  chains: ({ world, chains }, { first }) => chains.slice(0, first).map((chain) => ({ world, chain })),
};

const TYPE_OF = { COMPANY: 'Company', PERSON: 'Person', STATE: 'State', ARRANGEMENT: 'Arrangement' } as const;

export function typeOfParty({ party }: PartyView): 'Company' | 'Person' | 'State' | 'Arrangement' {
  return TYPE_OF[party.kind];
}
