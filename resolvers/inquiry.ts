import type { GraphQLResolveInfo } from 'graphql';
import { givenRuling } from '../src/given.js';
import type { Inquiry } from '../src/inquiry.js';
import type { RequestContext } from '../src/server/context.js';
import { changes } from '../src/watched.js';
import type {
  QueryCompanyArgs,
  QueryCyclesArgs,
  QueryJurisdictionArgs,
  QueryPartyArgs,
  QueryPolicyArgs,
  QueryProductArgs,
  QueryResolvers,
  QueryRulingsArgs,
  QueryScreenArgs,
  QuerySearchArgs,
  WorldResolvers,
} from './types.js';

/** Fields that are answered from the gathering above a party. */
const UPWARD: ReadonlySet<string> = new Set([
  'restriction',
  'restrictions',
  'owners',
  'unaccountedShare',
  'controllers',
]);

/** Whether such a field is selected in plain sight; one inside a fragment costs a store call more, and nothing else. */
function asksUpward({ fieldNodes }: GraphQLResolveInfo): boolean {
  return fieldNodes.some((node) =>
    node.selectionSet?.selections.some((selection) => selection.kind === 'Field' && UPWARD.has(selection.name.value)),
  );
}

type Of<Parent> = (parent: Parent, context: RequestContext) => Inquiry;

/** The questions of an inquiry, asked of the world that `of` finds: the recorded one, or the one a query supposes. */
function questions<Parent>(of: Of<Parent>) {
  return {
    asOf: (parent: Parent, _: unknown, context: RequestContext) => of(parent, context).asOf,
    revision: (parent: Parent, _: unknown, context: RequestContext) => of(parent, context).revision,
    party: (parent: Parent, { by }: QueryPartyArgs, context: RequestContext, info: GraphQLResolveInfo) =>
      of(parent, context).party(by, asksUpward(info)),
    company: (parent: Parent, { by }: QueryCompanyArgs, context: RequestContext, info: GraphQLResolveInfo) =>
      of(parent, context).company(by, asksUpward(info)),
    product: (parent: Parent, { by }: QueryProductArgs, context: RequestContext) => of(parent, context).product(by),
    jurisdiction: (parent: Parent, { code }: QueryJurisdictionArgs, context: RequestContext) =>
      of(parent, context).jurisdiction(code),
    policies: (parent: Parent, _: unknown, context: RequestContext) => of(parent, context).policies(),
    policy: (parent: Parent, { id }: QueryPolicyArgs, context: RequestContext) => of(parent, context).policy(id),
    lists: (parent: Parent, _: unknown, context: RequestContext) => of(parent, context).lists(),
    search: (parent: Parent, { name, jurisdiction, kinds, first }: QuerySearchArgs, context: RequestContext) =>
      of(parent, context).search(name, jurisdiction ?? null, kinds ?? null, first),
    rulings: (parent: Parent, { first, after, ...asked }: QueryRulingsArgs, context: RequestContext) =>
      of(parent, context).rulings(asked, first, after),
    cycles: (parent: Parent, { first, after }: QueryCyclesArgs, context: RequestContext) =>
      of(parent, context).cycles(first, after),
    screen: (parent: Parent, { subjects, policies }: QueryScreenArgs, context: RequestContext) =>
      of(parent, context).screen(subjects, policies),
  };
}

export const World: WorldResolvers = {
  ...questions<Inquiry>((inquiry) => inquiry),
  knownAt: ({ knownAt }) => knownAt,
  flips: (inquiry, { policy, first, after }) => inquiry.flips(policy, first, after),
};

export const Query: QueryResolvers = {
  ...questions<unknown>((_, { inquiry }) => inquiry),
  node: (_, { id }, { inquiry }) => inquiry.node(id),
  nodes: (_, { ids }, { inquiry }) => inquiry.nodes(ids),
  world: (_, change, { inquiry }) => inquiry.inWorld(change),
  givenRuling: (_, { id }, { inquiry }) => givenRuling(inquiry, id),
  changes: (_, { first, after, ...asked }, { inquiry }) => changes(inquiry, asked, first, after),
};
