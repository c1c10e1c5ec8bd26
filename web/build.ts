import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { BuildOptions, BuildResult, Plugin } from 'esbuild';

const WEB = fileURLToPath(new URL('./', import.meta.url));
const ROOT = join(WEB, '..');
const BUILT = join(WEB, 'built');
const MANIFEST = 'manifest.json';
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  ttf: 'font/ttf',
  woff2: 'font/woff2',
};

/** The pages as files that a server hands out. */
export interface BuiltPages {
  /** Where the files lie; beside `name` are `name.br` and `name.gz`. */
  readonly folder: string;
  /** By name; a name bears a hash of its content unless it is a page. */
  readonly files: Readonly<Record<string, BuiltFile>>;
}

export interface BuiltFile {
  readonly type: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}

let building: Promise<BuiltPages> | undefined;

/**
 * The pages, built first where they are missing or older than what they are made of. Where the sources were not shipped
 * what lies there is taken. Needs no network; rejects when a source does not compile or esbuild is not installed.
 */
export function builtPages(): Promise<BuiltPages> {
  building ??= found().catch((error: unknown) => {
    building = undefined;
    throw error;
  });
  return building;
}

async function found(): Promise<BuiltPages> {
  const kept = readManifest();
  const stamp = existsSync(join(WEB, 'explorer')) ? stampOf(sources()) : kept?.stamp;
  if (kept !== null && kept.stamp === stamp) return { folder: BUILT, files: kept.files };
  return { folder: BUILT, files: await build(stamp ?? '') };
}

function readManifest(): { readonly stamp: string; readonly files: BuiltPages['files'] } | null {
  const path = join(BUILT, MANIFEST);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

/** Whatever of ours can end up in a page; packages by the lock file. */
function sources(): string[] {
  const under = (folder: string): string[] =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|css|html|svg)$/.test(name) && !name.startsWith('built'))
      .map((name) => join(folder, name));
  const lock = existsSync(join(ROOT, 'package-lock.json')) ? ['package-lock.json'] : [];
  return [...under('web'), ...under('src/rules/chart'), 'src/intake/csvText.ts', 'src/model/lei.ts', ...lock].sort();
}

function stampOf(names: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of names)
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(join(ROOT, name)))
      .update('\0');
  return hash.digest('hex');
}

/** GraphiQL's styles bring half a megabyte of fonts in themselves, which no policy of ours lets in; the system's do. */
const withoutFonts: Plugin = {
  name: 'without fonts',
  setup: ({ onLoad }) => {
    onLoad({ filter: /graphiql[/\\]dist[/\\]style\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(/@font-face\s*\{[^}]*\}/g, ''),
      loader: 'css',
    }));
  },
};

const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  write: false,
  metafile: true,
  outdir: 'assets',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  publicPath: '/assets/',
  loader: { '.ttf': 'file', '.woff2': 'file', '.svg': 'file' },
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'none',
  plugins: [withoutFonts],
  logLevel: 'silent',
} satisfies BuildOptions & { format: 'esm' };

async function build(stamp: string): Promise<BuiltPages['files']> {
  const { build: bundle } = await import('esbuild');
  const workers = await bundle({ ...COMMON, entryPoints: [...WORKERS] });
  const define = { ...COMMON.define };
  for (const [entry, url] of Object.entries(entriesOf(workers)))
    Object.assign(define, { [`WORKER_${basename(entry).split('.')[0]?.toUpperCase()}`]: JSON.stringify(url) });
  const bundles = await Promise.all(
    ['explorer', 'playground'].map((page) =>
      bundle({ ...COMMON, define, splitting: true, entryPoints: [`web/${page}/main.tsx`, `web/${page}/style.css`] }),
    ),
  );
  const outputs = [workers, ...bundles].flatMap((result) => result.outputFiles ?? []);
  const files = new Map(outputs.map(({ path, contents }): [string, Uint8Array] => [basename(path), contents]));
  for (const [index, page] of ['explorer', 'playground'].entries()) {
    const urls = entriesOf(bundles[index] as BuildResult<{ metafile: true }>);
    const html = readFileSync(join(WEB, page, 'index.html'), 'utf8');
    const filled = html.replaceAll(/\{\{(.+?)\}\}/g, (_, name: string) => urls[`web/${page}/${name}`] ?? '');
    files.set(`${page}.html`, Buffer.from(filled));
  }
  files.set('icon.svg', readFileSync(join(WEB, 'icon.svg')));
  return put(files, stamp);
}

const WORKERS = [
  'monaco-editor/esm/vs/editor/editor.worker.js',
  'monaco-editor/esm/vs/language/json/json.worker.js',
  'monaco-graphql/esm/graphql.worker.js',
] as const;

/** Where each entry of a bundle is served. */
function entriesOf({ metafile }: { metafile: BuildResult<{ metafile: true }>['metafile'] }): Record<string, string> {
  const outputs = Object.entries(metafile.outputs).filter(([, { entryPoint }]) => entryPoint !== undefined);
  return Object.fromEntries(outputs.map(([path, { entryPoint }]) => [entryPoint, `/assets/${basename(path)}`]));
}

/** Written beside and put in place at once, so that no process ever serves half of it. */
function put(files: ReadonlyMap<string, Uint8Array>, stamp: string): BuiltPages['files'] {
  const folder = mkdtempSync(join(WEB, 'built-'));
  const listed: Record<string, BuiltFile> = {};
  for (const [name, content] of files) {
    const packed = gzipSync(content, { level: 9 });
    const params = { [constants.BROTLI_PARAM_QUALITY]: content.length > 500_000 ? 5 : 10 };
    writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, `${name}.gz`), packed);
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content, { params }));
    const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    listed[name] = { type, bytes: content.length, gzipBytes: packed.length };
  }
  writeFileSync(join(folder, MANIFEST), JSON.stringify({ stamp, files: listed }));
  try {
    if (existsSync(BUILT)) renameSync(BUILT, `${folder}-old`);
    renameSync(folder, BUILT);
  } catch (error) {
    // Another process may have put the same in place meanwhile.
    if (readManifest()?.stamp !== stamp) throw error;
  } finally {
    for (const left of [folder, `${folder}-old`]) rmSync(left, { recursive: true, force: true });
  }
  return listed;
}
