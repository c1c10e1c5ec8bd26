import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../src/errors.js';
import { removedAtExit } from './leftovers.js';
import { RELEASES, type Release } from './releases.js';

const POM = fileURLToPath(new URL('pom.xml', import.meta.url));

/**
 * The folder of a release's jars, downloaded by Maven the first time. A download that is cut off leaves nothing that is
 * taken for whole. FAILED_PRECONDITION when Maven is missing or fails.
 */
export async function artifactsOf(release: Release, say: (line: string) => void): Promise<string> {
  const { version } = RELEASES[release];
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'controlgraph');
  const folder = join(cache, `neo4j-${version}`);
  if (existsSync(folder)) return folder;

  say(`Downloading Neo4j ${version} to ${folder} (some 150 MB, once) …`);
  mkdirSync(cache, { recursive: true });
  const partial = mkdtempSync(join(cache, `.neo4j-${version}-`));
  const removePartial = (): void => rmSync(partial, { recursive: true, force: true });
  const forget = removedAtExit(removePartial);
  try {
    await download(version, partial);
    if (!existsSync(folder)) renameSync(partial, folder);
  } finally {
    removePartial();
    forget();
  }
  return folder;
}

function download(version: string, into: string): Promise<void> {
  const goal = ['dependency:copy-dependencies', `-Drelease=${version}`, `-DoutputDirectory=${into}`];
  return new Promise((resolve, reject) => {
    const maven = spawn('mvn', ['-q', '-B', '-f', POM, ...goal], { stdio: ['ignore', 'pipe', 'pipe'] });
    const forget = removedAtExit(() => maven.kill());
    let told = '';
    for (const stream of [maven.stdout, maven.stderr]) stream.on('data', (chunk) => (told += chunk));
    maven.once('error', (cause) => reject(failed('Maven is needed for the download: put `mvn` on the PATH.', cause)));
    maven.once('close', (code) => {
      forget();
      if (code === 0) resolve();
      else reject(failed(`Maven could not download Neo4j ${version}: ${firstError(told)}`));
    });
  });
}

function firstError(told: string): string {
  return /^\[ERROR\]\s*(.+)$/m.exec(told)?.[1] ?? (told.trim() || 'it does not say why');
}

function failed(message: string, cause?: unknown): Failure {
  return new Failure('FAILED_PRECONDITION', message, { cause });
}
