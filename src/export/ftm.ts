import { createHash } from 'node:crypto';
import { NAMED_NUMBERS, OURS_KEY, ROLES } from '../intake/ftmOurs.js';
import { perhapsIdentifier } from '../intake/schemes.js';
import type { Identifier, Listing, Name, PartyFacts, PartyKind } from '../model/party.js';
import { type Bounds, formatPercent, saysNothing, WHOLE } from '../model/share.js';
import type { Source } from '../model/source.js';
import type { InterestStatement, PartyStatement } from '../model/statement.js';
import type { Exported, ExportFormat } from './exported.js';
import { inOrder } from './ndjson.js';
import { groups, withoutEmptyLists } from './settled.js';

/**
 * Entities of FollowTheMoney, one a line. What its properties can't hold stands under a key of our own beside them:
 * source and grade, days of headquarters, kinds and languages of names, numbers of registers by their scheme.
 */
export const ftm: ExportFormat = {
  name: 'ftm',
  title: 'FollowTheMoney entities, JSON lines; without products and editions of lists',
  text: lines,
};

const SCHEMATA: Readonly<Record<PartyKind, string>> = {
  COMPANY: 'Company',
  PERSON: 'Person',
  STATE: 'PublicBody',
  ARRANGEMENT: 'LegalEntity',
};

type Properties = Readonly<Record<string, readonly (string | null | undefined)[]>>;

async function* lines(statements: AsyncIterable<Exported>): AsyncGenerator<string> {
  for await (const each of groups(statements)) {
    if (each.kind === 'PARTY') for (const statement of withoutEmptyLists(each.about)) yield* partyLines(statement);
    else if (each.kind === 'INTEREST') yield relation(each.statement);
  }
}

/** A listing goes before the statement that it is of, so that whoever reads them need not hold it for long. */
function* partyLines(statement: PartyStatement): Generator<string> {
  const { listings = [], ...facts } = statement.facts;
  for (const [index, listing] of listings.entries()) yield sanction(statement, listing, index);
  yield party({ ...statement, facts }, listings.length > 0);
}

function party({ party: id, facts, source }: PartyStatement, isListed: boolean): string {
  const { kind, name, names = [], incorporatedIn, headquarters = [], nationalities = [], identifiers = [] } = facts;
  const schema = kind === undefined ? 'LegalEntity' : SCHEMATA[kind];
  const numbered = NAMED_NUMBERS.filter(([, , schemata]) => schemata === null || schemata === schema);
  const numbers = numbered.map(([property, scheme]): [string, string[]] => [
    property,
    identifiers.filter((each) => each.scheme === scheme && isUsual(each)).map(({ value }) => value),
  ]);
  const others = identifiers.filter(
    (each) => !(numbered.some(([, scheme]) => scheme === each.scheme) && isUsual(each)),
  );
  const places = headquarters.map(({ jurisdiction }) => jurisdiction);
  const properties: Properties = {
    ...namesIn(name, names),
    jurisdiction: [incorporatedIn?.toLowerCase()],
    [kind === 'PERSON' ? 'country' : 'mainCountry']: lowered(places),
    ...(kind === 'PERSON' ? { nationality: lowered(nationalities) } : {}),
    ...(kind === 'STATE' ? { country: lowered(nationalities) } : {}),
    ...Object.fromEntries(numbers),
    registrationNumber: others.filter(isOfRegister).map(({ value }) => value),
    topics: isListed ? ['sanction'] : [],
    ...cited(source),
  };
  const { publiclyListed, majorHoldersStated, ownersComplete } = facts;
  const noted: PartyFacts = {
    ...(kind === 'ARRANGEMENT' ? { kind } : {}),
    ...(names.length === 0 ? {} : { names }),
    ...(headquarters.length === 0 ? {} : { headquarters }),
    ...(nationalities.length === 0 || kind === 'PERSON' || kind === 'STATE' ? {} : { nationalities }),
    ...(others.length === 0 ? {} : { identifiers: others }),
    ...(publiclyListed === undefined ? {} : { publiclyListed }),
    ...(majorHoldersStated === undefined ? {} : { majorHoldersStated }),
    ...(ownersComplete === undefined ? {} : { ownersComplete }),
  };
  return line(id, schema, properties, [source.dataset], { source, facts: noted });
}

