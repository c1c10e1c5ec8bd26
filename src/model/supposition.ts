import type { JurisdictionCode } from './party.js';
import type { Policy, Standing } from './policy.js';
import type { InterestStatement, PartyStatement, ProductStatement } from './statement.js';

/** What is laid over the graph and the rules for one question; nothing supposed is ever stored. */
export interface Supposition {
  readonly parties: readonly PartyStatement[];
  readonly interests: readonly InterestStatement[];
  readonly products: readonly ProductStatement[];
  /** Ids of recorded interests that are left out, whoever says them and on whatever date. */
  readonly without: readonly string[];
  /** Policies that the rulebook does not have, or has otherwise; whole ones. */
  readonly policies: readonly Policy[];
  readonly standings: readonly SupposedStanding[];
  /** Start from nothing recorded; supposed listings then count as complete lists. */
  readonly empty: boolean;
}

/** How the region list of a policy is supposed to treat a place. */
export interface SupposedStanding {
  readonly policy: string;
  readonly jurisdiction: JurisdictionCode;
  readonly standing: Standing;
}

/** Whether the graph differs, and not the rules alone. */
export function supposesFacts({ parties, interests, products, without, empty }: Supposition): boolean {
  return empty || [parties, interests, products, without].some((facts) => facts.length > 0);
}

/** Whether the rules differ: then anybody's verdict may. */
export function supposesRules({ policies, standings }: Supposition): boolean {
  return policies.length > 0 || standings.length > 0;
}
