import { COLUMNS } from '../intake/csvColumns.js';
import { asCell, asEntry, asLiteral, quoted } from '../intake/csvText.js';
import { isoPlaceOf } from '../intake/places.js';
import { perhapsIdentifier } from '../intake/schemes.js';
import type { Dated } from '../model/date.js';
import { type Identifier, LEI_SCHEME, type Listing, type Located, type Name } from '../model/party.js';
import { type Bounds, formatPercent, saysNothing, UNITS_PER_PERCENT, type Units, WHOLE } from '../model/share.js';
import type { InterestStatement, PartyStatement, StatementSource } from '../model/statement.js';
import type { Exported, ExportFormat } from './exported.js';
import { groups, settled } from './settled.js';

/**
 * Rows under the columns that `docs/import-csv.md` has, a party or an interest each, by RFC 4180. No cell begins like a
 * formula, also not where a spreadsheet splits at semicolons.
 */
export const csv: ExportFormat = {
  name: 'csv',
  title:
    'parties and interests as rows, safe to open in a spreadsheet; without products, editions of lists, and the sources of single headquarters and listings',
  text: rows,
};

/** Text is escaped where it is put into its cell: `asCell`, `asEntry`. */
type Cells = Readonly<Record<string, string | null>>;

/** Those that say aside what rows about parties say, or say it in another way, are for people who write by hand. */
const LEFT_OUT = /_scheme$|_name$|_kind$|^share_fraction$|^version$/;
const WRITTEN = COLUMNS.map(({ name }) => name).filter((name) => !LEFT_OUT.test(name) || name === 'identifier_scheme');

async function* rows(statements: AsyncIterable<Exported>): AsyncGenerator<string> {
  yield `${WRITTEN.join(',')}\n`;
  for await (const each of groups(statements)) {
    if (each.kind === 'PARTY') for (const statement of settled(each.about)) yield row(partyCells(statement));
    else if (each.kind === 'INTEREST') yield row(interestCells(each.statement));
  }
}

function row(cells: Cells): string {
  return `${WRITTEN.map((name) => quoted(cells[name] ?? '')).join(',')}\n`;
}

function partyCells({ party, facts, source }: PartyStatement): Cells {
  const { kind, name, names = [], incorporatedIn, headquarters = [], nationalities = [], listings = [] } = facts;
  const others = names.filter((each) => !(each.kind === 'LEGAL' && each.language === null && each.text === name));
  const aliases = others.filter(isAlias);
  return {
    id: asCell(party),
    name: name === undefined ? null : asCell(name),
    kind: kind ?? null,
    incorporated_in: incorporatedIn === undefined ? null : place(incorporatedIn),
    headquarters: list(headquarters.map(located)),
    nationalities: list(nationalities.map(place)),
    ...identifierCells(facts.identifiers ?? []),
    other_names: list(aliases.map(({ text }) => asEntry(text))),
    names: list(others.filter((each) => !isAlias(each)).map(named)),
    publicly_listed: yesOrNo(facts.publiclyListed),
    major_holders_stated: yesOrNo(facts.majorHoldersStated),
    owners_complete: yesOrNo(facts.ownersComplete),
    listings: list(listings.map(listed)),
    ...sourceCells(source),
  };
}

function isAlias({ kind, language }: Name): boolean {
  return kind === 'ALIAS' && language === null;
}

/** Under columns of their own where the reader takes them as they are; what it would write otherwise says it is literal. */
function identifierCells(identifiers: readonly Identifier[]): Cells {
  const own = (scheme: string): string[] =>
    identifiers.filter((each) => each.scheme === scheme && isUsual(each)).map(({ value }) => value);
  const [lei] = own(LEI_SCHEME);
  const others = identifiers.filter(
    (each) => !((each.scheme === 'ISIN' || each.scheme === 'BIC') && isUsual(each)) && !isLei(each, lei),
  );
  return {
    lei: lei ?? null,
    identifier_scheme: list(others.map(({ scheme }) => asEntry(scheme))),
    identifier: list(others.map((each) => (isUsual(each) ? asEntry(each.value) : asLiteral(each.value)))),
    isin: list(own('ISIN')),
    bic: list(own('BIC')),
  };
}

function isUsual({ scheme, value }: Identifier): boolean {
  const read = perhapsIdentifier(scheme, value);
  return read?.scheme === scheme && read.value === value;
}

function isLei({ scheme, value }: Identifier, lei: string | undefined): boolean {
  return scheme === LEI_SCHEME && value === lei;
}

function place(code: string): string {
  try {
    return isoPlaceOf(code, '') === code ? code : asLiteral(code);
  } catch {
    return asLiteral(code);
  }
}

function located({ jurisdiction, ...dated }: Located): string {
  return `${place(jurisdiction)}${days(dated)}`;
}

function listed({ list: name, programme, ...dated }: Listing): string {
  return `${/^[\w.-]+$/.test(name) && !/^-/.test(name) ? name : asLiteral(name)}${inBrackets(programme)}${days(dated)}`;
}

function named({ kind, language, text }: Name): string {
  return `${kind}${inBrackets(language)}: ${/[;|]/.test(text) ? asLiteral(text) : asEntry(text)}`;
}

function inBrackets(text: string | null): string {
  if (text === null) return '';
  return ` (${/^[\w][\w .,/-]*$/.test(text) ? text : asLiteral(text)})`;
}

function days({ startDate, endDate }: Dated): string {
  return startDate === null && endDate === null ? '' : ` ${startDate ?? ''}..${endDate ?? ''}`;
}

function interestCells(statement: InterestStatement): Cells {
  const { interestedParty, undisclosed, subject, type, share, startDate, endDate, source } = statement;
  return {
    interested_party: interestedParty === null ? null : asCell(interestedParty),
    subject: asCell(subject),
    type,
    ...shareCells(share),
    undisclosed: interestedParty === null ? asCell(undisclosed ?? 'The source names nobody.') : null,
    start_date: startDate,
    end_date: endDate,
    ...sourceCells(source),
  };
}

function shareCells(share: Bounds): Cells {
  if (saysNothing(share)) return {};
  const { min, max, minExclusive, maxExclusive } = share;
  if (min === max) return { share: percent(min) };
  const hasMin = min > 0 || minExclusive;
  const hasMax = max < WHOLE || maxExclusive;
  return {
    share_min: hasMin ? percent(min) : null,
    share_max: hasMax ? percent(max) : null,
    share_min_exclusive: minExclusive ? 'true' : null,
    share_max_exclusive: maxExclusive ? 'true' : null,
  };
}

/** Without its sign, a number up to 1 may be a fraction. */
function percent(units: Units): string {
  return `${formatPercent(units)}${units > 0 && units <= UNITS_PER_PERCENT ? '%' : ''}`;
}

function sourceCells({ dataset, url, retrievedAt, statementId, quote, grade }: StatementSource): Cells {
  return {
    dataset: asCell(dataset),
    url: url === null ? null : asCell(url),
    retrieved_at: retrievedAt,
    statement_id: asCell(statementId),
    quote: quote === null ? null : asCell(quote),
    grade,
  };
}

function yesOrNo(value: boolean | undefined): string | null {
  return value === undefined ? null : String(value);
}

/** Nothing for none. */
function list(entries: readonly string[]): string | null {
  return entries.length === 0 ? null : entries.join(';');
}
