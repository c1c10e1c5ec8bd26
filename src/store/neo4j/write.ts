import { randomUUID } from 'node:crypto';
import { Failure, unreachable } from '../../errors.js';
import type { PartyKind } from '../../model/party.js';
import { keysOfName } from '../../names/keys.js';
import type { Changes, Written } from '../store.js';
import { stopOf } from '../writing/ends.js';
import {
  type Entry,
  type KeyedRow,
  LIVE,
  type PartyRow,
  type PlacedEntry,
  type Plan,
  type ProductRow,
} from '../writing/ledger.js';
import { planned } from '../writing/plan.js';
import { type InterestSaid, type PartySaid, type ProductSaid, parsed } from '../writing/said.js';
import { escaped, startDay, stopDay } from '../writing/text.js';
import type { Connection, Run } from './connection.js';
import { Neo4jLedger } from './ledger.js';
import { retried } from './retried.js';

/**
 * Takes the lock that every write of every process takes first, and publishes what a process that died had committed:
 * the lock is given up only when a commit is applied in full.
 */
export const lockText = `
  MATCH (s:Controlgraph {name: 'controlgraph'})
  SET s.lockedAt = timestamp()
  SET s.published = s.revision
  RETURN s.revision, s.parties`;

/**
 * A reader may see a commit that is half applied, so what is committed becomes the newest revision only afterwards, by a
 * transaction of its own. That looks only once it has the lock: else a later one, published meanwhile, would be undone.
 */
const PUBLISH = `
  MATCH (s:Controlgraph {name: 'controlgraph'})
  SET s.lockedAt = timestamp()
  WITH s WHERE s.published < $revision
  SET s.published = $revision`;
const WRITTEN_BEFORE = 'MATCH (r:Revision {write: $write}) RETURN r.id';

/**
 * All or nothing. When the network fails at the commit nobody knows whether it was done: the write bears a mark, by which
 * the next try finds it, so that it applies once.
 */
export async function write(
  connection: Connection,
  changes: Changes,
  deadlineAt: number,
  retries: number,
): Promise<Written> {
  const mark = randomUUID();
  let tried: Written | null = null;
  let hasGrown = false;
  let isNew = false;
  const attempt = async (): Promise<Written> => {
    const written = await connection.transaction(async (run) => {
      const [[revision, parties] = []] = (await run(lockText)) as [number, number][];
      if (revision === undefined || parties === undefined)
        throw new Failure('DATABASE_UNAVAILABLE', 'The database was emptied under this service; start it anew.');
      if (tried !== null && (await run(WRITTEN_BEFORE, { write: mark })).length > 0)
        return { commit: true, result: tried };
      const ledger = new Neo4jLedger(run, revision + 1, parties + 1);
      const plan = await planned(ledger, changes);
      tried = plan.written;
      isNew = plan.plan !== null;
      hasGrown = grows(parties, parties + (plan.plan?.made.length ?? 0));
      if (plan.plan === null) return { commit: true, result: plan.written };
      await carryOut(run, ledger, plan.plan, mark);
      return { commit: true, result: plan.written };
    }, deadlineAt);
    if (isNew) await publish(connection, written.revision, deadlineAt);
    if (hasGrown) await forgetPlans(connection, deadlineAt);
    return written;
  };
  return retried(attempt, retries, deadlineAt).catch((error: unknown) => {
    throw tried === null ? error : unsure(error);
  });
}

async function publish(connection: Connection, revision: number, deadlineAt: number): Promise<void> {
  await connection.transaction(async (run) => {
    await run(PUBLISH, { revision });
    return { commit: true, result: undefined };
  }, deadlineAt);
}

/** Whether the number of parties passes 1,000, or 4 times, 16 times, 64 times that many. */
function grows(before: number, after: number): boolean {
  const size = (count: number): number => Math.floor(Math.log(Math.max(count, 250) / 250) / Math.log(4));
  return size(after) > size(before);
}

/** A plan that was made for a graph a quarter the size may be the wrong one: 450 ms instead of 8 were seen. */
async function forgetPlans(connection: Connection, deadlineAt: number): Promise<void> {
  // A user that may not do this has slower reads until the server plans anew of itself, and the write is done.
  await connection.read('CALL db.clearQueryCaches()', {}, deadlineAt).catch(() => {});
}

function unsure(error: unknown): unknown {
  if (!(error instanceof Failure) || !['DATABASE_UNAVAILABLE', 'DEADLINE_EXCEEDED'].includes(error.code)) return error;
  const message = `${error.message} Whether the write was recorded is not known; send it again: it applies once.`;
  return new Failure(error.code, message, { cause: error.cause });
}

