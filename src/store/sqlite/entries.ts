import { plainName } from '../../model/name.js';
import type { PartyFacts, PartyKind } from '../../model/party.js';
import { type Draft, insertRows } from './draft.js';
import { identifierValue } from './parties.js';
import type { PartyRow } from './partyRows.js';
import { ENTRY, type EntryKind, LIVE } from './schema.js';
import { escaped, startDay, stopDay } from './text.js';

/** What a party is found by. `value` as in the table. */
interface Entry {
  readonly kind: EntryKind;
  readonly value: string;
  readonly start: number;
  readonly stop: number;
}

/**
 * Of the statements of one dataset about one id as stated, the newest that speaks of a field has it. Records joined to
 * one party keep their own: two records of a register with one LEI don't take each other's names away.
 */
function factsOf(rows: readonly PartyRow[]): PartyFacts[] {
  if (rows.length <= 1) return rows.map((row) => row.facts);
  const records = new Map<string, PartyFacts>();
  for (const row of rows) {
    const record = `${row.dataset} ${row.stated}`;
    const older = records.get(record);
    records.set(record, older === undefined ? row.facts : { ...older, ...row.facts });
  }
  return [...records.values()];
}

/** The kind as the first dataset to speak of it has it; null when none does. */
export function kindOf(rows: readonly PartyRow[]): PartyKind | null {
  return factsOf(rows).find((facts) => facts.kind !== undefined)?.kind ?? null;
}

export function identifiersOf(rows: readonly PartyRow[]): string[] {
  return factsOf(rows).flatMap((facts) => (facts.identifiers ?? []).map(identifierValue));
}

function entriesOf(rows: readonly PartyRow[]): Entry[] {
  if (rows.length === 0) return [];
  const isCompany = (kindOf(rows) ?? 'COMPANY') === 'COMPANY';
  return factsOf(rows).flatMap((facts) => [
    ...(facts.identifiers ?? []).map((identifier) => always(ENTRY.IDENTIFIER, identifierValue(identifier))),
    ...namesOf(facts).map((name) => always(ENTRY.NAME, escaped(name))),
    ...(isCompany ? placesOf(facts) : []),
  ]);
}

function namesOf(facts: PartyFacts): string[] {
  const names = (facts.names ?? []).map((name) => plainName(name.text));
  if (facts.name !== undefined) names.push(plainName(facts.name));
  return names.filter((name) => name !== '');
}

function placesOf(facts: PartyFacts): Entry[] {
  const seats = (facts.headquarters ?? []).map(
    ({ jurisdiction, startDate, endDate }): Entry => ({
      kind: ENTRY.HEADQUARTERS,
      value: escaped(jurisdiction),
      start: startDay(startDate),
      stop: stopDay(endDate),
    }),
  );
  if (facts.incorporatedIn !== undefined) seats.push(always(ENTRY.INCORPORATION, escaped(facts.incorporatedIn)));
  return seats;
}

function always(kind: Entry['kind'], value: string): Entry {
  return { kind, value, start: startDay(null), stop: stopDay(null) };
}

/** Closes the entries that no longer hold and adds those that now do, party by party. */
export function rewriteEntries(
  draft: Draft,
  before: ReadonlyMap<number, readonly PartyRow[]>,
  after: ReadonlyMap<number, readonly PartyRow[]>,
): void {
  const { connection, parties, revision } = draft;
  const added: { readonly entry: Entry; readonly party: number; readonly ref: string }[] = [];
  for (const party of new Set([...before.keys(), ...after.keys()])) {
    const ref = parties.ref(party);
    const old = entriesOf(before.get(party) ?? []);
    const now = entriesOf(after.get(party) ?? []);
    for (const entry of without(now, old)) added.push({ entry, party, ref });
    for (const { kind, value, start, stop } of without(old, now)) {
      connection.run(
        `UPDATE entry SET retracted = ? WHERE kind = ? AND value = ? AND ref = ? AND start = ? AND stop = ? AND retracted = ${LIVE}`,
        [revision, kind, value, ref, start, stop],
      );
    }
  }
  // In the order of the table: neighbours go to one page.
  added.sort((a, b) => a.entry.kind - b.entry.kind || compare(a.entry.value, b.entry.value) || compare(a.ref, b.ref));
  insertRows(
    connection,
    'entry',
    `kind, value, ref, start, stop, since, party, retracted = ${LIVE}`,
    added.flatMap(({ entry, party, ref }) => [entry.kind, entry.value, ref, entry.start, entry.stop, revision, party]),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Each entry once, without those that are among the others; a party has few. */
function without(entries: readonly Entry[], others: readonly Entry[]): Entry[] {
  return entries.filter(
    (entry, index) =>
      !others.some((other) => isSame(entry, other)) && entries.findIndex((other) => isSame(entry, other)) === index,
  );
}

function isSame(a: Entry, b: Entry): boolean {
  return a.kind === b.kind && a.value === b.value && a.start === b.start && a.stop === b.stop;
}
