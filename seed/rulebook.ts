import { readdirSync, readFileSync } from 'node:fs';
import { badInput } from '../src/errors.js';
import type { Rulebook } from '../src/inquiry.js';
import { parsePolicy } from '../src/intake/policy.js';
import type { Policy } from '../src/model/policy.js';
import { atlas, regionLists } from './places.js';

/** The policies that ship, by file name, with the region lists and places they are read by. Throws where one is malformed. */
export function rulebook(): Rulebook {
  return { policies: policies(), regionLists, atlas, parsePolicy: policyFrom };
}

function policies(): Policy[] {
  const folder = new URL('./policies/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => policyIn(new URL(name, folder), name));
}

function policyIn(file: URL, name: string): Policy {
  return policyFrom(JSON.parse(readFileSync(file, 'utf8')), name);
}

function policyFrom(definition: unknown, where: string): Policy {
  const policy = parsePolicy(definition, where);
  const list = policy.seeds.regions;
  if (list === null || regionLists.some(({ id }) => id === list)) return policy;
  throw badInput(`${where}: no region list is called "${list}"; known: ${regionLists.map(({ id }) => id).join(', ')}.`);
}
