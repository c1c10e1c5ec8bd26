import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';

const FOLDER = new URL('../../schema/', import.meta.url);

/** The public contract as text: every file of `schema/`, by name. */
export function schemaText(): string {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.graphql'));
  return files
    .sort()
    .map((name) => readFileSync(new URL(name, FOLDER), 'utf8'))
    .join('\n');
}

/** The public contract as types, without resolvers. */
export function publicSchema(): GraphQLSchema {
  return buildSchema(schemaText());
}
