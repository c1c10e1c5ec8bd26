import { dot } from './dot.js';
import type { Drawing } from './drawing.js';
import { graphml } from './graphml.js';
import { mermaid } from './mermaid.js';
import { svg } from './svg.js';

/** The languages of charts; each draws the same drawing. */
const FORMATS = { MERMAID: mermaid, SVG: svg, DOT: dot, GRAPHML: graphml } as const satisfies Record<
  string,
  (drawing: Drawing) => string
>;

export type ChartFormat = keyof typeof FORMATS;

export function chart(drawing: Drawing, format: ChartFormat): string {
  return FORMATS[format](drawing);
}
