import { existsSync, statSync } from 'node:fs';
import { rulebook } from '../../seed/rulebook.js';
import { badInput, Failure } from '../errors.js';
import type { Arrival } from '../intake/arrival.js';
import { type Format, NO_OPTIONS, type ReadOptions } from '../intake/format.js';
import { FORMATS, formatCalled, readingOf } from '../intake/formats.js';
import { inputs } from '../intake/inputs.js';
import { load } from '../intake/load.js';
import { type DateString, dateOf } from '../model/date.js';
import { type Config, readConfig } from '../server/config.js';
import { openedStore } from '../server/openedStore.js';
import { interruption } from './interruption.js';
import { Meter } from './meter.js';
import { dateIn } from './options.js';
import { RefusedFile } from './refusedFile.js';
import { rehearsal } from './rehearsal.js';
import { type ImportReport, told } from './told.js';

export interface ImportOptions {
  readonly db?: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly refused?: string;
  readonly retrievedAt?: string;
  readonly edition?: string;
  readonly complete?: boolean;
  readonly columns?: readonly string[];
  readonly set?: readonly string[];
  readonly template?: boolean;
}

/** Reads files into the store and says what became of every record; exit code 1 when any was refused, 2 when a file was. */
export async function importFiles(words: readonly string[], options: ImportOptions): Promise<void> {
  const { format, files } = meant(words);
  if (options.template === true) {
    process.stdout.write(templateOf(format));
    return;
  }
  if (files.length === 0) throw badInput('No file is named; - stands for standard input.');
  const read = readOptions(options);
  if (options.refused !== undefined) refuseOverwriting(options.refused, files);
  const refused = new RefusedFile(options.refused);
  const stop = interruption('batch');
  const config = readConfig(process.env);
  const store = await openedStore(config, options.dryRun === true ? standing(config, options.db) : options.db);
  const rehearsed = options.dryRun === true ? await rehearsal(store) : null;
  const meter = new Meter();
  try {
    const found: Files = { taken: [], failed: [] };
    const report = await load(rehearsed?.target ?? store, arrivals(files, format, read, meter, found), {
      takenIds: rulebook().policies.map((policy) => policy.id),
      onProgress: (progress) => meter.show(progress),
      onRefused: (refusal) => refused.add(refusal),
      wasRead: (file) => !found.failed.some((each) => each.file === file),
      signal: stop,
    });
    meter.end();
    const whole = { files: found.taken, ...report, failed: found.failed, dryRun: rehearsed !== null };
    process.stdout.write(options.json === true ? `${JSON.stringify(whole)}\n` : told(whole, options.refused));
    process.exitCode = exitCode(whole);
  } finally {
    meter.end();
    refused.close();
    await rehearsed?.close();
    await store.close();
  }
}

/** A dry run makes no store where none stands. */
function standing(config: Config, db: string | undefined): string | undefined {
  const file = db ?? (config.neo4jUri === '' ? config.db : undefined);
  return file === undefined || existsSync(file) ? db : ':memory:';
}

interface Files {
  readonly taken: { file: string; format: string; guessed: boolean }[];
  readonly failed: { file: string; message: string }[];
}

/** The records of all files as of one, so that one may name what another states. A file that can't be read costs no other. */
async function* arrivals(
  files: readonly string[],
  format: Format | null,
  options: ReadOptions,
  meter: Meter,
  found: Files,
): AsyncGenerator<Arrival> {
  for (const path of files) {
    let file = path;
    try {
      for await (const input of inputs(path, process.stdin)) {
        file = input.name;
        meter.begin(input);
        const reading = await readingOf(input, format, { ...options, onHeld: (records) => meter.held(records) });
        found.taken.push({ file, format: reading.format.name, guessed: format === null });
        if (format === null) meter.say(`${file}: read as ${reading.format.name}`);
        for await (const arrival of reading.arrivals) yield { ...arrival, file };
      }
    } catch (error) {
      if (!(error instanceof Failure) || !OF_THE_FILE.includes(error.code)) throw error;
      found.failed.push({ file, message: error.message });
    }
  }
}

/** Codes of failures that lie in a file, not in the store. */
const OF_THE_FILE: readonly string[] = ['BAD_USER_INPUT', 'LIMIT_EXCEEDED'];

/** The format is the first word where a format is called so; else it is guessed for every file. */
function meant(words: readonly string[]): { format: Format | null; files: readonly string[] } {
  const [first = '', ...rest] = words;
  if (FORMATS.some(({ name }) => name === first)) return { format: formatCalled(first), files: rest };
  if (first !== '-' && !existsSync(first)) {
    const names = FORMATS.map(({ name }) => name).join(', ');
    throw badInput(`"${first}" is neither a file nor a format; the formats are ${names}.`);
  }
  return { format: null, files: words };
}

/** What is refused must not be written over what is read: it would be gone with the first refusal. */
function refuseOverwriting(refused: string, files: readonly string[]): void {
  const same = files.find((file) => file !== '-' && existsSync(file) && isSameFile(file, refused));
  if (same !== undefined)
    throw badInput(`--refused: ${refused} is the file ${same}, which is to be read; name another for what is refused.`);
}

function isSameFile(a: string, b: string): boolean {
  if (!existsSync(b)) return false;
  const [first, second] = [statSync(a), statSync(b)];
  return first.ino === second.ino && first.dev === second.dev;
}

function templateOf(format: Format | null): string {
  if (format?.template !== undefined) return format.template();
  const having = FORMATS.filter(({ template }) => template !== undefined).map(({ name }) => name);
  throw badInput(`--template: a template is there for ${having.join(', ')}; name the format before it.`);
}

function readOptions(options: ImportOptions): ReadOptions {
  if (options.complete === true && options.edition === undefined)
    throw badInput('--complete says that an edition of a list is whole; --edition says which: give its date.');
  const edition = options.edition === undefined ? null : day(options.edition, '--edition');
  return {
    ...NO_OPTIONS,
    retrievedAt: options.retrievedAt === undefined ? null : day(options.retrievedAt, '--retrieved-at'),
    edition: edition === null ? null : { date: edition, complete: options.complete === true },
    columns: pairs(options.columns ?? [], '--columns'),
    constants: pairs(options.set ?? [], '--set'),
  };
}

function day(text: string, option: string): DateString {
  const date = dateIn(text, option);
  if (date > dateOf(new Date())) throw badInput(`${option}: ${date} has not come yet.`);
  return date;
}

function pairs(given: readonly string[], option: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((pair) => {
      const at = pair.indexOf('=');
      if (at > 0) return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
      throw badInput(`${option}: expected name=value, came ${JSON.stringify(pair)}.`);
    }),
  );
}

function exitCode({ failed, refused, interrupted }: ImportReport): number {
  if (interrupted === true) return 130;
  if (failed.length > 0) return 2;
  return Object.keys(refused).length > 0 ? 1 : 0;
}
