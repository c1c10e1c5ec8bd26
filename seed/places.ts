import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isDate } from '../src/model/date.js';
import { Atlas, REGION_LIST_KINDS, type RegionList, type Territory } from '../src/model/jurisdiction.js';

const code = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,4})?$/, 'expected an ISO 3166 code in upper case');
const date = z.string().refine(isDate, 'expected a date, YYYY-MM-DD').nullable();

const territory = z.strictObject({
  code,
  name: z.string().min(1),
  parent: code.nullable(),
  isCountry: z.boolean(),
  otherCodes: z.array(code),
  sovereign: code.nullable(),
});

const edition = z.strictObject({
  version: z.string().min(1),
  from: date,
  to: date,
  named: z.array(code).min(1),
  excluded: z.array(code),
  sources: z.array(z.string().min(1)).min(1),
});

const regionList = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  kind: z.enum(REGION_LIST_KINDS),
  editions: z
    .tuple([edition], edition)
    .refine(
      (editions) => editions.every((each, index) => index === 0 || editions[index - 1]?.to === each.from),
      'expected each edition to begin on the day the one before it ends',
    ),
});

/** Every place that has a code today. */
export const atlas = new Atlas(read('territories.jsonl').split('\n').filter(Boolean).map(territoryOf));

/** The region lists that policies name, each with its dated editions; every code in them is a known place. */
export const regionLists: readonly RegionList[] = [
  'anthropic-supported-regions',
  'doj-countries-of-concern',
  'outbound-countries-of-concern',
].map(regionListOf);

function territoryOf(line: string, index: number): Territory {
  const parsed = territory.safeParse(JSON.parse(line));
  if (!parsed.success) throw new Error(`territories.jsonl, line ${index + 1}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function regionListOf(id: string): RegionList {
  const parsed = regionList.safeParse(JSON.parse(read(`${id}.json`)));
  if (!parsed.success) throw new Error(`${id}.json: ${z.prettifyError(parsed.error)}`);
  for (const each of parsed.data.editions) {
    const unknown = [...each.named, ...each.excluded].filter((code) => atlas.find(code) === null);
    if (unknown.length > 0)
      throw new Error(`${id}.json, ${each.version}: no territory has the code ${unknown.join(', ')}.`);
  }
  return parsed.data;
}

function read(name: string): string {
  return readFileSync(new URL(`./jurisdictions/${name}`, import.meta.url), 'utf8');
}
