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

describe('the contract', () => {
  const kept = promisesOf(ours);
  const promised = promisesOf(contract);

  test('every promise is kept as it stands', () => {
    expect(Object.fromEntries([...promised].map(([name]) => [name, kept.get(name)]))).toEqual(
      Object.fromEntries(promised),
    );
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
