import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SHARED = join(homedir(), '.cache', 'controlgraph', 'bench-peers');
const LISTS = fileURLToPath(new URL('./peers/', import.meta.url));
const run = promisify(execFile);

/** Python with what `peers/requirements.txt` lists, from PyPI. */
export async function python(): Promise<string> {
  const folder = await installed('python', ['requirements.txt'], async (into) => {
    await run('python3', ['-m', 'venv', join(into, 'venv')]);
    const words = ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', '-r', join(into, 'requirements.txt')];
    await run(join(into, 'venv', 'bin', 'python'), words);
  });
  return join(folder, 'venv', 'bin', 'python');
}

/** The folder whose `node_modules` has what `peers/package.json` lists, as its lock file has it, from npm. */
export function nodeModules(): Promise<string> {
  return installed('node', ['package.json', 'package-lock.json'], async (into) => {
    await run('npm', ['ci', '--engine-strict=false', '--no-audit', '--no-fund'], { cwd: into });
  });
}

/** OpenFGA's server, built by Go from its module; minutes the first time. */
export async function openfga(): Promise<string> {
  const folder = await installed('openfga', ['openfga/go.mod', 'openfga/go.sum'], async (into) => {
    const words = ['build', '-o', join(into, 'server'), 'github.com/openfga/openfga/cmd/openfga'];
    await run('go', words, { cwd: join(into, 'openfga'), maxBuffer: 1 << 26 });
  });
  return join(folder, 'server');
}

/** Installs once for each state of the lists: never into the product, and nothing that a test or CI needs. */
async function installed(
  name: string,
  lists: readonly string[],
  install: (into: string) => Promise<void>,
): Promise<string> {
  const hash = createHash('sha256');
  for (const list of lists) hash.update(readFileSync(join(LISTS, list)));
  const into = join(SHARED, `${name}-${hash.digest('hex').slice(0, 12)}`);
  const done = join(into, 'installed');
  if (existsSync(done)) return into;
  console.log(`installing ${name}, a peer, from its registry …`);
  mkdirSync(into, { recursive: true });
  for (const list of lists) cpSync(join(LISTS, list), join(into, list), { recursive: true });
  await install(into);
  writeFileSync(done, '');
  return into;
}
