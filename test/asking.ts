import { makeExecutableSchema } from '@graphql-tools/schema';
import { type GraphQLError, graphql } from 'graphql';
import { resolvers } from '../resolvers/index.js';
import { rulebook } from '../seed/rulebook.js';
import { Inquiry, type InquiryLimits } from '../src/inquiry.js';
import { schemaText } from '../src/server/schema.js';
import { openSqlite } from '../src/store/sqlite.js';
import type { Store } from '../src/store/store.js';
import { RulingRecord } from '../src/watch/record.js';
import { emptyNeo4j } from './neo4j/database.js';

const schema = makeExecutableSchema({ typeDefs: schemaText(), resolvers });

const RULES = rulebook();
export const LIMITS: InquiryLimits = {
  maxParties: 250_000,
  maxInterests: 1_000_000,
  maxControllers: 2_000,
  role: 'admin',
};
export const TODAY = '2026-11-22';

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, which a test writes beside it.
export type Answer = any;

export interface Asked {
  readonly data: Answer;
  readonly errors: readonly GraphQLError[];
}

/** Asks one request of a store through the schema and resolvers of the service, without the wire. */
export async function asked(
  store: Store,
  query: string,
  variables: Record<string, unknown> = {},
  limits = LIMITS,
  withinMs = 60_000,
): Promise<Asked> {
  const inquiry = await inquiryOf(store, limits, withinMs);
  const actor = { name: 'tester', role: limits.role };
  const record = new RulingRecord(store);
  const { data, errors } = await graphql({
    schema,
    source: query,
    variableValues: variables,
    contextValue: { inquiry, store, record, actor, requestId: 'test', freshness: () => String(inquiry.world.revision) },
  });
  return { data: data === null || data === undefined ? data : JSON.parse(JSON.stringify(data)), errors: errors ?? [] };
}

/** Questions of a store as it is recorded now. */
export async function inquiryOf(store: Store, limits = LIMITS, withinMs = 60_000): Promise<Inquiry> {
  return new Inquiry(store, RULES, limits, {
    asOf: TODAY,
    revision: await store.revision(),
    deadlineAt: Date.now() + withinMs,
    unrecordedOwners: null,
    supposition: null,
    knownAt: null,
  });
}

/** The answer of a request that has to succeed. */
export async function answer(store: Store, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  const { data, errors } = await asked(store, query, variables);
  if (errors.length > 0) throw errors[0];
  return data;
}

/** In memory; where `npm run test:neo4j` runs, in its database, which holds one store at a time. */
export async function emptyStore(): Promise<Store> {
  return process.env.TEST_NEO4J_URI === undefined ? openSqlite(':memory:') : emptyNeo4j();
}
