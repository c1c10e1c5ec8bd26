import { UnknownParties } from '../../errors.js';
import type { PartyId } from '../../model/party.js';
import type { ListEdition } from '../../model/statement.js';
import type { Changes, Written } from '../store.js';
import { type Draft, PartyNumbers } from './draft.js';
import { settleEnds } from './ends.js';
import { freshInterests, freshParties, freshProducts, newest } from './fresh.js';
import { settleParties } from './identity.js';
import type { InterestRow, KeyedRow, Ledger, Plan, ProductRow, RowId } from './ledger.js';
import { decided, idsOf } from './merges.js';
import { moveInterests, moveProducts } from './moves.js';
import { findRetracted } from './retractions.js';
import { escaped, escapedOrNull } from './text.js';

/** What a write does, and what it answers; without a plan nothing changes. */
export interface Planned {
  readonly plan: Plan | null;
  readonly written: Written;
}

/**
 * Puts a write together from what the store has: the same for every store. The caller holds every other write off from
 * before the call until the plan is carried out.
 */
export async function planned(ledger: Ledger, changes: Changes): Promise<Planned> {
  const { revision } = ledger;
  const retractions = await findRetracted(ledger, changes.retract ?? []);
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
    ...idsOf(changes.identity),
  ];
  const draft: Draft = {
    ledger,
    parties: await PartyNumbers.of(ledger, named, made),
    closed: retractions.rows,
    touched: new Set(),
    aliases: [],
    ties: [],
    entriesClosed: [],
    entriesAdded: [],
    portraits: [],
  };
  refuseUnknown(draft, named);
  const { closed } = draft;
  const decision = await decided(draft, changes.identity);
  const retracted = closed.party_statement.size + closed.interest.size + closed.product_statement.size;
  const placed = [...parties, ...interests, ...products];
  const numbers = await ledger.numbers(
    new Set(placed.map(({ dataset }) => dataset)),
    new Set(placed.map(({ source }) => source)),
  );
  const partyRows = await freshParties(draft, numbers, parties);
  const interestRows = await freshInterests(draft, numbers, interests);
  const productRows = await freshProducts(draft, numbers, products);

  const settled = await settleParties(
    draft,
    partyRows,
    await ledger.partyRowsAt([...closed.party_statement]),
    decision,
  );
  const replaced = await ledger.interestRowsAt([...closed.interest]);
  const moved = await moveInterests(draft, settled.left);
  const closedInterests = [...replaced, ...moved.closed];
  const ended = await settleEnds(draft, [...interestRows, ...moved.rows], closedInterests);
  const movedProducts = await moveProducts(draft, settled.left);
  const editions = await changedEditions(ledger, changes.editions ?? []);

  const recorded = partyRows.length + interestRows.length + productRows.length;
  const { merged, merge, undone } = decision;
  const same = merge !== null && merged.length === 0 ? 1 : 0;
  if (recorded + retracted + editions.added.length + merged.length === 0 && undone === null) {
    const unchanged = given[0] + given[1] + given[2] + (changes.retract ?? []).length + same;
    const written = { revision: revision - 1, parties: 0, interests: 0, products: 0, unchanged, retracted: 0 };
    return { plan: null, written: { ...written, merge, touched: [] } };
  }
  return {
    plan: {
      revision,
      because: escapedOrNull(changes.because),
      by: escapedOrNull(changes.by),
      made: draft.parties.made,
      aliases: draft.aliases,
      ties: draft.ties,
      undone,
      closed: {
        party_statement: [...closed.party_statement],
        interest: [...closed.interest],
        product_statement: [...closed.product_statement],
      },
      partyRows: settled.rows.map((row) => ({ ...row, party: draft.parties.canonical(row.party) })),
      interestRows: ended.rows,
      productRows: [...productRows, ...movedProducts].map((row) => operatedByThoseWhoStay(draft, row)),
      entriesClosed: draft.entriesClosed,
      entriesAdded: draft.entriesAdded,
      sharedKeys: ended.shared,
      editionsClosed: editions.closed,
      editionsAdded: editions.added,
      portraits: draft.portraits,
    },
    written: {
      revision,
      parties: partyRows.length,
      interests: interestRows.length,
      products: productRows.length,
      unchanged: given[0] + given[1] + given[2] - recorded + retractions.already + same,
      retracted,
      merge,
      touched: await touchedIds(draft, ended.rows, closedInterests),
    },
  };
}

function refuseUnknown({ parties }: Draft, named: readonly PartyId[]): void {
  const unknown = [...new Set(named)].filter((id) => !parties.knows(id));
  if (unknown.length === 0) return;
  const shown = unknown
    .slice(0, 5)
    .map((id) => JSON.stringify(id))
    .join(', ');
  const more = unknown.length > 5 ? ` and ${unknown.length - 5} more` : '';
  throw new UnknownParties(
    unknown,
    `No party is known by the id ${shown}${more}; record it before, or in the same write.`,
  );
}

function operatedByThoseWhoStay({ parties }: Draft, row: ProductRow): ProductRow {
  return {
    ...row,
    operators: row.operators.map(({ operator, stated }) => ({ operator: parties.canonical(operator), stated })),
  };
}

/** Editions that are new or say something else than before; of one that comes twice in a write the later counts. */
async function changedEditions(
  ledger: Ledger,
  editions: readonly ListEdition[],
): Promise<{ readonly added: readonly ListEdition[]; readonly closed: readonly RowId[] }> {
  const last = [...new Map(editions.map((each) => [JSON.stringify([each.list, each.edition]), each])).values()];
  const stored = await ledger.editions(last.map(({ list, edition }) => [escaped(list), escaped(edition)]));
  const added = last.filter((edition, index) => stored[index]?.said !== editionSaid(edition));
  return { added, closed: added.flatMap((edition) => stored[last.indexOf(edition)]?.id ?? []) };
}

/** An edition as text: one that comes again is known by it. */
export function editionSaid({ list, edition, startDate, endDate, entries, complete }: ListEdition): string {
  return JSON.stringify({ list, edition, startDate, endDate, entries, complete });
}

async function touchedIds(
  { parties, touched }: Draft,
  written: readonly KeyedRow[],
  closed: readonly InterestRow[],
): Promise<PartyId[]> {
  for (const { subject, holder } of [...written.map(({ row }) => row), ...closed]) {
    touched.add(parties.canonical(subject));
    if (holder !== null) touched.add(parties.canonical(holder));
  }
  await parties.load(touched);
  return [...touched].sort((a, b) => a - b).map((number) => parties.id(number));
}
