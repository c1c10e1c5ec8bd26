import type { DateString } from '../../model/date.js';
import type { InterestType } from '../../model/interest.js';
import type { JurisdictionCode, PartyFacts, PartyKind } from '../../model/party.js';
import type { ListEdition } from '../../model/statement.js';

/** The `retracted` of a row that is still there. Four bytes long, as every row and index entry carries it. */
export const LIVE = 2_147_483_647;

/** What the store knows a row by. */
export type RowId = number | string;

/** The three kinds of statement. */
export type StatementTable = 'party_statement' | 'interest' | 'product_statement';

/** A version of a statement, stored or to be stored. */
interface StatementRow {
  /** Null for a row of this write. */
  readonly id: RowId | null;
  /** Texts are escaped, datasets and sources numbered (`Ledger.numbers`). */
  readonly dataset: number;
  readonly statementId: string;
  /** The revision and the place in it where the statement first came; kept by every later version. */
  readonly recorded: number;
  readonly ordinal: number;
  /** What the source said, as text (`said.ts`): a statement that comes again is known by it. */
  readonly said: string;
}

/** `stated` is the party as the source named it, `party` who that is by the identities known at the time. */
export interface PartyRow extends StatementRow {
  readonly party: number;
  readonly stated: number;
  readonly facts: PartyFacts;
}

export interface InterestRow extends StatementRow {
  readonly subject: number;
  readonly holder: number | null;
  /** What the key has for the holder where the source doesn't name one. */
  readonly unnamed: string | null;
  readonly statedSubject: number;
  readonly statedHolder: number | null;
  readonly type: InterestType;
  readonly startDate: DateString | null;
  readonly endDate: DateString | null;
  /** The end as a day number that the row is stored with; null for a row of this write. */
  readonly stop: number | null;
}

export interface ProductRow extends StatementRow {
  readonly product: string;
  readonly plain: string;
  readonly operators: readonly { readonly operator: number; readonly stated: number }[];
}

/** What a party is found by, as its statements taken together have it. */
export type Entry =
  | { readonly kind: 'IDENTIFIER'; readonly scheme: string; readonly value: string }
  | { readonly kind: 'NAME'; readonly plain: string }
  | {
      readonly kind: 'INCORPORATION' | 'HEADQUARTERS';
      readonly code: JurisdictionCode;
      readonly startDate: DateString | null;
      readonly endDate: DateString | null;
    }
  | {
      readonly kind: 'LISTING';
      readonly list: string;
      readonly programme: string | null;
      readonly startDate: DateString | null;
      readonly endDate: DateString | null;
    };

/** Of datasets (escaped) and of sources (`sourceText`). */
export interface Numbers {
  readonly datasets: ReadonlyMap<string, number>;
  readonly sources: ReadonlyMap<string, number>;
}

export interface KnownParty {
  /** Position among the ids asked. */
  readonly index: number;
  readonly number: number;
  /** Who answers for it, and under which id (escaped). */
  readonly target: number;
  readonly targetRef: string;
}

/** A reason why two parties are one: an identifier that both bore at one time, or a merge, by its revision. */
export interface Tie {
  readonly party: number;
  /** Of a merge the one whose id answers. */
  readonly other: number;
  readonly merge: number | null;
}

export interface RecordedMerge {
  readonly ties: readonly Tie[];
  /** The revision that took it back. */
  readonly undoneBy: number | null;
}

export interface FoundVersion {
  readonly table: StatementTable;
  readonly id: RowId;
  readonly dataset: string;
  readonly isLive: boolean;
}

/**
 * What a write reads of the store while it is put together. The store has locked out every other write before the
 * first call; nothing is written until the plan is whole. A call with nothing asked costs nothing.
 */
