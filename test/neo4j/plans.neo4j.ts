import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import neo4j, { type Driver, type Plan, type ProfiledPlan } from 'neo4j-driver';
import { seedStore } from '../../seed/seed.js';
import { type Connection, connect, type Parameters, type Row, type Run } from '../../src/store/neo4j/connection.js';
import { gather } from '../../src/store/neo4j/gather.js';
import { alike } from '../../src/store/neo4j/names.js';
import { page } from '../../src/store/neo4j/page.js';
import { companiesIn, parties } from '../../src/store/neo4j/parties.js';
import { lists, products, productsOf } from '../../src/store/neo4j/products.js';
import { whole } from '../../src/store/neo4j/whole.js';
import { write } from '../../src/store/neo4j/write.js';
import type { Direction, ReadAt, Store } from '../../src/store/store.js';
import { parties as companies, interest, interests, lei, NO_LIMITS, now, party, product } from '../store/statements.js';
import { emptyNeo4j, SETTINGS } from './database.js';

/** Operators that read all there is. */
const READS_ALL =
  /^(AllNodesScan|NodeByLabelScan|PartitionedNodeByLabelScan|(Un)?[Dd]irected(All)?Relationship(s|Type)Scan)/;
/**
 * All pairs of two things. A write finds each of its two by a unique key, so that one pair is made a row; by how full the
 * store is, the planner of 2026 may write that so.
 */
const PAIRS = /^CartesianProduct/;

interface Operator {
  readonly name: string;
  readonly details: string;
  readonly hits: number;
}

let store: Store;
let driver: Driver;
let connection: Connection;
beforeAll(async () => {
  store = await emptyNeo4j();
  driver = neo4j.driver(SETTINGS.uri, neo4j.auth.basic(SETTINGS.user, SETTINGS.password));
  connection = connect(SETTINGS);
});
afterAll(() => Promise.all([store.close(), driver.close(), connection.close()]));

function operatorsOf(plan: Plan | ProfiledPlan): Operator[] {
  const { arguments: given } = plan;
  // One row by one row, both from a unique index, is the product of nothing.
  const isPair =
    plan.children.length === 2 && plan.children.every((child) => nameOf(child).startsWith('NodeUniqueIndexSeek'));
  const own = {
    name: isPair ? 'Pair' : nameOf(plan),
    details: String(given.Details ?? ''),
    hits: Number((given as { DbHits?: unknown }).DbHits ?? 0),
  };
  return [own, ...plan.children.flatMap(operatorsOf)];
}

function nameOf(plan: Plan | ProfiledPlan): string {
  return plan.operatorType.replace(/@.*/, '');
}

async function explained(text: string, parameters: Parameters): Promise<Operator[]> {
  const session = driver.session({ database: SETTINGS.database });
  try {
    const { summary } = await session.run(text, integers(parameters) as Parameters);
    return operatorsOf((summary.profile || summary.plan) as Plan);
  } finally {
    await session.close();
  }
}

function integers(value: unknown): unknown {
  if (typeof value === 'number') return neo4j.int(value);
  if (Array.isArray(value)) return value.map(integers);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, integers(each)]));
}

/** The connection, with every text and its parameters noted before it runs. */
function noting(asked: Map<string, Parameters>): Connection {
  const note = (text: string, parameters: Parameters) => void asked.set(text, parameters);
  return {
    ...connection,
    read: (text, parameters, deadlineAt, how): Promise<Row[]> => {
      note(text, parameters);
      return connection.read(text, parameters, deadlineAt, how);
    },
    transaction: (work, deadlineAt) =>
      connection.transaction((run) => {
        const noted: Run = (text, parameters = {}) => {
          note(text, parameters);
          return run(text, parameters);
        };
        return work(noted);
      }, deadlineAt),
  };
}

