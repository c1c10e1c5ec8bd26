import type { DateString } from '../model/date.js';
import type { InterestType } from '../model/interest.js';
import type { PartyId } from '../model/party.js';
import { type Bounds, UNKNOWN_SHARE } from '../model/share.js';
import type { InterestStatement, StatementSource } from '../model/statement.js';
import { Refused } from './arrival.js';
import { restated } from './bodsInterests.js';
import { endOf, type Fields, partyIdOf, shown, startOf } from './fields.js';
import { percentageOf, percentagesOf } from './ftmPercentages.js';
import { ENDS, valuesOf } from './ftmSchemata.js';
import { type PscSlug, pscSlugs } from './pscSlugs.js';

/** What the words of a role say is held, the first that fits. */
const TYPES: readonly (readonly [words: RegExp, type: InterestType])[] = [
  [/\bvot(?:e|es|ing)\b/i, 'VOTING_RIGHTS'],
  [/\bgeneral[ -]partner/i, 'GENERAL_PARTNER'],
  [/\btrustee/i, 'TRUSTEE'],
  [/\bnominee/i, 'NOMINEE'],
  [/\bappoint/i, 'BOARD_APPOINTMENT'],
  [/\b(?:profits?|dividends?|surplus)\b/i, 'PROFIT_RIGHTS'],
  [/\b(?:shares?|shareholders?|shareholding|stocks?|equity)\b/i, 'SHAREHOLDING'],
  [/\b(?:influence|control)/i, 'OTHER_INFLUENCE'],
];

const MEASURED: readonly InterestType[] = ['SHAREHOLDING', 'VOTING_RIGHTS', 'PROFIT_RIGHTS', 'BOARD_APPOINTMENT'];
const ROLES = ['role', 'ownershipType', 'sharesType'] as const;
const QUOTED = ['percentage', ...ROLES, 'status', 'sharesCount', 'sharesValue', 'legalBasis', 'summary', 'description'];
const ENDED = /\b(?:ceased|former|inactive|ended|past|resigned|removed)\b/i;

type Held = Pick<InterestStatement, 'type' | 'share'> & { readonly quote: string | null };

/** The interests of a relation, of every holder in every subject that it names. Throws Refused. */
export function interestsOf(schema: string, properties: Fields, source: StatementSource): InterestStatement[] {
  const [holding, held] = ENDS[schema] as readonly [string, string];
  const subjects = valuesOf(properties, held).map((id) => partyIdOf(id, held));
  const holders = valuesOf(properties, holding).map((id) => partyIdOf(id, holding));
  if (subjects.length === 0) throw new Refused('MALFORMED', `${held}: expected the id of an entity, came nothing.`);
  if (holders.length === 0 && schema !== 'Ownership')
    throw new Refused('MALFORMED', `${holding}: expected the id of an entity, came nothing.`);
  const dated = datesOf(properties);
  const interests = heldBy(schema, properties, dated.endDate !== null);
  const pairs = pairsOf(schema, holders, subjects);
  return pairs.flatMap(({ subject, holder }, pair) =>
    interests.map(
      ({ type, share, quote }): InterestStatement => ({
        interestedParty: holder,
        undisclosed: holder === null ? 'The source names no owner.' : null,
        subject,
        type,
        share,
        ...dated,
        source: { ...source, quote, statementId: `${source.statementId}/${type}${pair === 0 ? '' : `/${pair + 1}`}` },
      }),
    ),
  );
}

/** A parent that is named without a share. */
export function reportedParent(parent: PartyId, subject: PartyId, source: StatementSource): InterestStatement {
  return {
    interestedParty: parent,
    undisclosed: null,
    subject,
    type: 'REPORTED_PARENT',
    share: UNKNOWN_SHARE,
    startDate: null,
    endDate: null,
    source: { ...source, quote: 'parent', statementId: `${source.statementId}/parent ${parent}` },
  };
}

interface Pair {
  readonly holder: PartyId | null;
  readonly subject: PartyId;
}

/** A link has no direction: what may be control of one by the other is so both ways, so that neither is cleared by it. */
function pairsOf(schema: string, holders: readonly PartyId[], subjects: readonly PartyId[]): Pair[] {
  const named = holders.length === 0 ? [null] : holders;
  const pairs = subjects.flatMap((subject) => named.map((holder): Pair => ({ holder, subject })));
  if (schema !== 'UnknownLink') return pairs;
  return [...pairs, ...holders.flatMap((subject) => subjects.map((holder): Pair => ({ holder, subject })))];
}

