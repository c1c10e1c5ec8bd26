import { type Interest, interestId } from '../model/interest.js';
import type { Party } from '../model/party.js';
import type { Reason, ReasonCode, Verdict } from '../model/ruling.js';
import { describeShare, WHOLE } from '../model/share.js';
import type { Cascade } from './cascade.js';
import { type Closure, ENTRY, heldIn, least, most, saysControl } from './closure.js';
import { type Frame, isReport, nodeSeed, standsForMajority, standsReported } from './frame.js';
import { at, edgesOf, type Graph, TYPE } from './graph.js';
import { certainlyMeets, type Measure, makesUpWhole, mayMeet, measure } from './measure.js';
import { restrictedShare } from './restrictedShare.js';
import { heldBy, holdersKeptOut, type Step, stepsInto, stepToGroup } from './witness.js';

/** Where a chain begins: a node that matters by itself, and the way from it down to the subject. */
export interface Root {
  readonly node: number;
  /** From the root to the subject; empty when the subject is the root. */
  readonly edges: readonly number[];
}

/** Why a verdict is as it is, collected in one walk from the subject up. */
export interface Explanation {
  readonly reasons: readonly Reason[];
  readonly assumptions: readonly Reason[];
  readonly roots: readonly Root[];
  /** Nodes and edges the verdict rests on, the subject first. */
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
}

export function explain(solution: Cascade, subject: number, verdict: Verdict): Explanation {
  const walk = new Walk(solution, subject);
  if (verdict === 'RESTRICTED') walk.restricted();
  else if (verdict === 'INDETERMINATE') walk.indeterminate();
  else walk.cleared();
  walk.signals();
  return walk.finished();
}

class Walk {
  private readonly reasons = new Map<string, Reason>();
  private readonly assumptions = new Map<string, Reason>();
  private readonly roots: Root[] = [];
  private readonly down = new Map<number, { readonly edge: number; readonly below: number } | null>();
  private readonly edges = new Set<number>();
  /** Whether restricted holders may have the majority of the subject's votes or seats; told once for all holders. */
  private readonly majorities = new Map<string, boolean>();
  private readonly frame: Frame;
  private readonly graph: Graph;

  constructor(
    private readonly solution: Cascade,
    private readonly subject: number,
  ) {
    this.frame = solution.frame;
    this.graph = solution.frame.graph;
    this.down.set(subject, null);
  }

  finished(): Explanation {
    return {
      reasons: [...this.reasons.values()],
      assumptions: [...this.assumptions.values()],
      roots: this.roots,
      nodes: [...this.down.keys()],
      edges: [...this.edges],
    };
  }

  /** The witness of `least`: seeds, and whom they own, down to the subject. */
  restricted(): void {
    const closed = this.solution.closureFor(this.subject, 'least');
    this.owned(closed);
    this.walk((node) => {
      this.entered(closed, node);
      return stepsInto(this.frame, closed, node);
    }, closed);
  }

  /** The witness of `most`, and at each node of it what keeps it out of `least`. */
  indeterminate(): void {
    const closed = this.solution.closureFor(this.subject, 'most');
    const lowest = this.solution.closureFor(this.subject, 'least');
    if (at(closed.rank, this.subject) === -1) this.remainder(this.subject, closed, true);
    this.walk((node) => {
      if (at(lowest.rank, node) !== -1) {
        this.entered(lowest, node);
        return stepsInto(this.frame, lowest, node);
      }
      this.entered(closed, node);
      this.presumedSeed(node);
      this.remainder(node, closed, false);
      const steps = node === this.subject ? this.everyStep(closed, node) : stepsInto(this.frame, closed, node);
      for (const step of steps) this.unknown(step, node);
      if (node === this.subject) this.unnamedParents();
      return steps;
    }, closed);
  }

  /** Every report that does not name the parent is a reason at the subject, though one is enough to leave it open. */
  private unnamedParents(): void {
    for (const edge of edgesOf(this.graph.owners, this.subject)) {
      const holder = at(this.graph.holder, edge);
      if (isReport(at(this.graph.type, edge)) && this.party(holder) === null) {
        this.unknown({ holder, edge }, this.subject);
        this.edges.add(edge);
      }
    }
  }

