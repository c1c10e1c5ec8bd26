import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type DocumentNode, type OperationDefinitionNode, parse, validate } from 'graphql';
import { readConfig } from '../../src/server/config.js';
import { costWithin } from '../../src/server/limits.js';
import { refuseDeepText } from '../../src/server/nesting.js';
import { publicSchema } from '../../src/server/schema.js';
import type { Running } from '../../src/server/serve.js';
import { questions as tabs } from '../../web/playground/questions.js';
import { ask, serveTiny } from './tiny.js';

const schema = publicSchema();
const { maxCost, maxDepth } = readConfig({});
const limits = { maxCost, maxDepth };

function costOf(query: string | DocumentNode, variables: Record<string, unknown> = {}, within = limits): number {
  const document = typeof query === 'string' ? parse(query) : query;
  const operation = document.definitions[0] as OperationDefinitionNode;
  return costWithin({ schema, document, operation, variables }, within);
}

const subjects = Array.from({ length: 1_000 }, (_, index) => ({ ref: String(index), id: `party-${index}` }));

describe('the questions people ask', () => {
  const asked = parse(readFileSync(new URL('../golden/questions.graphql', import.meta.url), 'utf8'));
  const questions = (asked.definitions as OperationDefinitionNode[]).filter(
    ({ operation }) => operation !== 'subscription',
  );

  test('fit the schema, all of them', () => {
    const faults = questions.flatMap((operation) => validate(schema, { ...asked, definitions: [operation] }));
    expect(faults).toEqual([]);
    expect(questions.length).toBeGreaterThan(20);
  });

  test.each(questions.map((operation) => [operation.name?.value, operation] as const))(
    '%s is within the limits',
    (_, operation) => {
      expect(costOf({ ...asked, definitions: [operation] }, { subjects })).toBeLessThanOrEqual(maxCost);
    },
  );

  test.each(tabs.map((question) => [question.query.split('\n')[0], question] as const))(
    'playground: %s',
    (_, { query, variables }) => {
      expect(validate(schema, parse(query))).toEqual([]);
      expect(costOf(query, JSON.parse(variables ?? '{}'))).toBeLessThanOrEqual(maxCost);
    },
  );

  test('the largest graph and the largest batch that the schema promises can be asked for', () => {
    const graph =
      'parties { id name headquarters { jurisdiction { code } } } interests { interestedParty { id } subject { id } type share { min max } }';
    costOf(`{ company(by: {id: "a"}) { ownership(limit: 10000) { complete ${graph} } } }`);
    costOf(
      'query($subjects: [ScreenSubject!]!) { screen(subjects: $subjects) { ref outcome overall verdicts { verdict summary chains(first: 5) { parties { name } } } } }',
      { subjects },
    );
  });
});

