import { plainName } from '../../model/name.js';
import type { PartyFacts, PartyKind } from '../../model/party.js';
import type { Cell } from './connection.js';
import { type Draft, insertRows } from './draft.js';
import { identifierValue } from './parties.js';
import type { PartyRow } from './partyRows.js';
import { LIVE } from './schema.js';
import { escaped, startDay, stopDay } from './text.js';

/** What a party is found by. `value` and `ref` as in the table. */
export interface Entry {
  readonly kind: 'IDENTIFIER' | 'NAME' | 'INCORPORATION' | 'HEADQUARTERS';
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
    ...(facts.identifiers ?? []).map((identifier) => always('IDENTIFIER', identifierValue(identifier))),
    ...namesOf(facts).map((name) => always('NAME', escaped(name))),
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
      kind: 'HEADQUARTERS',
      value: escaped(jurisdiction),
      start: startDay(startDate),
      stop: stopDay(endDate),
    }),
  );
  if (facts.incorporatedIn !== undefined) seats.push(always('INCORPORATION', escaped(facts.incorporatedIn)));
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
  const added: Cell[][] = [];
  for (const number of new Set([...before.keys(), ...after.keys()])) {
    const ref = parties.ref(number);
    const old = keyed(entriesOf(before.get(number) ?? []));
    const now = keyed(entriesOf(after.get(number) ?? []));
    for (const [key, { kind, value, start, stop }] of now) {
      if (!old.has(key)) added.push([kind, value, ref, start, stop, revision, LIVE, number]);
    }
    for (const [key, { kind, value, start, stop }] of old) {
      if (now.has(key)) continue;
      connection.run(
        `UPDATE entry SET retracted = ? WHERE kind = ? AND value = ? AND ref = ? AND start = ? AND stop = ? AND retracted = ${LIVE}`,
        [revision, kind, value, ref, start, stop],
      );
    }
  }
  insertRows(connection, 'entry', 'kind, value, ref, start, stop, since, retracted, party', added);
}

function keyed(entries: readonly Entry[]): Map<string, Entry> {
  return new Map(entries.map((entry) => [`${entry.kind} ${entry.start} ${entry.stop} ${entry.value}`, entry]));
}
