import { z } from 'zod';
import { INTEREST_TYPES } from '../model/interest.js';
import { PARTY_KINDS } from '../model/party.js';
import { UNKNOWN_SHARE } from '../model/share.js';
import type { Source } from '../model/source.js';
import { type Arrival, NOTHING_STATED, Refused, type Stated } from './arrival.js';
import { shown } from './fields.js';
import { exactJson } from './json.js';
import { checked, ENDS_LATER, ID, IDENTIFIER, LINE, lasts, NAME, PLACE, SHARE, SOURCE, SPAN } from './shapes.js';

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

const CITED = { source: LINE, quote: LINE.optional() };
const FILE = z.strictObject({
  about: z.string(),
  sources: z.record(z.string(), SOURCE),
  parties: z.array(z.unknown()).default([]),
  interests: z.array(z.unknown()).default([]),
  products: z.array(z.unknown()).default([]),
});

const PARTY = z.strictObject({
  id: ID,
  ...CITED,
  kind: z.enum(PARTY_KINDS).exactOptional(),
  name: LINE.exactOptional(),
  names: z.array(NAME).exactOptional(),
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

function refusal(line: number, recordId: string | null, error: unknown): Arrival {
  if (!(error instanceof Refused)) throw error;
  return { outcome: 'REFUSED', line, recordId, reason: error.reason, message: error.message };
}
