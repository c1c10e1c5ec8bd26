import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import neo4j from 'neo4j-driver';
import { SaxesParser } from 'saxes';
import { rulebook } from '../seed/rulebook.js';
import { NO_OPTIONS } from '../src/intake/format.js';
import { readingOf } from '../src/intake/formats.js';
import { inputs } from '../src/intake/inputs.js';
import { load } from '../src/intake/load.js';
import { readConfig } from '../src/server/config.js';
import { openedStore } from '../src/server/openedStore.js';

/** One thing measured in a process of its own, so that its memory is its own: what to do, its files, and a store. */
const [what = '', db = '', ...files] = process.argv.slice(2);

const BATCH = 1_000;

const DOES: Readonly<Record<string, () => Promise<number>>> = {
  ours: imported,
  'bare JSON parser': parsedJson,
  'bare XML parser': parsedXml,
  'bare inserts': inserted,
  'bare UNWIND': unwound,
};

async function imported(): Promise<number> {
  const store = await openedStore(readConfig(process.env), db === '' ? undefined : db);
  async function* arrivals() {
    for (const file of files)
      for await (const input of inputs(file, process.stdin)) yield* (await readingOf(input, null, NO_OPTIONS)).arrivals;
  }
  const report = await load(store, arrivals(), { takenIds: rulebook().policies.map((policy) => policy.id) });
  await store.close();
  // A few of the real LEIs have wrong check digits as they are published.
  const refused = Object.values(report.refused).reduce((sum, count) => sum + count, 0);
  if (refused > report.read / 10_000) throw new Error(`refused: ${JSON.stringify(report.refusals[0])}`);
  return report.read;
}

async function parsedJson(): Promise<number> {
  let count = 0;
  for (const file of files)
    for await (const line of createInterface({ input: createReadStream(file) }))
      if (typeof JSON.parse(line) === 'object') count += 1;
  return count;
}

async function parsedXml(): Promise<number> {
  let count = 0;
  for (const file of files) {
    const parser = new SaxesParser({});
    parser.on('closetag', ({ name }) => {
      if (/:(?:LEIRecord|RelationshipRecord)$/.test(name)) count += 1;
    });
    for await (const chunk of createReadStream(file, { encoding: 'utf8' })) parser.write(chunk as string);
    parser.close();
  }
  return count;
}

interface Row {
  readonly id: string;
  readonly name: string | null;
  readonly subject: string | null;
  readonly owner: string | null;
}

/** The records as the least that a graph of them needs, in batches. */
async function* rows(): AsyncGenerator<Row[]> {
  for (const file of files) {
    let batch: Row[] = [];
    for await (const line of createInterface({ input: createReadStream(file) })) {
      const { recordId, recordDetails } = JSON.parse(line) as {
        recordId: string;
        recordDetails: { name?: string; subject?: string; interestedParty?: string };
      };
      const { name = null, subject = null, interestedParty = null } = recordDetails;
      batch.push({ id: recordId, name, subject, owner: interestedParty });
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }
}

async function inserted(): Promise<number> {
  const database = new Database(db);
  database.exec(`PRAGMA journal_mode = WAL; CREATE TABLE party (id TEXT PRIMARY KEY, name TEXT);
    CREATE TABLE interest (id TEXT PRIMARY KEY, subject TEXT, owner TEXT);
    CREATE INDEX by_subject ON interest (subject); CREATE INDEX by_owner ON interest (owner);`);
  const party = database.prepare('INSERT INTO party VALUES (?, ?)');
  const interest = database.prepare('INSERT INTO interest VALUES (?, ?, ?)');
  let count = 0;
  for await (const batch of rows()) {
    database.exec('BEGIN');
    for (const { id, name, subject, owner } of batch)
      if (subject === null) party.run([id, name]);
      else interest.run([id, subject, owner]);
    database.exec('COMMIT');
    count += batch.length;
  }
  database.close();
  return count;
}

async function unwound(): Promise<number> {
  const { neo4jUri, neo4jUser, neo4jPassword, neo4jDatabase } = readConfig(process.env);
  const driver = neo4j.driver(neo4jUri, neo4j.auth.basic(neo4jUser, neo4jPassword));
  const run = (text: string, parameters: object = {}) =>
    driver.executeQuery(text, { ...parameters }, { database: neo4jDatabase });
  await run('CREATE CONSTRAINT bare_id IF NOT EXISTS FOR (b:Bare) REQUIRE b.id IS UNIQUE');
  let count = 0;
  for await (const batch of rows()) {
    await run('UNWIND $rows AS row CREATE (:Bare {id: row.id, name: row.name})', {
      rows: batch.filter(({ subject }) => subject === null),
    });
    await run(
      'UNWIND $rows AS row MATCH (s:Bare {id: row.subject}), (o:Bare {id: row.owner}) CREATE (o)-[:OWNS {id: row.id}]->(s)',
      { rows: batch.filter(({ subject }) => subject !== null) },
    );
    count += batch.length;
  }
  await driver.close();
  return count;
}

const work = DOES[what];
if (work === undefined) throw new Error(`Nothing is called "${what}".`);
const start = performance.now();
const records = await work();
const ms = performance.now() - start;
process.stdout.write(JSON.stringify({ records, ms, maxRssMb: process.resourceUsage().maxRSS / 1024 }));
process.exit(0);
