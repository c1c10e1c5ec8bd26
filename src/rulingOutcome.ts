import { interestId } from './model/interest.js';
import type { PartyId } from './model/party.js';
import type { Chain, Reason, ReasonCode, Verdict } from './model/ruling.js';
import { type Bounds, formatPercent } from './model/share.js';
import type { Grade, Source } from './model/source.js';
import type { RulingAnswers } from './views.js';

/** Of each way a share may be written, the one of the API. */
export interface OutcomeShare {
  readonly min: string;
  readonly max: string;
  readonly minExclusive: boolean;
  readonly maxExclusive: boolean;
}

export interface OutcomeReason {
  readonly code: ReasonCode;
  readonly message: string;
  readonly party: PartyId | null;
  readonly interest: string | null;
}

export interface OutcomeReading {
  readonly id: string;
  readonly basis: string;
  readonly verdict: Verdict;
  readonly restrictedShare: OutcomeShare;
}

export interface OutcomeChain {
  readonly parties: readonly PartyId[];
  readonly steps: readonly string[];
  readonly share: OutcomeShare;
}

/** All that a ruling answers without being asked a further question, as plain JSON; parties and interests by their ids. */
export type Outcome = {
  readonly subject: { readonly id: PartyId; readonly name: string };
  readonly verdict: Verdict;
  readonly restrictedShare: OutcomeShare;
  readonly reasons: readonly OutcomeReason[];
  readonly assumptions: readonly OutcomeReason[];
  readonly inForce: boolean;
  readonly weakestGrade: Grade | null;
  readonly oldestSource: string | null;
  readonly summary: string;
  readonly chains: readonly OutcomeChain[];
  readonly readings: readonly OutcomeReading[];
  readonly evidence: readonly Source[];
  readonly complete: boolean;
};

/** Chains that are put on record, the shortest. */
const MOST_CHAINS = 25;

export function outcomeOf(ruling: RulingAnswers): Outcome {
  return {
    subject: { id: ruling.subject.id, name: ruling.subject.name },
    verdict: ruling.verdict,
    restrictedShare: shareOf(ruling.restrictedShare),
    reasons: ruling.reasons.map(reasonOf),
    assumptions: ruling.assumptions.map(reasonOf),
    inForce: ruling.inForce,
    weakestGrade: ruling.weakestGrade,
    oldestSource: ruling.oldestSource,
    summary: ruling.summary,
    chains: ruling.chains(MOST_CHAINS).map(chainOf),
    readings: ruling.readings.map(({ id, basis, verdict, restrictedShare }) => ({
      ...{ id, basis, verdict, restrictedShare: shareOf(restrictedShare) },
    })),
    evidence: ruling.evidence,
    complete: ruling.complete,
  };
}

function reasonOf({ code, message, party, interest }: Reason): OutcomeReason {
  return { code, message, party: party?.id ?? null, interest: interest === null ? null : interestId(interest) };
}

function chainOf({ parties, steps, share }: Chain): OutcomeChain {
  return { parties: parties.map(({ id }) => id), steps: steps.map(interestId), share: shareOf(share) };
}

function shareOf({ min, max, minExclusive, maxExclusive }: Bounds): OutcomeShare {
  return { min: formatPercent(min), max: formatPercent(max), minExclusive, maxExclusive };
}
