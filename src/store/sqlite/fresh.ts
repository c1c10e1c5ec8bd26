import type { InterestStatement, PartyStatement, ProductStatement, StatementSource } from '../../model/statement.js';
import type { Connection } from './connection.js';
import { type Draft, intern } from './draft.js';
import { type InterestRow, interestRowsById } from './interestRows.js';
import { type PartyRow, partyRowsById, saysTheSame } from './partyRows.js';
import { type ProductRow, productNames, productRowsById, saysTheSameProduct } from './productRows.js';
import { productBody } from './products.js';
import { interestBody, partyBody, sourceBody } from './statements.js';
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
      source: sourceBody(source),
      dataset: escaped(source.dataset),
    });
  }
  return [...byId.values()];
}

/** The numbers of datasets and sources. */
export interface Numbers {
  readonly datasets: ReadonlyMap<string, number>;
  readonly sources: ReadonlyMap<string, number>;
}

export function internSources(connection: Connection, placed: readonly Placed<unknown>[]): Numbers {
  return {
    datasets: intern(connection, 'dataset', new Set(placed.map(({ dataset }) => dataset))),
    sources: intern(connection, 'source', new Set(placed.map(({ source }) => source))),
  };
}

/** Rows that say something new; a live row of the same id that they replace is closed. */
function replacing<R extends { readonly id: number | null; readonly statementId: string; readonly dataset: number }>(
  rows: readonly R[],
  stored: readonly R[],
  closed: Set<number>,
  same: (a: R, b: R) => boolean,
): R[] {
  const byId = new Map(stored.map((row) => [`${row.dataset} ${row.statementId}`, row]));
  return rows.filter((row) => {
    const old = byId.get(`${row.dataset} ${row.statementId}`);
    if (old === undefined || closed.has(old.id as number)) return true;
    if (same(row, old)) return false;
    closed.add(old.id as number);
    return true;
  });
}

function idsOf(
  rows: readonly { readonly statementId: string; readonly dataset: number }[],
): (readonly [string, number])[] {
  return rows.map((row) => [row.statementId, row.dataset] as const);
}

export function freshParties(draft: Draft, numbers: Numbers, placed: readonly Placed<PartyStatement>[]): PartyRow[] {
  const rows = placed.map((each): PartyRow => {
    const stated = draft.parties.stated.get(each.statement.party) as number;
    const said = partyBody(each.statement, numbers.sources.get(each.source) as number);
    const party = draft.parties.canonical(stated);
    return {
      id: null,
      party,
      stated,
      dataset: numbers.datasets.get(each.dataset) as number,
      statementId: escaped(each.statement.source.statementId),
      recorded: draft.revision,
      ordinal: each.ordinal,
      said,
      facts: each.statement.facts,
    };
  });
  return replacing(rows, partyRowsById(draft.connection, idsOf(rows)), draft.closed.party_statement, saysTheSame);
}

export function freshInterests(
  draft: Draft,
  numbers: Numbers,
  placed: readonly Placed<InterestStatement>[],
): InterestRow[] {
  const rows = placed.map((each): InterestRow => {
    const { interestedParty, type, startDate, endDate, source } = each.statement;
    const subject = draft.parties.stated.get(each.statement.subject) as number;
    const holder = interestedParty === null ? null : (draft.parties.stated.get(interestedParty) as number);
    return {
      id: null,
      subject,
      holder,
      unnamed: holder === null ? unnamedRef(source.dataset, source.statementId) : null,
      statedSubject: subject,
      statedHolder: holder,
      type,
      dataset: numbers.datasets.get(each.dataset) as number,
      statementId: escaped(source.statementId),
      recorded: draft.revision,
      ordinal: each.ordinal,
      said: interestBody(each.statement, numbers.sources.get(each.source) as number),
      startDate,
      endDate,
      stop: null,
    };
  });
  return replacing(rows, interestRowsById(draft.connection, idsOf(rows)), draft.closed.interest, saysTheSameInterest);
}

function saysTheSameInterest(a: InterestRow, b: InterestRow): boolean {
  return a.statedSubject === b.statedSubject && a.statedHolder === b.statedHolder && a.said === b.said;
}

export function freshProducts(
  draft: Draft,
  numbers: Numbers,
  placed: readonly Placed<ProductStatement>[],
): ProductRow[] {
  const rows = placed.map((each): ProductRow => {
    const operators = each.statement.operators.map(({ operator }) => {
      const stated = draft.parties.stated.get(operator) as number;
      return { operator: stated, stated };
    });
    const said = productBody(each.statement, numbers.sources.get(each.source) as number);
    return {
      id: null,
      ...productNames(each.statement),
      dataset: numbers.datasets.get(each.dataset) as number,
      statementId: escaped(each.statement.source.statementId),
      recorded: draft.revision,
      ordinal: each.ordinal,
      said,
      operators,
    };
  });
  return replacing(
    rows,
    productRowsById(draft.connection, idsOf(rows)),
    draft.closed.product_statement,
    saysTheSameProduct,
  );
}
