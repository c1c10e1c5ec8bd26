import type { Point } from './layout.js';

/** The way of a line, as SVG writes it: curved from row to row, straight where it goes around to close a circle. */
export function pathOf(points: readonly Point[], closesCircle: boolean): string {
  return closesCircle ? straight(points) : curved(points);
}

function straight([first, ...others]: readonly Point[]): string {
  return [`M${first?.x} ${first?.y}`, ...others.map(({ x, y }) => `L${x} ${y}`)].join(' ');
}

/** Vertical where it leaves and arrives, so that lines keep to the space between rows. */
function curved(points: readonly Point[]): string {
  const [first, ...others] = points;
  let from = first as Point;
  const parts = [`M${from.x} ${from.y}`];
  for (const to of others) {
    const middle = (from.y + to.y) / 2;
    parts.push(from.x === to.x ? `L${to.x} ${to.y}` : `C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${to.y}`);
    from = to;
  }
  return parts.join(' ');
}
