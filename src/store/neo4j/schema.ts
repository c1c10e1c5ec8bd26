import { Failure } from '../../errors.js';
import { keysOfName } from '../../names/keys.js';
import { LIVE } from '../writing/ledger.js';
import { unescaped } from '../writing/text.js';
import type { Connection, Neo4jSettings, Run } from './connection.js';
import { lockText } from './write.js';

/** Goes up with every change of the graph model; a database with a higher one was made by a newer program. */
export const SCHEMA_VERSION = 4;

/** Milliseconds that a piece of a change of the model may take. */
const PIECE_MS = 60_000;

const OLDEST_SERVER = [5, 26] as const;

/**
 * The graph model stands in docs/neo4j.md. Every text is kept as it stands inside a JSON string; what may change bears the
 * revisions from which (`since`) and before which (`retracted`) it is there.
 */
const CONSTRAINTS = [
  'CREATE CONSTRAINT party_id IF NOT EXISTS FOR (p:Party) REQUIRE p.id IS UNIQUE',
  'CREATE CONSTRAINT party_number IF NOT EXISTS FOR (p:Party) REQUIRE p.number IS UNIQUE',
  'CREATE CONSTRAINT undisclosed_id IF NOT EXISTS FOR (u:Undisclosed) REQUIRE u.id IS UNIQUE',
  'CREATE CONSTRAINT party_statement_id IF NOT EXISTS FOR (s:PartyStatement) REQUIRE (s.statementId, s.dataset, s.retracted) IS UNIQUE',
  'CREATE CONSTRAINT product_statement_id IF NOT EXISTS FOR (s:ProductStatement) REQUIRE (s.statementId, s.dataset, s.retracted) IS UNIQUE',
  'CREATE CONSTRAINT holds_statement_id IF NOT EXISTS FOR ()-[h:HOLDS]-() REQUIRE (h.statementId, h.dataset, h.retracted) IS UNIQUE',
  'CREATE CONSTRAINT identifier IF NOT EXISTS FOR (i:Identifier) REQUIRE (i.scheme, i.value) IS UNIQUE',
  'CREATE CONSTRAINT jurisdiction_code IF NOT EXISTS FOR (j:Jurisdiction) REQUIRE j.code IS UNIQUE',
  'CREATE CONSTRAINT product_id IF NOT EXISTS FOR (p:Product) REQUIRE p.id IS UNIQUE',
  'CREATE CONSTRAINT list_name IF NOT EXISTS FOR (l:List) REQUIRE l.name IS UNIQUE',
  'CREATE CONSTRAINT edition IF NOT EXISTS FOR (e:Edition) REQUIRE (e.list, e.edition, e.retracted) IS UNIQUE',
  'CREATE CONSTRAINT revision_id IF NOT EXISTS FOR (r:Revision) REQUIRE r.id IS UNIQUE',
  'CREATE CONSTRAINT store_name IF NOT EXISTS FOR (s:Controlgraph) REQUIRE s.name IS UNIQUE',
  'CREATE CONSTRAINT document_key IF NOT EXISTS FOR (d:Document) REQUIRE d.key IS UNIQUE',
  'CREATE CONSTRAINT document_lock IF NOT EXISTS FOR (l:DocumentLock) REQUIRE l.name IS UNIQUE',
];
const INDEXES = [
  'CREATE INDEX revision_write IF NOT EXISTS FOR (r:Revision) ON (r.write)',
  'CREATE INDEX merged_into IF NOT EXISTS FOR ()-[m:MERGED_INTO]-() ON (m.since)',
  'CREATE INDEX product_statement_plain IF NOT EXISTS FOR (s:ProductStatement) ON (s.plain)',
  'CREATE INDEX incorporated_in IF NOT EXISTS FOR ()-[i:INCORPORATED_IN]-() ON (i.code, i.party)',
  'CREATE INDEX headquartered_in IF NOT EXISTS FOR ()-[h:HEADQUARTERED_IN]-() ON (h.code, h.party)',
  // What a name is found by when it is written otherwise (`names/keys.ts`).
  `CREATE FULLTEXT INDEX name_keys IF NOT EXISTS FOR (n:Name) ON EACH [n.keys] OPTIONS { indexConfig: { \`fulltext.analyzer\`: 'whitespace' } }`,
];

/** In the first version only identifiers made parties one. Run under the lock: two processes may start at once. */
const FROM_VERSION_1 = `
  MATCH (s:Controlgraph {name: 'controlgraph', schemaVersion: 1})
  SET s.schemaVersion = 2
  WITH s MATCH (p:Party)-[a:SAME_AS {retracted: ${LIVE}}]->(other:Party)
  MERGE (p)-[t:IDENTIFIED_WITH]->(other) ON CREATE SET t.since = a.since, t.retracted = ${LIVE}`;

/**
 * In the second names were found letter by letter alone. Every name is given its keys, those first that have none. The
 * third had no documents; nothing that was there is otherwise.
 */
const NAMES_WITHOUT_KEYS = `
  MATCH (s:Controlgraph {name: 'controlgraph'}) WHERE s.schemaVersion < ${SCHEMA_VERSION}
  MATCH (n:Name) WHERE n.keys IS NULL RETURN elementId(n), n.plain LIMIT 5000`;
