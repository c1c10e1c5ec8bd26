import { at } from '../graph.js';
import type { Measure } from '../measure.js';
import { type Dual, dualOf, EVERYTHING, NOTHING } from '../multiplied/dual.js';
import { followsControl, type Multiplied } from '../multiplied/multiplied.js';
import { compare, plus, type Rational, rational, ZERO } from '../multiplied/rational.js';
import type { Walk } from '../multiplied/walk.js';
import type { Weighed } from '../multiplied/weighed.js';
import type { Place } from '../solution.js';
import type { Proof, ShownClaim, ShownShares } from './proof.js';

/**
 * The proof of a place by multiplied shares: a value for everybody above, which the values above each bear out. Null
 * where something beside the chains of one kind of interest decides: owners who stand alone, control, absorption.
 */
export function sharesProof(decided: Multiplied, node: number, place: Place): Proof | null {
  const { frame } = decided;
  const { policy } = frame.setting;
  const run = decided.runFor(node);
  const deciding = run.weighed.flatMap((weighed, index) => (weighed === null ? [] : [{ weighed, index }]));
  const [only, ...others] = deciding;
  const plain =
    policy.propagation === 'MULTIPLIED' && policy.aggregate && frame.mode !== 'SUBJECT' && !followsControl(frame);
  if (!plain || only === undefined || others.length > 0) return null;
  const claims = CLAIMS[place].map(
    ([side, bound]) => new Claim(only.weighed, frame.measures[only.index] as Measure, node, side, bound),
  );
  const shown: ShownShares = { kind: 'MULTIPLIED', claims: claims.map((claim) => claim.shown(frame.graph.parties)) };
  return { parties: new Set(claims.flatMap((claim) => claim.parties(frame.graph.parties.length))), shown };
}

/** What has to be shown for a place: that it comes to at least, or to at most, so much. */
const CLAIMS = {
  IN: [['least', 'reached']],
  OUT: [['most', 'notPassed']],
  BETWEEN: [
    ['most', 'reached'],
    ['least', 'notPassed'],
  ],
} as const satisfies Record<Place, readonly (readonly ['least' | 'most', 'reached' | 'notPassed'])[]>;

class Claim {
  private readonly walk: Walk;
  private readonly values = new Map<number, Dual>();

  constructor(
    weighed: Weighed,
    measure: Measure,
    node: number,
    private readonly side: 'least' | 'most',
    private readonly bound: 'reached' | 'notPassed',
  ) {
    this.walk = weighed.walks[side];
    const close = weighed.isClose(node, side, measure);
    const above = this.above(node, close);
    const exact = close ? above.map((each) => [each, weighed.exactly(each, side)] as const) : [];
    // Numbers bear each other out as they are; only fractions do where the threshold is met or missed by nothing.
    const isExact = close && exact.every(([, value]) => value !== null);
    const known = new Map(exact);
    for (const each of above) {
      const value = isExact ? (known.get(each) as Rational) : asFraction(at(this.numbers, each));
      this.values.set(each, { value, beyond: ZERO });
    }
    // A number that is not 0 has room for whatever lies beyond a bound; 0 and a fraction have none.
    this.beyond(isExact ? above : above.filter((each) => at(this.numbers, each) === 0));
  }

  shown(parties: readonly { readonly id: string }[]): ShownClaim {
    const values = [...this.values].filter(([node]) => node < parties.length).sort(([a], [b]) => a - b);
    return {
      side: this.side,
      bound: this.bound,
      values: values.map(([node, { value, beyond }]) => ({
        party: (parties[node] as { readonly id: string }).id,
        value: written(value),
        beyond: written(beyond),
      })),
    };
  }

  parties(count: number): number[] {
    return [...this.values.keys()].filter((node) => node < count);
  }

  private get numbers(): Float64Array {
    return this.bound === 'reached' ? this.walk.lower : this.walk.upper;
  }

  /** Those whose values matter, owners first: of the others it is enough that they have some of it, or all. */
  private above(node: number, all: boolean): number[] {
    const { columns } = this.walk;
    const idle = this.bound === 'reached' ? 0 : 1;
    const seen = new Set([node]);
    for (const each of seen) {
      const end = at(columns.linksOf, at(columns.columnsOf, each + 1));
      for (let link = at(columns.linksOf, at(columns.columnsOf, each)); link < end; link += 1) {
        const owner = at(columns.owner, link);
        if (all || at(this.numbers, owner) !== idle || this.walk.isSettled[owner] === 0) seen.add(owner);
      }
    }
    return [...seen].sort((a, b) => at(columns.components.of, a) - at(columns.components.of, b) || a - b);
  }

  /**
   * What lies beyond values, made from those above; in circles again and again. Where that only comes near, and less
   * would not be borne out, each is given a little more than those above make of it.
   */
  private beyond(nodes: readonly number[]): void {
    if (this.settles(nodes, ZERO) || (this.bound === 'notPassed') !== (this.side === 'least')) return;
    this.settles(nodes, rational(this.side === 'least' ? 1n : -1n, 1_000n));
  }

  /** Whether there is nothing to add any more; `more`: what is added to each at every pass. */
  private settles(nodes: readonly number[], more: Rational): boolean {
    const idle = this.bound === 'reached' ? NOTHING : EVERYTHING;
    const { isSettled, lower } = this.walk;
    for (let pass = 0; pass < MOST_PASSES; pass += 1) {
      let changed = false;
      for (const node of nodes) {
        if (isSettled[node] === 1 && at(lower, node) === 1) continue;
        const known = this.values.get(node) as Dual;
        const { value, beyond } = dualOf(this.walk, node, (owner) => this.values.get(owner) ?? idle);
        const made = { value, beyond: plus(beyond, more) };
        if (compare(made.value, known.value) !== 0 || compare(made.beyond, known.beyond) === 0) continue;
        this.values.set(node, made);
        changed = true;
      }
      if (!changed) return true;
    }
    return false;
  }
}

const MOST_PASSES = 30;

/** A number as the fraction that it is. */
function asFraction(number: number): Rational {
  let [over, under] = [number, 1n];
  while (!Number.isInteger(over)) [over, under] = [over * 2, under * 2n];
  return rational(BigInt(over), under);
}

function written({ over, under }: Rational): string {
  return under === 1n ? String(over) : `${over}/${under}`;
}
