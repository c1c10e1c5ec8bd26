import type { DateString } from '../model/date.js';
import type { Identifier, JurisdictionCode, PartyId } from '../model/party.js';
import type {
  InterestStatement,
  Kept,
  KeptAbout,
  ListEdition,
  PartyStatement,
  ProductStatement,
  Revision,
} from '../model/statement.js';

/**
 * The port to where statements rest. One contract (`test/store/contract.ts`) is run by every store.
 *
 * Promises: a read sees exactly the revision it names, whatever is written meanwhile; an acknowledged write survives a
 * kill; the same write again changes nothing and makes no revision; statements are never overwritten, so an old
 * revision reads as it did then.
 * Identity: records that share an exact identifier (scheme and value) are one party, from the write that brings the
 * second one on: the id recorded first stays, the other answers under it (`parties`, `gather`, `page` and every
 * statement given back name the one that stayed), and an earlier revision still shows two. A merge makes one party of
 * several by hand, under the id it names; undone, whatever no other reason holds together is as it was stated, what was
 * recorded meanwhile included. Where merges overlap the newest that stands names the id.
 * Does not promise: judgement. A store adds nothing up and compares no share with any threshold.
 *
 * Errors: `Failure` with DATABASE_UNAVAILABLE, DEADLINE_EXCEEDED, LIMIT_EXCEEDED or, for a write, BAD_USER_INPUT (ids
 * that neither the store nor the write knows: `UnknownParties`; what is no merge) and CONFLICT (a person and a company as
 * one; a merge of those that are one already, or undone twice).
 */
