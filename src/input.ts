import { badInput, Failure } from './errors.js';
import type { Rulebook } from './inquiry.js';
import type { DateString } from './model/date.js';
import { type InterestType, interestIdOf, partsOfInterestId } from './model/interest.js';
import type { Identifier, JurisdictionCode, NameKind, PartyFacts, PartyKind } from './model/party.js';
import { type Bounds, exactly, formatPercent, UNKNOWN_SHARE, type Units, WHOLE } from './model/share.js';
import type { Grade, Source } from './model/source.js';
import type { InterestStatement, PartyStatement, ProductStatement, StatementSource } from './model/statement.js';
import { type SupposedStanding, type Supposition, supposesFacts, supposesRules } from './model/supposition.js';
import { supposedPolicies, supposedStandings, withPolicies } from './supposedRules.js';

/** A field that a caller may leave out or give as null. */
type Optional<T> = T | null | undefined;

export interface SourceInput {
  readonly dataset: string;
  readonly url?: Optional<string>;
  readonly retrievedAt?: Optional<DateString>;
  readonly statementId?: Optional<string>;
  readonly quote?: Optional<string>;
  readonly grade: Grade;
}

export interface PartyInput {
  readonly id: string;
  readonly kind?: Optional<PartyKind>;
  readonly name?: Optional<string>;
  readonly names?: Optional<
    readonly { readonly text: string; readonly language?: Optional<string>; readonly kind: NameKind }[]
  >;
  readonly incorporatedIn?: Optional<JurisdictionCode>;
  readonly headquarters?: Optional<JurisdictionCode>;
  readonly located?: Optional<readonly LocatedInput[]>;
  readonly nationalities?: Optional<readonly JurisdictionCode[]>;
  readonly identifiers?: Optional<readonly Identifier[]>;
  readonly listings?: Optional<
    readonly {
      readonly list: string;
      readonly startDate?: Optional<DateString>;
      readonly endDate?: Optional<DateString>;
    }[]
  >;
  readonly publiclyListed?: Optional<boolean>;
  readonly majorHoldersStated?: Optional<boolean>;
  readonly ownersComplete?: Optional<boolean>;
}

interface LocatedInput {
  readonly jurisdiction: JurisdictionCode;
  readonly startDate?: Optional<DateString>;
  readonly endDate?: Optional<DateString>;
  readonly source?: Optional<SourceInput>;
}

export interface ShareInput {
  readonly exact?: Optional<Units>;
  readonly min?: Optional<Units>;
  readonly max?: Optional<Units>;
  readonly minExclusive: boolean;
  readonly maxExclusive: boolean;
}

export interface InterestInput {
  readonly id?: Optional<string>;
  readonly interestedParty?: Optional<string>;
  readonly undisclosed?: Optional<string>;
  readonly subject: string;
  readonly type: InterestType;
  readonly share?: Optional<ShareInput>;
  readonly startDate?: Optional<DateString>;
  readonly endDate?: Optional<DateString>;
  readonly source?: Optional<SourceInput>;
}

export interface ProductInput {
  readonly id: string;
  readonly name: string;
  readonly operators: readonly {
    readonly operator: string;
    readonly region?: Optional<JurisdictionCode>;
    readonly startDate?: Optional<DateString>;
    readonly endDate?: Optional<DateString>;
    readonly source?: Optional<SourceInput>;
  }[];
}

export interface SuppositionInput {
  readonly parties?: Optional<readonly PartyInput[]>;
  readonly interests?: Optional<readonly InterestInput[]>;
  readonly products?: Optional<readonly ProductInput[]>;
  readonly without?: Optional<readonly string[]>;
  readonly policies?: Optional<readonly unknown[]>;
  readonly standings?: Optional<readonly SupposedStanding[]>;
  readonly empty: boolean;
}

const RESERVED = ['product:', 'jurisdiction:', 'interest:', 'watchlist:', 'ruling:'];
const LONGEST_ID = 400;
const LONGEST_NAME = 10_000;

/** The source of what is supposed: nobody's claim but the asker's. */
const SUPPOSED: SourceInput = { dataset: 'supposition', grade: 'ASSERTED' };

