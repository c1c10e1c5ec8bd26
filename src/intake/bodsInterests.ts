import type { DateString } from '../model/date.js';
import type { InterestType } from '../model/interest.js';
import { type Bounds, describeShare, exactly, UNKNOWN_SHARE, WHOLE } from '../model/share.js';
import { Refused } from './arrival.js';
import { boundsOf, restatedOrAdded } from './bounds.js';
import { endOf, type Fields, fieldsOf, listOf, optionalText, shown, startOf } from './fields.js';
import { type PscSlug, pscSlugs, takeSlug } from './pscSlugs.js';

/** What one interest of a BODS relationship comes to. */
export interface Held {
  readonly type: InterestType;
  readonly share: Bounds;
  readonly startDate: DateString | null;
  readonly endDate: DateString | null;
  readonly quote: string | null;
}

/** BODS 0.4 interestType; what has no type of its own in the model is an influence that its quote names. */
const TYPES: ReadonlyMap<string, InterestType> = new Map<string, InterestType>([
  ['shareholding', 'SHAREHOLDING'],
  ['votingRights', 'VOTING_RIGHTS'],
  ['appointmentOfBoard', 'BOARD_APPOINTMENT'],
  ['rightsToProfitOrIncome', 'PROFIT_RIGHTS'],
  ['rightToProfitOrIncomeFromAssets', 'PROFIT_RIGHTS'],
  ['rightsToSurplusAssetsOnDissolution', 'PROFIT_RIGHTS'],
  ['conditionalRightsGrantedByContract', 'CONDITIONAL_RIGHTS'],
  ['rightsGrantedByContract', 'CONTRACT'],
  // The nominee acts on the nominator's instruction, by their agreement: the nominator's is the contract that controls.
  ['nominator', 'CONTRACT'],
  ['nominee', 'NOMINEE'],
  ['trustee', 'TRUSTEE'],
  ['otherInfluenceOrControl', 'OTHER_INFLUENCE'],
  ['controlViaCompanyRulesOrArticles', 'OTHER_INFLUENCE'],
  ['controlByLegalFramework', 'OTHER_INFLUENCE'],
  ['seniorManagingOfficial', 'OTHER_INFLUENCE'],
  ['boardMember', 'OTHER_INFLUENCE'],
  ['boardChair', 'OTHER_INFLUENCE'],
  ['settlor', 'OTHER_INFLUENCE'],
  ['protector', 'OTHER_INFLUENCE'],
  ['beneficiaryOfLegalArrangement', 'OTHER_INFLUENCE'],
  ['enjoymentAndUseOfAssets', 'OTHER_INFLUENCE'],
  ['unknownInterest', 'OTHER_INFLUENCE'],
  ['unpublishedInterest', 'OTHER_INFLUENCE'],
]);

/** GLEIF relationships as Open Ownership's files give them, in the details; null: no ownership. */
const REPORTED: ReadonlyMap<string, InterestType | null> = new Map<string, InterestType | null>([
  ['IS_DIRECTLY_CONSOLIDATED_BY', 'REPORTED_PARENT'],
  ['IS_ULTIMATELY_CONSOLIDATED_BY', 'REPORTED_ULTIMATE_PARENT'],
  ['IS_INTERNATIONAL_BRANCH_OF', 'BRANCH'],
  ['IS_FUND-MANAGED_BY', null],
  ['IS_SUBFUND_OF', null],
  ['IS_FEEDER_TO', null],
]);

/** Types that a share in percent measures. */
const MEASURED: readonly InterestType[] = [
  'SHAREHOLDING',
  'VOTING_RIGHTS',
  'PROFIT_RIGHTS',
  'BOARD_APPOINTMENT',
  'CONDITIONAL_RIGHTS',
];

/**
 * The interests of a relationship's details, one of a type at a time: where several of one type hold together they may
 * be added or restate each other, and the bounds allow both. Interests without ownership are left out.
 * `closedAt` ends those that a closed record leaves open. Throws Refused.
 */
export function heldInterests(details: Fields, closedAt: DateString | null): Held[] {
  const slugsOf = new Map<string, PscSlug[]>();
  const held = listOf(details.interests, 'interests').map((value, index) =>
    heldInterest(fieldsOf(value, `interests[${index}]`), details.isComponent === true, closedAt, slugsOf),
  );
  return separated(held.filter((each) => each !== null));
}

