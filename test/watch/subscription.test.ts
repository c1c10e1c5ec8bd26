import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { makeKey, revokeKey } from '../../src/server/auth/keys.js';
import type { Running } from '../../src/server/serve.js';
import type { Store } from '../../src/store/store.js';
import { type Answer, emptyStore } from '../asking.js';
import { company, holding, person, record, type Serving, serving, soon, told, watch } from './service.js';

const HEAR =
  'subscription H($after: String, $watchlist: ID) { verdictChanged(after: $after, watchlist: $watchlist) { cursor party { id } before after cause } }';
const PROTOCOL = 'graphql-transport-ws';

let store: Store;
let running: Running;
const opened: (() => unknown)[] = [];

beforeEach(async () => {
  store = await emptyStore();
  opened.push(() => store.close());
  running = await begun();
  await record(running, {
    parties: [company('cn', { headquarters: 'CN' }), company('a'), person('free')],
    interests: [holding('free', 'a', '100')],
  });
});
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function begun(serving_: Serving = {}): Promise<Running> {
  const fresh = await serving(store, serving_);
  opened.push(() => fresh.stop());
  return fresh;
}

function address({ url }: Running): string {
  return `${url.replace('http', 'ws')}graphql`;
}

interface Heard {
  readonly results: Answer[];
  readonly over: Promise<unknown>;
  readonly unsubscribe: () => void;
}

function client(service: Running, connectionParams: Record<string, unknown> = {}): Client {
  const made = createClient({ url: address(service), webSocketImpl: WebSocket, retryAttempts: 0, connectionParams });
  opened.push(() => made.dispose());
  return made;
}

/** What a subscriber hears. `over` resolves to undefined when the service says that there is no more, else to why. */
function hear(of: Client, query = HEAR, variables: Record<string, unknown> = {}): Heard {
  const results: Answer[] = [];
  let unsubscribe = () => {};
  const over = new Promise((resolve) => {
    unsubscribe = of.subscribe(
      { query, variables },
      { next: (result) => results.push(result), error: resolve, complete: () => resolve(undefined) },
    );
  });
  return { results, over, unsubscribe };
}

async function flip(times: number): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) {
    await record(running, { interests: [holding('free', 'a', '30'), holding('cn', 'a', '70')] });
    await record(running, { interests: [holding('cn', 'a', '0'), holding('free', 'a', '100')] });
  }
}

const cursors = ({ results }: Heard): string[] => results.map(({ data }) => data.verdictChanged.cursor);

