import { type Interest, interestId } from '../../model/interest.js';
import type { Party } from '../../model/party.js';
import type { Reason, ReasonCode, Verdict } from '../../model/ruling.js';
import { describeShare } from '../../model/share.js';
import type { Side } from '../closure.js';
import { describeInterest, describeUnnamed, type Explanation, type Root, unnamed } from '../explanation.js';
import { nodeSeed, standsForMajority, standsReported } from '../frame.js';
import { at, edgesOf, type Graph } from '../graph.js';
import type { Measure } from '../measure.js';
import type { Columns } from './columns.js';
import { decidingIndex, type Multiplied, type Run } from './multiplied.js';
import type { Weighed } from './weighed.js';

/** Why a verdict by multiplied shares is as it is, collected in one walk from the subject up. */
export function explained(decided: Multiplied, subject: number, verdict: Verdict): Explanation {
  return new Telling(decided, subject, verdict).told();
}

class Telling {
  private readonly reasons = new Map<string, Reason>();
  private readonly assumptions = new Map<string, Reason>();
  private readonly roots: Root[] = [];
  private readonly down = new Map<number, { readonly edge: number; readonly below: number } | null>();
  private readonly edges = new Set<number>();
  private readonly graph: Graph;
  private readonly run: Run;
  private readonly index: number;
  private readonly weighed: Weighed;
  private readonly columns: Columns;
  private readonly side: Side;

  constructor(
    private readonly decided: Multiplied,
    private readonly subject: number,
    private readonly verdict: Verdict,
  ) {
    this.graph = decided.frame.graph;
    this.run = decided.runFor(subject);
    this.index = decidingIndex(decided.frame, this.run, subject);
    this.weighed = this.run.weighed[this.index] as Weighed;
    this.columns = this.weighed.columns.all;
    this.side = verdict === 'RESTRICTED' ? 'least' : 'most';
    this.down.set(subject, null);
  }

  told(): Explanation {
    this.share();
    const queue = [this.subject];
    for (const node of queue) {
      this.tell(node);
      if (this.counts(node) && (node !== this.subject || this.verdict !== 'NOT_RESTRICTED')) {
        this.roots.push({ node, edges: this.wayFrom(node) });
        if (node !== this.subject) continue;
      }
      for (const { owner, edge } of this.owners(node)) {
        if (this.down.has(owner)) continue;
        this.down.set(owner, { edge, below: node });
        queue.push(owner);
      }
    }
    const nodes = [...this.down.keys()].filter((node) => node < this.graph.size);
    return {
      reasons: [...this.reasons.values()],
      assumptions: [...this.assumptions.values()],
      roots: this.roots,
      nodes,
      edges: [...this.edges],
    };
  }

  /** The sum that decides, first. */
  private share(): void {
    const party = this.graph.parties[this.subject] as Party;
    const { policy } = this.decided.frame.setting;
    const share = this.decided.restrictedShare(this.subject);
    const along = `along every chain, ${policy.propagation === 'DEEMED' ? 'majority links counted whole' : 'multiplied and added'}`;
    const exact = share.min === share.max && share.min === policy.threshold;
    if (this.verdict === 'RESTRICTED') {
      if (share.min === 0) return;
      const code = exact ? 'OWNED_AT_THRESHOLD' : 'OWNED_ABOVE_THRESHOLD';
      const measure = this.decided.frame.measures[this.index] as Measure;
      if (this.weighed.certainlyMeets(this.subject, measure))
        this.because(code, `Restricted parties hold ${describeShare(share)} of ${party.name}, ${along}.`, party);
    } else if (this.verdict === 'INDETERMINATE') {
      if (share.min !== share.max)
        this.because(
          'SHARE_UNKNOWN',
          `Restricted parties hold ${describeShare(share)} of ${party.name}, ${along}.`,
          party,
        );
    } else if (exact)
      this.because(
        'OWNED_AT_THRESHOLD',
        `Restricted parties hold exactly ${describeShare(share)} of ${party.name}; the policy needs more.`,
        party,
      );
    else if (share.max > 0)
      this.because(
        'BELOW_THRESHOLD',
        `Restricted parties hold or may hold ${describeShare(share)} of ${party.name}, ${along}; that does not meet the policy's threshold.`,
        party,
      );
    else
      this.because('NO_RESTRICTED_OWNER', `No restricted party holds any part of ${party.name}, by the record.`, party);
  }

