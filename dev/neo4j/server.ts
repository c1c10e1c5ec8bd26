import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Failure } from '../../src/errors.js';
import { freePort, isFree } from '../freePort.js';
import { artifactsOf } from './artifacts.js';
import { jdkFor } from './jdk.js';
import { type Jvm, startJvm } from './jvm.js';
import { removedAtExit } from './leftovers.js';
import { passwordOf, USER } from './password.js';
import type { Release } from './releases.js';

export interface Neo4jOptions {
  readonly version: Release;
  /** A free one unless given. */
  readonly port?: number;
  /** Keeps the data, and the password. Without it, the data is in a temporary folder that `stop` removes. */
  readonly folder?: string;
  /** 1024 unless given. */
  readonly heapMb?: number;
  /** At least eight characters; a random one unless given. */
  readonly password?: string;
  /** Is told what takes long. */
  readonly say?: (line: string) => void;
}

/** A Neo4j server of its own on 127.0.0.1, which does not outlive this process. */
export interface Neo4jServer {
  readonly version: Release;
  /** bolt://127.0.0.1:PORT */
  readonly uri: string;
  /** neo4j://127.0.0.1:PORT */
  readonly routingUri: string;
  readonly user: string;
  readonly password: string;
  /** Of the JVM; another one after each restart. */
  readonly pid: number;
  /** Resolves, to its last lines, when the present JVM is gone, however it came to that. */
  readonly gone: Promise<string>;
  /** Clean; also when it is paused or gone already. */
  stop(): Promise<void>;
  /** SIGKILL, as a crash or a power cut; resolves when the process is gone. Its data stays for `restart`. */
  kill(): Promise<void>;
  /** Stops it when it runs; the same folder, port and password again. */
  restart(): Promise<void>;
  /** SIGSTOP: connections stand and nothing answers. */
  pause(): void;
  /** SIGCONT. */
  resume(): void;
}

/**
 * Resolves when the server answers. The first use of a release downloads it. FAILED_PRECONDITION says in a line what is
 * missing: a JDK, Maven, the port, or why the server did not come up.
 */
export async function startNeo4j({
  version,
  heapMb = 1_024,
  say = () => {},
  ...given
}: Neo4jOptions): Promise<Neo4jServer> {
  const port = given.port ?? (await freePort());
  if (!(await isFree(port))) throw taken(port);
  const java = jdkFor(version).home;
  const jars = await artifactsOf(version, say);
  const { folder, remove } = given.folder === undefined ? temporaryFolder() : keptFolder(given.folder);
  const uri = `bolt://127.0.0.1:${port}`;
  const start = (): Promise<Jvm> => startJvm({ java, jars, folder, port, heapMb });

  let jvm: Jvm | undefined;
  try {
    say(`Starting Neo4j ${version} …`);
    jvm = await start();
    const password = await passwordOf(uri, folder, given.password);
    return handle({ version, uri, password, jvm, start, remove });
  } catch (error) {
    await jvm?.kill();
    remove();
    throw error;
  }
}

interface Started extends Pick<Neo4jServer, 'version' | 'uri' | 'password'> {
  readonly jvm: Jvm;
  readonly start: () => Promise<Jvm>;
  readonly remove: () => void;
}

function handle({ version, uri, password, jvm: first, start, remove }: Started): Neo4jServer {
  let jvm = first;
  return {
    version,
    uri,
    routingUri: uri.replace('bolt:', 'neo4j:'),
    user: USER,
    password,
    get pid() {
      return jvm.pid;
    },
    get gone() {
      return jvm.gone;
    },
    async stop() {
      await jvm.stop();
      remove();
    },
    kill: () => jvm.kill(),
    async restart() {
      await jvm.stop();
      jvm = await start();
    },
    pause: () => jvm.signal('SIGSTOP'),
    resume: () => jvm.signal('SIGCONT'),
  };
}

interface Home {
  readonly folder: string;
  readonly remove: () => void;
}

function temporaryFolder(): Home {
  const folder = mkdtempSync(join(tmpdir(), 'controlgraph-neo4j-'));
  const removeNow = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const forget = removedAtExit(removeNow);
  return {
    folder,
    remove: () => {
      removeNow();
      forget();
    },
  };
}

function keptFolder(given: string): Home {
  const folder = resolve(given);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Failure('FAILED_PRECONDITION', `The data folder cannot be made: ${why}.`, { cause });
  }
  return { folder, remove: () => {} };
}

function taken(port: number): Failure {
  return new Failure('FAILED_PRECONDITION', `Port ${port} of 127.0.0.1 is taken; choose another.`);
}
