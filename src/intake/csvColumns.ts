import { badInput } from '../errors.js';
import { shown } from './fields.js';
import type { ReadOptions } from './format.js';

/** A column that is read: what a row with it is about, and what it holds. `docs/import-csv.md` is held against this. */
export interface Column {
  readonly name: string;
  readonly of: 'party' | 'interest' | 'both';
  readonly holds: string;
}

export const COLUMNS: readonly Column[] = [
  ...columns('party', [
    ['id', 'the id of the party; left blank, it is made of the LEI, else of the first identifier'],
    ['name', 'the legal name'],
    ['kind', 'COMPANY, PERSON, STATE or ARRANGEMENT'],
    ['incorporated_in', 'where it is organised: an ISO 3166 code, today’s or withdrawn, or that of a subdivision'],
    [
      'headquarters',
      'list of codes: where a company is run, or a person resides; never a mere address; with days: CN 2019-01-01..2025-06-01',
    ],
    ['nationalities', 'list of codes, of a person'],
    ['lei', 'Legal Entity Identifier, check digits and all'],
    ['identifier_scheme', 'list of schemes as org-id.guide names them, such as GB-COH; one for each identifier'],
    ['identifier', 'list of the numbers under those schemes'],
    ['isin', 'list of ISINs of its securities'],
    ['bic', 'list of BICs, 8 or 11 characters'],
    ['other_names', 'list of names it is also known by'],
    [
      'names',
      'list of names by kind and perhaps language: FORMER: Acme Ltd; TRADING (fr): Acmé; LEGAL, TRADING, FORMER, TRANSLITERATED, ALIAS',
    ],
    ['publicly_listed', 'true or false'],
    ['major_holders_stated', 'true where the source says who all large holders are'],
    ['owners_complete', 'true where the recorded owners are all the owners'],
    [
      'listings',
      'list of lists that name it: us_ofac_sdn, or with programme and dates: us_ofac_sdn (SDGT) 2020-01-31..',
    ],
  ]),
  ...columns('interest', [
    ['interested_party', 'who holds it: an id, or under interested_party_scheme a number'],
    ['interested_party_scheme', 'the scheme of that number, such as XI-LEI'],
    ['interested_party_name', 'its legal name'],
    ['interested_party_kind', 'its kind'],
    ['subject', 'in whom: an id, or under subject_scheme a number'],
    ['subject_scheme', 'the scheme of that number'],
    ['subject_name', 'its legal name'],
    ['subject_kind', 'its kind'],
    ['type', 'what is held: SHAREHOLDING, VOTING_RIGHTS, …'],
    ['share', 'the share in percent, exact: 51, 33.3333333333 or 51 %; blank where it is unknown'],
    ['share_min', 'the least it may be, in percent'],
    ['share_max', 'the most it may be, in percent'],
    ['share_min_exclusive', 'true where it is strictly more than share_min'],
    ['share_max_exclusive', 'true where it is strictly less than share_max'],
    ['share_fraction', 'instead of share: the share as a fraction from 0 to 1'],
    ['undisclosed', 'instead of interested_party: why the source names nobody, in its words'],
    ['start_date', 'from which day: YYYY-MM-DD, or YYYY-MM or YYYY for its first day'],
    ['end_date', 'until before which day; a month or year is taken whole'],
  ]),
  ...columns('both', [
    [
      'version',
      'of rows about the same, only those of the greatest version count: a number, a date, an EDGAR accession number',
    ],
    ['dataset', 'the name of the source; csv where nothing says'],
    ['url', 'where it can be read'],
    ['retrieved_at', 'from which day the data are'],
    ['statement_id', 'an id of the statement within its dataset; made of what it is about where blank'],
    ['quote', 'the words of the source'],
    ['grade', 'PRIMARY, SECONDARY or ASSERTED; ASSERTED where nothing says'],
  ]),
];

/** What only a constant says, as it is true of the whole file. */
export const SETTINGS: readonly Column[] = columns('both', [
  ['share_unit', 'percent: shares above 0 and at most 1 are meant as they stand, less than one percent'],
  ['ignored_columns', 'list of columns of the file that are passed over; * for all that are not known'],
]);

