import type { DateString } from '../../model/date.js';
import type { InterestType } from '../../model/interest.js';

/**
 * An id as it stands between the quotes of a JSON string. So every store keeps ids: letter by letter, NUL and lone
 * surrogates included, which neither SQL text nor the Bolt protocol would carry.
 */
export function escaped(id: string): string {
  return PLAIN.test(id) ? id : JSON.stringify(id).slice(1, -1);
}

export function unescaped(ref: string): string {
  return ref.includes('\\') ? (JSON.parse(`"${ref}"`) as string) : ref;
}

export function escapedOrNull(text: string | null | undefined): string | null {
  return text == null ? null : escaped(text);
}

export function unescapedOrNull(ref: string | null): string | null {
  return ref === null ? null : unescaped(ref);
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

/** An identifier as one text; JSON, so that no scheme and value run into another pair. */
export function identifierValue(identifier: { readonly scheme: string; readonly value: string }): string {
  return JSON.stringify([identifier.scheme, identifier.value]);
}

/** The `stop` of a row that holds on no day. */
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

/** The first and the last day of what a read takes: one day, or all of them. */
export function daysOf(asOf: DateString | null): readonly [first: number, last: number] {
  return asOf === null ? [OPEN_START, OPEN_STOP] : [day(asOf), day(asOf)];
}

/** The end that a row with this `stop` has; null for one that is open, or that holds on no day. */
export function dateOfStop(stop: number): DateString | null {
  if (stop === OPEN_STOP || stop === NEVER) return null;
  const digits = String(stop).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
