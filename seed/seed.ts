import { createReadStream, readFileSync } from 'node:fs';
import { type Arrival, NOTHING_STATED } from '../src/intake/arrival.js';
import { bods } from '../src/intake/bods.js';
import { load, type Report, type Target } from '../src/intake/load.js';
import { statements } from '../src/intake/statements.js';
import { dateOf } from '../src/model/date.js';
import type { Store } from '../src/store/store.js';
import { regionLists } from './places.js';

/** Real groups from public registers, as published; see bods/SOURCE.md. */
export const BODS_FILES = [
  'bp-213800LH1BZH3DI6G760.jsonl',
  'hornsea1-2138002S3XGZ38WN5Q72.jsonl',
  'biffa-2138008RB4WDK7HYYS91.jsonl',
  'careuk-213800DBE5Y9ZM58PN63.jsonl',
  'rosneft-deutschland-253400JT3MQWNDKMJE44.jsonl',
] as const;

/** Groups put together from cited sources, in the format of src/intake/statements.ts. */
export const DEMO_FILES = [
  'alibaba.json',
  'arm-china.json',
  'bytedance.json',
  'deepseek.json',
  'lenovo-smithfield.json',
  'manus.json',
  'others.json',
  'tencent.json',
  'volvo.json',
  'zhipu.json',
] as const;

/** What became of one of the seed's files, or of the region lists. */
export interface Seeded {
  readonly name: string;
  readonly report: Report;
}

/** What a seed needs of a store. */
export type SeedTarget = Target & Pick<Store, 'revision' | 'lists'>;

/**
 * Loads all the data that ships: the register files, the demo groups and the editions of the region lists, through the
 * same intake as any import. The editions are there from the start and complete at the end: so a seed that was cut off
 * is known. Run again it changes nothing and makes no revision. Nothing in it is refused by an empty store; over other
 * data a record may be, and the report says which.
 */
export async function seedStore(store: SeedTarget, onProgress?: (seeded: Seeded) => void): Promise<Seeded[]> {
  const seeded: Seeded[] = [];
  if ((await seedState(store)) !== 'WHOLE') await load(store, editions(false));
  for (const [name, arrivals] of sources()) {
    const one = { name, report: await load(store, arrivals) };
    seeded.push(one);
    onProgress?.(one);
  }
  return seeded;
}

/** Whether a store is empty, holds a seed that was cut off, a whole one, or other data without a seed. */
export async function seedState(store: SeedTarget): Promise<'EMPTY' | 'CUT_OFF' | 'WHOLE' | 'OTHER'> {
  const revision = await store.revision();
  if (revision === 0) return 'EMPTY';
  const at = { asOf: dateOf(new Date()), revision, deadlineAt: Date.now() + LISTS_WITHIN_MS };
  const editions = (await store.lists(at)).filter(({ list }) => regionLists.some(({ id }) => id === list));
  if (editions.length === 0) return 'OTHER';
  return editions.every(({ complete }) => complete) ? 'WHOLE' : 'CUT_OFF';
}

const LISTS_WITHIN_MS = 30_000;

function* sources(): Generator<[name: string, arrivals: AsyncIterable<Arrival> | Iterable<Arrival>]> {
  for (const name of BODS_FILES) yield [name, bods(createReadStream(file(`bods/${name}`)))];
  for (const name of DEMO_FILES) yield [name, statements(readFileSync(file(`demo/${name}`), 'utf8'))];
  yield ['region lists', editions(true)];
}

function file(path: string): URL {
  return new URL(`./${path}`, import.meta.url);
}

/** A list that nobody dated holds since ever. */
const SINCE_EVER = '0001-01-01';

function* editions(complete: boolean): Generator<Arrival> {
  for (const { id, editions } of regionLists) {
    for (const [index, { version, from, to, named, excluded }] of editions.entries()) {
      const entries = named.length + excluded.length;
      const edition = {
        list: id,
        edition: version,
        startDate: from ?? SINCE_EVER,
        endDate: to,
        entries,
        complete,
      };
      yield { ...NOTHING_STATED, line: index + 1, recordId: `${id} ${version}`, editions: [edition] };
    }
  }
}
