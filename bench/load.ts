import { Agent } from 'node:http';
import { verdictOn } from './ask.js';
import { generator } from './world.js';

/** One load: so many requests at a time for so long, each for a company drawn at random. */
export interface Load {
  readonly url: string;
  readonly companies: number;
  readonly connections: number;
  readonly forMs: number;
  readonly seed: number;
}

/** Requests answered, milliseconds it took, those of single requests, and how often each verdict came. */
export interface Loaded {
  readonly answered: number;
  readonly tookMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
  /** Connections that the server closed while they were waited for; the request is then sent again, in the same time. */
  readonly resets: number;
  readonly verdicts: Readonly<Record<string, number>>;
}

async function run(load: Load): Promise<Loaded> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const random = generator(load.seed);
  const verdicts: Record<string, number> = {};
  const start = performance.now();
  const times: number[] = [];
  let resets = 0;
  const answered = async (id: string): Promise<string> => {
    try {
      return await verdictOn(load.url, id, agent);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
      resets += 1;
      return answered(id);
    }
  };
  const one = async (): Promise<void> => {
    while (performance.now() - start < load.forMs) {
      const began = performance.now();
      const verdict = await answered(`c${Math.floor(random() * load.companies)}`);
      verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: load.connections }, one));
  const tookMs = performance.now() - start;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return { answered: times.length, tookMs, p50Ms: at(0.5), p99Ms: at(0.99), slowestMs: at(1), resets, verdicts };
}

process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2] as string) as Load)));