export interface Ledger {
  /** The revision that this write will be. */
  readonly revision: number;
  /** The number that the next new party takes; numbers go up in the order in which parties were recorded. */
  readonly firstFree: number;
  /** Those of the ids (escaped) that the store knows. */
  known(refs: readonly string[]): Promise<readonly KnownParty[]>;
  /** The ids (escaped) of parties by number. */
  refs(numbers: readonly number[]): Promise<readonly (readonly [number: number, ref: string])[]>;
  /** Numbers for texts: the stored ones, and new ones for the others. */
  numbers(datasets: ReadonlySet<string>, sources: ReadonlySet<string>): Promise<Numbers>;
  /** Live rows by (statement id, dataset) pairs. */
  partyRowsById(pairs: readonly (readonly [string, number])[]): Promise<readonly PartyRow[]>;
  interestRowsById(pairs: readonly (readonly [string, number])[]): Promise<readonly InterestRow[]>;
  productRowsById(pairs: readonly (readonly [string, number])[]): Promise<readonly ProductRow[]>;
  partyRowsAt(ids: readonly RowId[]): Promise<readonly PartyRow[]>;
  interestRowsAt(ids: readonly RowId[]): Promise<readonly InterestRow[]>;
  /** Live rows about the parties, the oldest first. */
  partyRowsOf(parties: readonly number[]): Promise<readonly PartyRow[]>;
  /** Live rows that one of the parties holds or is the subject of, each once. */
  interestRowsOf(parties: readonly number[]): Promise<readonly InterestRow[]>;
  /** Live rows by subject and by the far part of the key. */
  interestRowsByKey(keys: readonly (readonly [subject: number, far: string])[]): Promise<readonly InterestRow[]>;
  /** Live rows that name one of the parties as an operator, each once. */
  productRowsOf(operators: readonly number[]): Promise<readonly ProductRow[]>;
  /** Parties that have one of the identifiers (`identifierValue`) now. */
  bearers(identifiers: readonly string[]): Promise<readonly (readonly [identifier: string, party: number])[]>;
  /** Parties that one of these answers for now. */
  followers(targets: readonly number[]): Promise<readonly (readonly [party: number, target: number])[]>;
  /** The ties that stand and name one of the parties, each once. */
  ties(parties: readonly number[]): Promise<readonly Tie[]>;
  /** The merge that a revision recorded; null where it recorded none. */
  merge(revision: number): Promise<RecordedMerge | null>;
  /** Every version of the statements, by position; the dataset null for any (both escaped). */
  versions(
    asked: readonly (readonly [statementId: string, dataset: string | null])[],
  ): Promise<readonly (readonly FoundVersion[])[]>;
  /** The live edition of each (list, edition) pair, null for none. */
  editions(
    keys: readonly (readonly [list: string, edition: string])[],
  ): Promise<readonly ({ readonly id: RowId; readonly said: string } | null)[]>;
}

/** Everything that a write changes, in terms of parties' numbers; the store carries it out in one transaction. */
export interface Plan {
  readonly revision: number;
  /** Escaped, as ids are: any text may stand there. */
  readonly because: string | null;
  readonly by: string | null;
  /** New parties, in their order from `firstFree` on; ids escaped. */
  readonly made: readonly { readonly number: number; readonly ref: string }[];
  /** Who answers for whom from now on, null where a party does so itself; what was said of the party before is closed. */
  readonly aliases: readonly { readonly party: number; readonly target: number | null }[];
  /** New reasons; an identifier's may be there already, and stays as it is. */
  readonly ties: readonly Tie[];
  /** The merge that no longer stands. */
  readonly undone: number | null;
  /** Rows to close before the new versions go in, as one statement has one live version. */
  readonly closed: Readonly<Record<StatementTable, readonly RowId[]>>;
  readonly partyRows: readonly PartyRow[];
  readonly interestRows: readonly KeyedRow[];
  readonly productRows: readonly ProductRow[];
  readonly entriesClosed: readonly PlacedEntry[];
  readonly entriesAdded: readonly PlacedEntry[];
  /** Interests' keys of which more than one dataset speaks, as rows of `interestRows`. */
  readonly sharedKeys: readonly KeyedRow[];
  readonly editionsClosed: readonly RowId[];
  readonly editionsAdded: readonly ListEdition[];
  /** Kind and name, as they now are, of every party whose statements changed; null where no statement is left. */
  readonly portraits: readonly {
    readonly party: number;
    readonly kind: PartyKind | null;
    readonly name: string | null;
  }[];
}

/** A row with the end that the store found for it and the keys under which its ends see it; parties are those that stay. */
export interface KeyedRow {
  readonly row: InterestRow;
  readonly end: DateString | null | 'NEVER';
  readonly far: string;
  readonly near: string;
}

export interface PlacedEntry {
  readonly entry: Entry;
  readonly party: number;
  readonly ref: string;
}
