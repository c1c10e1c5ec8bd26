import type { InterestStatement, PartyStatement, ProductStatement } from './statement.js';

/** Facts laid over the graph for one question; nothing supposed is ever stored. */
export interface Supposition {
  readonly parties: readonly PartyStatement[];
  readonly interests: readonly InterestStatement[];
  readonly products: readonly ProductStatement[];
  /** Start from nothing recorded; supposed listings then count as complete lists. */
  readonly empty: boolean;
}
