import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { rulebook } from '../../seed/rulebook.js';
import type { Running } from '../../src/server/serve.js';
import type { Store } from '../../src/store/store.js';
import { BACK_OFF } from '../../src/watch/backOff.js';
import { deadLetters, pendingCalls, revive } from '../../src/watch/deliveries.js';
import { type Answer, emptyStore } from '../asking.js';
import { isSigned, type Receiver, receiver } from './receiver.js';
import {
  ask,
  CHANGES,
  Clock,
  changed,
  company,
  holding,
  person,
  record,
  type Serving,
  serving,
  soon,
  told,
  watch,
} from './service.js';

const POLICY = 'anthropic-2025-09';
const SOON = () => Date.now() + 60_000;

let store: Store;
let running: Running;
const opened: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  store = await emptyStore();
  opened.push(() => store.close());
  running = await begun();
  await record(running, {
    parties: [company('cn', { headquarters: 'CN' }), company('a'), company('b'), person('free')],
    interests: [holding('free', 'a', '100'), holding('free', 'b', '100')],
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

async function hook(...answer: Parameters<typeof receiver>): Promise<Receiver> {
  const made = await receiver(...answer);
  opened.push(made.close);
  return made;
}

/** `a` passes from somebody free to somebody restricted, or back. */
const taken = { interests: [holding('free', 'a', '30'), holding('cn', 'a', '70')] };
const returned = { interests: [holding('free', 'a', '100'), holding('cn', 'a', '0')] };

describe('a watch list', () => {
  test('is made with its secret, which is never shown again, and goes when it is taken away', async () => {
    const { id, name, secret } = await watch(running, { parties: ['a', 'a', 'b'], webhook: 'http://127.0.0.1:9/' });
    expect([id, name, secret]).toEqual([
      expect.stringMatching(/^watchlist:/),
      'vendors',
      expect.stringMatching(/^whsec_/),
    ]);
    const NODE =
      'query N($id: ID!) { node(id: $id) { id ... on Watchlist { name secret parties { id } policies { id } } } }';
    expect((await told(running, NODE, { id })).node).toEqual({
      ...{ id, name, secret: null },
      ...{ parties: [{ id: 'a' }, { id: 'b' }], policies: [{ id: POLICY }] },
    });
    const UNWATCH = 'mutation U($id: ID!) { unwatch(id: $id) }';
    expect([await told(running, UNWATCH, { id }), await told(running, UNWATCH, { id })]).toEqual([
      { unwatch: true },
      { unwatch: false },
    ]);
    expect((await told(running, NODE, { id })).node).toBeNull();
    expect((await watch(running, { parties: ['a'] })).secret).toBeNull();
  });

  test.each([
    ['a party that is not recorded', { parties: ['nobody'] }, /no party is called "nobody"/],
    ['no party', { parties: [] }, /parties: expected one at least/],
    ['no policy', { policies: [] }, /policies: expected one at least/],
    ['a policy that is not known', { policies: ['no-such'] }, /No policy is called "no-such"/],
    ['a policy that restricts nobody', { policies: ['amlr-2027'] }, /answers BENEFICIAL_OWNERSHIP/],
    ['a name of nothing', { name: '' }, /name: expected 1 to 200 characters/],
    ['a webhook that is no address', { webhook: 'ftp://host/' }, /webhook: expected an http or https URL/],
  ])('of %s is refused, and says what was expected', async (_, input, message) => {
    const whole = { name: 'x', parties: ['a'], policies: [POLICY], ...input };
    const { codes, messages } = await ask(running, 'mutation W($input: WatchInput!) { watch(input: $input) { id } }', {
      input: whole,
    });
    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(messages[0]).toMatch(message);
  });

  test('calls no address of a private network unless that is allowed', async () => {
    const closed = await begun({ config: { webhookPrivate: false } });
    const input = { name: 'x', parties: ['a'], policies: [POLICY], webhook: 'http://169.254.169.254/latest' };
    const { codes, messages } = await ask(closed, 'mutation W($i: WatchInput!) { watch(input: $i) { id } }', {
      i: input,
    });
    expect([codes, messages[0]]).toEqual([['BAD_USER_INPUT'], expect.stringMatching(/CONTROLGRAPH_WEBHOOK_PRIVATE/)]);
  });
});

describe('a change', () => {
  test('comes from what is recorded, and from nothing that leaves the verdict as it was', async () => {
    const { id } = await watch(running, { parties: ['a', 'b', 'cn'] });
    await record(running, { parties: [company('c')], interests: [holding('free', 'a', '90')] });
    await record(running, taken);
    const [first, ...others] = await changed(running, 1);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      ...{ cursor: '1', policy: POLICY, before: 'NOT_RESTRICTED', after: 'RESTRICTED', cause: 'DATA' },
      party: { id: 'a', name: 'Company a' },
    });
    expect(first.detail).toBe(
      'Since revision r3: Restricted parties together hold 70 % of the shares of Company a, directly or through companies they own.',
    );
    await record(running, returned);
    const all = await changed(running, 2, { watchlist: id });
    expect(all[1]).toMatchObject({ cursor: '2', before: 'RESTRICTED', after: 'NOT_RESTRICTED', cause: 'DATA' });
  });

  test('comes with a day, without any write', async () => {
    const clock = new Clock();
    const other = await begun({ clock });
    const inTwoDays = new Date(clock.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    await record(running, {
      interests: [holding('free', 'b', '20'), holding('cn', 'b', '80', { endDate: inTwoDays })],
    });
    await watch(other, { parties: ['b'] });
    clock.forward(4 * 86_400_000);
    const [change] = await changed(other, 1);
    expect(change).toMatchObject({ party: { id: 'b' }, before: 'RESTRICTED', cause: 'TIME' });
    expect(change.detail.startsWith(`Since ${inTwoDays}: `)).toBe(true);
  });

  test('comes from records that become one party, and cease to be', async () => {
    await record(running, {
      parties: [{ id: 'x', name: 'Company x' }],
      interests: [holding('x', 'b', '60'), holding('free', 'b', '40')],
    });
    await watch(running, { parties: ['b'] });
    const { merge } = await told(
      running,
      'mutation { merge(parties: ["cn", "x"], into: "cn", because: "one register number") { id } }',
    );
    const [change] = await changed(running, 1);
    expect(change).toMatchObject({ party: { id: 'b' }, after: 'RESTRICTED', cause: 'MERGE' });
    expect(change.detail).toMatch(/x is cn/);
    await told(running, 'mutation U($id: ID!) { unmerge(id: $id) { id } }', { id: merge.id });
    expect((await changed(running, 2))[1]).toMatchObject({ before: 'RESTRICTED', cause: 'MERGE' });
  });

  test('comes from another policy, when a service with it takes over', async () => {
    await record(running, { interests: [holding('free', 'a', '55'), holding('cn', 'a', '45')] });
    await watch(running, { parties: ['a'] });
    await running.stop();
    const rules = rulebook();
    const policies = rules.policies.map((each) =>
      each.id === POLICY ? { ...each, threshold: each.threshold * 0.8 } : each,
    );
    const other = await begun({ rules: { ...rules, policies } });
    const [change] = await changed(other, 1);
    expect(change).toMatchObject({ party: { id: 'a' }, after: 'RESTRICTED', cause: 'POLICY' });
  });

  test('of a party whose statements are all taken back is INDETERMINATE, and still says who it was', async () => {
    await record(running, { parties: [company('gone')], interests: [holding('free', 'gone', '100')] });
    await watch(running, { parties: ['gone'] });
    const { party } = await told(running, '{ party(by: {id: "gone"}) { sources { statementId } } }');
    const statements = party.sources.map(({ statementId }: Answer) => statementId);
    await told(running, 'mutation R($s: [ID!]!) { retract(statements: $s, because: "made up") { id } }', {
      s: statements,
    });
    const [change] = await changed(running, 1);
    expect(change).toMatchObject({ party: { id: 'gone', name: 'Company gone' }, after: 'INDETERMINATE' });
  });
});

describe('the feed', () => {
  test('gives every change once, in order and without a gap, however it is paged and filtered', async () => {
    const both = await watch(running, { parties: ['a', 'b'], policies: [POLICY] });
    const onlyB = await watch(running, { name: 'b', parties: ['b'], policies: [POLICY] });
    for (let turn = 0; turn < 3; turn += 1) {
      await record(running, taken);
      await record(running, { interests: [holding('cn', 'b', '60'), holding('free', 'b', '40')] });
      await record(running, returned);
      await record(running, { interests: [holding('cn', 'b', '0'), holding('free', 'b', '100')] });
    }
    const all = await changed(running, 12);
    expect(all.map(({ cursor }) => cursor)).toEqual(Array.from({ length: 12 }, (_, n) => String(n + 1)));
    const paged: Answer[] = [];
    for (let after: string | null = null; ; ) {
      const { changes } = await told(running, CHANGES, { after, first: 5 });
      paged.push(...changes.nodes);
      after = changes.pageInfo.endCursor;
      if (!changes.pageInfo.hasNextPage) break;
    }
    expect(paged).toEqual(all);
    const ofB = all.filter(({ party }) => party.id === 'b');
    expect(await changed(running, 6, { watchlist: onlyB.id })).toEqual(ofB);
    expect(await changed(running, 12, { watchlist: both.id })).toEqual(all);
    const { changes } = await told(running, CHANGES, { policy: 'ofac-50' });
    expect([changes.nodes, changes.pageInfo]).toEqual([
      [],
      { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: '12' },
    ]);
    const last = (await told(running, CHANGES, { after: '12' })).changes;
    expect([last.nodes, last.pageInfo.endCursor]).toEqual([[], '12']);
  });

  test.each([
    ['a cursor that is none', { after: 'x' }, /expected the cursor of a change/],
    ['a cursor to come', { after: '7' }, /the newest change is 0/],
    ['a watch list that is not there', { watchlist: 'watchlist:none' }, /there is none with the id/],
    ['a policy that is not known', { policy: 'none' }, /No policy is called "none"/],
    ['no page', { first: 0 }, /first: expected 1 to 1000/],
  ])('refuses %s, which would be silent for ever', async (_, asked, message) => {
    const { codes, messages } = await ask(running, CHANGES, asked);
    expect([codes, messages[0]]).toEqual([['BAD_USER_INPUT'], expect.stringMatching(message)]);
  });
});

describe('a webhook', () => {
  test('is told of every change, signed with the secret of its list, and of nothing else', async () => {
    const { url, received } = await hook();
    const { id, secret } = await watch(running, { parties: ['a', 'b'], webhook: url });
    await watch(running, { name: 'silent', parties: ['a'] });
    await record(running, { parties: [company('d')] });
    await record(running, taken);
    await record(running, returned);
    const changes = await changed(running, 2);
    await soon(async () => received.length >= 2);
    await soon(async () => (await pendingCalls(store, 10, SOON())).length === 0);
    expect(received.map(({ body }) => body.data.cursor).sort()).toEqual(['1', '2']);
    for (const each of received) {
      expect(isSigned(each, secret)).toBe(true);
      const change = changes.find(({ cursor }) => cursor === each.body.data.cursor);
      expect(each.body).toEqual({
        type: 'verdict.changed',
        timestamp: change.at,
        data: { ...change, watchlist: { id, name: 'vendors' } },
      });
    }
  });

  test('that does not answer is called again, later and later, and given up at last; a letter that is dead can be revived', async () => {
    const clock = new Clock();
    let isUp = false;
    const { url, received } = await hook((response) => response.writeHead(isUp ? 204 : 500).end());
    await running.stop();
    const slow = await begun({ clock });
    await watch(slow, { parties: ['a'], webhook: url });
    await record(slow, taken);
    for (const [index, wait] of BACK_OFF.entries()) {
      await soon(async () => (await pendingCalls(store, 1, SOON()))[0]?.delivery.failed === index + 1);
      expect(received).toHaveLength(index + 1);
      clock.forward(wait * 1.3);
    }
    const [dead] = await soon(async () => {
      const letters = await deadLetters(store, 10, SOON());
      return letters.length > 0 && letters;
    });
    expect(received).toHaveLength(BACK_OFF.length + 1);
    expect(dead?.delivery).toMatchObject({ change: 1, error: { message: 'The receiver answered with status 500.' } });
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    isUp = true;
    expect(await revive(store, dead as never, clock.now(), SOON())).toBe(true);
    await soon(async () => received.length === BACK_OFF.length + 2);
    await soon(async () => (await pendingCalls(store, 1, SOON())).length === 0);
    expect(await deadLetters(store, 10, SOON())).toEqual([]);
  });

  test('of a list that was taken away is called no more', async () => {
    const clock = new Clock();
    const { url, received } = await hook((response) => response.writeHead(500).end());
    await running.stop();
    const other = await begun({ clock });
    const { id } = await watch(other, { parties: ['a'], webhook: url });
    await record(other, taken);
    await soon(async () => received.length === 1);
    await told(other, 'mutation U($id: ID!) { unwatch(id: $id) }', { id });
    clock.forward(60_000);
    await soon(async () => (await pendingCalls(store, 1, SOON())).length === 0);
    expect(received).toHaveLength(1);
  });
});
