import { regionLists } from '../../seed/places.js';
import { exported, type Scope } from '../../src/export/exported.js';
import { exportFormatCalled } from '../../src/export/formats.js';
import { NO_OPTIONS } from '../../src/intake/format.js';
import { formatCalled } from '../../src/intake/formats.js';
import { load, type Report } from '../../src/intake/load.js';
import type { Store } from '../../src/store/store.js';
import { emptyStore } from '../asking.js';
import { inquiryOf, RULES } from '../worlds/dated.js';

/** Formats in which products and editions of lists go, too. */
export const WHOLE_FORMATS = ['graphml', 'ndjson'];

export async function text(store: Store, format: string, scope: Scope = 'WHOLE'): Promise<string> {
  const parts: string[] = [];
  for await (const part of exportFormatCalled(format).text(exported(store, scope, await store.revision())))
    parts.push(part);
  return parts.join('');
}

/** A new store with what the text says, over the region lists where the format has no editions. */
export async function copyOf(text: string, format: string): Promise<{ copy: Store; report: Report }> {
  const copy = await emptyStore();
  if (!WHOLE_FORMATS.includes(format)) await withRegions(copy);
  const report = await load(copy, formatCalled(format).arrivals([text], NO_OPTIONS));
  return { copy, report };
}

/** As a seed has them. */
export async function withRegions(store: Store): Promise<void> {
  const editions = regionLists.flatMap(({ id, editions: all }) =>
    all.map(({ version, from, to, named, excluded }) => ({
      list: id,
      edition: version,
      startDate: from ?? '0001-01-01',
      endDate: to,
      entries: named.length + excluded.length,
      complete: true,
    })),
  );
  await store.write({ editions });
}

const RESTRICTIONS = RULES.policies.filter(({ answers }) => answers === 'RESTRICTION').map(({ id }) => id);

/** The verdict on everybody under every policy that restricts, with every reading, share and code, a line each. */
export async function judgements(store: Store, days: readonly string[], among?: readonly string[]): Promise<string[]> {
  const lines: string[] = [];
  for (const day of days) {
    const inquiry = await inquiryOf(store, day);
    for (const policy of RESTRICTIONS) {
      const solution = await inquiry.everybody(policy);
      const { parties } = solution.frame.graph;
      for (const [node, { id }] of parties.entries()) {
        if (among !== undefined && !among.includes(id)) continue;
        const { ruling } = inquiry.rulingOf(solution, node);
        const { verdict, restrictedShare, reasons, readings } = ruling;
        const read = readings.map((reading) => [reading.id, reading.verdict, reading.restrictedShare]);
        const codes = reasons.map(({ code }) => code).sort();
        lines.push(JSON.stringify([day, policy, id, verdict, restrictedShare, codes, read]));
      }
    }
  }
  return lines.sort();
}

/** The first line in which two texts differ, for a message that can be read. */
export function firstDifference(a: string, b: string): readonly [string, string] | null {
  const [left, right] = [a.split('\n'), b.split('\n')];
  const at = left.findIndex((line, index) => line !== right[index]);
  if (at === -1 && left.length === right.length) return null;
  return [left[at] ?? '', right[at === -1 ? left.length : at] ?? ''];
}
