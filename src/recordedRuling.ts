import { Failure } from './errors.js';
import { type Interest, interestId } from './model/interest.js';
import type { Party, PartyId } from './model/party.js';
import type { Policy } from './model/policy.js';
import type { Chain, Reason } from './model/ruling.js';
import { type Bounds, parsePercent, type Units } from './model/share.js';
import type { Graph } from './rules/graph.js';
import type { Reading } from './rules/ruling.js';
import type { Outcome, OutcomeReason, OutcomeShare } from './rulingOutcome.js';
import type { RulingAnswers } from './views.js';

/** Where the ids of an outcome stand for parties and interests: the gathering that it was computed from. */
export interface RecordedIn {
  readonly graph: Graph;
  readonly subject: Party;
  readonly policy: Policy;
  readonly asOf: string;
}

/**
 * A ruling as it stands on record, for when this program decides it otherwise: it says what was said then. What was not
 * put on record is refused, FAILED_PRECONDITION, and never computed anew.
 */
export class RecordedRuling implements RulingAnswers {
  constructor(
    private readonly outcome: Outcome,
    private readonly recorded: RecordedIn,
  ) {}

  get verdict() {
    return this.outcome.verdict;
  }

  get subject() {
    return this.recorded.subject;
  }

  get policy() {
    return this.recorded.policy;
  }

  get asOf() {
    return this.recorded.asOf;
  }

  get restrictedShare() {
    return boundsOf(this.outcome.restrictedShare);
  }

  get inForce() {
    return this.outcome.inForce;
  }

  get complete() {
    return this.outcome.complete;
  }

  get reasons(): readonly Reason[] {
    return this.outcome.reasons.map((each) => this.reason(each));
  }

  get assumptions(): readonly Reason[] {
    return this.outcome.assumptions.map((each) => this.reason(each));
  }

  get because() {
    return this.outcome.reasons[0]?.message ?? '';
  }

  get readings(): readonly Reading[] {
    return this.outcome.readings.map(({ restrictedShare, ...reading }) => ({
      ...reading,
      restrictedShare: boundsOf(restrictedShare),
    }));
  }

  get readingsAgree() {
    return this.outcome.readings.every(({ verdict }) => verdict === this.outcome.verdict);
  }

  get evidence() {
    return this.outcome.evidence;
  }

  get weakestGrade() {
    return this.outcome.weakestGrade;
  }

  get oldestSource() {
    return this.outcome.oldestSource;
  }

  get summary() {
    return this.outcome.summary;
  }

  /** At most those that were put on record. */
  chains(first: number): readonly Chain[] {
    return this.outcome.chains.slice(0, first).map(({ parties, steps, share }) => ({
      parties: parties.map((id) => this.party(id) ?? notOnRecord('A chain whose parties are recorded otherwise now')),
      steps: steps.map((id) => this.interest(id) ?? notOnRecord('A chain whose interests are recorded otherwise now')),
      share: boundsOf(share),
    }));
  }

  decidingFacts(): never {
    return notOnRecord('decidingFacts');
  }

  counterfactuals(): never {
    return notOnRecord('counterfactuals');
  }

  chart(): never {
    return notOnRecord('chart');
  }

  certificate(): never {
    return notOnRecord('certificate');
  }

  private reason({ code, message, party, interest }: OutcomeReason): Reason {
    return { code, message, party: this.party(party), interest: this.interest(interest) };
  }

  private party(id: PartyId | null): Party | null {
    const { graph } = this.recorded;
    return (id === null ? undefined : graph.parties[graph.nodeOf.get(id) ?? -1]) ?? null;
  }

  private interest(id: string | null): Interest | null {
    return this.recorded.graph.interests.find((each) => interestId(each) === id) ?? null;
  }
}

function notOnRecord(what: string): never {
  throw new Failure(
    'FAILED_PRECONDITION',
    `${what}: not put on record with this ruling, and this program decides it otherwise now; replay says how.`,
  );
}

function boundsOf({ min, max, minExclusive, maxExclusive }: OutcomeShare): Bounds {
  return { min: parsePercent(min) as Units, max: parsePercent(max) as Units, minExclusive, maxExclusive };
}
