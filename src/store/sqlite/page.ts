import type { PartyId } from '../../model/party.js';
import { keyAfter } from '../pageKey.js';
import type { Direction, InterestPage, ReadAt } from '../store.js';
import { day } from '../writing/text.js';
import { partiesByNumber, partyNumbers } from './parties.js';
import type { Reader } from './reader.js';
import { endNumbers, INTEREST_CELL, interestsOf } from './statements.js';
import { packed, unpacked, valid, visible } from './text.js';

/**
 * ?1 the party, ?2 the revision, ?3 the day. For `keys`, ?4 the key to start after and ?5 how many; for `rows`, ?4 the
 * first key and ?5 the last.
 */
function statementsOf(direction: Direction): { readonly keys: string; readonly rows: string; readonly count: string } {
  const [own, key, index] =
    direction === 'UP' ? ['subject', 'far', 'interest_up'] : ['holder', 'near', 'interest_down'];
  const held = `i.${own} = ?1 AND ${visible('i', '?2')} AND ${valid('i', '?3')}`;
  const keys = `SELECT DISTINCT i.${key} FROM interest AS i INDEXED BY ${index} WHERE ${held} AND i.${key} > ?4 ORDER BY i.${key} LIMIT ?5`;
  return {
    keys,
    rows: `SELECT ${packed(`
      SELECT ${INTEREST_CELL} AS cell FROM interest AS i INDEXED BY ${index}
      WHERE ${held} AND i.${key} BETWEEN ?4 AND ?5 ORDER BY i.${key}, i.recorded, i.ordinal`)}`,
    // Rows that hold are counted in one run over the index, and where datasets share a key, all but one taken off.
    count: `
      SELECT (SELECT count(*) FROM interest AS i INDEXED BY ${index} WHERE ${held})
      - (SELECT ifnull(sum(rows - 1), 0) FROM (
          SELECT count(*) AS rows FROM shared_key AS k CROSS JOIN interest AS i INDEXED BY ${index} ON i.${key} = k.key
          WHERE k.party = ?1 AND k.direction = '${direction}' AND ${held} GROUP BY k.key))`,
  };
}

const STATEMENTS: Readonly<Record<Direction, ReturnType<typeof statementsOf>>> = {
  UP: statementsOf('UP'),
  DOWN: statementsOf('DOWN'),
};

export function page(
  reader: Reader,
  ids: readonly PartyId[],
  direction: Direction,
  at: ReadAt,
  first: number,
  after: string | null,
): InterestPage[] {
  const from = after === null ? '' : keyAfter(after, direction);
  const pages = partyNumbers(reader, ids, at).map((number) =>
    number === null ? NO_ROWS : rowsOf(reader, number, direction, at, first, from),
  );
  const parties = partiesByNumber(reader, [...new Set(pages.flatMap(({ cells }) => endNumbers(cells)))], at);
  return pages.map(({ number, cells, hasNextPage, totalCount }) => {
    const interests = interestsOf(cells, parties, reader.sources);
    const far = new Set(
      interests.map((interest) => (direction === 'UP' ? interest.interestedParty : interest.subject)),
    );
    const ends = [...new Set([...endNumbers(cells), number])].flatMap((end) => parties.get(end) ?? []);
    return { interests, parties: ends.filter((party) => far.has(party.id)), hasNextPage, totalCount };
  });
}

interface PageRows {
  readonly number: number;
  readonly cells: readonly unknown[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

const NO_ROWS: PageRows = { number: 0, cells: [], hasNextPage: false, totalCount: 0 };

function rowsOf(
  reader: Reader,
  number: number,
  direction: Direction,
  at: ReadAt,
  first: number,
  from: string,
): PageRows {
  const { keys: keysSql, rows: rowsSql, count } = STATEMENTS[direction];
  const on = [number, at.revision, day(at.asOf)];
  const keys = reader.all(at, keysSql, [...on, from, first + 1]).map(([key]) => key as string);
  const [totalCount] = reader.get(at, count, on.map(BigInt)) as [number];
  const shown = keys.slice(0, first);
  const [start, end] = [shown[0], shown.at(-1)];
  const cells =
    start === undefined || end === undefined ? [] : unpacked(reader.get(at, rowsSql, [...on, start, end])?.[0]);
  return { number, cells, hasNextPage: keys.length > first, totalCount };
}
