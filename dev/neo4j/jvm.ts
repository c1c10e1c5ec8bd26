import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../src/errors.js';
import { removedAtExit } from './leftovers.js';

const LAUNCHER = fileURLToPath(new URL('Neo4jServer.java', import.meta.url));
const UP_WITHIN_MS = 60_000;
const DOWN_WITHIN_MS = 20_000;
const LINES_KEPT = 8;

export interface JvmSettings {
  /** Home of the JDK. */
  readonly java: string;
  /** Folder of the release's jars. */
  readonly jars: string;
  readonly folder: string;
  readonly port: number;
  readonly heapMb: number;
}

/** A server's process. */
export interface Jvm {
  readonly pid: number;
  /** Resolves when the process is gone, to the last lines that it said. */
  readonly gone: Promise<string>;
  /** Stops it cleanly; one that takes longer than 20 s is killed. Resolves when it is gone. */
  stop(): Promise<void>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Sends it one that does not end it. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
}

/** Resolves when the server answers. FAILED_PRECONDITION, with the last lines it said, when it does not within 60 s. */
export async function startJvm({ java, jars, folder, port, heapMb }: JvmSettings): Promise<Jvm> {
  const options = [`-Xmx${heapMb}m`, '-XX:+ExitOnOutOfMemoryError', '-cp', join(jars, '*')];
  const child = spawn(join(java, 'bin/java'), [...options, LAUNCHER, folder, String(port)]);
  const forget = removedAtExit(() => child.kill('SIGKILL'));

  const said = new LastLines();
  const ready = new Promise<'ready'>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        if (line === 'ready') resolve(line);
        else said.push(line);
      });
    }
  });
  const gone = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', () => resolve(said.text()));
  }).finally(forget);

  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  const stop = async (): Promise<void> => {
    // One that is paused would not hear the other.
    child.kill('SIGCONT');
    child.kill('SIGTERM');
    const tooLong = setTimeout(kill, DOWN_WITHIN_MS);
    await gone.finally(() => clearTimeout(tooLong));
  };

  const came = await Promise.race([ready, gone.then(() => 'gone' as const), after(UP_WITHIN_MS)]);
  if (came !== 'ready') {
    await kill();
    const why = came === 'gone' ? 'ended before it was up' : `was not up within ${UP_WITHIN_MS / 1_000} s`;
    throw new Failure('FAILED_PRECONDITION', `The Neo4j server ${why}; its last lines:\n${said.text()}`);
  }
  return { pid: child.pid as number, gone, stop, kill, signal: (name) => void child.kill(name) };
}

function after(ms: number): Promise<'late'> {
  return new Promise((resolve) => setTimeout(() => resolve('late'), ms).unref());
}

/** The end of what a process said, without stack frames and warnings of Java, which would push out what went wrong. */
class LastLines {
  readonly #lines: string[] = [];

  push(line: string): void {
    if (/^\s*(at |\.{3} \d+ more)|^WARNING:|^$/.test(line)) return;
    this.#lines.push(line);
    if (this.#lines.length > LINES_KEPT) this.#lines.shift();
  }

  text(): string {
    return this.#lines.join('\n') || 'none';
  }
}
