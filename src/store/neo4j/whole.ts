import type { Piece, ReadOfDays } from '../store.js';
import { daysOf, unescaped } from '../writing/text.js';
import type { Connection } from './connection.js';
import { heldWithin, interestCell, statementsAbout, visible } from './cypher.js';
import { type InterestCell, interestOf, partyOf, type StatementCell } from './records.js';

/** A trip brings so many numbers of parties: a range of their index, read in one go and given back as a piece. */
const NUMBERS_PER_PIECE = 5_000;

const PIECE = `
  MATCH (p:Party) WHERE p.number > $after AND p.number <= $to
    AND NOT EXISTS { MATCH (p)-[same:SAME_AS]->(:Party) WHERE ${visible('same')} }
    AND (EXISTS { MATCH (p)<-[:ABOUT]-(st) WHERE ${visible('st')} } OR EXISTS { MATCH (p)-[h:HOLDS]-() WHERE ${heldWithin('h')} })
  RETURN p.id, ${statementsAbout('p')}, COLLECT {
    MATCH (p)<-[h:HOLDS]-(o) WHERE ${heldWithin('h')}
    RETURN [o.id, ${interestCell('h', 'o', 'p')}] ORDER BY h.recorded, h.ordinal
  }`;
const LAST = `MATCH (s:Controlgraph {name: 'controlgraph'}) RETURN s.parties`;

type WholeRow = readonly [
  ref: string,
  statements: readonly StatementCell[],
  interests: readonly (readonly [holder: string, cell: InterestCell])[],
];

export async function* whole(
  connection: Connection,
  { asOf, revision }: Omit<ReadOfDays, 'deadlineAt'>,
  pieceWithinMs: number,
): AsyncGenerator<Piece> {
  const [firstDay, lastDay] = daysOf(asOf);
  const read = (text: string, parameters: object) =>
    connection.read(text, { ...parameters }, Date.now() + pieceWithinMs);
  const [[last] = [0]] = (await read(LAST, {})) as unknown as [number][];
  const piece = (after: number) =>
    read(PIECE, { after, to: after + NUMBERS_PER_PIECE, revision, first: firstDay, last: lastDay }) as Promise<unknown>;
  // While one piece is taken apart here the next is read there.
  let next = piece(0);
  // A reader that stops early never asks for what was begun.
  next.catch(() => {});
  for (let after = 0; after < last; after += NUMBERS_PER_PIECE) {
    const rows = (await next) as WholeRow[];
    const isLast = after + NUMBERS_PER_PIECE >= last;
    if (!isLast) {
      next = piece(after + NUMBERS_PER_PIECE);
      next.catch(() => {});
    }
    yield {
      parties: rows.map(([ref, statements]) => partyOf(ref, statements)),
      interests: rows.flatMap(([ref, , cells]) =>
        cells.map(([holder, cell]) => interestOf(cell, cell[0] === null ? null : unescaped(holder), unescaped(ref))),
      ),
    };
  }
}
