import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import neo4j, { type Driver } from 'neo4j-driver';
import { seedStore } from '../../seed/seed.js';
import type { Store } from '../../src/store/store.js';
import { blocksOf, page, tableOf } from '../docs/pages.js';
import { interest, lei, party, product, source } from '../store/statements.js';
import { emptyNeo4j, SETTINGS } from './database.js';

const PAGE = 'docs/neo4j.md';
const queries = blocksOf(PAGE).filter(({ language }) => language === 'cypher');
const text = page(PAGE);

let store: Store;
let driver: Driver;

beforeAll(async () => {
  store = await emptyNeo4j();
  await seedStore(store);
  driver = neo4j.driver(SETTINGS.uri, neo4j.auth.basic(SETTINGS.user, SETTINGS.password));
}, 120_000);

afterAll(async () => {
  await driver?.close();
  await store?.close();
});

async function rows(query: string): Promise<unknown[][]> {
  const session = driver.session({ database: SETTINGS.database, defaultAccessMode: neo4j.session.READ });
  try {
    const { records } = await session.run(query);
    return records.map((record) => [...record.values()]);
  } finally {
    await session.close();
  }
}

async function column(query: string): Promise<string[]> {
  return (await rows(query)).map(([first]) => first as string).sort();
}

describe('queries that docs/neo4j.md shows, over the demo data', () => {
  test('there are enough to start from', () => {
    expect(queries.length).toBeGreaterThanOrEqual(6);
  });

  test.each(queries.map(({ text }) => [text.split('\n')[0] as string, text] as const))(
    'finds something: %s',
    async (_, query) => {
      expect(await rows(query)).not.toEqual([]);
    },
  );

  test('the revision whose changes are shown is the last of the seed', async () => {
    const last = await store.revision();
    expect(queries.some(({ text }) => text.includes(`(r:Revision {id: ${last}})`))).toBe(true);
  });
});

describe('the graph model as docs/neo4j.md shows it', () => {
  const KINDS = ['Company', 'Person', 'State', 'Arrangement'];

  beforeAll(() => recordWhatTheDemoLacks());

  test('every label, and no other', async () => {
    expect([...named('| label | a node is |'), ...KINDS].sort()).toEqual(await labels());
    for (const kind of KINDS) expect(text).toContain(`\`${kind}\``);
  });

  test('every relationship type, and no other', async () => {
    expect(named('| relationship | from, to | it says |').sort()).toEqual(await relationshipTypes());
  });

  test('every property of every label and relationship type, and no other', async () => {
    const stored = [
      ...(await rows('MATCH (n) UNWIND labels(n) AS of UNWIND keys(n) AS key RETURN DISTINCT of, key')),
      ...(await rows('MATCH ()-[r]->() UNWIND keys(r) AS key RETURN DISTINCT type(r) AS of, key')),
    ].filter(([of]) => !KINDS.includes(of as string));
    expect(propertiesShown()).toEqual(stored.map((pair) => pair.join('.')).sort());
  });

  test('every constraint and index', async () => {
    for (const name of await column("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"))
      expect(sectionUnder('Constraints and indexes')).toContain(`\`${name}\``);
  });

  test('the picture names every label and relationship type', async () => {
    const words = new Set(page('docs/neo4j-model.svg').match(/\w+/g));
    expect([...(await labels()), ...(await relationshipTypes())].filter((name) => !words.has(name))).toEqual([]);
  });
});

async function labels(): Promise<string[]> {
  return column('MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label');
}

async function relationshipTypes(): Promise<string[]> {
  return column('MATCH ()-[r]->() RETURN DISTINCT type(r)');
}

/** Each relationship and property of the model that the demo data has no example of. */
async function recordWhatTheDemoLacks(): Promise<void> {
  const dated = { startDate: '2020-01-01', endDate: '2024-01-01' } as const;
  const terms = { ...source('terms'), statementId: null };
  const operation = { operator: 'second', region: 'SG', ...dated, source: terms };
  await store.write({
    parties: [
      party('first', lei('one')),
      party('second'),
      party('firm', { listings: [{ list: 'a list', programme: 'a programme', ...dated, source: source('listed') }] }),
      party('nation', { kind: 'STATE' }),
      party('group', { kind: 'ARRANGEMENT' }),
    ],
    interests: [
      interest('second 10 firm', { from: dated.startDate, to: dated.endDate }),
      interest('firm 10 second'),
      interest('firm 0 group', { type: 'CONCERT' }),
    ],
    products: [{ ...product('a product', 'A product', []), operators: [operation] }],
    editions: [{ list: 'a list', edition: 'an edition', ...dated, entries: 1, complete: true }],
    because: 'the demo data has no example',
    by: 'a key',
  });
  // Now the second is the first, and what was said of it goes on there.
  await store.write({ parties: [party('second', lei('one'), { id: 'an identifier' })] });
  await store.write({ identity: { merge: ['firm'], into: 'first' }, because: 'a merge' });
  await store.keep({ expect: [], put: [{ key: 'a key', body: '{}' }] }, Date.now() + 9_000);
}

/** The first cells of the table under the header, each of one name or several. */
function named(header: string): string[] {
  return [...tableOf(text, header).keys()].flatMap((cell) => cell.split(', '));
}

/** As `Label.property`, of the rows that may name several of each. */
function propertiesShown(): string[] {
  const header = '| of | property | is | meaning |';
  const table = text.slice(text.indexOf(header)).split('\n\n')[0] as string;
  return table
    .split('\n')
    .slice(2)
    .flatMap((line) => {
      const [owners, names] = line.split('|').slice(1, 3).map(codesIn) as [string[], string[]];
      return owners.flatMap((of) => names.map((name) => `${of}.${name}`));
    })
    .sort();
}

function codesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code as string);
}

function sectionUnder(heading: string): string {
  const from = text.indexOf(`\n### ${heading}\n`);
  expect(from).toBeGreaterThan(0);
  return text.slice(from).split(/\n##+ /)[1] as string;
}
