import { formatPercent } from '../model/share.js';
import type { InterestStatement } from '../model/statement.js';
import type { Exported, ExportFormat } from './exported.js';

/** Every statement as it stands, one a line; `src/intake/ndjson.ts` reads it. */
export const ndjson: ExportFormat = {
  name: 'ndjson',
  title: 'every statement as it stands, one a line; loses nothing but the history of revisions',
  text: lines,
};

async function* lines(statements: AsyncIterable<Exported>): AsyncGenerator<string> {
  for await (const each of statements) yield `${lineOf(each)}\n`;
}

/** A statement as one line of JSON, the same one whatever way it came into the store. */
export function lineOf(each: Exported): string {
  return inOrder(asObject(each));
}

/** JSON with keys in the order of their names, so that the same statement is the same text whatever way it came. */
export function inOrder(value: unknown): string {
  return JSON.stringify(value, sorted);
}

function asObject(each: Exported): object {
  switch (each.kind) {
    case 'PARTY':
      return { party: each.statement };
    case 'INTEREST':
      return { interest: withShareAsText(each.statement) };
    case 'PRODUCT':
      return { product: each.statement };
    case 'EDITION':
      return { edition: each.edition };
  }
}

function withShareAsText({ share, ...statement }: InterestStatement): object {
  const { min, max, minExclusive, maxExclusive } = share;
  return { ...statement, share: { min: formatPercent(min), max: formatPercent(max), minExclusive, maxExclusive } };
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
