import {
  type FoundVersion,
  type InterestRow,
  type KnownParty,
  type Ledger,
  LIVE,
  type Numbers,
  type PartyRow,
  type ProductRow,
  type RecordedMerge,
  type RowId,
  type StatementTable,
  type Tie,
} from '../writing/ledger.js';
import type { Connection } from './connection.js';
import * as interests from './interestRows.js';
import * as parties from './partyRows.js';
import * as products from './productRows.js';
import { insertRows, nextId } from './rows.js';
import { ENTRY } from './schema.js';

const KNOWN = `
  SELECT w.key, p.id, ifnull(t.id, p.id), ifnull(t.ref, p.ref)
  FROM json_each(?) AS w CROSS JOIN party AS p ON p.ref = w.value
  LEFT JOIN alias AS a ON a.party = p.id AND a.retracted = ${LIVE} LEFT JOIN party AS t ON t.id = a.target`;
const BEARERS = `
  SELECT e.value, e.party FROM json_each(?) AS w
  CROSS JOIN entry AS e ON e.kind = ${ENTRY.IDENTIFIER} AND e.value = w.value WHERE e.retracted = ${LIVE}`;
const FOLLOWERS = `
  SELECT a.party, a.target FROM json_each(?) AS w CROSS JOIN alias AS a INDEXED BY alias_target
  ON a.target = w.value WHERE a.retracted = ${LIVE}`;
const TIES = `
  SELECT t.party, t.other, t.merge FROM json_each(?) AS w CROSS JOIN tie AS t ON t.party = w.value WHERE t.retracted = ${LIVE}
  UNION
  SELECT t.party, t.other, t.merge FROM json_each(?) AS w CROSS JOIN tie AS t INDEXED BY tie_other ON t.other = w.value
  WHERE t.retracted = ${LIVE}`;
const MERGE = 'SELECT party, other, merge, retracted FROM tie INDEXED BY tie_merge WHERE merge = ? AND merge > 0';
const TABLES: readonly StatementTable[] = ['party_statement', 'interest', 'product_statement'];

/** What a write reads of the file, inside of its transaction. */
export class SqliteLedger implements Ledger {
  readonly revision: number;
  readonly firstFree: number;
  private readonly fresh = { dataset: new Map<string, number>(), source: new Map<string, number>() };

  constructor(private readonly connection: Connection) {
    this.revision = nextId(connection, 'revision');
    this.firstFree = nextId(connection, 'party');
  }

  async known(refs: readonly string[]): Promise<KnownParty[]> {
    const rows = this.found(KNOWN, refs) as [number, number, number, string][];
    return rows.map(([index, number, target, targetRef]) => ({ index, number, target, targetRef }));
  }

  async refs(numbers: readonly number[]): Promise<[number, string][]> {
    const sql = 'SELECT p.id, p.ref FROM json_each(?) AS w CROSS JOIN party AS p ON p.id = w.value';
    return this.found(sql, numbers) as [number, string][];
  }

  async numbers(datasets: ReadonlySet<string>, sources: ReadonlySet<string>): Promise<Numbers> {
    return { datasets: this.numbered('dataset', datasets), sources: this.numbered('source', sources) };
  }

  /** The numbers of texts kept once each; new texts are written when the plan is. */
  private numbered(table: 'dataset' | 'source', texts: ReadonlySet<string>): Map<string, number> {
    const column = table === 'dataset' ? 'name' : 'body';
    const wanted = [...texts];
    const numbers = new Map<string, number>();
    const sql = `SELECT w.key, t.id FROM json_each(?) AS w CROSS JOIN ${table} AS t ON t.${column} = w.value`;
    for (const [key, number] of this.found(sql, wanted) as [number, number][])
      numbers.set(wanted[key] as string, number);
    const fresh = this.fresh[table];
    const first = nextId(this.connection, table);
    for (const text of wanted) if (!numbers.has(text)) fresh.set(text, first + fresh.size);
    return new Map([...numbers, ...fresh]);
  }

  /** Writes the texts that `numbers` gave new numbers. */
  insertNumbered(): void {
    const cells = (texts: ReadonlyMap<string, number>) => [...texts].flatMap(([text, number]) => [number, text]);
    insertRows(this.connection, 'dataset', 'id, name', cells(this.fresh.dataset));
    insertRows(this.connection, 'source', 'id, body', cells(this.fresh.source));
  }

