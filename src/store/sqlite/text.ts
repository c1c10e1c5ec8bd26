import type { PartyId } from '../../model/party.js';
import { escaped } from '../writing/text.js';
import { tooBig } from './connection.js';

/** A longer text can't become one JavaScript string; what is longer is refused before it leaves SQLite. */
const LONGEST_TEXT = 268_435_456;

/** SQL for one text of every `cell` of a select, between commas; null when there is none. */
export function packed(select: string): string {
  return `(SELECT iif(octet_length(cells) > ${LONGEST_TEXT}, '!', cells) FROM (SELECT group_concat(cell) AS cells FROM (${select})))`;
}

/** The values of a packed text; refuses with LIMIT_EXCEEDED what is too large. */
export function unpacked(text: unknown): unknown[] {
  if (text === null || text === undefined) return [];
  if (text === '!') throw tooBig();
  return JSON.parse(`[${text as string}]`) as unknown[];
}

/** A set of ids as a parameter for `json_each`. */
export function refList(ids: readonly PartyId[]): string {
  return JSON.stringify(ids.map(escaped));
}

/** SQL: a row is there at the revision. */
export function visible(table: string, revision: string): string {
  return `${table}.since <= ${revision} AND ${revision} < ${table}.retracted`;
}

/** SQL: the day lies in the row's span; or, of several days, one of them. */
export function valid(table: string, first: string, last = first): string {
  return `${table}.start <= ${last} AND ${first} < ${table}.stop`;
}