  /** At the subject every holding that counts is shown, also where fewer would be enough. */
  private everyStep(closed: Closure, node: number): readonly Step[] {
    const entry = at(closed.entry, node);
    if (entry !== ENTRY.OWNED && entry !== 0) return stepsInto(this.frame, closed, node);
    const index = entry === ENTRY.OWNED ? at(closed.via, node) : 0;
    return heldBy(this.frame, closed, node, index).map((edge) => ({ holder: at(this.graph.holder, edge), edge }));
  }

  /** The closed set outside `most`: whoever has to be unrestricted for the subject to be, and why each is. */
  cleared(): void {
    const closed = this.solution.closureFor(this.subject, 'most');
    const share = restrictedShare(this.solution, this.subject);
    const party = this.party(this.subject) as Party;
    const { policy } = this.frame.setting;
    if (
      share.max === policy.threshold &&
      !share.maxExclusive &&
      policy.comparison === 'MORE_THAN' &&
      share.min === share.max
    ) {
      this.because(
        'OWNED_AT_THRESHOLD',
        `Restricted parties hold exactly ${describeShare(share)} of ${party.name}; the policy needs more.`,
        party,
      );
    }
    if (share.max > 0) {
      this.because(
        'BELOW_THRESHOLD',
        `Restricted parties hold or may hold ${describeShare(share)} of ${party.name}, which does not meet the policy's threshold.`,
        party,
      );
    } else
      this.because('NO_RESTRICTED_OWNER', `No restricted party holds any part of ${party.name}, by the record.`, party);
    this.walk((node) => {
      this.presumedClear(node, closed);
      return holdersKeptOut(this.frame, closed, node);
    }, null);
    this.minorities(closed);
  }

  private walk(stepsOf: (node: number) => readonly Step[], closed: Closure | null): void {
    const queue = [this.subject];
    for (const node of queue) {
      const steps = stepsOf(node);
      for (const { holder, edge } of steps) {
        this.use(edge);
        if (!this.down.has(holder)) {
          this.down.set(holder, { edge, below: node });
          const group = closed === null ? null : stepToGroup(this.frame, closed, holder);
          if (group === null) queue.push(holder);
          else if (!this.down.has(group.holder)) {
            this.use(group.edge);
            this.down.set(group.holder, { edge: group.edge, below: holder });
            queue.push(group.holder);
          }
        }
      }
      if (closed !== null && (steps.length === 0 || at(closed.entry, node) === ENTRY.SEED))
        this.roots.push(this.rootAt(node));
    }
  }

  private rootAt(node: number): Root {
    const edges: number[] = [];
    for (let link = this.down.get(node); link !== null && link !== undefined; link = this.down.get(link.below))
      edges.push(link.edge);
    return { node, edges };
  }

  private use(edge: number): void {
    this.edges.add(edge);
    const interest = this.graph.interests[edge] as Interest;
    if (interest.conflicting) {
      this.because(
        'CONFLICTING_SOURCES',
        `Sources contradict each other on ${this.describe(edge)}; everything they say is kept possible.`,
        this.party(at(this.graph.subject, edge)),
        interest,
      );
    }
    const subject = at(this.graph.subject, edge);
    if (this.frame.isOver.some((over) => over[subject] === 1)) {
      const party = this.party(subject);
      this.because(
        'SHARES_OVER_100',
        `The recorded shares of ${party?.name} add up to more than 100 %; none is renormalised.`,
        party,
      );
    }
  }

