import type { JurisdictionCode } from '../model/party.js';
import type { Alike } from './likeness.js';
import type { ComparedName, Profile } from './profile.js';

/** Two parties that may be one, and what is known beside their names. */
export interface Pair {
  readonly one: Profile;
  readonly other: Profile;
  readonly alike: Alike;
  /** One holds an interest in the other. */
  readonly related: boolean;
  /** Every word of the name is one that many names have. */
  readonly common: boolean;
  /** How many parties bear the name. */
  readonly namesakes: number;
}

/** One thing that is looked at. */
export interface Comparison {
  readonly name: string;
  /** What it adds to the score, or takes from it, where it holds. */
  readonly points: number;
  readonly says: (pair: Pair) => string;
  readonly holds: (pair: Pair) => boolean;
}

const MANY_NAMESAKES = 5;
/** Schemes of which one party has many. */
const SEVERAL: ReadonlySet<string> = new Set(['ISIN', 'BIC']);

/** Everything that counts; the score is the sum of the points of those that hold. 100 is the most. It decides nothing. */
export const COMPARISONS: readonly Comparison[] = [
  line('same-name', 60, 'the same name', ({ alike }) => alike.likeness === 'SAME'),
  line('other-order', 50, 'the same words in another order', ({ alike }) => alike.likeness === 'OTHER_ORDER'),
  line('one-letter', 45, 'names one letter apart', ({ alike }) => alike.likeness === 'ONE_LETTER'),
  {
    ...line('further-name', -5, '', ({ alike }) => alike.one.kind !== null || alike.other.kind !== null),
    says: ({ alike }) => `found by ${[alike.one, alike.other].flatMap(furtherName).join(' and ')}`,
  },
  line(
    'look-alike',
    0,
    'letters of two scripts in one word',
    ({ alike }) => alike.one.lookAlike || alike.other.lookAlike,
  ),
  line('same-form', 15, 'the same legal form', (pair) => forms(pair) === 'SAME'),
  line('other-form', -30, 'another legal form', (pair) => forms(pair) === 'OTHER'),
  line('same-incorporation', 15, 'incorporated in the same place', (pair) => incorporation(pair) === 'SAME'),
  line(
    'within-incorporation',
    10,
    'incorporated in a place and a part of it',
    (pair) => incorporation(pair) === 'WITHIN',
  ),
  line('other-incorporation', -40, 'incorporated elsewhere', (pair) => incorporation(pair) === 'OTHER'),
  line('same-seat', 10, 'headquartered in the same place', (pair) => seats(pair) === 'SAME'),
  line('within-seat', 5, 'headquartered in a place and a part of it', (pair) => seats(pair) === 'WITHIN'),
  line('other-seat', -15, 'headquartered elsewhere', (pair) => seats(pair) === 'OTHER'),
  line('common-words', -10, 'every word of the name is common', ({ common }) => common),
  line(
    'many-namesakes',
    -10,
    `${MANY_NAMESAKES} or more bear the name`,
    ({ namesakes }) => namesakes >= MANY_NAMESAKES,
  ),
  line(
    'person',
    -20,
    'persons: many share a name',
    ({ one, other }) => one.kind === 'PERSON' && other.kind === 'PERSON',
  ),
  {
    ...line('other-identifier', -60, '', (pair) => differing(pair) !== null),
    says: (pair) => `another ${differing(pair)}`,
  },
  line('related', -60, 'one holds an interest in the other', ({ related }) => related),
  line('other-kind', -100, 'parties of another kind', ({ one, other }) => one.kind !== other.kind),
];

function line(name: string, points: number, says: string, holds: Comparison['holds']): Comparison {
  return { name, points, says: () => says, holds };
}

function furtherName({ text, kind }: Alike['one']): string[] {
  return kind === null ? [] : [`the ${kind.toLowerCase()} name ${text}`];
}

type Compared = 'SAME' | 'WITHIN' | 'OTHER' | null;

/** Null where one of the names has no legal form; the same where every part of either is in the other. */
function forms({ alike: { one, other } }: Pair): 'SAME' | 'OTHER' | null {
  if (one.forms.length === 0 || other.forms.length === 0) return null;
  return isWithin(one.forms, other.forms) && isWithin(other.forms, one.forms) ? 'SAME' : 'OTHER';
}

function isWithin(those: ComparedName['forms'], others: ComparedName['forms']): boolean {
  return those.every((form) => others.some((other) => form.some((group) => other.includes(group))));
}

function incorporation({ one, other }: Pair): Compared {
  return places(one.incorporatedIn, other.incorporatedIn);
}

function seats({ one, other }: Pair): Compared {
  return places(one.headquarters, other.headquarters);
}

/** Null where one of them has none: what is not known speaks neither for nor against. */
function places(one: readonly JurisdictionCode[], other: readonly JurisdictionCode[]): Compared {
  if (one.length === 0 || other.length === 0) return null;
  if (one.some((code) => other.includes(code))) return 'SAME';
  const isPart = (a: JurisdictionCode, b: JurisdictionCode): boolean => a.startsWith(`${b}-`) || b.startsWith(`${a}-`);
  return one.some((code) => other.some((place) => isPart(code, place))) ? 'WITHIN' : 'OTHER';
}

/** A scheme by which both have identifiers, and no common one; parties with a common one are one party already. */
function differing({ one, other }: Pair): string | null {
  const schemes = new Set(other.identifiers.map(({ scheme }) => scheme));
  return one.identifiers.find(({ scheme }) => schemes.has(scheme) && !SEVERAL.has(scheme))?.scheme ?? null;
}