async function carryOut(run: Run, ledger: Neo4jLedger, plan: Plan, mark: string): Promise<void> {
  const { revision } = plan;
  const each = async (text: string, rows: readonly unknown[]): Promise<void> => {
    if (rows.length > 0) await run(`UNWIND $rows AS row ${text}`, { rows, revision });
  };
  await each(MERGE_PLACE, placesIn(plan.entriesAdded));
  const made = newParties(ledger, plan);
  for (const kind of KINDS) {
    await each(
      newPartyText(kind),
      made.filter((row) => row.kind === kind),
    );
    await each(portraitText(kind), portraits(plan, kind));
  }
  await each(CLOSE_ALIAS, plan.aliases);
  await each(
    CREATE_ALIAS,
    plan.aliases.filter(({ target }) => target !== null),
  );
  if (plan.undone !== null) await each(CLOSE_MERGE, [plan.undone]);
  await each(
    CREATE_MERGE,
    plan.ties.filter(({ merge }) => merge !== null),
  );
  await each(
    CREATE_IDENTITY,
    plan.ties.filter(({ merge }) => merge === null),
  );

  await each(CLOSE_PARTY_STATEMENT, plan.closed.party_statement);
  await each(CLOSE_INTEREST, plan.closed.interest);
  await each(CLOSE_PRODUCT_STATEMENT, plan.closed.product_statement);
  const isNew = new Set(plan.made.map(({ number }) => number));
  await each(
    CREATE_PARTY_STATEMENT,
    plan.partyRows.filter(({ party }) => !isNew.has(party)).map((row) => partyStatement(ledger, row)),
  );
  const interests = plan.interestRows.map((row) => interest(ledger, row));
  await each(
    CREATE_UNDISCLOSED,
    interests.filter(({ unnamed }) => unnamed !== null),
  );
  await each(
    CREATE_HOLDS,
    interests.filter(({ unnamed }) => unnamed === null),
  );
  await each(
    CREATE_MEMBER,
    interests.filter(({ said, unnamed }) => unnamed === null && isMembership(said.type)),
  );
  const products = plan.productRows.map((row) => productStatement(ledger, row));
  await each(CREATE_PRODUCT_STATEMENT, products);
  await each(
    CREATE_OPERATION,
    products.flatMap(({ operations }) => operations),
  );

  const added = plan.entriesAdded.filter(({ party }) => !isNew.has(party));
  for (const [kind, { close, create }] of Object.entries(ENTRIES)) {
    const rows = (placed: readonly PlacedEntry[]) => placed.filter(({ entry }) => entry.kind === kind).map(entryRow);
    await each(close, rows(plan.entriesClosed));
    await each(create, rows(added));
  }
  await each(CLOSE_EDITION, plan.editionsClosed);
  await each(
    CREATE_EDITION,
    plan.editionsAdded.map((edition) => ({
      ...edition,
      list: escaped(edition.list),
      edition: escaped(edition.edition),
      start: startDay(edition.startDate),
      stop: stopDay(edition.endDate),
    })),
  );
  await run(
    `CREATE (:Revision {id: $revision, at: $at, because: $because, by: $by, write: $mark}) WITH *
     MATCH (s:Controlgraph {name: 'controlgraph'}) SET s.revision = $revision, s.parties = s.parties + $made`,
    {
      revision,
      at: new Date().toISOString(),
      because: plan.because,
      by: plan.by,
      mark,
      made: plan.made.length,
    },
  );
}

/**
 * Parties are sought by their number, whatever the server thinks of the graph: the plan that it made for a small one, which
 * scans it, would be used for a while as the graph grows.
 */
const SOUGHT = (...names: readonly string[]): string =>
  names.map((name) => `USING INDEX ${name}:Party(number)`).join(' ');

// --- parties

const KIND_LABELS: Readonly<Record<PartyKind, string>> = {
  COMPANY: 'Company',
  PERSON: 'Person',
  STATE: 'State',
  ARRANGEMENT: 'Arrangement',
};

const KINDS: readonly (PartyKind | null)[] = [null, ...(Object.keys(KIND_LABELS) as PartyKind[])];