/** What is supposed; null where that is nothing. */
export function supposition(input: SuppositionInput, rulebook: Rulebook): Supposition | null {
  const policies = supposedPolicies(input.policies ?? [], rulebook);
  const changed = withPolicies(rulebook, policies);
  const policyIds = changed.policies.map((policy) => policy.id);
  const supposed: Supposition = {
    parties: (input.parties ?? []).map((party) => partyStatement(party, SUPPOSED, policyIds)),
    interests: (input.interests ?? []).map((interest, index) =>
      interestStatement(interest, SUPPOSED, `supposed-${index}`),
    ),
    products: (input.products ?? []).map((product) => productStatement(product, SUPPOSED)),
    without: (input.without ?? []).map(checkedInterestId),
    policies,
    standings: supposedStandings(input.standings ?? [], changed),
    empty: input.empty,
  };
  return supposesFacts(supposed) || supposesRules(supposed) ? supposed : null;
}

function checkedInterestId(id: string): string {
  const parts = partsOfInterestId(id);
  if (parts === null)
    throw badInput(`suppose.without: expected ids as Interest.id shows them, came ${JSON.stringify(id.slice(0, 80))}.`);
  return interestIdOf(parts);
}

/** A party as a statement of the source; BAD_USER_INPUT and CONFLICT name the field and what came. */
export function partyStatement(input: PartyInput, source: SourceInput, policyIds: readonly string[]): PartyStatement {
  checkId(input.id, policyIds);
  if (input.headquarters != null && input.located != null) {
    throw badInput(
      `Party "${input.id}": headquarters is short for one undated place; give headquarters or located, not both.`,
    );
  }
  return { party: input.id, facts: partyFacts(input, source), source: stated(source, `party ${input.id}`) };
}

/** One statement a field, so that what is said later of a field supersedes it, whatever else was said with it. */
export function partyStatements(
  input: PartyInput,
  source: SourceInput,
  policyIds: readonly string[],
): PartyStatement[] {
  const { party, facts } = partyStatement(input, source, policyIds);
  const fields = Object.entries(facts);
  if (fields.length === 0) return [{ party, facts, source: stated(source, `party ${party}`) }];
  return fields.map(([field, value]) => {
    const statement = stated(source, `party ${party} ${field}`);
    return { party, facts: { [field]: placedBy(value, statement) }, source: statement };
  });
}

/** A place or a listing without a source of its own is cited by the statement that says so. */
function placedBy(value: unknown, statement: StatementSource): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((each) =>
    each?.source?.statementId === null
      ? { ...each, source: { ...each.source, statementId: statement.statementId } }
      : each,
  );
}

function partyFacts(input: PartyInput, source: SourceInput): PartyFacts {
  const located = input.located ?? (input.headquarters == null ? null : [{ jurisdiction: input.headquarters }]);
  const where = `Party "${input.id}"`;
  const given = {
    kind: input.kind,
    name: checkName(input.name, where),
    names: input.names?.map((name) => ({
      text: checkName(name.text, where) as string,
      language: name.language ?? null,
      kind: name.kind,
    })),
    identifiers: input.identifiers?.map(({ scheme, value }) => ({ scheme: scheme.trim(), value: value.trim() })),
    incorporatedIn: input.incorporatedIn,
    headquarters: located?.map((place: LocatedInput) => ({
      jurisdiction: place.jurisdiction,
      ...span(place, where),
      source: cited(place.source ?? source),
    })),
    nationalities: input.nationalities,
    listings: input.listings?.map((listing) => ({
      list: listing.list,
      programme: null,
      ...span(listing, where),
      source: cited(source),
    })),
    publiclyListed: input.publiclyListed,
    majorHoldersStated: input.majorHoldersStated,
    ownersComplete: input.ownersComplete,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value != null)) as PartyFacts;
}

