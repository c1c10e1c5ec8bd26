import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Answer } from '../asking.js';
import { receiver } from '../watch/receiver.js';
import { CHANGES, changed, company, holding, person, record, soon, told, watch } from '../watch/service.js';
import { emptyNeo4j, SETTINGS } from './database.js';
import { type Service, startService } from './service.js';

const WRITERS = 10;
const FLIPS = 16;
const PROCESSES = 3;
const ENV = { CONTROLGRAPH_WATCH_MS: '20', CONTROLGRAPH_WEBHOOK_PRIVATE: 'on', CONTROLGRAPH_DEADLINE_MS: '20000' };

test('ten writers over three processes, of which one is killed: no change is lost, none comes twice by its cursor, webhooks are told of each and of nothing else', async () => {
  await (await emptyNeo4j()).close();
  const { url: webhook, received, close } = await receiver();
  const services: Service[] = await Promise.all(Array.from({ length: PROCESSES }, () => startService(SETTINGS, ENV)));
  const alive = (turn: number): Service => services[turn % services.length] as Service;
  try {
    const ids = Array.from({ length: WRITERS }, (_, n) => `own-${n}`);
    await record(alive(0), {
      parties: [company('cn', { headquarters: 'CN' }), person('free'), ...ids.map((id) => company(id))],
      interests: ids.map((id) => holding('free', id, '100')),
    });
    await watch(alive(0), { parties: ids, webhook });
    let isWriting = true;
    const followers = services.map((_, index) =>
      followed(
        () => alive(index),
        () => !isWriting,
      ),
    );
    const writing = ids.map(async (id, writer) => {
      for (let flip = 0; flip < FLIPS; flip += 1) await flipped(id, flip % 2 === 0, (turn) => alive(writer + turn));
    });
    const total = WRITERS * FLIPS;
    // In the thick of it: some changes are found, most are still to come.
    await changed(alive(0), 20, { first: 20 });
    const [victim] = services.splice(1, 1) as [Service];
    victim.child.kill('SIGKILL');
    await Promise.all(writing);
    const all = await changed(alive(0), total, { first: 1_000 });
    isWriting = false;
    expect(all.map(({ cursor }) => cursor)).toEqual(numbered(total));
    for (const id of ids) {
      const own = all.filter(({ party }) => party.id === id).map(({ before, after }) => [before, after]);
      expect(own).toEqual(Array.from({ length: FLIPS }, (_, flip) => turned(flip % 2 === 0)));
    }
    for (const follower of followers) expect(await follower).toEqual(numbered(total));
    await soon(async () => new Set(received.map(({ body }) => body.data.cursor)).size >= total);
    const told_ = received.map(({ body: { data } }) => [data.cursor, data.party.id, data.after]);
    const found = all.map(({ cursor, party, after }) => [cursor, party.id, after]);
    expect(new Set(told_.map(String))).toEqual(new Set(found.map(String)));
  } finally {
    await Promise.all(services.map((service) => service.stop()));
    await close();
  }
}, 300_000);

function numbered(total: number): string[] {
  return Array.from({ length: total }, (_, n) => String(n + 1));
}

function turned(isTaken: boolean): string[] {
  return isTaken ? ['NOT_RESTRICTED', 'RESTRICTED'] : ['RESTRICTED', 'NOT_RESTRICTED'];
}

/** Writes until a process that lives has said that it is written; the same again changes nothing. */
async function flipped(id: string, isTaken: boolean, alive: (turn: number) => Service): Promise<void> {
  const interests = [holding('free', id, isTaken ? '30' : '100'), holding('cn', id, isTaken ? '70' : '0')];
  for (let turn = 0; ; turn += 1) {
    try {
      await record(alive(turn), { interests });
      return;
    } catch (error) {
      if (turn === 20) throw error;
      await wait(50);
    }
  }
}

/** The cursors that somebody sees who follows the feed page by page, wherever it is asked, to the end. */
async function followed(service: () => Service, isOver: () => boolean): Promise<string[]> {
  const seen: string[] = [];
  for (let after: string | null = null; ; ) {
    const last = isOver();
    const answer: Answer | null = await told(service(), CHANGES, { after, first: 7 }).catch(() => null);
    seen.push(...(answer?.changes.nodes ?? []).map(({ cursor }: Answer) => cursor));
    after = answer?.changes.pageInfo.endCursor ?? after;
    if (last && answer?.changes.pageInfo.hasNextPage === false) return seen;
    await wait(20);
  }
}
