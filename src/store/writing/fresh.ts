import { isDeepStrictEqual } from 'node:util';
import { plainName } from '../../model/name.js';
import type { InterestStatement, PartyStatement, ProductStatement, StatementSource } from '../../model/statement.js';
import type { Draft } from './draft.js';
import type { InterestRow, Numbers, PartyRow, ProductRow, RowId } from './ledger.js';
import { interestSaid, parsed, partySaid, productSaid, sourceText } from './said.js';
import { escaped, unnamedRef } from './text.js';

/** A statement in its place in the write. */
export interface Placed<T> {
  readonly statement: T;
  readonly ordinal: number;
  /** What its source and dataset are known by. */
  readonly source: string;
  readonly dataset: string;
}

/** Of statements with one id in one write the last counts, in its own place. */
export function newest<T extends { readonly source: StatementSource }>(
  statements: readonly T[],
  firstOrdinal: number,
): Placed<T>[] {
  const byId = new Map<string, Placed<T>>();
  for (const [position, statement] of statements.entries()) {
    const key = `${statement.source.statementId}\u0000${statement.source.dataset}`;
    // Put in anew, so that the order of the map is the order of the places.
    byId.delete(key);
    const { source } = statement;
    byId.set(key, {
      statement,
      ordinal: firstOrdinal + position,
      source: sourceText(source),
      dataset: escaped(source.dataset),
    });
  }
  return [...byId.values()];
}

/** Of the rows those that say something new; a live row of the same id that one replaces is closed. */
function replacing<R extends { readonly id: RowId | null; readonly statementId: string; readonly dataset: number }>(
  rows: readonly R[],
  stored: readonly R[],
  closed: Set<RowId>,
  same: (a: R, b: R) => boolean,
): R[] {
  const byId = new Map(stored.map((row) => [`${row.dataset} ${row.statementId}`, row]));
  return rows.filter((row) => {
    const old = byId.get(`${row.dataset} ${row.statementId}`);
    if (old === undefined || closed.has(old.id as RowId)) return true;
    if (same(row, old)) return false;
    closed.add(old.id as RowId);
    return true;
  });
}

function idsOf(
  rows: readonly { readonly statementId: string; readonly dataset: number }[],
): (readonly [string, number])[] {
  return rows.map((row) => [row.statementId, row.dataset] as const);
}

export async function freshParties(
  { ledger, parties, closed }: Draft,
  numbers: Numbers,
  placed: readonly Placed<PartyStatement>[],
): Promise<PartyRow[]> {
  const rows = placed.map((each): PartyRow => {
    const stated = parties.of(each.statement.party);
    return {
      ...common(ledger.revision, numbers, each),
      party: parties.canonical(stated),
      stated,
      said: partySaid(each.statement, numbers.sources.get(each.source) as number),
      facts: each.statement.facts,
    };
  });
  return replacing(rows, await ledger.partyRowsById(idsOf(rows)), closed.party_statement, saysTheSame);
}

/** Whether two rows say the same of the same party; the order in which JSON lists the fields says nothing. */
function saysTheSame(a: PartyRow, b: PartyRow): boolean {
  return a.stated === b.stated && (a.said === b.said || isDeepStrictEqual(parsed(a.said), parsed(b.said)));
}

export async function freshInterests(
  { ledger, parties, closed }: Draft,
  numbers: Numbers,
  placed: readonly Placed<InterestStatement>[],
): Promise<InterestRow[]> {
  const rows = placed.map((each): InterestRow => {
    const { interestedParty, type, startDate, endDate, source } = each.statement;
    const subject = parties.of(each.statement.subject);
    const holder = interestedParty === null ? null : parties.of(interestedParty);
    return {
      ...common(ledger.revision, numbers, each),
      subject,
      holder,
      unnamed: holder === null ? unnamedRef(source.dataset, source.statementId) : null,
      statedSubject: subject,
      statedHolder: holder,
      type,
      said: interestSaid(each.statement, numbers.sources.get(each.source) as number),
      startDate,
      endDate,
      stop: null,
    };
  });
  return replacing(rows, await ledger.interestRowsById(idsOf(rows)), closed.interest, saysTheSameInterest);
}

function saysTheSameInterest(a: InterestRow, b: InterestRow): boolean {
  return a.statedSubject === b.statedSubject && a.statedHolder === b.statedHolder && a.said === b.said;
}

export async function freshProducts(
  { ledger, parties, closed }: Draft,
  numbers: Numbers,
  placed: readonly Placed<ProductStatement>[],
): Promise<ProductRow[]> {
  const rows = placed.map((each): ProductRow => {
    const operators = each.statement.operators.map(({ operator }) => {
      const stated = parties.of(operator);
      return { operator: stated, stated };
    });
    return {
      ...common(ledger.revision, numbers, each),
      product: escaped(each.statement.product),
      plain: escaped(plainName(each.statement.name)),
      said: productSaid(each.statement, numbers.sources.get(each.source) as number),
      operators,
    };
  });
  return replacing(rows, await ledger.productRowsById(idsOf(rows)), closed.product_statement, saysTheSameProduct);
}

function saysTheSameProduct(a: ProductRow, b: ProductRow): boolean {
  const stated = (row: ProductRow): string => row.operators.map((operation) => operation.stated).join();
  return a.product === b.product && a.said === b.said && stated(a) === stated(b);
}

function common(
  revision: number,
  numbers: Numbers,
  { statement, dataset, ordinal }: Placed<{ readonly source: StatementSource }>,
) {
  return {
    id: null,
    dataset: numbers.datasets.get(dataset) as number,
    statementId: escaped(statement.source.statementId),
    recorded: revision,
    ordinal,
  };
}
