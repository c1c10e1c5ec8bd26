import type { PartyId } from '../../model/party.js';
import type { Piece, ReadAt } from '../store.js';
import { day, unescaped } from '../writing/text.js';
import type { Reader } from './reader.js';
import { INTEREST_CELL, interestsOf, PARTY_CELL, partiesOf } from './statements.js';
import { packed, unpacked, valid, visible } from './text.js';

const PARTIES_PER_PIECE = 2_000;

// ?1 the first number, ?2 the revision, ?3 the day, ?4 the last number.
const NUMBERS = `
  SELECT p.id, p.ref FROM party AS p
  WHERE NOT EXISTS (SELECT 1 FROM alias AS a WHERE a.party = p.id AND ${visible('a', '?1')}) ORDER BY p.id`;
/** Some interest has the party at this end. */
function named(index: string, end: string): string {
  return `EXISTS (SELECT 1 FROM interest AS i INDEXED BY ${index} WHERE i.${end} = p.id AND ${visible('i', '?2')} AND ${valid('i', '?3')})`;
}

const PIECE = `
  SELECT ${packed(`
    SELECT ${PARTY_CELL} AS cell FROM party AS p
    LEFT JOIN party_statement AS s INDEXED BY party_statement_of ON s.party = p.id AND ${visible('s', '?2')}
    WHERE p.id BETWEEN ?1 AND ?4
      AND NOT EXISTS (SELECT 1 FROM alias AS a WHERE a.party = p.id AND ${visible('a', '?2')})
      AND (s.id IS NOT NULL OR ${named('interest_up', 'subject')} OR ${named('interest_down', 'holder')})`)}, ${packed(`
    SELECT ${INTEREST_CELL} AS cell FROM interest AS i INDEXED BY interest_up
    WHERE i.subject BETWEEN ?1 AND ?4 AND ${visible('i', '?2')} AND ${valid('i', '?3')}`)}`;

export async function* whole(
  reader: Reader,
  { asOf, revision }: Omit<ReadAt, 'deadlineAt'>,
  pieceWithinMs: number,
): AsyncGenerator<Piece> {
  const pinned = (): ReadAt => ({ asOf, revision, deadlineAt: Date.now() + pieceWithinMs });
  const all = reader.all(pinned(), NUMBERS, [revision]) as [number, string][];
  const ids = new Map(all.map(([number, ref]) => [number, { id: unescaped(ref) as PartyId, statements: [] }]));
  for (let from = 0; from < all.length; from += PARTIES_PER_PIECE) {
    const [first, last] = [all[from], all[Math.min(from + PARTIES_PER_PIECE, all.length) - 1]];
    const row = reader.get(pinned(), PIECE, [first?.[0] as number, revision, day(asOf), last?.[0] as number]) ?? [];
    yield {
      parties: [...partiesOf(unpacked(row[0]), reader.sources).values()],
      interests: interestsOf(unpacked(row[1]), ids, reader.sources),
    };
  }
}