function namesIn(name: string | undefined, names: readonly Name[]): Properties {
  const texts = (kinds: readonly Name['kind'][]): string[] =>
    names.filter(({ kind, text }) => kinds.includes(kind) && text !== name).map(({ text }) => text);
  const isNamed = name !== undefined;
  return {
    name: isNamed ? [name, ...texts(['LEGAL'])] : [],
    alias: texts(isNamed ? ['ALIAS', 'TRADING', 'TRANSLITERATED'] : ['LEGAL', 'ALIAS', 'TRADING', 'TRANSLITERATED']),
    previousName: texts(['FORMER']),
  };
}

function isUsual({ scheme, value }: Identifier): boolean {
  const read = perhapsIdentifier(scheme, value);
  return read?.scheme === scheme && read.value === value;
}

/** Schemes of org-id.guide begin with the country of the register. */
function isOfRegister({ scheme }: Identifier): boolean {
  return /^[A-Z]{2}-/.test(scheme);
}

function sanction({ party: id, source }: PartyStatement, listing: Listing, index: number): string {
  const { list, programme, startDate, endDate } = listing;
  const properties = {
    entity: [id],
    program: [programme],
    startDate: [startDate],
    endDate: [endDate],
    ...cited(listing.source),
  };
  const { dataset, statementId } = source;
  const of = { dataset, statementId };
  const known = digest('listing', id, dataset, statementId, String(index));
  return line(known, 'Sanction', properties, [list], { cited: listing.source, of });
}

function relation(statement: InterestStatement): string {
  const { interestedParty, undisclosed, subject, type, share, startDate, endDate, source } = statement;
  const { schema, holder, held, role } = ROLES[type];
  const [as, of] = interestedParty === null ? ['owner', 'asset'] : [holder, held];
  const properties = {
    [as]: [interestedParty],
    [of]: [subject],
    role: [role],
    percentage: [percentage(share)],
    startDate: [startDate],
    endDate: [endDate],
    ...cited(source),
  };
  const known = digest('interest', source.dataset, source.statementId);
  const ours = { source, ...(interestedParty === null ? { undisclosed } : {}) };
  return line(known, interestedParty === null ? 'Ownership' : schema, properties, [source.dataset], ours);
}

/** In words, as FollowTheMoney has it; nothing where nothing is known. */
function percentage(share: Bounds): string | null {
  const { min, max, minExclusive, maxExclusive } = share;
  if (saysNothing(share)) return null;
  if (min === max) return `${formatPercent(min)} %`;
  const low = min > 0 || minExclusive ? `${minExclusive ? 'more than' : 'at least'} ${formatPercent(min)} %` : null;
  const high = max < WHOLE || maxExclusive ? `${maxExclusive ? 'less than' : 'at most'} ${formatPercent(max)} %` : null;
  return [low, high].filter((each) => each !== null).join(' and ');
}

function cited({ url, retrievedAt }: Source): Properties {
  return { sourceUrl: [url], retrievedAt: [retrievedAt] };
}

function lowered(codes: readonly string[]): string[] {
  return [...new Set(codes.map((code) => code.toLowerCase()))];
}

function line(id: string, schema: string, properties: Properties, datasets: readonly string[], ours: object): string {
  const filled = Object.entries(properties)
    .map(([name, values]) => [name, [...new Set(values.filter((value) => value != null))]] as const)
    .filter(([, values]) => values.length > 0);
  const noted = JSON.parse(inOrder(ours)) as object;
  const entity = { id, schema, properties: Object.fromEntries(filled), datasets, [OURS_KEY]: noted };
  return `${JSON.stringify(entity)}\n`;
}

/** Stable: of the same statement the same id. */
function digest(kind: string, ...parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `controlgraph-${kind}-${hash.slice(0, 40)}`;
}