describe('a subscription', () => {
  test('hears every change once and in order, from now on or from after a cursor', async () => {
    const { id } = await watch(running, { parties: ['a'] });
    const first = hear(client(running), HEAR, { watchlist: id, after: '0' });
    await flip(3);
    await soon(async () => first.results.length === 6);
    expect(cursors(first)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(first.results[0].data.verdictChanged).toEqual({
      ...{ cursor: '1', party: { id: 'a' }, before: 'NOT_RESTRICTED', after: 'RESTRICTED', cause: 'DATA' },
    });
    const again = hear(client(running), HEAR, { after: '4' });
    await soon(async () => again.results.length === 2);
    expect(cursors(again)).toEqual(['5', '6']);
    const fromNow = hear(client(running));
    // The older subscription is answered after the new one has begun, so that the new one hears all there is to come.
    await soon(
      async () => (await told(running, '{ changes { pageInfo { endCursor } } }')).changes.pageInfo.endCursor === '6',
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    await flip(1);
    await soon(async () => fromNow.results.length === 2);
    expect(cursors(fromNow)).toEqual(['7', '8']);
  });

  test('is heard of by every process, whichever found the change', async () => {
    await watch(running, { parties: ['a'] });
    const other = await begun();
    const both = [hear(client(running), HEAR, { after: '0' }), hear(client(other), HEAR, { after: '0' })];
    await flip(5);
    for (const each of both) await soon(async () => each.results.length === 10);
    for (const each of both) expect(cursors(each)).toEqual(Array.from({ length: 10 }, (_, n) => String(n + 1)));
  });

  test('that nobody listens to any more holds nothing, also when nothing ever changes', async () => {
    await watch(running, { parties: ['a'] });
    const of = client(running);
    for (let turn = 0; turn < 150; turn += 1) {
      const heard = hear(of);
      heard.unsubscribe();
      await heard.over;
    }
    const last = hear(of, HEAR, { after: '0' });
    await flip(1);
    await soon(async () => last.results.length === 2);
  });

  test.each([
    ['a query', '{ asOf }', 'BAD_USER_INPUT'],
    ['a mutation', 'mutation { unwatch(id: "x") }', 'BAD_USER_INPUT'],
    ['a cursor that is none', 'subscription { verdictChanged(after: "x") { cursor } }', 'BAD_USER_INPUT'],
    ['a list that is not there', 'subscription { verdictChanged(watchlist: "x") { cursor } }', 'BAD_USER_INPUT'],
    ['a field that is not there', 'subscription { verdictChanged { nothing } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['what is no GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    [
      'what is nested too deep',
      `subscription { verdictChanged { party ${'{ owners { nodes { subject '.repeat(60)}`,
      'LIMIT_EXCEEDED',
    ],
    [
      'too many values',
      `subscription { verdictChanged { party { owners(first: 1000) { nodes { subject { owners(first: 1000) { nodes { id } } } } } } } }`,
      'LIMIT_EXCEEDED',
    ],
  ])('of %s is refused with a code, and the next one is answered', async (_, query, code) => {
    const of = client(running);
    const heard = hear(of, query);
    const over = (await heard.over) as Answer;
    const errors = over ?? heard.results[0].errors;
    expect(errors.map(({ extensions }: Answer) => extensions?.code)).toEqual([code]);
    await watch(running, { parties: ['a'] });
    const next = hear(of, HEAR, { after: '0' });
    await flip(1);
    await soon(async () => next.results.length === 2);
  });
});

describe('a connection', () => {
  /** How an upgrade is answered: 101, or the status that refuses it. */
  function upgrade(service: Running, path: string, headers: Record<string, string> = {}): Promise<number> {
    return new Promise((resolve, reject) => {
      const asked = request(`${service.url}${path}`, {
        headers: {
          ...{ connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
          ...{ 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', 'sec-websocket-protocol': PROTOCOL, ...headers },
        },
      });
      asked.on('upgrade', ({ statusCode = 0 }, socket) => {
        socket.destroy();
        resolve(statusCode);
      });
      asked.on('response', ({ statusCode = 0 }) => resolve(statusCode));
      asked.on('error', reject);
      asked.end();
    });
  }

  test('is of this service alone: another path, or a page of another origin, is refused', async () => {
    expect(await upgrade(running, 'graphql')).toBe(101);
    expect(await upgrade(running, 'graphql', { origin: running.url.slice(0, -1) })).toBe(101);
    expect(await upgrade(running, 'elsewhere')).toBe(404);
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1'])
      expect(await upgrade(running, 'graphql', { origin })).toBe(403);
  });

  test('more than there may be is turned away, and comes in when another is gone', async () => {
    const narrow = await begun({ config: { maxSubscriptions: 1 } });
    const first = new WebSocket(address(narrow), PROTOCOL);
    await once(first, 'open');
    expect(await upgrade(narrow, 'graphql')).toBe(503);
    first.close();
    await once(first, 'close');
    await soon(async () => (await upgrade(narrow, 'graphql')) === 101);
  });

  test('with a wrong key is closed with 4401, and one whose key is taken back hears no more', async () => {
    const closed = await begun({ config: { auth: 'required' } });
    const heard = hear(client(closed));
    expect(await heard.over).toMatchObject({ code: 4401 });
    const made = await makeKey(
      store,
      { name: 'kyc', role: 'screener', expires: null },
      Date.now(),
      Date.now() + 60_000,
    );
    const reader = await makeKey(store, { name: 'r', role: 'reader', expires: null }, Date.now(), Date.now() + 60_000);
    const small = hear(client(closed, { authorization: `Bearer ${reader.text}` }));
    const refused = (await small.over) as Answer;
    expect((refused ?? small.results[0].errors)[0].extensions.code).toBe('FORBIDDEN');
    await watch(running, { parties: ['a'] });
    const good = hear(client(closed, { authorization: `Bearer ${made.text}` }), HEAR, { after: '0' });
    await flip(1);
    await soon(async () => good.results.length === 2);
    await revokeKey(store, made.key.id, Date.now(), Date.now() + 60_000);
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    await flip(1);
    expect(await good.over).toBeUndefined();
    expect(good.results.slice(2)).toEqual([
      { data: null, errors: [expect.objectContaining({ extensions: { code: 'UNAUTHENTICATED' } })] },
    ]);
  }, 20_000);

  test('is closed when the service stops, so that its client goes elsewhere', async () => {
    const heard = hear(client(running));
    await soon(async () => (await told(running, '{ asOf }')).asOf);
    await running.stop();
    expect(await heard.over).toMatchObject({ code: 1001 });
  });

  test('tells nobody the names of the schema where introspection is off', async () => {
    const shy = await begun({ config: { introspection: false } });
    for (const query of ['subscription { verdictChangd { cursor } }', 'subscription { __schema { types { name } } }']) {
      const heard = hear(client(shy), query);
      const errors = ((await heard.over) as Answer) ?? heard.results[0].errors;
      expect(JSON.stringify(errors)).not.toMatch(/verdictChanged|Did you mean|Watchlist/);
      expect(errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    }
  });
});
