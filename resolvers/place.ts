import type { JurisdictionResolvers, ListingResolvers, LocatedResolvers } from './types.js';

export const Jurisdiction: JurisdictionResolvers = {
  id: ({ code, territory }) => `jurisdiction:${territory?.code ?? code}`,
  code: ({ code, territory }) => territory?.code ?? code,
  name: ({ code, territory }) => territory?.name ?? code,
  parent: ({ world, territory }) => (territory?.parent == null ? null : world.place(territory.parent)),
  parts: ({ world, code }) => world.partsOf(code),
  companies: ({ world, code }, { place, first, after }) => world.companiesOf(code, place, first, after),
  standing: ({ world, code }, { policy }) => world.standing(code, policy),
};

export const Located: LocatedResolvers = {
  jurisdiction: ({ world, located }) => world.place(located.jurisdiction),
  startDate: ({ located }) => located.startDate,
  endDate: ({ located }) => located.endDate,
  sources: ({ located }) => [located.source],
};

export const Listing: ListingResolvers = {
  sources: ({ source }) => [source],
};
