import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rulebook } from '../../seed/rulebook.js';
import { Failure } from '../../src/errors.js';
import type { Running } from '../../src/server/serve.js';
import { startServer } from '../../src/server/start.js';
import { openNeo4j } from '../../src/store/neo4j.js';
import type { Store } from '../../src/store/store.js';
import { interest, lei, lines, now, parties, party, upward } from '../store/statements.js';
import { emptyNeo4j, SETTINGS } from './database.js';
import { post, type Service, startService } from './service.js';

const READS = process.env.TEST_LONG ? 100_000 : 1_500;
const VERDICT =
  'query V($id: ID!) { company(by: {id: $id}) { restriction(policy: "ofac-50") { verdict restrictedShare { min max } } } }';

function refuseBugs(error: unknown): void {
  if (!(error instanceof Failure)) throw error;
}

describe('one writer, many readers', () => {
  let store: Store;
  let server: Running;
  beforeAll(async () => {
    store = await emptyNeo4j();
    server = await startServer({ store, rulebook: rulebook(), config: { port: 0, drainMs: 0, deadlineMs: 30_000 } });
  });
  afterAll(async () => {
    await server.stop();
    await store.close();
  });

  test('a deciding stake that is moved between two holdings is seen in one of them, never in both or neither', async () => {
    await store.write({
      parties: [
        party('listed', {
          listings: [
            {
              list: 'us_ofac_sdn',
              programme: null,
              startDate: null,
              endDate: null,
              source: { ...interest('x 1 y').source, statementId: null },
            },
          ],
        }),
        ...parties('left', 'right', 'company', 'clean'),
      ],
      editions: [
        { list: 'us_ofac_sdn', edition: '1', startDate: '2020-01-01', endDate: null, entries: 1, complete: true },
      ],
      interests: [
        interest('left 50 company'),
        interest('right 50 company'),
        interest('listed 100 left', { id: 'stake' }),
        interest('clean 100 right', { id: 'other' }),
      ],
    });
    let writing = true;
    let moves = 0;
    const writer = (async () => {
      for (; writing; moves += 1) {
        const [one, two] = moves % 2 === 0 ? ['right', 'left'] : ['left', 'right'];
        const change = {
          interests: [interest(`listed 100 ${one}`, { id: 'stake' }), interest(`clean 100 ${two}`, { id: 'other' })],
        };
        // A write that a busy machine does not answer in time is written or not; whole, either way.
        await store.write(change).catch(refuseBugs);
      }
    })();
    const seen = new Map<string, number>();
    let asked = 0;
    let unanswered = 0;
    const reader = async (): Promise<void> => {
      while (asked < READS) {
        asked += 1;
        // A connection that was closed while it was idle tells nothing, and is no wrong answer.
        const answered = await post(server.url, VERDICT, { id: 'company' }).catch(() => null);
        if (answered === null) unanswered += 1;
        const told = JSON.stringify(answered?.data?.company?.restriction ?? answered?.codes);
        if (answered !== null) seen.set(told, (seen.get(told) ?? 0) + 1);
      }
    };
    await Promise.all([reader(), reader(), reader(), reader()]);
    writing = false;
    await writer;
    expect(moves).toBeGreaterThan(50);
    expect(unanswered).toBeLessThan(READS / 1_000);
    console.log(
      `${READS - unanswered} reads beside ${moves} moves: ${[...seen].map(([told, times]) => `${times} × ${told}`).join(', ')}`,
    );
    expect([...seen.keys()]).toEqual([
      JSON.stringify({ verdict: 'RESTRICTED', restrictedShare: { min: '50', max: '100' } }),
    ]);
  }, 3_600_000);
});

describe('several stores over one database', () => {
  test('whoever wrote sees the revision that it wrote, however many write at once', async () => {
    const stores = [await emptyNeo4j(), ...(await Promise.all([1, 2, 3].map(() => openNeo4j(SETTINGS))))];
    let newest = 0;
    const writers = stores.map(async (store, writer) => {
      for (let round = 0; round < 25; round += 1) {
        const { revision } = await store.write({ parties: parties(`${writer}-${round}`) });
        newest = Math.max(newest, revision);
        const seen = await store.revision(Date.now() + 10_000);
        expect(seen).toBeGreaterThanOrEqual(revision);
      }
    });
    await Promise.all(writers);
    expect(newest).toBe(100);
    const fresh = await openNeo4j(SETTINGS);
    expect(await fresh.revision()).toBe(100);
    await Promise.all([...stores, fresh].map((store) => store.close()));
  });
});

