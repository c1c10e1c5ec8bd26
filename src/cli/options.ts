import { badInput } from '../errors.js';
import { type DateString, dateOf, isDate } from '../model/date.js';

/** The day of an option. BAD_USER_INPUT where it is none. */
export function dateIn(text: string, option: string): DateString {
  if (!isDate(text)) throw badInput(`${option}: expected a date, YYYY-MM-DD, came ${JSON.stringify(text)}.`);
  return text;
}

/** The day of --as-of; today where it is left out. */
export function judgedOn(asOf: string | undefined): DateString {
  return asOf === undefined ? dateOf(new Date()) : dateIn(asOf, '--as-of');
}