export const LIST_SEPARATOR = /[;|]/;

/** The cell of a row that one of our names stands for: that of a column, or a constant; null where it is blank. */
export type CellOf = (cells: ReadonlyMap<string, string>, name: string) => string | null;

/**
 * How the cells of a file answer to our names. Throws BAD_USER_INPUT where a name is not ours, a column is missing or
 * given twice, or the file has one that nobody accounts for: a misspelt column would be lost without a word.
 */
export function cellsBy(
  header: readonly string[],
  { columns: mapped, constants }: Pick<ReadOptions, 'columns' | 'constants'>,
): CellOf {
  refuseUnknownNames(Object.keys(mapped), COLUMNS, 'column');
  refuseUnknownNames(Object.keys(constants), [...COLUMNS, ...SETTINGS], 'constant');
  const theirs = new Map<string, string>();
  for (const { name } of COLUMNS) {
    const mappedTo = Object.hasOwn(mapped, name) ? mapped[name]?.trim().toLowerCase() : undefined;
    if (mappedTo !== undefined && !header.includes(mappedTo))
      throw badInput(`Expected a column "${mappedTo}" for ${name}; the file has ${header.join(', ')}.`);
    const column = mappedTo ?? (header.includes(name) ? name : undefined);
    if (column === undefined) continue;
    if (Object.hasOwn(constants, name))
      throw badInput(`${name} is given twice, as the column "${column}" and as a constant; leave one out.`);
    theirs.set(name, column);
  }
  refuseUnaccounted(header, new Set(theirs.values()), constants.ignored_columns ?? '');
  refuseIncomplete(new Set([...theirs.keys(), ...Object.keys(constants)]), header);
  return (cells, name) => {
    const column = theirs.get(name);
    return (
      (column === undefined ? null : cells.get(column)) ??
      (Object.hasOwn(constants, name) ? (constants[name] as string) : null)
    );
  };
}

function refuseUnknownNames(names: readonly string[], known: readonly Column[], what: string): void {
  const unknown = names.filter((name) => !known.some((column) => column.name === name));
  if (unknown.length > 0)
    throw badInput(
      `No ${what} is called ${unknown.map(shown).join(', ')}; known: ${known.map(({ name }) => name).join(', ')}.`,
    );
}

function refuseUnaccounted(header: readonly string[], used: ReadonlySet<string>, ignored: string): void {
  const passed = ignored.split(LIST_SEPARATOR).map((name) => name.trim().toLowerCase());
  if (passed.includes('*')) return;
  const left = header.filter((name) => !used.has(name) && !passed.includes(name));
  if (left.length === 0) return;
  throw badInput(
    `The file has columns that are not known: ${left.map(shown).join(', ')}. Map each to one of ${COLUMNS.map(({ name }) => name).join(', ')}; or name those to be passed over in the constant ignored_columns.`,
  );
}

/** A row is about a party or an interest, so one of the two has to be there whole. */
function refuseIncomplete(given: ReadonlySet<string>, header: readonly string[]): void {
  const isOfParties = ['id', 'lei', 'identifier'].some((name) => given.has(name));
  const missing = ['subject', 'type'].filter((name) => !given.has(name));
  if (!given.has('interested_party') && !given.has('undisclosed')) missing.push('interested_party');
  const isOfInterests = missing.length < 3 || given.has('interested_party_name');
  if (isOfInterests && missing.length > 0)
    throw badInput(
      `Expected subject, type and interested_party (or undisclosed) for interests; missing: ${missing.join(', ')}. The file has ${header.join(', ')}.`,
    );
  if (!isOfInterests && !isOfParties)
    throw badInput(
      `Expected the columns of parties (id, lei or identifier) or of interests (subject, type and interested_party); the file has ${header.join(', ')}.`,
    );
}

function columns(of: Column['of'], named: readonly (readonly [string, string])[]): Column[] {
  return named.map(([name, holds]) => ({ name, of, holds }));
}
