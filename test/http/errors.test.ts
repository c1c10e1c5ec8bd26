import { Writable } from 'node:stream';
import { afterEach, describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import pino from 'pino';
import { Failure, type FailureCode } from '../../src/errors.js';
import type { Running } from '../../src/server/serve.js';
import { ask, NOW, send, serveTiny, type Tiny } from './tiny.js';

let running: Running | undefined;
const start = async (tiny?: Tiny): Promise<Running> => {
  running = await serveTiny(tiny);
  return running;
};
afterEach(() => running?.stop());

const JSON_TYPE = { 'content-type': 'application/json' };
const codes = (body: { errors: { extensions: { code: string } }[] }) =>
  body.errors.map((error) => error.extensions.code);

describe('what a resolver throws', () => {
  test.each<FailureCode>([
    'BAD_USER_INPUT',
    'CONFLICT',
    'LIMIT_EXCEEDED',
    'FAILED_PRECONDITION',
    'DATABASE_UNAVAILABLE',
    'DEADLINE_EXCEEDED',
  ])('%s reaches the caller in its own words', async (code) => {
    const server = await start({
      fail: () => {
        throw new Failure(code, `A ${code} to act on.`);
      },
    });
    const { body } = await ask(server, '{ greeting failing }');
    expect(body.data).toEqual({ greeting: 'Hello you', failing: null });
    expect(body.errors).toEqual([
      { message: `A ${code} to act on.`, locations: expect.anything(), path: ['failing'], extensions: { code } },
    ]);
  });

  test.each([
    ['an error', new Error('SELECT * FROM secret at /srv/app/file.ts:1')],
    ['a GraphQL error with a code of its own', new GraphQLError('secret', { extensions: { code: 'SECRET' } })],
    ['a value that is no error', 'secret'],
  ])('%s is a bug: masked for the caller, whole in the log, under one request id', async (_, thrown) => {
    const lines: string[] = [];
    const log = pino(
      { level: 'error' },
      new Writable({ write: (chunk, __, done) => done(void lines.push(String(chunk))) }),
    );
    const server = await start({
      log,
      fail: () => {
        throw thrown;
      },
    });
    const { body, headers, text, status } = await ask(server, '{ failing }', { 'x-request-id': 'case-1' });
    expect(status).toBe(200);
    expect(text).not.toMatch(/secret|\/srv|SELECT/);
    expect(codes(body)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(headers.get('x-request-id')).toBe('case-1');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"requestId":"case-1"');
    expect(lines[0]).toContain('secret');
  });

  test('a request that wholly failed for want of data or time has status 503; one that only partly failed has not', async () => {
    const server = await start({
      fail: () => {
        throw new Failure('DATABASE_UNAVAILABLE', 'The database does not answer.');
      },
    });
    for (const query of ['{ failing }', '{ strictlyFailing }', '{ a: failing b: failing }']) {
      const { status, headers } = await ask(server, query);
      expect([status, headers.get('retry-after')]).toEqual([503, '1']);
    }
    expect((await ask(server, '{ greeting failing }')).status).toBe(200);
  });

  test('a failure before any resolver is coded, and 503 for want of data', async () => {
    const server = await start({
      contextOf: async () => {
        throw new Failure('DATABASE_UNAVAILABLE', 'The database does not answer.');
      },
    });
    const { status, body } = await ask(server, '{ greeting }');
    expect(status).toBe(503);
    expect(body.errors).toEqual([
      { message: 'The database does not answer.', extensions: { code: 'DATABASE_UNAVAILABLE' } },
    ]);
  });
});

describe('what a client sends wrong', () => {
  const graphql = (url: string) => `${url}graphql`;

  test.each<[string, number, string, RequestInit]>([
    ['a body that is not JSON', 400, 'BAD_REQUEST', { method: 'POST', headers: JSON_TYPE, body: '{"query": ' }],
    [
      'a body that is JSON but no object',
      400,
      'BAD_REQUEST',
      { method: 'POST', headers: JSON_TYPE, body: '"{ greeting }"' },
    ],
    ['no body', 400, 'BAD_REQUEST', { method: 'POST', headers: JSON_TYPE, body: '{}' }],
    [
      'another content type',
      415,
      'BAD_USER_INPUT',
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"query":"{ greeting }"}' },
    ],
    [
      'a form',
      415,
      'BAD_USER_INPUT',
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'query=%7Bgreeting%7D',
      },
    ],
    [
      'another character set',
      415,
      'BAD_USER_INPUT',
      { method: 'POST', headers: { 'content-type': 'application/json; charset=latin1' }, body: '{}' },
    ],
    [
      'an encoding that is not there',
      415,
      'BAD_USER_INPUT',
      { method: 'POST', headers: { ...JSON_TYPE, 'content-encoding': 'zstd9' }, body: '{}' },
    ],
    [
      'too large a body',
      413,
      'LIMIT_EXCEEDED',
      { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ query: ' '.repeat(3_000) }) },
    ],
    [
      'several requests in one',
      400,
      'BAD_REQUEST',
      { method: 'POST', headers: JSON_TYPE, body: '[{"query":"{ greeting }"},{"query":"{ greeting }"}]' },
    ],
    [
      'text that is no GraphQL',
      400,
      'GRAPHQL_PARSE_FAILED',
      { method: 'POST', headers: JSON_TYPE, body: '{"query":"{ greeting"}' },
    ],
    [
      'a field that is not there',
      400,
      'GRAPHQL_VALIDATION_FAILED',
      { method: 'POST', headers: JSON_TYPE, body: '{"query":"{ nothing }"}' },
    ],
    [
      'a variable of another type',
      400,
      'BAD_USER_INPUT',
      {
        method: 'POST',
        headers: JSON_TYPE,
        body: '{"query":"query($n: String!) { greeting(name: $n) }","variables":{"n":5}}',
      },
    ],
    [
      'null where a value is needed',
      400,
      'BAD_USER_INPUT',
      {
        method: 'POST',
        headers: JSON_TYPE,
        body: '{"query":"query($n: String) { greeting(name: $n) }","variables":{"n":null}}',
      },
    ],
    [
      'an operation that is not there',
      400,
      'OPERATION_RESOLUTION_FAILURE',
      { method: 'POST', headers: JSON_TYPE, body: '{"query":"query A { greeting }","operationName":"B"}' },
    ],
    [
      'a method that is not there',
      405,
      'BAD_REQUEST',
      { method: 'PUT', headers: JSON_TYPE, body: '{"query":"{ greeting }"}' },
    ],
    [
      'a deadline that is no number',
      400,
      'BAD_USER_INPUT',
      { method: 'POST', headers: { ...JSON_TYPE, 'x-deadline-ms': 'soon' }, body: '{"query":"{ greeting }"}' },
    ],
    [
      'a persisted query',
      200,
      'PERSISTED_QUERY_NOT_SUPPORTED',
      { method: 'POST', headers: JSON_TYPE, body: '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}' },
    ],
  ])('%s: %i %s, as JSON, with a request id and no word of the inside', async (_, status, code, init) => {
    const server = await start({ config: { maxBodyBytes: 2_000 } });
    const answered = await send(graphql(server.url), init);
    expect([answered.status, codes(answered.body)[0]]).toEqual([status, code]);
    expect(answered.headers.get('x-request-id')).toBeTruthy();
    expect(answered.text).not.toMatch(/node_modules|\.[jt]s\b|stack|<html/i);
  });

  test('a change asked by a link is refused, and so is a form posted from another site', async () => {
    const server = await start();
    const link = await send(`${server.url}graphql?query=mutation{touch}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(link.status).toBe(405);
    const simple = await send(`${server.url}graphql?query={greeting}`);
    expect([simple.status, codes(simple.body)]).toEqual([400, ['BAD_REQUEST']]);
  });

  test('a path that is not there says where things are', async () => {
    const { status, body } = await send(`${(await start()).url}../etc/passwd`);
    expect([status, codes(body)]).toEqual([404, ['NOT_FOUND']]);
    expect(body.errors[0].message).toContain('/graphql');
  });
});

test('a request id of plain form is kept, another is replaced', async () => {
  const server = await start();
  const idOf = async (sent: string) =>
    (await ask(server, '{ greeting }', { 'x-request-id': sent })).headers.get('x-request-id');
  expect(await idOf('trace:7f.a-1_b')).toBe('trace:7f.a-1_b');
  expect(await idOf('a b<script>')).toMatch(/^[0-9a-f-]{36}$/);
  expect(await idOf('x'.repeat(129))).toMatch(/^[0-9a-f-]{36}$/);
});

test('a client may shorten the deadline and never lengthen it', async () => {
  const server = await start({ config: { deadlineMs: 2_500 } });
  const deadline = async (headers: Record<string, string>) =>
    (await ask(server, '{ deadlineAt }', headers)).body.data.deadlineAt - NOW;
  expect(await deadline({})).toBe(2_500);
  expect(await deadline({ 'x-deadline-ms': '100' })).toBe(100);
  expect(await deadline({ 'x-deadline-ms': '60000' })).toBe(2_500);
});

test('with introspection off no message gives away a name of the schema', async () => {
  const server = await start({ config: { introspection: false } });
  const { body, text } = await ask(server, '{ secretCodenam }');
  expect(codes(body)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(text).not.toContain('secretCodename');
  expect((await ask(server, '{ __schema { types { name } } }')).status).toBe(400);
});

test('with introspection on the schema can be asked for', async () => {
  const { body } = await ask(await start(), '{ __schema { queryType { name } } }');
  expect(body.data.__schema.queryType.name).toBe('Query');
});
