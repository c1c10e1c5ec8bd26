import type { JurisdictionCode, PartyId } from '../../model/party.js';
import type { PartyKey, PartyPage, PartyRecord, Place, ReadAt } from '../store.js';
import { day, escaped, identifierValue } from '../writing/text.js';
import type { Reader } from './reader.js';
import { ENTRY } from './schema.js';
import { type NumberedParty, PARTY_CELL, partiesOf } from './statements.js';
import { packed, refList, unpacked, valid, visible } from './text.js';

// ?1 JSON, ?2 the revision.
const NUMBERS_OF_IDS = packed(`
  SELECT asked.key || ',' || ifnull(a.target, p.id) AS cell
  FROM json_each(?1) AS asked CROSS JOIN party AS p ON p.ref = asked.value
  LEFT JOIN alias AS a ON a.party = p.id AND ${visible('a', '?2')}`);
const NUMBERS_OF_ENTRIES = packed(`
  SELECT asked.key || ',' || e.party AS cell FROM json_each(?1) AS asked CROSS JOIN entry AS e
  ON e.kind = ${ENTRY.IDENTIFIER} AND e.value = asked.value WHERE ${visible('e', '?2')}`);
const PARTIES = `SELECT ${packed(`
  SELECT ${PARTY_CELL} AS cell FROM json_each(?1) AS wanted CROSS JOIN party AS p ON p.id = wanted.value
  LEFT JOIN party_statement AS s INDEXED BY party_statement_of ON s.party = p.id AND ${visible('s', '?2')}`)}`;

/** Who the ids stand for at the revision; null for one that was never recorded. */
export function partyNumbers(reader: Reader, ids: readonly PartyId[], at: ReadAt): (number | null)[] {
  return aligned(ids.length, reader.get(at, `SELECT ${NUMBERS_OF_IDS}`, [refList(ids), at.revision])?.[0]);
}

export function partiesByNumber(reader: Reader, numbers: readonly number[], at: ReadAt): Map<number, NumberedParty> {
  if (numbers.length === 0) return new Map();
  return partiesOf(unpacked(reader.get(at, PARTIES, [JSON.stringify(numbers), at.revision])?.[0]), reader.sources);
}

export function parties(reader: Reader, keys: readonly PartyKey[], at: ReadAt): (PartyRecord | null)[] {
  const ids = keys.map((key) => ('id' in key ? escaped(key.id) : null));
  const identifiers = keys.map((key) => ('id' in key ? null : identifierValue(key.identifier)));
  const byId = aligned(
    keys.length,
    reader.get(at, `SELECT ${NUMBERS_OF_IDS}`, [JSON.stringify(ids), at.revision])?.[0],
  );
  const byIdentifier = identifiers.every((value) => value === null)
    ? []
    : aligned(
        keys.length,
        reader.get(at, `SELECT ${NUMBERS_OF_ENTRIES}`, [JSON.stringify(identifiers), at.revision])?.[0],
      );
  const numbers = keys.map((_, index) => byId[index] ?? byIdentifier[index] ?? null);
  const records = partiesByNumber(reader, [...new Set(numbers.filter((number) => number !== null))], at);
  return numbers.map((number) => {
    const record = number === null ? undefined : records.get(number);
    return record === undefined || record.statements.length === 0 ? null : record;
  });
}

// ?1 the codes, ?2 the revision, ?3 the day, ?4 the kind of place; ?5 after which id, ?6 how many of each code.
const IN_PLACE = `e.kind = ?4 AND e.value = code.value AND ${visible('e', '?2')} AND ${valid('e', '?3')}`;
const COMPANIES = `
  SELECT ${packed(`
    SELECT DISTINCT '"' || e.ref || '",' || e.party AS cell, e.ref FROM entry AS e
    WHERE ${IN_PLACE} AND e.ref > ?5 ORDER BY e.ref LIMIT ?6`)}
  FROM json_each(?1) AS code`;
const COUNT_COMPANIES = `
  SELECT count(DISTINCT e.party) FROM json_each(?1) AS code CROSS JOIN entry AS e ON ${IN_PLACE}`;

export function companiesIn(
  reader: Reader,
  codes: readonly JurisdictionCode[],
  place: Place,
  at: ReadAt,
  first: number,
  after: PartyId | null,
): PartyPage {
  const where = [JSON.stringify([...new Set(codes)].map(escaped)), at.revision, day(at.asOf), ENTRY[place]];
  const rows = reader.all(at, COMPANIES, [...where, after === null ? '' : escaped(after), first + 1]);
  const found = new Map<PartyId, number>();
  for (const [text] of rows) {
    const cells = unpacked(text);
    for (let cell = 0; cell < cells.length; cell += 2) found.set(cells[cell] as PartyId, cells[cell + 1] as number);
  }
  const shown = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, first);
  const records = partiesByNumber(
    reader,
    shown.map(([, number]) => number),
    at,
  );
  const [totalCount] = reader.get(at, COUNT_COMPANIES, where) as [number];
  return {
    parties: shown.flatMap(([, number]) => records.get(number) ?? []),
    hasNextPage: found.size > first,
    totalCount,
  };
}

/** Numbers by the position of the key that found them. */
function aligned(length: number, text: unknown): (number | null)[] {
  const found: (number | null)[] = new Array<null>(length).fill(null);
  const cells = unpacked(text);
  for (let cell = 0; cell < cells.length; cell += 2) found[cells[cell] as number] = cells[cell + 1] as number;
  return found;
}
