import type { Interest } from '../model/interest.js';
import type { Party } from '../model/party.js';
import { inForceAt, type Policy } from '../model/policy.js';
import type { Chain, Reason, Verdict } from '../model/ruling.js';
import { type Bounds, exactly, WHOLE } from '../model/share.js';
import { GRADES, type Grade, type Source } from '../model/source.js';
import { type Certificate, certificate, type Issue } from './certificate/certificate.js';
import { type ChartFormat, chart } from './chart/chart.js';
import { drawing } from './chart/drawing.js';
import type { Explanation, Root } from './explanation.js';
import type { Counterfactual } from './facts/change.js';
import { counterfactuals } from './facts/counterfactuals.js';
import { decidingFacts, type Settled } from './facts/decidingFacts.js';
import { Opened } from './facts/opened.js';
import { at } from './graph.js';
import { chainShare } from './multiplied/chainShare.js';
import type { Solution } from './solution.js';
import { summary } from './summary.js';
import { exemption, PLACE, verdictOf } from './verdict.js';

export { verdictOf } from './verdict.js';

/** The verdict of a registered reading of the policy's words. */
export interface Reading {
  readonly id: string;
  readonly basis: string;
  readonly verdict: Verdict;
  readonly restrictedShare: Bounds;
}

/**
 * What deciding returns. The verdict is there at once; the rest is computed when it is asked for, from the same graph,
 * and never waits for anything.
 */
export class Ruling {
  readonly verdict: Verdict;
  private explained: Explanation | undefined;
  private opened: Opened | undefined;
  private cited: readonly Source[] | undefined;

  constructor(
    private readonly solution: Solution,
    private readonly node: number,
  ) {
    this.verdict = verdictOf(solution, node);
  }

  get subject(): Party {
    return this.solution.frame.graph.parties[this.node] as Party;
  }

  get policy(): Policy {
    return this.solution.frame.setting.policy;
  }

  get asOf(): string {
    return this.solution.frame.graph.asOf;
  }

  get restrictedShare(): Bounds {
    return this.solution.restrictedShare(this.node);
  }

  get inForce(): boolean {
    return inForceAt(this.policy, this.asOf);
  }

  /** False when a limit cut the gathering off; the verdict is then never NOT_RESTRICTED. */
  get complete(): boolean {
    return this.solution.frame.graph.complete;
  }

  get assumptions(): readonly Reason[] {
    return this.explanation.assumptions;
  }

  get reasons(): readonly Reason[] {
    const { policy, asOf, subject } = this;
    const reasons = [...exemption(this.solution, this.node).reasons, ...this.explanation.reasons];
    const said = { party: subject, interest: null };
    if (!this.readingsAgree) {
      const others = this.readings
        .filter((reading) => reading.verdict !== this.verdict)
        .map((reading) => `${reading.id}: ${reading.verdict}`);
      reasons.push({
        ...said,
        code: 'READINGS_DISAGREE',
        message: `Other readings of the policy's words decide otherwise: ${others.join(', ')}.`,
      });
    }
    if (!this.complete && !reasons.some((reason) => reason.code === 'LIMIT_REACHED')) {
      reasons.push({
        ...said,
        code: 'LIMIT_REACHED',
        message: `A limit stopped the gathering of who stands above ${subject.name}.`,
      });
    }
    if (!this.inForce)
      reasons.unshift({ ...said, code: 'POLICY_NOT_IN_FORCE', message: `${policy.name} was not in force on ${asOf}.` });
    return reasons;
  }

  /** The first reason for the verdict; that the policy was not in force is none. */
  get because(): string {
    const [first] = [...exemption(this.solution, this.node).reasons, ...this.explanation.reasons, ...this.reasons];
    return first?.message ?? '';
  }

