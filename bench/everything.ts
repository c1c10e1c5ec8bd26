import { rulebook } from '../seed/rulebook.js';
import { startServer } from '../src/server/start.js';
import { openSqlite } from '../src/store/sqlite.js';
import type { Store } from '../src/store/store.js';
import { median } from './judged.js';
import { fillUp } from './tower.js';

const ROUNDS = 15;
const BARE = 'verdict';
const EVERYTHING = `verdict summary restrictedShare { min max } reasons { code message } assumptions { code message }
  weakestGrade oldestSource evidence { dataset url quote } chains { share { min max } parties { name } }
  readings { id verdict restrictedShare { min max } } readingsAgree
  decidingFacts { question restrictedWhen notRestrictedWhen } counterfactuals { description supposition verdict }
  certificate chart(format: SVG)`;

/**
 * One ruling with everything selected beside its bare verdict, over HTTP, for a company with so many parties above it:
 * a deep one that is restricted, and one that the record leaves open. In turn, in one run, and the ratio of the medians.
 */
export async function everything(ancestors = 1_000): Promise<void> {
  const store = openSqlite(':memory:');
  for (const kind of ['restricted', 'open', 'clear'] as const) await fillUp(store, kind, ancestors);
  const server = await startServer({
    store,
    rulebook: rulebook(),
    config: { port: 0, deadlineMs: 60_000, maxCost: 1_000_000 },
  });
  for (const kind of ['restricted', 'open', 'clear']) await compared(server.url, store, `${kind}-0`);
  await server.stop();
  await store.close();
}

async function compared(url: string, store: Store, id: string): Promise<void> {
  const at = { asOf: '2026-11-22', revision: await store.revision(), deadlineAt: Date.now() + 60_000 };
  const { parties, interests } = await store.gather([id], 'UP', at, {
    maxParties: 250_000,
    maxInterests: 1_000_000,
    depth: null,
  });
  const bare: number[] = [];
  const whole: number[] = [];
  const verdicts = new Set<string>();
  let bytes = 0;
  for (let round = 0; round < ROUNDS + 3; round += 1) {
    for (const [selection, times] of [
      [BARE, bare],
      [EVERYTHING, whole],
    ] as const) {
      const start = performance.now();
      const text = await ask(url, id, selection);
      if (round >= 3) times.push(performance.now() - start);
      verdicts.add(JSON.parse(text).data.company.restriction.verdict);
      if (selection === EVERYTHING) bytes = text.length;
    }
  }
  if (verdicts.size !== 1) throw new Error(`the verdicts differ: ${[...verdicts].join(', ')}`);
  const [ours, theirs] = [median(whole), median(bare)];
  console.log(
    `${id} (${[...verdicts][0]}): ${parties.length} parties, ${interests.length} interests; verdict ${theirs.toFixed(1)} ms, everything ${ours.toFixed(1)} ms (${(bytes / 1_000).toFixed(0)} kB), ratio ${(ours / theirs).toFixed(1)} (aim 20)`,
  );
}

async function ask(url: string, id: string, selection: string): Promise<string> {
  const query = `query Q($id: ID!) { company(by: {id: $id}) { restriction { ${selection} } } }`;
  const response = await fetch(`${url}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { id } }),
  });
  const text = await response.text();
  if (JSON.parse(text).errors !== undefined) throw new Error(text.slice(0, 500));
  return text;
}
