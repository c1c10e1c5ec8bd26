import type { DateString } from '../../model/date.js';
import type { InterestType } from '../../model/interest.js';
import type { PartyId } from '../../model/party.js';
import { tooBig } from './connection.js';

/** An id as it stands between the quotes of a JSON string: what SQL glues into JSON without a function call. */
export function escaped(id: string): string {
  return PLAIN.test(id) ? id : JSON.stringify(id).slice(1, -1);
}

export function unescaped(ref: string): string {
  return ref.includes('\\') ? (JSON.parse(`"${ref}"`) as string) : ref;
}

/** Text that is the same inside a JSON string: most ids. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** The part of an interest's key that one end sees: the other end and the type, in the order of `interestKey`. */
export function endKey(otherRef: string, type: InterestType): string {
  return `${otherRef}"${type}`;
}

/** How a holder that the source does not name stands in the key: by the statement that says so. */
export function unnamedRef(dataset: string, statementId: string): string {
  return escaped(`?${dataset}#${statementId}`);
}

export const NEVER = 0;
const OPEN_START = 0;
const OPEN_STOP = 99_999_999;

export function startDay(date: DateString | null): number {
  return date === null ? OPEN_START : day(date);
}

export function stopDay(date: DateString | null): number {
  return date === null ? OPEN_STOP : day(date);
}

/** 2024-02-29 as 20240229. */
export function day(date: DateString): number {
  return Number(date.slice(0, 4) + date.slice(5, 7) + date.slice(8, 10));
}

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

/** SQL: the day lies in the row's span. */
export function valid(table: string, asOf: string): string {
  return `${table}.start <= ${asOf} AND ${asOf} < ${table}.stop`;
}
