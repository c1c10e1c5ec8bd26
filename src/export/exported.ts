import { Failure } from '../errors.js';
import type { DateString } from '../model/date.js';
import type { PartyId } from '../model/party.js';
import type {
  InterestStatement,
  Kept,
  KeptAbout,
  ListEdition,
  PartyStatement,
  ProductStatement,
  Revision,
} from '../model/statement.js';
import type { PartyRecord, Piece, Store } from '../store/store.js';

/** One statement on its way out, as it stands at the revision; interests and products name who answers for a party. */
export type Exported =
  /** `of` is who answers for the party that the statement names. */
  | { readonly kind: 'PARTY'; readonly of: PartyId; readonly statement: PartyStatement }
  | { readonly kind: 'INTEREST'; readonly statement: InterestStatement }
  | { readonly kind: 'PRODUCT'; readonly statement: ProductStatement }
  | { readonly kind: 'EDITION'; readonly edition: ListEdition };

/** What an export needs of a store. */
export type Exporting = Pick<Store, 'whole' | 'gather' | 'parties' | 'productsOf' | 'lists'>;

/** A format that an export is written in. */
export interface ExportFormat {
  readonly name: string;
  /** What it is, and what of the record it can't carry. */
  readonly title: string;
  readonly text: (statements: AsyncIterable<Exported>) => AsyncIterable<string>;
}

/** Everything, or who stands above some parties, at any depth. */
export type Scope = 'WHOLE' | { readonly upstreamOf: readonly PartyId[] };

const WITHIN_MS = 120_000;
const NO_LIMITS = { maxParties: 5_000_000, maxInterests: 20_000_000, depth: null };
const DAY_OF_NO_MATTER: DateString = '2000-01-01';

/**
 * Every live statement of a revision, of any day, in the order of the parties as they were recorded; then products with
 * their first operator, then the editions of lists. Memory is that of a piece of the store, for the upstream of parties
 * that of the gathering. Throws BAD_USER_INPUT for a party that is not recorded.
 */
export async function* exported(store: Exporting, scope: Scope, revision: Revision): AsyncGenerator<Exported> {
  const at = { asOf: null, revision };
  const pieces = scope === 'WHOLE' ? store.whole(at, WITHIN_MS) : upstream(store, scope.upstreamOf, revision);
  for await (const piece of pieces) {
    for (const party of piece.parties)
      for (const statement of statementsAbout(party)) yield { kind: 'PARTY', of: party.id, statement };
    for (const statement of piece.interests) yield { kind: 'INTEREST', statement: bare(statement) };
    yield* productsOf(store, piece, revision);
  }
  for (const { loadedAt, ...edition } of await store.lists({ ...at, deadlineAt: Date.now() + WITHIN_MS }))
    yield { kind: 'EDITION', edition };
}

/**
 * What is said of a party, that under its own id first. Records that are one party by the store's knowledge name it by a
 * common identifier, so that whoever reads them again knows it, too; one of which nothing is said any more is named.
 */
function statementsAbout({ id, statements }: PartyRecord): PartyStatement[] {
  const own = statements.filter(({ stated }) => stated === undefined);
  const others = statements.filter(({ stated }) => stated !== undefined);
  const all = [...(own.length === 0 ? [named(id)] : own), ...others].map(
    ({ stated, ...statement }: PartyStatement & Partial<KeptAbout>): PartyStatement => {
      const { party, facts, source } = bare(statement);
      return { party: stated ?? party, facts, source };
    },
  );
  return others.length === 0 ? all : joined(id, all);
}

/**
 * Each record has the common identifier once, in its newest statement that has identifiers: of a dataset the newest that
 * speaks of them supersedes the others.
 */
function joined(id: PartyId, statements: readonly PartyStatement[]): PartyStatement[] {
  const bearing = new Map<PartyId, number>();
  for (const [index, { party, facts }] of statements.entries())
    if (facts.identifiers !== undefined || !bearing.has(party)) bearing.set(party, index);
  return statements.map(({ party, facts, source }, index) => {
    const others = facts.identifiers?.filter(({ scheme }) => scheme !== OWN_SCHEME);
    if (bearing.get(party) !== index)
      return { party, facts: others === undefined ? facts : { ...facts, identifiers: others }, source };
    return { party, facts: { ...facts, identifiers: [...(others ?? []), { scheme: OWN_SCHEME, value: id }] }, source };
  });
}

/** The scheme of identifiers that an export gives to records which the store knows to be one party. */
const OWN_SCHEME = 'CONTROLGRAPH';

function named(id: PartyId): PartyStatement {
  const source = { dataset: 'controlgraph', url: null, retrievedAt: null, quote: null, grade: 'ASSERTED' as const };
  return { party: id, facts: {}, source: { ...source, statementId: `party ${id}` } };
}

async function* upstream(store: Exporting, ids: readonly PartyId[], revision: Revision): AsyncGenerator<Piece> {
  const pinned = { revision, deadlineAt: Date.now() + WITHIN_MS };
  const known = await store.parties(
    ids.map((id) => ({ id })),
    { ...pinned, asOf: DAY_OF_NO_MATTER },
  );
  const missing = ids.filter((_, index) => known[index] == null);
  if (missing.length > 0)
    throw new Failure('BAD_USER_INPUT', `No party is known by the id ${missing.map((id) => `"${id}"`).join(', ')}.`);
  const gathering = await store.gather(ids, 'UP', { ...pinned, asOf: null }, NO_LIMITS);
  if (!gathering.complete) {
    const { maxParties, maxInterests } = NO_LIMITS;
    const message = `More than ${maxParties} parties or ${maxInterests} interests stand above them; export the whole store.`;
    throw new Failure('LIMIT_EXCEEDED', message);
  }
  yield gathering;
}

/** A product goes with the operator whose id comes first, so that each goes once. */
async function* productsOf(store: Exporting, { parties }: Piece, revision: Revision): AsyncGenerator<Exported> {
  const ids = parties.map(({ id }) => id);
  const at = { asOf: DAY_OF_NO_MATTER, revision, deadlineAt: Date.now() + WITHIN_MS };
  const products = await store.productsOf(ids, at);
  for (const [index, id] of ids.entries()) {
    for (const { statements } of products[index] ?? []) {
      const operators = statements.flatMap((statement) => statement.operators.map(({ operator }) => operator));
      if (operators.sort()[0] !== id) continue;
      for (const statement of statements) yield { kind: 'PRODUCT', statement: bare(statement) };
    }
  }
}

/** Without its place in the record: another store gives it one of its own. */
function bare<T extends object>(statement: T & Partial<Kept>): T {
  const { recorded, ordinal, ...rest } = statement;
  return rest as unknown as T;
}