  /** The verdict under every registered reading of the policy's words, from the same graph. */
  get readings(): readonly Reading[] {
    const { node } = this;
    return this.policy.readings.map(({ id, basis, change }) => {
      const reading = this.solution.under(change);
      return {
        id,
        basis,
        verdict: verdictOf(reading, node),
        get restrictedShare(): Bounds {
          return reading.restrictedShare(node);
        },
      };
    });
  }

  get readingsAgree(): boolean {
    return this.readings.every((reading) => reading.verdict === this.verdict);
  }

  /** Shortest first; a subject that is restricted by what it is has itself for a chain. */
  chains(first: number): readonly Chain[] {
    const roots = [...this.explanation.roots].sort((a, b) => a.edges.length - b.edges.length);
    return roots.slice(0, first).map((root) => this.chain(root));
  }

  /** What would settle the verdict, most decisive first; none where the record alone decides. */
  decidingFacts(first: number): readonly Settled[] {
    return decidingFacts(this.open, first);
  }

  /** Smallest changes of what is recorded that would give another verdict. */
  counterfactuals(first: number): readonly Counterfactual[] {
    return counterfactuals(this.open, first);
  }

  private get open(): Opened {
    this.opened ??= Opened.about(this.solution, this.node);
    return this.opened;
  }

  /** Every source the verdict rests on, each once, the subject's first. */
  get evidence(): readonly Source[] {
    this.cited ??= this.sourcesOfWalk();
    return this.cited;
  }

  private sourcesOfWalk(): readonly Source[] {
    const { graph } = this.solution.frame;
    const sources = new Map<string, Source>();
    const cite = (source: Source): void => void sources.set(JSON.stringify(source), source);
    for (const node of this.explanation.nodes) for (const source of sourcesOf(graph.parties[node])) cite(source);
    for (const edge of this.explanation.edges) for (const source of graph.interests[edge]?.sources ?? []) cite(source);
    return [...sources.values()];
  }

  get weakestGrade(): Grade | null {
    const ranks = this.evidence.map((source) => GRADES.indexOf(source.grade));
    return ranks.length === 0 ? null : (GRADES[Math.max(...ranks)] ?? null);
  }

  get oldestSource(): string | null {
    const dates = this.evidence.flatMap((source) => source.retrievedAt ?? []).sort();
    return dates[0] ?? null;
  }

  /** One plain paragraph for a case file. */
  get summary(): string {
    return summary(this);
  }

  /** The proof as a picture, or as a text that other programs draw. */
  chart(format: ChartFormat): string {
    return chart(drawing(this.solution, this.node, this.verdict, this.explanation), format);
  }

  /** What a program that shares no code with the engine needs to check the verdict. */
  certificate(issue: Issue): Certificate {
    return certificate(this.solution, this.node, issue);
  }

  private get explanation(): Explanation {
    this.explained ??= this.solution.explanation(this.node, this.placeVerdict);
    return this.explained;
  }

  /** What the fixpoints say, before an exemption. */
  private get placeVerdict(): Verdict {
    return PLACE[this.solution.place(this.node)];
  }

  private chain({ node, edges }: Root): Chain {
    const { graph } = this.solution.frame;
    const steps = edges.map((edge) => graph.interests[edge] as Interest);
    const nodes = [node, ...edges.map((edge) => at(graph.subject, edge))];
    const last = steps.at(-1);
    // A member of a group in concert stands beside the group, not above it: the chain goes on from the member.
    const parties = nodes.map((each) => graph.parties[each]).filter((party): party is Party => party !== undefined);
    const passedOn = last === undefined ? exactly(WHOLE) : last.share;
    const share = this.policy.propagation === 'CASCADE' ? passedOn : chainShare(steps.map((step) => step.share));
    return { steps, parties, share };
  }
}

function sourcesOf(party: Party | undefined): readonly Source[] {
  if (party === undefined) return [];
  const stated = [
    ...party.listings.map((listing) => listing.source),
    ...party.headquarters.map((place) => place.source),
  ];
  return stated.length > 0 ? stated : party.sources;
}
