import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { rulebook } from '../../seed/rulebook.js';
import { seedStore } from '../../seed/seed.js';
import { ROLES, type Role } from '../../src/model/actor.js';
import { refuseClosedDoors, servesAnyone } from '../../src/server/auth/identification.js';
import { makeKey, revokeKey } from '../../src/server/auth/keys.js';
import { readConfig } from '../../src/server/config.js';
import type { Running } from '../../src/server/serve.js';
import { startServer } from '../../src/server/start.js';
import { openSqlite } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';
import { type Answered, send } from './tiny.js';

const SOON = () => Date.now() + 60_000;
const ISSUER = 'https://issuer.test';
const AUDIENCE = 'controlgraph';
const QUESTION = '{ company(by: {id: "bytedance"}) { restriction { verdict } } }';

const store: Store = openSqlite(':memory:');
const issuer = await generateKeyPair('ES256');
const stranger = await generateKeyPair('ES256');
const PUBLIC = { ...(await exportJWK(issuer.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
let ahead = 0;
let keys: Server;
/** What the issuer answers when it is asked for its keys. */
let published: object | null = { keys: [PUBLIC] };
let fetched = 0;
let running: Running;
let jwks: string;

beforeAll(async () => {
  await seedStore(store);
  keys = createServer((_, response) => {
    fetched += 1;
    if (published === null) response.writeHead(500).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(published));
  });
  await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
  jwks = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/keys`;
  running = await serving(jwks);
}, 60_000);

afterAll(async () => {
  await running.stop();
  await store.close();
  keys.close();
});

function serving(from: string): Promise<Running> {
  const config = { auth: 'required', jwks: from, jwtIssuer: ISSUER, jwtAudience: AUDIENCE } as const;
  return startServer({
    store,
    rulebook: rulebook(),
    config: { ...config, port: 0, drainMs: 0, deadlineMs: 60_000 },
    now: () => Date.now() + ahead,
  });
}

function asked(authorization: string | null, query = QUESTION, { url } = running): Promise<Answered> {
  const header: Record<string, string> = authorization === null ? {} : { authorization };
  return send(`${url}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...header },
    body: JSON.stringify({ query }),
  });
}

async function keyOf(role: Role, expires: string | null = null): Promise<{ id: string; text: string }> {
  const { key, text } = await makeKey(store, { name: `a ${role}`, role, expires }, Date.now(), SOON());
  return { id: key.id, text };
}

const codeOf = ({ body }: Answered): string | null => body.errors?.[0]?.extensions.code ?? null;
const REFUSED = { status: 401, code: 'UNAUTHENTICATED', data: undefined };
const told = (answer: Answered) => ({ status: answer.status, code: codeOf(answer), data: answer.body.data });

describe('a role', () => {
  const INTEREST = 'interests: [{interestedParty: "tencent", subject: "riot-games", share: {exact: "100"}}]';
  const doings: readonly (readonly [needed: Role, what: string, query: string])[] = [
    ['reader', 'asks', QUESTION],
    ['reader', 'supposes', `{ world(suppose: {${INTEREST}}) { company(by: {id: "riot-games"}) { name } } }`],
    ['screener', 'screens', '{ screen(subjects: [{ref: "1", id: "bytedance"}], policies: ["ofac-50"]) { outcome } }'],
    [
      'screener',
      'screens in a world',
      '{ world { screen(subjects: [{ref: "1", id: "bytedance"}], policies: ["ofac-50"]) { outcome } } }',
    ],
    [
      'screener',
      'gives rulings',
      'mutation { giveRulings(subjects: [{ref: "1", id: "bytedance"}], policies: ["ofac-50"]) { given { id } } }',
    ],
    ['screener', 'reads rulings on record', `{ givenRuling(id: "ruling:1-${'0'.repeat(32)}") { at } }`],
    ['screener', 'reads changes', '{ changes(first: 1) { edges { cursor } } }'],
    [
      'screener',
      'watches',
      'mutation { watch(input: {name: "w", parties: ["bytedance"], policies: ["ofac-50"]}) { id } }',
    ],
    ['screener', 'watches no more', 'mutation { unwatch(id: "watchlist:00000000-0000-0000-0000-000000000000") }'],
    ['editor', 'records', `mutation { record(source: {dataset: "t"}, ${INTEREST}) { revision } }`],
    ['editor', 'retracts', 'mutation { retract(statements: ["t:none"], because: "wrong") { revision } }'],
    ['editor', 'merges', 'mutation { merge(parties: ["nobody"], into: "nobody-else", because: "one") { revision } }'],
    ['editor', 'unmerges', 'mutation { unmerge(id: "nobody") { revision } }'],
  ];
  const cases = doings.flatMap(([needed, what, query]) => ROLES.map((role) => [role, what, needed, query] as const));
  const made = new Map<Role, string>();
  beforeAll(async () => {
    for (const role of ROLES) made.set(role, (await keyOf(role)).text);
  });

  test.each(cases)('%s %s where its rank allows: %s', async (role, _, needed, query) => {
    const answer = await asked(`Bearer ${made.get(role)}`, query);
    const isAllowed = ROLES.indexOf(role) >= ROLES.indexOf(needed);
    // What it is about need not be there; the question has to be one.
    expect(codeOf(answer)).not.toBe('GRAPHQL_VALIDATION_FAILED');
    expect(codeOf(answer) === 'FORBIDDEN').toBe(!isAllowed);
    if (!isAllowed)
      expect(answer.body.errors[0].message).toContain(
        `takes the role ${needed}; this key or token has the role ${role}.`,
      );
  });
});

