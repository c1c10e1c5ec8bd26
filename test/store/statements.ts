import type { DateString } from '../../src/model/date.js';
import type { InterestType } from '../../src/model/interest.js';
import { plainName } from '../../src/model/name.js';
import type { PartyFacts, PartyId } from '../../src/model/party.js';
import { exactly, UNITS_PER_PERCENT } from '../../src/model/share.js';
import type {
  InterestStatement,
  PartyStatement,
  ProductStatement,
  StatementSource,
} from '../../src/model/statement.js';
import { keysOfName } from '../../src/names/keys.js';
import type { Gathering, GatherLimits, ReadAt, Store } from '../../src/store/store.js';

/** Who is found under each name as it is written, letter by letter in its plain form: ids, ascending. */
export async function bearers(store: Store, names: readonly string[], at: ReadAt): Promise<PartyId[][]> {
  const ways = names.map((name) => ({ allOf: [[keysOfName(plainName(name)).split(' ')[0] as string]] }));
  const found = await store.alike(ways, at, 100);
  return found.map((each, index) => {
    const borne = each.names.filter(({ plain }) => plain === plainName(names[index] as string));
    return [...new Set(borne.map(({ party }) => party))].sort();
  });
}

export const TODAY = '2026-11-22';
export const NO_LIMITS: GatherLimits = { maxParties: 1_000_000, maxInterests: 1_000_000, depth: null };

export interface Stated {
  readonly id?: string;
  readonly dataset?: string;
}

export function source(statementId: string, dataset = 'register'): StatementSource {
  return { dataset, url: null, retrievedAt: '2026-01-01', statementId, quote: null, grade: 'PRIMARY' };
}

export function party(
  id: PartyId,
  facts: PartyFacts = {},
  { id: statementId = `about ${id}`, dataset }: Stated = {},
): PartyStatement {
  return { party: id, facts: { kind: 'COMPANY', name: id, ...facts }, source: source(statementId, dataset) };
}

export function parties(...ids: readonly PartyId[]): PartyStatement[] {
  return ids.map((id) => party(id));
}

export interface Held extends Stated {
  readonly type?: InterestType;
  readonly from?: DateString;
  readonly to?: DateString;
}

/** `interest('q 60 a')`: q holds 60 % of a; `interest('? 10 a')`: somebody holds 10 % and the source doesn't say who. */
export function interest(
  line: string,
  { id = line, dataset, type = 'SHAREHOLDING', from, to }: Held = {},
): InterestStatement {
  const [holder, percent, subject] = line.split(' ') as [string, string, string];
  return {
    interestedParty: holder === '?' ? null : holder,
    undisclosed: holder === '?' ? 'withheld' : null,
    subject,
    type,
    share: exactly(Number(percent) * UNITS_PER_PERCENT),
    startDate: from ?? null,
    endDate: to ?? null,
    source: source(id, dataset),
  };
}

export function interests(...lines: readonly string[]): InterestStatement[] {
  return lines.map((line) => interest(line));
}

export function product(
  id: string,
  name: string,
  operators: readonly PartyId[],
  { id: statementId = `product ${id}`, dataset }: Stated = {},
): ProductStatement {
  const terms = { ...source('terms', dataset), statementId: null };
  return {
    product: id,
    name,
    operators: operators.map((operator) => ({ operator, region: null, startDate: null, endDate: null, source: terms })),
    source: source(statementId, dataset),
  };
}

export function lei(value: string): PartyFacts {
  return { identifiers: [{ scheme: 'XI-LEI', value }] };
}

/** The newest revision, or the one given, within a minute. */
export async function now(store: Store, asOf: DateString = TODAY, revision?: number): Promise<ReadAt> {
  return { asOf, revision: revision ?? (await store.revision()), deadlineAt: Date.now() + 60_000 };
}

/** The interests as the lines they were stated in, sorted. */
export function lines(found: { readonly interests: readonly InterestStatement[] }): string[] {
  return found.interests
    .map(({ interestedParty, share, subject, type }) => {
      const line = `${interestedParty ?? '?'} ${share.min / UNITS_PER_PERCENT} ${subject}`;
      return type === 'SHAREHOLDING' ? line : `${line} ${type}`;
    })
    .sort();
}

export function ids(found: { readonly parties: readonly { readonly id: PartyId }[] }): PartyId[] {
  return found.parties.map(({ id }) => id).sort();
}

export async function upward(store: Store, ...from: readonly PartyId[]): Promise<Gathering> {
  return store.gather(from, 'UP', await now(store), NO_LIMITS);
}

export async function downward(store: Store, ...from: readonly PartyId[]): Promise<Gathering> {
  return store.gather(from, 'DOWN', await now(store), NO_LIMITS);
}

/** Opens an empty store. */
export type Open = () => Promise<Store>;

/** How often a law is tried: fewer times where each try empties a database on a server, unless there is time. */
export function runs(most: number): number {
  return process.env.TEST_NEO4J_URI === undefined || process.env.TEST_LONG ? most : Math.ceil(most / 5);
}
