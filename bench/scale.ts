import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { GROUPS } from '../seed/generate/shape.js';
import { dateOf } from '../src/model/date.js';
import { VERDICTS } from '../src/model/ruling.js';
import type { Graph } from '../src/rules/graph.js';
import { type Place, solve } from '../src/rules/solution.js';
import { graphOf } from './generated.js';
import { barePass, everyVerdict, median, settingOf, timed } from './judged.js';
import { nodeModules, python } from './peers.js';
import { POLICY, question, sharesAlone } from './question.js';
import { keep } from './scaleChart.js';

const ROUNDS = 5;
/** Beyond so many parties a peer is not asked: what it holds of them would not fit beside the others. */
const MOST: Readonly<Record<string, number>> = {
  'duckdb-recursive': 10_000_000,
  'duckdb-looped': 10_000_000,
  'scipy-looped': 10_000_000,
  'scipy-solve': 10_000_000,
  'sqlite-recursive': 10_000_000,
  'sqlite-looped': 10_000_000,
  graphology: 1_000_000,
};
const ANOTHER_QUESTION: Readonly<Record<string, string>> = {
  'sqlite-recursive': ': it cannot add holders up',
  'scipy-solve': ': it multiplies along chains, and has no other bound',
};
const NUMBER: Readonly<Record<Place, number>> = { IN: 2, BETWEEN: 1, OUT: 0 };

/**
 * Verdicts of everybody in a generated world, from typed arrays, both bounds under one policy, beside one bare pass over
 * the same arrays in the same process. Then with what others would use, on the same data, each in a process of its own,
 * for the question that they can be asked: the verdict by shares alone, both bounds; it is compared party by party.
 */
export async function scale(parties = 1_000_000): Promise<void> {
  const before = arrayBytes();
  const [madeMs, graph] = timed(() => graphOf({ seed: 1, parties, shape: GROUPS }));
  const interests = graph.holder.length;
  const bytes = arrayBytes() - before;
  console.log(
    `${parties} parties, ${interests} interests, made in ${(madeMs / 1000).toFixed(1)} s; the graph ${perEach(bytes, parties, interests)}`,
  );
  const setting = settingOf(POLICY);
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    // What was told once a graph is forgotten, as a new graph would not have it.
    const fresh = { ...graph };
    const [ms, counts] = timed(() => everyVerdict(fresh, setting));
    const [passMs] = timed(() => barePass(graph, setting.policy));
    ours.push(ms);
    bare.push(passMs);
    const told = VERDICTS.map((verdict) => `${verdict} ${counts[verdict]}`).join(', ');
    console.log(
      `round ${round + 1}: ${ms.toFixed(0)} ms, bare pass ${passMs.toFixed(0)} ms, ratio ${(ms / passMs).toFixed(2)}; ${told}`,
    );
  }
  const ratio = median(ours.map((each, round) => each / (bare[round] as number)));
  console.log(
    `median ${median(ours).toFixed(0)} ms, bare ${median(bare).toFixed(0)} ms, ratio ${ratio.toFixed(2)} (aim 2)`,
  );
  console.log(`most memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
  const ways = { 'one bare pass': median(bare), [`ours, ${POLICY}`]: median(ours), ...(await besidePeers(graph)) };
  // Smaller ones are tried out, not kept.
  if (parties >= 1_000_000) keep({ date: dateOf(new Date()), parties, interests, ways });
}

interface Told {
  readonly loadMs: number;
  readonly ms: readonly number[];
  readonly maxRssMb: number;
}

/** Milliseconds by who answered. */
async function besidePeers(graph: Graph): Promise<Record<string, number>> {
  const setting = sharesAlone();
  const times: number[] = [];
  const answer = new Uint8Array(graph.size);
  let seeds: Uint8Array = answer;
  for (let round = 0; round < ROUNDS; round += 1) {
    const [ms, solution] = timed(() => {
      const solved = solve({ ...graph }, setting, 'EVERYWHERE');
      for (let node = 0; node < graph.size; node += 1) answer[node] = NUMBER[solved.place(node)];
      return solved;
    });
    times.push(ms);
    seeds = solution.frame.seeds;
  }
  const counts = [2, 1, 0].map((verdict) => answer.reduce((sum, each) => sum + (each === verdict ? 1 : 0), 0));
  const ours = median(times);
  console.log(`by shares alone: ${counts.join(', ')}; ours ${ours.toFixed(0)} ms`);
  const ways: Record<string, number> = { 'ours, by shares alone': ours };
  if (Object.values(MOST).every((most) => graph.parties.length > most)) return ways;
  const folder = mkdtempSync(join(tmpdir(), 'bench-scale-'));
  try {
    for (const [name, column] of Object.entries(question(graph, seeds)))
      writeFileSync(join(folder, `${name}.bin`), column);
    for (const [way, most] of Object.entries(MOST)) {
      if (graph.parties.length > most) continue;
      const told = await asked(way, folder);
      if (told === null) continue;
      const theirs = readFileSync(join(folder, `${way}.bin`));
      const isSame = (ours: number, other = 0): boolean =>
        way === 'scipy-solve' ? (ours === 2) === (other === 2) : ours === other;
      const agreeing = answer.reduce((sum, each, node) => sum + (isSame(each, theirs[node]) ? 1 : 0), 0);
      const theirMs = median(told.ms);
      ways[way.replace('-', ', ')] = theirMs;
      console.log(
        `  ${way.padEnd(18)} ${theirMs.toFixed(0)} ms after loading for ${(told.loadMs / 1000).toFixed(1)} s, ${(theirMs / ours).toFixed(1)} × ours; ${told.maxRssMb.toFixed(0)} MB; ${agreeing} of ${answer.length} agree${ANOTHER_QUESTION[way] ?? ''}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return ways;
}

async function asked(way: string, folder: string): Promise<Told | null> {
  const file = (name: string): string => fileURLToPath(new URL(`./peers/${name}`, import.meta.url));
  const [program, words] =
    way === 'graphology'
      ? [
          process.execPath,
          ['--max-old-space-size=8000', '--import', 'tsx', file('graphology.mts'), folder, await nodeModules()],
        ]
      : [await python(), [file('tables.py'), way, folder]];
  try {
    const { stdout } = await promisify(execFile)(program, words, { timeout: WITHIN_MS });
    return JSON.parse(stdout) as Told;
  } catch (error) {
    const { killed, stderr = '' } = error as { killed?: boolean; stderr?: string };
    const why = killed === true ? `no answer in ${WITHIN_MS / 60_000} minutes` : stderr.trim().split('\n').at(-1);
    console.log(`  ${way.padEnd(18)} ${why}`);
    return null;
  }
}

const WITHIN_MS = 600_000;
function arrayBytes(): number {
  return process.memoryUsage().arrayBuffers;
}

function perEach(bytes: number, parties: number, interests: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB of arrays: ${(bytes / parties).toFixed(1)} bytes a party, or ${(bytes / interests).toFixed(1)} an interest`;
}
