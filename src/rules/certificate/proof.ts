import type { CountedType, Method } from '../../model/policy.js';
import type { Side } from '../closure.js';

/**
 * What shows the place of a party to somebody who has not the engine. Each propagation has its own kind; the envelope
 * around it, the premises first of all, is common.
 */
export interface Proof {
  /** Parties of whom it speaks: what is recorded of each, and every interest in it, is a premise. */
  readonly parties: Iterable<number>;
  readonly shown: Shown;
}

/** The proof as it is written down; `kind` tells a checker how to read it. */
export interface Shown {
  readonly kind: Method;
}

/** By closures: who comes in, in which order and why; who stays out, and why nobody gets in. */
export interface ShownCascade extends Shown {
  readonly kind: 'CASCADE';
  /** On `least` it is restricted in every state of affairs that fits, on `most` it may be. */
  readonly witness: ShownWitness | null;
  /** On `most` it is restricted in none, on `least` it need not be. */
  readonly closed: ShownClosed | null;
}

export interface ShownWitness {
  readonly side: Side;
  /** By rank: each rests on those before it alone, so that going round in circles proves nothing. */
  readonly entries: readonly ShownEntry[];
}

export interface ShownEntry {
  readonly rank: number;
  readonly party: string;
  /** By what it is, by what those before it hold in it, or by one interest of one of them. */
  readonly by: 'SEED' | 'SUM' | 'INTEREST';
  /** Of a seed, why it is one. */
  readonly because: readonly string[];
  /** Of a sum, what is added up. */
  readonly sums: readonly ShownSum[];
  /** Null but for a single interest: its id. */
  readonly interest: string | null;
}

export interface ShownClosed {
  readonly side: Side;
  /** One set, with no seed in it; where each owner stands alone, for every seed a set without that seed. */
  readonly sets: readonly (readonly ShownMember[])[];
}

/** A party that stays out, with what everybody outside its set holds in it together. */
export interface ShownMember {
  readonly party: string;
  readonly sums: readonly ShownSum[];
}

/** Bounds of one kind added up: at least so much on `least`, at most on `most`; strict: more, or less, than that. */
export interface ShownSum {
  readonly type: CountedType;
  readonly share: string;
  readonly strict: boolean;
  /** What the party holds of itself, which is left out and the rest rescaled. */
  readonly own: string;
}

/** By multiplied shares: values that bear each other out. */
export interface ShownShares extends Shown {
  readonly kind: 'MULTIPLIED';
  readonly claims: readonly ShownClaim[];
}

/**
 * That every party here comes to at least (`reached`) or to at most (`notPassed`) its value, by what those above it come
 * to; a party that is not here has nothing, or may have all.
 */
export interface ShownClaim {
  readonly side: Side;
  readonly bound: 'reached' | 'notPassed';
  readonly values: readonly {
    readonly party: string;
    /** A fraction of 1, "1/2", and how much beyond it where shares are strictly beyond their bounds. */
    readonly value: string;
    readonly beyond: string;
  }[];
}
