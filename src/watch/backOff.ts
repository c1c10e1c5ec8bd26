const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Milliseconds from a call that failed to the next: for some minutes, and then for three days. */
export const BACK_OFF: readonly number[] = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** How much a wait may be longer, so that those who failed together do not come back together. */
const SPREAD = 0.2;

/**
 * Epoch milliseconds of the next call after so many that failed; null after the last. `chance` is from 0 to below 1.
 */
export function nextCall(failed: number, now: number, waits: readonly number[], chance: number): number | null {
  const wait = waits[failed - 1];
  return wait === undefined ? null : now + Math.round(wait * (1 + SPREAD * chance));
}
