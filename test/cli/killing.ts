import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entity, relationship } from '../intake/fixtures.js';
import { ran, started } from './command.js';

/** A file in which interests come before the parties they name, parties share identifiers, and records have versions. */
export function manyRecords(folder: string, companies: number): string {
  const lines: string[] = [];
  for (let n = 0; n < companies; n += 1) {
    const holder = (n * 7919) % companies;
    const share = { exact: (n % 97) + 3 };
    lines.push(
      JSON.stringify(
        relationship(`r${n}`, {
          subject: `c${n}`,
          interestedParty: `c${holder}`,
          interests: [{ type: 'shareholding', share }],
        }),
      ),
    );
    // Every tenth is a second record of the company before it.
    const number = n % 10 === 9 ? n - 1 : n;
    const identifiers = [{ scheme: 'GB-COH', id: String(number).padStart(8, '0') }];
    lines.push(JSON.stringify(entity(`c${n}`, { identifiers, jurisdiction: { name: 'UK', code: 'GB' } })));
    if (n % 13 === 0)
      lines.push(
        JSON.stringify(entity(`c${n}`, { identifiers, name: `Company ${n}` }, { statementDate: '2025-01-01' })),
      );
  }
  lines.push('{"broken":');
  const file = join(folder, 'many.jsonl');
  writeFileSync(file, lines.join('\n'));
  return file;
}

/** What a store holds, line by line, whatever the order it came in. */
export async function held(words: readonly string[], env: Readonly<Record<string, string>>): Promise<string[]> {
  const { out, code, err } = await ran(['export', 'ndjson', ...words], '', env);
  if (code !== 0) throw new Error(err);
  return out.trim().split('\n').sort();
}

/** Runs an import that is killed at so many random moments, then lets it end; gives how often it was killed at work. */
export async function importKilled(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  kills: number,
  wholeMs: number,
  random: () => number,
): Promise<number> {
  let atWork = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const child = started(['import', ...words], env);
    const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
    await new Promise((resolve) => setTimeout(resolve, random() * wholeMs));
    if (child.exitCode === null) atWork += 1;
    child.kill('SIGKILL');
    await ended;
  }
  const { code, err } = await ran(['import', ...words], '', env);
  if (code !== 1) throw new Error(`the last run ended with ${code}: ${err}`);
  return atWork;
}