describe('a key', () => {
  test('rests in the store as a hash, and only its text opens', async () => {
    const { id, text } = await keyOf('reader');
    const secret = text.split('_').at(-1) as string;
    const kept = await store.documents({ from: 'key/', before: 'key0', first: 500 }, SOON());
    expect(kept.find(({ key }) => key.endsWith(id))).toBeDefined();
    expect(JSON.stringify(kept)).not.toContain(secret);
    expect(told(await asked(`Bearer ${text}`))).toMatchObject({ status: 200, code: null });
    expect(told(await asked(`bearer  ${text} `))).toMatchObject({ status: 200, code: null });
  });

  test('that is wrong by its secret is refused in the same words as one that never was', async () => {
    const { text } = await keyOf('admin');
    const wrong = `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`;
    const never = `cg_${'0'.repeat(16)}_${'A'.repeat(43)}`;
    const answers = await Promise.all([wrong, never].map((each) => asked(`Bearer ${each}`)));
    expect(answers.map(told)).toEqual([REFUSED, REFUSED]);
    const [first, second] = answers.map(({ body }) => body.errors[0].message);
    expect(first).toBe(second);
  });

  test.each([null, '', 'Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a b', `Bearer ${'x'.repeat(9_000)}`, 'Bearer cg_x'])(
    'the header %j names nobody',
    async (header) => {
      expect(told(await asked(header))).toEqual(REFUSED);
    },
  );

  test('opens until its day, and not after it was taken back', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const [old, taken] = [await keyOf('reader', until), await keyOf('reader')];
    expect(told(await asked(`Bearer ${old.text}`)).status).toBe(200);
    expect(told(await asked(`Bearer ${taken.text}`)).status).toBe(200);
    await revokeKey(store, taken.id, Date.now(), SOON());
    ahead = 3_700_000;
    const answers = [await asked(`Bearer ${old.text}`), await asked(`Bearer ${taken.text}`)];
    ahead = 0;
    expect(answers.map(told)).toEqual([REFUSED, REFUSED]);
    expect(answers.map(({ body }) => body.errors[0].message)).toEqual([
      expect.stringContaining('expired on'),
      expect.stringContaining('was revoked on'),
    ]);
  });
});

