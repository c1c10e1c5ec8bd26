import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  buildSchema,
  type GraphQLInputType,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  specifiedScalarTypes,
} from 'graphql';
import { publicSchema } from '../../src/server/schema.js';
import { shape } from './shape.js';

const here = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const ours = publicSchema();
const contract = buildSchema(here('contract.graphql'));

/** What the contract has and the service does not answer yet. A line goes when its question is answered. */
const LATER = [
  // Rulings on record, and watching.
  'Mutation.giveRulings',
  'Mutation.unwatch',
  'Mutation.watch',
  'Query.changes',
  'Query.givenRuling',
  'Cause',
  'Change',
  'ChangeConnection',
  'ChangeEdge',
  'GivenRuling',
  'GivenScreenResult',
  'Replay',
  'Subscription',
  'WatchInput',
  'Watchlist',
];

interface Argument {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly defaultValue?: unknown;
}

function argument({ name, type, defaultValue }: Argument): string {
  return `${name}: ${type}${defaultValue === undefined ? '' : ` = ${JSON.stringify(defaultValue)}`}`;
}

/** Every name of a type with what a client may rely on, one line each: fields, arguments with defaults, values. */
function promises(type: GraphQLNamedType): [string, string][] {
  const kind = [type.name, type.constructor.name] as [string, string];
  if (isEnumType(type))
    return [kind, ...type.getValues().map(({ name }): [string, string] => [`${type.name}.${name}`, name])];
  if (isInputObjectType(type)) {
    const inputs = Object.values(type.getFields());
    return [
      [type.name, `${kind[1]} oneOf=${type.isOneOf}`],
      ...inputs.map((input): [string, string] => [`${type.name}.${input.name}`, argument(input)]),
    ];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [kind];
  const interfaces = type
    .getInterfaces()
    .map(({ name }): [string, string] => [`${type.name} implements ${name}`, 'yes']);
  const fields = Object.values(type.getFields()).flatMap((field): [string, string][] => [
    [`${type.name}.${field.name}`, String(field.type)],
    ...field.args.map((one): [string, string] => [`${type.name}.${field.name}(${one.name}:)`, argument(one)]),
  ]);
  return [kind, ...interfaces, ...fields];
}

function promisesOf(schema: typeof ours): Map<string, string> {
  const builtIn = new Set(specifiedScalarTypes.map(({ name }) => name));
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__') && !builtIn.has(name));
  return new Map(types.flatMap(promises));
}

const isLater = (name: string) =>
  LATER.some(
    (later) =>
      name === later || name.startsWith(`${later}.`) || name.startsWith(`${later}(`) || name.startsWith(`${later} `),
  );

describe('the contract', () => {
  const kept = promisesOf(ours);
  const promised = promisesOf(contract);

  test('every promise is kept as it stands, but for the list of what comes later', () => {
    const now = [...promised].filter(([name]) => !isLater(name));
    expect(Object.fromEntries(now.map(([name]) => [name, kept.get(name)]))).toEqual(Object.fromEntries(now));
  });

  test('nothing of the list of what comes later is there yet, and the list names only what the contract has', () => {
    expect(LATER.filter((name) => kept.has(name))).toEqual([]);
    expect(LATER.filter((name) => !promised.has(name))).toEqual([]);
  });

  test('nothing is added to it', () => {
    expect([...kept.keys()].filter((name) => !promised.has(name))).toEqual([]);
  });
});

test('everything is described for the analyst who reads it in the playground', () => {
  const builtIn = new Set(specifiedScalarTypes.map(({ name }) => name));
  const silent: string[] = [];
  const hear = (name: string, { description }: { description?: string | null | undefined }) => {
    if (!description?.trim()) silent.push(name);
  };
  for (const type of Object.values(ours.getTypeMap())) {
    if (type.name.startsWith('__') || builtIn.has(type.name)) continue;
    hear(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) hear(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) hear(`${type.name}.${field.name}`, field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      hear(`${type.name}.${field.name}`, field);
      for (const one of field.args) hear(`${type.name}.${field.name}(${one.name}:)`, one);
    }
  }
  expect(silent).toEqual([]);
});

test('an interface is described in the same words wherever it is implemented', () => {
  const spoken: string[] = [];
  for (const type of Object.values(ours.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const parent of type.getInterfaces().filter(({ name }) => name !== 'Node')) {
      for (const field of Object.values(parent.getFields())) {
        if (type.getFields()[field.name]?.description !== field.description) spoken.push(`${type.name}.${field.name}`);
      }
    }
  }
  expect(spoken).toEqual([]);
});

test('the shape of the schema is the reviewed one; npm run codegen writes it anew', () => {
  expect(here('shape.golden.graphql')).toBe(shape());
});
