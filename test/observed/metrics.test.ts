import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rulebook } from '../../seed/rulebook.js';
import { Failure } from '../../src/errors.js';
import type { Policy } from '../../src/model/policy.js';
import { createMetrics } from '../../src/server/metrics.js';
import { definitionOf } from '../../src/supposedRules.js';
import { ask, send, serveTiny } from '../http/tiny.js';
import { type Seen, serveSeen } from './seen.js';

let seen: Seen;
beforeAll(async () => {
  seen = await serveSeen({ maxTokens: 500, maxBodyBytes: 5_000, maxCost: 20_000 });
}, 30_000);
afterAll(() => seen.stop());

/** By how much each series that changed grew while something was done. */
async function grown(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await seen.series();
  await work();
  const after = await seen.series();
  const changed = [...after].filter(([name, value]) => value !== (before.get(name) ?? 0));
  return Object.fromEntries(changed.map(([name, value]) => [name, value - (before.get(name) ?? 0)]));
}

describe('what is counted', () => {
  test('a question: its request, its verdicts by policy, its calls of the store and what was gathered', async () => {
    const counted = await grown(() =>
      ask(seen, '{ company(by: {id: "riot-games"}) { restrictions(policies: ["ofac-50", "doj-202"]) { verdict } } }'),
    );
    expect(counted).toMatchObject({
      'requests_total{operation="query",code="OK"}': 1,
      'request_seconds_count{operation="query"}': 1,
      'verdicts_total{policy="ofac-50",verdict="INDETERMINATE"}': 1,
      'verdicts_total{policy="doj-202",verdict="NOT_RESTRICTED"}': 1,
      'store_calls_total{method="gather",code="OK"}': 1,
      'store_seconds_count{method="gather"}': 1,
      'gathered_parties_count{direction="UP"}': 1,
      'gathered_interests_count{direction="UP"}': 1,
    });
    expect(counted['gathered_parties_sum{direction="UP"}']).toBeGreaterThan(1);
    expect(counted['request_seconds_sum{operation="query"}']).toBeGreaterThan(0);
  });

  test('everybody is read piece by piece, each a call', async () => {
    const counted = await grown(() => ask(seen, '{ rulings(first: 2) { nodes { verdict } } }'));
    expect(counted['store_calls_total{method="whole",code="OK"}']).toBeGreaterThan(0);
  });

  test.each<[string, Record<string, number>, () => Promise<unknown>]>([
    [
      'a mutation',
      { 'requests_total{operation="mutation",code="OK"}': 1, 'store_calls_total{method="write",code="OK"}': 1 },
      () => ask(seen, 'mutation { record(parties: [{id: "n", name: "N"}], source: {dataset: "t"}) { revision } }'),
    ],
    [
      'a question that is refused',
      { 'requests_total{operation="query",code="BAD_USER_INPUT"}': 1 },
      () => ask(seen, '{ company(by: {id: "riot-games"}) { restriction(policy: "none") { verdict } } }'),
    ],
    [
      'one that no parser takes',
      { 'requests_total{operation="none",code="GRAPHQL_PARSE_FAILED"}': 1 },
      () => ask(seen, '{ company('),
    ],
    [
      'one of another type',
      { 'requests_total{operation="none",code="BAD_USER_INPUT"}': 1 },
      () => send(`${seen.url}graphql`, { method: 'POST', body: 'x' }),
    ],
    [
      'one that a foreign page might have sent',
      { 'requests_total{operation="none",code="BAD_REQUEST"}': 1 },
      () => send(`${seen.url}graphql?query={asOf}`),
    ],
    [
      'one that cannot wait for what it wants to see',
      { 'requests_total{operation="none",code="FAILED_PRECONDITION"}': 1 },
      () => ask(seen, '{ asOf }', { 'x-revision': '99999', 'x-deadline-ms': '20' }),
    ],
  ])('%s', async (_, expected, work) => {
    expect(await grown(work)).toMatchObject(expected);
  });

  const many = (count: number, text: string) => text.repeat(count);
  test.each<[string, () => Promise<unknown>]>([
    ['tokens', () => ask(seen, `{ ${many(600, 'asOf ')} }`)],
    ['body', () => ask(seen, `{ ${many(6_000, ' ')} }`)],
    ['depth', () => ask(seen, `${many(120, '{ a ')}${many(120, '}')}`)],
    [
      'cost',
      () => ask(seen, '{ rulings(first: 1000) { nodes { reasons { message code } chains { parties { name } } } } }'),
    ],
  ])('the limit %s, when it is met', async (limit, work) => {
    expect(await grown(work)).toMatchObject({ [`limits_hit_total{limit="${limit}"}`]: 1 });
  });
});

