import { GraphQLError, GraphQLScalarType, print, type ValueNode, valueFromASTUntyped } from 'graphql';
import { isDate } from '../src/model/date.js';
import { formatPercent, parsePercent } from '../src/model/share.js';

/**
 * Scalars with one strict form each, the same for variables and for literals. What does not have the form is
 * BAD_USER_INPUT; nothing is trimmed, rounded or guessed.
 */
export const scalars = {
  /** Units of `model/share.ts` inside, a decimal string outside. */
  Percent: textScalar({
    name: 'Percent',
    expected: 'a decimal string from 0 to 100 with at most ten decimals, such as "33.3333333333"',
    parse: parsePercent,
    serialize: (units) =>
      typeof units === 'number' && parsePercent(formatPercent(units)) === units ? formatPercent(units) : null,
  }),
  Date: textScalar({
    name: 'Date',
    expected: 'a date that exists as YYYY-MM-DD, such as "2025-09-05"',
    parse: (text) => (isDate(text) ? text : null),
  }),
  DateTime: textScalar({
    name: 'DateTime',
    expected: 'an instant in UTC as RFC 3339, such as "2025-09-05T12:00:00Z"',
    parse: (text) => (isInstant(text) ? text : null),
  }),
  JurisdictionCode: textScalar({
    name: 'JurisdictionCode',
    expected: 'an ISO 3166-1 alpha-2 or ISO 3166-2 code in capitals, such as "CN" or "UA-43"',
    // CY-TRNC is FollowTheMoney's for Northern Cyprus: it is among the places, and what is recorded must be said.
    parse: (text) => (/^([A-Z]{2}(-[A-Z0-9]{1,3})?|CY-TRNC)$/.test(text) ? text : null),
  }),
  JSON: new GraphQLScalarType<unknown, unknown>({ name: 'JSON' }),
};

interface TextForm<T> {
  readonly name: string;
  readonly expected: string;
  /** Null for text that does not have the form. */
  readonly parse: (text: string) => T | null;
  /** Null for what never had the form; without it, the value is its own text. */
  readonly serialize?: (value: unknown) => string | null;
}

function textScalar<T>({ name, expected, parse, serialize }: TextForm<T>): GraphQLScalarType<T, string> {
  const accept = (value: unknown, written: string): T => {
    const parsed = typeof value === 'string' ? parse(value) : null;
    if (parsed !== null) return parsed;
    throw new GraphQLError(`${name}: expected ${expected}; came ${written}.${hint(value)}`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  };
  const plain = (value: unknown): string | null => (typeof value === 'string' && parse(value) !== null ? value : null);
  return new GraphQLScalarType<T, string>({
    name,
    parseValue: (value) => accept(value, excerpt(JSON.stringify(value) ?? String(value))),
    parseLiteral: (node: ValueNode) => accept(valueFromASTUntyped(node), excerpt(print(node))),
    serialize: (value) => {
      const text = (serialize ?? plain)(value);
      if (text === null) throw new Error(`${name}: a resolver gave ${String(value)}, which is not ${expected}`);
      return text;
    },
  });
}

/** A number that was meant as text has lost, or may lose, the digits that decide. */
function hint(value: unknown): string {
  return typeof value === 'number' ? ' Put it in quotes: a number is not exact.' : '';
}

function excerpt(written: string): string {
  return written.length <= 60 ? written : `${written.slice(0, 60)}…`;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/;

function isInstant(text: string): boolean {
  const day = INSTANT.exec(text)?.[1];
  return day !== undefined && isDate(day);
}
