import { type ChildProcess, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const DEMO_FREE = { NODE_OPTIONS: '', NEO4J_URI: '' };

/** The command as a person starts it; its standard output and error are pipes, no terminals. */
export function started(words: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, ['bin/controlgraph.js', ...words], { env: { ...process.env, ...DEMO_FREE, ...env } });
}

export async function ran(
  words: readonly string[],
  given: Buffer | string = '',
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = started(words, env);
  // A command that ends before it has read all is right to.
  child.stdin?.on('error', () => {});
  child.stdin?.end(given);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([
    text(child.stdout as NodeJS.ReadableStream),
    text(child.stderr as NodeJS.ReadableStream),
    ended,
  ]);
  return { code, out, err };
}