describe('two processes over one database', () => {
  let store: Store;
  let one: Service;
  let two: Service;
  beforeAll(async () => {
    store = await emptyNeo4j();
    [one, two] = await Promise.all([startService(SETTINGS), startService(SETTINGS)]);
  });
  afterAll(async () => {
    await Promise.all([one.stop(), two.stop()]);
    await store.close();
  });

  const RECORD = `mutation R($parties: [PartyInput!], $interests: [InterestInput!]) {
    record(parties: $parties, interests: $interests, source: {dataset: "desk"}) { revision unchanged } }`;

  test('what is written through one is read through the other by whoever sends the token', async () => {
    for (let round = 0; round < 40; round += 1) {
      const [writer, reader] = round % 2 === 0 ? [one, two] : [two, one];
      const written = await post(writer.url, RECORD, { parties: [{ id: `p${round}`, name: `P${round}` }] });
      expect(written.codes).toEqual([]);
      const read = await post(
        reader.url,
        `{ party(by: {id: "p${round}"}) { name } }`,
        {},
        { 'x-revision': written.revision ?? '' },
      );
      expect(read.data).toEqual({ party: { name: `P${round}` } });
      expect(Number.parseInt(read.revision ?? '', 10)).toBeGreaterThanOrEqual(
        Number.parseInt(written.revision ?? '', 10),
      );
    }
  });

  test('a token of a revision that is not there yet is FAILED_PRECONDITION, and one that is none BAD_USER_INPUT', async () => {
    const ask = (token: string) =>
      post(one.url, '{ policies { id } }', {}, { 'x-revision': token, 'x-deadline-ms': '2000' });
    expect(await ask('999999')).toMatchObject({ status: 503, codes: ['FAILED_PRECONDITION'] });
    for (const token of ['x', '-1', '1.5', `1.${Buffer.from('FB:kcwQAAAA').toString('base64url')}`])
      expect(await ask(token)).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'] });
    // Nor does it spoil what comes after.
    expect((await post(one.url, '{ policies { id } }')).codes).toEqual([]);
  });

  test('the same write through both at once is recorded once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const changes = { parties: [{ id: `same${round}`, name: 'Same', headquarters: 'SG' }] };
      const answers = await Promise.all([one, two].map(({ url }) => post(url, RECORD, changes)));
      expect(answers.flatMap(({ codes }) => codes)).toEqual([]);
      const revisions = new Set(answers.map(({ data }) => data.record.revision));
      expect(revisions.size).toBe(1);
    }
  });

  test('two records that share an identifier, written through both at once, are one party', async () => {
    for (let round = 0; round < 10; round += 1) {
      const identifiers = [{ scheme: 'GB-COH', value: `race ${round}` }];
      const both = [one, two].map(({ url }, side) =>
        post(url, RECORD, { parties: [{ id: `race${round}-${side}`, name: `Side ${side}`, identifiers }] }),
      );
      expect((await Promise.all(both)).flatMap(({ codes }) => codes)).toEqual([]);
      const found = await store.parties([{ id: `race${round}-0` }, { id: `race${round}-1` }], await now(store));
      expect(found[0]?.id).toBeDefined();
      expect(found[0]).toEqual(found[1]);
    }
  });

  test('writes through both at once are all recorded, each once and in a revision of its own', async () => {
    await store.write({ parties: parties('hub') });
    const before = await store.revision();
    const revisions: number[] = [];
    // Eight at a time: each is to be over within a request's deadline on a busy machine too.
    for (let begun = 0; begun < 40; begun += 8) {
      const writes = Array.from({ length: 8 }, (_, index) =>
        post(index % 2 === 0 ? one.url : two.url, RECORD, {
          parties: [{ id: `h${begun + index}`, name: 'H', identifiers: lei(`${begun + index}`).identifiers }],
          interests: [{ interestedParty: `h${begun + index}`, subject: 'hub', share: { exact: '1' } }],
        }),
      );
      const answers = await Promise.all(writes);
      expect(answers.flatMap(({ codes }) => codes)).toEqual([]);
      revisions.push(...answers.map(({ revision }) => Number.parseInt(revision ?? '', 10)));
    }
    expect(revisions.sort((a, b) => a - b)).toEqual(revisions.map((_, index) => before + 1 + index));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(lines(await upward(store, 'hub'))).toHaveLength(40);
  });
});
