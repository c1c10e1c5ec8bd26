import { LIVE } from '../writing/ledger.js';

/** "CGRA" as a number: tells a store of this project from any other SQLite file. */
export const APPLICATION_ID = 0x43475241;

/** Goes up with every change of the tables; a file with a higher one was made by a newer program and is refused. */
export const SCHEMA_VERSION = 4;

/** The version since which names have the keys that they have now: an older file is given its index of them anew. */
export const KEYS_SINCE = 3;

/** What kinds of entry there are; places are those of companies. */
export const ENTRY = { IDENTIFIER: 1, NAME: 2, INCORPORATION: 3, HEADQUARTERS: 4 } as const;
export type EntryKind = (typeof ENTRY)[keyof typeof ENTRY];

/**
 * Why parties are one, for writes alone: "merge" is the revision that merged them, 0 where they bore one identifier; that
 * stays for good, a merge until the revision that undid it.
 */
const TIES = `
CREATE TABLE tie (
  party INTEGER NOT NULL REFERENCES party, other INTEGER NOT NULL REFERENCES party,
  merge INTEGER NOT NULL, retracted INTEGER NOT NULL,
  PRIMARY KEY (party, other, merge)
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_other ON tie (other);
CREATE INDEX tie_merge ON tie (merge) WHERE merge > 0;
`;

/**
 * Names as they are looked for by likeness: every plain name that was ever recorded, once, and its keys (`names/keys.ts`).
 * Who bears it at a revision stands in "entry".
 */
const NAMES = `
CREATE TABLE name (id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE) STRICT;
CREATE VIRTUAL TABLE name_keys USING fts5 (keys, content='', detail=none, columnsize=0, tokenize='ascii');
`;

/** What the service keeps for itself, in the order of the bytes of its keys. */
const DOCUMENTS = `
CREATE TABLE document (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/**
 * What makes of the tables of a version those of the next. In the first only identifiers made parties one; in the second
 * names were found letter by letter alone; the third had no documents, and of a write it was not
 * said who made it.
 */
export const MIGRATIONS: Readonly<Record<number, string>> = {
  1: `${TIES}
INSERT INTO tie (party, other, merge, retracted) SELECT party, target, 0, ${LIVE} FROM alias WHERE retracted = ${LIVE};
PRAGMA user_version = 2;`,
  2: `${NAMES}
PRAGMA user_version = 3;`,
  3: `${DOCUMENTS}
ALTER TABLE revision ADD COLUMN actor TEXT;
PRAGMA user_version = 4;`,
};

/**
 * A row is visible at the revisions from `since` to before `retracted`. Rows are added and closed, never changed
 * otherwise: a new end date or another party behind an id closes a row and adds its next version, which keeps
 * `recorded` and `ordinal`, the place where the statement first came.
 *
 * Ids of parties are numbered: `ref` is the id as it stands inside a JSON string, `stated` what the source said,
 * `party`, `subject` and `holder` who that is by the identities known at the time.
 * `start` and `stop` are dates as numbers (20240229), [start, stop), 0 and 99999999 when open.
 * `body` is the text of a statement as JSON values without brackets, so that rows are put together without parsing.
 */
export const SCHEMA = `
CREATE TABLE revision (id INTEGER PRIMARY KEY, at TEXT NOT NULL, because TEXT, actor TEXT) STRICT;
CREATE TABLE dataset (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE source (id INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE party (id INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE alias (
  party INTEGER NOT NULL REFERENCES party, target INTEGER NOT NULL REFERENCES party,
  since INTEGER NOT NULL, retracted INTEGER NOT NULL,
  PRIMARY KEY (party, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_target ON alias (target) WHERE retracted = ${LIVE};
${TIES}
CREATE TABLE party_statement (
  id INTEGER PRIMARY KEY,
  party INTEGER NOT NULL REFERENCES party, stated INTEGER NOT NULL REFERENCES party,
  dataset INTEGER NOT NULL REFERENCES dataset, statement_id TEXT NOT NULL,
  since INTEGER NOT NULL, retracted INTEGER NOT NULL, recorded INTEGER NOT NULL, ordinal INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX party_statement_of ON party_statement (party, recorded, ordinal, since, retracted);
CREATE UNIQUE INDEX party_statement_id ON party_statement (statement_id, dataset, retracted);

-- "near" and "far" are the rest of the key of an interest as its subject and as its holder see it: the order of a page.
CREATE TABLE interest (
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES party, holder INTEGER REFERENCES party,
  far TEXT NOT NULL, near TEXT NOT NULL, type TEXT NOT NULL,
  stated_subject INTEGER NOT NULL REFERENCES party, stated_holder INTEGER REFERENCES party,
  dataset INTEGER NOT NULL REFERENCES dataset, statement_id TEXT NOT NULL,
  since INTEGER NOT NULL, retracted INTEGER NOT NULL, recorded INTEGER NOT NULL, ordinal INTEGER NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
-- The order is that of pages, then oldest first. It holds for good: what may change, "retracted", comes after what tells
-- the rows of one revision apart.
CREATE INDEX interest_up ON interest (subject, far, recorded, ordinal, holder, since, retracted, start, stop);
CREATE INDEX interest_down ON interest (holder, near, recorded, ordinal, subject, since, retracted, start, stop);
CREATE INDEX interest_membership ON interest (holder) WHERE type IN ('CONCERT', 'JOINT_HOLDER');
CREATE INDEX interest_concert ON interest (subject) WHERE type = 'CONCERT';
CREATE UNIQUE INDEX interest_id ON interest (statement_id, dataset, retracted);

-- Keys of interests that more than one dataset has spoken of, as seen by the party at one end: "UP" by the subject.
CREATE TABLE shared_key (
  party INTEGER NOT NULL REFERENCES party, direction TEXT NOT NULL, key TEXT NOT NULL,
  PRIMARY KEY (party, direction, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE product_statement (
  id INTEGER PRIMARY KEY,
  product TEXT NOT NULL, plain TEXT NOT NULL,
  dataset INTEGER NOT NULL REFERENCES dataset, statement_id TEXT NOT NULL,
  since INTEGER NOT NULL, retracted INTEGER NOT NULL, recorded INTEGER NOT NULL, ordinal INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX product_statement_of ON product_statement (product, dataset);
CREATE INDEX product_statement_plain ON product_statement (plain);
CREATE UNIQUE INDEX product_statement_id ON product_statement (statement_id, dataset, retracted);
CREATE TABLE operation (
  statement INTEGER NOT NULL REFERENCES product_statement, position INTEGER NOT NULL,
  operator INTEGER NOT NULL REFERENCES party, stated INTEGER NOT NULL REFERENCES party,
  PRIMARY KEY (statement, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX operation_operator ON operation (operator);

-- What a party is found by, as its statements taken together have it. The reference is the party's own, for the order
-- of ids; the kinds are those of ENTRY.
CREATE TABLE entry (
  kind INTEGER NOT NULL, value TEXT NOT NULL, ref TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
  since INTEGER NOT NULL, retracted INTEGER NOT NULL, party INTEGER NOT NULL REFERENCES party,
  PRIMARY KEY (kind, value, ref, start, stop, since)
) STRICT, WITHOUT ROWID;
${NAMES}
CREATE TABLE edition (
  id INTEGER PRIMARY KEY,
  list TEXT NOT NULL, edition TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
  since INTEGER NOT NULL, retracted INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX edition_of ON edition (list, edition, retracted);
${DOCUMENTS}
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`;
