import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Listed, listed, writeBods, writeGleif } from './registers.js';

interface Measured {
  readonly records: number;
  readonly ms: number;
  readonly maxRssMb: number;
}

/**
 * Imports of real names with synthetic owners, as BODS lines and as GLEIF XML, into the embedded store and, where
 * NEO4J_URI names an empty database, into Neo4j; beside the bare parser of the same files and bare writes of the same
 * records. Every one in a process of its own. Then ten times fewer, for the memory. BENCH_NAMES is a csv of names with
 * lei, legal_name and legal_address_country.
 */
export async function importBench(companies = 400_000): Promise<void> {
  const names = process.env.BENCH_NAMES ?? '';
  if (names === '') throw new Error('BENCH_NAMES: expected a csv with lei, legal_name, legal_address_country.');
  const folder = mkdtempSync(join(tmpdir(), 'bench-import-'));
  try {
    for (const count of [companies, companies / 10]) await measured(listed(names, count), folder, count === companies);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measured(companies: readonly Listed[], folder: string, withPeers: boolean): Promise<void> {
  const [bods, leis, relations] = ['bods.jsonl', 'lei.xml', 'rr.xml'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await writeBods(companies, bods);
  await writeGleif(companies, leis, relations);
  const bytes = (...paths: string[]): string =>
    `${Math.round(paths.reduce((sum, path) => sum + statSync(path).size, 0) / 1024 / 1024)} MB`;
  console.log(`${companies.length} companies: BODS lines ${bytes(bods)}, GLEIF XML ${bytes(leis, relations)}`);
  const db = (name: string): string => join(folder, `${name}-${companies.length}.db`);
  await say('BODS lines, SQLite', 'ours', db('bods'), bods);
  await say('GLEIF XML, SQLite', 'ours', db('gleif'), leis, relations);
  if (process.env.NEO4J_URI !== undefined && withPeers) await say('BODS lines, Neo4j', 'ours', '', bods);
  if (!withPeers) return;
  await say('BODS lines', 'bare JSON parser', '', bods);
  await say('GLEIF XML', 'bare XML parser', '', leis, relations);
  await say('BODS lines, SQLite', 'bare inserts', db('bare'), bods);
  if (process.env.NEO4J_URI !== undefined) await say('BODS lines, Neo4j', 'bare UNWIND', '', bods);
}

async function say(subject: string, what: string, db: string, ...files: readonly string[]): Promise<void> {
  const env = { ...process.env, ...(db === '' ? {} : { NEO4J_URI: '' }) };
  const words = ['--import', 'tsx', 'bench/once.ts', what, db, ...files];
  const { stdout } = await promisify(execFile)(process.execPath, words, { env });
  const { records, ms, maxRssMb } = JSON.parse(stdout) as Measured;
  const rate = Math.round((records / ms) * 1000);
  console.log(
    `  ${subject}, ${what}: ${records} records in ${(ms / 1000).toFixed(1)} s, ${rate} records/s, at most ${Math.round(maxRssMb)} MB`,
  );
}
