import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seedStore } from '../../seed/seed.js';
import { openSqlite } from '../../src/store/sqlite.js';
import { type Process, program, urlOf } from './program.js';

const folder = mkdtempSync(join(tmpdir(), 'controlgraph-drain-'));
const db = join(folder, 'drain.db');
beforeAll(async () => {
  const store = openSqlite(db);
  await seedStore(store);
  await store.close();
}, 30_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** A service behind the balancer of this test, which asks each whether it is ready and sends to those that are. */
interface Backend {
  readonly started: Process;
  readonly url: string;
  readonly agent: Agent;
  ready: boolean;
  answered: number;
}

async function backend(): Promise<Backend> {
  const started = program({ PORT: '0', CONTROLGRAPH_DB: db, CONTROLGRAPH_DRAIN_MS: '400' });
  return { started, url: await urlOf(started), agent: new Agent({ keepAlive: true }), ready: true, answered: 0 };
}

const BODY = JSON.stringify({ query: '{ company(by: {id: "riot-games"}) { restriction { verdict } } }' });

/** The status and text of an answer; rejects when the connection gave none. */
function posted(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': BODY.length };
    const sent = request(`${url}graphql`, { method: 'POST', agent, headers }, (response) => {
      let text = `${response.statusCode} `;
      response.on('data', (chunk) => {
        text += String(chunk);
      });
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(BODY);
  });
}

test('kill -TERM under load loses no request: of two services one leaves, and every request is answered', async () => {
  const [leaving, staying] = await Promise.all([backend(), backend()]);
  const backends = [leaving, staying];
  let over = false;
  const lost: string[] = [];

  const balance = async (): Promise<void> => {
    while (!over) {
      for (const each of backends)
        each.ready = await fetch(`${each.url}readyz`).then(
          ({ ok }) => ok,
          () => false,
        );
      await setTimeout(20);
    }
  };
  const client = async (first: number): Promise<void> => {
    for (let turn = first; !over; turn += 1) {
      const able = backends.filter(({ ready }) => ready);
      const to = able[turn % able.length] as Backend;
      const text = await posted(to.url, to.agent).catch((error: Error) => `lost: ${error.message}`);
      if (text.startsWith('200 ') && text.includes('"verdict":"RESTRICTED"')) to.answered += 1;
      else lost.push(text);
    }
  };
  const asking = [balance(), ...Array.from({ length: 8 }, (_, index) => client(index))];
  while (leaving.answered < 40) await setTimeout(5);
  const before = leaving.answered;
  leaving.started.signal('SIGTERM');
  const { code } = await leaving.started.ended;
  const alone = staying.answered;
  while (staying.answered < alone + 40) await setTimeout(5);
  over = true;
  await Promise.all(asking);
  staying.started.signal('SIGTERM');

  expect(lost).toEqual([]);
  expect(leaving.answered).toBeGreaterThan(before);
  expect([code, (await staying.started.ended).code]).toEqual([0, 0]);
}, 60_000);
