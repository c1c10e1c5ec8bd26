import type { InterestType } from '../model/interest.js';
import type { Party } from '../model/party.js';
import type { Policy } from '../model/policy.js';
import type { Chain } from '../model/ruling.js';
import { type Bounds, exactly, NOTHING, WHOLE } from '../model/share.js';
import { type Cascade, cascadeFrom } from './cascade.js';
import { type Closure, ENTRY, heldIn, most } from './closure.js';
import { ancestors } from './control.js';
import { unnamedIn } from './effectiveShare.js';
import { type Frame, frame } from './frame.js';
import { at, type Graph } from './graph.js';
import { mayMeet } from './measure.js';
import { counted, type Run, shareOf } from './multiplied/multiplied.js';
import type { Setting } from './seeds.js';
import { waysDown } from './ways.js';

/** A natural person who certainly or possibly meets a policy's threshold in a company. */
export interface BeneficialOwner {
  readonly person: Party;
  readonly share: Bounds;
  readonly by: readonly InterestType[];
  readonly chains: readonly Chain[];
}

export interface BeneficialOwnership {
  readonly owners: readonly BeneficialOwner[];
  readonly fallback: string | null;
  /** False where somebody, or a share, that is not recorded may make further ones. */
  readonly complete: boolean;
  readonly unidentified: Bounds;
}

const MOST_CHAINS = 1_000;

/** Each person by what is recorded of that person; what is not recorded of anybody is `unidentified`, and `complete` says whether it matters. */
export function beneficialOwners(graph: Graph, setting: Setting, subject: number): BeneficialOwnership {
  const test = new Test(graph, setting, subject);
  const persons = ancestors(graph, subject).filter((node) => graph.parties[node]?.kind === 'PERSON');
  const owners = persons.flatMap((person) => test.of(person) ?? []);
  owners.sort((a, b) => b.share.max - a.share.max || b.share.min - a.share.min || (a.person.id < b.person.id ? -1 : 1));
  const { fallback } = setting.policy;
  const found = new Set(owners.map(({ person }) => person.id));
  const others = persons.filter((person) => !found.has(graph.parties[person]?.id ?? ''));
  return {
    owners,
    fallback: owners.length === 0 ? fallback : null,
    complete: graph.complete && ![[], ...others.map((person) => [person])].some((known) => test.mayMeet(known)),
    unidentified: test.unidentified(persons),
  };
}

/** What makes a person a beneficial owner of one company. */
class Test {
  /** A holder controls what it holds more than half of, or what the policy says a link needs, and passes that on whole. */
  private readonly above: Frame;
  private readonly shares: Frame;

  constructor(
    private readonly graph: Graph,
    private readonly setting: Setting,
    private readonly subject: number,
  ) {
    const { policy } = setting;
    const above = policy.thresholdAbove ?? (policy.propagation === 'CASCADE' ? policy : MORE_THAN_HALF);
    const { threshold, comparison } = above;
    const passing: Policy = { ...policy, threshold, comparison, aggregate: true, propagation: 'CASCADE' };
    this.above = frame(graph, { ...setting, policy: passing }, 'IGNORED');
    this.shares = frame(graph, { ...setting, policy: { ...policy, aggregate: true } }, 'IGNORED');
  }

  of(person: number): BeneficialOwner | null {
    const cascade = cascadeFrom(this.above, [person], [person]);
    const by = new Set<InterestType>(this.byControl(cascade));
    const share = this.isMultiplied ? this.multiplied(person, by) : this.passedOn(cascade, by);
    if (by.size === 0) return null;
    const chains = waysDown(this.graph, person, this.subject, () => true, MOST_CHAINS);
    return { person: this.graph.parties[person] as Party, share, by: [...by].sort(), chains };
  }

  /** Whether a person could meet the policy with whatever no record names a holder for; `known`: who it is, or nobody recorded. */
  mayMeet(known: readonly number[]): boolean {
    const possible = [...known, ...unnamedIn(this.graph)];
    const everywhere: Frame = { ...this.above, mode: 'EVERYWHERE' };
    const cascade = cascadeFrom(everywhere, known, possible);
    if (this.byControl(cascade).length > 0) return true;
    if (!this.isMultiplied) return this.types(cascade).length > 0;
    const frame: Frame = { ...this.shares, mode: 'EVERYWHERE' };
    const run = counted(frame, { certain: known, possible });
    return frame.measures.some(
      (measure, index) => measure.role === 'decides' && run.weighed[index]?.mayMeet(this.subject, measure) === true,
    );
  }

