import type { PartyId } from '../../model/party.js';
import { spokenOf } from '../gathering.js';
import type { Direction, Gathering, GatherLimits, PartyRecord, ReadOfDays } from '../store.js';
import { daysOf } from '../writing/text.js';
import type { Reader } from './reader.js';
import { INTEREST_CELL, interestCount, interestsOf, PARTY_CELL, partiesOf, subjectAt } from './statements.js';
import { packed, refList, unpacked, valid, visible } from './text.js';

// In every statement of this file: ?1 where it starts, ?2 the revision, ?3 the first and ?7 the last day.
const HELD = `${visible('i', '?2')} AND ${valid('i', '?3', '?7')}`;
const ALIAS = `LEFT JOIN alias AS a ON a.party = p.id AND ${visible('a', '?2')}`;
const FROM_IDS = `
  SELECT ifnull(a.target, p.id) FROM json_each(?1) AS asked CROSS JOIN party AS p ON p.ref = asked.value ${ALIAS}`;
const FROM_NUMBERS = 'SELECT value FROM json_each(?1)';

// CROSS JOIN and INDEXED BY fix the plan: left alone, SQLite may scan the table at every step.
const HOLDERS = `
  SELECT i.holder FROM reached AS r CROSS JOIN interest AS i INDEXED BY interest_up
  ON i.subject = r.party WHERE i.holder IS NOT NULL AND ${HELD}`;
const GROUPS = `
  SELECT i.subject FROM reached AS r CROSS JOIN interest AS i INDEXED BY interest_membership
  ON i.holder = r.party WHERE i.type IN ('CONCERT', 'JOINT_HOLDER') AND ${HELD}`;
const HOLDINGS = `
  SELECT i.subject FROM reached AS r CROSS JOIN interest AS i INDEXED BY interest_down
  ON i.holder = r.party WHERE ${HELD}`;
const MEMBERS = `
  SELECT i.holder FROM reached AS r CROSS JOIN interest AS i INDEXED BY interest_concert
  ON i.subject = r.party WHERE i.type = 'CONCERT' AND i.holder IS NOT NULL AND ${HELD}`;
const STEPS: Readonly<Record<Direction, string>> = {
  UP: `${HOLDERS} UNION ${GROUPS}`,
  DOWN: `${HOLDINGS} UNION ${MEMBERS}`,
};

const HOLDERS_OUTSIDE = `SELECT DISTINCT holder FROM (${HOLDERS}) WHERE holder NOT IN (SELECT party FROM reached) LIMIT ?4`;
const OUTSIDE_NUMBERS = 'SELECT value FROM json_each(?6) LIMIT ?4';

/** Rows of UNION leave the queue in the order in which they came: breadth first, so a limit cuts off what is far. */
function everyStep(direction: Direction): string {
  return `${FROM_IDS} UNION ${STEPS[direction]} LIMIT ?4`;
}

/** One row: the parties reached, those outside (the rim), and the interests in the parties reached, in their order. */
function collect(reached: string, outside: string | null): string {
  const rim = outside === null ? '' : `, rim(party) AS MATERIALIZED (${outside})`;
  return `
    WITH RECURSIVE reached(party) AS MATERIALIZED (${reached})${rim}
    SELECT ${partiesIn('reached')}, ${outside === null ? 'NULL' : partiesIn('rim')}, ${packed(`
      SELECT ${INTEREST_CELL} AS cell FROM reached AS r CROSS JOIN interest AS i INDEXED BY interest_up
      ON i.subject = r.party WHERE ${HELD} LIMIT ?5`)}`;
}

function partiesIn(table: string): string {
  return packed(`
    SELECT ${PARTY_CELL} AS cell FROM ${table} AS r CROSS JOIN party AS p ON p.id = r.party
    LEFT JOIN party_statement AS s INDEXED BY party_statement_of ON s.party = p.id AND ${visible('s', '?2')}`);
}

const AT_ANY_DEPTH: Readonly<Record<Direction, string>> = {
  UP: collect(everyStep('UP'), null),
  DOWN: collect(everyStep('DOWN'), HOLDERS_OUTSIDE),
};
const AT_DEPTH: Readonly<Record<Direction, string>> = {
  UP: collect(FROM_NUMBERS, OUTSIDE_NUMBERS),
  DOWN: collect(FROM_NUMBERS, HOLDERS_OUTSIDE),
};
const ONE_STEP: Readonly<Record<Direction, string>> = {
  UP: `WITH reached(party) AS (${FROM_NUMBERS}) ${STEPS.UP} LIMIT ?4`,
  DOWN: `WITH reached(party) AS (${FROM_NUMBERS}) ${STEPS.DOWN} LIMIT ?4`,
};
const MEMBERS_OF_GROUPS_NOT_READ = `
  WITH reached(party) AS MATERIALIZED (${FROM_NUMBERS})
  SELECT DISTINCT i.holder FROM reached AS r CROSS JOIN interest AS i INDEXED BY interest_membership ON i.holder = r.party
  WHERE i.type IN ('CONCERT', 'JOINT_HOLDER') AND ${HELD} AND i.subject NOT IN (SELECT party FROM reached)`;

