import type { PartyId } from '../../model/party.js';
import type { InterestStatement, Kept } from '../../model/statement.js';
import { spokenOf } from '../gathering.js';
import type { Direction, Gathering, GatherLimits, PartyRecord, ReadOfDays } from '../store.js';
import { daysOf, escaped } from '../writing/text.js';
import type { Connection, Question } from './connection.js';
import { answering, heldWithin, interestCell, statementsAbout } from './cypher.js';
import { type InterestCell, interestOf, partyOf, type StatementCell } from './records.js';

/**
 * Steps that one trip to the database takes. Unbounded, a long chain hung the client and left the server out of heap;
 * structures that are deeper go on from where a trip ended.
 */
export const STEPS_PER_TRIP = 1_000;

const FROM_IDS = `
  MATCH (asked:Party) WHERE asked.id IN $from
  ${answering('asked', 'kept')}
  WITH DISTINCT coalesce(kept, asked) AS start`;
const FROM_NUMBERS = 'MATCH (start:Party) WHERE start.number IN $from';

/**
 * The parties reached and how many steps away each is. Upward from a member to its groups and downward from a group in
 * concert to its members the way is HAS_MEMBER, so that one pattern of one direction goes everywhere. The planner makes
 * of "end nodes and their shortest distance" a search that visits each party once (VarLengthExpand(Pruning,BFS)): what
 * uses the path otherwise would enumerate paths.
 */
function reached(direction: Direction, steps: number): string {
  const [left, right] = direction === 'UP' ? ['<-', '-'] : ['-', '->'];
  const way = `${heldWithin('h')}${direction === 'UP' ? '' : ` AND (h:HOLDS OR h.type = 'CONCERT')`}`;
  return `
  MATCH path = (start)${left}[ways:HOLDS|HAS_MEMBER*0..${steps}]${right}(p:Party) WHERE all(h IN ways WHERE ${way})
  WITH p, min(length(path)) AS distance`;
}

/** Holders of those reached, who are no further followed: without a distance. */
const RIM = `
  CALL (p, distance) {
    RETURN p AS party, distance AS near
    UNION MATCH (p)<-[h:HOLDS]-(holder:Party) WHERE ${heldWithin('h')} RETURN DISTINCT holder AS party, null AS near
  }
  WITH party AS p, min(near) AS distance`;

/** A party a row, the near ones first; its interests where they are read. */
const ROWS = `
  WITH p, distance ORDER BY distance, p.number LIMIT $mostParties
  RETURN p.number, p.id, distance, ${statementsAbout('p')},
    CASE WHEN distance < $readBefore THEN COLLECT {
      MATCH (p)<-[h:HOLDS]-(o) WHERE ${heldWithin('h')}
      RETURN ${interestCell('h', 'o', 'p')} ORDER BY h.recorded, h.ordinal LIMIT $mostInterests
    } END`;

/** The text of one trip; exported for the plan tests and the bench. */
export function gatherText(direction: Direction, steps: number, goesOn = false): string {
  const rim = direction === 'UP' ? '' : RIM;
  return `${goesOn ? FROM_NUMBERS : FROM_IDS} ${reached(direction, steps)} ${rim} ${ROWS}`;
}

/** The question that is asked most, of no one. */
export const GATHER_NOBODY: Question = {
  text: gatherText('UP', STEPS_PER_TRIP),
  parameters: {
    from: [],
    revision: 0,
    first: 0,
    last: 0,
    mostParties: 1,
    mostInterests: 1,
    readBefore: STEPS_PER_TRIP,
  },
};

const MEMBERS_OF_GROUPS_NOT_READ = `
  MATCH (p:Party)<-[h:HAS_MEMBER]-(group:Party)
  WHERE p.number IN $numbers AND ${heldWithin('h')} AND NOT group.number IN $numbers
  RETURN DISTINCT p.number`;

type GatheredRow = readonly [
  number: number,
  ref: string,
  /** Null for the rim. */
  distance: number | null,
  statements: readonly StatementCell[],
  /** Null where they were not asked for. */
  interests: readonly InterestCell[] | null,
];

export async function gather(
  connection: Connection,
  ids: readonly PartyId[],
  direction: Direction,
  at: ReadOfDays,
  limits: GatherLimits,
): Promise<Gathering> {
  const { rows, complete } = await reachedRows(connection, ids, direction, at, limits);
  return assembled(connection, rows, complete, direction, at, limits);
}