/** A new party with all that is said of it, in one go: it need not be looked for again. */
function newPartyText(kind: PartyKind | null): string {
  const placed = (relationship: string, rows: string): string => `
    FOREACH (place IN row.${rows} |
      MERGE (j:Jurisdiction {code: place.code})
      CREATE (p)-[:${relationship} {since: $revision, retracted: ${LIVE}, code: place.code, party: row.ref, from: place.from, to: place.to}]->(j))`;
  return `
    CREATE (p:Party${kind === null ? '' : `:${KIND_LABELS[kind]}`} {number: row.number, id: row.ref, since: $revision, name: row.name})
    FOREACH (statement IN row.statements | CREATE (s:PartyStatement)-[:ABOUT]->(p) SET s = statement)
    FOREACH (named IN row.names | CREATE (p)-[:NAMED ${OPEN}]->(:Name {plain: named.plain, keys: named.keys}))
    FOREACH (identifier IN row.identifiers |
      MERGE (i:Identifier {scheme: identifier.scheme, value: identifier.value})
      CREATE (p)-[:IDENTIFIED_BY ${OPEN}]->(i))
    ${placed('INCORPORATED_IN', 'incorporated')}
    ${placed('HEADQUARTERED_IN', 'headquarters')}
    FOREACH (listing IN row.listings |
      MERGE (l:List {name: listing.list})
      CREATE (p)-[:LISTED_ON {since: $revision, retracted: ${LIVE}, programme: listing.programme, from: listing.from, to: listing.to}]->(l))`;
}

function newParties(ledger: Neo4jLedger, plan: Plan) {
  const rows = new Map(
    plan.made.map(({ number, ref }) => [
      number,
      {
        number,
        ref,
        kind: null as PartyKind | null,
        name: null as string | null,
        statements: [] as object[],
        names: [] as object[],
        identifiers: [] as object[],
        incorporated: [] as object[],
        headquarters: [] as object[],
        listings: [] as object[],
      },
    ]),
  );
  const kinds = {
    NAME: 'names',
    IDENTIFIER: 'identifiers',
    INCORPORATION: 'incorporated',
    HEADQUARTERS: 'headquarters',
    LISTING: 'listings',
  } as const;
  for (const { party, kind, name } of plan.portraits) {
    const row = rows.get(party);
    if (row !== undefined) Object.assign(row, { kind, name: name === null ? null : escaped(name) });
  }
  for (const row of plan.partyRows) rows.get(row.party)?.statements.push(partyStatement(ledger, row).statement);
  for (const placed of plan.entriesAdded) rows.get(placed.party)?.[kinds[placed.entry.kind]].push(entryRow(placed));
  return [...rows.values()];
}

/** Kind and name as they are now, for those who look at the graph; a reading of the store takes them from statements. */
function portraitText(kind: PartyKind | null): string {
  const others = Object.values(KIND_LABELS).filter((label) => kind === null || label !== KIND_LABELS[kind]);
  const own = kind === null ? '' : `p:${KIND_LABELS[kind]}, `;
  return `MATCH (p:Party {number: row.party}) ${SOUGHT('p')} REMOVE p:${others.join(':')} SET ${own}p.name = row.name`;
}

function portraits(plan: Plan, kind: PartyKind | null): { party: number; name: string | null }[] {
  const isNew = new Set(plan.made.map(({ number }) => number));
  return plan.portraits
    .filter((portrait) => portrait.kind === kind && !isNew.has(portrait.party))
    .map(({ party, name }) => ({ party, name: name === null ? null : escaped(name) }));
}

const CLOSE_ALIAS = `MATCH (p:Party {number: row.party}) ${SOUGHT('p')} MATCH (p)-[a:SAME_AS {retracted: ${LIVE}}]->() SET a.retracted = $revision`;
const CREATE_ALIAS = `
  MATCH (p:Party {number: row.party}), (target:Party {number: row.target}) ${SOUGHT('p', 'target')}
  CREATE (p)-[:SAME_AS {since: $revision, retracted: ${LIVE}}]->(target)`;

const CLOSE_MERGE = 'MATCH (:Party)-[t:MERGED_INTO]->(:Party) WHERE t.since = row SET t.retracted = $revision';
const CREATE_MERGE = `
  MATCH (p:Party {number: row.party}), (other:Party {number: row.other}) ${SOUGHT('p', 'other')}
  CREATE (p)-[:MERGED_INTO {since: $revision, retracted: ${LIVE}}]->(other)`;
/** That two bore one identifier stays for good. */
const CREATE_IDENTITY = `
  MATCH (p:Party {number: row.party}), (other:Party {number: row.other}) ${SOUGHT('p', 'other')}
  MERGE (p)-[t:IDENTIFIED_WITH]->(other) ON CREATE SET t.since = $revision, t.retracted = ${LIVE}`;

const CLOSE_PARTY_STATEMENT = 'MATCH (s:PartyStatement) WHERE elementId(s) = row SET s.retracted = $revision';
const CREATE_PARTY_STATEMENT = `
  MATCH (p:Party {number: row.party}) ${SOUGHT('p')}
  CREATE (s:PartyStatement)-[:ABOUT]->(p) SET s = row.statement`;

