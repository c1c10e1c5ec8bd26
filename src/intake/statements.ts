import { z } from 'zod';
import { isDate } from '../model/date.js';
import { INTEREST_TYPES } from '../model/interest.js';
import { LEI_SCHEME, NAME_KINDS, PARTY_KINDS } from '../model/party.js';
import { type Bounds, exactly, parsePercent, UNKNOWN_SHARE, type Units, WHOLE } from '../model/share.js';
import { GRADES, type Source } from '../model/source.js';
import { type Arrival, NOTHING_STATED, Refused, type Stated } from './arrival.js';
import { shown } from './fields.js';
import { exactJson } from './json.js';
import { isLei } from './lei.js';

/**
 * The project's own format: one JSON object with sources, each named once, and what they state of parties, interests
 * and products. Every statement names its source, and may have a quote of its own. An element that is wrong is a
 * refusal with the path of the fault and takes nothing else with it; `line` counts the elements. A file that is no
 * such object, or whose sources are malformed, is one refusal.
 */
export function* statements(text: string): Generator<Arrival> {
  let file: z.infer<typeof FILE>;
  try {
    file = checked(FILE, exactJson(text), '');
  } catch (error) {
    yield refusal(1, null, error);
    return;
  }
  let line = 0;
  for (const [kind, stated] of KINDS) {
    for (const [index, element] of file[kind].entries()) {
      line += 1;
      const path = `${kind}[${index}]`;
      try {
        yield { ...NOTHING_STATED, line, recordId: path, ...stated(element, path, file.sources) };
      } catch (error) {
        yield refusal(line, path, error);
      }
    }
  }
}

type Sources = Readonly<Record<string, z.infer<typeof SOURCE>>>;

const KINDS: readonly (readonly [
  'parties' | 'interests' | 'products',
  (element: unknown, path: string, sources: Sources) => Partial<Stated>,
])[] = [
  ['parties', partyStated],
  ['interests', interestStated],
  ['products', productStated],
];

const LINE = z.string().trim().min(1).max(10_000);
const ID = LINE.max(400).refine(
  (id) => !/^(?:product|jurisdiction|interest|watchlist|ruling):/.test(id),
  'begins like an id of another type',
);
const DATE = z.string().refine(isDate, 'expected a date that exists, YYYY-MM-DD').nullable().default(null);
const PLACE = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'expected an ISO 3166 code in upper case');
const ENDS_LATER = 'endDate: expected a day after startDate';
const SPAN = { startDate: DATE, endDate: DATE };
const CITED = { source: LINE, quote: LINE.optional() };
const PERCENT = z.string().transform((text, context): Units => {
  const units = parsePercent(text);
  if (units !== null) return units;
  context.addIssue({
    code: 'custom',
    message: `expected a decimal from 0 to 100, at most ten decimals, came "${text}"`,
  });
  return z.NEVER;
});

const SOURCE = z.strictObject({
  dataset: LINE,
  url: z.url().nullable().default(null),
  retrievedAt: DATE,
  quote: LINE.nullable().default(null),
  grade: z.enum(GRADES),
});

const FILE = z.strictObject({
  about: z.string(),
  sources: z.record(z.string(), SOURCE),
  parties: z.array(z.unknown()).default([]),
  interests: z.array(z.unknown()).default([]),
  products: z.array(z.unknown()).default([]),
});

const IDENTIFIER = z
  .strictObject({ scheme: LINE, value: LINE })
  .refine(
    ({ scheme, value }) => scheme !== LEI_SCHEME || isLei(value),
    'expected an LEI with right check digits (ISO 17442)',
  );

const PARTY = z.strictObject({
  id: ID,
  ...CITED,
  kind: z.enum(PARTY_KINDS).exactOptional(),
  name: LINE.exactOptional(),
  names: z
    .array(z.strictObject({ text: LINE, language: LINE.nullable().default(null), kind: z.enum(NAME_KINDS) }))
    .exactOptional(),
  identifiers: z.array(IDENTIFIER).exactOptional(),
  incorporatedIn: PLACE.exactOptional(),
  headquarters: z
    .array(z.strictObject({ jurisdiction: PLACE, ...SPAN, quote: LINE.optional() }).refine(lasts, ENDS_LATER))
    .exactOptional(),
  nationalities: z.array(PLACE).exactOptional(),
  listings: z
    .array(
      z
        .strictObject({ list: LINE, programme: LINE.nullable().default(null), ...SPAN, quote: LINE.optional() })
        .refine(lasts, ENDS_LATER),
    )
    .exactOptional(),
  publiclyListed: z.boolean().exactOptional(),
  majorHoldersStated: z.boolean().exactOptional(),
  ownersComplete: z.boolean().exactOptional(),
});

