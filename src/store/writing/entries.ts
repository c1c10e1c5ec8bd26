import { isDeepStrictEqual } from 'node:util';
import { plainName } from '../../model/name.js';
import type { PartyFacts, PartyKind } from '../../model/party.js';
import type { Draft } from './draft.js';
import type { Entry, PartyRow } from './ledger.js';
import { identifierValue } from './text.js';

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
    ...(facts.identifiers ?? []).map(({ scheme, value }): Entry => ({ kind: 'IDENTIFIER', scheme, value })),
    ...namesOf(facts).map((plain): Entry => ({ kind: 'NAME', plain })),
    ...(isCompany ? placesOf(facts) : []),
    ...(facts.listings ?? []).map(
      ({ list, programme, startDate, endDate }): Entry => ({ kind: 'LISTING', list, programme, startDate, endDate }),
    ),
  ]);
}

function namesOf(facts: PartyFacts): string[] {
  const names = (facts.names ?? []).map((name) => plainName(name.text));
  if (facts.name !== undefined) names.push(plainName(facts.name));
  return names.filter((name) => name !== '');
}

function placesOf(facts: PartyFacts): Entry[] {
  const seats = (facts.headquarters ?? []).map(
    ({ jurisdiction, startDate, endDate }): Entry => ({ kind: 'HEADQUARTERS', code: jurisdiction, startDate, endDate }),
  );
  if (facts.incorporatedIn === undefined) return seats;
  return [...seats, { kind: 'INCORPORATION', code: facts.incorporatedIn, startDate: null, endDate: null }];
}

/** Closes the entries that no longer hold and adds those that now do, party by party. */
export function rewriteEntries(
  draft: Draft,
  before: ReadonlyMap<number, readonly PartyRow[]>,
  after: ReadonlyMap<number, readonly PartyRow[]>,
): void {
  for (const party of new Set([...before.keys(), ...after.keys()])) {
    const ref = draft.parties.ref(party);
    const rows = after.get(party) ?? [];
    const old = entriesOf(before.get(party) ?? []);
    const now = entriesOf(rows);
    for (const entry of without(now, old)) draft.entriesAdded.push({ entry, party, ref });
    for (const entry of without(old, now)) draft.entriesClosed.push({ entry, party, ref });
    const name = factsOf(rows).find((facts) => facts.name !== undefined)?.name ?? null;
    draft.portraits.push({ party, kind: rows.length === 0 ? null : (kindOf(rows) ?? 'COMPANY'), name });
  }
}

/** Each entry once, without those that are among the others; a party has few. */
function without(entries: readonly Entry[], others: readonly Entry[]): Entry[] {
  return entries.filter(
    (entry, index) =>
      !others.some((other) => isDeepStrictEqual(entry, other)) &&
      entries.findIndex((other) => isDeepStrictEqual(entry, other)) === index,
  );
}
