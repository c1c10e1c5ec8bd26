import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { artifactsOf } from '../../dev/neo4j/artifacts.js';
import { jdkFor } from '../../dev/neo4j/jdk.js';
import type { Release } from '../../dev/neo4j/releases.js';
import { type Neo4jServer, startNeo4j } from '../../dev/neo4j/server.js';
import { ran } from '../cli/command.js';
import { blocksOf } from '../docs/pages.js';

const version = process.env.TEST_NEO4J_RELEASE as Release;
const folder = mkdtempSync(join(tmpdir(), 'controlgraph-backup-'));
const servers: Neo4jServer[] = [];
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  rmSync(folder, { recursive: true });
});

/** The commands of the page, each as its words, but for the folder of back-ups, which is this test's. */
const [dump, load] = blocksOf('docs/operations.md')
  .flatMap(({ text }) => text.split('\n'))
  .filter((line) => line.startsWith('neo4j-admin database '))
  .map((line) =>
    line
      .replace(/\/\S*backups?\b/, join(folder, 'backup'))
      .split(' ')
      .slice(1),
  ) as [string[], string[]];

test('what neo4j-admin dumps as the page says, a server that never held it loads as the page says: every statement and key', async () => {
  expect([dump?.[1], load?.[1]]).toEqual(['dump', 'load']);
  const home = join(folder, 'home');
  const before = await served(home);
  await told(before, ['import', 'seed/bods/rosneft-deutschland-253400JT3MQWNDKMJE44.jsonl']);
  await told(before, ['keys', 'create', '--name', 'kept', '--role', 'reader']);
  const kept = await contents(before);
  expect(kept).toMatch(/ kept$/m);
  await before.stop();

  mkdirSync(join(folder, 'backup'));
  await admin(home, dump);
  expect(readdirSync(join(folder, 'backup'))).toEqual(['neo4j.dump']);

  const other = join(folder, 'other');
  mkdirSync(other);
  await admin(other, load);
  expect(await contents(await served(other))).toBe(kept);
}, 300_000);

async function served(home: string): Promise<Neo4jServer> {
  const server = await startNeo4j({ version, folder: home });
  servers.push(server);
  return server;
}

/** By the address that routes, as to a cluster. */
async function told({ routingUri, user, password }: Neo4jServer, words: readonly string[]): Promise<string> {
  const env = { NEO4J_URI: routingUri, NEO4J_USER: user, NEO4J_PASSWORD: password };
  const { code, out, err } = await ran(words, '', env);
  expect([code, err]).toEqual([0, expect.any(String)]);
  return out;
}

/** All statements, and the keys. */
async function contents(server: Neo4jServer): Promise<string> {
  return (await told(server, ['export', 'ndjson'])) + (await told(server, ['keys', 'list']));
}

/** The real neo4j-admin, which is a class of the server's own jars. */
async function admin(home: string, words: readonly string[]): Promise<void> {
  const conf = join(home, 'conf');
  mkdirSync(conf, { recursive: true });
  writeFileSync(join(conf, 'neo4j.conf'), '');
  const jars = join(await artifactsOf(version, () => {}), '*');
  const env = { ...process.env, NEO4J_HOME: home, NEO4J_CONF: conf };
  await promisify(execFile)(
    join(jdkFor(version).home, 'bin/java'),
    ['-cp', jars, 'org.neo4j.cli.AdminTool', ...words],
    {
      env,
    },
  );
}
