import { BOX_WIDTH, type Box, boxesOf } from './boxes.js';
import type { Drawing, DrawnInterest } from './drawing.js';

export interface Placed {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
}

export interface Drawn {
  readonly interest: DrawnInterest;
  readonly points: readonly Point[];
  /** It leads back up, so that those between own each other in a circle. */
  readonly closesCircle: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Placed[];
  readonly lines: readonly Drawn[];
}

const MOST_IN_A_ROW = 8;
const BETWEEN = 22;
const LANE = 16;
const GAP = 58;
const MARGIN = 24;

/**
 * Owners above, the subject below: layers by the longest way down, wide ones in several rows, each party over what it
 * holds. Lines run between the boxes, those to one party in one lane. Everything follows from the drawing's order, so
 * that the same proof is drawn the same.
 */
export function layout(drawing: Drawing): Layout {
  const boxes = new Map(boxesOf(drawing).map((box) => [box.party.key, box]));
  const circles = closing(drawing);
  const down = drawing.interests.filter((interest) => !circles.has(interest));
  const rows = rowsOf(drawing, down);
  return drawn(drawing, boxes, rows, circles);
}

/** Interests that close a circle: found from the subject upward, each party's holders in the drawing's order. */
function closing({ parties, interests }: Drawing): Set<DrawnInterest> {
  const into = groupedBy(interests, (interest) => interest.to);
  const state = new Map<string, 'open' | 'done'>();
  const found = new Set<DrawnInterest>();
  const visit = (start: string): void => {
    const path = [{ key: start, next: 0 }];
    state.set(start, 'open');
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const interest = into.get(step.key)?.[step.next];
      step.next += 1;
      if (interest === undefined) {
        state.set(step.key, 'done');
        path.pop();
      } else if (state.get(interest.from) === 'open') found.add(interest);
      else if (!state.has(interest.from)) {
        state.set(interest.from, 'open');
        path.push({ key: interest.from, next: 0 });
      }
    }
  };
  for (const { key } of parties) if (!state.has(key)) visit(key);
  return found;
}

/** What stands in a row: a party, or the lane of the lines to a party farther down. */
interface Item {
  readonly key: string;
  readonly isLane: boolean;
  readonly x: number;
}

type Row = readonly Item[];

function rowsOf(drawing: Drawing, down: readonly DrawnInterest[]): Row[] {
  const layers = layersOf(drawing, down);
  const out = groupedBy(down, (interest) => interest.from);
  const rows: Row[] = [];
  const placed = new Set<string>();
  for (const layer of layers) {
    const wish = (key: string): number => mean((out.get(key) ?? []).map(({ to }) => above(rows, to)));
    const ordered = [...layer].sort((a, b) => wish(a) - wish(b) || layer.indexOf(a) - layer.indexOf(b));
    const count = Math.ceil(ordered.length / MOST_IN_A_ROW);
    const each = Math.ceil(ordered.length / count);
    for (let from = 0; from < ordered.length; from += each) {
      const keys = ordered.slice(from, from + each);
      const isBelow = new Set(placed);
      for (const key of keys) placed.add(key);
      const later = down.filter((interest) => !placed.has(interest.from) && isBelow.has(interest.to));
      const lanes = [...new Set(later.map((interest) => interest.to))];
      rows.push(spaced(rows, keys, lanes, wish));
    }
  }
  return rows;
}

/** Parties by the longest way down to the subject; one that holds nothing drawn stands beside what its holders hold. */
function layersOf({ parties }: Drawing, down: readonly DrawnInterest[]): string[][] {
  const out = groupedBy(down, (interest) => interest.from);
  const into = groupedBy(down, (interest) => interest.to);
  const depth = new Map<string, number>();
  const waiting = new Map(parties.map(({ key }) => [key, out.get(key)?.length ?? 0]));
  const queue = parties.filter(({ key }) => waiting.get(key) === 0).map(({ key }) => key);
  for (const key of queue) {
    const below = (out.get(key) ?? []).map(({ to }) => (depth.get(to) ?? 0) + 1);
    depth.set(key, Math.max(0, ...below));
    for (const { from } of into.get(key) ?? []) {
      waiting.set(from, (waiting.get(from) as number) - 1);
      if (waiting.get(from) === 0) queue.push(from);
    }
  }
  const layers: string[][] = [];
  for (const { key } of parties) {
    const layer = depth.get(key) ?? 0;
    while (layers.length <= layer) layers.push([]);
    layers[layer]?.push(key);
  }
  return layers.filter((layer) => layer.length > 0);
}

/** Where the lines to a party come from above: its lane in the highest row that has one, else the party itself. */
function above(rows: readonly Row[], key: string): number {
  for (let row = rows.length - 1; row >= 0; row -= 1) {
    const item = rows[row]?.find((each) => each.key === key);
    if (item !== undefined) return item.x;
  }
  return 0;
}