  /** Why a node is in a closure, told for the subject and for seeds; in between the chain tells it. */
  private entered(closed: Closure, node: number): void {
    const party = this.party(node);
    const entry = at(closed.entry, node);
    if (party === null) return;
    const via = at(closed.via, node);
    if (entry === ENTRY.SEED) {
      const seed = nodeSeed(this.graph, this.frame.setting, node);
      for (const cause of seed.causes) this.because(cause.code, cause.message, party);
      if (seed.presumed !== null) this.assume(seed.presumed.code, seed.presumed.message, party);
    } else if (entry === ENTRY.REPORTED) {
      const message = `${this.holderName(via)} is reported as the parent of ${party.name}; no source publishes its share, and more than 50 % is presumed${this.grade(via)}.`;
      this.because('REPORTED_PARENT_RESTRICTED', message, party, this.graph.interests[via]);
      this.assume('REPORTED_PARENT_RESTRICTED', message, party, this.graph.interests[via]);
    } else if (entry === ENTRY.BRANCH) {
      this.because(
        'BRANCH_OF_RESTRICTED',
        `${party.name} is a branch of ${this.holderName(via)}, and so the same legal person.`,
        party,
        this.graph.interests[via],
      );
    } else if (entry === ENTRY.CONTROL) {
      const code = closed.side === 'least' ? 'CONTROLLED' : 'CONTROL_SIGNAL';
      this.because(
        code,
        `${this.describe(via)}: control without ownership${code === 'CONTROLLED' ? '' : ' is possible'}.`,
        party,
        this.graph.interests[via],
      );
    } else if (entry === ENTRY.MAJORITY) {
      const kind = this.frame.measures[via]?.type === 'BOARD_APPOINTMENT' ? 'board' : 'votes';
      const code = closed.side === 'least' ? 'CONTROLLED' : 'CONTROL_SIGNAL';
      this.because(
        code,
        `Restricted parties together ${code === 'CONTROLLED' ? 'have' : 'may have'} a majority of the ${kind} of ${party.name}.`,
        party,
      );
    }
  }

  /** That the subject is owned so is a reason of its own, also where it would be restricted without. */
  private owned(closed: Closure): void {
    const party = this.party(this.subject) as Party;
    for (const [index, counted] of this.frame.measures.entries()) {
      const sums = closed.sums[index];
      if (counted.role !== 'decides' || sums === undefined) continue;
      const { bound, own } = least(this.frame, index, this.subject, heldIn(sums, this.subject));
      if (!certainlyMeets(bound, own, counted)) continue;
      const share = restrictedShare(this.solution, this.subject);
      const { policy } = this.frame.setting;
      const kind =
        counted.type === 'VOTING_RIGHTS' ? 'votes' : counted.type === 'BOARD_APPOINTMENT' ? 'board seats' : 'shares';
      const exact = share.min === share.max && share.min === policy.threshold;
      const owner = policy.aggregate ? 'Restricted parties together hold' : 'One restricted party holds';
      this.because(
        exact ? 'OWNED_AT_THRESHOLD' : 'OWNED_ABOVE_THRESHOLD',
        `${owner} ${describeShare(share)} of the ${kind} of ${party.name}, directly or through companies they own.`,
        party,
      );
      return;
    }
  }

  private unknown(step: Step, node: number): void {
    const { graph } = this;
    const interest = graph.interests[step.edge] as Interest;
    const party = this.party(node);
    if (interest.interestedParty === null) {
      this.because('OWNER_UNKNOWN', describeUnnamed(interest, party?.name ?? interest.subject), party, interest);
    } else if (interest.share.min !== interest.share.max && this.isCounted(step.edge)) {
      this.because('SHARE_UNKNOWN', `${this.describe(step.edge)}: the exact share is not recorded.`, party, interest);
    }
  }

  private isCounted(edge: number): boolean {
    return this.frame.measures.some((counted) => counted.role === 'decides' && counted.edges[edge] === 1);
  }

  /** Whether what nobody recorded matters at a node that may be restricted. */
  private remainder(node: number, closed: Closure, force: boolean): void {
    const party = this.party(node);
    const entry = at(closed.entry, node);
    if (party === null || (!force && (entry !== ENTRY.OWNED || this.frame.mode !== 'EVERYWHERE'))) return;
    const index = force ? 0 : at(closed.via, node);
    const rest = at(this.frame.remainders[index]?.units ?? [], node);
    if (rest === 0) return;
    const recorded = [...edgesOf(this.graph.owners, node)].some(
      (edge) => this.frame.measures[index]?.edges[edge] === 1,
    );
    if (recorded) {
      const strict = this.frame.remainders[index]?.strict[node] === 1;
      const share = { min: 0, max: rest, minExclusive: false, maxExclusive: strict };
      this.because(
        'REMAINDER_UNKNOWN',
        `No record says who holds the rest of ${party.name}, ${describeShare(share)}.`,
        party,
      );
    } else this.because('OWNERS_UNRECORDED', `No record says who owns ${party.name}.`, party);
  }