  private counts(node: number): boolean {
    return (this.side === 'least' ? this.run.certain : this.run.possible).has(node);
  }

  private tell(node: number): void {
    const party = this.graph.parties[node];
    if (party === undefined) return;
    const seed = nodeSeed(this.graph, this.decided.frame.setting, node);
    if (seed.presumed !== null) this.assume(seed.presumed.code, seed.presumed.message, party);
    if (this.counts(node) && this.verdict !== 'NOT_RESTRICTED') {
      for (const cause of seed.causes) this.because(cause.code, cause.message, party);
      this.controlled(node, party);
    }
    if (this.counts(node) && node !== this.subject) return;
    if (this.verdict === 'INDETERMINATE') this.remainder(node, party);
    if (this.verdict === 'NOT_RESTRICTED') this.presumedOwners(node, party);
    if (this.decided.frame.isOver[this.index]?.[node] === 1)
      this.because(
        'SHARES_OVER_100',
        `The recorded shares of ${party.name} add up to more than 100 %; none is renormalised.`,
        party,
      );
  }

  private controlled(node: number, party: Party): void {
    const by = this.run.control[this.side].get(node);
    const code = this.side === 'least' ? 'CONTROLLED' : 'CONTROL_SIGNAL';
    if (by === undefined) return;
    if (by.edge === null) {
      this.because(
        code,
        `Restricted parties together ${code === 'CONTROLLED' ? 'have' : 'may have'} a majority of the votes or seats of ${party.name}.`,
        party,
      );
      return;
    }
    const via = by.edge;
    this.edges.add(via);
    this.because(
      code,
      `${this.describe(via)}: control without ownership${code === 'CONTROLLED' ? '' : ' is possible'}.`,
      party,
      via,
    );
  }

  /** Owners through whom anything that counts may come, and what is unknown or presumed of their interests. */
  private owners(node: number): { readonly owner: number; readonly edge: number }[] {
    const { columns } = this;
    const found: { owner: number; edge: number }[] = [];
    const end = at(columns.linksOf, at(columns.columnsOf, node + 1));
    for (let link = at(columns.linksOf, at(columns.columnsOf, node)); link < end; link += 1) {
      const owner = at(columns.owner, link);
      const edge = at(columns.edge, link);
      if (owner === node || (this.verdict !== 'NOT_RESTRICTED' && !this.weighed.reaches(owner, this.side))) continue;
      found.push({ owner, edge });
      if (edge === -1) continue;
      this.edges.add(edge);
      this.interest(edge);
    }
    return found;
  }

  private interest(edge: number): void {
    const interest = this.graph.interests[edge] as Interest;
    const party = this.graph.parties[at(this.graph.subject, edge)] as Party;
    if (interest.conflicting)
      this.because(
        'CONFLICTING_SOURCES',
        `Sources contradict each other on ${this.describe(edge)}; everything they say is kept possible.`,
        party,
        edge,
      );
    if (standsForMajority(this.graph, this.decided.frame.setting, edge)) {
      const message = `${this.holderName(edge)} is reported as the parent of ${party.name}; no source publishes its share, and more than 50 % is presumed.`;
      if (this.verdict === 'RESTRICTED') this.because('REPORTED_PARENT_RESTRICTED', message, party, edge);
      this.assume('REPORTED_PARENT_RESTRICTED', message, party, edge);
    }
    if (this.verdict !== 'INDETERMINATE') return;
    if (interest.interestedParty === null)
      this.because('OWNER_UNKNOWN', describeUnnamed(interest, party.name), party, edge);
    else if (
      !standsForMajority(this.graph, this.decided.frame.setting, edge) &&
      interest.share.min !== interest.share.max
    )
      this.because('SHARE_UNKNOWN', `${this.describe(edge)}: the exact share is not recorded.`, party, edge);
  }