function heldBy(schema: string, properties: Fields, isDated: boolean): Held[] {
  const quote = quoteOf(properties);
  if (schema === 'UnknownLink')
    return /control/i.test(quote ?? '') ? [{ type: 'OTHER_INFLUENCE', share: UNKNOWN_SHARE, quote }] : [];
  const roles = ROLES.flatMap((name) => valuesOf(properties, name));
  if (schema === 'Directorship') {
    const type = roles
      .map(typeIn)
      .find((each) => each === 'GENERAL_PARTNER' || each === 'TRUSTEE' || each === 'NOMINEE');
    return [
      {
        type: type ?? 'OTHER_INFLUENCE',
        share: UNKNOWN_SHARE,
        quote: ['Director', quote].filter((each) => each !== null).join('; '),
      },
    ];
  }
  const said = [...roles, ...valuesOf(properties, 'status')];
  const mayHaveEnded = !isDated && said.some((text) => ENDED.test(text));
  const isIndirect =
    said.some((text) => /\b(?:indirect|ultimate)(?:ly)?\b/i.test(text)) &&
    !said.some((text) => /\bdirect(?:ly)?\b/i.test(text));
  return ownership(roles, valuesOf(properties, 'percentage'), quote).map(({ type, share, ...rest }) => {
    const bounds = mayHaveEnded ? { ...share, min: 0, minExclusive: false } : share;
    return isIndirect ? restated(type, bounds, quote) : { type, share: bounds, ...rest };
  });
}

/** By type: what a role says of its own share, else the percentage, which is of shares where there are several types. */
function ownership(roles: readonly string[], percentages: readonly string[], quote: string | null): Held[] {
  const stated = percentages.length === 0 ? null : percentagesOf(percentages);
  const byType = new Map<InterestType, Bounds | null>();
  for (const role of roles) {
    for (const { type, share } of rolesIn(role)) byType.set(type, share ?? byType.get(type) ?? null);
  }
  if (byType.size === 0) byType.set('SHAREHOLDING', null);
  return [...byType].map(([type, own]) => {
    const isWhose = byType.size === 1 || type === 'SHAREHOLDING';
    const share = (percentages.length > 0 && isWhose ? stated : null) ?? own ?? UNKNOWN_SHARE;
    return { type, share: MEASURED.includes(type) ? share : UNKNOWN_SHARE, quote };
  });
}

function rolesIn(role: string): { type: InterestType; share: Bounds | null }[] {
  const slugs = pscSlugs(role);
  if (slugs.length > 0) return slugs.map((slug) => ({ type: typeOfSlug(slug), share: slug.own ? slug.band : null }));
  const type = typeIn(role);
  if (type === null) return [];
  const percent = /(?:more than|at least|less than|over|up to|\d)[^%]*%.*$/i.exec(role)?.[0];
  return [{ type, share: percent === undefined ? null : percentageOf(percent) }];
}

/** What a trust or firm holds that the party controls is not the party's own. */
function typeOfSlug({ slug, own }: PscSlug): InterestType {
  return own ? (typeIn(slug.replaceAll('-', ' ')) ?? 'OTHER_INFLUENCE') : 'OTHER_INFLUENCE';
}

function typeIn(role: string): InterestType | null {
  return TYPES.find(([words]) => words.test(role))?.[1] ?? null;
}

/** From the earliest start to the latest end that is given. */
export function datesOf(properties: Fields): { startDate: DateString | null; endDate: DateString | null } {
  const starts = valuesOf(properties, 'startDate').map((date) => startOf(date, 'startDate') as DateString);
  const ends = valuesOf(properties, 'endDate').map((date) => endOf(date, 'endDate') as DateString);
  const startDate = starts.sort()[0] ?? null;
  const endDate = ends.sort().at(-1) ?? null;
  if (startDate !== null && endDate !== null && endDate < startDate)
    throw new Refused(
      'DATE',
      `endDate: expected a day from ${startDate}, where it begins, on, came ${shown(endDate)}.`,
    );
  return { startDate, endDate };
}

function quoteOf(properties: Fields): string | null {
  const said = QUOTED.flatMap((name) => {
    const values = valuesOf(properties, name);
    return values.length === 0 ? [] : [`${name}: ${values.join(', ')}`];
  });
  return said.join('; ').slice(0, 10_000) || null;
}
