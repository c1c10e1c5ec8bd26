import type { InterestStatement, ListEdition, PartyStatement, ProductStatement } from '../model/statement.js';

/** Why a record was refused; the message says what was expected and what came. */
export const REFUSAL_REASONS = [
  'INVALID_JSON',
  'INVALID_CSV',
  'TOO_LONG',
  'MALFORMED',
  'IDENTIFIER',
  'SHARE',
  'DATE',
  'INTEREST_TYPE',
  'UNKNOWN_PARTY',
  'CONFLICT',
  'STORE',
  'TRUNCATED',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** Why a record that is in order states nothing the model keeps. */
export const PASSED_OVER_REASONS = [
  'SUPERSEDED',
  'NO_OWNERSHIP',
  'NO_INTEREST_STATED',
  'NO_BENEFICIAL_OWNER',
  'SUBJECT_UNSPECIFIED',
  'UNNAMED_PERSON',
  'NOT_A_PARTY',
  'ADDRESS_ONLY',
] as const;
export type PassedOverReason = (typeof PASSED_OVER_REASONS)[number];

interface FromRecord {
  /** The file, where several are read as one. */
  readonly file?: string;
  /** 1 for the first line of the file, or the first element of its array. */
  readonly line: number;
  readonly recordId: string | null;
  /** The record as it came, or its beginning where it is very long (`cut`): whoever mends the file needs it. */
  readonly record?: string;
}

/** What one record of a source comes to. */
export type Arrival = Stated | PassedOver | Refusal;

export interface Stated extends FromRecord {
  readonly outcome: 'STATED';
  readonly parties: readonly PartyStatement[];
  readonly interests: readonly InterestStatement[];
  readonly products: readonly ProductStatement[];
  readonly editions: readonly ListEdition[];
  /** Parts of the record that were left out, where the rest can stand without: an identifier that is none. */
  readonly faults?: readonly Fault[];
}

/** What was wrong, told like a refusal. */
export interface Fault {
  readonly reason: RefusalReason;
  readonly message: string;
}

export interface PassedOver extends FromRecord {
  readonly outcome: 'PASSED_OVER';
  readonly reason: PassedOverReason;
}

export interface Refusal extends FromRecord {
  readonly outcome: 'REFUSED';
  readonly reason: RefusalReason;
  readonly message: string;
}

/** Thrown where a record turns out to be wrong; whoever reads the file makes it a refusal of that record. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly reason: RefusalReason,
    message: string,
  ) {
    super(message);
  }
}

/** Nothing stated yet, to be filled by the kinds of statement that a record has. */
export const NOTHING_STATED = Object.freeze({
  outcome: 'STATED' as const,
  parties: [] as readonly PartyStatement[],
  interests: [] as readonly InterestStatement[],
  products: [] as readonly ProductStatement[],
  editions: [] as readonly ListEdition[],
});

const LONGEST_RECORD_KEPT = 65_536;

/** As much of a record as a refusal keeps. */
export function cut(record: string): string {
  return record.length <= LONGEST_RECORD_KEPT ? record : `${record.slice(0, LONGEST_RECORD_KEPT)}…`;
}
