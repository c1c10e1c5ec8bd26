import type { DateString } from './date.js';

/** How close a source stands to the fact: the party's own filing or a register; press; somebody's word. */
export const GRADES = ['PRIMARY', 'SECONDARY', 'ASSERTED'] as const;
export type Grade = (typeof GRADES)[number];

/** Where a statement comes from. A grade never changes a verdict; it is shown beside it. */
export interface Source {
  readonly dataset: string;
  readonly url: string | null;
  readonly retrievedAt: DateString | null;
  /** Unique within its dataset; null only for a source that is named inside another statement. */
  readonly statementId: string | null;
  readonly quote: string | null;
  readonly grade: Grade;
}