test('a gathering that is cut off is a limit met', async () => {
  const small = await serveSeen({ maxParties: 2 });
  await ask(small, '{ company(by: {id: "riot-games"}) { restriction { verdict } } }');
  const series = await small.series();
  await small.stop();
  expect(series.get('limits_hit_total{limit="gathering"}')).toBe(1);
  expect(series.get('verdicts_total{policy="anthropic-2025-09",verdict="NOT_RESTRICTED"}')).toBeUndefined();
});

test.each([
  ['DEADLINE_EXCEEDED', 'deadline'],
  ['OVERLOADED', 'connections'],
] as const)('%s is a limit met too', async (code, limit) => {
  const tiny = await serveTiny({
    fail: () => {
      throw new Failure(code, 'Ask again.');
    },
  });
  await ask(tiny, '{ failing }');
  const { text } = await send(`${tiny.url}metrics`);
  await tiny.stop();
  expect(text).toMatch(new RegExp(`^controlgraph_limits_hit_total{limit="${limit}"} 1$`, 'm'));
});

test('nothing that a client makes up becomes a label', async () => {
  const made = (nth: number) =>
    Promise.all([
      ask(seen, `query Madeup${nth} { company(by: {id: "madeup${nth}"}) { name } }`),
      ask(seen, `{ company(by: {id: "riot-games"}) { restriction(policy: "madeup${nth}") { verdict } } }`),
      ask(seen, `{ madeup${nth} }`, { 'x-request-id': `madeup${nth}`, 'user-agent': `madeup${nth}` }),
      send(`${seen.url}madeup${nth}?madeup${nth}=1`, { method: 'OPTIONS' }),
      ask(
        seen,
        `query($policy: JSON!) { world(suppose: {policies: [$policy]}) {
          company(by: {id: "riot-games"}) { restriction(policy: "madeup${nth}") { verdict } } } }`,
        {},
        {
          policy: {
            ...definitionOf(rulebook().policies.find(({ id }) => id === 'anthropic-2025-09') as Policy),
            id: `madeup${nth}`,
          },
        },
      ),
    ]);
  const [, , , , supposed] = await made(0);
  const before = await seen.series();
  for (let nth = 1; nth < 20; nth += 1) await made(nth);
  const after = await seen.series();
  expect(supposed?.body.data.world.company.restriction.verdict).toBe('RESTRICTED');
  expect(after.get('verdicts_total{policy="supposed",verdict="RESTRICTED"}')).toBe(20);
  expect([...after.keys()]).toEqual([...before.keys()]);
  expect([...after.keys()].filter((name) => name.includes('madeup'))).toEqual([]);
});

test('a figure is read when somebody looks; one that cannot be read is left out, and the rest is there', async () => {
  const metrics = createMetrics({ ofProcess: true });
  let lag = 3;
  metrics.figure('webhook_lag_seconds', 'How long the oldest change has waited.', () => lag);
  metrics.figure('unreadable', 'Nobody knows.', () => Promise.reject(new Error('no')));
  expect(await metrics.text()).toMatch(/^controlgraph_webhook_lag_seconds 3$/m);
  lag = 4;
  const text = await metrics.text();
  expect(text).toMatch(/^controlgraph_webhook_lag_seconds 4$/m);
  expect(text).not.toMatch(/^controlgraph_unreadable \d/m);
  expect(text).toMatch(/^process_cpu_seconds_total /m);
});

test('where they are turned off there are none', async () => {
  const silent = await serveSeen({ metrics: false });
  const { status } = await send(`${silent.url}metrics`);
  await silent.stop();
  expect(status).toBe(404);
});
