import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  buildClientSchema,
  buildSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql';
import { ran } from '../cli/command.js';
import { type Process, program, urlOf } from '../http/program.js';
import { blocksOf, page, ROOT, tableOf } from './pages.js';
import { commandsOf, runAsShown } from './shell.js';

const PAGE = 'docs/clients.md';
const folder = mkdtempSync(join(tmpdir(), 'controlgraph-clients-'));
const db = join(folder, 'clients.db');
const started: Process[] = [];
let env: Record<string, string>;

// Each command is started anew, beside a service.
jest.setTimeout(60_000);

beforeAll(async () => {
  const { out } = await ran(['keys', 'create', '--name', 'test', '--role', 'screener', '--json', '--db', db]);
  const url = await serving({});
  env = { CG_URL: url.replace(/\/$/, ''), CG_KEY: JSON.parse(out).key, STORE: db, OUT: folder };
}, 60_000);

afterAll(async () => {
  for (const each of started) each.signal('SIGTERM');
  await Promise.all(started.map(({ ended }) => ended));
  rmSync(folder, { recursive: true });
});

/** The program, which demands a key even on this machine. */
async function serving(settings: Record<string, string>): Promise<string> {
  const service = program({ PORT: '0', CONTROLGRAPH_DB: db, CONTROLGRAPH_AUTH: 'required', ...settings });
  started.push(service);
  return urlOf(service);
}

describe('commands of the page', () => {
  const commands = commandsOf(PAGE);

  test('are those for a key, curl, TypeScript, Python and a pipeline, each with what it prints', () => {
    expect(commands.filter(({ printed }) => printed === null)).toEqual([]);
    const all = commands.map(({ text }) => text).join('\n');
    for (const part of ['keys create', 'curl ', 'typescript/main.ts', 'python/ask.py', 'kyc_step.py', ' screen --in'])
      expect(all).toContain(part);
  });

  test.each(commands.map((command) => [command.text.split('\n')[0] as string, command] as const))('%s', (_, command) =>
    runAsShown(command, env),
  );

  test.each([
    ['npx tsx examples/typescript/main.ts product Trae', /UNAUTHENTICATED/],
    ['python3 examples/python/ask.py product Trae', /UNAUTHENTICATED/],
    ['python3 examples/python/kyc_step.py examples/customers.csv', /UNAUTHENTICATED/],
  ])('%s says that it was refused, and prints no verdict, when its key is wrong', async (text, said) => {
    const failed = await runAsShown({ text, printed: null }, { ...env, CG_KEY: 'cg_wrong' }).catch((error) => error);
    expect(failed).toMatchObject({ code: expect.any(Number), stderr: expect.stringMatching(said) });
    expect(failed.stdout).not.toMatch(/RESTRICTED|PROCEED/);
  });

  test.each(['npx tsx examples/typescript/main.ts product', 'python3 examples/python/ask.py product'])(
    '%s: who is not recorded has no verdict',
    async (text) => {
      const command = { text: `${text} 'Nobody at all' 2>&1 || true`, printed: null };
      const said = (await runAsShown(command, env)).split('\n').filter((line) => !line.startsWith('npm warn'));
      expect(said.join('\n').trim()).toBe('NOT_FOUND  Nobody at all');
    },
  );
});

test('the typed documents are all that a service answers which trusts them alone', async () => {
  const listed = fileURLToPath(new URL('examples/typescript/trusted-documents.json', ROOT));
  const trusting = { ...env, CG_URL: await serving({ CONTROLGRAPH_TRUSTED_DOCUMENTS: listed }) };
  const asked = { text: 'npx tsx examples/typescript/main.ts company spring-sg', printed: null };
  expect(await runAsShown(asked, trusting)).toMatch(/^RESTRICTED {2}SPRING/);
  const other = { text: 'python3 examples/python/ask.py party spring-sg', printed: null };
  await expect(runAsShown(other, trusting)).rejects.toMatchObject({ stderr: expect.stringContaining('FORBIDDEN') });
});

test('schema.graphql is the schema that a running service answers', async () => {
  const query = getIntrospectionQuery({ oneOf: true, specifiedByUrl: true, inputValueDeprecation: true });
  const response = await fetch(`${env.CG_URL}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${env.CG_KEY}` },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as { data: Parameters<typeof buildClientSchema>[0] };
  const file = readFileSync(new URL('schema.graphql', ROOT), 'utf8');
  expect(plain(buildSchema(file))).toBe(plain(buildClientSchema(data)));
});

/** Sorted, and without what is said of scalars: the service answers no descriptions of those. */
function plain(schema: GraphQLSchema): string {
  const silent = visit(parse(printSchema(lexicographicSortSchema(schema))), {
    ScalarTypeDefinition: (node) => ({ ...node, description: undefined }),
  });
  return print(silent);
}

test('the code that the page shows stands on what the client has', () => {
  const client = page('examples/typescript/client.ts') + page('examples/typescript/questions.ts');
  for (const { text } of blocksOf(PAGE).filter(({ language }) => language === 'ts'))
    for (const [, name] of text.matchAll(/\b(ask|\w+Document)\b/g))
      expect(client).toMatch(new RegExp(`export (async function|const) ${name}\\b`));
});

test('the page says what to do about every code that a failure has', () => {
  const rows = tableOf(page(PAGE), '| code | status of a whole request | what to do |');
  const shown = [...rows.keys()].flatMap((codes) => codes.split(', '));
  const known = [
    ...(/type FailureCode =\n((?: {2}\| '\w+'\n?)+)/.exec(page('src/errors.ts'))?.[1] ?? '').matchAll(/'(\w+)'/g),
  ];
  expect(shown.sort()).toEqual(known.map(([, code]) => code as string).sort());
});
