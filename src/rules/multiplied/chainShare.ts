import { type Bounds, exactly, WHOLE } from '../../model/share.js';

/** The product along a chain, rounded outward where it needs more than ten decimals. */
export function chainShare(steps: readonly Bounds[]): Bounds {
  if (steps.length === 0) return exactly(WHOLE);
  const whole = BigInt(WHOLE);
  const under = whole ** BigInt(steps.length - 1);
  const product = (of: (step: Bounds) => number): bigint => steps.reduce((all, step) => all * BigInt(of(step)), 1n);
  const low = product((step) => step.min);
  const high = product((step) => step.max);
  const min = low / under;
  const max = (high + under - 1n) / under;
  const exact = low === high && low % under === 0n;
  return {
    min: Number(min),
    max: Number(max),
    minExclusive: !exact && min < max && (low % under !== 0n || (low > 0n && steps.some((step) => step.minExclusive))),
    maxExclusive: !exact && min < max && (high % under !== 0n || steps.some((step) => step.maxExclusive)),
  };
}
