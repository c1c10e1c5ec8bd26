import { setImmediate } from 'node:timers/promises';
import { keysOfName } from '../../names/keys.js';
import type { NamesFound, NameWay, ReadAt } from '../store.js';
import { unescaped } from '../writing/text.js';
import type { Connection } from './connection.js';
import type { Reader } from './reader.js';
import { insertRows, nextId } from './rows.js';
import { ENTRY } from './schema.js';
import { packed, unpacked, visible } from './text.js';

/** Puts names into the index by which they are found by likeness; those that it has stay. `values` as entries have them. */
export function insertNames(connection: Connection, values: readonly string[]): void {
  const wanted = [...new Set(values)];
  const sql = 'SELECT n.value FROM json_each(?) AS w CROSS JOIN name AS n ON n.value = w.value';
  const known = new Set(connection.all(sql, [JSON.stringify(wanted)]).map(([value]) => value));
  const fresh = wanted.filter((value) => !known.has(value));
  const first = nextId(connection, 'name');
  insertRows(
    connection,
    'name',
    'id, value',
    fresh.flatMap((value, index) => [first + index, value]),
  );
  insertRows(
    connection,
    'name_keys',
    'rowid, keys',
    fresh.flatMap((value, index) => [first + index, keysOfName(unescaped(value))]),
  );
}

const NAMES_PER_PIECE = 10_000;

/** Makes the index of the names that are there, of any revision. */
export function indexNames(connection: Connection): void {
  const sql = `SELECT DISTINCT value FROM entry WHERE kind = ${ENTRY.NAME} AND value > ? ORDER BY value LIMIT ${NAMES_PER_PIECE}`;
  for (let after = ''; ; ) {
    const values = connection.all(sql, [after]).map(([value]) => value as string);
    if (values.length === 0) return;
    insertNames(connection, values);
    after = values.at(-1) as string;
  }
}

// ?1 the questions, ?2 the revision, ?3 how many. The index gives names in the order in which they came, so it need not
// find more of them than are asked for.
const ALIKE = packed(`
  SELECT '"' || e.value || '","' || e.ref || '"' AS cell
  FROM name_keys CROSS JOIN name AS n ON n.id = name_keys.rowid
  CROSS JOIN entry AS e ON e.kind = ${ENTRY.NAME} AND e.value = n.value
  WHERE name_keys MATCH way.value AND ${visible('e', '?2')} LIMIT ?3`);
/** For its plan, which a test looks at. */
export const ALIKE_TEXT = `SELECT ${ALIKE} FROM json_each(?1) AS way ORDER BY way.key`;

/** Ways that are asked in one go: some milliseconds, in which nobody else is answered. */
const WAYS_PER_PIECE = 32;

export async function alike(
  reader: Reader,
  ways: readonly NameWay[],
  at: ReadAt,
  first: number,
): Promise<NamesFound[]> {
  const answers: NamesFound[] = [];
  for (let from = 0; from === 0 || from < ways.length; from += WAYS_PER_PIECE) {
    if (from > 0) await setImmediate();
    const questions = ways.slice(from, from + WAYS_PER_PIECE).map(questionOf);
    const rows = reader.all(at, ALIKE_TEXT, [JSON.stringify(questions), at.revision, first + 1]);
    for (const [text] of rows) answers.push(foundIn(unpacked(text) as string[], first));
  }
  return answers;
}

function foundIn(cells: readonly string[], first: number): NamesFound {
  const names = cells.flatMap((plain, index) =>
    index % 2 === 0 ? [{ plain, party: cells[index + 1] as string }] : [],
  );
  return { names: names.slice(0, first), cut: names.length > first };
}

/** As FTS5 takes it. Keys are letters and digits; quoted, none is a word of its syntax. */
function questionOf({ allOf }: NameWay): string {
  return allOf.map((keys) => `(${keys.map((key) => `"${key}"`).join(' OR ')})`).join(' AND ');
}
