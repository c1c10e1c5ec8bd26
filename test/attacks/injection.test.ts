import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { rulebook } from '../../seed/rulebook.js';
import { seedStore } from '../../seed/seed.js';
import { publicSchema } from '../../src/server/schema.js';
import type { Running } from '../../src/server/serve.js';
import { startServer } from '../../src/server/start.js';
import { openSqlite } from '../../src/store/sqlite.js';
import { send } from '../http/tiny.js';

/** Statements, ends of texts, words of full-text queries, names of JavaScript, signs that are none. */
const HOSTILE: readonly string[] = [
  `x'; DROP TABLE party; --`,
  `x" OR "1"="1`,
  `x') RETURN 1 AS n UNION MATCH (n) DETACH DELETE n RETURN 1 //`,
  '`}) MATCH (n) DETACH DELETE n //',
  '$id {id} $(id) {{7*7}} %s %00',
  'NEAR("a" "b", 5) AND NOT * OR name:^"a"~2 -b +c /.*/ [a TO b]',
  '__proto__',
  'constructor',
  '../../../../etc/passwd',
  'file:///etc/passwd',
  '\u0000\u202e\ud800\uffff',
  '=cmd|/c calc!A1',
];
const KNOWN_CODES = [
  ...['BAD_USER_INPUT', 'LIMIT_EXCEEDED', 'CONFLICT', 'FAILED_PRECONDITION', 'DEADLINE_EXCEEDED'],
  ...['GRAPHQL_VALIDATION_FAILED', 'RATE_LIMITED', 'OVERLOADED'],
];
/** What only the inside of the house says; nothing of it stands in a text above, which a message may repeat. */
const LEAKED =
  /SQLITE|libsql|near "|syntax error|Neo\.|OPTIONAL MATCH|UNWIND|INDEXED BY|node_modules|\.ts:|\.js:|\bat \w+ \(|\/(home|work|usr|root)\//;

const schema = publicSchema();

/** One text that a client may send: where it stands, and the arguments with it there. */
interface Place {
  readonly operation: 'query' | 'mutation';
  readonly field: GraphQLField<unknown, unknown>;
  readonly path: string;
  readonly args: (text: string) => Record<string, unknown>;
}

function places(): Place[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  return roots.flatMap(([operation, type]) =>
    Object.values(type?.getFields() ?? {}).flatMap((field) =>
      textsIn(field.args, []).map(({ path, filled }) => ({
        operation,
        field,
        path: `${field.name}(${path})`,
        args: filled,
      })),
    ),
  );
}

interface Text {
  readonly path: string;
  readonly filled: (text: string) => Record<string, unknown>;
}

/** Every text within arguments or an input; beside it stands only what has to. An input within itself is entered once. */
function textsIn(fields: readonly (GraphQLArgument | GraphQLInputField)[], within: readonly string[]): Text[] {
  const harmless = (): Record<string, unknown> =>
    Object.fromEntries(fields.filter(hasToBe).map((each) => [each.name, harmlessOf(each.type)]));
  return fields.flatMap(({ name, type }) => {
    const named = getNamedType(type);
    const wrapped = (value: unknown): unknown =>
      isListType(isNonNullType(type) ? type.ofType : type) ? [value] : value;
    if (isInputObjectType(named)) {
      if (within.includes(named.name)) return [];
      const inner = textsIn(Object.values(named.getFields()), [...within, named.name]);
      return inner.map(({ path, filled }) => ({
        path: `${name}.${path}`,
        filled: (text: string) => ({ ...(named.isOneOf ? {} : harmless()), [name]: wrapped(filled(text)) }),
      }));
    }
    if (!isLeafType(named) || isEnumType(named) || ['Int', 'Float', 'Boolean'].includes(named.name)) return [];
    return [{ path: name, filled: (text: string) => ({ ...harmless(), [name]: wrapped(text) }) }];
  });
}

/** An argument and a field of an input have to be there by the same rule. */
function hasToBe({ type, defaultValue }: GraphQLArgument | GraphQLInputField): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

function harmlessOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return harmlessOf(type.ofType);
  if (isListType(type)) return [harmlessOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(hasToBe);
    return Object.fromEntries(required.map((each) => [each.name, harmlessOf(each.type)]));
  }
  const known: Readonly<Record<string, unknown>> = { Int: 1, Float: 1, Boolean: true, Date: '2026-01-01' };
  return known[type.name] ?? 'ofac-50';
}

const HONEST = `{ bytedance: company(by: {id: "bytedance"}) { name restriction { verdict } }
  volvo: company(by: {id: "ab-volvo"}) { name restriction { verdict } } product(by: {name: "Trae"}) { name } }`;
const store = openSqlite(':memory:');
let running: Running;
beforeAll(async () => {
  await seedStore(store);
  running = await startServer({ store, rulebook: rulebook(), config: { port: 0, drainMs: 0, deadlineMs: 60_000 } });
}, 60_000);
afterAll(async () => {
  await running.stop();
  await store.close();
});

function ask(query: string, variables: object = {}) {
  return send(`${running.url}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
}

const all = places();

test('texts are found wherever a client may send one', () => {
  const paths = all.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['company(by.id)', 'search(name)', 'watch(input.webhook)']));
  expect(paths.length).toBeGreaterThan(60);
});

test.each(all.map((place) => [place.path, place] as const))(
  '%s takes a text for a text',
  async (_, { operation, field, args }) => {
    const before = (await ask(HONEST)).body.data;
    for (const text of HOSTILE) {
      const values = args(text);
      const declared = field.args.filter(({ name }) => name in values);
      const heads = declared.map(({ name, type }) => `$${name}: ${type}`).join(', ');
      const sent = declared.map(({ name }) => `${name}: $${name}`).join(', ');
      const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
      const answer = await ask(`${operation} Q(${heads}) { ${field.name}(${sent}) ${selection} }`, values);
      expect([200, 400]).toContain(answer.status);
      const errors: { message: string; extensions: { code: string } }[] = answer.body.errors ?? [];
      for (const { message, extensions } of errors) {
        expect(KNOWN_CODES).toContain(extensions.code);
        expect(message).not.toMatch(LEAKED);
      }
    }
    expect((await ask(HONEST)).body.data).toEqual(before);
  },
  30_000,
);