  /** What was presumed about a node that has to stay out. */
  private presumedClear(node: number, closed: Closure): void {
    const party = this.party(node);
    if (party === null) return;
    this.presumedSeed(node);
    for (const [index, counted] of this.frame.measures.entries()) {
      if (counted.role === 'decides') this.presumedOwners(party, node, closed, index, counted);
    }
  }

  private presumedSeed(node: number): void {
    const { presumed } = nodeSeed(this.graph, this.frame.setting, node);
    if (presumed !== null) this.assume(presumed.code, presumed.message, this.party(node));
  }

  private presumedOwners(party: Party, node: number, closed: Closure, index: number, counted: Measure): void {
    const sums = closed.sums[index];
    if (sums === undefined || party.kind === 'PERSON' || party.kind === 'STATE' || !makesUpWhole(counted.type)) return;
    const held = heldIn(sums, node);
    const unaccounted = Math.max(0, WHOLE - at(counted.minOf, node));
    const matters = mayMeet({ units: held.max + unaccounted, strict: false }, 0, counted);
    if (
      !matters ||
      this.graph.isGroup[node] === 1 ||
      this.graph.isBranch[node] === 1 ||
      this.frame.isComplete[index]?.[node] === 1
    )
      return;
    if (this.frame.isWidelyHeld[node] === 1) {
      const message = `${party.name} is publicly listed and its large holders are stated: the rest is taken as widely held.`;
      this.because('WIDELY_HELD', message, party);
      this.assume('WIDELY_HELD', message, party);
    } else if (standsReported(this.graph, this.frame.setting, node, counted)) {
      this.assume(
        'OWNERS_UNRECORDED',
        `The shares of ${party.name} that no record accounts for are presumed under 50 %, because its reported parent consolidates it.`,
        party,
      );
    } else if (
      !mayMeet(most(this.frame, index, node, held, this.frame.mode === 'EVERYWHERE').bound, 0, counted) &&
      this.ignoresRemainder(node)
    ) {
      this.assume(
        'OWNERS_UNRECORDED',
        `What no record accounts for in ${party.name} is taken as held by nobody restricted.`,
        party,
      );
    }
  }

  private ignoresRemainder(node: number): boolean {
    return this.frame.mode === 'IGNORED' || (this.frame.mode === 'SUBJECT' && node !== this.subject);
  }

  /** Holdings of restricted parties that stay below the threshold: nothing follows from them, but they are shown. */
  private minorities(closed: Closure): void {
    for (const edge of edgesOf(this.graph.owners, this.subject)) {
      const holder = at(this.graph.holder, edge);
      if (!this.isCounted(edge) || at(closed.rank, holder) === -1) continue;
      this.use(edge);
      this.roots.push({ node: holder, edges: [edge] });
    }
  }

  /** Influence over the subject that the policy wants said, whatever the verdict. */
  signals(): void {
    const closed = this.solution.closureFor(this.subject, 'most');
    const party = this.party(this.subject) as Party;
    for (const edge of edgesOf(this.graph.owners, this.subject)) {
      const holder = at(this.graph.holder, edge);
      const type = at(this.graph.type, edge);
      const effect = this.frame.effects[type] ?? null;
      if (effect === null || effect === 'IGNORE' || at(closed.rank, holder) === -1) continue;
      if (standsForMajority(this.graph, this.frame.setting, edge)) continue;
      if (!this.isSignal(type, closed)) continue;
      const weak = type === TYPE.OTHER_INFLUENCE && !saysControl(this.frame, edge) ? 'influence' : 'control';
      this.because(
        'CONTROL_SIGNAL',
        `${this.describe(edge)}: a signal of ${weak} without ownership.`,
        party,
        this.graph.interests[edge],
      );
      this.edges.add(edge);
    }
  }

  /** Votes and seats signal control when restricted holders may have the majority of them. */
  private isSignal(type: number, closed: Closure): boolean {
    if (type !== TYPE.VOTING_RIGHTS && type !== TYPE.BOARD_APPOINTMENT) return true;
    const kind = type === TYPE.VOTING_RIGHTS ? 'VOTING_RIGHTS' : 'BOARD_APPOINTMENT';
    const known = this.majorities.get(kind) ?? this.mayHaveMajority(kind, closed);
    this.majorities.set(kind, known);
    return known;
  }

