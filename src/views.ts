import type { GivenRulingView } from './given.js';
import type { Inquiry } from './inquiry.js';
import type { Interest, InterestType } from './model/interest.js';
import type { Territory } from './model/jurisdiction.js';
import type { Located, Party } from './model/party.js';
import type { Policy } from './model/policy.js';
import type { Chain, DecidingFact, ParentDefinition, Reason, Verdict } from './model/ruling.js';
import type { Bounds } from './model/share.js';
import type { Source } from './model/source.js';
import type { Change, WatchList } from './model/watching.js';
import type { Ruling } from './rules/ruling.js';

/** What an inquiry hands out: a value together with the world in which it was found, so that questions can go on. */
export interface InWorld {
  readonly world: Inquiry;
}

export interface PartyView extends InWorld {
  readonly party: Party;
}

export interface InterestView extends InWorld {
  readonly interest: Interest;
  readonly holder: Party | null;
  readonly subject: Party;
}

/** What a ruling answers, decided now or read from the record. */
export type RulingAnswers = Pick<Ruling, keyof Ruling>;

export interface RulingView extends InWorld {
  readonly id: string;
  readonly ruling: RulingAnswers;
  /** Of the program that decided it. */
  readonly engineVersion: string;
}

export interface ReasonView extends InWorld {
  readonly reason: Reason;
}

export interface ChainView extends InWorld {
  readonly chain: Chain;
}

export interface JurisdictionView extends InWorld {
  /** The code as it was recorded or asked; a territory that is not known has it for a name. */
  readonly code: string;
  readonly territory: Territory | null;
}

export interface PolicyView extends InWorld {
  readonly policy: Policy;
}

export interface LocatedView extends InWorld {
  readonly located: Located;
}

export interface ProductView extends InWorld {
  readonly id: string;
  readonly name: string;
  readonly operators: readonly OperationView[];
}

export interface OperationView extends InWorld {
  readonly operator: string;
  readonly region: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly source: Source;
}

export interface MatchView extends InWorld {
  readonly party: Party;
  readonly score: number;
  readonly matchedName: string;
  readonly why: readonly string[];
  /** The policies screened; none in a search. */
  readonly policies: readonly string[];
}

export interface ScreenSubject {
  readonly ref: string;
  readonly id?: string | null | undefined;
  readonly lei?: string | null | undefined;
  readonly identifier?: { readonly scheme: string; readonly value: string } | null | undefined;
  readonly name?: string | null | undefined;
  readonly jurisdiction?: string | null | undefined;
  readonly product?: string | null | undefined;
}

export interface ScreenResultView {
  readonly ref: string;
  readonly outcome: 'FOUND' | 'AMBIGUOUS' | 'NOT_FOUND' | 'INVALID';
  readonly overall: Verdict | null;
  readonly verdicts: readonly RulingView[];
  readonly problem: { readonly code: string; readonly field: string | null; readonly message: string } | null;
  readonly match: MatchView | null;
  readonly alternatives: readonly MatchView[];
}

export interface CycleView extends InWorld {
  readonly members: readonly Party[];
  readonly interests: readonly InterestView[];
}

export interface OwnershipView extends InWorld {
  readonly parties: readonly Party[];
  readonly interests: readonly InterestView[];
  readonly cycles: readonly CycleView[];
  readonly complete: boolean;
  readonly truncatedBecause: string | null;
}

/** A watch list; its secret is shown to who makes it alone. */
export interface WatchlistView extends InWorld {
  readonly list: WatchList;
  readonly secret: string | null;
}

export interface ChangeView extends InWorld {
  readonly change: Change;
}

export type NodeView =
  | PartyView
  | InterestView
  | PolicyView
  | JurisdictionView
  | ProductView
  | GivenRulingView
  | WatchlistView;

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** A page in the manner of Relay; `complete` only where a limit can cut off what is counted. */
export interface Connection<T, E extends Edge<T> = Edge<T>> {
  readonly edges: readonly E[];
  readonly nodes: readonly T[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
  readonly complete: boolean;
}

export interface ControlledEdge extends Edge<PartyView> {
  readonly chain: ChainView;
}

export interface FlipView extends InWorld {
  readonly party: Party;
  readonly before: Verdict;
  readonly after: Verdict;
  readonly because: string;
}

export interface RecordedView extends InWorld {
  readonly id: string;
  readonly revision: string;
  readonly parties: number;
  readonly interests: number;
  readonly unchanged: number;
  /** The world before the write, to tell what it changed. */
  readonly before: Inquiry;
  readonly touched: readonly string[];
}

export interface DecidingFactView extends InWorld {
  readonly fact: DecidingFact;
}

export interface UltimateParentView extends InWorld {
  readonly definition: ParentDefinition;
  readonly party: Party | null;
  readonly note: string | null;
}

export interface BeneficialOwnerView extends InWorld {
  readonly person: Party;
  readonly share: Bounds;
  readonly by: readonly InterestType[];
  /** Shortest first. */
  readonly chains: readonly Chain[];
}

export interface BeneficialOwnersView extends InWorld {
  readonly owners: readonly BeneficialOwnerView[];
  readonly fallback: string | null;
  readonly complete: boolean;
  readonly unidentified: Bounds;
}
