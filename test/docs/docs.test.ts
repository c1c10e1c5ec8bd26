import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import { rulebook } from '../../seed/rulebook.js';
import { seedStore } from '../../seed/seed.js';
import { SETTINGS } from '../../src/server/config.js';
import { publicSchema } from '../../src/server/schema.js';
import type { Running } from '../../src/server/serve.js';
import { startServer } from '../../src/server/start.js';
import { openSqlite } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';
import { asShown, blocksOf, LEFT_OUT, PAGES, page, ROOT, sectionOf, tableOf } from './pages.js';

/** A question that a page shows, and the answer it shows under it. */
interface Shown {
  readonly page: string;
  readonly query: string;
  readonly answer: string | null;
}

const questions: readonly Shown[] = PAGES.flatMap((path) => {
  const blocks = blocksOf(path);
  return blocks.flatMap(({ language, text }, index) => {
    const sent = /--data-urlencode 'query=(.*)'/s.exec(text)?.[1];
    const query = language === 'graphql' ? text : sent;
    const next = blocks[index + 1];
    return query === undefined ? [] : [{ page: path, query, answer: next?.language === 'json' ? next.text : null }];
  });
});

const folder = mkdtempSync(join(tmpdir(), 'controlgraph-docs-'));
const db = join(folder, 'docs.db');
let store: Store;
let running: Running;

beforeAll(async () => {
  store = openSqlite(db);
  await seedStore(store);
  running = await startServer({ store, rulebook: rulebook(), config: { port: 0, drainMs: 0, deadlineMs: 60_000 } });
}, 60_000);

afterAll(async () => {
  await running?.stop();
  await store?.close();
  rmSync(folder, { recursive: true });
});

describe('questions that the pages show', () => {
  test('are there, and each has its answer', () => {
    expect(questions.length).toBeGreaterThanOrEqual(3);
    expect(questions.filter((question) => question.answer === null)).toEqual([]);
  });

  test('fit the schema', () => {
    const schema = publicSchema();
    for (const { query } of questions)
      expect({ query, errors: validate(schema, parse(query)) }).toEqual({ query, errors: [] });
  });

  test("get the answers shown, but for today's date", async () => {
    for (const { query, answer } of questions) {
      const response = await fetch(`${running.url}graphql?${new URLSearchParams({ query })}`, {
        headers: { 'content-type': 'application/json' },
      });
      const { extensions: _, ...answered } = JSON.parse(undated(await response.text()));
      const shown = JSON.parse(undated(answer ?? ''));
      expect(asShown(shown, answered)).toEqual(shown);
    }
  });

  test('one of them is the first question of the people who ask', () => {
    const asked = readFileSync(new URL('test/golden/questions.graphql', ROOT), 'utf8');
    const first = /^query Product .*$/m.exec(asked)?.[0] as string;
    const spaceless = (text: string): string => text.replace(/\s/g, '');
    expect(questions.map(({ query }) => spaceless(query))).toContain(spaceless(first));
  });
});

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** A verdict holds as of the day it is asked for; the pages show one such day. */
function undated(text: string): string {
  return text.replace(/ as of \d{4}-\d{2}-\d{2}/g, ' as of TODAY');
}

describe('commands that the pages show', () => {
  const commands = PAGES.flatMap((path) => blocksOf(path).filter(({ language }) => language === 'console')).flatMap(
    ({ text }) =>
      text
        .split(/^\$ /m)
        .slice(1)
        .map((each) => {
          const [line, ...printed] = each.trimEnd().split('\n');
          return { words: (line as string).split(' '), printed };
        }),
  );

  test('ask and import are among them', () => {
    expect(commands.map(({ words }) => words.slice(0, 3).join(' '))).toEqual(
      expect.arrayContaining(['node bin/controlgraph.js ask', 'node bin/controlgraph.js import']),
    );
  });

  test.each(commands.map(({ words, printed }) => [words.join(' '), words, printed] as const))(
    '%s',
    async (_, words, printed) => {
      const lines = printed.map((line) => (line === LEFT_OUT ? '[^]+?' : literally(line)));
      expect((await ran(words)).trimEnd()).toMatch(new RegExp(`^${lines.join('\n')}$`));
    },
    60_000,
  );

  test('the command says of itself what the page says: serve, import, ask, and the exit codes', async () => {
    const help = await ran(['node', 'bin/controlgraph.js', '--help']);
    for (const command of ['serve', 'import', 'ask']) {
      expect(help).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
      expect(page('README.md')).toContain(`\`${command}\``);
    }
    const codes = /Exit codes: (.*)$/m.exec(help)?.[1] as string;
    expect(page('README.md').replaceAll('\n', ' ')).toContain(`Exit codes: ${codes}`);
  }, 60_000);

  async function ran([program, ...words]: readonly string[]): Promise<string> {
    expect(program).toBe('node');
    const env = { ...process.env, NODE_OPTIONS: '', CONTROLGRAPH_DB: db };
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: fileURLToPath(ROOT), env });
    return stdout;
  }
});

describe('tables that the pages show', () => {
  test('the settings are those of the code, in its order', () => {
    const shown = tableOf(page('README.md'), '| variable | default | expected | meaning |');
    const known = Object.entries(SETTINGS).map(([name, { initial, expected, meaning }]) => [
      name,
      [initial, expected, meaning],
    ]);
    expect([...shown]).toEqual(known);
  });

  test('the scripts that a page names are there', () => {
    const { scripts } = JSON.parse(page('package.json')) as { scripts: Readonly<Record<string, string>> };
    for (const path of PAGES) {
      for (const [, name] of page(path).matchAll(/\bnpm run ([\w:-]+)/g))
        expect(scripts).toHaveProperty([name as string]);
    }
    expect(scripts).toMatchObject({ start: expect.any(String), test: expect.any(String) });
  });

  test('the changelog has the version of the package', () => {
    const { version } = JSON.parse(page('package.json')) as { version: string };
    expect(page('CHANGELOG.md')).toContain(`\n## [${version}]`);
  });
});

