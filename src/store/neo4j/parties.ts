import type { JurisdictionCode, PartyId } from '../../model/party.js';
import type { PartyKey, PartyPage, PartyRecord, Place, ReadAt } from '../store.js';
import { escaped } from '../writing/text.js';
import type { Connection } from './connection.js';
import { answering, statementsAbout, visible } from './cypher.js';
import { partyOf, type StatementCell } from './records.js';

const BY_ID = `
  UNWIND range(0, size($ids) - 1) AS index
  MATCH (asked:Party {id: $ids[index]})
  ${answering('asked', 'kept')}
  WITH index, coalesce(kept, asked) AS p
  RETURN index, p.id, ${statementsAbout('p')}`;
const BY_IDENTIFIER = `
  UNWIND range(0, size($identifiers) - 1) AS index
  MATCH (:Identifier {scheme: $identifiers[index][0], value: $identifiers[index][1]})<-[by:IDENTIFIED_BY]-(p:Party)
  WHERE ${visible('by')}
  RETURN DISTINCT index, p.id, ${statementsAbout('p')}`;
const BY_NUMBER = `
  MATCH (p:Party) WHERE p.number IN $numbers
  RETURN p.number, p.id, ${statementsAbout('p')}`;

type FoundRow = readonly [index: number, ref: string, statements: readonly StatementCell[]];

export async function parties(
  connection: Connection,
  keys: readonly PartyKey[],
  at: ReadAt,
): Promise<(PartyRecord | null)[]> {
  const byId = keys.flatMap((key, index) => ('id' in key ? [{ index, value: escaped(key.id) }] : []));
  const byIdentifier = keys.flatMap((key, index) =>
    'id' in key ? [] : [{ index, value: [escaped(key.identifier.scheme), escaped(key.identifier.value)] }],
  );
  const answers: (PartyRecord | null)[] = keys.map(() => null);
  const read = async (text: string, name: string, asked: readonly { index: number; value: unknown }[]) => {
    if (asked.length === 0) return;
    const parameters = { [name]: asked.map(({ value }) => value), revision: at.revision };
    for (const [position, ref, statements] of (await connection.read(
      text,
      parameters,
      at.deadlineAt,
    )) as readonly unknown[] as FoundRow[]) {
      if (statements.length > 0) answers[asked[position]?.index as number] = partyOf(ref, statements);
    }
  };
  // A deadline that is over is one for an empty question too.
  if (keys.length === 0) await connection.read('RETURN 1', {}, at.deadlineAt);
  await Promise.all([read(BY_ID, 'ids', byId), read(BY_IDENTIFIER, 'identifiers', byIdentifier)]);
  return answers;
}

export async function partiesByNumber(
  connection: Connection,
  numbers: readonly number[],
  at: ReadAt,
): Promise<Map<number, PartyRecord>> {
  if (numbers.length === 0) return new Map();
  const rows = await connection.read(BY_NUMBER, { numbers, revision: at.revision }, at.deadlineAt);
  return new Map(
    (rows as readonly unknown[] as FoundRow[]).map(([number, ref, cells]) => [number, partyOf(ref, cells)]),
  );
}

// The relationship's index has the places in the order of their companies: no page reads more than itself.
const IN_PLACE = `r.code = code AND ${visible('r')} AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR $asOf < r.to)`;
const PLACES = { INCORPORATION: 'INCORPORATED_IN', HEADQUARTERS: 'HEADQUARTERED_IN' } as const;

export function companiesText(place: Place): string {
  return `
  UNWIND $codes AS code
  CALL (code) {
    MATCH (p:Party)-[r:${PLACES[place]}]->(:Jurisdiction)
    WHERE ${IN_PLACE} AND r.party > $after
    WITH DISTINCT r.party AS ref, p ORDER BY ref LIMIT $most
    RETURN ref, p
  }
  WITH DISTINCT ref, p ORDER BY ref LIMIT $most
  RETURN p.number, ref, ${statementsAbout('p')}`;
}

function countText(place: Place): string {
  return `
  UNWIND $codes AS code
  MATCH ()-[r:${PLACES[place]}]->() WHERE ${IN_PLACE}
  RETURN count(DISTINCT r.party)`;
}

export async function companiesIn(
  connection: Connection,
  codes: readonly JurisdictionCode[],
  place: Place,
  at: ReadAt,
  first: number,
  after: PartyId | null,
): Promise<PartyPage> {
  const parameters = {
    codes: [...new Set(codes)].map(escaped),
    revision: at.revision,
    asOf: at.asOf,
    after: after === null ? '' : escaped(after),
    most: first + 1,
  };
  const [rows, [counted]] = await Promise.all([
    connection.read(companiesText(place), parameters, at.deadlineAt),
    connection.read(countText(place), parameters, at.deadlineAt),
  ]);
  const found = (rows as readonly unknown[] as FoundRow[]).slice(0, first);
  return {
    parties: found.map(([, ref, statements]) => partyOf(ref, statements)),
    hasNextPage: rows.length > first,
    totalCount: counted?.[0] as number,
  };
}
