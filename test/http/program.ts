import { spawn } from 'node:child_process';

export interface Process {
  /** Resolves to what was said when a line on standard output is complete, or when the process ends. */
  readonly spoken: Promise<string>;
  readonly ended: Promise<{ code: number | null; out: string; err: string }>;
  readonly signal: (name: 'SIGTERM' | 'SIGINT') => void;
}

/** The program as `npm start` runs it. */
export function program(env: Record<string, string>): Process {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/main.ts'], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  const said = { out: '', err: '' };
  child.stderr.on('data', (chunk) => {
    said.err += String(chunk);
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, ...said }));
  });
  const spoken = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk) => {
      said.out += String(chunk);
      if (said.out.includes('\n')) resolve(said.out);
    });
    child.on('close', () => resolve(said.out));
  });
  return { spoken, ended, signal: (name) => void child.kill(name) };
}

/** Where a program that was started says it answers. */
export async function urlOf({ spoken }: Process): Promise<string> {
  return /http:\/\/127\.0\.0\.1:\d+\//.exec(await spoken)?.[0] as string;
}