function partyStatement(ledger: Neo4jLedger, row: PartyRow) {
  const [, source, facts] = parsed<PartySaid>(row.said);
  const stated = row.stated === row.party ? null : row.stated;
  return { party: row.party, statement: { ...kept(ledger, row, source), stated, facts: JSON.stringify(facts) } };
}

/** What every statement bears, its source and its place in the record; in a map that is set, null leaves a property out. */
function kept(
  ledger: Neo4jLedger,
  row: { readonly statementId: string; readonly recorded: number; readonly ordinal: number },
  source: number,
) {
  const [dataset, url, retrievedAt, quote, grade] = ledger.source(source);
  return {
    statementId: row.statementId,
    dataset: escaped(dataset),
    url: url === null ? null : escaped(url),
    retrievedAt,
    quote: quote === null ? null : escaped(quote),
    grade,
    since: ledger.revision,
    retracted: LIVE,
    recorded: row.recorded,
    ordinal: row.ordinal,
  };
}

// --- interests

const CLOSE_INTEREST = `
  MATCH (o)-[h:HOLDS]->(s) WHERE elementId(h) = row
  SET h.retracted = $revision
  WITH o, h, s
  MATCH (s)-[m:HAS_MEMBER {retracted: ${LIVE}}]->(o) WHERE m.statementId = h.statementId AND m.dataset = h.dataset
  SET m.retracted = $revision`;
const CREATE_HOLDS = `
  MATCH (s:Party {number: row.subject}), (o:Party {number: row.holder}) ${SOUGHT('s', 'o')}
  CREATE (o)-[h:HOLDS]->(s) SET h = row.interest`;
const CREATE_UNDISCLOSED = `
  MATCH (s:Party {number: row.subject}) ${SOUGHT('s')}
  MERGE (o:Undisclosed {id: row.unnamed})
  CREATE (o)-[h:HOLDS]->(s) SET h = row.interest`;
const CREATE_MEMBER = `
  MATCH (s:Party {number: row.subject}), (o:Party {number: row.holder}) ${SOUGHT('s', 'o')}
  CREATE (s)-[m:HAS_MEMBER]->(o) SET m = row.member`;

function isMembership(type: InterestSaid[0]): boolean {
  return type === 'CONCERT' || type === 'JOINT_HOLDER';
}

function interest(ledger: Neo4jLedger, { row, end }: KeyedRow) {
  const [type, min, max, strict, startDate, endDate, undisclosed, source] = parsed<InterestSaid>(row.said);
  const common = { ...kept(ledger, row, source), start: startDay(row.startDate), stop: stopOf(end) };
  const { statementId, dataset, since, retracted, start, stop } = common;
  return {
    subject: row.subject,
    holder: row.holder,
    unnamed: row.unnamed,
    said: { type },
    member: { type, statementId, dataset, since, retracted, start, stop },
    interest: {
      ...common,
      type,
      min,
      max,
      minExclusive: (strict & 1) !== 0,
      maxExclusive: (strict & 2) !== 0,
      startDate,
      endDate,
      undisclosed: undisclosed === null ? null : escaped(undisclosed),
      statedSubject: row.statedSubject === row.subject ? null : row.statedSubject,
      statedHolder: row.statedHolder === row.holder ? null : row.statedHolder,
    },
  };
}

// --- products

const CLOSE_PRODUCT_STATEMENT = `
  MATCH (s:ProductStatement)-[:ABOUT]->(product) WHERE elementId(s) = row
  SET s.retracted = $revision
  WITH s, product
  MATCH (product)-[op:OPERATED_BY {retracted: ${LIVE}}]->() WHERE op.statementId = s.statementId AND op.dataset = s.dataset
  SET op.retracted = $revision`;
const CREATE_PRODUCT_STATEMENT = `
  MERGE (product:Product {id: row.product}) SET product.name = row.statement.name
  CREATE (s:ProductStatement)-[:ABOUT]->(product) SET s = row.statement`;
const CREATE_OPERATION = `
  MATCH (product:Product {id: row.product}), (p:Party {number: row.operator}) ${SOUGHT('p')}
  CREATE (product)-[op:OPERATED_BY]->(p) SET op = row.operation`;