describe('policies as docs/policies.md shows them', () => {
  const shown = page('docs/policies.md');
  const names = readdirSync(new URL('seed/policies/', ROOT)).sort();
  const files = names.map((name) => JSON.parse(page(`seed/policies/${name}`)));

  test('every policy that ships has its row, and no other has one', () => {
    const rows = tableOf(shown, '| policy | answers | threshold | owners | regions | lists |');
    const known = files.map((file) => [
      file.id,
      [
        file.answers,
        `${file.comparison} ${file.threshold}`,
        file.aggregate ? 'added together' : 'each alone',
        file.seeds.regions ?? '–',
        file.seeds.lists.join(', ') || '–',
      ],
    ]);
    expect([...rows]).toEqual(known);
    expect(files.every((file) => file.unrecordedOwners === 'EVERYWHERE')).toBe(true);
  });

  test.each(files.map((file) => [file.id, file] as const))('%s: its words and parameters', (id, file) => {
    const section = sectionOf(shown, id);
    const rows = tableOf(section, '| parameter | value |');
    const { regions: _, lists: __, ...seeds } = file.seeds;
    const seeded = Object.entries(seeds).flatMap(([what, state]) =>
      state === true ? [what] : state ? [`${what} (${state})`] : [],
    );
    const effects =
      (rows.get('control without ownership') as readonly string[])[0]?.split('; ').map((each) => each.split(': ')) ??
      [];
    expect(section).toContain(`**${file.name}**, version ${file.version}.`);
    expect(section).toContain(`\n> ${file.text}\n`);
    for (const { url } of file.sources) if (url !== null) expect(section).toContain(`<${url}>`);
    expect(
      Object.fromEntries(
        effects.flatMap(([effect, types]) => (types as string).split(', ').map((type) => [type, effect])),
      ),
    ).toEqual(file.control);
    expect({ ...Object.fromEntries(rows), 'control without ownership': [] }).toEqual({
      'in force': [file.inForce.map(period).join('; ')],
      seeds: [seeded.join(', ') || '–'],
      counts: [file.counts.join(', ')],
      chains: [chains(file)],
      'reported parents': [file.reportedParents],
      'control without ownership': [],
      'dominant holder': [
        file.dominantHolder === null
          ? '–'
          : `at least ${file.dominantHolder.atLeast} beside others of at most ${file.dominantHolder.othersAtMost}: POSSIBLE`,
      ],
      'exempt, organised in': [file.exemptOrganisedIn.join(', ') || '–'],
      'where nobody is found': [file.fallback ?? '–'],
      readings: [file.readings.map((reading: { id: string }) => reading.id).join(', ') || '–'],
    });
  });

  test('every reading has its row with its change and the words that allow it', () => {
    const rows = tableOf(shown, '| reading | what it takes differently | why the words allow it |');
    const readings = files.flatMap((file) => file.readings);
    for (const { id, change, basis } of readings) {
      const changed = Object.entries(change).map(([part, value]) => `${part}: ${value}`);
      expect([id, rows.get(id)]).toEqual([id, [changed.join(', '), basis]]);
    }
    expect([...rows.keys()].sort()).toEqual([...new Set(readings.map(({ id }) => id))].sort());
  });

  test('every policy says whether its words were read', () => {
    for (const { id } of files)
      expect(sectionOf(shown, id)).toMatch(/\*\*Read\*\*|\*\*Not re-read\*\*|No authority's text/);
  });
});

interface Chaining {
  readonly propagation: string;
  readonly deemedLinks: string | null;
  readonly thresholdAbove: { readonly comparison: string; readonly threshold: string } | null;
}

/** How shares are counted along chains: "DEEMED ALL_BUT_FIRST, above: AT_LEAST 50". */
function chains({ propagation, deemedLinks, thresholdAbove }: Chaining): string {
  const above = thresholdAbove === null ? '' : `, above: ${thresholdAbove.comparison} ${thresholdAbove.threshold}`;
  return `${propagation}${deemedLinks === null ? '' : ` ${deemedLinks}`}${above}`;
}

function period({ from, to }: { readonly from: string | null; readonly to: string | null }): string {
  return (
    [from === null ? '' : `from ${from}`, to === null ? '' : `to ${to}`].filter((part) => part !== '').join(' ') ||
    'always'
  );
}

describe('links between the pages', () => {
  test('lead to files that are there, and to headings that are there', () => {
    const broken: string[] = [];
    for (const path of PAGES) {
      for (const [, target] of page(path).matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
        const [file, anchor] = (target as string).split('#') as [string, string | undefined];
        const reached = file === '' ? path : join(dirname(path), file);
        const headings = anchor === undefined ? [] : page(reached).match(/^#+ .*$/gm);
        const found =
          existsSync(new URL(reached, ROOT)) &&
          (anchor === undefined || headings?.some((heading) => slug(heading) === anchor));
        if (!found) broken.push(`${path}: ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test('the files that ARCHITECTURE.md and docs/decisions.md name are there', () => {
    const named = ['ARCHITECTURE.md', 'docs/decisions.md'].flatMap((path) => [
      ...page(path).matchAll(/`((?:src|seed|schema|resolvers|docs)\/[\w/.-]*)`/g),
    ]);
    expect(named.length).toBeGreaterThan(20);
    expect(named.flatMap(([, file]) => (existsSync(new URL(file as string, ROOT)) ? [] : [file]))).toEqual([]);
  });
});

function slug(heading: string): string {
  return heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