/** An interest as a statement of the source; without an id one is derived, so that repeating it changes nothing. */
export function interestStatement(input: InterestInput, source: SourceInput, unnamed?: string): InterestStatement {
  const where = `The interest in "${input.subject}"`;
  if (input.interestedParty != null && input.undisclosed != null) {
    throw badInput(`${where}: undisclosed says why no holder is named; "${input.interestedParty}" is named.`);
  }
  const share = bounds(input.share, where);
  const derived = [
    input.interestedParty ?? `?${input.undisclosed ?? ''}${unnamed ?? ''}`,
    input.subject,
    input.type,
    input.startDate ?? '',
  ];
  return {
    interestedParty: input.interestedParty ?? null,
    undisclosed: input.undisclosed ?? null,
    subject: input.subject,
    type: input.type,
    share,
    ...span(input, where),
    source: stated(input.source ?? source, input.id ?? input.source?.statementId ?? `interest ${derived.join(' ')}`),
  };
}

export function productStatement(input: ProductInput, source: SourceInput): ProductStatement {
  const product = input.id.startsWith('product:') ? input.id.slice('product:'.length) : input.id;
  checkId(product, []);
  const operators = input.operators.map((operation) => ({
    operator: operation.operator,
    region: operation.region ?? null,
    ...span(operation, `Product "${product}"`),
    source: cited(operation.source ?? source),
  }));
  const name = checkName(input.name, `Product "${product}"`) as string;
  return { product, name, operators, source: stated(source, `product ${product}`) };
}

/** Units come already parsed; here only their relation can be wrong. */
function bounds(input: Optional<ShareInput>, where: string): Bounds {
  if (input == null) return UNKNOWN_SHARE;
  if (input.exact != null) {
    if (input.min != null || input.max != null)
      throw badInput(`${where}: give share.exact, or share.min and share.max, not both.`);
    return exactly(input.exact);
  }
  const share = {
    min: input.min ?? 0,
    max: input.max ?? WHOLE,
    minExclusive: input.minExclusive,
    maxExclusive: input.maxExclusive,
  };
  const empty = share.min > share.max || (share.min === share.max && (share.minExclusive || share.maxExclusive));
  if (empty)
    throw badInput(
      `${where}: no share fits the bounds ${formatPercent(share.min)} to ${formatPercent(share.max)}; the minimum has to be below the maximum.`,
    );
  return share;
}

function span(
  input: { startDate?: Optional<DateString>; endDate?: Optional<DateString> },
  where: string,
): { startDate: DateString | null; endDate: DateString | null } {
  const { startDate, endDate } = { startDate: input.startDate ?? null, endDate: input.endDate ?? null };
  if (startDate !== null && endDate !== null && endDate <= startDate) {
    throw badInput(
      `${where}: it ends on ${endDate} and begins on ${startDate}; the end is the first day on which it no longer holds, so it comes later.`,
    );
  }
  return { startDate, endDate };
}

function stated(source: SourceInput, statementId: string): StatementSource {
  return { ...cited(source), statementId };
}

function cited(source: SourceInput): Source {
  if (source.dataset.trim() === '') throw badInput('source.dataset: expected a name, came an empty string.');
  return {
    dataset: source.dataset,
    url: source.url ?? null,
    retrievedAt: source.retrievedAt ?? null,
    statementId: source.statementId ?? null,
    quote: source.quote ?? null,
    grade: source.grade,
  };
}

function checkId(id: string, policyIds: readonly string[]): void {
  if (id.trim() === '' || id.length > LONGEST_ID || /\p{Cc}/u.test(id) || !id.isWellFormed()) {
    throw badInput(
      `A party's id is 1 to ${LONGEST_ID} characters without control characters; came ${JSON.stringify(id.slice(0, 60))}.`,
    );
  }
  const prefix = RESERVED.find((reserved) => id.startsWith(reserved));
  if (prefix !== undefined)
    throw new Failure(
      'CONFLICT',
      `"${id}" begins with "${prefix}", which is kept for another type; choose another id.`,
    );
  if (policyIds.includes(id)) throw new Failure('CONFLICT', `"${id}" is the id of a policy; choose another id.`);
}

function checkName<T extends Optional<string>>(name: T, where: string): T {
  if (
    typeof name === 'string' &&
    (name.trim() === '' || name.length > LONGEST_NAME || name.includes('\0') || !name.isWellFormed())
  ) {
    throw badInput(`${where}: a name is 1 to ${LONGEST_NAME} well-formed characters; came ${name.length}.`);
  }
  return name;
}