const GIVE_KEYS = 'UNWIND $rows AS row MATCH (n:Name) WHERE elementId(n) = row.name SET n.keys = row.keys';
const SET_VERSION = `MATCH (s:Controlgraph {name: 'controlgraph'}) SET s.schemaVersion = ${SCHEMA_VERSION}`;

/** What names were found by before they had keys. */
const LETTER_BY_LETTER = 'DROP INDEX name IF EXISTS';

/** In pieces, each a transaction: another process that does the same takes none away. */
async function giveKeys(connection: Connection): Promise<void> {
  await inOne(connection, Date.now() + PIECE_MS, (run) => run(LETTER_BY_LETTER));
  for (;;) {
    const deadlineAt = Date.now() + PIECE_MS;
    const names = (await connection.read(NAMES_WITHOUT_KEYS, {}, deadlineAt)) as [string, string][];
    const rows = names.map(([name, plain]) => ({ name, keys: keysOfName(unescaped(plain)) }));
    await inOne(connection, deadlineAt, async (run) => {
      await run(lockText);
      await run(rows.length === 0 ? SET_VERSION : GIVE_KEYS, { rows });
    });
    if (rows.length === 0) return;
  }
}

/**
 * Makes the database ours when it is empty. DATABASE_UNAVAILABLE or FAILED_PRECONDITION, in one line that names the
 * setting, when it can't be reached or used.
 */
export async function prepare(connection: Connection, settings: Neo4jSettings, deadlineAt: number): Promise<void> {
  const read = (text: string) => connection.read(text, {}, deadlineAt);
  try {
    const [[version]] = (await read(
      `CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0]`,
    )) as [[string]];
    refuseOldServer(version);
    const [found] = await read(
      `OPTIONAL MATCH (s:Controlgraph) WITH s LIMIT 1 RETURN s.schemaVersion, EXISTS { MATCH (n) } AS holdsAny`,
    );
    const [schemaVersion, holdsAny] = found as [number | null, boolean];
    if (schemaVersion === null && holdsAny)
      throw refused(settings, 'it holds the graph of another program; name an empty one in NEO4J_DATABASE');
    if (schemaVersion !== null && schemaVersion > SCHEMA_VERSION) {
      const versions = `graph model ${schemaVersion}, this one knows ${SCHEMA_VERSION}`;
      throw refused(settings, `it was made by a newer version (${versions})`);
    }
    const there = new Set((await read('SHOW INDEXES YIELD name RETURN name')).map(([name]) => name));
    const missing = [...CONSTRAINTS, ...INDEXES].filter((text) => !there.has(/ (\w+) IF NOT EXISTS/.exec(text)?.[1]));
    for (const text of missing) await inOne(connection, deadlineAt, (run) => run(text));
    // Another process may be making them.
    await read('CALL db.awaitIndexes(60)');
    await inOne(connection, deadlineAt, async (run) => {
      await run(
        `MERGE (s:Controlgraph {name: 'controlgraph'})
         ON CREATE SET s.schemaVersion = $version, s.revision = 0, s.published = 0, s.parties = 0`,
        { version: SCHEMA_VERSION },
      );
      // What a process committed and could not publish any more is published now.
      await run(lockText);
      await run(FROM_VERSION_1);
      await run("MERGE (l:DocumentLock {name: 'documents'})");
    });
    if (schemaVersion !== null && schemaVersion < SCHEMA_VERSION) await giveKeys(connection);
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'FAILED_PRECONDITION') throw error;
    throw refused(settings, reasonOf(error), error);
  }
}

async function inOne(connection: Connection, deadlineAt: number, work: (run: Run) => Promise<unknown>): Promise<void> {
  await connection.transaction(async (run) => {
    await work(run);
    return { commit: true, result: undefined };
  }, deadlineAt);
}

function refuseOldServer(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const [oldestMajor, oldestMinor] = OLDEST_SERVER;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  const message = `NEO4J_URI: the server is Neo4j ${version}; Controlgraph needs ${OLDEST_SERVER.join('.')} or newer.`;
  throw new Failure('FAILED_PRECONDITION', message);
}

/** The driver's words, or the server's, as one line. */
function reasonOf(error: Failure): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = String((cause as { code?: unknown }).code ?? '');
  if (code === 'Neo.ClientError.Security.Forbidden')
    return 'the user may not do what a store needs; give NEO4J_USER the rights that docs/neo4j.md names';
  if (code.startsWith('Neo.ClientError.Security'))
    return 'it does not take the user and password; check NEO4J_USER and NEO4J_PASSWORD';
  if (code === 'Neo.ClientError.Database.DatabaseNotFound') return 'there is no such database; check NEO4J_DATABASE';
  if (error.code === 'DEADLINE_EXCEEDED')
    return 'nothing answers there in time; check that NEO4J_URI is right and Neo4j runs';
  return `nothing that speaks Bolt answers there (${cause.message.split(/\.\s/)[0]})`;
}

function refused({ uri, database }: Neo4jSettings, reason: string, cause?: unknown): Failure {
  const message = `NEO4J_URI: cannot use the database "${database}" at ${uri}: ${reason}.`;
  return new Failure('FAILED_PRECONDITION', message, { cause });
}
