import { badInput } from '../../errors.js';
import type { PartyId } from '../../model/party.js';
import type {
  InterestStatement,
  ListEdition,
  PartyStatement,
  ProductStatement,
  StatementSource,
} from '../../model/statement.js';
import type { Changes, Written } from '../store.js';
import type { Connection } from './connection.js';
import { close, type Draft, intern, nextId, numberParties } from './draft.js';
import { settleParties } from './identity.js';
import {
  type InterestRow,
  insertInterestRows,
  interestRowsAt,
  interestRowsById,
  interestRowsOf,
  settleEnds,
} from './interestRows.js';
import { insertPartyRows, type PartyRow, partyRowsAt, partyRowsById, saysTheSame } from './partyRows.js';
import {
  insertProductRows,
  type ProductRow,
  productNames,
  productRowsById,
  productRowsOf,
  saysTheSameProduct,
} from './productRows.js';
import { productBody } from './products.js';
import { findRetracted } from './retractions.js';
import { LIVE } from './schema.js';
import { interestBody, partyBody, sourceBody } from './statements.js';
import { escaped, startDay, stopDay, unescaped, unnamedRef } from './text.js';

/** All or nothing; the lock of the file is held from the first look to the end, so two processes write in turn. */
export function write(connection: Connection, changes: Changes): Promise<Written> {
  return connection.transaction(() => {
    const revision = nextId(connection, 'revision');
    const result = record(connection, revision, changes);
    if (result === null) return { keep: false, result: unchanged(revision - 1, changes) };
    connection.run('INSERT INTO revision (id, at, because) VALUES (?, ?, ?)', [
      revision,
      new Date().toISOString(),
      changes.because === undefined ? null : JSON.stringify(changes.because),
    ]);
    return { keep: true, result };
  });
}

function unchanged(revision: number, { parties = [], interests = [], products = [], retract = [] }: Changes): Written {
  const count = parties.length + interests.length + products.length + retract.length;
  return { revision, parties: 0, interests: 0, products: 0, unchanged: count, retracted: 0, touched: [] };
}

interface Numbers {
  readonly datasets: ReadonlyMap<string, number>;
  readonly sources: ReadonlyMap<string, number>;
}

/** Null when nothing changes. */
function record(connection: Connection, revision: number, changes: Changes): Written | null {
  const retractions = findRetracted(connection, changes.retract ?? []);
  const given = [changes.parties?.length ?? 0, changes.interests?.length ?? 0, changes.products?.length ?? 0] as const;
  // Ordinals run over the whole write, parties first.
  const parties = newest(changes.parties ?? [], 0);
  const interests = newest(changes.interests ?? [], given[0]);
  const products = newest(changes.products ?? [], given[0] + given[1]);
  const made = parties.map(({ statement }) => statement.party);
  const named = [
    ...interests.flatMap(({ statement }) => [
      statement.subject,
      ...(statement.interestedParty === null ? [] : [statement.interestedParty]),
    ]),
    ...products.flatMap(({ statement }) => statement.operators.map((operation) => operation.operator)),
  ];
  const draft: Draft = {
    connection,
    revision,
    parties: numberParties(connection, named, made),
    closed: {
      party_statement: new Set(retractions.rows.party_statement),
      interest: new Set(retractions.rows.interest),
      product_statement: new Set(retractions.rows.product_statement),
    },
    touched: new Set(),
  };
  refuseUnknown(draft, named);
  const retracted =
    draft.closed.party_statement.size + draft.closed.interest.size + draft.closed.product_statement.size;
  const numbers = internSources(connection, [...parties, ...interests, ...products]);
  const partyRows = freshParties(draft, numbers, parties);
  const interestRows = freshInterests(draft, numbers, interests);
  const productRows = freshProducts(draft, numbers, products);

  const settled = settleParties(draft, partyRows, partyRowsAt(connection, [...draft.closed.party_statement]));
  const closedInterests = interestRowsAt(connection, [...draft.closed.interest]);
  const ended = settleEnds(draft, [...interestRows, ...movedInterests(draft, settled.gone)], closedInterests);
  const movedProducts = moveProducts(draft, settled.gone);
  close(draft);
  insertPartyRows(draft, settled.rows);
  insertInterestRows(draft, ended);
  insertProductRows(draft, [...productRows, ...movedProducts]);
  const editions = recordEditions(draft, changes.editions ?? []);

  const recorded = partyRows.length + interestRows.length + productRows.length;
  if (recorded + retracted + editions === 0) return null;
  return {
    revision,
    parties: partyRows.length,
    interests: interestRows.length,
    products: productRows.length,
    unchanged: given[0] + given[1] + given[2] - recorded + retractions.already,
    retracted,
    touched: touchedIds(draft, [...ended.map(({ row }) => row), ...closedInterests]),
  };
}

