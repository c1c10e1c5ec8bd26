import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { freePort } from '../../dev/freePort.js';
import { signatureHeaders } from '../../src/watch/webhookSignature.js';
import { ran } from '../cli/command.js';
import { type Process, program, urlOf } from '../http/program.js';
import { ask } from '../watch/service.js';
import { blocksOf } from './pages.js';
import { commandsOf, runAsShown, type ShownCommand } from './shell.js';

const PAGE = 'docs/watching.md';
const folder = mkdtempSync(join(tmpdir(), 'controlgraph-watching-'));
const db = join(folder, 'watching.db');
const secretFile = join(folder, 'secret');
const [list, feed, waiting, ...others] = commandsOf(PAGE) as ShownCommand[];

// Commands are started anew, beside a service.
jest.setTimeout(60_000);

let service: Process;
let url: string;
let editor: string;
let hook: string;
let receiver: ChildProcess;
let env: Record<string, string>;

beforeAll(async () => {
  const key = async (role: string): Promise<string> =>
    JSON.parse((await ran(['keys', 'create', '--name', role, '--role', role, '--json', '--db', db])).out).key;
  const screener = await key('screener');
  editor = await key('editor');
  const settings = { CONTROLGRAPH_AUTH: 'required', CONTROLGRAPH_WEBHOOK_PRIVATE: 'on', CONTROLGRAPH_WATCH_MS: '20' };
  service = program({ PORT: '0', CONTROLGRAPH_DB: db, ...settings });
  url = await urlOf(service);
  const port = await freePort();
  hook = `http://127.0.0.1:${port}/`;
  env = { CG_URL: url.replace(/\/$/, ''), CG_KEY: screener, STORE: db, OUT: folder, HOOK: hook };
  const [shown] = blocksOf(PAGE).filter(({ language }) => language === 'python');
  writeFileSync(join(folder, 'hook.py'), shown?.text as string);
  receiver = spawn('python3', [join(folder, 'hook.py'), String(port), secretFile], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}, 60_000);

afterAll(async () => {
  receiver.kill();
  service.signal('SIGTERM');
  await service.ended;
  rmSync(folder, { recursive: true });
});

test('what is shown is tried here', () => {
  expect(others).toEqual([]);
});

test('a verdict that flips is in the feed, and the receiver of the page takes the call and no other', async () => {
  const made = JSON.parse(await runAsShown(list as ShownCommand, env));
  const { secret } = made.data.watch;
  writeFileSync(secretFile, `${secret}\n`);
  expect(readFileSync(join(folder, 'list.json'), 'utf8')).toContain(secret);
  const heard = once(createInterface({ input: receiver.stdout as NodeJS.ReadableStream }), 'line');
  const { messages } = await ask(
    { url },
    `mutation { record(source: {dataset: "test"},
      interests: [{interestedParty: "tencent", subject: "ab-volvo", share: {exact: "60"}}]) { revision } }`,
    {},
    { authorization: `Bearer ${editor}` },
  );
  expect(messages).toEqual([]);
  expect(await heard).toEqual(['ab-volvo NOT_RESTRICTED RESTRICTED DATA']);
  await runAsShown(feed as ShownCommand, env);
  await runAsShown(waiting as ShownCommand, env);

  const body = '{"data": {}}';
  const now = Math.floor(Date.now() / 1_000);
  const forged = signatureHeaders('whsec_AAAA', { id: 'msg', timestamp: now, body });
  const old = signatureHeaders(secret, { id: 'msg', timestamp: now - 301, body });
  for (const headers of [forged, old, {}])
    expect((await fetch(hook, { method: 'POST', body, headers })).status).toBe(401);
});