describe('cost', () => {
  const owners = (first: number, inner: string) => `owners(first: ${first}) { nodes { interestedParty { ${inner} } } }`;
  const nested = (levels: number, first: number): string =>
    levels === 0 ? 'name' : owners(first, nested(levels - 1, first));

  test('pages multiply along the nesting', () => {
    const one = costOf(`{ company(by: {id: "a"}) { ${nested(1, 10)} } }`);
    const two = costOf(`{ company(by: {id: "a"}) { ${nested(2, 10)} } }`);
    expect(two).toBeGreaterThan(9 * one);
  });

  test('owners nest as deep as their pages allow: twelve levels of two, not four of a hundred', () => {
    costOf(`{ company(by: {id: "a"}) { ${nested(12, 2)} } }`);
    expect(() => costOf(`{ company(by: {id: "a"}) { ${nested(4, 100)} } }`)).toThrow(
      /costs \d+, the limit is 500000.*smaller pages/,
    );
  });

  test('the page size counts as well when it comes by a variable', () => {
    const query = `query($n: Int! = 25) { company(by: {id: "a"}) { owners(first: $n) { nodes { interestedParty { owners(first: $n) { nodes { id } } } } } } }`;
    expect(costOf(query, { n: 100 })).toBeGreaterThan(10_000);
    expect(() => costOf(query, { n: 1_000_000 })).toThrow(/the limit is/);
  });

  test('every alias counts', () => {
    const field = (count: number) => Array.from({ length: count }, (_, index) => `a${index}: revision`).join(' ');
    expect(costOf(`{ ${field(50)} }`)).toBe(50 * costOf('{ revision }'));
  });

  test('only the operation that is asked counts', () => {
    const document = parse(`query Cheap { revision } query Dear { company(by: {id: "a"}) { ${nested(4, 100)} } }`);
    expect(costOf(document)).toBe(1);
  });

  test('fragments that double at every step are refused, not walked', () => {
    const steps = Array.from(
      { length: 30 },
      (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
    );
    expect(() => costOf(`query { ...F0 } ${steps.join(' ')} fragment F30 on Query { revision }`)).toThrow(
      /more than 20000 selections/,
    );
  });
});

describe('depth', () => {
  const deep = (levels: number) => `{ a${'{ a'.repeat(levels)}${' }'.repeat(levels)} }`;

  test('brackets are counted, those in strings and comments are not', () => {
    refuseDeepText(deep(99), 100);
    expect(() => refuseDeepText(deep(100), 100)).toThrow(/nested deeper than 100 levels/);
    refuseDeepText('{ a(b: "{{{{ \\" {{{{", c: """ {{{ \\""" {{{ """) # {{{{\n { d } }', 3);
    expect(() => refuseDeepText('{ a(b: """ \\""" """, c: "x") { d { e } } }', 2)).toThrow(/deeper/);
  });

  test.each(['"{{{', '"""{{{', '#{{{', '"\\'])('text that ends inside %j is left to the parser', (text) =>
    refuseDeepText(text, 1),
  );

  test('what fragments hide is seen', () => {
    const steps = Array.from({ length: 2_000 }, (_, index) => `fragment F${index} on Query { ...F${index + 1} }`);
    expect(() => costOf(`query { ...F0 } ${steps.join(' ')} fragment F2000 on Query { revision }`)).toThrow(
      /nested deeper/,
    );
  });

  test('a fragment met on a high and on a low level counts where it lies deepest', () => {
    const query =
      '{ ...F company(by: {id: "a"}) { restriction { policy { ...G } } } } fragment F on Query { revision } fragment G on Policy { sources { url } }';
    costOf(query, {}, { maxCost, maxDepth: 6 });
    expect(() => costOf(query, {}, { maxCost, maxDepth: 5 })).toThrow(/nested deeper than 5/);
  });
});

describe('over HTTP', () => {
  let running: Running | undefined;
  afterEach(() => running?.stop());

  const things = (levels: number): string => (levels === 0 ? 'id' : `things(first: 100) { ${things(levels - 1)} }`);

  test.each([
    ['cost', `{ ${things(5)} }`, {}],
    ['nesting', `{ ${'things { '.repeat(200)} id ${'}'.repeat(200)} }`, {}],
    ['nesting by the ten thousand', `{ ${'a{'.repeat(50_000)}`, {}],
    ['nesting of a literal', `{ greeting(name: ${'['.repeat(20_000)}) }`, {}],
    ['tokens', `{ ${'greeting '.repeat(600)} }`, { maxTokens: 500 }],
  ])('too much %s is LIMIT_EXCEEDED with status 400', async (_, query, config) => {
    running = await serveTiny({ config });
    const { status, body } = await ask(running, query);
    expect([status, body.errors[0].extensions]).toEqual([400, { code: 'LIMIT_EXCEEDED' }]);
    expect(body.errors[0].message).toMatch(/limit/);
  });

  test('every answer says what it cost', async () => {
    running = await serveTiny();
    expect((await ask(running, '{ greeting }')).body.extensions).toEqual({ cost: { value: 1, limit: maxCost } });
  });
});