interface Placed<T> {
  readonly statement: T;
  readonly ordinal: number;
  /** What its source and dataset are known by. */
  readonly source: string;
  readonly dataset: string;
}

/** Of statements with one id in one write the last counts, in its own place. */
function newest<T extends { readonly source: StatementSource }>(
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

function refuseUnknown({ parties }: Draft, named: readonly PartyId[]): void {
  const unknown = [...new Set(named)].filter((id) => !parties.stated.has(id));
  if (unknown.length === 0) return;
  const shown = unknown
    .slice(0, 5)
    .map((id) => JSON.stringify(id))
    .join(', ');
  const more = unknown.length > 5 ? ` and ${unknown.length - 5} more` : '';
  throw badInput(`No party is known by the id ${shown}${more}; record it before, or in the same write.`);
}

function internSources(connection: Connection, placed: readonly Placed<unknown>[]): Numbers {
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

function freshParties(draft: Draft, numbers: Numbers, placed: readonly Placed<PartyStatement>[]): PartyRow[] {
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

function freshInterests(draft: Draft, numbers: Numbers, placed: readonly Placed<InterestStatement>[]): InterestRow[] {
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

function freshProducts(draft: Draft, numbers: Numbers, placed: readonly Placed<ProductStatement>[]): ProductRow[] {
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

/** The live interests of parties that are another one now: closed here, to be written under the one that stays. */
function movedInterests(draft: Draft, gone: readonly number[]): InterestRow[] {
  const rows = interestRowsOf(draft.connection, gone).filter((row) => !draft.closed.interest.has(row.id as number));
  for (const row of rows) draft.closed.interest.add(row.id as number);
  return rows.map((row) => ({ ...row, id: null, stop: null }));
}

function moveProducts(draft: Draft, gone: readonly number[]): ProductRow[] {
  const rows = productRowsOf(draft.connection, gone).filter(
    (row) => !draft.closed.product_statement.has(row.id as number),
  );
  for (const row of rows) draft.closed.product_statement.add(row.id as number);
  return rows.map((row) => ({ ...row, id: null }));
}

/** How many editions are new or say something else than before. */
function recordEditions({ connection, revision }: Draft, editions: readonly ListEdition[]): number {
  let changed = 0;
  for (const { list, edition, startDate, endDate, entries, complete } of editions) {
    const key = [escaped(list), escaped(edition)];
    const body = JSON.stringify({ list, edition, startDate, endDate, entries, complete });
    const old = connection.get(
      `SELECT id, body, since FROM edition WHERE list = ? AND edition = ? AND retracted = ${LIVE}`,
      key,
    );
    if (old?.[1] === body) continue;
    changed += 1;
    // One that comes twice in one write was never visible: the later takes its place.
    if (old?.[2] === revision) connection.run('DELETE FROM edition WHERE id = ?', [old[0] as number]);
    else if (old !== undefined)
      connection.run('UPDATE edition SET retracted = ? WHERE id = ?', [revision, old[0] as number]);
    connection.run(
      `INSERT INTO edition (list, edition, start, stop, since, retracted, body) VALUES (?, ?, ?, ?, ?, ${LIVE}, ?)`,
      [...key, startDay(startDate), stopDay(endDate), revision, body],
    );
  }
  return changed;
}

function touchedIds(draft: Draft, interests: readonly InterestRow[]): PartyId[] {
  const { parties, touched } = draft;
  for (const { subject, holder } of interests) {
    touched.add(parties.canonical(subject));
    if (holder !== null) touched.add(parties.canonical(holder));
  }
  parties.loadRefs(touched);
  return [...touched].sort((a, b) => a - b).map((number) => unescaped(parties.ref(number)));
}
