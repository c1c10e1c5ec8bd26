import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from '@jest/globals';
import { asShown, type Block, blocksOf, LEFT_OUT, ROOT } from './pages.js';

/** A command that a page shows, and the block under it that shows what it prints; null where none does. */
export interface ShownCommand {
  readonly text: string;
  readonly printed: Block | null;
}

/** What a page has as `sh`, to be run as it stands. What is `bash` there is only parsed: see `parsed`. */
export function commandsOf(path: string): ShownCommand[] {
  const blocks = blocksOf(path);
  return blocks.flatMap(({ language, text }, index) => {
    if (language !== 'sh') return [];
    const next = blocks[index + 1];
    return [{ text, printed: next?.language === 'text' || next?.language === 'json' ? next : null }];
  });
}

type Env = Readonly<Record<string, string>>;

/** Runs a command from the root of the repository, and holds what it prints against what the page shows. */
export async function runAsShown({ text, printed }: ShownCommand, env: Env): Promise<string> {
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', text], {
    cwd: fileURLToPath(ROOT),
    env: { ...process.env, NODE_OPTIONS: '', NEO4J_URI: '', ...env },
  });
  if (printed?.language === 'text') expect(stdout.trimEnd()).toMatch(patternOf(printed.text.trimEnd()));
  if (printed?.language === 'json') {
    const shown = JSON.parse(printed.text);
    expect(asShown(shown, JSON.parse(stdout))).toEqual(shown);
  }
  return stdout;
}

/** What bash says against the form of a command that cannot be run here; empty where nothing. */
export async function parsed(text: string): Promise<string> {
  const { stderr } = await promisify(execFile)('bash', ['-n', '-c', text]);
  return stderr;
}

/** A line of … stands for lines left out, a … within a line for a part of it. */
function patternOf(shown: string): RegExp {
  const lines = shown.split('\n').map((line) => {
    if (line === LEFT_OUT) return '[^]+?';
    return line.split(LEFT_OUT).map(literally).join('.*?');
  });
  return new RegExp(`^${lines.join('\n')}$`);
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
