import { badInput } from '../../errors.js';
import type { PartyId } from '../../model/party.js';
import type { ListEdition } from '../../model/statement.js';
import type { Changes, Written } from '../store.js';
import type { Connection } from './connection.js';
import { close, type Draft, nextId, numberParties } from './draft.js';
import { freshInterests, freshParties, freshProducts, internSources, newest } from './fresh.js';
import { settleParties } from './identity.js';
import { type InterestRow, insertInterestRows, interestRowsAt, interestRowsOf, settleEnds } from './interestRows.js';
import { insertPartyRows, partyRowsAt } from './partyRows.js';
import { insertProductRows, type ProductRow, productRowsOf } from './productRows.js';
import { findRetracted } from './retractions.js';
import { LIVE } from './schema.js';
import { escaped, startDay, stopDay, unescaped } from './text.js';

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
