import type { PartyFacts } from '../model/party.js';
import type { PartyStatement } from '../model/statement.js';
import type { Exported } from './exported.js';

/** What is said of one party, or one statement of another kind. */
export type Group =
  | { readonly kind: 'PARTY'; readonly about: readonly PartyStatement[] }
  | Exclude<Exported, { readonly kind: 'PARTY' }>;

/** The statements about a party together; they come one after the other. */
export async function* groups(statements: AsyncIterable<Exported>): AsyncGenerator<Group> {
  let of: string | null = null;
  let about: PartyStatement[] = [];
  for await (const each of statements) {
    if (about.length > 0 && (each.kind !== 'PARTY' || each.of !== of)) {
      yield { kind: 'PARTY', about };
      about = [];
    }
    if (each.kind === 'PARTY') {
      of = each.of;
      about.push(each.statement);
    } else yield each;
  }
  if (about.length > 0) yield { kind: 'PARTY', about };
}

/**
 * The same of a party for formats in which an empty list can't be told from none: what an empty list supersedes is left
 * out with it.
 */
export function withoutEmptyLists(about: readonly PartyStatement[]): PartyStatement[] {
  const emptied = new Map<string, Set<string>>();
  const newestFirst = [...about].reverse().map((statement): PartyStatement => {
    const key = recordOf(statement);
    const left = emptied.get(key) ?? new Set();
    emptied.set(key, left);
    const kept = Object.entries(statement.facts).filter(([field]) => !left.has(field));
    for (const [field, value] of kept) if (Array.isArray(value) && value.length === 0) left.add(field);
    return { ...statement, facts: withoutEmpty(Object.fromEntries(kept)) };
  });
  return newestFirst.reverse();
}

function recordOf({ party, source }: PartyStatement): string {
  return JSON.stringify([party, source.dataset]);
}

type Field = keyof PartyFacts;
type Facts = Partial<Record<Field, unknown>>;

/** Fields that are read as one. */
const TOGETHER: readonly (readonly [Field, ...Field[]])[] = [
  ['name', 'names'],
  ...(
    [
      'kind',
      'identifiers',
      'incorporatedIn',
      'headquarters',
      'nationalities',
      'listings',
      'publiclyListed',
      'majorHoldersStated',
      'ownersComplete',
    ] as const
  ).map((field): readonly [Field] => [field]),
];

/**
 * The same of a party for formats in which nothing supersedes within a record, or an empty list can't be told from none:
 * each field stands in the newest statement of its record (a dataset's under one id) that speaks of it. Identifiers that
 * were superseded go, too: whom they made one party bears a common one.
 */
export function settled(about: readonly PartyStatement[]): PartyStatement[] {
  const facts = about.map((statement): Facts => ({ ...statement.facts }));
  const records = new Map<string, number[]>();
  about.forEach((statement, index) => {
    const key = recordOf(statement);
    records.set(key, [...(records.get(key) ?? []), index]);
  });
  for (const record of records.values()) for (const fields of TOGETHER) settle(record, fields, facts);
  return about.map((statement, index) => ({ ...statement, facts: withoutEmpty(facts[index] as Facts) }));
}

function settle(record: readonly number[], fields: readonly Field[], facts: Facts[]): void {
  const speaking = record.filter((index) => fields.some((field) => facts[index]?.[field] !== undefined));
  if (speaking.length < 2) return;
  const newest = facts[speaking.at(-1) as number] as Facts;
  for (const field of fields) {
    const said = speaking.map((index) => facts[index]?.[field]).filter((value) => value !== undefined);
    for (const index of speaking) delete facts[index]?.[field];
    newest[field] = said.at(-1);
  }
}

function withoutEmpty(facts: Facts): PartyFacts {
  const said = Object.entries(facts).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(said) as PartyFacts;
}
