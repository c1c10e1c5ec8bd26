import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { ran } from '../cli/command.js';
import { type Process, program, urlOf } from '../http/program.js';
import { commandsOf, runAsShown } from './shell.js';

const folder = mkdtempSync(join(tmpdir(), 'controlgraph-record-'));
const db = join(folder, 'record.db');
let service: Process;
let env: Record<string, string>;

// Each command is started anew, beside a service.
jest.setTimeout(60_000);

beforeAll(async () => {
  const { out } = await ran(['keys', 'create', '--name', 'crm', '--role', 'screener', '--json', '--db', db]);
  service = program({ PORT: '0', CONTROLGRAPH_DB: db, CONTROLGRAPH_AUTH: 'required' });
  const url = await urlOf(service);
  env = { CG_URL: url.replace(/\/$/, ''), CG_KEY: JSON.parse(out).key, STORE: db, OUT: folder };
}, 60_000);

afterAll(async () => {
  service.signal('SIGTERM');
  await service.ended;
  rmSync(folder, { recursive: true });
});

const commands = commandsOf('docs/record.md');

test('the page gives, reads, audits and erases', () => {
  const all = commands.map(({ text }) => text).join('\n');
  for (const part of ['giveRulings', '--record', 'givenRuling', ' audit ', ' erase ']) expect(all).toContain(part);
});

test.each(commands.map((command) => [command.text.split('\n')[0] as string, command] as const))('%s', (_, command) =>
  runAsShown(command, env),
);
