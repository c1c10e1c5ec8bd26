import type { PartyId } from '../../model/party.js';
import { keyAfter } from '../pageKey.js';
import type { Direction, InterestPage, ReadAt } from '../store.js';
import { day, escaped } from '../writing/text.js';
import type { Connection } from './connection.js';
import { answering, held, interestCell } from './cypher.js';
import { partiesByNumber } from './parties.js';
import { type InterestCell, interestOf } from './records.js';

/** The interests of one side of `p`, with the key under which `p` sees them: the far end and the type. */
function pageText(direction: Direction): string {
  const [match, far, cell] =
    direction === 'UP'
      ? ['(p)<-[h:HOLDS]-(far)', 'far', interestCell('h', 'far', 'p')]
      : ['(p)-[h:HOLDS]->(far)', 'far', interestCell('h', 'p', 'far')];
  const keyed = `MATCH ${match} WHERE ${held('h')} WITH h, ${far}, far.id + '"' + h.type AS key`;
  return `
  UNWIND range(0, size($ids) - 1) AS index
  MATCH (asked:Party {id: $ids[index]})
  ${answering('asked', 'kept')}
  WITH index, coalesce(kept, asked) AS p
  CALL (p) { ${keyed} RETURN count(DISTINCT key) AS total }
  CALL (p) {
    ${keyed} WHERE key > $after
    WITH DISTINCT key ORDER BY key LIMIT $most
    RETURN collect(key) AS keys
  }
  RETURN index, p.number, total, size(keys), COLLECT {
    ${keyed} WHERE key > $after AND key <= keys[size(keys[..$first]) - 1]
    RETURN ${cell} ORDER BY key, h.recorded, h.ordinal
  }`;
}

type PageRow = readonly [
  index: number,
  number: number,
  total: number,
  keys: number,
  interests: readonly InterestCell[],
];

export async function page(
  connection: Connection,
  ids: readonly PartyId[],
  direction: Direction,
  at: ReadAt,
  first: number,
  after: string | null,
): Promise<InterestPage[]> {
  const parameters = {
    ids: ids.map(escaped),
    revision: at.revision,
    day: day(at.asOf),
    after: after === null ? '' : keyAfter(after, direction),
    first,
    most: first + 1,
  };
  const rows = (await connection.read(
    pageText(direction),
    parameters,
    at.deadlineAt,
  )) as readonly unknown[] as PageRow[];
  const ends = rows.flatMap(([, , , , cells]) => cells.flatMap(([holder, subject]) => [holder ?? subject, subject]));
  const parties = await partiesByNumber(connection, [...new Set(ends)], at);
  const answers = ids.map(() => NOTHING);
  for (const [index, , totalCount, keys, cells] of rows) {
    const far = new Set(cells.flatMap(([holder, subject]) => (direction === 'DOWN' ? [subject] : (holder ?? []))));
    answers[index] = {
      interests: cells.map((cell) => {
        const holder = cell[0] === null ? null : (parties.get(cell[0])?.id as PartyId);
        return interestOf(cell, holder, parties.get(cell[1])?.id as PartyId);
      }),
      parties: [...far].flatMap((number) => parties.get(number) ?? []),
      hasNextPage: keys > first,
      totalCount,
    };
  }
  return answers;
}

const NOTHING: InterestPage = { interests: [], parties: [], hasNextPage: false, totalCount: 0 };