describe('how the database goes about it', () => {
  const asked = new Map<string, Parameters>();
  let at: ReadAt;
  beforeAll(async () => {
    await seedStore(store);
    at = await now(store);
  });

  test('every read begins at an index, and none reads all there is', async () => {
    const noted = noting(asked);
    for (const direction of ['UP', 'DOWN'] as const) {
      await gather(noted, ['riot-games', 'trae', 'tencent'], direction, at, NO_LIMITS);
      await gather(noted, ['riot-games'], direction, at, { ...NO_LIMITS, depth: 1 });
      await gather(noted, ['riot-games'], direction, at, { ...NO_LIMITS, maxParties: 2 });
      await page(noted, ['tencent', 'alibaba'], direction, at, 2, null);
    }
    await parties(noted, [{ id: 'tencent' }, { identifier: { scheme: 'XI-LEI', value: '1' } }], at);
    await products(noted, [{ id: 'trae' }, { plainName: 'trae' }], at);
    await productsOf(noted, ['bytedance'], at);
    await alike(noted, [{ allOf: [['tencent']] }], at, 5);
    for (const place of ['INCORPORATION', 'HEADQUARTERS'] as const)
      await companiesIn(noted, ['CN', 'HK'], place, at, 5, null);
    for await (const piece of whole(noted, at, 60_000)) expect(piece.parties.length).toBeGreaterThan(0);
    expect(asked.size).toBeGreaterThan(12);
    for (const [text, parameters] of asked) {
      const operators = await explained(`EXPLAIN ${text}`, parameters);
      const strays = operators.filter(({ name }) => READS_ALL.test(name) || PAIRS.test(name));
      expect({ text, strays }).toEqual({ text, strays: [] });
    }
    // Editions of lists are few, and read all.
    expect((await lists(connection, at)).length).toBeGreaterThan(0);
  });

  test('so does every read and change of a write', async () => {
    const written = new Map<string, Parameters>();
    const noted = noting(written);
    const changes = [
      {
        parties: [party('x', lei('9')), party('y'), party('g', { kind: 'ARRANGEMENT' as const })],
        interests: [interest('y 60 x'), interest('? 10 x'), interest('y 0 g', { type: 'CONCERT' as const })],
        products: [product('p', 'P', ['x'])],
        editions: [{ list: 'l', edition: '1', startDate: '2020-01-01', endDate: null, entries: 1, complete: true }],
      },
      {
        parties: [party('y', { name: 'renamed', incorporatedIn: 'GB' })],
        interests: [interest('y 50 x', { from: '2024-01-01' })],
      },
      { parties: [party('z', lei('9'))], products: [product('p', 'Q', ['z'])] },
      {
        parties: [party('y', { name: 'again' })],
        editions: [{ list: 'l', edition: '1', startDate: '2020-01-01', endDate: null, entries: 2, complete: true }],
        retract: [
          { dataset: null, statementId: '? 10 x' },
          { dataset: 'register', statementId: 'about z' },
        ],
      },
      { identity: { merge: ['x'], into: 'y' } },
    ];
    const undone = { identity: { unmerge: (await store.revision()) + changes.length } };
    for (const change of [...changes, undone]) await write(noted, change, Date.now() + 30_000, 0);
    expect(written.size).toBeGreaterThan(35);
    for (const [text, parameters] of written) {
      const strays = (await explained(`EXPLAIN ${text}`, parameters)).filter(({ name }) => READS_ALL.test(name));
      expect({ text, strays }).toEqual({ text, strays: [] });
    }
  });

  test('a gathering is one statement that visits each party once, whatever the number of ids', async () => {
    for (const direction of ['UP', 'DOWN'] as const) {
      for (const ids of [['tencent'], ['tencent', 'alibaba', 'bytedance', 'nobody']]) {
        const made = new Map<string, Parameters>();
        await gather(noting(made), ids, direction, at, NO_LIMITS);
        expect(made.size).toBe(1);
        const [[text, parameters]] = [...made] as [[string, Parameters]];
        const names = (await explained(`EXPLAIN ${text}`, parameters)).map(({ name }) => name);
        expect(names.filter((name) => name.startsWith('VarLengthExpand'))).toEqual([
          'VarLengthExpand(Pruning,BFS,All)',
        ]);
        expect(names.some((name) => name.startsWith('NodeUniqueIndexSeek'))).toBe(true);
      }
    }
  });
});