  private remainder(node: number, party: Party): void {
    const { frame } = this.decided;
    const counted = frame.mode === 'EVERYWHERE' || (frame.mode === 'SUBJECT' && node === this.subject);
    const rest = at(frame.remainders[this.index]?.units ?? [], node);
    if (!counted || rest === 0) return;
    const recorded = [...edgesOf(this.graph.owners, node)].some(
      (edge) => frame.measures[this.index]?.edges[edge] === 1,
    );
    if (!recorded) this.because('OWNERS_UNRECORDED', `No record says who owns ${party.name}.`, party);
    else {
      const maxExclusive = frame.remainders[this.index]?.strict[node] === 1;
      const share = { min: 0, max: rest, minExclusive: false, maxExclusive };
      this.because(
        'REMAINDER_UNKNOWN',
        `No record says who holds the rest of ${party.name}, ${describeShare(share)}.`,
        party,
      );
    }
  }

  /** What was presumed about the owners of a party whom the verdict needs unrestricted. */
  private presumedOwners(node: number, party: Party): void {
    const { frame } = this.decided;
    if (
      party.kind === 'PERSON' ||
      party.kind === 'STATE' ||
      this.graph.isGroup[node] === 1 ||
      this.graph.isBranch[node] === 1
    )
      return;
    if (frame.isComplete[this.index]?.[node] === 1) return;
    if (frame.isWidelyHeld[node] === 1) {
      const message = `${party.name} is publicly listed and its large holders are stated: the rest is taken as widely held.`;
      if (node === this.subject) this.because('WIDELY_HELD', message, party);
      this.assume('WIDELY_HELD', message, party);
    } else if (standsReported(this.graph, frame.setting, node, frame.measures[this.index] as Measure)) {
      this.assume(
        'OWNERS_UNRECORDED',
        `The shares of ${party.name} that no record accounts for are presumed under 50 %, because its reported parent consolidates it.`,
        party,
      );
    } else if (frame.mode !== 'EVERYWHERE' && at(frame.remainders[this.index]?.units ?? [], node) > 0) {
      this.assume(
        'OWNERS_UNRECORDED',
        `What no record accounts for in ${party.name} is taken as held by nobody restricted.`,
        party,
      );
    }
  }

  /** From a node that counts down to the subject; steps that are no interest are left out. */
  private wayFrom(node: number): number[] {
    const edges: number[] = [];
    for (let link = this.down.get(node); link !== null && link !== undefined; link = this.down.get(link.below))
      if (link.edge !== -1) edges.push(link.edge);
    return edges;
  }

  private because(code: ReasonCode, message: string, party: Party, edge: number | null = null): void {
    add(this.reasons, code, message, party, this.interestOf(edge));
  }

  private assume(code: ReasonCode, message: string, party: Party, edge: number | null = null): void {
    add(this.assumptions, code, message, party, this.interestOf(edge));
  }

  private interestOf(edge: number | null): Interest | null {
    return edge === null ? null : (this.graph.interests[edge] ?? null);
  }

  private holderName(edge: number): string {
    return this.graph.parties[at(this.graph.holder, edge)]?.name ?? unnamed(this.graph.interests[edge] as Interest);
  }

  private describe(edge: number): string {
    const interest = this.graph.interests[edge] as Interest;
    const subject = this.graph.parties[at(this.graph.subject, edge)]?.name ?? interest.subject;
    return describeInterest(interest, this.holderName(edge), subject);
  }
}

function add(
  to: Map<string, Reason>,
  code: ReasonCode,
  message: string,
  party: Party,
  interest: Interest | null,
): void {
  to.set(`${code} ${party.id} ${interest === null ? '' : interestId(interest)}`, { code, message, party, interest });
}