export interface Store {
  /**
   * The newest revision, or one that was it in the last 20 ms, and never older than what this process has seen or
   * written; 0 for an empty store. With the revision of another answer as text, from any process over the same data, one
   * that is no older: waited for until the deadline, then FAILED_PRECONDITION. What is no revision is BAD_USER_INPUT.
   */
  revision(deadlineAt?: number, atLeast?: string | null): Promise<Revision>;
  /** The newest revision recorded at or before an instant (RFC 3339, UTC), with everything before it. */
  revisionAt(instant: string, deadlineAt?: number): Promise<RecordedBy>;
  /** Writes after a revision, oldest first, at most `first`. */
  revisions(after: Revision, first: number, deadlineAt: number): Promise<readonly RevisionRecord[]>;
  /** One answer per key, in the order asked; null where nothing is known by it. */
  parties(keys: readonly PartyKey[], at: ReadAt): Promise<readonly (PartyRecord | null)[]>;
  /**
   * Everything that may bear on the parties asked, at any depth, in one statement.
   * UP: the parties, whoever holds an interest in them, in those, and so on; and every group (CONCERT, JOINT_HOLDER)
   * that a gathered party is a member of, with its members and their membership interests, upward again.
   * DOWN: the parties, what they hold, and so on (from a group reached by CONCERT also to its members), with every
   * interest in each gathered party; holders outside come as parties but are not followed.
   * Interests are those valid at `at.asOf`, or, where that is null, on any day, and so are the steps taken. Ids that
   * aren't known are simply absent.
   */
  gather(ids: readonly PartyId[], direction: Direction, at: ReadOfDays, limits: GatherLimits): Promise<Gathering>;
  /**
   * All there is, as it stands at `at`: every party once, in pieces, each with the interests in it, as a gathering would
   * bring them. Holders may come in another piece. Each piece has so many milliseconds.
   */
  whole(at: Omit<ReadOfDays, 'deadlineAt'>, pieceWithinMs: number): AsyncIterable<Piece>;
  /**
   * One step: the interests held in (UP) or by (DOWN) each party, grouped by key, in the order of `interestKey`. The next
   * page goes on `after` the key of the last interest of the one before; what is no such key is BAD_USER_INPUT.
   */
  page(
    ids: readonly PartyId[],
    direction: Direction,
    at: ReadAt,
    first: number,
    after: string | null,
  ): Promise<readonly InterestPage[]>;
  /** Products by bare id or by exact plain name; several may bear one name. One answer per key. */
  products(keys: readonly ProductKey[], at: ReadAt): Promise<readonly (readonly ProductRecord[])[]>;
  /** Products that each company operates or operated, by bare id ascending. */
  productsOf(operators: readonly PartyId[], at: ReadAt): Promise<readonly (readonly ProductRecord[])[]>;
  /** Names that parties bear, by the keys that they are indexed by (`names/keys.ts`); at most `first` per way. */
  alike(ways: readonly NameWay[], at: ReadAt, first: number): Promise<readonly NamesFound[]>;
  /** Companies incorporated or, at `asOf`, headquartered in one of the places, by id ascending, after an id. */
  companiesIn(
    codes: readonly JurisdictionCode[],
    place: Place,
    at: ReadAt,
    first: number,
    after: PartyId | null,
  ): Promise<PartyPage>;
  /** Editions recorded by the revision and valid at `asOf`, or on any day where that is null; by list, then edition. */
  lists(at: ReadOfDays): Promise<readonly RecordedEdition[]>;
  /**
   * All or nothing, in one transaction; the new revision, or the old one when nothing changed. One whose turn comes after
   * its deadline (epoch milliseconds) is not begun.
   */
  write(changes: Changes, deadlineAt?: number): Promise<Written>;
  /**
   * Documents of the service itself, which stand beside the statements and under no revision. A document is there as one
   * `keep` left it; of a `keep` that is being done a reader may see some and not others, unless it asks for what is
   * settled: nothing of it, or all.
   */
  documents(asked: DocumentsAsked, deadlineAt: number): Promise<readonly Document[]>;
  /**
   * All or nothing, in one transaction, whoever else keeps at once: where every document stands as expected, each is put
   * and the answer is true; else nothing is, and it is false.
   */
  keep(keeping: Keeping, deadlineAt: number): Promise<boolean>;
  /** Whether the store answers: rejects with DATABASE_UNAVAILABLE when it does not. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export type Direction = 'UP' | 'DOWN';
export type Place = 'INCORPORATION' | 'HEADQUARTERS';

/** What a read is pinned to, and when it must be over (epoch milliseconds). */
export interface ReadAt {
  readonly asOf: DateString;
  readonly revision: Revision;
  readonly deadlineAt: number;
}

/** A read of what is valid on one day, or, where `asOf` is null, of what is valid on any. */
export interface ReadOfDays extends Omit<ReadAt, 'asOf'> {
  readonly asOf: DateString | null;
}

export interface RecordedBy {
  /** Null where nothing had been recorded by then. */
  readonly revision: Revision | null;
  /** When the first revision was recorded; null for an empty store. */
  readonly first: string | null;
}

export interface GatherLimits {
  readonly maxParties: number;
  readonly maxInterests: number;
  /** Steps to take; null for any number. */
  readonly depth: number | null;
}

export type PartyKey = { readonly id: PartyId } | { readonly identifier: Identifier };
export type ProductKey = { readonly id: string } | { readonly plainName: string };

/** A way to look for a name: it has, of each list, one of the keys. */
export interface NameWay {
  readonly allOf: readonly (readonly string[])[];
}

export interface NamesFound {
  /** Plain names, each with a party that bears it; in no order. */
  readonly names: readonly { readonly plain: string; readonly party: PartyId }[];
  /** There are more. */
  readonly cut: boolean;
}

/** A party with every live statement about it, oldest first. */
export interface PartyRecord {
  readonly id: PartyId;
  readonly statements: readonly (PartyStatement & KeptAbout)[];
}

export interface Gathering {
  readonly parties: readonly PartyRecord[];
  readonly interests: readonly (InterestStatement & Kept)[];
  /** False when a limit cut it off; `depth` is not such a limit. */
  readonly complete: boolean;
  /** Gathered parties whose owners were not (all) read: by a limit, by `depth`, or as the rim of DOWN. */
  readonly unexpanded: readonly PartyId[];
}

export interface Piece {
  readonly parties: readonly PartyRecord[];
  readonly interests: readonly (InterestStatement & Kept)[];
}

export interface InterestPage {
  /** Statements of the page's keys, the statements of a key together, with the parties at the far end. */
  readonly interests: readonly (InterestStatement & Kept)[];
  readonly parties: readonly PartyRecord[];
  readonly hasNextPage: boolean;
  /** Keys in all, over every page. */
  readonly totalCount: number;
}

export interface PartyPage {
  readonly parties: readonly PartyRecord[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

export interface ProductRecord {
  readonly id: string;
  /** The newest live statement of each dataset, oldest first. */
  readonly statements: readonly (ProductStatement & Kept)[];
}

export interface RecordedEdition extends ListEdition {
  /** RFC 3339. */
  readonly loadedAt: string;
}

/** A set of statements to record, and of statements and identities to change, in one transaction. */
export interface Changes {
  readonly parties?: readonly PartyStatement[];
  readonly interests?: readonly InterestStatement[];
  readonly products?: readonly ProductStatement[];
  readonly editions?: readonly ListEdition[];
  /** Statement ids; those of `dataset`, or, where that is null, of any: one id in two datasets is a CONFLICT. */
  readonly retract?: readonly { readonly dataset: string | null; readonly statementId: string }[];
  readonly identity?: Merge | Unmerge;
  readonly because?: string;
  /** Who writes; null or left out where nobody was asked. */
  readonly by?: string | null;
}

/** A write that changed something. */
export interface RevisionRecord {
  readonly revision: Revision;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly because: string | null;
  readonly by: string | null;
}

/** Several records, two at least, are one party, under the id of `into`; the same again changes nothing. */
export interface Merge {
  readonly merge: readonly PartyId[];
  readonly into: PartyId;
}

/** Takes back the merge that was recorded by a revision. */
export interface Unmerge {
  readonly unmerge: Revision;
}

export interface Written {
  readonly revision: Revision;
  readonly parties: number;
  readonly interests: number;
  readonly products: number;
  readonly unchanged: number;
  readonly retracted: number;
  /** The merge that was asked for, by the revision that recorded it: this one, or where it stood already an older one. */
  readonly merge: Revision | null;
  /** Parties whose statements or interests changed, canonical ids, each once. */
  readonly touched: readonly PartyId[];
}

export interface Document {
  /** 1 to 1,000 visible ASCII characters and spaces; whatever else a key should name is hashed or escaped by who makes it. */
  readonly key: string;
  /** JSON text, which has no control characters and no lone surrogates. */
  readonly body: string;
}

/** The documents of some keys that are there, or the first of those from a key to before another; in the order of keys. */
export type DocumentsAsked = { readonly settled?: boolean } & (
  | { readonly keys: readonly string[] }
  | { readonly from: string; readonly before: string; readonly first: number }
);

/** Null for a document that isn't there: as expected, or to take it away. A key is put once at most. */
export interface Keeping {
  readonly expect: readonly DocumentChange[];
  readonly put: readonly DocumentChange[];
}

export interface DocumentChange {
  readonly key: string;
  readonly body: string | null;
}
