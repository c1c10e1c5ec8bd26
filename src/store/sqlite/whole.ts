import type { PartyId } from '../../model/party.js';
import type { Piece, ReadOfDays } from '../store.js';
import { daysOf, unescaped } from '../writing/text.js';
import type { Reader } from './reader.js';
import { INTEREST_CELL, interestsOf, PARTY_CELL, partiesOf } from './statements.js';
import { packed, unpacked, valid, visible } from './text.js';

const PARTIES_PER_PIECE = 2_000;

// ?1 the first number, ?2 the revision, ?3 and ?5 the first and the last day, ?4 the last number.
const NUMBERS = `
  SELECT p.id, p.ref FROM party AS p
  WHERE NOT EXISTS (SELECT 1 FROM alias AS a WHERE a.party = p.id AND ${visible('a', '?1')}) ORDER BY p.id`;
/** Some interest has the party at this end. */
function named(index: string, end: string): string {
  return `EXISTS (SELECT 1 FROM interest AS i INDEXED BY ${index} WHERE i.${end} = p.id AND ${visible('i', '?2')} AND ${valid('i', '?3', '?5')})`;
}

const PIECE = `
  SELECT ${packed(`
    SELECT ${PARTY_CELL} AS cell FROM party AS p
    LEFT JOIN party_statement AS s INDEXED BY party_statement_of ON s.party = p.id AND ${visible('s', '?2')}
    WHERE p.id BETWEEN ?1 AND ?4
      AND NOT EXISTS (SELECT 1 FROM alias AS a WHERE a.party = p.id AND ${visible('a', '?2')})
      AND (s.id IS NOT NULL OR ${named('interest_up', 'subject')} OR ${named('interest_down', 'holder')})`)}, ${packed(`
    SELECT ${INTEREST_CELL} AS cell FROM interest AS i INDEXED BY interest_up
    WHERE i.subject BETWEEN ?1 AND ?4 AND ${visible('i', '?2')} AND ${valid('i', '?3', '?5')}`)}`;

export async function* whole(
  reader: Reader,
  { asOf, revision }: Omit<ReadOfDays, 'deadlineAt'>,
  pieceWithinMs: number,
): AsyncGenerator<Piece> {
  const [firstDay, lastDay] = daysOf(asOf);
  const pinned = (): ReadOfDays => ({ asOf, revision, deadlineAt: Date.now() + pieceWithinMs });
  const all = reader.all(pinned(), NUMBERS, [revision]) as [number, string][];
  const ids = new Map(all.map(([number, ref]) => [number, { id: unescaped(ref) as PartyId, statements: [] }]));
  for (let from = 0; from < all.length; from += PARTIES_PER_PIECE) {
    const [first, last] = [all[from], all[Math.min(from + PARTIES_PER_PIECE, all.length) - 1]];
    const numbers = [first?.[0] as number, revision, firstDay, last?.[0] as number, lastDay];
    const row = reader.get(pinned(), PIECE, numbers) ?? [];
    yield {
      parties: [...partiesOf(unpacked(row[0]), reader.sources).values()],
      interests: interestsOf(unpacked(row[1]), ids, reader.sources),
    };
  }
}
