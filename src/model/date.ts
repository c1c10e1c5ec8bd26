/** An ISO 8601 calendar date, YYYY-MM-DD; dates compare as strings. */
export type DateString = string;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a date that exists: 2024-02-29 is, 2023-02-29 and 2024-13-01 are not. */
export function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The calendar date in UTC of an instant. */
export function dateOf(instant: Date): DateString {
  return instant.toISOString().slice(0, 10);
}

/** A half-open span of valid time, [startDate, endDate); a missing end is open. */
export interface Dated {
  readonly startDate: DateString | null;
  readonly endDate: DateString | null;
}

export function holdsAt(span: Dated, asOf: DateString): boolean {
  return (span.startDate === null || span.startDate <= asOf) && (span.endDate === null || asOf < span.endDate);
}
