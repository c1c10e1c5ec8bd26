import { describe, expect, test } from '@jest/globals';
import { buildSchema, type GraphQLScalarType, graphqlSync, parseValue as literal } from 'graphql';
import { scalars } from '../../resolvers/scalars.js';
import { UNITS_PER_PERCENT, WHOLE } from '../../src/model/share.js';

const PERCENT =
  'Percent: expected a decimal string from 0 to 100 with at most ten decimals, such as "33.3333333333"; came';

function accepts(scalar: GraphQLScalarType, text: string, value: unknown): void {
  expect(scalar.parseValue(text)).toBe(value);
  expect(scalar.parseLiteral(literal(JSON.stringify(text)))).toBe(value);
}

function refuses(scalar: GraphQLScalarType, value: unknown): void {
  const coded = expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } });
  expect(() => scalar.parseValue(value)).toThrow(coded as unknown as Error);
  expect(() => scalar.parseLiteral(literal(JSON.stringify(value)))).toThrow(coded as unknown as Error);
}

describe('Percent', () => {
  test('is exact to ten decimals, from nothing to the whole', () => {
    accepts(scalars.Percent, '0', 0);
    accepts(scalars.Percent, '100', WHOLE);
    accepts(scalars.Percent, '33.3333333333', 333_333_333_333);
    accepts(scalars.Percent, '50.0000000001', 50 * UNITS_PER_PERCENT + 1);
  });

  test.each([
    '',
    ' 51',
    '51%',
    '51,5',
    '1e1',
    '-1',
    '+1',
    '100.0000000001',
    '101',
    '33.33333333333',
    '.5',
    '5.',
    'NaN',
    '٥',
    '5\n',
    51,
    0.51,
    true,
    null,
    [],
    {},
  ])('refuses %j', (value) => refuses(scalars.Percent, value));

  test('a number is refused as it was written, with the way out', () => {
    const wayOut = 'Put it in quotes: a number is not exact.';
    expect(() => scalars.Percent.parseValue(0.51)).toThrow(`${PERCENT} 0.51. ${wayOut}`);
    expect(() => scalars.Percent.parseLiteral(literal('33.333333333333333333'))).toThrow(
      `${PERCENT} 33.333333333333333333. ${wayOut}`,
    );
  });

  test('leaves as the shortest decimal string', () => {
    expect(scalars.Percent.serialize(WHOLE / 2)).toBe('50');
    expect(scalars.Percent.serialize(333_333_333_333)).toBe('33.3333333333');
  });

  test.each([WHOLE + 1, -1, 0.5, Number.NaN, '50', null])(
    'a resolver that gives %p is a bug, not an answer',
    (value) => {
      expect(() => scalars.Percent.serialize(value)).toThrow('Percent: a resolver gave');
    },
  );
});

test('a date exists in the calendar', () => {
  accepts(scalars.Date, '2024-02-29', '2024-02-29');
  for (const value of ['2023-02-29', '2024-13-01', '2024-1-1', '2024-01-01T00:00:00Z', '20240101', 20240101]) {
    refuses(scalars.Date, value);
  }
});

test('an instant is in UTC and says so', () => {
  accepts(scalars.DateTime, '2025-09-05T12:00:00Z', '2025-09-05T12:00:00Z');
  accepts(scalars.DateTime, '2025-09-05T23:59:59.123456789Z', '2025-09-05T23:59:59.123456789Z');
  for (const value of [
    '2025-09-05',
    '2025-09-05T12:00:00',
    '2025-09-05T12:00:00+02:00',
    '2025-02-30T12:00:00Z',
    '2025-09-05T24:00:00Z',
    0,
  ]) {
    refuses(scalars.DateTime, value);
  }
});

test('a jurisdiction has the form of ISO 3166, capitals only', () => {
  for (const code of ['CN', 'UA-43', 'GB-ENG', 'ZZ', 'CY-TRNC']) accepts(scalars.JurisdictionCode, code, code);
  for (const value of ['cn', 'CHN', 'C', 'UA-', 'UA-4300', 'UA 43', 'CΝ', 156])
    refuses(scalars.JurisdictionCode, value);
});

test('a very long value is shown in part', () => {
  expect(() => scalars.Date.parseValue('9'.repeat(1_000_000))).toThrow(/came "9{59}…\.$/);
});

test('JSON passes any shape through', () => {
  const schema = buildSchema('scalar JSON type Query { echo(value: JSON): JSON }');
  const types = schema.getTypeMap();
  types.JSON = scalars.JSON;
  const result = graphqlSync({
    schema,
    source: '{ echo(value: {a: [1, "b", null, {c: true}]}) }',
    rootValue: { echo: ({ value }: { value: unknown }) => value },
  });
  expect(JSON.parse(JSON.stringify(result))).toEqual({ data: { echo: { a: [1, 'b', null, { c: true }] } } });
});