  /** What is left of the shares when every recorded person has its part. */
  unidentified(persons: readonly number[]): Bounds {
    const policy: Policy = {
      ...this.setting.policy,
      counts: ['SHAREHOLDING'],
      aggregate: true,
      propagation: 'MULTIPLIED',
    };
    const framed = frame(this.graph, { ...this.setting, policy: { ...policy, control: NO_CONTROL } }, 'IGNORED');
    const held = shareOf(framed, counted(framed, { certain: persons, possible: persons }), this.subject);
    if (held.min === held.max) return held.min === WHOLE ? NOTHING : exactly(WHOLE - held.min);
    return {
      min: WHOLE - held.max,
      max: WHOLE - held.min,
      minExclusive: held.maxExclusive,
      maxExclusive: held.minExclusive,
    };
  }

  private get isMultiplied(): boolean {
    return this.setting.policy.propagation !== 'CASCADE';
  }

  private multiplied(person: number, by: Set<InterestType>): Bounds {
    const run = counted(this.shares, { certain: [person], possible: [person] });
    for (const type of this.typesMultiplied(run)) by.add(type);
    return shareOf(this.shares, run, this.subject);
  }

  private typesMultiplied(run: Run): InterestType[] {
    return this.shares.measures.flatMap((measure, index) =>
      measure.role === 'decides' && run.weighed[index]?.mayMeet(this.subject, measure) === true ? [measure.type] : [],
    );
  }

  private passedOn(cascade: Cascade, by: Set<InterestType>): Bounds {
    for (const type of this.types(cascade)) by.add(type);
    return cascade.restrictedShare(this.subject);
  }

  /** Measures whose threshold at the company itself may be met by the holder and all it controls. */
  private types(cascade: Cascade): InterestType[] {
    const closed = cascade.closureFor(this.subject, 'most');
    const { threshold, comparison } = this.setting.policy;
    return this.above.measures.flatMap((measure, index) => {
      const sums = closed.sums[index];
      if (measure.role !== 'decides' || sums === undefined) return [];
      const held = heldIn(sums, this.subject);
      const { bound, own } = most(this.above, index, this.subject, held, cascade.frame.mode === 'EVERYWHERE');
      return mayMeet(bound, own, { ...measure, threshold, comparison }) ? [measure.type] : [];
    });
  }

  /** Control by other means than the shares that are counted, and under a policy of shares by a majority of them. */
  private byControl(cascade: Cascade): InterestType[] {
    const closed = cascade.closureFor(this.subject, 'most');
    const entry = at(closed.entry, this.subject);
    const { thresholdAbove } = this.setting.policy;
    if (entry === ENTRY.OWNED && (!this.isMultiplied || thresholdAbove === null)) return [];
    if (entry === ENTRY.MAJORITY || entry === ENTRY.OWNED) {
      const measure = this.above.measures[at(closed.via, this.subject)];
      return measure === undefined ? [] : [measure.type];
    }
    return entry === 0 || entry === ENTRY.SEED ? [] : this.interestBy(closed);
  }

  private interestBy(closed: Closure): InterestType[] {
    const type = this.graph.interests[at(closed.via, this.subject)]?.type;
    return type === undefined ? [] : [type];
  }
}

const MORE_THAN_HALF = { threshold: WHOLE / 2, comparison: 'MORE_THAN' } as const;

const NO_CONTROL: Policy['control'] = {
  CONTRACT: 'IGNORE',
  GENERAL_PARTNER: 'IGNORE',
  TRUSTEE: 'IGNORE',
  VETO: 'IGNORE',
  BOARD_APPOINTMENT: 'IGNORE',
  VOTING_RIGHTS: 'IGNORE',
  OTHER_INFLUENCE: 'IGNORE',
  REPORTED_PARENT: 'IGNORE',
};
