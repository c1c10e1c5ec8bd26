import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ask, send } from '../http/tiny.js';
import { type Seen, serveSeen } from './seen.js';

let seen: Seen;
beforeAll(async () => {
  seen = await serveSeen();
}, 30_000);
afterAll(() => seen.stop());

/** The lines that the log grew by while something was done. */
async function linesOf(work: () => Promise<unknown>): Promise<readonly Record<string, unknown>[]> {
  const before = seen.lines.length;
  await work();
  return seen.lines.slice(before).map((line) => JSON.parse(line));
}

test('a request is one line of JSON: its id, what kind it was, what became of it, how long it took', async () => {
  const lines = await linesOf(() => ask(seen, '{ asOf }', { 'x-request-id': 'case-3' }));
  expect(lines).toEqual([
    expect.objectContaining({
      requestId: 'case-3',
      method: 'POST',
      path: '/graphql',
      status: 200,
      operation: 'query',
      code: 'OK',
      ms: expect.any(Number),
      msg: 'answered',
    }),
  ]);
});

test('no name, variable, key or cookie is in the log, whatever becomes of the request and however much is logged', async () => {
  const headers = { cookie: 'session=whispered', 'user-agent': 'whispered' };
  const variables = { name: 'whispered' };
  const before = seen.lines.length;
  for (const query of [
    'query Whispered($name: String!) { search(name: $name) { score } }',
    '{ company(by: {id: "whispered"}) { name } }',
    '{ whispered }',
    '{ whispered(',
    `{ search(name: "${'whispered '.repeat(20_000)}") { score } }`,
    'mutation { retract(statements: ["whispered"], because: "whispered") { revision } }',
    '{ company(by: {id: "riot-games"}) { restriction(policy: "whispered") { verdict } } }',
  ])
    await ask(seen, query, headers, variables);
  await send(`${seen.url}graphql?query=${encodeURIComponent('{ search(name: "whispered") { score } }')}`, { headers });
  await ask(seen, '{ asOf }', { ...headers, authorization: 'Bearer whispered' });
  await send(`${seen.url}whispered?name=whispered`, { headers });
  await send(`${seen.url}healthz?name=whispered`, { headers });
  const lines = seen.lines.slice(before);
  expect(lines).toHaveLength(11);
  expect(lines.filter((line) => /whispered/i.test(line))).toEqual([]);
});