function heldInterest(
  interest: Fields,
  isComponent: boolean,
  closedAt: DateString | null,
  slugsOf: Map<string, PscSlug[]>,
): Held | null {
  const name = optionalText(interest.type, 'type') ?? 'unknownInterest';
  const type = TYPES.get(name);
  if (type === undefined) {
    throw new Refused(
      'INTEREST_TYPE',
      `type: expected a BODS 0.4 interest type such as shareholding, came ${shown(name)}.`,
    );
  }
  const details = optionalText(interest.details, 'details');
  const share = given(interest.share) ? boundsOf(fieldsOf(interest.share, 'share')) : UNKNOWN_SHARE;
  const startDate = startOf(interest.startDate, 'startDate');
  const endDate = endOf(interest.endDate, 'endDate') ?? closedAt;
  if (startDate !== null && endDate !== null && endDate < startDate) {
    throw new Refused(
      'DATE',
      `endDate: expected a day from ${startDate}, where the interest begins, on, came ${endDate}.`,
    );
  }
  const dated = { startDate, endDate };

  const reported = details === null ? null : /\bIS_[A-Z_-]+/.exec(details)?.[0];
  if (reported != null && type === 'OTHER_INFLUENCE') {
    const relation = REPORTED.get(reported);
    if (relation === undefined)
      throw new Refused('INTEREST_TYPE', `details: "${reported}" is no relationship of GLEIF's that is known here.`);
    if (relation === null) return null;
    return { type: relation, share: relation === 'BRANCH' ? exactly(WHOLE) : UNKNOWN_SHARE, ...dated, quote: details };
  }
  if (isComponent || interest.directOrIndirect === 'indirect') return { ...restated(name, share, details), ...dated };
  const slug = details === null ? null : takeSlug(slugsIn(details, slugsOf), name, share);
  if (slug !== null && !slug.own) return { ...influence(details), ...dated };
  if (type === 'OTHER_INFLUENCE')
    return {
      ...influence(details === null || slug === null ? [name, details].filter(given).join(': ') : details),
      ...dated,
    };
  return { type, share: MEASURED.includes(type) ? (slug?.band ?? share) : UNKNOWN_SHARE, ...dated, quote: details };
}

function influence(quote: string | null): Pick<Held, 'type' | 'share' | 'quote'> {
  return { type: 'OTHER_INFLUENCE', share: UNKNOWN_SHARE, quote };
}

/**
 * A declared total through others, or a component of one, restates a chain that may be recorded beside it, so it is
 * never counted. What may be a majority stays a signal, said in the quote: dropped, it could clear where no chain is.
 */
export function restated(name: string, share: Bounds, details: string | null): Pick<Held, 'type' | 'share' | 'quote'> {
  const signal = share.max > WHOLE / 2 ? ', which may be control' : '';
  return influence(
    [`Declared as held through others${signal}: ${name}, ${describeShare(share)}.`, details].filter(given).join(' '),
  );
}

/** The slugs that interests of this record have not taken yet; each lists them all. */
function slugsIn(details: string, slugsOf: Map<string, PscSlug[]>): PscSlug[] {
  const slugs = slugsOf.get(details) ?? pscSlugs(details);
  slugsOf.set(details, slugs);
  return slugs;
}

function given(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** At no time two of one type: those that overlap are cut where one begins or ends, and taken together between. */
function separated(held: readonly Held[]): Held[] {
  const types = [...new Set(held.map(({ type }) => type))];
  return types.flatMap((type) => {
    const same = held.filter((each) => each.type === type);
    return same.length === 1 ? same : cut(same);
  });
}

const BEFORE_ALL = '';
const AFTER_ALL = '\uffff';

function cut(same: readonly Held[]): Held[] {
  const spans = same.map((each) => ({ each, from: each.startDate ?? BEFORE_ALL, to: each.endDate ?? AFTER_ALL }));
  const days = [...new Set(spans.flatMap(({ from, to }) => [from, to]))].sort();
  return days.slice(0, -1).flatMap((from, index) => {
    const to = days[index + 1] as string;
    const holding = spans.filter((span) => span.from <= from && to <= span.to).map(({ each }) => each);
    if (holding.length === 0) return [];
    return [
      { ...together(holding), startDate: from === BEFORE_ALL ? null : from, endDate: to === AFTER_ALL ? null : to },
    ];
  });
}

function together(holding: readonly Held[]): Held {
  const [first] = holding as readonly [Held, ...Held[]];
  const quotes = new Set(holding.map(({ quote }) => quote).filter(given));
  return {
    ...first,
    share: holding.map(({ share }) => share).reduce(restatedOrAdded),
    quote: [...quotes].join(' ') || null,
  };
}