describe('what a gathering costs', () => {
  const HELD = process.env.TEST_LONG ? 100_000 : 20_000;
  /** Reads of the database for every party and interest that is gathered. */
  const HITS_EACH = 60;

  async function cost(id: string, direction: Direction): Promise<{ found: number; trips: number; hits: number }> {
    const made: [string, Parameters][] = [];
    const noted: Connection = {
      ...connection,
      read: (text, parameters, deadlineAt, how) => {
        made.push([text, parameters]);
        return connection.read(text, parameters, deadlineAt, how);
      },
    };
    const {
      parties: found,
      interests: held,
      complete,
    } = await gather(noted, [id], direction, await now(store), NO_LIMITS);
    expect(complete).toBe(true);
    let hits = 0;
    for (const [text, parameters] of made)
      for (const operator of await explained(`PROFILE ${text}`, parameters)) hits += operator.hits;
    return { found: found.length + held.length, trips: made.length, hits };
  }

  const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

  test('ten layers of ten, 10^10 paths', async () => {
    const name = (layer: number, place: number) => `layer ${layer}-${place}`;
    const ten = numbers(10);
    await store.write({
      parties: ten.flatMap((layer) => ten.map((place) => party(name(layer, place)))),
      interests: numbers(9).flatMap((layer) =>
        ten.flatMap((up) =>
          ten.map((down) => ({
            ...interest('x 5 y', { id: `${layer} ${up} ${down}` }),
            interestedParty: name(layer + 1, up),
            subject: name(layer, down),
          })),
        ),
      ),
    });
    for (const [from, direction] of [
      [name(0, 0), 'UP'],
      [name(9, 0), 'DOWN'],
    ] as const) {
      const { found, trips, hits } = await cost(from, direction);
      expect(found).toBeGreaterThan(900);
      expect(trips).toBe(1);
      expect(hits).toBeLessThan(HITS_EACH * found);
    }
  });

  test('a chain and a ring of a thousand', async () => {
    const thousand = numbers(1_000);
    await store.write({
      parties: companies(...thousand.flatMap((step) => [`chain${step}`, `ring${step}`])),
      interests: interests(
        ...thousand.slice(1).map((step) => `chain${step} 60 chain${step - 1}`),
        ...thousand.map((step) => `ring${step} 30 ring${(step + 1) % 1_000}`),
      ),
    });
    for (const [from, direction] of [
      ['chain0', 'UP'],
      ['chain999', 'DOWN'],
      ['ring7', 'UP'],
      ['ring7', 'DOWN'],
    ] as const) {
      const { found, trips, hits } = await cost(from, direction);
      expect(found).toBeGreaterThanOrEqual(1_999);
      expect(trips).toBe(1);
      expect(hits).toBeLessThan(HITS_EACH * found);
    }
  });

  test(`a holder of ${HELD} companies: all of them, a page of them, and one of them without the others`, async () => {
    const each = numbers(HELD);
    await store.write({ parties: companies('hub') });
    for (let from = 0; from < each.length; from += 5_000) {
      const some = each.slice(from, from + 5_000);
      await store.write({
        parties: companies(...some.map((index) => `sub${index}`)),
        interests: interests(...some.map((index) => `hub 60 sub${index}`)),
      });
    }
    const all = await cost('hub', 'DOWN');
    expect(all.found).toBe(2 * HELD + 1);
    expect(all.hits).toBeLessThan(HITS_EACH * all.found);
    const one = await cost('sub77', 'UP');
    expect(one.found).toBe(3);
    // Beside what is read of each there is what a text costs whoever is asked.
    expect(one.hits).toBeLessThan(HITS_EACH * one.found + 100);
    const [shown] = await page(connection, ['hub'], 'DOWN', await now(store), 10, null);
    expect(shown).toMatchObject({ totalCount: HELD, hasNextPage: true });
    expect(shown?.interests).toHaveLength(10);
  }, 300_000);
});