  async partyRowsById(pairs: readonly (readonly [string, number])[]): Promise<PartyRow[]> {
    return parties.partyRowsById(this.connection, pairs);
  }

  async interestRowsById(pairs: readonly (readonly [string, number])[]): Promise<InterestRow[]> {
    return interests.interestRowsById(this.connection, pairs);
  }

  async productRowsById(pairs: readonly (readonly [string, number])[]): Promise<ProductRow[]> {
    return products.productRowsById(this.connection, pairs);
  }

  async partyRowsAt(ids: readonly RowId[]): Promise<PartyRow[]> {
    return parties.partyRowsAt(this.connection, ids);
  }

  async interestRowsAt(ids: readonly RowId[]): Promise<InterestRow[]> {
    return interests.interestRowsAt(this.connection, ids);
  }

  async partyRowsOf(numbers: readonly number[]): Promise<PartyRow[]> {
    return parties.partyRowsOf(this.connection, numbers);
  }

  async interestRowsOf(numbers: readonly number[]): Promise<InterestRow[]> {
    return interests.interestRowsOf(this.connection, numbers);
  }

  async interestRowsByKey(keys: readonly (readonly [number, string])[]): Promise<InterestRow[]> {
    return interests.interestRowsByKey(this.connection, keys);
  }

  async productRowsOf(operators: readonly number[]): Promise<ProductRow[]> {
    return products.productRowsOf(this.connection, operators);
  }

  async bearers(identifiers: readonly string[]): Promise<[string, number][]> {
    return this.found(BEARERS, identifiers) as [string, number][];
  }

  async followers(targets: readonly number[]): Promise<[number, number][]> {
    return this.found(FOLLOWERS, targets) as [number, number][];
  }

  async ties(parties: readonly number[]): Promise<Tie[]> {
    if (parties.length === 0) return [];
    const wanted = JSON.stringify(parties);
    return this.connection.all(TIES, [wanted, wanted]).map((row) => tieOf(row as readonly unknown[] as TieColumns));
  }

  async merge(revision: number): Promise<RecordedMerge | null> {
    const rows = this.connection.all(MERGE, [revision]) as unknown[] as (readonly [...TieColumns, retracted: number])[];
    const [first] = rows;
    if (first === undefined) return null;
    const ties = rows.map(([party, other, merge]) => tieOf([party, other, merge]));
    return { ties, undoneBy: first[3] === LIVE ? null : first[3] };
  }

  async versions(asked: readonly (readonly [string, string | null])[]): Promise<FoundVersion[][]> {
    const found: FoundVersion[][] = asked.map(() => []);
    for (const table of TABLES) {
      const sql = `SELECT w.key, s.id, d.name, s.retracted = ${LIVE} FROM json_each(?) AS w
        CROSS JOIN ${table} AS s INDEXED BY ${table}_id ON s.statement_id = w.value ->> 0
        CROSS JOIN dataset AS d ON d.id = s.dataset WHERE w.value ->> 1 IS NULL OR d.name = w.value ->> 1`;
      for (const [key, id, dataset, isLive] of this.found(sql, asked) as [number, number, string, number][])
        found[key]?.push({ table, id, dataset, isLive: isLive === 1 });
    }
    return found;
  }

  async editions(keys: readonly (readonly [string, string])[]): Promise<({ id: number; said: string } | null)[]> {
    const sql = `SELECT id, body FROM edition WHERE list = ? AND edition = ? AND retracted = ${LIVE}`;
    return keys.map((key) => {
      const row = this.connection.get(sql, key) as [number, string] | undefined;
      return row === undefined ? null : { id: row[0], said: row[1] };
    });
  }

  private found(sql: string, wanted: readonly unknown[]): unknown[] {
    return wanted.length === 0 ? [] : this.connection.all(sql, [JSON.stringify(wanted)]);
  }
}

type TieColumns = readonly [party: number, other: number, merge: number];

function tieOf([party, other, merge]: TieColumns): Tie {
  return { party, other, merge: merge === 0 ? null : merge };
}
