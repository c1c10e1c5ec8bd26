import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FINBENCH, GROUPS, type Shape } from '../seed/generate/shape.js';
import { statementsOf } from '../seed/generate/statements.js';
import type { World } from '../seed/generate/world.js';
import { badInput } from '../src/errors.js';
import { csv } from '../src/export/csv.js';
import type { Exported } from '../src/export/exported.js';

const SHAPES: Readonly<Record<string, Shape>> = { groups: GROUPS, finbench: FINBENCH };

/** Writes a generated world as a file that `controlgraph import csv` reads: its parties, its name, its shape, its seed. */
export async function worldFile(parties = 10_000, path = 'world.csv', shape = 'groups', seed = '1'): Promise<void> {
  const known = SHAPES[shape];
  if (known === undefined) throw badInput(`No shape is called "${shape}"; known: ${Object.keys(SHAPES).join(', ')}.`);
  await pipeline(Readable.from(csvOf({ seed: Number(seed), parties, shape: known })), createWriteStream(path));
  console.log(`${parties} parties of ${shape}, number ${seed}, are in ${path}`);
}

export function csvOf(world: World): AsyncIterable<string> {
  return csv.text(exported(world));
}

async function* exported(world: World): AsyncGenerator<Exported> {
  for (const { parties, interests } of statementsOf(world)) {
    for (const statement of parties) yield { kind: 'PARTY', of: statement.party, statement };
    for (const statement of interests) yield { kind: 'INTEREST', statement };
  }
}
