import type { Policy } from '../../model/policy.js';
import type { Deeming } from './columns.js';

/** Which links count whole under a policy that deems; null for one that does not. `tops`: whose links are the first. */
export function deemingOf(policy: Policy, tops: ReadonlySet<number>): Deeming | null {
  if (policy.propagation !== 'DEEMED') return null;
  const { threshold, comparison } = policy.thresholdAbove ?? policy;
  const firstAtFace = policy.deemedLinks === 'ALL_BUT_FIRST';
  return { threshold, comparison, isFace: (holder) => firstAtFace && tops.has(holder) };
}

/** Whether the link into the party asked about is at face value, whatever lies above it. */
export function lastAtFace(policy: Policy): boolean {
  return policy.propagation === 'DEEMED' && policy.deemedLinks === 'ALL_BUT_LAST';
}
