import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { SETTINGS } from '../../src/server/config.js';

export const ROOT = new URL('../../', import.meta.url);

export function shipped(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

// biome-ignore lint/suspicious/noExplicitAny: a manifest has the shape that its test states.
export type Manifest = any;

/** The documents of a file of YAML, where no key stands twice. */
export function documentsOf(path: string): Manifest[] {
  return parseAllDocuments(shipped(path), { strict: true, uniqueKeys: true }).map((document) => {
    const [fault] = [...document.errors, ...document.warnings];
    if (fault !== undefined) throw fault;
    return document.toJS();
  });
}

/** A setting as it stands when an environment is given: milliseconds. */
export function msOf(env: Readonly<Record<string, string>>, name: keyof typeof SETTINGS): number {
  return Number(env[name] ?? SETTINGS[name].initial);
}

/** Names of an environment that are no settings of ours, nor Node's. */
export function unknownSettings(names: readonly string[]): string[] {
  return names.filter((name) => !(name in SETTINGS) && name !== 'NODE_ENV');
}

/** What the compiler says of values that ought to be of types; a key that a type does not know is a fault too. */
export async function typeFaults(
  values: readonly { readonly from: string; readonly type: string; readonly value: unknown }[],
) {
  const folder = fileURLToPath(new URL(`node_modules/.cache/manifests-${process.pid}/`, ROOT));
  mkdirSync(folder, { recursive: true });
  const file = `${folder}values.ts`;
  const lines = values.map(
    ({ from, type, value }, index) =>
      `export const value${index}: import('${from}').${type} = ${JSON.stringify(value)};\n`,
  );
  writeFileSync(file, lines.join(''));
  const options = '--ignoreConfig --noEmit --strict --skipLibCheck --module preserve --types --target es2022'.split(
    ' ',
  );
  options.splice(options.indexOf('--types') + 1, 0, '');
  try {
    await promisify(execFile)(fileURLToPath(new URL('node_modules/.bin/tsc', ROOT)), [...options, file]);
    return '';
  } catch (error) {
    return String((error as { stdout?: string }).stdout ?? error);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs a program that this machine may have; null where it has none. */
export async function ranIfThere(program: string, args: readonly string[]): Promise<string | null> {
  const path = (process.env.PATH ?? '').split(':').map((folder) => `${folder}/${program}`);
  const found = path.find((each) => existsSync(each));
  if (found === undefined) return null;
  const { stdout, stderr } = await promisify(execFile)(found, args, { cwd: fileURLToPath(ROOT) });
  return stdout + stderr;
}