describe('a token', () => {
  const claims = { sub: 'ann', role: 'reader', iss: ISSUER, aud: AUDIENCE };
  const now = () => Math.floor((Date.now() + ahead) / 1_000);

  function signed(
    changed: Record<string, unknown> = {},
    header: Record<string, unknown> = {},
    by = issuer.privateKey,
  ): Promise<string> {
    const payload = { ...claims, exp: now() + 600, ...changed };
    return new SignJWT(JSON.parse(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'ES256', kid: 'one', ...header })
      .sign(by);
  }

  test('of the issuer, for this service, with a role opens; the highest of several counts', async () => {
    expect(told(await asked(`Bearer ${await signed()}`))).toMatchObject({ status: 200, code: null });
    const several = await signed({ role: ['reader', 'none', 'screener'] });
    expect(told(await asked(`Bearer ${several}`, '{ changes(first: 1) { edges { cursor } } }'))).toMatchObject({
      code: null,
    });
  });

  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const forged: readonly (readonly [what: string, make: () => Promise<string> | string])[] = [
    ['another issuer', () => signed({ iss: 'https://other.test' })],
    ['another audience', () => signed({ aud: 'other' })],
    ['no issuer', () => signed({ iss: undefined })],
    ['an end that is past', () => signed({ exp: now() - 60 })],
    ['no end', () => signed({ exp: undefined })],
    ['a beginning that is to come', () => signed({ nbf: now() + 600 })],
    ['nobody it is about', () => signed({ sub: undefined })],
    ['an empty subject', () => signed({ sub: '' })],
    ['no role', () => signed({ role: undefined })],
    ['a role that there is not', () => signed({ role: 'root' })],
    ['a role of JavaScript', () => signed({ role: 'constructor' })],
    ['the signature of a stranger', () => signed({}, {}, stranger.privateKey)],
    ['a key that the issuer has not', () => signed({}, { kid: 'two' }, stranger.privateKey)],
    [
      'a key of its own',
      async () => signed({}, { kid: 'two', jwk: await exportJWK(stranger.publicKey) }, stranger.privateKey),
    ],
    ['an address of its own', () => signed({}, { kid: 'two', jku: `${jwks}/mine` }, stranger.privateKey)],
    ['no signature', () => `${part({ alg: 'none', kid: 'one' })}.${part({ ...claims, exp: now() + 600 })}.`],
    [
      'the public key taken for a shared secret',
      async () => {
        const text = `${part({ alg: 'HS256', kid: 'one' })}.${part({ ...claims, exp: now() + 600 })}`;
        const secret = await exportSPKI(issuer.publicKey);
        return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
      },
    ],
    [
      'other words under the same signature',
      async () => {
        const [header, , signature] = (await signed()).split('.');
        return `${header}.${part({ ...claims, role: 'admin', exp: now() + 600 })}.${signature}`;
      },
    ],
    ['no form', () => 'a.b.c'],
  ];
  test.each(forged)('with %s is refused, and the next honest one is not', async (_, make) => {
    expect(told(await asked(`Bearer ${await make()}`))).toEqual(REFUSED);
    expect(told(await asked(`Bearer ${await signed()}`))).toMatchObject({ status: 200, code: null });
  });

  test('that names unknown keys does not make the service ask the issuer each time', async () => {
    const before = fetched;
    for (let round = 0; round < 20; round += 1)
      await asked(`Bearer ${await signed({}, { kid: `made-up-${round}` }, stranger.privateKey)}`);
    expect(fetched - before).toBeLessThanOrEqual(1);
  });

  test('is not taken, nor refused for good, while the keys of the issuer cannot be had', async () => {
    const cold = await serving(jwks);
    published = null;
    const answer = await asked(`Bearer ${await signed()}`, QUESTION, cold);
    expect(told(answer)).toMatchObject({ status: 503, code: 'FAILED_PRECONDITION', data: undefined });
    published = { keys: [PUBLIC] };
    expect(told(await asked(`Bearer ${await signed()}`, QUESTION, cold))).toMatchObject({ status: 200, code: null });
    await cold.stop();
  });
});

describe('a door', () => {
  test.each([
    ['127.0.0.1', 'auto', true],
    ['127.8.9.1', 'auto', true],
    ['localhost', 'auto', true],
    ['::1', 'auto', true],
    ['0.0.0.0', 'auto', false],
    ['::', 'auto', false],
    ['127.0.0.1.example', 'auto', false],
    ['192.168.0.1', 'auto', false],
    ['127.0.0.1', 'required', false],
    ['0.0.0.0', 'anyone', true],
  ] as const)('at %s under %s is open to anyone: %s', (host, auth, isOpen) => {
    expect(servesAnyone({ host, auth })).toBe(isOpen);
  });

  test('to a network opens once there is a key that was not taken back, or an issuer', async () => {
    const empty = openSqlite(':memory:');
    const config = { ...readConfig({}), host: '0.0.0.0' };
    const opened = (settings: object = {}) => refuseClosedDoors(empty, { ...config, ...settings }, SOON());
    await expect(opened()).rejects.toThrow(/^HOST: .*controlgraph keys create/);
    await expect(opened({ auth: 'anyone' })).resolves.toBeUndefined();
    await expect(opened({ jwks })).resolves.toBeUndefined();
    const { key } = await makeKey(empty, { name: 'first', role: 'admin', expires: null }, Date.now(), SOON());
    await expect(opened()).resolves.toBeUndefined();
    await revokeKey(empty, key.id, Date.now(), SOON());
    await expect(opened()).rejects.toThrow(/^HOST: /);
    await empty.close();
  });

  test('that anyone may pass does not let a wrong name pass', async () => {
    const open = await startServer({
      store,
      rulebook: rulebook(),
      config: { port: 0, drainMs: 0, deadlineMs: 60_000 },
    });
    expect(told(await asked(null, QUESTION, open))).toMatchObject({ status: 200, code: null });
    expect(told(await asked(`Bearer cg_${'0'.repeat(16)}_${'A'.repeat(43)}`, QUESTION, open))).toEqual(REFUSED);
    await open.stop();
  });
});