/** What is known of a party that no trip brought before. */
const NONE: readonly [unknown, unknown, null] = [null, null, null];

/** What the trips bring, each party once, the near ones first. */
async function reachedRows(
  connection: Connection,
  ids: readonly PartyId[],
  direction: Direction,
  at: ReadOfDays,
  { depth, maxParties, maxInterests }: GatherLimits,
): Promise<{ readonly rows: readonly GatheredRow[]; readonly complete: boolean }> {
  const rows = new Map<number, GatheredRow>();
  let from: readonly (string | number)[] = ids.map(escaped);
  let goesOn = false;
  const [first, last] = daysOf(at.asOf);
  for (let gone = 0; ; gone += STEPS_PER_TRIP) {
    const left = depth === null ? Number.POSITIVE_INFINITY : depth - gone;
    const steps = Math.min(left, STEPS_PER_TRIP);
    const isLast = left <= STEPS_PER_TRIP;
    const parameters = {
      from,
      revision: at.revision,
      first,
      last,
      // One more than the limit is asked for: that is how a cut is seen.
      mostParties: maxParties + 1,
      mostInterests: maxInterests + 1,
      // Upward the owners of the last step are beyond the depth asked for, or for the next trip to read.
      readBefore: direction === 'UP' ? steps : steps + 1,
    };
    const text = gatherText(direction, steps, goesOn);
    let count = 0;
    const read = await connection.read(text, parameters, at.deadlineAt, (rows) => {
      const more = (rows.at(-1)?.[4] as readonly unknown[] | null)?.length ?? 0;
      count = rows.length === 1 ? more : count + more;
      return count > maxInterests;
    });
    // Where the interests are too many to be read, the parties come without the rest of them.
    if (count > maxInterests)
      read.push(...(await connection.read(text, { ...parameters, readBefore: 0 }, at.deadlineAt)));
    const found = read as readonly unknown[] as GatheredRow[];
    const frontier: number[] = [];
    for (const row of found) {
      const [number, , distance] = row;
      const known = rows.get(number);
      if (!isLast && distance === steps && (known ?? NONE)[2] === null) frontier.push(number);
      // The start of a trip was the end of the one before, and may have been the rim of another.
      if (known === undefined || (known[4] === null && row[4] !== null)) rows.set(number, row);
    }
    if (rows.size > maxParties || count > maxInterests) return { rows: [...rows.values()], complete: false };
    if (frontier.length === 0) return { rows: [...rows.values()], complete: true };
    from = frontier;
    goesOn = true;
  }
}

async function assembled(
  connection: Connection,
  rows: readonly GatheredRow[],
  completeSoFar: boolean,
  direction: Direction,
  at: ReadOfDays,
  { maxParties, maxInterests }: GatherLimits,
): Promise<Gathering> {
  const kept = inOrder(rows).slice(0, maxParties);
  const parties = new Map<number, PartyRecord>(kept.map(([number, ref, , cells]) => [number, partyOf(ref, cells)]));
  const unread = new Set<number>();
  const interests: (InterestStatement & Kept)[] = [];
  let isCut = false;
  for (const [number, , , , cells] of kept) {
    if (cells === null || isCut) unread.add(number);
    for (const cell of isCut ? [] : (cells ?? [])) {
      if (interests.length === maxInterests) {
        isCut = true;
        unread.add(number);
        break;
      }
      const holder = cell[0] === null ? null : parties.get(cell[0]);
      if (holder === undefined) unread.add(number);
      else interests.push(interestOf(cell, holder?.id ?? null, parties.get(number)?.id as PartyId));
    }
  }
  const complete = completeSoFar && !isCut;
  if (!complete && direction === 'UP') {
    const [first, last] = daysOf(at.asOf);
    const members = await connection.read(
      MEMBERS_OF_GROUPS_NOT_READ,
      { numbers: [...parties.keys()], revision: at.revision, first, last },
      at.deadlineAt,
    );
    for (const [number] of members) unread.add(number as number);
  }
  return {
    parties: spokenOf([...parties.values()], interests),
    interests,
    complete,
    unexpanded: [...unread].flatMap((number) => parties.get(number)?.id ?? []),
  };
}

/** Those reached, then the rim: when a limit cuts, the rim goes first. */
function inOrder(rows: readonly GatheredRow[]): readonly GatheredRow[] {
  const rim = rows.filter(([, , distance]) => distance === null);
  return rim.length === 0 ? rows : [...rows.filter(([, , distance]) => distance !== null), ...rim];
}
