import { at, type Rows } from './graph.js';

export interface Components {
  /** By node. An edge leads within a component or to one with a lower number, so that what is relied on comes first. */
  readonly of: Int32Array;
  readonly count: number;
  /** Nodes by component, ascending. */
  readonly nodes: Int32Array;
  readonly offsets: Int32Array;
}

/**
 * Strongly connected components by Tarjan, without recursion: a ring may be longer than the call stack. `far` tells the
 * node at the other end of an edge of `rows`.
 */
export function components(size: number, rows: Rows, far: (edge: number) => number): Components {
  const order = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const of = new Int32Array(size).fill(-1);
  const nodes = new Int32Array(size);
  const starts: number[] = [];
  const path: number[] = [];
  const following = rows.offsets.slice();
  const open: number[] = [];
  let [ordered, placed] = [0, 0];
  const begin = (node: number): void => {
    order[node] = ordered;
    low[node] = ordered;
    ordered += 1;
    path.push(node);
    open.push(node);
  };
  const close = (node: number): void => {
    const component = starts.length;
    starts.push(placed);
    for (let member = -1; member !== node; ) {
      member = open.pop() as number;
      of[member] = component;
      nodes[placed] = member;
      placed += 1;
    }
  };
  for (let start = 0; start < size; start += 1) {
    if (order[start] !== -1) continue;
    begin(start);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const row = at(following, node);
      if (row < at(rows.offsets, node + 1)) {
        following[node] = row + 1;
        const next = far(at(rows.edges, row));
        if (order[next] === -1) begin(next);
        else if (of[next] === -1) low[node] = Math.min(at(low, node), at(order, next));
      } else {
        path.pop();
        const above = path.at(-1);
        if (above !== undefined) low[above] = Math.min(at(low, above), at(low, node));
        if (low[node] === order[node]) close(node);
      }
    }
  }
  return { of, count: starts.length, nodes, offsets: Int32Array.from([...starts, placed]) };
}
