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

/** Requests answered, milliseconds it took, and how often each verdict came. */
export interface Loaded {
  readonly answered: number;
  readonly tookMs: number;
  readonly verdicts: Readonly<Record<string, number>>;
}

async function run(load: Load): Promise<Loaded> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const random = generator(load.seed);
  const verdicts: Record<string, number> = {};
  const start = performance.now();
  let answered = 0;
  const one = async (): Promise<void> => {
    while (performance.now() - start < load.forMs) {
      const verdict = await verdictOn(load.url, `c${Math.floor(random() * load.companies)}`, agent);
      verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: load.connections }, one));
  const tookMs = performance.now() - start;
  agent.destroy();
  return { answered, tookMs, verdicts };
}

process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2] as string) as Load)));
