import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  GraphQLNonNull,
  type GraphQLOutputType,
  type GraphQLSchema,
  isListType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { refuseDeepSelections } from './nesting.js';

export interface Limits {
  readonly maxDepth: number;
  readonly maxCost: number;
}

export interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Record<string, unknown>;
}

/**
 * The cost of an operation: the values that its answer may have, every page counted full.
 * LIMIT_EXCEEDED when it nests deeper or costs more than the limits allow, BAD_USER_INPUT when an argument or a variable
 * does not fit its type; both before anything is read.
 */
export function costWithin({ schema, document, operation, variables }: Operation, limits: Limits): number {
  refuseDeepSelections(operation.selectionSet, fragmentsOf(document), limits.maxDepth);
  const cost = costOf(schema, alone(document, operation), variables);
  if (cost <= limits.maxCost) return cost;
  throw new GraphQLError(
    `This request costs ${cost}, the limit is ${limits.maxCost}. The cost counts the values that the answer may have: ask for smaller pages (first, limit), fewer subjects, or fewer fields.`,
    { extensions: { code: 'LIMIT_EXCEEDED', limit: 'cost', http: { status: 400 } } },
  );
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** The document without its other operations, which are not asked. */
function alone(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const asked = document.definitions.filter((node) => node === operation || node.kind !== Kind.OPERATION_DEFINITION);
  return { ...document, definitions: asked };
}

function costOf(schema: GraphQLSchema, query: DocumentNode, variables: Record<string, unknown>): number {
  try {
    return getComplexity({ schema, query, variables, estimators: [estimate], maxQueryNodes: MOST_SELECTIONS });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const tooMany = error.message.includes('maximum allowed number of nodes');
    const message = tooMany
      ? `This request has more than ${MOST_SELECTIONS} selections, fragments put in; that is the limit.`
      : error.message;
    throw new GraphQLError(message, {
      nodes: error.nodes ?? null,
      extensions: {
        ...(tooMany ? { code: 'LIMIT_EXCEEDED', limit: 'selections' } : { code: 'BAD_USER_INPUT' }),
        http: { status: 400 },
      },
    });
  }
}

/** A fragment that spreads two others, and so on, doubles at every step: what is counted is bounded too. */
const MOST_SELECTIONS = 20_000;

/** What a list that says no size of its own is taken to have. */
const USUAL_LENGTH = 3;

/** Questions that take work beyond the values of their answer. */
const WORK: Readonly<Record<string, number>> = {
  search: 10,
  ownership: 50,
  controls: 50,
  controllers: 50,
  restriction: 5,
  restrictions: 5,
  readings: 20,
  readingsAgree: 20,
  chart: 20,
  decidingFacts: 50,
  counterfactuals: 50,
  flips: 100,
  rulings: 200,
  cycles: 100,
  'OwnershipGraph.cycles': 1,
  restrictionTimeline: 50,
  record: 1_000,
  retract: 1_000,
  merge: 1_000,
  unmerge: 1_000,
  giveRulings: 20,
  'GivenRuling.ruling': 20,
  replay: 50,
  watch: 5_000,
  unwatch: 1_000,
  changes: 10,
};

const estimate: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  const work = WORK[`${type.name}.${field.name}`] ?? WORK[field.name] ?? 1;
  const page = args.first ?? args.limit;
  if (typeof page === 'number') return work + Math.max(page, 1) * childComplexity;
  const asked = [args.ids, args.subjects, args.policies].find(Array.isArray);
  const length = asked?.length ?? (isList(field.type) && !countedByParent(type.name) ? USUAL_LENGTH : 1);
  return Math.max(length, 1) * (work + childComplexity);
};

function isList(type: GraphQLOutputType): boolean {
  return isListType(type instanceof GraphQLNonNull ? type.ofType : type);
}

/** Pages and graphs, whose field has said how many there are. */
function countedByParent(name: string): boolean {
  return name.endsWith('Connection') || name === 'OwnershipGraph';
}
