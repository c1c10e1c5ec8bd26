import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What one run of the bench of scale measured. */
export interface Measured {
  readonly date: string;
  readonly parties: number;
  readonly interests: number;
  /** Milliseconds at the median, by who answered. */
  readonly ways: Readonly<Record<string, number>>;
}

const RESULTS = fileURLToPath(new URL('./results/scale.json', import.meta.url));
const CHART = fileURLToPath(new URL('../docs/img/scale.svg', import.meta.url));

/** Keeps the run in place of an older one of its size, and draws all that are kept. */
export function keep(measured: Measured): void {
  const others = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Measured[]) : [];
  const all = [...others.filter(({ parties }) => parties !== measured.parties), measured];
  all.sort((a, b) => a.parties - b.parties);
  mkdirSync(fileURLToPath(new URL('./results/', import.meta.url)), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(all, null, 2)}\n`);
  writeFileSync(CHART, drawn(all));
}

const LEFT = 232;
const WIDTH = 720;
const RIGHT = 20;
const TOP = 58;
const ROW = 26;
/** Told apart in light and dark, and by those who see no red or green. */
const COLOURS = ['#d97706', '#3b82f6', '#a855f7', '#14b8a6'];

/** A row for each who answered, a dot for each size, on an axis of powers of ten. */
function drawn(runs: readonly Measured[]): string {
  const names = [...new Set(runs.toReversed().flatMap(({ ways }) => Object.keys(ways)))];
  const all = runs.flatMap(({ ways }) => Object.values(ways));
  const [low, high] = [Math.floor(Math.log10(Math.min(...all))), Math.ceil(Math.log10(Math.max(...all)))];
  const x = (ms: number): number => LEFT + ((Math.log10(ms) - low) / (high - low)) * (WIDTH - LEFT - RIGHT);
  const bottom = TOP + names.length * ROW;
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  const rows = names.map((name, row) => {
    const y = TOP + row * ROW + ROW / 2;
    const dots = runs.flatMap(({ ways, parties }, run) => {
      const ms = ways[name];
      if (ms === undefined) return [];
      const told = `${name}, ${shortly(parties)} parties: ${time(ms)}`;
      return [
        `<circle cx="${x(ms).toFixed(1)}" cy="${y}" r="6" fill="${COLOURS[run % COLOURS.length]}"><title>${told}</title></circle>`,
      ];
    });
    const isOurs = name.startsWith('ours') ? ' class="ours"' : '';
    return `<text x="${LEFT - 12}" y="${y + 4}" text-anchor="end"${isOurs}>${name}</text><line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}" class="row"/>${dots.join('')}`;
  });
  const axis = ticks.map(
    (ms) =>
      `<line x1="${x(ms).toFixed(1)}" x2="${x(ms).toFixed(1)}" y1="${TOP}" y2="${bottom}" class="tick"/><text x="${x(ms).toFixed(1)}" y="${bottom + 16}" text-anchor="middle">${time(ms)}</text>`,
  );
  const legend = runs.map(
    ({ parties }, run) =>
      `<circle cx="${LEFT + 8 + run * 150}" cy="38" r="6" fill="${COLOURS[run % COLOURS.length]}"/><text x="${LEFT + 20 + run * 150}" y="42">${shortly(parties)} parties</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 26}" role="img" aria-labelledby="title" font-family="system-ui, sans-serif" font-size="13">
  <title id="title">Time for everybody's verdict, by who answers and how many parties</title>
  <style>
    text { fill: #334155 } .ours, .head { font-weight: 600; fill: #0f172a } .row { stroke: #94a3b8; stroke-opacity: .35 } .tick { stroke: #94a3b8; stroke-opacity: .5; stroke-dasharray: 2 3 }
    @media (prefers-color-scheme: dark) { text { fill: #cbd5e1 } .ours, .head { fill: #f8fafc } }
  </style>
  <text x="12" y="18" class="head">Everybody's verdict: time, on an axis of powers of ten</text>
  ${[...legend, ...axis, ...rows].join('\n  ')}
</svg>
`;
}

function time(ms: number): string {
  return ms < 1_000
    ? `${ms < 10 ? Number(ms.toPrecision(2)) : Math.round(ms)} ms`
    : `${Number((ms / 1_000).toPrecision(3))} s`;
}

function shortly(count: number): string {
  return count < 1_000_000 ? `${Math.round(count / 1_000)} k` : `${Number((count / 1e6).toPrecision(3))} M`;
}
