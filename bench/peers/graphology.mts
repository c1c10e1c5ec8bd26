import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * The verdict on everybody, by a walk over a graph of graphology: graphology.mts FOLDER MODULES reads the files of
 * tables.py, which says what they hold, and writes and says the same. A holding is an edge with its bounds.
 */
const [folder = '', modules = ''] = process.argv.slice(2);
const ROUNDS = 3;
const WHOLE = 10_240_000;

interface Bounds {
  readonly least: number;
  readonly most: number;
}

interface DirectedGraph {
  addNode(key: number): void;
  addEdge(holder: number, subject: number, attributes: Bounds): void;
  forEachOutEdge(key: number, visit: (edge: string, attributes: Bounds, _: string, to: string) => void): void;
}
const { DirectedGraph } = createRequire(join(modules, 'package.json'))('graphology') as {
  readonly DirectedGraph: new () => DirectedGraph;
};

const [holder, subject, least, most, own] = ['holder', 'subject', 'least', 'most', 'own'].map((name) => {
  const bytes = readFileSync(join(folder, `${name}.bin`));
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}) as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
const [seed, open] = ['seed', 'open'].map((name) => readFileSync(join(folder, `${name}.bin`))) as [Buffer, Buffer];
const size = own.length;

const start = performance.now();
const graph = new DirectedGraph();
for (let party = 0; party < size; party += 1) graph.addNode(party);
for (let each = 0; each < holder.length; each += 1)
  graph.addEdge(holder[each] as number, subject[each] as number, {
    least: least[each] as number,
    most: most[each] as number,
  });
const need = Float64Array.from(own, (each) => (WHOLE - each) / 2);
const unheld = Float64Array.from(own, (each) => WHOLE - each);
for (let each = 0; each < holder.length; each += 1)
  unheld[subject[each] as number] = (unheld[subject[each] as number] as number) - (least[each] as number);
const rest = unheld.map((each, party) => (open[party] === 1 ? each : 0));
const loadMs = performance.now() - start;

const ms: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const began = performance.now();
  const [certain, possible] = [walk(false), walk(true)];
  ms.push(performance.now() - began);
  writeFileSync(
    join(folder, 'graphology.bin'),
    certain.map((each, party) => each + (possible[party] as number)),
  );
}
process.stdout.write(JSON.stringify({ loadMs, ms, maxRssMb: mostMemoryMb() }));

/** Of this program alone: what the resource usage tells begins with that of the one that started it. */
function mostMemoryMb(): number {
  return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
}

function walk(isMost: boolean): Uint8Array {
  const heldLeast = new Float64Array(size);
  const heldMost = new Float64Array(size);
  const isEnough = (party: number): boolean => {
    const wanted = need[party] as number;
    if (!isMost) return (heldLeast[party] as number) > wanted;
    const upper = (heldMost[party] as number) + (rest[party] as number);
    return upper > wanted && (unheld[party] as number) + (heldLeast[party] as number) > wanted;
  };
  const restricted = Uint8Array.from(seed, (each, party) =>
    each === 2 || (isMost && (each === 1 || isEnough(party))) ? 1 : 0,
  );
  const following = [...restricted.keys()].filter((party) => restricted[party] === 1);
  for (let party = following.pop(); party !== undefined; party = following.pop()) {
    graph.forEachOutEdge(party, (_edge, bounds, _from, to) => {
      const company = Number(to);
      heldLeast[company] = (heldLeast[company] as number) + bounds.least;
      heldMost[company] = (heldMost[company] as number) + bounds.most;
      if (restricted[company] === 1 || !isEnough(company)) return;
      restricted[company] = 1;
      following.push(company);
    });
  }
  return restricted;
}
