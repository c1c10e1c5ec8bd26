/** The order in which statements came. */
export function oldestFirst(
  a: { recorded: number; ordinal: number },
  b: { recorded: number; ordinal: number },
): number {
  return a.recorded - b.recorded || a.ordinal - b.ordinal;
}
