import { badInput } from '../errors.js';

/** What a column of a file of customers may hold, and what it is often called. The stronger keys come first. */
const GUESSES = {
  ref: [
    'ref',
    'reference',
    'customer_id',
    'customer_ref',
    'customer_number',
    'client_id',
    'account_id',
    'account',
    'id',
  ],
  id: ['party_id', 'controlgraph_id'],
  lei: ['lei', 'lei_code', 'legal_entity_identifier'],
  scheme: ['identifier_scheme', 'scheme'],
  identifier: ['identifier', 'identifier_value'],
  product: ['product', 'product_name', 'brand'],
  name: [
    'name',
    'legal_name',
    'company_name',
    'company',
    'customer_name',
    'customer',
    'entity_name',
    'organisation',
    'organization',
  ],
  jurisdiction: ['jurisdiction', 'country_code', 'country', 'incorporated_in', 'country_of_incorporation'],
} as const;

export type Field = keyof typeof GUESSES;
export const FIELDS = Object.keys(GUESSES) as readonly Field[];
const KEYS: readonly Field[] = ['id', 'lei', 'identifier', 'product', 'name'];

export interface Columns {
  /** The column of the file that holds it, in small letters. */
  readonly of: Readonly<Partial<Record<Field, string>>>;
  readonly guessed: readonly Field[];
}

/**
 * Which column holds what: those that were named, and where none was, those that are called so. A column that is called
 * "id" is the customer's own reference. `--scheme` may name a scheme for all instead of a column.
 */
export function columnsOf(header: readonly string[], named: Readonly<Partial<Record<Field, string>>>): Columns {
  const columns: Partial<Record<Field, string>> = {};
  const guessed: Field[] = [];
  const keyed = KEYS.some((key) => named[key] !== undefined);
  for (const field of FIELDS) {
    const given = named[field]?.toLowerCase();
    if (given !== undefined) {
      if (!header.includes(given) && field !== 'scheme')
        throw badInput(`--${field}: the file has no column "${named[field]}"; it has ${header.join(', ')}.`);
      columns[field] = given;
      continue;
    }
    // Whoever names one key means no other.
    if (keyed && KEYS.includes(field)) continue;
    const taken = new Set(Object.values(columns));
    const found = GUESSES[field].find((name) => header.some((each) => plain(each) === name && !taken.has(each)));
    const column = found === undefined ? undefined : header.find((each) => plain(each) === found);
    if (column === undefined) continue;
    columns[field] = column;
    guessed.push(field);
  }
  if (!KEYS.some((key) => columns[key] !== undefined))
    throw badInput(
      `No column is known to hold whom to screen; the file has ${header.join(', ')}. Name one: --name, --lei, --id, --product or --identifier COLUMN.`,
    );
  return { of: columns, guessed };
}

function plain(column: string): string {
  return column.replace(/[\s-]+/g, '_');
}