  private mayHaveMajority(kind: 'VOTING_RIGHTS' | 'BOARD_APPOINTMENT', closed: Closure): boolean {
    const counted = measure(this.graph, kind, 'signals', WHOLE / 2, 'MORE_THAN');
    const holders = [...edgesOf(this.graph.owners, this.subject)].filter(
      (other) => counted.edges[other] === 1 && at(closed.counted, at(this.graph.holder, other)) !== -1,
    );
    const held = holders.reduce((sum, other) => sum + at(this.graph.max, other), 0);
    const others = at(counted.minOf, this.subject) - holders.reduce((sum, other) => sum + at(this.graph.min, other), 0);
    const units = Math.min(held, Math.max(0, WHOLE - others));
    return mayMeet({ units, strict: false }, 0, counted);
  }

  private because(code: ReasonCode, message: string, party: Party | null, interest: Interest | null = null): void {
    this.reasons.set(`${code} ${party?.id} ${interest === null ? '' : interestId(interest)}`, {
      code,
      message,
      party,
      interest,
    });
  }

  private assume(code: ReasonCode, message: string, party: Party | null, interest: Interest | null = null): void {
    this.assumptions.set(`${code} ${party?.id} ${interest === null ? '' : interestId(interest)}`, {
      code,
      message,
      party,
      interest,
    });
  }

  private party(node: number): Party | null {
    return this.graph.parties[node] ?? null;
  }

  private holderName(edge: number): string {
    return this.party(at(this.graph.holder, edge))?.name ?? unnamed(this.graph.interests[edge] as Interest);
  }

  /** "A holds 30 % of the shares of B", for a sentence. */
  private describe(edge: number): string {
    const interest = this.graph.interests[edge] as Interest;
    return describeInterest(
      interest,
      this.holderName(edge),
      this.party(at(this.graph.subject, edge))?.name ?? interest.subject,
    );
  }

  private grade(edge: number): string {
    const grades = this.graph.interests[edge]?.sources.map((source) => source.grade) ?? [];
    if (grades.includes('PRIMARY')) return '';
    return grades.includes('SECONDARY') ? ' (presumed from press)' : ' (presumed from an assertion)';
  }
}

const HELD: Readonly<Partial<Record<Interest['type'], string>>> = {
  SHAREHOLDING: 'the shares',
  VOTING_RIGHTS: 'the votes',
  PROFIT_RIGHTS: 'the profits',
  BOARD_APPOINTMENT: 'the board seats',
  CONDITIONAL_RIGHTS: 'rights not exercised yet',
};

const ROLE: Readonly<Partial<Record<Interest['type'], string>>> = {
  CONTRACT: 'controls by contract',
  GENERAL_PARTNER: 'is the general partner of',
  TRUSTEE: 'is the trustee of',
  VETO: 'has a veto in',
  NOMINEE: 'is a nominee in',
  CONCERT: 'acts in concert in',
  JOINT_HOLDER: 'is a joint holder in',
  REPORTED_PARENT: 'is the reported parent of',
  REPORTED_ULTIMATE_PARENT: 'is the reported ultimate parent of',
  BRANCH: 'is the head of its branch',
  OTHER_INFLUENCE: 'has influence over',
};

/** "Somebody who is not named (why)", for the beginning of a sentence. */
export function unnamed({ undisclosed }: Interest): string {
  return `Somebody who is not named${undisclosed === null ? '' : ` (${undisclosed})`}`;
}

/** "Who holds 30 % of B is not named (why)." */
export function describeUnnamed({ type, share, undisclosed }: Interest, subject: string): string {
  const isReported = type === 'REPORTED_PARENT' || type === 'REPORTED_ULTIMATE_PARENT';
  const who = isReported ? `The reported parent of ${subject}` : `Who holds ${describeShare(share)} of ${subject}`;
  return `${who} is not named${undisclosed === null ? '' : ` (${undisclosed})`}.`;
}

/** An interest as a clause: "A holds 30 % of the shares of B". */
export function describeInterest(interest: Interest, holder: string, subject: string): string {
  const what = HELD[interest.type];
  if (what !== undefined) return `${holder} holds ${describeShare(interest.share)} of ${what} of ${subject}`;
  return `${holder} ${ROLE[interest.type]} ${subject}`;
}
