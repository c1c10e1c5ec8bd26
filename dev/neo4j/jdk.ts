import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../src/errors.js';
import { RELEASES, type Release } from './releases.js';

const SYSTEM_FOLDER = '/usr/lib/jvm';

export interface Jdk {
  readonly home: string;
  /** Feature release: 17, 21, 25, … */
  readonly version: number;
}

/** The JDK to run a release on. FAILED_PRECONDITION says which were found when none is new enough. */
export function jdkFor(release: Release, jdks: readonly Jdk[] = foundJdks()): Jdk {
  const jdk = suited(release, jdks);
  if (jdk === undefined) {
    const found = jdks.map(({ version, home }) => `${version} in ${home}`).join(', ') || 'none';
    const message = `Neo4j ${release} needs a JDK ${RELEASES[release].java.from} or newer; found: ${found} (looked at JAVA_HOME, PATH and ${SYSTEM_FOLDER}).`;
    throw new Failure('FAILED_PRECONDITION', message);
  }
  return jdk;
}

/** The newest release that a JDK of this machine can run; the long-term one when there is none. */
export function newestRelease(jdks: readonly Jdk[] = foundJdks()): Release {
  return suited('2026', jdks) === undefined ? '5.26' : '2026';
}

/** The newest that the release was made for, else the first that is newer. */
function suited(release: Release, jdks: readonly Jdk[]): Jdk | undefined {
  const { from, to } = RELEASES[release].java;
  const able = jdks.filter(({ version }) => version >= from).sort((a, b) => a.version - b.version);
  return able.filter(({ version }) => version <= to).at(-1) ?? able[0];
}

function foundJdks(): Jdk[] {
  const homes = readableFolder(SYSTEM_FOLDER).map((name) => join(SYSTEM_FOLDER, name));
  const javas = [process.env.JAVA_HOME, ...homes]
    .filter((home) => home)
    .map((home) => join(home as string, 'bin/java'));
  const jdks = ['java', ...javas.filter((java) => existsSync(java))].map(jdkOf).filter((jdk) => jdk !== null);
  return [...new Map(jdks.map((jdk) => [jdk.home, jdk])).values()];
}

/** Asked of Java itself, as `java` may be a script that picks one; null for a runtime that cannot compile. */
function jdkOf(java: string): Jdk | null {
  const told = spawnSync(java, ['-XshowSettings:properties', '-version'], { encoding: 'utf8' }).stderr ?? '';
  const home = /^\s*java\.home = (.+)$/m.exec(told)?.[1];
  const version = /^\s*java\.specification\.version = (\d+)$/m.exec(told)?.[1];
  if (home === undefined || version === undefined || !existsSync(join(home, 'bin/javac'))) return null;
  return { home, version: Number(version) };
}

function readableFolder(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
