import { type DateString, isDate } from '../model/date.js';
import type { JurisdictionCode, PartyId } from '../model/party.js';
import { Refused } from './arrival.js';

/** Fields of a record from outside, read by what they have to be; each throws Refused with the field's name. */

const LONGEST_ID = 400;
const LONGEST_TEXT = 10_000;
const RESERVED = /^(?:product|jurisdiction|interest|watchlist|ruling):/;
/** Of ISO 3166, and CY-TRNC, which FollowTheMoney has for Northern Cyprus. */
const PLACE = /^[A-Z]{2}(?:-[A-Z0-9]{1,4})?$/;

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown, field: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Refused('MALFORMED', `${field}: expected an object, came ${shown(value)}.`);
}

/** The elements; none where the field is left out. */
export function listOf(value: unknown, field: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new Refused('MALFORMED', `${field}: expected an array, came ${shown(value)}.`);
}

/** Text that can be stored and shown: well-formed, without NUL, not blank. */
export function textOf(value: unknown, field: string, longest = LONGEST_TEXT): string {
  if (typeof value !== 'string') throw new Refused('MALFORMED', `${field}: expected text, came ${shown(value)}.`);
  const text = value.trim();
  if (text === '' || text.length > longest || text.includes('\0') || !text.isWellFormed()) {
    throw new Refused(
      'MALFORMED',
      `${field}: expected 1 to ${longest} well-formed characters without NUL, came ${text.length}: ${shown(value)}.`,
    );
  }
  return text;
}

export function optionalText(value: unknown, field: string): string | null {
  return value === undefined || value === null || value === '' ? null : textOf(value, field);
}

/** An id of a party; those that begin like the id of another type (product:, interest: …) are taken. */
export function partyIdOf(value: unknown, field: string): PartyId {
  const id = textOf(value, field, LONGEST_ID);
  if (RESERVED.test(id))
    throw new Refused('CONFLICT', `${field}: "${id}" begins like an id of another type; choose another.`);
  return id;
}

export function placeOf(value: unknown, field: string): JurisdictionCode {
  const text = textOf(value, field);
  const code = text.toUpperCase();
  // Of letters that are no look-alikes: "ß" in upper case is SS, which is South Sudan.
  if (/^[\w-]+$/.test(text) && PLACE.test(code)) return code;
  throw new Refused('MALFORMED', `${field}: expected an ISO 3166 code such as CN or UA-43, came ${shown(value)}.`);
}

/** The first day of a date, month or year; the day of an instant; null where nothing is given. */
export function startOf(value: unknown, field: string): DateString | null {
  const span = spanOf(value, field);
  return span === null ? null : span.first;
}

/** The end of half-open time: a day or instant as given, for a month or year the day after its last. */
export function endOf(value: unknown, field: string): DateString | null {
  const span = spanOf(value, field);
  return span === null ? null : span.end;
}

function spanOf(value: unknown, field: string): { first: DateString; end: DateString } | null {
  if (value === undefined || value === null || value === '') return null;
  const text = textOf(value, field);
  const day = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/.exec(text)?.[1];
  if (day !== undefined && isDate(day)) return { first: day, end: day };
  const year = /^\d{4}$/.exec(text)?.[0];
  if (year !== undefined) return { first: `${year}-01-01`, end: afterYear(year) };
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  if (month !== null) return { first: `${text}-01`, end: afterMonth(month[1] ?? '', month[2] ?? '') };
  throw new Refused(
    'DATE',
    `${field}: expected a date that exists, YYYY-MM-DD, YYYY-MM or YYYY, came ${shown(value)}.`,
  );
}

function afterMonth(year: string, month: string): DateString {
  return month === '12' ? afterYear(year) : `${year}-${String(Number(month) + 1).padStart(2, '0')}-01`;
}

/** Days sort as text, and 10000-01-01 would sort before 2000: what lasts until 9999, as many say of what has no end, is not over. */
function afterYear(year: string): DateString {
  return year === '9999' ? '9999-12-31' : `${String(Number(year) + 1).padStart(4, '0')}-01-01`;
}

/** A value for a message: short, and on one line. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 100)) : asJson(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'what is nested too deeply to show';
  }
}
