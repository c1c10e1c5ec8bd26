import { createReadStream } from 'node:fs';
import { rulebook } from '../../seed/rulebook.js';
import { badInput, Failure } from '../errors.js';
import { bods } from '../intake/bods.js';
import { load, type Progress, type Report } from '../intake/load.js';
import { readConfig } from '../server/config.js';
import { openedStore } from '../server/openedStore.js';

const LINE_EVERY_MS = 60_000;
const REFUSALS_SHOWN = 20;

/** Reads files into the store and says what became of every record; exit code 1 when any was refused. */
export async function importBods(
  format: string,
  files: readonly string[],
  options: { readonly db?: string; readonly json?: boolean },
): Promise<void> {
  if (format !== 'bods') throw badInput(`The format "${format}" is not known; known: bods.`);
  const store = await openedStore(readConfig(process.env), options.db);
  try {
    for (const file of files) {
      const report = await load(store, bods(opened(file)), {
        takenIds: rulebook().policies.map((policy) => policy.id),
        onProgress: progressOn(file),
      });
      if (process.stderr.isTTY) process.stderr.write('\n');
      process.stdout.write(options.json === true ? `${JSON.stringify({ file, ...report })}\n` : told(file, report));
      if (Object.keys(report.refused).length > 0) process.exitCode = 1;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Failure('BAD_USER_INPUT', `There is no file to read: ${error.message}.`);
    throw error;
  } finally {
    await store.close();
  }
}

function opened(file: string): NodeJS.ReadableStream & AsyncIterable<Uint8Array | string> {
  return file === '-' ? process.stdin : createReadStream(file);
}

/** On a terminal one line that changes; elsewhere a line a minute. */
function progressOn(file: string): (progress: Progress) => void {
  let saidAt = Date.now();
  return ({ read, written, unchanged, refused }) => {
    const line = `${file}: ${read} records read, ${written} statements written, ${unchanged} unchanged, ${refused} refused`;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
    else if (Date.now() - saidAt >= LINE_EVERY_MS) {
      saidAt = Date.now();
      process.stderr.write(`${line}\n`);
    }
  };
}

function told(file: string, report: Report): string {
  const counts = (reasons: Readonly<Record<string, number | undefined>>): string =>
    Object.entries(reasons)
      .map(([reason, count]) => `${count} ${reason}`)
      .join(', ');
  const lines = [
    `${file}: ${report.read} records read, ${report.written} statements written, ${report.unchanged} unchanged.`,
  ];
  if (Object.keys(report.passedOver).length > 0) lines.push(`  passed over: ${counts(report.passedOver)}`);
  if (Object.keys(report.refused).length > 0) lines.push(`  refused: ${counts(report.refused)}`);
  for (const refusal of report.refusals.slice(0, REFUSALS_SHOWN))
    lines.push(
      `    line ${refusal.line}${refusal.recordId === null ? '' : ` (${refusal.recordId})`}: ${refusal.message}`,
    );
  if (report.refusals.length > REFUSALS_SHOWN) lines.push(`    … --json shows the rest`);
  return `${lines.join('\n')}\n`;
}