function productStatement(ledger: Neo4jLedger, row: ProductRow) {
  const [, source, name, operations] = parsed<ProductSaid>(row.said);
  const statement = {
    ...kept(ledger, row, source),
    name: escaped(name),
    plain: row.plain,
    operations: JSON.stringify(operations),
  };
  const { statementId, dataset, since, retracted } = statement;
  return {
    product: row.product,
    statement,
    operations: row.operators.map(({ operator, stated }, position) => ({
      product: row.product,
      operator,
      operation: {
        ...{ statementId, dataset, since, retracted, position },
        stated: stated === operator ? null : stated,
        region: operations[position]?.region ?? null,
        from: operations[position]?.startDate ?? null,
        to: operations[position]?.endDate ?? null,
      },
    })),
  };
}

// --- what a party is found by

const OPEN = `{since: $revision, retracted: ${LIVE}}`;
const SPAN = `(r.from = row.from OR (r.from IS NULL AND row.from IS NULL)) AND (r.to = row.to OR (r.to IS NULL AND row.to IS NULL))`;

function closing(relationship: string, to: string, also = 'true'): string {
  return `MATCH (p:Party {number: row.party}) ${SOUGHT('p')} MATCH (p)-[r:${relationship} {retracted: ${LIVE}}]->(${to}) WHERE ${also} SET r.retracted = $revision`;
}

/** A subdivision is part of its country: UA-43 of UA. */
const MERGE_PLACE = `
  MERGE (j:Jurisdiction {code: row})
  FOREACH (country IN CASE WHEN row CONTAINS '-' THEN [split(row, '-')[0]] ELSE [] END |
    MERGE (c:Jurisdiction {code: country}) MERGE (j)-[:PART_OF]->(c))`;

function placesIn(placed: readonly PlacedEntry[]): string[] {
  return [...new Set(placed.flatMap(({ entry }) => ('code' in entry ? [escaped(entry.code)] : [])))];
}

function placed(relationship: string): { close: string; create: string } {
  return {
    close: closing(relationship, ':Jurisdiction {code: row.code}', SPAN),
    create: `MATCH (p:Party {number: row.party}), (j:Jurisdiction {code: row.code}) ${SOUGHT('p')}
      CREATE (p)-[r:${relationship} ${OPEN}]->(j) SET r.code = row.code, r.party = row.ref, r.from = row.from, r.to = row.to`,
  };
}

const ENTRIES: Readonly<Record<Entry['kind'], { readonly close: string; readonly create: string }>> = {
  IDENTIFIER: {
    close: closing('IDENTIFIED_BY', ':Identifier {scheme: row.scheme, value: row.value}'),
    create: `MATCH (p:Party {number: row.party}) ${SOUGHT('p')} MERGE (i:Identifier {scheme: row.scheme, value: row.value})
      CREATE (p)-[:IDENTIFIED_BY ${OPEN}]->(i)`,
  },
  NAME: {
    close: closing('NAMED', ':Name {plain: row.plain}'),
    create: `MATCH (p:Party {number: row.party}) ${SOUGHT('p')} CREATE (p)-[:NAMED ${OPEN}]->(:Name {plain: row.plain, keys: row.keys})`,
  },
  INCORPORATION: placed('INCORPORATED_IN'),
  HEADQUARTERS: placed('HEADQUARTERED_IN'),
  LISTING: {
    close: closing(
      'LISTED_ON',
      ':List {name: row.list}',
      `${SPAN} AND (r.programme = row.programme OR (r.programme IS NULL AND row.programme IS NULL))`,
    ),
    create: `MATCH (p:Party {number: row.party}) ${SOUGHT('p')} MERGE (l:List {name: row.list})
      CREATE (p)-[r:LISTED_ON ${OPEN}]->(l) SET r.programme = row.programme, r.from = row.from, r.to = row.to`,
  },
};

function entryRow({ entry, party, ref }: PlacedEntry) {
  switch (entry.kind) {
    case 'IDENTIFIER':
      return { party, scheme: escaped(entry.scheme), value: escaped(entry.value) };
    case 'NAME':
      return { party, plain: escaped(entry.plain), keys: keysOfName(entry.plain) };
    case 'INCORPORATION':
    case 'HEADQUARTERS':
      return { party, ref, code: escaped(entry.code), from: entry.startDate, to: entry.endDate };
    case 'LISTING':
      return {
        party,
        list: escaped(entry.list),
        programme: entry.programme === null ? null : escaped(entry.programme),
        from: entry.startDate,
        to: entry.endDate,
      };
    default:
      return unreachable(entry);
  }
}

// --- lists

const CLOSE_EDITION = 'MATCH (e:Edition) WHERE elementId(e) = row SET e.retracted = $revision';
const CREATE_EDITION = `
  MERGE (l:List {name: row.list})
  CREATE (e:Edition ${OPEN})-[:EDITION_OF]->(l) SET e += row`;
