import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { expect, test } from '@jest/globals';

/** The files at the top of src/ that answer questions are one room, the inquiry. */
const INQUIRY =
  /^src\/(cycles|finding|flips|gatherer|given|giving|input|inquiry|paging|recordedRuling|recording|rulingOutcome|rulings|screening|sought|supposedBeside|supposedRules|timeline|views|watched|wholeGraph)\.ts$/;
const COMMON = /^src\/(errors|version)\.ts$|^src\/model\//;
const PORT = /^src\/store\/store\.ts$/;

/** What each room may import besides itself; a room that isn't named (server, cli, seed, bench, test) may import all. */
const MAY_IMPORT: readonly (readonly [room: RegExp, others: readonly RegExp[]])[] = [
  [COMMON, []],
  [/^src\/rules\//, [COMMON]],
  [/^src\/names\//, [COMMON]],
  [/^src\/store\//, [COMMON, /^src\/names\/keys\.ts$/]],
  [/^src\/(intake|export|watch)\//, [COMMON, PORT]],
  [INQUIRY, [COMMON, /^src\/(rules|names|watch)\//, PORT]],
  // The context is a type.
  [/^resolvers\//, [COMMON, INQUIRY, /^src\/server\/context\.ts$/]],
];

/** Packages that one place alone may know. */
const KNOWN_IN: readonly (readonly [name: RegExp, place: RegExp])[] = [
  [/^neo4j-driver/, /^src\/store\/neo4j\/connection\.ts$/],
  [/^libsql/, /^src\/store\/sqlite\//],
  [/^(@apollo\/server|@as-integrations\/|express|helmet)/, /^src\/server\//],
  [/^dataloader/, /^src\/gatherer\.ts$/],
  [/^(prom-client|@opentelemetry\/api)/, /^src\/server\//],
];

const files = ['src', 'resolvers', 'seed'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(room, name)),
);
const imports = files.flatMap((file) => {
  const found = readFileSync(file, 'utf8').matchAll(/(?:^import|\bfrom|\bimport\()\s*'([^']+)'/gm);
  return [...found].map(([, name]) => ({ file, name: name as string }));
});

test('a room imports what the table lets it import, and no more', () => {
  const strays = imports.filter(({ file, name }) => {
    const [room, others] = MAY_IMPORT.find(([each]) => each.test(file)) ?? [];
    if (room === undefined || others === undefined || !name.startsWith('.')) return false;
    const imported = normalize(join(file, '..', name)).replace(/\.js$/, '.ts');
    return ![room, ...others].some((allowed) => allowed.test(imported));
  });
  expect(strays).toEqual([]);
});

test('a package of one place is imported there alone', () => {
  const strays = imports.filter(({ file, name }) =>
    KNOWN_IN.some(([known, place]) => known.test(name) && !place.test(file)),
  );
  expect(strays).toEqual([]);
});

test('the checker of certificates shares nothing with us, and only the command knows it', () => {
  const ROOM = 'verify';
  const known = readdirSync(ROOM).flatMap((name) => {
    const found = readFileSync(join(ROOM, name), 'utf8').matchAll(/\bfrom\s*'([^']+)'|\bimport\(/g);
    return [...found].map(([, imported]) => imported);
  });
  expect(known.filter((name) => !/^(node:\w+|\.\/\w+\.js)$/.test(name ?? ''))).toEqual([]);
  const knowing = imports.filter(({ file, name }) => normalize(join(file, '..', name)).startsWith(`${ROOM}/`));
  expect(knowing.map(({ file }) => file)).toEqual(['src/cli/verify.ts']);
});

test('the table is looked at: there are files, and they import each other', () => {
  expect(imports.length).toBeGreaterThan(100);
  for (const [room] of MAY_IMPORT) expect(files.some((file) => room.test(file))).toBe(true);
});