export function gather(
  reader: Reader,
  ids: readonly PartyId[],
  direction: Direction,
  at: ReadOfDays,
  limits: GatherLimits,
): Gathering {
  // One more than the limit is asked for: that is how a cut is seen.
  const most = [limits.maxParties + 1, limits.maxInterests + 1] as const;
  const [first, last] = daysOf(at.asOf);
  if (limits.depth === null) {
    const parameters = [refList(ids), at.revision, first, ...most, null, last];
    const row = reader.get(at, AT_ANY_DEPTH[direction], parameters);
    return assemble(reader, row ?? [], direction, at, limits, true);
  }
  const { inner, rim, complete } = steps(reader, ids, direction, at, limits.maxParties, limits.depth);
  const parameters = [JSON.stringify(inner), at.revision, first, ...most, JSON.stringify(rim), last];
  return assemble(reader, reader.get(at, AT_DEPTH[direction], parameters) ?? [], direction, at, limits, complete);
}

/** Step by step, each party once; upward those of the last step are the rim, as their owners aren't read. */
function steps(
  reader: Reader,
  ids: readonly PartyId[],
  direction: Direction,
  at: ReadOfDays,
  maxParties: number,
  depth: number,
): { readonly inner: readonly number[]; readonly rim: readonly number[]; readonly complete: boolean } {
  const start = reader.all(at, `${FROM_IDS} ORDER BY asked.key`, [refList(ids), at.revision]);
  const reached = new Set(start.map(([number]) => number as number));
  let last = [...reached];
  const [firstDay, lastDay] = daysOf(at.asOf);
  for (let step = 0; step < depth && last.length > 0 && reached.size <= maxParties; step += 1) {
    const most = maxParties + reached.size + 1;
    const parameters = [JSON.stringify(last), at.revision, firstDay, most, null, null, lastDay];
    last = [];
    for (const [number] of reader.all(at, ONE_STEP[direction], parameters)) {
      if (reached.has(number as number)) continue;
      reached.add(number as number);
      last.push(number as number);
    }
  }
  const kept = [...reached].slice(0, maxParties);
  const outer = new Set(direction === 'UP' ? last : []);
  return {
    inner: kept.filter((number) => !outer.has(number)),
    rim: kept.filter((number) => outer.has(number)),
    complete: reached.size <= maxParties,
  };
}

function assemble(
  reader: Reader,
  row: readonly unknown[],
  direction: Direction,
  at: ReadOfDays,
  limits: GatherLimits,
  completeSoFar: boolean,
): Gathering {
  const reached = partiesOf(unpacked(row[0]), reader.sources);
  const rim = partiesOf(unpacked(row[1]), reader.sources);
  const parties: Map<number, PartyRecord> = firstOf(reached, rim, limits.maxParties);
  const partiesCut = parties.size < reached.size + rim.size;

  const cells = unpacked(row[2]);
  const unread = new Set<number>(rim.keys());
  const interests = interestsOf(cells, parties, reader.sources, limits.maxInterests, (subject) => unread.add(subject));
  const interestsCut = interestCount(cells) > limits.maxInterests;
  if (interestsCut) {
    // Interests come in the order of their subjects: from the one that was cut on, owners are missing.
    const order = [...reached.keys()];
    for (const number of order.slice(order.indexOf(subjectAt(cells, limits.maxInterests)))) unread.add(number);
  }
  const complete = completeSoFar && !partiesCut && !interestsCut;
  if (!complete && direction === 'UP') {
    const kept = JSON.stringify([...parties.keys()]);
    const [first, last] = daysOf(at.asOf);
    const parameters = [kept, at.revision, first, null, null, null, last];
    for (const [number] of reader.all(at, MEMBERS_OF_GROUPS_NOT_READ, parameters)) unread.add(number as number);
  }
  return {
    parties: spokenOf([...parties.values()], interests),
    interests,
    complete,
    unexpanded: unread.size === 0 ? [] : [...parties].flatMap(([number, { id }]) => (unread.has(number) ? [id] : [])),
  };
}

function firstOf(
  reached: ReadonlyMap<number, PartyRecord>,
  rim: ReadonlyMap<number, PartyRecord>,
  most: number,
): Map<number, PartyRecord> {
  if (rim.size === 0 && reached.size <= most) return reached as Map<number, PartyRecord>;
  return new Map([...reached, ...rim].slice(0, most));
}
