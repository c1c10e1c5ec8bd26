import { buildASTSchema, lexicographicSortSchema, parse, printSchema, visit } from 'graphql';
import { schemaText } from '../../src/server/schema.js';

/** Names, types and defaults of the public schema, sorted and without descriptions: what a client can break on. */
export function shape(): string {
  const silent = visit(parse(schemaText(), { noLocation: true }), {
    enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
  });
  return `${printSchema(lexicographicSortSchema(buildASTSchema(silent)))}\n`;
}
