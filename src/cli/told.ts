import type { Report } from '../intake/load.js';

/** What became of the files of one import. */
export interface ImportReport extends Report {
  readonly files: readonly { readonly file: string; readonly format: string; readonly guessed: boolean }[];
  /** Files that could not be read, or not to their end. */
  readonly failed: readonly { readonly file: string; readonly message: string }[];
  readonly dryRun: boolean;
}

const REFUSALS_SHOWN = 20;

/** The report for a person. */
export function told(report: ImportReport, refusedFile: string | undefined): string {
  const { read, written, unchanged, passedOver, refused, refusals, files, failed } = report;
  const names = files.map(({ file, format }) => `${file} (${format})`).join(', ');
  const lines = [
    ...(report.dryRun ? ['Dry run: nothing was written; as into an empty store it would be:'] : []),
    `${names === '' ? 'Nothing' : names}: ${counted(read, 'record')} read, ${counted(written, 'statement')} written, ${unchanged} unchanged.`,
  ];
  if (Object.keys(passedOver).length > 0) lines.push(`  passed over: ${reasons(passedOver)}`);
  if (Object.keys(refused).length > 0) lines.push(`  refused: ${reasons(refused)}`);
  for (const { file, line, recordId, message } of refusals.slice(0, REFUSALS_SHOWN)) {
    const where = files.length > 1 ? `${file}, line ${line}` : `line ${line}`;
    lines.push(plain(`    ${where}${recordId === null ? '' : ` (${recordId})`}: ${message}`));
  }
  const all = Object.values(refused).reduce((sum, count) => sum + count, 0);
  if (all > REFUSALS_SHOWN) lines.push(`    … ${all - REFUSALS_SHOWN} more; --refused FILE keeps them all`);
  if (all > 0 && refusedFile !== undefined) lines.push(`  the refused records are in ${refusedFile}`);
  for (const { message } of failed) lines.push(plain(`  not read to its end: ${message}`));
  if (report.interrupted === true)
    lines.push('  Stopped before the end. What was written stays; the same command again takes up the rest.');
  return `${lines.join('\n')}\n`;
}

/** Ids come from the files: what would move the cursor, begin a line or turn the writing round is shown as its number. */
function plain(line: string): string {
  return line.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function reasons(counts: Readonly<Record<string, number | undefined>>): string {
  return Object.entries(counts)
    .map(([reason, count]) => `${count} ${reason}`)
    .join(', ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