/** Boxes and lanes of a row in the order of where they would be, as near to it as their widths allow. */
function spaced(
  rows: readonly Row[],
  keys: readonly string[],
  lanes: readonly string[],
  wish: (key: string) => number,
): Row {
  const items = [
    ...keys.map((key) => ({ key, isLane: false, x: wish(key) })),
    ...lanes.map((key) => ({ key, isLane: true, x: above(rows, key) })),
  ];
  const order = new Map(items.map((item, index) => [item, index]));
  items.sort((a, b) => a.x - b.x || (order.get(a) as number) - (order.get(b) as number));
  const apart = (left: Item, right: Item): number => (widthOf(left) + widthOf(right)) / 2 + BETWEEN;
  const pushed: number[] = [];
  for (const [index, item] of items.entries()) {
    const left = items[index - 1];
    pushed.push(left === undefined ? item.x : Math.max(item.x, (pushed[index - 1] as number) + apart(left, item)));
  }
  const pulled: number[] = new Array(items.length);
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index] as Item;
    const right = items[index + 1];
    pulled[index] = right === undefined ? item.x : Math.min(item.x, (pulled[index + 1] as number) - apart(item, right));
  }
  // Both keep their distances, so does what lies in the middle; and it leans to neither side.
  return items.map((item, index) => ({
    ...item,
    x: Math.round(((pushed[index] as number) + (pulled[index] as number)) / 2),
  }));
}

function widthOf({ isLane }: Item): number {
  return isLane ? LANE : BOX_WIDTH;
}

function drawn(
  drawing: Drawing,
  boxes: ReadonlyMap<string, Box>,
  rows: readonly Row[],
  circles: ReadonlySet<DrawnInterest>,
): Layout {
  const items = rows.flat();
  const left = Math.min(...items.map((item) => item.x - widthOf(item) / 2));
  const right = Math.max(...items.map((item) => item.x + widthOf(item) / 2));
  const shift = MARGIN - left;
  const heights = rows.map((row) =>
    Math.max(...row.map(({ key, isLane }) => (isLane ? 0 : (boxes.get(key) as Box).height))),
  );
  const tops: number[] = new Array(rows.length);
  let y = MARGIN + GAP / 2;
  for (let row = rows.length - 1; row >= 0; row -= 1) {
    tops[row] = y;
    y += (heights[row] as number) + GAP;
  }
  const rowOf = new Map<string, number>();
  const placed = new Map<string, Placed>();
  for (const [index, row] of rows.entries()) {
    for (const { key, isLane, x } of row) {
      if (isLane) continue;
      rowOf.set(key, index);
      placed.set(key, { box: boxes.get(key) as Box, x: x + shift - BOX_WIDTH / 2, y: tops[index] as number });
    }
  }
  const edge = right + shift;
  const lines = drawing.interests.map((interest, index) => {
    const closesCircle = circles.has(interest);
    const ports = port(drawing, interest, placed);
    if (closesCircle)
      return { interest, closesCircle, points: around(interest, placed, ports, edge + 14 + 9 * (index % 8)) };
    const points: Point[] = [ports];
    for (let row = (rowOf.get(interest.from) as number) - 1; row > (rowOf.get(interest.to) as number); row -= 1) {
      const lane = rows[row]?.find(({ key, isLane }) => isLane && key === interest.to);
      if (lane === undefined) continue;
      points.push(
        { x: lane.x + shift, y: tops[row] as number },
        { x: lane.x + shift, y: (tops[row] as number) + (heights[row] as number) },
      );
    }
    points.push(topOf(placed.get(interest.to) as Placed));
    return { interest, closesCircle, points };
  });
  const width = edge + MARGIN + (circles.size > 0 ? 90 : 0);
  return { width, height: y - GAP / 2 + MARGIN, boxes: [...placed.values()], lines };
}

/** Where a line leaves its holder's box: side by side, in the order of where they lead. */
function port({ interests }: Drawing, interest: DrawnInterest, placed: ReadonlyMap<string, Placed>): Point {
  const from = placed.get(interest.from) as Placed;
  const leaving = interests.filter((each) => each.from === interest.from);
  const xOf = (each: DrawnInterest): number => (placed.get(each.to) as Placed).x;
  leaving.sort((a, b) => xOf(a) - xOf(b));
  const step = Math.min(20, BOX_WIDTH / (leaving.length + 1));
  const place = leaving.indexOf(interest) - (leaving.length - 1) / 2;
  return { x: from.x + BOX_WIDTH / 2 + place * step, y: from.y + from.box.height };
}

function topOf({ x, y }: Placed): Point {
  return { x: x + BOX_WIDTH / 2, y };
}

/** From below its holder, past all boxes on the right, and down upon its subject. */
function around(interest: DrawnInterest, placed: ReadonlyMap<string, Placed>, start: Point, side: number): Point[] {
  const end = topOf(placed.get(interest.to) as Placed);
  const out = start.y + 14;
  const back = end.y - 20;
  return [
    start,
    { x: start.x, y: out },
    { x: side, y: out },
    { x: side, y: back },
    { x: end.x + 30, y: back },
    { x: end.x + 30, y: end.y },
  ];
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function groupedBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}
