import { z } from 'zod';
import { isDate } from '../model/date.js';
import { isLei } from '../model/lei.js';
import { LEI_SCHEME, NAME_KINDS } from '../model/party.js';
import { type Bounds, exactly, parsePercent, type Units, WHOLE } from '../model/share.js';
import { GRADES } from '../model/source.js';
import { Refused } from './arrival.js';

/** What the fields of statements have to be in the formats that are this project's own. */

/** Text that a store gives back as it was: a lone surrogate would become another character, so that two ids were one. */
function text(longest: number): z.ZodString {
  return z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((value) => value.isWellFormed() && !value.includes('\0'), 'expected well-formed text without NUL');
}

export const LINE = text(10_000);
/** What a source says; a statement that was made of several has the words of all. */
export const WORDS = text(100_000);
export const ID = LINE.max(400).refine(
  (id) => !/^(?:product|jurisdiction|interest|watchlist|ruling):/.test(id),
  'begins like an id of another type',
);
export const DATE = z.string().refine(isDate, 'expected a date that exists, YYYY-MM-DD').nullable().default(null);
export const PLACE = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,4})?$/, 'expected an ISO 3166 code in upper case');
export const ENDS_LATER = 'endDate: expected a day after startDate';
export const SPAN = { startDate: DATE, endDate: DATE };
const PERCENT = z.string().transform((text, context): Units => {
  const units = parsePercent(text);
  if (units !== null) return units;
  context.addIssue({
    code: 'custom',
    message: `expected a decimal from 0 to 100, at most ten decimals, came "${text}"`,
  });
  return z.NEVER;
});

export const SOURCE = z.strictObject({
  dataset: LINE,
  url: z.url().nullable().default(null),
  retrievedAt: DATE,
  quote: LINE.nullable().default(null),
  grade: z.enum(GRADES),
});

export const IDENTIFIER = z
  .strictObject({ scheme: LINE, value: LINE })
  .refine(
    ({ scheme, value }) => scheme !== LEI_SCHEME || isLei(value),
    'expected an LEI with right check digits (ISO 17442)',
  );

export const NAME = z.strictObject({ text: LINE, language: LINE.nullable().default(null), kind: z.enum(NAME_KINDS) });

export const SHARE = z
  .strictObject({
    exact: PERCENT.optional(),
    min: PERCENT.optional(),
    max: PERCENT.optional(),
    minExclusive: z.boolean().default(false),
    maxExclusive: z.boolean().default(false),
  })
  .refine(
    ({ exact, min, max }) => exact === undefined || (min === undefined && max === undefined),
    'expected exact, or min and max',
  )
  .transform(
    ({ exact, min = 0, max = WHOLE, ...strict }): Bounds =>
      exact === undefined ? { min, max, ...strict } : exactly(exact),
  )
  .refine(
    ({ min, max, minExclusive, maxExclusive }) => min < max || (min === max && !minExclusive && !maxExclusive),
    'no share fits the bounds',
  );

export function lasts({ startDate, endDate }: { startDate: string | null; endDate: string | null }): boolean {
  return startDate === null || endDate === null || startDate < endDate;
}

/** The value as the schema has it. Throws Refused that names every fault by its path. */
export function checked<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const steps = issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
    return `${`${path}${steps}`.replace(/^\./, '') || 'the whole file'}: ${issue.message}`;
  });
  throw new Refused('MALFORMED', `${problems.join('; ')}.`);
}