const SHARE = z
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

const INTEREST = z
  .strictObject({
    ...CITED,
    interestedParty: ID.nullable().default(null),
    undisclosed: LINE.nullable().default(null),
    subject: ID,
    type: z.enum(INTEREST_TYPES),
    share: SHARE.default(UNKNOWN_SHARE),
    ...SPAN,
  })
  .refine(
    ({ interestedParty, undisclosed }) => (interestedParty === null) !== (undisclosed === null),
    'expected either interestedParty or undisclosed',
  )
  .refine(lasts, ENDS_LATER);

const PRODUCT = z.strictObject({
  id: LINE,
  ...CITED,
  name: LINE,
  operators: z
    .array(z.strictObject({ operator: ID, region: PLACE.nullable().default(null), ...SPAN }).refine(lasts, ENDS_LATER))
    .min(1),
});

function partyStated(element: unknown, path: string, sources: Sources): Partial<Stated> {
  const { id, source, quote, headquarters, listings, ...facts } = checked(PARTY, element, path);
  const cited = citedBy(sources, source, quote, path);
  const here = <T extends { quote?: string | undefined }>({ quote: own, ...rest }: T) => ({
    ...rest,
    source: { ...cited, quote: own ?? cited.quote, statementId: `party ${id}, ${source}` },
  });
  return {
    parties: [
      {
        party: id,
        facts: {
          ...facts,
          ...(headquarters === undefined ? {} : { headquarters: headquarters.map(here) }),
          ...(listings === undefined ? {} : { listings: listings.map(here) }),
        },
        source: { ...cited, statementId: `party ${id}, ${source}` },
      },
    ],
  };
}

function interestStated(element: unknown, path: string, sources: Sources): Partial<Stated> {
  const { source, quote, ...interest } = checked(INTEREST, element, path);
  const holder = interest.interestedParty ?? `? ${interest.undisclosed}`;
  const statementId = [source, holder, interest.subject, interest.type, interest.startDate ?? 'undated'].join(', ');
  return { interests: [{ ...interest, source: { ...citedBy(sources, source, quote, path), statementId } }] };
}

function productStated(element: unknown, path: string, sources: Sources): Partial<Stated> {
  const { id, source, quote, name, operators } = checked(PRODUCT, element, path);
  const cited = citedBy(sources, source, quote, path);
  const operations = operators.map((operation) => ({
    ...operation,
    source: { ...cited, statementId: `product ${id}, ${source}` },
  }));
  return {
    products: [
      { product: id, name, operators: operations, source: { ...cited, statementId: `product ${id}, ${source}` } },
    ],
  };
}

function citedBy(sources: Sources, key: string, quote: string | undefined, path: string): Omit<Source, 'statementId'> {
  const source = Object.hasOwn(sources, key) ? sources[key] : undefined;
  if (source !== undefined) return { ...source, quote: quote ?? source.quote };
  throw new Refused(
    'MALFORMED',
    `${path}.source: no source is called ${shown(key)}; known: ${Object.keys(sources).join(', ')}.`,
  );
}

function lasts({ startDate, endDate }: { startDate: string | null; endDate: string | null }): boolean {
  return startDate === null || endDate === null || startDate < endDate;
}

function checked<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const steps = issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
    return `${`${path}${steps}`.replace(/^\./, '') || 'the whole file'}: ${issue.message}`;
  });
  throw new Refused('MALFORMED', `${problems.join('; ')}.`);
}

function refusal(line: number, recordId: string | null, error: unknown): Arrival {
  if (!(error instanceof Refused)) throw error;
  return { outcome: 'REFUSED', line, recordId, reason: error.reason, message: error.message };
}
