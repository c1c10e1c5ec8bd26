import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeScreener } from '../src/cli/screenAsked.js';
import { answeredRows } from '../src/cli/screenPages.js';
import type { CustomerRow } from '../src/cli/screenRows.js';
import { written } from '../src/cli/screenRulings.js';
import { exactly, UNITS_PER_PERCENT } from '../src/model/share.js';
import type { InterestStatement, PartyStatement } from '../src/model/statement.js';
import { readConfig } from '../src/server/config.js';
import { openSqlite } from '../src/store/sqlite.js';
import type { Store } from '../src/store/store.js';
import { sourceOf } from './nameCases.js';
import { type Listed, listed } from './registers.js';
import { generator, owners } from './world.js';

const POLICIES = ['anthropic-2025-09', 'ofac-50'];
const BATCH = 10_000;
const TODAY = '2026-11-22';
const PARTIES_PER_ROW = 4;

/**
 * So many customers under two policies, against four times as many companies with real names and synthetic owners: by
 * name, then the same by id. Seven in ten names are written as they are recorded or nearly, one is misspelt, two are
 * nobody's. BENCH_NAMES is a csv with lei, legal_name and legal_address_country.
 */
export async function screenBench(rows = 100_000): Promise<void> {
  const path = process.env.BENCH_NAMES ?? '';
  if (path === '') throw new Error('BENCH_NAMES: expected a csv with lei, legal_name, legal_address_country.');
  const recorded = listed(path, rows * PARTIES_PER_ROW);
  const folder = mkdtempSync(join(tmpdir(), 'bench-screen-'));
  const store = openSqlite(join(folder, 'screen.db'));
  try {
    const filling = performance.now();
    await fill(store, recorded);
    console.log(`${recorded.length} parties recorded in ${seconds(filling)} s`);
    const random = generator(11);
    const asked = Array.from({ length: rows }, () => customer(recorded, random));
    const byName = await screened(
      store,
      'by name',
      asked.map(({ name }, line) => ({ line, ref: String(line), subjects: [{ ref: String(line), name }] })),
    );
    const byId = await screened(
      store,
      'by id',
      asked.map(({ lei: id }, line) => ({ line, ref: String(line), subjects: [{ ref: String(line), id }] })),
    );
    console.log(`by name takes ${(byName / byId).toFixed(2)} times as long as by id`);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

async function fill(store: Store, companies: readonly Listed[]): Promise<void> {
  const random = generator(3);
  for (let from = 0; from < companies.length; from += BATCH) {
    const parties: PartyStatement[] = [];
    const interests: InterestStatement[] = [];
    for (const [index, { lei, name, country }] of companies.slice(from, from + BATCH).entries()) {
      const n = from + index;
      const facts = { name, incorporatedIn: country || 'US' };
      parties.push({ party: lei, facts, source: sourceOf(`p${n}`) });
      for (const [holder, percent] of owners(n, random))
        interests.push({
          ...{ interestedParty: companies[holder]?.lei ?? null, undisclosed: null, subject: lei, type: 'SHAREHOLDING' },
          ...{
            share: exactly(percent * UNITS_PER_PERCENT),
            startDate: null,
            endDate: null,
            source: sourceOf(`i${n}-${holder}`),
          },
        });
    }
    await store.write({ parties, interests });
  }
}

function customer(recorded: readonly Listed[], random: () => number): Listed {
  const one = (): Listed => recorded[Math.floor(random() * recorded.length)] as Listed;
  const { lei, name, country } = random() < 0.2 ? nobody(one(), one()) : one();
  const way = random();
  if (way < 0.4) return { lei, name, country };
  if (way < 0.7) return { lei, name: name.toUpperCase().replace(/\bLIMITED\b/, 'LTD'), country };
  if (way < 0.875) return { lei, name: name.replace(/[.,]/g, ''), country };
  const at = 1 + Math.floor(random() * (name.length - 2));
  return { lei, name: name.slice(0, at) + name.slice(at + 1), country };
}

/** The first word of one name and the others of another. */
function nobody(first: Listed, others: Listed): Listed {
  const name = [first.name.split(' ')[0], ...others.name.split(' ').slice(1)].join(' ');
  return { lei: `nobody ${first.lei}`, name, country: others.country };
}

async function screened(store: Store, what: string, rows: readonly CustomerRow[]): Promise<number> {
  const screener = await storeScreener(store, readConfig({}), TODAY, POLICIES, false);
  const outcomes = new Map<string, number>();
  const began = performance.now();
  let bytes = 0;
  for (let at = 0; at < rows.length; at += screener.pageSize) {
    const page = rows.slice(at, at + screener.pageSize);
    const results = await answeredRows(page, screener);
    for (const [index, result] of results.entries()) {
      bytes += written(page[index] as CustomerRow, result, POLICIES, 'csv').length;
      outcomes.set(result.outcome, (outcomes.get(result.outcome) ?? 0) + 1);
    }
  }
  const ms = performance.now() - began;
  const told = [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  console.log(
    `${what}: ${rows.length} rows in ${(ms / 1000).toFixed(1)} s, ${Math.round((rows.length / ms) * 1000)} rows/s, ${Math.round(bytes / 1024 / 1024)} MB; ${told}`,
  );
  return ms;
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
