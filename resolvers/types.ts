// Written by `npm run codegen` from schema/; change it there.
import type { Units } from '../src/model/share.js';
import type { DateString } from '../src/model/date.js';
import type { JurisdictionCode } from '../src/model/party.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { PartyView, InterestView, RulingView, ReasonView, ChainView, JurisdictionView, ProductView, OperationView, PolicyView, LocatedView, MatchView, ScreenResultView, OwnershipView, CycleView, RecordedView, FlipView, UltimateParentView, BeneficialOwnersView, BeneficialOwnerView, DecidingFactView, ChangeView, WatchlistView } from '../src/views.js';
import type { Listing as ListingModel } from '../src/model/party.js';
import type { Inquiry as InquiryModel } from '../src/inquiry.js';
import type { Bounds } from '../src/model/share.js';
import type { GivenRulingView } from '../src/given.js';
import type { GivenScreenResultView } from '../src/giving.js';
import type { RequestContext } from '../src/server/context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * An exact percentage as a decimal string from "0" to "100", such as "33.3333333333"; at most ten decimals, never a
   * float.
   */
  Percent: { input: Units; output: Units; }
  /** An ISO 8601 calendar date, YYYY-MM-DD. */
  Date: { input: DateString; output: DateString; }
  /** An RFC 3339 instant in UTC, such as 2025-09-05T12:00:00Z. */
  DateTime: { input: string; output: string; }
  /** An ISO 3166-1 alpha-2 country or ISO 3166-2 subdivision, in capitals: CN, HK, UA-43. */
  JurisdictionCode: { input: JurisdictionCode; output: JurisdictionCode; }
  /** A JSON value of any shape; where one is given, the field says what it holds. */
  JSON: { input: unknown; output: unknown; }
};

/** Where a page stands among all. */
export type PageInfo = {
  /** Whether more follow. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether some came before. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first of the page; null when it is empty. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
  /** The cursor of the last of the page, which after takes; null when it is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
};

/** One party of a page. */
export type PartyEdge = {
  /** What after takes to continue behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The party. */
  readonly node: Party;
};

/** A page of parties. */
export type PartyConnection = {
  /** The page, each with its cursor. */
  readonly edges: ReadonlyArray<PartyEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<Party>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are on all pages together. */
  readonly totalCount: Scalars['Int']['output'];
  /** Whether nothing was cut off by a limit of the gathering. */
  readonly complete: Scalars['Boolean']['output'];
};

/** One interest of a page. */
export type InterestEdge = {
  /** What after takes to continue behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The interest. */
  readonly node: Interest;
};

/** A page of interests. */
export type InterestConnection = {
  /** The page, each with its cursor. */
  readonly edges: ReadonlyArray<InterestEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<Interest>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are on all pages together. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One company of a page. */
export type CompanyEdge = {
  /** What after takes to continue behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The company. */
  readonly node: Company;
};

/** A page of companies. */
export type CompanyConnection = {
  /** The page, each with its cursor. */
  readonly edges: ReadonlyArray<CompanyEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<Company>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are on all pages together. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One controlled party of a page. */
export type ControlledEdge = {
  /** What after takes to continue behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The party. */
  readonly node: Party;
  /** A shortest way from the controlling party down to it. */
  readonly chain: Chain;
};

/** A page of controlled parties. */
export type ControlledConnection = {
  /** The page, each with its cursor. */
  readonly edges: ReadonlyArray<ControlledEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<Party>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are on all pages together. */
  readonly totalCount: Scalars['Int']['output'];
  /** Whether nothing was cut off by a limit of the gathering. */
  readonly complete: Scalars['Boolean']['output'];
};

/** One ruling of a page. */
export type RulingEdge = {
  /** What after takes to continue behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The ruling. */
  readonly node: Ruling;
};

/** A page of rulings. */
export type RulingConnection = {
  /** The page, each with its cursor. */
  readonly edges: ReadonlyArray<RulingEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<Ruling>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are on all pages together. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One circle of a page. */
export type CycleEdge = {
  /** What after takes to continue behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The circle. */
  readonly node: Cycle;
};

/** A page of circles. */
export type CycleConnection = {
  /** The page, each with its cursor. */
  readonly edges: ReadonlyArray<CycleEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<Cycle>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are on all pages together. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One changed verdict of a page. */
export type FlipEdge = {
  /** What after takes to continue behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The changed verdict. */
  readonly node: Flip;
};

/** A page of changed verdicts. */
export type FlipConnection = {
  /** The page, each with its cursor. */
  readonly edges: ReadonlyArray<FlipEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<Flip>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are on all pages together. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One change of a page. */
export type ChangeEdge = {
  /** What after takes to continue behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The change. */
  readonly node: Change;
};

/** A page of changes. */
export type ChangeConnection = {
  /** The page, each with its cursor. */
  readonly edges: ReadonlyArray<ChangeEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<Change>;
  /** Where the page stands; endCursor says how far was looked, also where nothing was found there. */
  readonly pageInfo: PageInfo;
};

/** A ruling as it was given: who asked, when, and by which data and rules it was decided. */
export type GivenRuling = Node & {
  /** Names it on the record; begins with ruling:. */
  readonly id: Scalars['ID']['output'];
  /** When it was put on record. */
  readonly at: Scalars['DateTime']['output'];
  /** The key, token or user that asked; null where the service asks nobody who they are. */
  readonly by?: Maybe<Scalars['String']['output']>;
  /**
   * What was said. Where this program decides it otherwise now, it says what is on record of it, and what is not there
   * (decidingFacts, counterfactuals, certificate, chart) is FAILED_PRECONDITION.
   */
  readonly ruling: Ruling;
  /** Decided again now, from the revision, the day and the rules on record: identical bytes or the difference. */
  readonly replay: Replay;
};

/** What deciding a ruling on record again gives. */
export type Replay = {
  /** Whether every byte that was put on record is the same. */
  readonly identical: Scalars['Boolean']['output'];
  /** The first field that is otherwise, then and now; null where none is. */
  readonly difference?: Maybe<Scalars['String']['output']>;
};

/** A result of screening, and the rulings about it that are on record. */
export type GivenScreenResult = {
  /** What was found of the subject. */
  readonly result: ScreenResult;
  /** One per policy of whoever was found, else of every candidate; empty where nobody was. */
  readonly given: ReadonlyArray<GivenRuling>;
};

/**
 * Anything with an id of its own.
 * Ids are unique over all types: parties and policies bare, others prefixed (product:, jurisdiction:, interest:,
 * watchlist:, ruling:). A party whose id has such a prefix or equals a policy's id is refused with CONFLICT.
 */
export type Node = {
  /** Unique over all types; what Query.node takes. */
  readonly id: Scalars['ID']['output'];
};

/** Questions that can be asked of one world: today's, another date's, or a supposed one. */
export type Inquiry = {
  /** The date in the world that the answers hold for. */
  readonly asOf: Scalars['Date']['output'];
  /** Names the exact state of the data that answered; the same revision, asOf and suppositions give the same bytes. */
  readonly revision: Scalars['ID']['output'];
  /** One party of any kind; null when the store knows none by it. */
  readonly party?: Maybe<Party>;
  /** One company; null when the store knows none by it, or when the party is not a company. */
  readonly company?: Maybe<Company>;
  /** One product or brand; null when none is recorded under it. */
  readonly product?: Maybe<Product>;
  /** A country or a subdivision of one; null when ISO 3166 has no such place. */
  readonly jurisdiction?: Maybe<Jurisdiction>;
  /** Every policy that can be asked, by id. */
  readonly policies: ReadonlyArray<Policy>;
  /** One policy; null when none is called so. */
  readonly policy?: Maybe<Policy>;
  /** Editions of sanctions and region lists that are loaded and valid at asOf. */
  readonly lists: ReadonlyArray<ListEdition>;
  /**
   * Parties that bear exactly this name or identifier, best first. Names are compared without regard to case,
   * punctuation and spacing.
   */
  readonly search: ReadonlyArray<Match>;
  /**
   * One result per subject, in the order asked, at most 1,000; a subject that can't be found is a result, never an error
   * of the batch, and never a clearance.
   */
  readonly screen: ReadonlyArray<ScreenResult>;
  /**
   * Every party under a policy, filtered; the whole graph is judged, not a page of it. shareFrom and shareTo: both bounds
   * of the restricted share lie within. totalCount is computed only when selected.
   */
  readonly rulings: RulingConnection;
  /** Groups of parties that own each other in a circle, in the whole graph; a party that holds itself is one. */
  readonly cycles: CycleConnection;
};


/** Questions that can be asked of one world: today's, another date's, or a supposed one. */
export type InquiryPartyArgs = {
  by: PartyBy;
};


/** Questions that can be asked of one world: today's, another date's, or a supposed one. */
export type InquiryCompanyArgs = {
  by: PartyBy;
};


/** Questions that can be asked of one world: today's, another date's, or a supposed one. */
export type InquiryProductArgs = {
  by: ProductBy;
};


/** Questions that can be asked of one world: today's, another date's, or a supposed one. */
export type InquiryJurisdictionArgs = {
  code: Scalars['JurisdictionCode']['input'];
};


/** Questions that can be asked of one world: today's, another date's, or a supposed one. */
export type InquiryPolicyArgs = {
  id: Scalars['ID']['input'];
};


/** Questions that can be asked of one world: today's, another date's, or a supposed one. */
export type InquirySearchArgs = {
  name: Scalars['String']['input'];
  jurisdiction?: InputMaybe<Scalars['JurisdictionCode']['input']>;
  kinds?: InputMaybe<ReadonlyArray<PartyKind>>;
  first: Scalars['Int']['input'];
};


/** Questions that can be asked of one world: today's, another date's, or a supposed one. */
export type InquiryScreenArgs = {
  subjects: ReadonlyArray<ScreenSubject>;
  policies: ReadonlyArray<Scalars['ID']['input']>;
};


/** Questions that can be asked of one world: today's, another date's, or a supposed one. */
export type InquiryRulingsArgs = {
  policy: Scalars['ID']['input'];
  verdict?: InputMaybe<Verdict>;
  incorporatedIn?: InputMaybe<Scalars['JurisdictionCode']['input']>;
  shareFrom?: InputMaybe<Scalars['Percent']['input']>;
  shareTo?: InputMaybe<Scalars['Percent']['input']>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Questions that can be asked of one world: today's, another date's, or a supposed one. */
export type InquiryCyclesArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Questions about the world as it is recorded today, and the way into other worlds. */
export type Query = Inquiry & {
  /** Whatever bears the id; null when nothing does. */
  readonly node?: Maybe<Node>;
  /** One answer per id, in the order asked; null where nothing bears the id. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /**
   * The same questions asked of another date, with another reading of unrecorded owners, or with facts supposed; nothing
   * is stored.
   */
  readonly world: World;
  /** A ruling given earlier, from the audit record; null where none is called so, FAILED_PRECONDITION where it was erased. */
  readonly givenRuling?: Maybe<GivenRuling>;
  /**
   * Changes of watched verdicts, in the order in which they were found, each once and without a gap. To follow them, ask
   * again with the endCursor of the page before.
   */
  readonly changes: ChangeConnection;
  /** The date in the world that the answers hold for. */
  readonly asOf: Scalars['Date']['output'];
  /** Names the exact state of the data that answered; the same revision, asOf and suppositions give the same bytes. */
  readonly revision: Scalars['ID']['output'];
  /** One party of any kind; null when the store knows none by it. */
  readonly party?: Maybe<Party>;
  /** One company; null when the store knows none by it, or when the party is not a company. */
  readonly company?: Maybe<Company>;
  /** One product or brand; null when none is recorded under it. */
  readonly product?: Maybe<Product>;
  /** A country or a subdivision of one; null when ISO 3166 has no such place. */
  readonly jurisdiction?: Maybe<Jurisdiction>;
  /** Every policy that can be asked, by id. */
  readonly policies: ReadonlyArray<Policy>;
  /** One policy; null when none is called so. */
  readonly policy?: Maybe<Policy>;
  /** Editions of sanctions and region lists that are loaded and valid at asOf. */
  readonly lists: ReadonlyArray<ListEdition>;
  /**
   * Parties that bear exactly this name or identifier, best first. Names are compared without regard to case,
   * punctuation and spacing.
   */
  readonly search: ReadonlyArray<Match>;
  /**
   * One result per subject, in the order asked, at most 1,000; a subject that can't be found is a result, never an error
   * of the batch, and never a clearance.
   */
  readonly screen: ReadonlyArray<ScreenResult>;
  /**
   * Every party under a policy, filtered; the whole graph is judged, not a page of it. shareFrom and shareTo: both bounds
   * of the restricted share lie within. totalCount is computed only when selected.
   */
  readonly rulings: RulingConnection;
  /** Groups of parties that own each other in a circle, in the whole graph; a party that holds itself is one. */
  readonly cycles: CycleConnection;
};


/** Questions about the world as it is recorded today, and the way into other worlds. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Questions about the world as it is recorded today, and the way into other worlds. */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** Questions about the world as it is recorded today, and the way into other worlds. */
export type QueryWorldArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  unrecordedOwners?: InputMaybe<UnrecordedOwners>;
  suppose?: InputMaybe<Supposition>;
};


/** Questions about the world as it is recorded today, and the way into other worlds. */
export type QueryGivenRulingArgs = {
  id: Scalars['ID']['input'];
};


/** Questions about the world as it is recorded today, and the way into other worlds. */
export type QueryChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  policy?: InputMaybe<Scalars['ID']['input']>;
  watchlist?: InputMaybe<Scalars['ID']['input']>;
  first: Scalars['Int']['input'];
};


/** Questions about the world as it is recorded today, and the way into other worlds. */
export type QueryPartyArgs = {
  by: PartyBy;
};


/** Questions about the world as it is recorded today, and the way into other worlds. */
export type QueryCompanyArgs = {
  by: PartyBy;
};


/** Questions about the world as it is recorded today, and the way into other worlds. */
export type QueryProductArgs = {
  by: ProductBy;
};


/** Questions about the world as it is recorded today, and the way into other worlds. */
export type QueryJurisdictionArgs = {
  code: Scalars['JurisdictionCode']['input'];
};


/** Questions about the world as it is recorded today, and the way into other worlds. */
export type QueryPolicyArgs = {
  id: Scalars['ID']['input'];
};


/** Questions about the world as it is recorded today, and the way into other worlds. */
export type QuerySearchArgs = {
  name: Scalars['String']['input'];
  jurisdiction?: InputMaybe<Scalars['JurisdictionCode']['input']>;
  kinds?: InputMaybe<ReadonlyArray<PartyKind>>;
  first: Scalars['Int']['input'];
};


/** Questions about the world as it is recorded today, and the way into other worlds. */
export type QueryScreenArgs = {
  subjects: ReadonlyArray<ScreenSubject>;
  policies: ReadonlyArray<Scalars['ID']['input']>;
};


/** Questions about the world as it is recorded today, and the way into other worlds. */
export type QueryRulingsArgs = {
  policy: Scalars['ID']['input'];
  verdict?: InputMaybe<Verdict>;
  incorporatedIn?: InputMaybe<Scalars['JurisdictionCode']['input']>;
  shareFrom?: InputMaybe<Scalars['Percent']['input']>;
  shareTo?: InputMaybe<Scalars['Percent']['input']>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Questions about the world as it is recorded today, and the way into other worlds. */
export type QueryCyclesArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** The graph at a date, as known at an instant, with suppositions laid over it. Nothing supposed is ever stored. */
export type World = Inquiry & {
  /** The instant whose knowledge the answers are limited to; null when all that the revision holds counts. */
  readonly knownAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the suppositions change: parties whose verdict differs from the same world without them. */
  readonly flips: FlipConnection;
  /** The date in the world that the answers hold for. */
  readonly asOf: Scalars['Date']['output'];
  /** Names the exact state of the data that answered; the same revision, asOf and suppositions give the same bytes. */
  readonly revision: Scalars['ID']['output'];
  /** One party of any kind; null when the store knows none by it. */
  readonly party?: Maybe<Party>;
  /** One company; null when the store knows none by it, or when the party is not a company. */
  readonly company?: Maybe<Company>;
  /** One product or brand; null when none is recorded under it. */
  readonly product?: Maybe<Product>;
  /** A country or a subdivision of one; null when ISO 3166 has no such place. */
  readonly jurisdiction?: Maybe<Jurisdiction>;
  /** Every policy that can be asked, by id. */
  readonly policies: ReadonlyArray<Policy>;
  /** One policy; null when none is called so. */
  readonly policy?: Maybe<Policy>;
  /** Editions of sanctions and region lists that are loaded and valid at asOf. */
  readonly lists: ReadonlyArray<ListEdition>;
  /**
   * Parties that bear exactly this name or identifier, best first. Names are compared without regard to case,
   * punctuation and spacing.
   */
  readonly search: ReadonlyArray<Match>;
  /**
   * One result per subject, in the order asked, at most 1,000; a subject that can't be found is a result, never an error
   * of the batch, and never a clearance.
   */
  readonly screen: ReadonlyArray<ScreenResult>;
  /**
   * Every party under a policy, filtered; the whole graph is judged, not a page of it. shareFrom and shareTo: both bounds
   * of the restricted share lie within. totalCount is computed only when selected.
   */
  readonly rulings: RulingConnection;
  /** Groups of parties that own each other in a circle, in the whole graph; a party that holds itself is one. */
  readonly cycles: CycleConnection;
};


/** The graph at a date, as known at an instant, with suppositions laid over it. Nothing supposed is ever stored. */
export type WorldFlipsArgs = {
  policy: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The graph at a date, as known at an instant, with suppositions laid over it. Nothing supposed is ever stored. */
export type WorldPartyArgs = {
  by: PartyBy;
};


/** The graph at a date, as known at an instant, with suppositions laid over it. Nothing supposed is ever stored. */
export type WorldCompanyArgs = {
  by: PartyBy;
};


/** The graph at a date, as known at an instant, with suppositions laid over it. Nothing supposed is ever stored. */
export type WorldProductArgs = {
  by: ProductBy;
};


/** The graph at a date, as known at an instant, with suppositions laid over it. Nothing supposed is ever stored. */
export type WorldJurisdictionArgs = {
  code: Scalars['JurisdictionCode']['input'];
};


/** The graph at a date, as known at an instant, with suppositions laid over it. Nothing supposed is ever stored. */
export type WorldPolicyArgs = {
  id: Scalars['ID']['input'];
};


/** The graph at a date, as known at an instant, with suppositions laid over it. Nothing supposed is ever stored. */
export type WorldSearchArgs = {
  name: Scalars['String']['input'];
  jurisdiction?: InputMaybe<Scalars['JurisdictionCode']['input']>;
  kinds?: InputMaybe<ReadonlyArray<PartyKind>>;
  first: Scalars['Int']['input'];
};


/** The graph at a date, as known at an instant, with suppositions laid over it. Nothing supposed is ever stored. */
export type WorldScreenArgs = {
  subjects: ReadonlyArray<ScreenSubject>;
  policies: ReadonlyArray<Scalars['ID']['input']>;
};


/** The graph at a date, as known at an instant, with suppositions laid over it. Nothing supposed is ever stored. */
export type WorldRulingsArgs = {
  policy: Scalars['ID']['input'];
  verdict?: InputMaybe<Verdict>;
  incorporatedIn?: InputMaybe<Scalars['JurisdictionCode']['input']>;
  shareFrom?: InputMaybe<Scalars['Percent']['input']>;
  shareTo?: InputMaybe<Scalars['Percent']['input']>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The graph at a date, as known at an instant, with suppositions laid over it. Nothing supposed is ever stored. */
export type WorldCyclesArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** How shares that no record accounts for are treated; a policy has its own default, EVERYWHERE in those that ship. */
export type UnrecordedOwners =
  /** As held by nobody restricted: the reading of most published examples. */
  | 'IGNORED'
  /**
   * Unknown for the party asked about only, unless it is widely held. For triage: a holding company put in between
   * clears it.
   */
  | 'SUBJECT'
  /** Unknown at every company or arrangement of the chain that isn't widely held. */
  | 'EVERYWHERE';

/** What a party holds in another, as of the world's date, every statement about it taken together. */
export type Interest = Node & {
  /** Of the holder, subject and type; its sources carry the ids of the statements behind it. */
  readonly id: Scalars['ID']['output'];
  /** Who holds it. Null when the source says that somebody holds it but not who; undisclosed says why. */
  readonly interestedParty?: Maybe<Party>;
  /** The source's reason for not naming the holder; null when the holder is named. */
  readonly undisclosed?: Maybe<Scalars['String']['output']>;
  /** What it is held in. */
  readonly subject: Party;
  /** What is held. */
  readonly type: InterestType;
  /** How much of it. */
  readonly share: ShareRange;
  /** The first day it was held; null when not known. */
  readonly startDate?: Maybe<Scalars['Date']['output']>;
  /** The first day it was no longer held; null while it is, or when not known. */
  readonly endDate?: Maybe<Scalars['Date']['output']>;
  /** The statements behind it. */
  readonly sources: ReadonlyArray<Source>;
};

/**
 * BODS interest types that the service reasons about, the two reported relationships of GLEIF, and membership in a group
 * of holders.
 */
export type InterestType =
  /** A share of the capital. */
  | 'SHAREHOLDING'
  /** A share of the votes; taken as the holder's shares where no vote is recorded for it. */
  | 'VOTING_RIGHTS'
  /** A share of the profit. */
  | 'PROFIT_RIGHTS'
  /** A share of the seats. */
  | 'BOARD_APPOINTMENT'
  /** Rights not exercised yet: options, warrants. */
  | 'CONDITIONAL_RIGHTS'
  /** A contract between holder and company that confers control. */
  | 'CONTRACT'
  /** The holder is the general partner, who runs a partnership. */
  | 'GENERAL_PARTNER'
  /** The holder is a trustee of the trust. */
  | 'TRUSTEE'
  /** A right to block decisions; it restricts nobody. */
  | 'VETO'
  /** Held in the holder's name for somebody else. */
  | 'NOMINEE'
  /** A member of a group acting in concert: the members' holdings count as one holder's. */
  | 'CONCERT'
  /** A member of a joint holding: what the group holds counts whole for each member. */
  | 'JOINT_HOLDER'
  /** The holder is reported to consolidate the company directly in its accounts. */
  | 'REPORTED_PARENT'
  /** The holder is reported to consolidate the company in its accounts, at the top. */
  | 'REPORTED_ULTIMATE_PARENT'
  /** The subject is a branch of the holder, the same legal person. */
  | 'BRANCH'
  /** Influence of another kind; whether it is control, the source says. */
  | 'OTHER_INFLUENCE';

/**
 * Bounds on a share; a strict bound is never moved onto the threshold. exact is null when unknown or when it needs more
 * than ten decimals; min and max are then rounded outward. Bounds of a type without a measure are not compared.
 */
export type ShareRange = {
  /** The share itself, when it is known and has at most ten decimals; else null. */
  readonly exact?: Maybe<Scalars['Percent']['output']>;
  /** At least so much. */
  readonly min: Scalars['Percent']['output'];
  /** At most so much. */
  readonly max: Scalars['Percent']['output'];
  /** Whether it is more than min, not just at least min. */
  readonly minExclusive: Scalars['Boolean']['output'];
  /** Whether it is less than max, not just at most max. */
  readonly maxExclusive: Scalars['Boolean']['output'];
};

/** Which way to go along interests. */
export type Direction =
  /** Towards those who hold. */
  | 'UP'
  /** Towards what is held. */
  | 'DOWN'
  /** Both, each from the party asked about. */
  | 'BOTH';

/** The parties above or below one, and the interests between them. */
export type OwnershipGraph = {
  /** Each party once, the one asked about first. */
  readonly parties: ReadonlyArray<Party>;
  /** Each interest between them once. */
  readonly interests: ReadonlyArray<Interest>;
  /** Groups of these parties that own each other in a circle. */
  readonly cycles: ReadonlyArray<Cycle>;
  /** Whether nothing was cut off; a depth that was asked for cuts nothing off. */
  readonly complete: Scalars['Boolean']['output'];
  /** What cut it off; null when it is complete. */
  readonly truncatedBecause?: Maybe<Scalars['String']['output']>;
};

/** Parties that own each other in a circle. */
export type Cycle = {
  /** Every party of the circle. */
  readonly members: ReadonlyArray<Party>;
  /** The interests between the members. */
  readonly interests: ReadonlyArray<Interest>;
};

/** What a party is. */
export type PartyKind =
  /** A company or another body with legal personality, branches included. */
  | 'COMPANY'
  /** A natural person. */
  | 'PERSON'
  /** A state or a body of one. */
  | 'STATE'
  /** A trust, partnership, fund or a group of holders acting together. */
  | 'ARRANGEMENT';

/** Anyone who can hold an interest. */
export type Party = {
  /**
   * Unique and lasting; where two records turn out to be one party, the id recorded first stays and the other still
   * finds it.
   */
  readonly id: Scalars['ID']['output'];
  /** The name to show: the legal name where one is recorded. */
  readonly name: Scalars['String']['output'];
  /** Every recorded name: legal, trading, former, transliterated and other. */
  readonly names: ReadonlyArray<Name>;
  /** Numbers under which registers know it: LEI, company register numbers and others. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** Where it resides or is headquartered, as of the world's date; several when sources disagree. */
  readonly headquarters: ReadonlyArray<Located>;
  /** Nationalities that sources give, in practice of persons. */
  readonly nationalities: ReadonlyArray<Jurisdiction>;
  /** Entries on sanctions and other lists that hold at the world's date. */
  readonly listings: ReadonlyArray<Listing>;
  /** Where what is recorded about it comes from. */
  readonly sources: ReadonlyArray<Source>;
  /** Interests held in it, one step up; none in a person or a state. */
  readonly owners: InterestConnection;
  /** What its recorded owners leave unaccounted for; null where nothing can be owned. */
  readonly unaccountedShare?: Maybe<ShareRange>;
  /** Interests it holds, one step down. */
  readonly holdings: InterestConnection;
  /**
   * Parties it certainly controls at any depth under a control policy: what it holds together with what it already
   * controls.
   * Votes are taken as shares where no vote is recorded for that holding; a general partner and a reported parent
   * control.
   */
  readonly controls: ControlledConnection;
  /** Everything above, below or both, flat: one field for any depth; limit at most 10,000, and no ruling depends on it. */
  readonly ownership: OwnershipGraph;
  /** Whether the policy restricts it, and why. */
  readonly restriction: Ruling;
  /** The same question under several policies at the cost of one gathering. */
  readonly restrictions: ReadonlyArray<Ruling>;
};


/** Anyone who can hold an interest. */
export type PartyOwnersArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Anyone who can hold an interest. */
export type PartyHoldingsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Anyone who can hold an interest. */
export type PartyControlsArgs = {
  policy: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Anyone who can hold an interest. */
export type PartyOwnershipArgs = {
  direction: Direction;
  depth?: InputMaybe<Scalars['Int']['input']>;
  limit: Scalars['Int']['input'];
};


/** Anyone who can hold an interest. */
export type PartyRestrictionArgs = {
  policy: Scalars['ID']['input'];
};


/** Anyone who can hold an interest. */
export type PartyRestrictionsArgs = {
  policies: ReadonlyArray<Scalars['ID']['input']>;
};

/** A company or another body with legal personality. */
export type Company = Node & Party & {
  /**
   * Unique and lasting; where two records turn out to be one party, the id recorded first stays and the other still
   * finds it.
   */
  readonly id: Scalars['ID']['output'];
  /** The name to show: the legal name where one is recorded. */
  readonly name: Scalars['String']['output'];
  /** Every recorded name: legal, trading, former, transliterated and other. */
  readonly names: ReadonlyArray<Name>;
  /** Numbers under which registers know it: LEI, company register numbers and others. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** Where it is incorporated; null when no source says, and when sources contradict each other. */
  readonly incorporatedIn?: Maybe<Jurisdiction>;
  /** Whether its shares trade on an exchange. Null when no source says. */
  readonly publiclyListed?: Maybe<Scalars['Boolean']['output']>;
  /** Whether a source says who its large holders are; with publiclyListed it is widely held. */
  readonly majorHoldersStated: Scalars['Boolean']['output'];
  /** Whether the recorded owners are all the owners. */
  readonly ownersComplete: Scalars['Boolean']['output'];
  /** Where it resides or is headquartered, as of the world's date; several when sources disagree. */
  readonly headquarters: ReadonlyArray<Located>;
  /** Nationalities that sources give, in practice of persons. */
  readonly nationalities: ReadonlyArray<Jurisdiction>;
  /** Entries on sanctions and other lists that hold at the world's date. */
  readonly listings: ReadonlyArray<Listing>;
  /** Where what is recorded about it comes from. */
  readonly sources: ReadonlyArray<Source>;
  /** Interests held in it, one step up; none in a person or a state. */
  readonly owners: InterestConnection;
  /** What its recorded owners leave unaccounted for; null where nothing can be owned. */
  readonly unaccountedShare?: Maybe<ShareRange>;
  /** Interests it holds, one step down. */
  readonly holdings: InterestConnection;
  /** Companies directly below it in which it holds a majority or is the reported parent. */
  readonly subsidiaries: CompanyConnection;
  /** Who stands at the top, under each named definition, side by side. */
  readonly ultimateParents: ReadonlyArray<UltimateParent>;
  /** Natural persons at the top under a beneficial-ownership policy such as amlr-2027 or uk-psc. */
  readonly beneficialOwners: BeneficialOwners;
  /**
   * How much of it a party holds through every chain; the policy gives CASCADE and DEEMED their threshold, scope and who
   * controls.
   */
  readonly effectiveShare: ShareRange;
  /** Parties that certainly control it at any depth under a control policy. */
  readonly controllers: PartyConnection;
  /**
   * Parties it certainly controls at any depth under a control policy: what it holds together with what it already
   * controls.
   * Votes are taken as shares where no vote is recorded for that holding; a general partner and a reported parent
   * control.
   */
  readonly controls: ControlledConnection;
  /** Everything above, below or both, flat: one field for any depth; limit at most 10,000, and no ruling depends on it. */
  readonly ownership: OwnershipGraph;
  /** Products and brands that it operates or operated. */
  readonly products: ReadonlyArray<Product>;
  /** Whether the policy restricts it, and why. */
  readonly restriction: Ruling;
  /** The same question under several policies at the cost of one gathering. */
  readonly restrictions: ReadonlyArray<Ruling>;
  /** The verdict over time, as the record knows it now: spans without a gap, the oldest first, each with what begins it. */
  readonly restrictionTimeline: ReadonlyArray<Span>;
};


/** A company or another body with legal personality. */
export type CompanyOwnersArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company or another body with legal personality. */
export type CompanyHoldingsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company or another body with legal personality. */
export type CompanySubsidiariesArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company or another body with legal personality. */
export type CompanyBeneficialOwnersArgs = {
  policy: Scalars['ID']['input'];
};


/** A company or another body with legal personality. */
export type CompanyEffectiveShareArgs = {
  of: PartyBy;
  method: Method;
  type: InterestType;
  policy: Scalars['ID']['input'];
};


/** A company or another body with legal personality. */
export type CompanyControllersArgs = {
  policy: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company or another body with legal personality. */
export type CompanyControlsArgs = {
  policy: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company or another body with legal personality. */
export type CompanyOwnershipArgs = {
  direction: Direction;
  depth?: InputMaybe<Scalars['Int']['input']>;
  limit: Scalars['Int']['input'];
};


/** A company or another body with legal personality. */
export type CompanyRestrictionArgs = {
  policy: Scalars['ID']['input'];
};


/** A company or another body with legal personality. */
export type CompanyRestrictionsArgs = {
  policies: ReadonlyArray<Scalars['ID']['input']>;
};


/** A company or another body with legal personality. */
export type CompanyRestrictionTimelineArgs = {
  policy: Scalars['ID']['input'];
  from?: InputMaybe<Scalars['Date']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
};

/** A natural person. Nothing can be held in one. */
export type Person = Node & Party & {
  /**
   * Unique and lasting; where two records turn out to be one party, the id recorded first stays and the other still
   * finds it.
   */
  readonly id: Scalars['ID']['output'];
  /** The name to show: the legal name where one is recorded. */
  readonly name: Scalars['String']['output'];
  /** Every recorded name: legal, trading, former, transliterated and other. */
  readonly names: ReadonlyArray<Name>;
  /** Numbers under which registers know it: LEI, company register numbers and others. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** Where it resides or is headquartered, as of the world's date; several when sources disagree. */
  readonly headquarters: ReadonlyArray<Located>;
  /** Nationalities that sources give, in practice of persons. */
  readonly nationalities: ReadonlyArray<Jurisdiction>;
  /** Entries on sanctions and other lists that hold at the world's date. */
  readonly listings: ReadonlyArray<Listing>;
  /** Where what is recorded about it comes from. */
  readonly sources: ReadonlyArray<Source>;
  /** Interests held in it, one step up; none in a person or a state. */
  readonly owners: InterestConnection;
  /** What its recorded owners leave unaccounted for; null where nothing can be owned. */
  readonly unaccountedShare?: Maybe<ShareRange>;
  /** Interests it holds, one step down. */
  readonly holdings: InterestConnection;
  /**
   * Parties it certainly controls at any depth under a control policy: what it holds together with what it already
   * controls.
   * Votes are taken as shares where no vote is recorded for that holding; a general partner and a reported parent
   * control.
   */
  readonly controls: ControlledConnection;
  /** Everything above, below or both, flat: one field for any depth; limit at most 10,000, and no ruling depends on it. */
  readonly ownership: OwnershipGraph;
  /** Whether the policy restricts it, and why. */
  readonly restriction: Ruling;
  /** The same question under several policies at the cost of one gathering. */
  readonly restrictions: ReadonlyArray<Ruling>;
};


/** A natural person. Nothing can be held in one. */
export type PersonOwnersArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A natural person. Nothing can be held in one. */
export type PersonHoldingsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A natural person. Nothing can be held in one. */
export type PersonControlsArgs = {
  policy: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A natural person. Nothing can be held in one. */
export type PersonOwnershipArgs = {
  direction: Direction;
  depth?: InputMaybe<Scalars['Int']['input']>;
  limit: Scalars['Int']['input'];
};


/** A natural person. Nothing can be held in one. */
export type PersonRestrictionArgs = {
  policy: Scalars['ID']['input'];
};


/** A natural person. Nothing can be held in one. */
export type PersonRestrictionsArgs = {
  policies: ReadonlyArray<Scalars['ID']['input']>;
};

/** A state or a body of one. Nothing can be held in one; its headquarters is the state itself. */
export type State = Node & Party & {
  /**
   * Unique and lasting; where two records turn out to be one party, the id recorded first stays and the other still
   * finds it.
   */
  readonly id: Scalars['ID']['output'];
  /** The name to show: the legal name where one is recorded. */
  readonly name: Scalars['String']['output'];
  /** Every recorded name: legal, trading, former, transliterated and other. */
  readonly names: ReadonlyArray<Name>;
  /** Numbers under which registers know it: LEI, company register numbers and others. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** Where it resides or is headquartered, as of the world's date; several when sources disagree. */
  readonly headquarters: ReadonlyArray<Located>;
  /** Nationalities that sources give, in practice of persons. */
  readonly nationalities: ReadonlyArray<Jurisdiction>;
  /** Entries on sanctions and other lists that hold at the world's date. */
  readonly listings: ReadonlyArray<Listing>;
  /** Where what is recorded about it comes from. */
  readonly sources: ReadonlyArray<Source>;
  /** Interests held in it, one step up; none in a person or a state. */
  readonly owners: InterestConnection;
  /** What its recorded owners leave unaccounted for; null where nothing can be owned. */
  readonly unaccountedShare?: Maybe<ShareRange>;
  /** Interests it holds, one step down. */
  readonly holdings: InterestConnection;
  /**
   * Parties it certainly controls at any depth under a control policy: what it holds together with what it already
   * controls.
   * Votes are taken as shares where no vote is recorded for that holding; a general partner and a reported parent
   * control.
   */
  readonly controls: ControlledConnection;
  /** Everything above, below or both, flat: one field for any depth; limit at most 10,000, and no ruling depends on it. */
  readonly ownership: OwnershipGraph;
  /** Whether the policy restricts it, and why. */
  readonly restriction: Ruling;
  /** The same question under several policies at the cost of one gathering. */
  readonly restrictions: ReadonlyArray<Ruling>;
};


/** A state or a body of one. Nothing can be held in one; its headquarters is the state itself. */
export type StateOwnersArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A state or a body of one. Nothing can be held in one; its headquarters is the state itself. */
export type StateHoldingsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A state or a body of one. Nothing can be held in one; its headquarters is the state itself. */
export type StateControlsArgs = {
  policy: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A state or a body of one. Nothing can be held in one; its headquarters is the state itself. */
export type StateOwnershipArgs = {
  direction: Direction;
  depth?: InputMaybe<Scalars['Int']['input']>;
  limit: Scalars['Int']['input'];
};


/** A state or a body of one. Nothing can be held in one; its headquarters is the state itself. */
export type StateRestrictionArgs = {
  policy: Scalars['ID']['input'];
};


/** A state or a body of one. Nothing can be held in one; its headquarters is the state itself. */
export type StateRestrictionsArgs = {
  policies: ReadonlyArray<Scalars['ID']['input']>;
};

/** A trust, partnership, fund, or a group of holders whose members hold CONCERT or JOINT_HOLDER interests in it. */
export type Arrangement = Node & Party & {
  /**
   * Unique and lasting; where two records turn out to be one party, the id recorded first stays and the other still
   * finds it.
   */
  readonly id: Scalars['ID']['output'];
  /** The name to show: the legal name where one is recorded. */
  readonly name: Scalars['String']['output'];
  /** Every recorded name: legal, trading, former, transliterated and other. */
  readonly names: ReadonlyArray<Name>;
  /** Numbers under which registers know it: LEI, company register numbers and others. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** Where it resides or is headquartered, as of the world's date; several when sources disagree. */
  readonly headquarters: ReadonlyArray<Located>;
  /** Nationalities that sources give, in practice of persons. */
  readonly nationalities: ReadonlyArray<Jurisdiction>;
  /** Entries on sanctions and other lists that hold at the world's date. */
  readonly listings: ReadonlyArray<Listing>;
  /** Where what is recorded about it comes from. */
  readonly sources: ReadonlyArray<Source>;
  /** Interests held in it, one step up; none in a person or a state. */
  readonly owners: InterestConnection;
  /** What its recorded owners leave unaccounted for; null where nothing can be owned. */
  readonly unaccountedShare?: Maybe<ShareRange>;
  /** Interests it holds, one step down. */
  readonly holdings: InterestConnection;
  /**
   * Parties it certainly controls at any depth under a control policy: what it holds together with what it already
   * controls.
   * Votes are taken as shares where no vote is recorded for that holding; a general partner and a reported parent
   * control.
   */
  readonly controls: ControlledConnection;
  /** Everything above, below or both, flat: one field for any depth; limit at most 10,000, and no ruling depends on it. */
  readonly ownership: OwnershipGraph;
  /** Whether the policy restricts it, and why. */
  readonly restriction: Ruling;
  /** The same question under several policies at the cost of one gathering. */
  readonly restrictions: ReadonlyArray<Ruling>;
};


/** A trust, partnership, fund, or a group of holders whose members hold CONCERT or JOINT_HOLDER interests in it. */
export type ArrangementOwnersArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A trust, partnership, fund, or a group of holders whose members hold CONCERT or JOINT_HOLDER interests in it. */
export type ArrangementHoldingsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A trust, partnership, fund, or a group of holders whose members hold CONCERT or JOINT_HOLDER interests in it. */
export type ArrangementControlsArgs = {
  policy: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A trust, partnership, fund, or a group of holders whose members hold CONCERT or JOINT_HOLDER interests in it. */
export type ArrangementOwnershipArgs = {
  direction: Direction;
  depth?: InputMaybe<Scalars['Int']['input']>;
  limit: Scalars['Int']['input'];
};


/** A trust, partnership, fund, or a group of holders whose members hold CONCERT or JOINT_HOLDER interests in it. */
export type ArrangementRestrictionArgs = {
  policy: Scalars['ID']['input'];
};


/** A trust, partnership, fund, or a group of holders whose members hold CONCERT or JOINT_HOLDER interests in it. */
export type ArrangementRestrictionsArgs = {
  policies: ReadonlyArray<Scalars['ID']['input']>;
};

/** A name that a party bears or bore. */
export type Name = {
  /** The name as the source writes it. */
  readonly text: Scalars['String']['output'];
  /** Its language as a BCP 47 tag, such as en or zh-Hans; null when the source does not say. */
  readonly language?: Maybe<Scalars['String']['output']>;
  /** What sort of name it is. */
  readonly kind: NameKind;
};

/** What sort of name it is. */
export type NameKind =
  /** The name in the register. */
  | 'LEGAL'
  /** A name it does business under. */
  | 'TRADING'
  /** A name it no longer bears. */
  | 'FORMER'
  /** Another of its names in another script. */
  | 'TRANSLITERATED'
  /** Any other name it is known by. */
  | 'ALIAS';

/** A number under which a register knows a party; scheme and value together belong to one party. */
export type Identifier = {
  /** Who gives the number out: XI-LEI for an LEI, or another org-id.guide register code such as GB-COH. */
  readonly scheme: Scalars['String']['output'];
  /** The number as given out, leading zeros kept. */
  readonly value: Scalars['String']['output'];
};

/** A place of residence or headquarters, from-to. */
export type Located = {
  /** The place. */
  readonly jurisdiction: Jurisdiction;
  /** The first day it was there; null when not known. */
  readonly startDate?: Maybe<Scalars['Date']['output']>;
  /** The first day it was there no longer; null while it is, or when not known. */
  readonly endDate?: Maybe<Scalars['Date']['output']>;
  /** Where this comes from. */
  readonly sources: ReadonlyArray<Source>;
};

/** A party named on a list, from-to. */
export type Listing = {
  /** The list, such as us_ofac_sdn or eu_fsf. */
  readonly list: Scalars['String']['output'];
  /** The sanctions programme it is named under; null when the list has none. */
  readonly programme?: Maybe<Scalars['String']['output']>;
  /** The first day of the entry; null when not known. */
  readonly startDate?: Maybe<Scalars['Date']['output']>;
  /** The first day it was no longer on the list; null while it is. */
  readonly endDate?: Maybe<Scalars['Date']['output']>;
  /** Where this comes from. */
  readonly sources: ReadonlyArray<Source>;
};

/** Where a statement comes from. */
export type Source = {
  /** The file, register or research that says so. */
  readonly dataset: Scalars['String']['output'];
  /** Where it can be read; null when it has no address. */
  readonly url?: Maybe<Scalars['String']['output']>;
  /** When it was read there; null when not known. */
  readonly retrievedAt?: Maybe<Scalars['Date']['output']>;
  /** The id of the statement: what record(retract) and retract take. */
  readonly statementId?: Maybe<Scalars['String']['output']>;
  /** The words it rests on; null when none are kept. */
  readonly quote?: Maybe<Scalars['String']['output']>;
  /** How close it stands to the fact; a grade never changes a verdict. */
  readonly grade: Grade;
};

/** How close a source stands to the fact. */
export type Grade =
  /** The party's own filing or legal page, or a register. */
  | 'PRIMARY'
  /** Press and research. */
  | 'SECONDARY'
  /** Somebody's word, with nothing to read behind it. */
  | 'ASSERTED';

/** Who stands at the top of a company under one definition. */
export type UltimateParent = {
  /** What is taken for the top. */
  readonly definition: ParentDefinition;
  /** The party at the top; null when the record shows none, and note says why. */
  readonly party?: Maybe<Party>;
  /** What has to be known beside the name: why there is none, where sources disagree, or that the climb ended in a circle. */
  readonly note?: Maybe<Scalars['String']['output']>;
};

/** What can be taken for the top of a company. */
export type ParentDefinition =
  /** As reported to GLEIF. */
  | 'REPORTED'
  /** Climbing majorities of shares. */
  | 'MAJORITY_SHARES'
  /** Climbing majorities of votes. */
  | 'MAJORITY_VOTES'
  /** The last party up the largest holding. */
  | 'LARGEST_HOLDING';

/** The natural persons at the top of a company, as a policy counts them. */
export type BeneficialOwners = {
  /** Those who certainly or possibly meet the policy's threshold; share says which. */
  readonly owners: ReadonlyArray<BeneficialOwner>;
  /** What the policy falls back on where nobody is found, such as SENIOR_MANAGING_OFFICIAL; null where somebody is found. */
  readonly fallback?: Maybe<Scalars['String']['output']>;
  /** False where somebody who is not recorded, or a share that is not, may make further beneficial owners. */
  readonly complete: Scalars['Boolean']['output'];
  /** Share with no natural person identified. */
  readonly unidentified: ShareRange;
};

/** A natural person who ultimately owns or controls a company. */
export type BeneficialOwner = {
  /** The person. */
  readonly person: Person;
  /** The share, as the policy counts it along every chain. */
  readonly share: ShareRange;
  /** By what kinds of interest the policy is met. */
  readonly by: ReadonlyArray<InterestType>;
  /** Shortest chains from the person down to the company. */
  readonly chains: ReadonlyArray<Chain>;
};


/** A natural person who ultimately owns or controls a company. */
export type BeneficialOwnerChainsArgs = {
  first: Scalars['Int']['input'];
};

/** A span of dates with one verdict. */
export type Span = {
  /** Its first day; null for ever before. */
  readonly from?: Maybe<Scalars['Date']['output']>;
  /** The first day after it; null for ever after. */
  readonly to?: Maybe<Scalars['Date']['output']>;
  /** The verdict on each of its days. */
  readonly verdict: Verdict;
  /** The first reason for it, in a sentence. */
  readonly because: Scalars['String']['output'];
};

/** A country or a subdivision of one. */
export type Jurisdiction = Node & {
  /** jurisdiction: and the code. */
  readonly id: Scalars['ID']['output'];
  /** Its ISO 3166 code. */
  readonly code: Scalars['JurisdictionCode']['output'];
  /** Its English name. */
  readonly name: Scalars['String']['output'];
  /** What it is a part of; null for a country. */
  readonly parent?: Maybe<Jurisdiction>;
  /** Its direct subdivisions. */
  readonly parts: ReadonlyArray<Jurisdiction>;
  /** Companies incorporated or headquartered in it or its parts. */
  readonly companies: CompanyConnection;
  /** How the policy's region list treats it. Null when the policy has no region list. */
  readonly standing?: Maybe<Standing>;
};


/** A country or a subdivision of one. */
export type JurisdictionCompaniesArgs = {
  place: Place;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A country or a subdivision of one. */
export type JurisdictionStandingArgs = {
  policy: Scalars['ID']['input'];
};

/** Which tie to a place is meant. */
export type Place =
  /** Where it is incorporated. */
  | 'INCORPORATION'
  /** Where it is headquartered. */
  | 'HEADQUARTERS';

/** How a policy's region list treats a place. */
export type Standing =
  /** Named as supported. */
  | 'SUPPORTED'
  /** Not supported: excluded by name, or left out by an allow-list. */
  | 'UNSUPPORTED'
  /** The list does not settle it, such as a dependency of a supported country. */
  | 'UNLISTED';

/** An edition of a list; a sample is not complete, and only a complete edition can clear anyone. */
export type ListEdition = {
  /** The list, such as us_ofac_sdn. */
  readonly list: Scalars['String']['output'];
  /** Which edition, as its publisher names it. */
  readonly edition: Scalars['String']['output'];
  /** When it was loaded here. */
  readonly loadedAt: Scalars['DateTime']['output'];
  /** How many entries it has. */
  readonly entries: Scalars['Int']['output'];
  /** Whether it holds every entry of that edition. */
  readonly complete: Scalars['Boolean']['output'];
};

/** A rule as data: who is restricted to begin with, and how that passes to what they hold. */
export type Policy = Node & {
  /** What policy arguments take, such as anthropic-2025-09. */
  readonly id: Scalars['ID']['output'];
  /** The one kind of question it can be asked. */
  readonly answers: PolicyQuestion;
  /** The lists whose entries it restricts; empty when it reads none. */
  readonly lists: ReadonlyArray<Scalars['String']['output']>;
  /** Its name in full. */
  readonly name: Scalars['String']['output'];
  /** The version of its text and lists. */
  readonly version: Scalars['String']['output'];
  /** When it is in force; outside these periods a ruling says so. */
  readonly inForce: ReadonlyArray<Period>;
  /** The share that restricted parties must hold together. */
  readonly threshold: Scalars['Percent']['output'];
  /** Where links above the first have their own. */
  readonly thresholdAbove?: Maybe<Scalars['Percent']['output']>;
  /** Whether exactly the threshold is enough. */
  readonly comparison: Comparison;
  /** Whether several restricted owners are added together; else each stands alone. */
  readonly aggregate: Scalars['Boolean']['output'];
  /** How a restriction passes along chains. */
  readonly propagation: Method;
  /** The words of the rule, or the part that decides. */
  readonly text: Scalars['String']['output'];
  /** Where the rule is published. */
  readonly sources: ReadonlyArray<Source>;
  /** The whole rule as the engine reads it. */
  readonly definition: Scalars['JSON']['output'];
};

/** What a policy can be asked; asking it another is BAD_USER_INPUT. */
export type PolicyQuestion =
  /** Is this party restricted? */
  | 'RESTRICTION'
  /** Who controls whom? */
  | 'CONTROL'
  /** Which natural persons stand at the top? */
  | 'BENEFICIAL_OWNERSHIP';

/** How shares are counted along chains. */
export type Method =
  /** Multiply along chains, add over chains, exact on cycles. */
  | 'MULTIPLIED'
  /** A holder that meets the threshold passes its whole stake on. */
  | 'CASCADE'
  /** Contains both: holders that meet the threshold by either count. */
  | 'ABSORBING'
  /**
   * Multiply, but links that meet the threshold count as 100, within the policy's scope: all of them, all but the first,
   * or all but the last.
   */
  | 'DEEMED';

/** Whether exactly the threshold is enough. */
export type Comparison =
  /** Only more than the threshold is enough. */
  | 'MORE_THAN'
  /** Exactly the threshold is enough. */
  | 'AT_LEAST';

/** A span of dates. */
export type Period = {
  /** The first day; null for ever before. */
  readonly from?: Maybe<Scalars['Date']['output']>;
  /** The first day after it; null for ever after. */
  readonly to?: Maybe<Scalars['Date']['output']>;
};

/** A product or brand. The law attaches to who operates it, not to the brand. */
export type Product = Node & {
  /** product: and its own id. */
  readonly id: Scalars['ID']['output'];
  /** The name it is sold under. */
  readonly name: Scalars['String']['output'];
  /** Who operates it, where and since when, by whose terms of service; past operators included. */
  readonly operators: ReadonlyArray<Operation>;
  /** Of its operator in the region; without a region the gravest of today's operators; null when none is recorded. */
  readonly restriction?: Maybe<Ruling>;
  /** The same question, without a region, under several policies; empty when no operator is recorded. */
  readonly restrictions: ReadonlyArray<Ruling>;
};


/** A product or brand. The law attaches to who operates it, not to the brand. */
export type ProductRestrictionArgs = {
  policy: Scalars['ID']['input'];
  region?: InputMaybe<Scalars['JurisdictionCode']['input']>;
};


/** A product or brand. The law attaches to who operates it, not to the brand. */
export type ProductRestrictionsArgs = {
  policies: ReadonlyArray<Scalars['ID']['input']>;
};

/** Who operates a product, where and since when, by whose terms of service. */
export type Operation = {
  /** The company that the terms of service name. */
  readonly operator: Company;
  /** Where it operates the product; null for everywhere not named otherwise. */
  readonly region?: Maybe<Scalars['JurisdictionCode']['output']>;
  /** The first day; null when not known. */
  readonly startDate?: Maybe<Scalars['Date']['output']>;
  /** The first day it no longer did; null while it does. */
  readonly endDate?: Maybe<Scalars['Date']['output']>;
  /** The terms of service or other evidence. */
  readonly sources: ReadonlyArray<Source>;
};

/** What changes the record. Nothing is ever overwritten: an older revision reads as it did then. */
export type Mutation = {
  /** Upserts in one transaction; all or nothing. The same statements again change nothing. */
  readonly record: Recorded;
  /** Takes statements back in one transaction; all or nothing. */
  readonly retract: Recorded;
  /**
   * Several records of one party become one; undone by unmerge of the id returned. The same merge again changes nothing and
   * returns its id. A person and a company, or parties that are one already, are CONFLICT.
   */
  readonly merge: Recorded;
  /**
   * Takes a merge back: every statement, those since included, is about the party that its source named. What shares an
   * identifier, or is merged otherwise, stays one. A merge that was undone already is CONFLICT.
   */
  readonly unmerge: Recorded;
  /**
   * Screens as Query.screen does, and puts every ruling on record before it is answered: nothing is given when that can't
   * be done.
   */
  readonly giveRulings: ReadonlyArray<GivenScreenResult>;
  /** Watches verdicts: each that becomes another one from now on is a change. */
  readonly watch: Watchlist;
  /** Takes a watch list away, with what its webhook was still to be told; false where there is none. */
  readonly unwatch: Scalars['Boolean']['output'];
};


/** What changes the record. Nothing is ever overwritten: an older revision reads as it did then. */
export type MutationRecordArgs = {
  parties?: InputMaybe<ReadonlyArray<PartyInput>>;
  interests?: InputMaybe<ReadonlyArray<InterestInput>>;
  products?: InputMaybe<ReadonlyArray<ProductInput>>;
  retract?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  source: SourceInput;
};


/** What changes the record. Nothing is ever overwritten: an older revision reads as it did then. */
export type MutationRetractArgs = {
  statements: ReadonlyArray<Scalars['ID']['input']>;
  because: Scalars['String']['input'];
};


/** What changes the record. Nothing is ever overwritten: an older revision reads as it did then. */
export type MutationMergeArgs = {
  parties: ReadonlyArray<Scalars['ID']['input']>;
  into: Scalars['ID']['input'];
  because: Scalars['String']['input'];
};


/** What changes the record. Nothing is ever overwritten: an older revision reads as it did then. */
export type MutationUnmergeArgs = {
  id: Scalars['ID']['input'];
};


/** What changes the record. Nothing is ever overwritten: an older revision reads as it did then. */
export type MutationGiveRulingsArgs = {
  subjects: ReadonlyArray<ScreenSubject>;
  policies: ReadonlyArray<Scalars['ID']['input']>;
};


/** What changes the record. Nothing is ever overwritten: an older revision reads as it did then. */
export type MutationWatchArgs = {
  input: WatchInput;
};


/** What changes the record. Nothing is ever overwritten: an older revision reads as it did then. */
export type MutationUnwatchArgs = {
  id: Scalars['ID']['input'];
};

/** What a write changed. */
export type Recorded = {
  /** Names the write; of a merge it is what unmerge takes. */
  readonly id: Scalars['ID']['output'];
  /** The state of the data after it. */
  readonly revision: Scalars['ID']['output'];
  /** Statements about parties that were new. */
  readonly parties: Scalars['Int']['output'];
  /** Statements about interests that were new. */
  readonly interests: Scalars['Int']['output'];
  /** Statements that said nothing new. */
  readonly unchanged: Scalars['Int']['output'];
  /** Parties within reach of the write whose verdict it changed. */
  readonly flips: ReadonlyArray<Flip>;
};

/** A party whose verdict changed. */
export type Flip = {
  /** The party. */
  readonly party: Party;
  /** The verdict without the change. */
  readonly before: Verdict;
  /** The verdict with it. */
  readonly after: Verdict;
  /** What made the difference, in a sentence. */
  readonly because: Scalars['String']['output'];
};

/** What a policy says of a party. */
export type Verdict =
  /**
   * In every state of affairs that fits the record and the assumptions named in Ruling.assumptions, the policy restricts
   * the party.
   */
  | 'RESTRICTED'
  /** Some states of affairs that fit restrict it and some do not. */
  | 'INDETERMINATE'
  /** In no state of affairs that fits the record and the assumptions named in Ruling.assumptions is it restricted. */
  | 'NOT_RESTRICTED';

/** The answer of one policy about one party, with everything it rests on. Not legal advice. */
export type Ruling = {
  /** The same for the same party, policy, date, data and suppositions. */
  readonly id: Scalars['ID']['output'];
  /** RESTRICTED, NOT_RESTRICTED, or INDETERMINATE where the record does not settle it. */
  readonly verdict: Verdict;
  /** The party it is about. */
  readonly subject: Party;
  /** The policy that was asked. */
  readonly policy: Policy;
  /**
   * The share of the subject that restricted parties hold, as the policy counts it: its owners' part, never itself; the
   * largest owner's where the policy does not aggregate; of the interest type that decides.
   */
  readonly restrictedShare: ShareRange;
  /** Why, most important first. */
  readonly reasons: ReadonlyArray<Reason>;
  /** What was presumed, not recorded; empty when the record alone decides. */
  readonly assumptions: ReadonlyArray<Reason>;
  /** False when the policy was not in force at asOf; the verdict is computed all the same. */
  readonly inForce: Scalars['Boolean']['output'];
  /** The weakest grade among the sources it rests on; null when it rests on none. */
  readonly weakestGrade?: Maybe<Grade>;
  /** The oldest date among the sources it rests on; null when none is dated. */
  readonly oldestSource?: Maybe<Scalars['Date']['output']>;
  /** One plain paragraph for a case file. */
  readonly summary: Scalars['String']['output'];
  /** Shortest chains from the parties that make the difference down to the subject. */
  readonly chains: ReadonlyArray<Chain>;
  /** The verdict under every registered reading of the policy's words; none of them changes the ruling. */
  readonly readings: ReadonlyArray<Reading>;
  /** Whether every reading gives the verdict of the ruling. */
  readonly readingsAgree: Scalars['Boolean']['output'];
  /** Facts that would settle it, most decisive first: for INDETERMINATE, and for a verdict that rests on an assumption. */
  readonly decidingFacts: ReadonlyArray<DecidingFact>;
  /** Smallest changes of recorded facts that would give the other verdict. */
  readonly counterfactuals: ReadonlyArray<Counterfactual>;
  /** What a program that shares no code with this one needs to check the verdict: `controlgraph verify` is such a program. */
  readonly certificate: Scalars['JSON']['output'];
  /** A drawing of what decides, as text. */
  readonly chart: Scalars['String']['output'];
  /** The sources it rests on, each once. */
  readonly evidence: ReadonlyArray<Source>;
  /** The date in the world that it holds for. */
  readonly asOf: Scalars['Date']['output'];
  /** The instant whose knowledge it was limited to; null when it used all that its revision holds. */
  readonly knownAt?: Maybe<Scalars['DateTime']['output']>;
  /** The exact state of the data it was computed from. */
  readonly revision: Scalars['ID']['output'];
  /** The version of the program that computed it. */
  readonly engineVersion: Scalars['String']['output'];
  /** False when a limit stopped the gathering; the verdict is then never NOT_RESTRICTED. */
  readonly complete: Scalars['Boolean']['output'];
};


/** The answer of one policy about one party, with everything it rests on. Not legal advice. */
export type RulingChainsArgs = {
  first: Scalars['Int']['input'];
};


/** The answer of one policy about one party, with everything it rests on. Not legal advice. */
export type RulingDecidingFactsArgs = {
  first: Scalars['Int']['input'];
};


/** The answer of one policy about one party, with everything it rests on. Not legal advice. */
export type RulingCounterfactualsArgs = {
  first: Scalars['Int']['input'];
};


/** The answer of one policy about one party, with everything it rests on. Not legal advice. */
export type RulingChartArgs = {
  format: ChartFormat;
};

/** One ground of a ruling, or one assumption behind it. */
export type Reason = {
  /** For programs to branch on; take an unknown code as INDETERMINATE. */
  readonly code: ReasonCode;
  /** The same in a sentence, with names and figures. */
  readonly message: Scalars['String']['output'];
  /** The party it is about; null when it is about none in particular. */
  readonly party?: Maybe<Party>;
  /** The interest it is about; null when it is about none in particular. */
  readonly interest?: Maybe<Interest>;
};

/** What a ruling can rest on. */
export type ReasonCode =
  /** It, or an owner, has its headquarters in a place that the policy does not support. */
  | 'HEADQUARTERED_IN_UNSUPPORTED_REGION'
  /** A person resides in, or is a national of, a place that the policy does not support. */
  | 'RESIDENT_IN_UNSUPPORTED_REGION'
  /** A state, or a body of one, that the policy does not support. */
  | 'STATE_OF_UNSUPPORTED_REGION'
  /** Named on a list that the policy reads. */
  | 'LISTED'
  /** No complete edition of a list that the policy reads is loaded for the date, so nobody can be cleared by it. */
  | 'LIST_NOT_LOADED'
  /** Restricted parties hold more than the threshold. */
  | 'OWNED_ABOVE_THRESHOLD'
  /** Restricted parties hold exactly the threshold, whichever way that decides. */
  | 'OWNED_AT_THRESHOLD'
  /** A restricted party controls it by other means than ownership, and the policy counts that. */
  | 'CONTROLLED'
  /** Its reported parent is restricted and publishes no share: a majority is presumed. */
  | 'REPORTED_PARENT_RESTRICTED'
  /** It is a branch of a restricted party, the same legal person. */
  | 'BRANCH_OF_RESTRICTED'
  /** A holder is known, but not whether its share reaches the threshold. */
  | 'SHARE_UNKNOWN'
  /** Somebody holds a share, but no source says who. */
  | 'OWNER_UNKNOWN'
  /** The recorded owners leave a share unaccounted for that could decide. */
  | 'REMAINDER_UNKNOWN'
  /** Neither the headquarters nor a telling place of incorporation is recorded. */
  | 'HEADQUARTERS_UNKNOWN'
  /** No headquarters is recorded: it is presumed at the place of incorporation. */
  | 'HEADQUARTERS_PRESUMED'
  /** No owner is recorded at the top of a chain of majorities, so restricted ones cannot be ruled out. */
  | 'OWNERS_UNRECORDED'
  /** Publicly listed with its large holders stated: what remains is taken to be dispersed. */
  | 'WIDELY_HELD'
  /** The policy's region list does not settle the standing of a place. */
  | 'REGION_UNLISTED'
  /**
   * A sign of control without ownership: a contract, a board or voting majority, a general partner, a trustee, a
   * reported parent.
   */
  | 'CONTROL_SIGNAL'
  /** Registered readings of the policy's words give different verdicts. */
  | 'READINGS_DISAGREE'
  /** Sources contradict each other; the verdict holds for all that they say. */
  | 'CONFLICTING_SOURCES'
  /** The recorded shares of a company add up to more than 100 %; nothing was scaled. */
  | 'SHARES_OVER_100'
  /** A limit stopped the gathering; what was cut off could decide. */
  | 'LIMIT_REACHED'
  /** The time allowed ended the work; what was not read could decide. */
  | 'DEADLINE_EXCEEDED'
  /** Restricted parties hold a share, but too little. */
  | 'BELOW_THRESHOLD'
  /** No restricted party was found among its owners. */
  | 'NO_RESTRICTED_OWNER'
  /** The policy exempts it. */
  | 'EXEMPT'
  /** The policy was not in force at asOf; the verdict is given as if it were. */
  | 'POLICY_NOT_IN_FORCE';

/** One way from a party that makes the difference down to the subject. */
export type Chain = {
  /** The interests between the parties, in the same order. */
  readonly steps: ReadonlyArray<Interest>;
  /** From the party that makes the difference down to the subject. */
  readonly parties: ReadonlyArray<Party>;
  /**
   * How much reaches the subject along this chain as the policy counts it: for a CASCADE policy the stake that the
   * chain's last step passes on, for MULTIPLIED the product along it.
   */
  readonly share: ShareRange;
};

/** The verdict under another reading of the policy's words. */
export type Reading = {
  /** The name of the reading, such as per-owner or recorded-only. */
  readonly id: Scalars['ID']['output'];
  /** Why the words allow it. */
  readonly basis: Scalars['String']['output'];
  /** What the policy says under it. */
  readonly verdict: Verdict;
  /** The share that restricted parties hold under it. */
  readonly restrictedShare: ShareRange;
};

/** A fact that nobody recorded and that would settle the verdict: the next question to ask. */
export type DecidingFact = {
  /** The question, in a sentence. */
  readonly question: Scalars['String']['output'];
  /** The party it is about. */
  readonly about?: Maybe<Party>;
  /** The interest it is about; null when it is about none that is recorded. */
  readonly interest?: Maybe<Interest>;
  /** Restricted when the fact lies in this range. */
  readonly restrictedWhen: Scalars['String']['output'];
  /** Not restricted when the fact lies in this range. */
  readonly notRestrictedWhen: Scalars['String']['output'];
};

/** A smallest change of recorded facts that would give another verdict. */
export type Counterfactual = {
  /** The change, in a sentence. */
  readonly description: Scalars['String']['output'];
  /** The same as a supposition, to be given to Query.world(suppose:). */
  readonly supposition: Scalars['JSON']['output'];
  /** The verdict in that world. */
  readonly verdict: Verdict;
};

/** The language of a chart. */
export type ChartFormat =
  /** Mermaid flowchart text, which many wikis and editors draw. */
  | 'MERMAID'
  /** A picture to look at: SVG with a title, and a description that says the same in words. */
  | 'SVG'
  /** Graphviz. */
  | 'DOT'
  /** GraphML, for yEd, Gephi and other graph programs. */
  | 'GRAPHML';

/** How a party is named: by exactly one of these. */
export type PartyBy =
  /** Its id. */
  { readonly id: Scalars['ID']['input']; readonly lei?: never; readonly identifier?: never; }
  |  /** Its LEI, 20 letters and digits. */
  { readonly id?: never; readonly lei: Scalars['String']['input']; readonly identifier?: never; }
  |  /** Any identifier it bears. */
  { readonly id?: never; readonly lei?: never; readonly identifier: IdentifierInput; };

/**
 * How a product is named: by exactly one of these. Ids of products are taken with or without the prefix product:, and
 * shown with it.
 */
export type ProductBy =
  /** Its id, with or without the prefix product:. */
  { readonly id: Scalars['ID']['input']; readonly name?: never; }
  |  /** Its name, compared without regard to case, punctuation and spacing. */
  { readonly id?: never; readonly name: Scalars['String']['input']; };

/** A number under which a register knows a party. */
export type IdentifierInput = {
  /** Who gives the number out: XI-LEI for an LEI, or another org-id.guide register code such as GB-COH. */
  readonly scheme: Scalars['String']['input'];
  /** The number, leading zeros kept. */
  readonly value: Scalars['String']['input'];
};

/** Whom or what to screen. One key per subject: id, lei, identifier, product, or name with an optional jurisdiction. */
export type ScreenSubject = {
  /** Your own reference, given back with the result. */
  readonly ref: Scalars['ID']['input'];
  /** The id of a party. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
  /** The LEI of a party. */
  readonly lei?: InputMaybe<Scalars['String']['input']>;
  /** An identifier of a party. */
  readonly identifier?: InputMaybe<IdentifierInput>;
  /** A name of a party, in any language and script. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** With name only: where the party is incorporated or headquartered. */
  readonly jurisdiction?: InputMaybe<Scalars['JurisdictionCode']['input']>;
  /** The id or name of a product; its operators are judged. */
  readonly product?: InputMaybe<Scalars['String']['input']>;
};

/** What was found of one subject, and what the policies say of it. */
export type ScreenResult = {
  /** The reference given with the subject. */
  readonly ref: Scalars['ID']['output'];
  /** Whether the subject was found; only FOUND is followed by a verdict to act on. */
  readonly outcome: Outcome;
  /** The gravest verdict over the policies; null unless FOUND. */
  readonly overall?: Maybe<Verdict>;
  /** One ruling per policy, in the order asked; empty unless FOUND. */
  readonly verdicts: ReadonlyArray<Ruling>;
  /** Why not FOUND; null where it is. */
  readonly problem?: Maybe<Problem>;
  /** The party that the subject was taken for; null unless FOUND. */
  readonly match?: Maybe<Match>;
  /**
   * Other candidates, each with its own ruling: an ambiguous name is never silently resolved. Of an AMBIGUOUS subject the
   * gravest comes first, of equals the most alike: the first one's verdicts are what a pipeline can act on.
   */
  readonly alternatives: ReadonlyArray<Match>;
};

/** Whether a screened subject was found. */
export type Outcome =
  /** One party stands clear. */
  | 'FOUND'
  /** Several parties fit; see alternatives. */
  | 'AMBIGUOUS'
  /** No party fits. This clears nobody. */
  | 'NOT_FOUND'
  /** The subject itself is wrong; see problem. */
  | 'INVALID';

/** Why a subject has no verdict. */
export type Problem = {
  /**
   * For programs to branch on: NOT_FOUND; AMBIGUOUS, where the alternatives are all there are; LIMIT_REACHED, where there may
   * be others, so that none of them is the gravest for certain; BAD_USER_INPUT.
   */
  readonly code: Scalars['String']['output'];
  /** The field of the subject that is wrong; null when it is none in particular. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What was expected, what came, and the way out. */
  readonly message: Scalars['String']['output'];
};

/** A party that bears the name asked for. */
export type Match = {
  /** The party. */
  readonly party: Party;
  /** How well it fits, from 0 to 1: an exact name or identifier is 1, the same words 0.95 or more; from 0.9 on a name may be found. */
  readonly score: Scalars['Float']['output'];
  /** The name or identifier of it that fits. */
  readonly matchedName: Scalars['String']['output'];
  /** What fits, in words. */
  readonly why: ReadonlyArray<Scalars['String']['output']>;
  /** One ruling per policy, under the policies screened; empty in a search. */
  readonly verdicts: ReadonlyArray<Ruling>;
  /** Whether the policy restricts it, and why. */
  readonly restriction: Ruling;
};


/** A party that bears the name asked for. */
export type MatchRestrictionArgs = {
  policy: Scalars['ID']['input'];
};

/** Facts laid over the graph for one question; parties named here may be new or known. */
export type Supposition = {
  /** Parties, new or with facts replaced. */
  readonly parties?: InputMaybe<ReadonlyArray<PartyInput>>;
  /** Interests; each supersedes what is recorded for the same holder, subject and type. */
  readonly interests?: InputMaybe<ReadonlyArray<InterestInput>>;
  /** Products and their operators. */
  readonly products?: InputMaybe<ReadonlyArray<ProductInput>>;
  /** Ids of interests left out of this world. */
  readonly without?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** For a known id the fields that differ, for a new one a whole definition, as Policy.definition shows them. */
  readonly policies?: InputMaybe<ReadonlyArray<Scalars['JSON']['input']>>;
  /** How a policy's region list treats a place in this world. */
  readonly standings?: InputMaybe<ReadonlyArray<StandingInput>>;
  /** Start from nothing recorded; supposed listings then count as complete lists. */
  readonly empty: Scalars['Boolean']['input'];
};

/**
 * A party, or what is said of one.
 * Left out or null: as recorded; for a new party COMPANY, not stated, not complete. In a supposition a field given
 * replaces what is recorded, lists included.
 * In record it adds statements of this source; of the same source the newer supersedes, another's stays. An id that
 * neither the store nor this input knows is BAD_USER_INPUT.
 */
export type PartyInput = {
  /** The id of a known party, or the one that a new party is to bear. */
  readonly id: Scalars['ID']['input'];
  /** What it is. */
  readonly kind?: InputMaybe<PartyKind>;
  /** The name to show. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Its other names. */
  readonly names?: InputMaybe<ReadonlyArray<NameInput>>;
  /** Where it is incorporated. */
  readonly incorporatedIn?: InputMaybe<Scalars['JurisdictionCode']['input']>;
  /** Where it is headquartered or resides. Short for one undated place. */
  readonly headquarters?: InputMaybe<Scalars['JurisdictionCode']['input']>;
  /** Where it is headquartered or resides, with dates; instead of headquarters. */
  readonly located?: InputMaybe<ReadonlyArray<LocatedInput>>;
  /** Nationalities of a person. */
  readonly nationalities?: InputMaybe<ReadonlyArray<Scalars['JurisdictionCode']['input']>>;
  /** Numbers under which registers know it. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Entries on lists. */
  readonly listings?: InputMaybe<ReadonlyArray<ListingInput>>;
  /** Whether its shares trade on an exchange. */
  readonly publiclyListed?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether this source says who its large holders are. */
  readonly majorHoldersStated?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether the owners given are all the owners. */
  readonly ownersComplete?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A place of residence or headquarters, from-to. */
export type LocatedInput = {
  /** The place. */
  readonly jurisdiction: Scalars['JurisdictionCode']['input'];
  /** The first day it was there. */
  readonly startDate?: InputMaybe<Scalars['Date']['input']>;
  /** The first day it was there no longer. */
  readonly endDate?: InputMaybe<Scalars['Date']['input']>;
  /** Where this comes from; the source of the whole write when left out. */
  readonly source?: InputMaybe<SourceInput>;
};

/** A product or brand and who operates it. */
export type ProductInput = {
  /** Its id, with or without the prefix product:. */
  readonly id: Scalars['ID']['input'];
  /** The name it is sold under. */
  readonly name: Scalars['String']['input'];
  /** Who operates it. */
  readonly operators: ReadonlyArray<OperationInput>;
};

/** Who operates a product, where and since when. */
export type OperationInput = {
  /** The id of the company that the terms of service name. */
  readonly operator: Scalars['ID']['input'];
  /** Where it operates the product; everywhere not named otherwise when left out. */
  readonly region?: InputMaybe<Scalars['JurisdictionCode']['input']>;
  /** The first day. */
  readonly startDate?: InputMaybe<Scalars['Date']['input']>;
  /** The first day it no longer did. */
  readonly endDate?: InputMaybe<Scalars['Date']['input']>;
  /** Where this comes from; the source of the whole write when left out. */
  readonly source?: InputMaybe<SourceInput>;
};

/** A name that a party bears or bore. */
export type NameInput = {
  /** The name as the source writes it. */
  readonly text: Scalars['String']['input'];
  /** Its language as a BCP 47 tag, such as en or zh-Hans. */
  readonly language?: InputMaybe<Scalars['String']['input']>;
  /** What sort of name it is. */
  readonly kind: NameKind;
};

/** A party named on a list, from-to. */
export type ListingInput = {
  /** The list, such as us_ofac_sdn or eu_fsf. */
  readonly list: Scalars['String']['input'];
  /** The first day of the entry. */
  readonly startDate?: InputMaybe<Scalars['Date']['input']>;
  /** The first day it was no longer on the list. */
  readonly endDate?: InputMaybe<Scalars['Date']['input']>;
};

/**
 * What a party holds in another.
 * id is the statement's id, unique within its dataset; without one it is derived from dataset, holder, subject, type and
 * start: repeating it changes nothing.
 */
export type InterestInput = {
  /** The statement's id, unique within its dataset; derived when left out. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
  /** The id of the holder; left out when the source does not name it, and then undisclosed says why. */
  readonly interestedParty?: InputMaybe<Scalars['ID']['input']>;
  /** The source's reason for not naming the holder. */
  readonly undisclosed?: InputMaybe<Scalars['String']['input']>;
  /** The id of the party it is held in. */
  readonly subject: Scalars['ID']['input'];
  /** What is held. */
  readonly type: InterestType;
  /** How much of it; somewhere from 0 to 100 when left out. */
  readonly share?: InputMaybe<ShareInput>;
  /** The first day it was held. */
  readonly startDate?: InputMaybe<Scalars['Date']['input']>;
  /** The first day it was no longer held. */
  readonly endDate?: InputMaybe<Scalars['Date']['input']>;
  /** Where this comes from; the source of the whole write when left out. */
  readonly source?: InputMaybe<SourceInput>;
};

/** A share. Exact, or bounds; nothing at all means somewhere from 0 to 100. */
export type ShareInput = {
  /** The share itself; then no bounds. */
  readonly exact?: InputMaybe<Scalars['Percent']['input']>;
  /** At least so much; 0 when left out. */
  readonly min?: InputMaybe<Scalars['Percent']['input']>;
  /** At most so much; 100 when left out. */
  readonly max?: InputMaybe<Scalars['Percent']['input']>;
  /** Whether it is more than min, not just at least min. */
  readonly minExclusive: Scalars['Boolean']['input'];
  /** Whether it is less than max, not just at most max. */
  readonly maxExclusive: Scalars['Boolean']['input'];
};

/** Where a statement comes from. */
export type SourceInput = {
  /** The file, register or research that says so; statements of one dataset supersede each other. */
  readonly dataset: Scalars['String']['input'];
  /** Where it can be read. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
  /** When it was read there. */
  readonly retrievedAt?: InputMaybe<Scalars['Date']['input']>;
  /** The id of the statement in its dataset; derived when left out. */
  readonly statementId?: InputMaybe<Scalars['String']['input']>;
  /** The words it rests on. */
  readonly quote?: InputMaybe<Scalars['String']['input']>;
  /** How close it stands to the fact. */
  readonly grade: Grade;
};

/** How a policy's region list is supposed to treat a place. */
export type StandingInput = {
  /** The policy's id. */
  readonly policy: Scalars['ID']['input'];
  /** The place; its parts and dependencies keep their own standing. */
  readonly jurisdiction: Scalars['JurisdictionCode']['input'];
  /** How it is treated. */
  readonly standing: Standing;
};

/** Parties whose verdicts are watched. */
export type Watchlist = Node & {
  /** Names it; begins with watchlist:. */
  readonly id: Scalars['ID']['output'];
  /** What it was called when it was made. */
  readonly name: Scalars['String']['output'];
  /** The webhook's signing secret; given once, when it is made. */
  readonly secret?: Maybe<Scalars['String']['output']>;
  /** The parties that are watched; those that are recorded still. */
  readonly parties: ReadonlyArray<Party>;
  /** The policies that they are watched under; those that are known still. */
  readonly policies: ReadonlyArray<Policy>;
};

/** What to watch, from now on. */
export type WatchInput = {
  /** A name for people, 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** Ids of the parties; with the policies at most 5,000 verdicts. */
  readonly parties: ReadonlyArray<Scalars['ID']['input']>;
  /** Ids of policies that answer RESTRICTION. */
  readonly policies: ReadonlyArray<Scalars['ID']['input']>;
  /** Signed POST on every verdict change, as Standard Webhooks has it; an address on the public internet. */
  readonly webhook?: InputMaybe<Scalars['String']['input']>;
};

/** A watched verdict that became another one. */
export type Change = {
  /** Its number: 1 for the first, and no gap; what after takes. */
  readonly cursor: Scalars['String']['output'];
  /** When it was found. */
  readonly at: Scalars['DateTime']['output'];
  /** The party, as it is recorded now. */
  readonly party: Party;
  /** The policy whose verdict it is. */
  readonly policy: Scalars['ID']['output'];
  /** The verdict before. */
  readonly before?: Maybe<Verdict>;
  /** The verdict since. */
  readonly after: Verdict;
  /** What made the difference. */
  readonly cause: Cause;
  /** The same in a sentence. */
  readonly detail: Scalars['String']['output'];
};

/** What makes a verdict another one. */
export type Cause =
  /** What is recorded. */
  | 'DATA'
  /** A policy, a list of places, or this program. */
  | 'POLICY'
  /** Records that became one party, or ceased to be one. */
  | 'MERGE'
  /** A day that began: something recorded ended or started by its date. */
  | 'TIME';

/** What is told as it happens, over graphql-transport-ws at the same address. */
export type Subscription = {
  /** Each change of a watched verdict once and in order; after an interruption go on with after. */
  readonly verdictChanged: Change;
};


/** What is told as it happens, over graphql-transport-ws at the same address. */
export type SubscriptionVerdictChangedArgs = {
  watchlist?: InputMaybe<Scalars['ID']['input']>;
  policy?: InputMaybe<Scalars['ID']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( GivenRulingView )
    | ( InterestView )
    | ( PartyView )
    | ( PartyView )
    | ( PartyView )
    | ( PartyView )
    | ( JurisdictionView )
    | ( PolicyView )
    | ( ProductView )
    | ( WatchlistView )
  ;
  Inquiry:
    | ( Omit<Query, 'node' | 'nodes' | 'world' | 'givenRuling' | 'changes' | 'party' | 'company' | 'product' | 'jurisdiction' | 'policies' | 'policy' | 'search' | 'screen' | 'rulings' | 'cycles'> & { node?: Maybe<_RefType['Node']>, nodes: ReadonlyArray<Maybe<_RefType['Node']>>, world: _RefType['World'], givenRuling?: Maybe<_RefType['GivenRuling']>, changes: _RefType['ChangeConnection'], party?: Maybe<_RefType['Party']>, company?: Maybe<_RefType['Company']>, product?: Maybe<_RefType['Product']>, jurisdiction?: Maybe<_RefType['Jurisdiction']>, policies: ReadonlyArray<_RefType['Policy']>, policy?: Maybe<_RefType['Policy']>, search: ReadonlyArray<_RefType['Match']>, screen: ReadonlyArray<_RefType['ScreenResult']>, rulings: _RefType['RulingConnection'], cycles: _RefType['CycleConnection'] } )
    | ( InquiryModel )
  ;
  Party:
    | ( PartyView )
    | ( PartyView )
    | ( PartyView )
    | ( PartyView )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  PartyEdge: ResolverTypeWrapper<Omit<PartyEdge, 'node'> & { node: ResolversTypes['Party'] }>;
  PartyConnection: ResolverTypeWrapper<Omit<PartyConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['PartyEdge']>, nodes: ReadonlyArray<ResolversTypes['Party']> }>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  InterestEdge: ResolverTypeWrapper<Omit<InterestEdge, 'node'> & { node: ResolversTypes['Interest'] }>;
  InterestConnection: ResolverTypeWrapper<Omit<InterestConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['InterestEdge']>, nodes: ReadonlyArray<ResolversTypes['Interest']> }>;
  CompanyEdge: ResolverTypeWrapper<Omit<CompanyEdge, 'node'> & { node: ResolversTypes['Company'] }>;
  CompanyConnection: ResolverTypeWrapper<Omit<CompanyConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['CompanyEdge']>, nodes: ReadonlyArray<ResolversTypes['Company']> }>;
  ControlledEdge: ResolverTypeWrapper<Omit<ControlledEdge, 'node' | 'chain'> & { node: ResolversTypes['Party'], chain: ResolversTypes['Chain'] }>;
  ControlledConnection: ResolverTypeWrapper<Omit<ControlledConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ControlledEdge']>, nodes: ReadonlyArray<ResolversTypes['Party']> }>;
  RulingEdge: ResolverTypeWrapper<Omit<RulingEdge, 'node'> & { node: ResolversTypes['Ruling'] }>;
  RulingConnection: ResolverTypeWrapper<Omit<RulingConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['RulingEdge']>, nodes: ReadonlyArray<ResolversTypes['Ruling']> }>;
  CycleEdge: ResolverTypeWrapper<Omit<CycleEdge, 'node'> & { node: ResolversTypes['Cycle'] }>;
  CycleConnection: ResolverTypeWrapper<Omit<CycleConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['CycleEdge']>, nodes: ReadonlyArray<ResolversTypes['Cycle']> }>;
  FlipEdge: ResolverTypeWrapper<Omit<FlipEdge, 'node'> & { node: ResolversTypes['Flip'] }>;
  FlipConnection: ResolverTypeWrapper<Omit<FlipConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['FlipEdge']>, nodes: ReadonlyArray<ResolversTypes['Flip']> }>;
  ChangeEdge: ResolverTypeWrapper<Omit<ChangeEdge, 'node'> & { node: ResolversTypes['Change'] }>;
  ChangeConnection: ResolverTypeWrapper<Omit<ChangeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ChangeEdge']>, nodes: ReadonlyArray<ResolversTypes['Change']> }>;
  GivenRuling: ResolverTypeWrapper<GivenRulingView>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Replay: ResolverTypeWrapper<Replay>;
  GivenScreenResult: ResolverTypeWrapper<GivenScreenResultView>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  Inquiry: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Inquiry']>;
  Query: ResolverTypeWrapper<{}>;
  World: ResolverTypeWrapper<InquiryModel>;
  UnrecordedOwners: UnrecordedOwners;
  Interest: ResolverTypeWrapper<InterestView>;
  InterestType: InterestType;
  ShareRange: ResolverTypeWrapper<Bounds>;
  Direction: Direction;
  OwnershipGraph: ResolverTypeWrapper<OwnershipView>;
  Cycle: ResolverTypeWrapper<CycleView>;
  PartyKind: PartyKind;
  Party: ResolverTypeWrapper<PartyView>;
  Company: ResolverTypeWrapper<PartyView>;
  Person: ResolverTypeWrapper<PartyView>;
  State: ResolverTypeWrapper<PartyView>;
  Arrangement: ResolverTypeWrapper<PartyView>;
  Name: ResolverTypeWrapper<Name>;
  NameKind: NameKind;
  Identifier: ResolverTypeWrapper<Identifier>;
  Located: ResolverTypeWrapper<LocatedView>;
  Listing: ResolverTypeWrapper<ListingModel>;
  Source: ResolverTypeWrapper<Source>;
  Grade: Grade;
  UltimateParent: ResolverTypeWrapper<UltimateParentView>;
  ParentDefinition: ParentDefinition;
  BeneficialOwners: ResolverTypeWrapper<BeneficialOwnersView>;
  BeneficialOwner: ResolverTypeWrapper<BeneficialOwnerView>;
  Span: ResolverTypeWrapper<Span>;
  Jurisdiction: ResolverTypeWrapper<JurisdictionView>;
  Place: Place;
  Standing: Standing;
  ListEdition: ResolverTypeWrapper<ListEdition>;
  Policy: ResolverTypeWrapper<PolicyView>;
  PolicyQuestion: PolicyQuestion;
  Method: Method;
  Comparison: Comparison;
  Period: ResolverTypeWrapper<Period>;
  Product: ResolverTypeWrapper<ProductView>;
  Operation: ResolverTypeWrapper<OperationView>;
  Mutation: ResolverTypeWrapper<{}>;
  Recorded: ResolverTypeWrapper<RecordedView>;
  Flip: ResolverTypeWrapper<FlipView>;
  Verdict: Verdict;
  Ruling: ResolverTypeWrapper<RulingView>;
  Reason: ResolverTypeWrapper<ReasonView>;
  ReasonCode: ReasonCode;
  Chain: ResolverTypeWrapper<ChainView>;
  Reading: ResolverTypeWrapper<Omit<Reading, 'restrictedShare'> & { restrictedShare: ResolversTypes['ShareRange'] }>;
  DecidingFact: ResolverTypeWrapper<DecidingFactView>;
  Counterfactual: ResolverTypeWrapper<Counterfactual>;
  ChartFormat: ChartFormat;
  Percent: ResolverTypeWrapper<Scalars['Percent']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  JurisdictionCode: ResolverTypeWrapper<Scalars['JurisdictionCode']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  PartyBy: PartyBy;
  ProductBy: ProductBy;
  IdentifierInput: IdentifierInput;
  ScreenSubject: ScreenSubject;
  ScreenResult: ResolverTypeWrapper<ScreenResultView>;
  Outcome: Outcome;
  Problem: ResolverTypeWrapper<Problem>;
  Match: ResolverTypeWrapper<MatchView>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Supposition: Supposition;
  PartyInput: PartyInput;
  LocatedInput: LocatedInput;
  ProductInput: ProductInput;
  OperationInput: OperationInput;
  NameInput: NameInput;
  ListingInput: ListingInput;
  InterestInput: InterestInput;
  ShareInput: ShareInput;
  SourceInput: SourceInput;
  StandingInput: StandingInput;
  Watchlist: ResolverTypeWrapper<WatchlistView>;
  WatchInput: WatchInput;
  Change: ResolverTypeWrapper<ChangeView>;
  Cause: Cause;
  Subscription: ResolverTypeWrapper<{}>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
  PartyEdge: Omit<PartyEdge, 'node'> & { node: ResolversParentTypes['Party'] };
  PartyConnection: Omit<PartyConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['PartyEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Party']> };
  Int: Scalars['Int']['output'];
  InterestEdge: Omit<InterestEdge, 'node'> & { node: ResolversParentTypes['Interest'] };
  InterestConnection: Omit<InterestConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['InterestEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Interest']> };
  CompanyEdge: Omit<CompanyEdge, 'node'> & { node: ResolversParentTypes['Company'] };
  CompanyConnection: Omit<CompanyConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['CompanyEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Company']> };
  ControlledEdge: Omit<ControlledEdge, 'node' | 'chain'> & { node: ResolversParentTypes['Party'], chain: ResolversParentTypes['Chain'] };
  ControlledConnection: Omit<ControlledConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ControlledEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Party']> };
  RulingEdge: Omit<RulingEdge, 'node'> & { node: ResolversParentTypes['Ruling'] };
  RulingConnection: Omit<RulingConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['RulingEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Ruling']> };
  CycleEdge: Omit<CycleEdge, 'node'> & { node: ResolversParentTypes['Cycle'] };
  CycleConnection: Omit<CycleConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['CycleEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Cycle']> };
  FlipEdge: Omit<FlipEdge, 'node'> & { node: ResolversParentTypes['Flip'] };
  FlipConnection: Omit<FlipConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['FlipEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Flip']> };
  ChangeEdge: Omit<ChangeEdge, 'node'> & { node: ResolversParentTypes['Change'] };
  ChangeConnection: Omit<ChangeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ChangeEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Change']> };
  GivenRuling: GivenRulingView;
  ID: Scalars['ID']['output'];
  Replay: Replay;
  GivenScreenResult: GivenScreenResultView;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Inquiry: ResolversInterfaceTypes<ResolversParentTypes>['Inquiry'];
  Query: {};
  World: InquiryModel;
  Interest: InterestView;
  ShareRange: Bounds;
  OwnershipGraph: OwnershipView;
  Cycle: CycleView;
  Party: PartyView;
  Company: PartyView;
  Person: PartyView;
  State: PartyView;
  Arrangement: PartyView;
  Name: Name;
  Identifier: Identifier;
  Located: LocatedView;
  Listing: ListingModel;
  Source: Source;
  UltimateParent: UltimateParentView;
  BeneficialOwners: BeneficialOwnersView;
  BeneficialOwner: BeneficialOwnerView;
  Span: Span;
  Jurisdiction: JurisdictionView;
  ListEdition: ListEdition;
  Policy: PolicyView;
  Period: Period;
  Product: ProductView;
  Operation: OperationView;
  Mutation: {};
  Recorded: RecordedView;
  Flip: FlipView;
  Ruling: RulingView;
  Reason: ReasonView;
  Chain: ChainView;
  Reading: Omit<Reading, 'restrictedShare'> & { restrictedShare: ResolversParentTypes['ShareRange'] };
  DecidingFact: DecidingFactView;
  Counterfactual: Counterfactual;
  Percent: Scalars['Percent']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  JurisdictionCode: Scalars['JurisdictionCode']['output'];
  JSON: Scalars['JSON']['output'];
  PartyBy: PartyBy;
  ProductBy: ProductBy;
  IdentifierInput: IdentifierInput;
  ScreenSubject: ScreenSubject;
  ScreenResult: ScreenResultView;
  Problem: Problem;
  Match: MatchView;
  Float: Scalars['Float']['output'];
  Supposition: Supposition;
  PartyInput: PartyInput;
  LocatedInput: LocatedInput;
  ProductInput: ProductInput;
  OperationInput: OperationInput;
  NameInput: NameInput;
  ListingInput: ListingInput;
  InterestInput: InterestInput;
  ShareInput: ShareInput;
  SourceInput: SourceInput;
  StandingInput: StandingInput;
  Watchlist: WatchlistView;
  WatchInput: WatchInput;
  Change: ChangeView;
  Subscription: {};
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PartyEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PartyEdge'] = ResolversParentTypes['PartyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
};

export type PartyConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PartyConnection'] = ResolversParentTypes['PartyConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PartyEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Party']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type InterestEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InterestEdge'] = ResolversParentTypes['InterestEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Interest'], ParentType, ContextType>;
};

export type InterestConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InterestConnection'] = ResolversParentTypes['InterestConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InterestEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Interest']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CompanyEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CompanyEdge'] = ResolversParentTypes['CompanyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
};

export type CompanyConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CompanyConnection'] = ResolversParentTypes['CompanyConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CompanyEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Company']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ControlledEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ControlledEdge'] = ResolversParentTypes['ControlledEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  chain?: Resolver<ResolversTypes['Chain'], ParentType, ContextType>;
};

export type ControlledConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ControlledConnection'] = ResolversParentTypes['ControlledConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ControlledEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Party']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RulingEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RulingEdge'] = ResolversParentTypes['RulingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Ruling'], ParentType, ContextType>;
};

export type RulingConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RulingConnection'] = ResolversParentTypes['RulingConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RulingEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Ruling']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CycleEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CycleEdge'] = ResolversParentTypes['CycleEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Cycle'], ParentType, ContextType>;
};

export type CycleConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CycleConnection'] = ResolversParentTypes['CycleConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CycleEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Cycle']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FlipEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FlipEdge'] = ResolversParentTypes['FlipEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Flip'], ParentType, ContextType>;
};

export type FlipConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FlipConnection'] = ResolversParentTypes['FlipConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FlipEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Flip']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ChangeEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangeEdge'] = ResolversParentTypes['ChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Change'], ParentType, ContextType>;
};

export type ChangeConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangeConnection'] = ResolversParentTypes['ChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Change']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type GivenRulingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GivenRuling'] = ResolversParentTypes['GivenRuling']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ruling?: Resolver<ResolversTypes['Ruling'], ParentType, ContextType>;
  replay?: Resolver<ResolversTypes['Replay'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReplayResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Replay'] = ResolversParentTypes['Replay']> = {
  identical?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  difference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type GivenScreenResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GivenScreenResult'] = ResolversParentTypes['GivenScreenResult']> = {
  result?: Resolver<ResolversTypes['ScreenResult'], ParentType, ContextType>;
  given?: Resolver<ReadonlyArray<ResolversTypes['GivenRuling']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'GivenRuling' | 'Interest' | 'Company' | 'Person' | 'State' | 'Arrangement' | 'Jurisdiction' | 'Policy' | 'Product' | 'Watchlist', ParentType, ContextType>;
};

export type InquiryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Inquiry'] = ResolversParentTypes['Inquiry']> = {
  __resolveType: TypeResolveFn<'Query' | 'World', ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  world?: Resolver<ResolversTypes['World'], ParentType, ContextType, Partial<QueryWorldArgs>>;
  givenRuling?: Resolver<Maybe<ResolversTypes['GivenRuling']>, ParentType, ContextType, RequireFields<QueryGivenRulingArgs, 'id'>>;
  changes?: Resolver<ResolversTypes['ChangeConnection'], ParentType, ContextType, RequireFields<QueryChangesArgs, 'first'>>;
  asOf?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType, RequireFields<QueryPartyArgs, 'by'>>;
  company?: Resolver<Maybe<ResolversTypes['Company']>, ParentType, ContextType, RequireFields<QueryCompanyArgs, 'by'>>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<QueryProductArgs, 'by'>>;
  jurisdiction?: Resolver<Maybe<ResolversTypes['Jurisdiction']>, ParentType, ContextType, RequireFields<QueryJurisdictionArgs, 'code'>>;
  policies?: Resolver<ReadonlyArray<ResolversTypes['Policy']>, ParentType, ContextType>;
  policy?: Resolver<Maybe<ResolversTypes['Policy']>, ParentType, ContextType, RequireFields<QueryPolicyArgs, 'id'>>;
  lists?: Resolver<ReadonlyArray<ResolversTypes['ListEdition']>, ParentType, ContextType>;
  search?: Resolver<ReadonlyArray<ResolversTypes['Match']>, ParentType, ContextType, RequireFields<QuerySearchArgs, 'name' | 'first'>>;
  screen?: Resolver<ReadonlyArray<ResolversTypes['ScreenResult']>, ParentType, ContextType, RequireFields<QueryScreenArgs, 'subjects' | 'policies'>>;
  rulings?: Resolver<ResolversTypes['RulingConnection'], ParentType, ContextType, RequireFields<QueryRulingsArgs, 'policy' | 'first'>>;
  cycles?: Resolver<ResolversTypes['CycleConnection'], ParentType, ContextType, RequireFields<QueryCyclesArgs, 'first'>>;
};

export type WorldResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['World'] = ResolversParentTypes['World']> = {
  knownAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  flips?: Resolver<ResolversTypes['FlipConnection'], ParentType, ContextType, RequireFields<WorldFlipsArgs, 'policy' | 'first'>>;
  asOf?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType, RequireFields<WorldPartyArgs, 'by'>>;
  company?: Resolver<Maybe<ResolversTypes['Company']>, ParentType, ContextType, RequireFields<WorldCompanyArgs, 'by'>>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<WorldProductArgs, 'by'>>;
  jurisdiction?: Resolver<Maybe<ResolversTypes['Jurisdiction']>, ParentType, ContextType, RequireFields<WorldJurisdictionArgs, 'code'>>;
  policies?: Resolver<ReadonlyArray<ResolversTypes['Policy']>, ParentType, ContextType>;
  policy?: Resolver<Maybe<ResolversTypes['Policy']>, ParentType, ContextType, RequireFields<WorldPolicyArgs, 'id'>>;
  lists?: Resolver<ReadonlyArray<ResolversTypes['ListEdition']>, ParentType, ContextType>;
  search?: Resolver<ReadonlyArray<ResolversTypes['Match']>, ParentType, ContextType, RequireFields<WorldSearchArgs, 'name' | 'first'>>;
  screen?: Resolver<ReadonlyArray<ResolversTypes['ScreenResult']>, ParentType, ContextType, RequireFields<WorldScreenArgs, 'subjects' | 'policies'>>;
  rulings?: Resolver<ResolversTypes['RulingConnection'], ParentType, ContextType, RequireFields<WorldRulingsArgs, 'policy' | 'first'>>;
  cycles?: Resolver<ResolversTypes['CycleConnection'], ParentType, ContextType, RequireFields<WorldCyclesArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InterestResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Interest'] = ResolversParentTypes['Interest']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interestedParty?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  undisclosed?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['InterestType'], ParentType, ContextType>;
  share?: Resolver<ResolversTypes['ShareRange'], ParentType, ContextType>;
  startDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  endDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ShareRangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ShareRange'] = ResolversParentTypes['ShareRange']> = {
  exact?: Resolver<Maybe<ResolversTypes['Percent']>, ParentType, ContextType>;
  min?: Resolver<ResolversTypes['Percent'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Percent'], ParentType, ContextType>;
  minExclusive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  maxExclusive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type OwnershipGraphResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OwnershipGraph'] = ResolversParentTypes['OwnershipGraph']> = {
  parties?: Resolver<ReadonlyArray<ResolversTypes['Party']>, ParentType, ContextType>;
  interests?: Resolver<ReadonlyArray<ResolversTypes['Interest']>, ParentType, ContextType>;
  cycles?: Resolver<ReadonlyArray<ResolversTypes['Cycle']>, ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  truncatedBecause?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CycleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Cycle'] = ResolversParentTypes['Cycle']> = {
  members?: Resolver<ReadonlyArray<ResolversTypes['Party']>, ParentType, ContextType>;
  interests?: Resolver<ReadonlyArray<ResolversTypes['Interest']>, ParentType, ContextType>;
};

export type PartyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Party'] = ResolversParentTypes['Party']> = {
  __resolveType: TypeResolveFn<'Company' | 'Person' | 'State' | 'Arrangement', ParentType, ContextType>;
};

export type CompanyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Company'] = ResolversParentTypes['Company']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  names?: Resolver<ReadonlyArray<ResolversTypes['Name']>, ParentType, ContextType>;
  identifiers?: Resolver<ReadonlyArray<ResolversTypes['Identifier']>, ParentType, ContextType>;
  incorporatedIn?: Resolver<Maybe<ResolversTypes['Jurisdiction']>, ParentType, ContextType>;
  publiclyListed?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  majorHoldersStated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  ownersComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  headquarters?: Resolver<ReadonlyArray<ResolversTypes['Located']>, ParentType, ContextType>;
  nationalities?: Resolver<ReadonlyArray<ResolversTypes['Jurisdiction']>, ParentType, ContextType>;
  listings?: Resolver<ReadonlyArray<ResolversTypes['Listing']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  owners?: Resolver<ResolversTypes['InterestConnection'], ParentType, ContextType, RequireFields<CompanyOwnersArgs, 'first'>>;
  unaccountedShare?: Resolver<Maybe<ResolversTypes['ShareRange']>, ParentType, ContextType>;
  holdings?: Resolver<ResolversTypes['InterestConnection'], ParentType, ContextType, RequireFields<CompanyHoldingsArgs, 'first'>>;
  subsidiaries?: Resolver<ResolversTypes['CompanyConnection'], ParentType, ContextType, RequireFields<CompanySubsidiariesArgs, 'first'>>;
  ultimateParents?: Resolver<ReadonlyArray<ResolversTypes['UltimateParent']>, ParentType, ContextType>;
  beneficialOwners?: Resolver<ResolversTypes['BeneficialOwners'], ParentType, ContextType, RequireFields<CompanyBeneficialOwnersArgs, 'policy'>>;
  effectiveShare?: Resolver<ResolversTypes['ShareRange'], ParentType, ContextType, RequireFields<CompanyEffectiveShareArgs, 'of' | 'method' | 'type' | 'policy'>>;
  controllers?: Resolver<ResolversTypes['PartyConnection'], ParentType, ContextType, RequireFields<CompanyControllersArgs, 'policy' | 'first'>>;
  controls?: Resolver<ResolversTypes['ControlledConnection'], ParentType, ContextType, RequireFields<CompanyControlsArgs, 'policy' | 'first'>>;
  ownership?: Resolver<ResolversTypes['OwnershipGraph'], ParentType, ContextType, RequireFields<CompanyOwnershipArgs, 'direction' | 'limit'>>;
  products?: Resolver<ReadonlyArray<ResolversTypes['Product']>, ParentType, ContextType>;
  restriction?: Resolver<ResolversTypes['Ruling'], ParentType, ContextType, RequireFields<CompanyRestrictionArgs, 'policy'>>;
  restrictions?: Resolver<ReadonlyArray<ResolversTypes['Ruling']>, ParentType, ContextType, RequireFields<CompanyRestrictionsArgs, 'policies'>>;
  restrictionTimeline?: Resolver<ReadonlyArray<ResolversTypes['Span']>, ParentType, ContextType, RequireFields<CompanyRestrictionTimelineArgs, 'policy'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Person'] = ResolversParentTypes['Person']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  names?: Resolver<ReadonlyArray<ResolversTypes['Name']>, ParentType, ContextType>;
  identifiers?: Resolver<ReadonlyArray<ResolversTypes['Identifier']>, ParentType, ContextType>;
  headquarters?: Resolver<ReadonlyArray<ResolversTypes['Located']>, ParentType, ContextType>;
  nationalities?: Resolver<ReadonlyArray<ResolversTypes['Jurisdiction']>, ParentType, ContextType>;
  listings?: Resolver<ReadonlyArray<ResolversTypes['Listing']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  owners?: Resolver<ResolversTypes['InterestConnection'], ParentType, ContextType, RequireFields<PersonOwnersArgs, 'first'>>;
  unaccountedShare?: Resolver<Maybe<ResolversTypes['ShareRange']>, ParentType, ContextType>;
  holdings?: Resolver<ResolversTypes['InterestConnection'], ParentType, ContextType, RequireFields<PersonHoldingsArgs, 'first'>>;
  controls?: Resolver<ResolversTypes['ControlledConnection'], ParentType, ContextType, RequireFields<PersonControlsArgs, 'policy' | 'first'>>;
  ownership?: Resolver<ResolversTypes['OwnershipGraph'], ParentType, ContextType, RequireFields<PersonOwnershipArgs, 'direction' | 'limit'>>;
  restriction?: Resolver<ResolversTypes['Ruling'], ParentType, ContextType, RequireFields<PersonRestrictionArgs, 'policy'>>;
  restrictions?: Resolver<ReadonlyArray<ResolversTypes['Ruling']>, ParentType, ContextType, RequireFields<PersonRestrictionsArgs, 'policies'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['State'] = ResolversParentTypes['State']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  names?: Resolver<ReadonlyArray<ResolversTypes['Name']>, ParentType, ContextType>;
  identifiers?: Resolver<ReadonlyArray<ResolversTypes['Identifier']>, ParentType, ContextType>;
  headquarters?: Resolver<ReadonlyArray<ResolversTypes['Located']>, ParentType, ContextType>;
  nationalities?: Resolver<ReadonlyArray<ResolversTypes['Jurisdiction']>, ParentType, ContextType>;
  listings?: Resolver<ReadonlyArray<ResolversTypes['Listing']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  owners?: Resolver<ResolversTypes['InterestConnection'], ParentType, ContextType, RequireFields<StateOwnersArgs, 'first'>>;
  unaccountedShare?: Resolver<Maybe<ResolversTypes['ShareRange']>, ParentType, ContextType>;
  holdings?: Resolver<ResolversTypes['InterestConnection'], ParentType, ContextType, RequireFields<StateHoldingsArgs, 'first'>>;
  controls?: Resolver<ResolversTypes['ControlledConnection'], ParentType, ContextType, RequireFields<StateControlsArgs, 'policy' | 'first'>>;
  ownership?: Resolver<ResolversTypes['OwnershipGraph'], ParentType, ContextType, RequireFields<StateOwnershipArgs, 'direction' | 'limit'>>;
  restriction?: Resolver<ResolversTypes['Ruling'], ParentType, ContextType, RequireFields<StateRestrictionArgs, 'policy'>>;
  restrictions?: Resolver<ReadonlyArray<ResolversTypes['Ruling']>, ParentType, ContextType, RequireFields<StateRestrictionsArgs, 'policies'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ArrangementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Arrangement'] = ResolversParentTypes['Arrangement']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  names?: Resolver<ReadonlyArray<ResolversTypes['Name']>, ParentType, ContextType>;
  identifiers?: Resolver<ReadonlyArray<ResolversTypes['Identifier']>, ParentType, ContextType>;
  headquarters?: Resolver<ReadonlyArray<ResolversTypes['Located']>, ParentType, ContextType>;
  nationalities?: Resolver<ReadonlyArray<ResolversTypes['Jurisdiction']>, ParentType, ContextType>;
  listings?: Resolver<ReadonlyArray<ResolversTypes['Listing']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  owners?: Resolver<ResolversTypes['InterestConnection'], ParentType, ContextType, RequireFields<ArrangementOwnersArgs, 'first'>>;
  unaccountedShare?: Resolver<Maybe<ResolversTypes['ShareRange']>, ParentType, ContextType>;
  holdings?: Resolver<ResolversTypes['InterestConnection'], ParentType, ContextType, RequireFields<ArrangementHoldingsArgs, 'first'>>;
  controls?: Resolver<ResolversTypes['ControlledConnection'], ParentType, ContextType, RequireFields<ArrangementControlsArgs, 'policy' | 'first'>>;
  ownership?: Resolver<ResolversTypes['OwnershipGraph'], ParentType, ContextType, RequireFields<ArrangementOwnershipArgs, 'direction' | 'limit'>>;
  restriction?: Resolver<ResolversTypes['Ruling'], ParentType, ContextType, RequireFields<ArrangementRestrictionArgs, 'policy'>>;
  restrictions?: Resolver<ReadonlyArray<ResolversTypes['Ruling']>, ParentType, ContextType, RequireFields<ArrangementRestrictionsArgs, 'policies'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NameResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Name'] = ResolversParentTypes['Name']> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['NameKind'], ParentType, ContextType>;
};

export type IdentifierResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Identifier'] = ResolversParentTypes['Identifier']> = {
  scheme?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LocatedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Located'] = ResolversParentTypes['Located']> = {
  jurisdiction?: Resolver<ResolversTypes['Jurisdiction'], ParentType, ContextType>;
  startDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  endDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
};

export type ListingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Listing'] = ResolversParentTypes['Listing']> = {
  list?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  programme?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  endDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
};

export type SourceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Source'] = ResolversParentTypes['Source']> = {
  dataset?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retrievedAt?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  statementId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quote?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  grade?: Resolver<ResolversTypes['Grade'], ParentType, ContextType>;
};

export type UltimateParentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UltimateParent'] = ResolversParentTypes['UltimateParent']> = {
  definition?: Resolver<ResolversTypes['ParentDefinition'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type BeneficialOwnersResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BeneficialOwners'] = ResolversParentTypes['BeneficialOwners']> = {
  owners?: Resolver<ReadonlyArray<ResolversTypes['BeneficialOwner']>, ParentType, ContextType>;
  fallback?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  unidentified?: Resolver<ResolversTypes['ShareRange'], ParentType, ContextType>;
};

export type BeneficialOwnerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BeneficialOwner'] = ResolversParentTypes['BeneficialOwner']> = {
  person?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  share?: Resolver<ResolversTypes['ShareRange'], ParentType, ContextType>;
  by?: Resolver<ReadonlyArray<ResolversTypes['InterestType']>, ParentType, ContextType>;
  chains?: Resolver<ReadonlyArray<ResolversTypes['Chain']>, ParentType, ContextType, RequireFields<BeneficialOwnerChainsArgs, 'first'>>;
};

export type SpanResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Span'] = ResolversParentTypes['Span']> = {
  from?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['Verdict'], ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type JurisdictionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Jurisdiction'] = ResolversParentTypes['Jurisdiction']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['JurisdictionCode'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Jurisdiction']>, ParentType, ContextType>;
  parts?: Resolver<ReadonlyArray<ResolversTypes['Jurisdiction']>, ParentType, ContextType>;
  companies?: Resolver<ResolversTypes['CompanyConnection'], ParentType, ContextType, RequireFields<JurisdictionCompaniesArgs, 'place' | 'first'>>;
  standing?: Resolver<Maybe<ResolversTypes['Standing']>, ParentType, ContextType, RequireFields<JurisdictionStandingArgs, 'policy'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ListEditionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ListEdition'] = ResolversParentTypes['ListEdition']> = {
  list?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  edition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  loadedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PolicyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Policy'] = ResolversParentTypes['Policy']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  answers?: Resolver<ResolversTypes['PolicyQuestion'], ParentType, ContextType>;
  lists?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  inForce?: Resolver<ReadonlyArray<ResolversTypes['Period']>, ParentType, ContextType>;
  threshold?: Resolver<ResolversTypes['Percent'], ParentType, ContextType>;
  thresholdAbove?: Resolver<Maybe<ResolversTypes['Percent']>, ParentType, ContextType>;
  comparison?: Resolver<ResolversTypes['Comparison'], ParentType, ContextType>;
  aggregate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  propagation?: Resolver<ResolversTypes['Method'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PeriodResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Period'] = ResolversParentTypes['Period']> = {
  from?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type ProductResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operators?: Resolver<ReadonlyArray<ResolversTypes['Operation']>, ParentType, ContextType>;
  restriction?: Resolver<Maybe<ResolversTypes['Ruling']>, ParentType, ContextType, RequireFields<ProductRestrictionArgs, 'policy'>>;
  restrictions?: Resolver<ReadonlyArray<ResolversTypes['Ruling']>, ParentType, ContextType, RequireFields<ProductRestrictionsArgs, 'policies'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OperationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Operation'] = ResolversParentTypes['Operation']> = {
  operator?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['JurisdictionCode']>, ParentType, ContextType>;
  startDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  endDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  record?: Resolver<ResolversTypes['Recorded'], ParentType, ContextType, RequireFields<MutationRecordArgs, 'source'>>;
  retract?: Resolver<ResolversTypes['Recorded'], ParentType, ContextType, RequireFields<MutationRetractArgs, 'statements' | 'because'>>;
  merge?: Resolver<ResolversTypes['Recorded'], ParentType, ContextType, RequireFields<MutationMergeArgs, 'parties' | 'into' | 'because'>>;
  unmerge?: Resolver<ResolversTypes['Recorded'], ParentType, ContextType, RequireFields<MutationUnmergeArgs, 'id'>>;
  giveRulings?: Resolver<ReadonlyArray<ResolversTypes['GivenScreenResult']>, ParentType, ContextType, RequireFields<MutationGiveRulingsArgs, 'subjects' | 'policies'>>;
  watch?: Resolver<ResolversTypes['Watchlist'], ParentType, ContextType, RequireFields<MutationWatchArgs, 'input'>>;
  unwatch?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationUnwatchArgs, 'id'>>;
};

export type RecordedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Recorded'] = ResolversParentTypes['Recorded']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  parties?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  interests?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  flips?: Resolver<ReadonlyArray<ResolversTypes['Flip']>, ParentType, ContextType>;
};

export type FlipResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Flip'] = ResolversParentTypes['Flip']> = {
  party?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  before?: Resolver<ResolversTypes['Verdict'], ParentType, ContextType>;
  after?: Resolver<ResolversTypes['Verdict'], ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RulingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Ruling'] = ResolversParentTypes['Ruling']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['Verdict'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  policy?: Resolver<ResolversTypes['Policy'], ParentType, ContextType>;
  restrictedShare?: Resolver<ResolversTypes['ShareRange'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['Reason']>, ParentType, ContextType>;
  assumptions?: Resolver<ReadonlyArray<ResolversTypes['Reason']>, ParentType, ContextType>;
  inForce?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  weakestGrade?: Resolver<Maybe<ResolversTypes['Grade']>, ParentType, ContextType>;
  oldestSource?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  chains?: Resolver<ReadonlyArray<ResolversTypes['Chain']>, ParentType, ContextType, RequireFields<RulingChainsArgs, 'first'>>;
  readings?: Resolver<ReadonlyArray<ResolversTypes['Reading']>, ParentType, ContextType>;
  readingsAgree?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  decidingFacts?: Resolver<ReadonlyArray<ResolversTypes['DecidingFact']>, ParentType, ContextType, RequireFields<RulingDecidingFactsArgs, 'first'>>;
  counterfactuals?: Resolver<ReadonlyArray<ResolversTypes['Counterfactual']>, ParentType, ContextType, RequireFields<RulingCounterfactualsArgs, 'first'>>;
  certificate?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  chart?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<RulingChartArgs, 'format'>>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  knownAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  engineVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ReasonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Reason'] = ResolversParentTypes['Reason']> = {
  code?: Resolver<ResolversTypes['ReasonCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  interest?: Resolver<Maybe<ResolversTypes['Interest']>, ParentType, ContextType>;
};

export type ChainResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Chain'] = ResolversParentTypes['Chain']> = {
  steps?: Resolver<ReadonlyArray<ResolversTypes['Interest']>, ParentType, ContextType>;
  parties?: Resolver<ReadonlyArray<ResolversTypes['Party']>, ParentType, ContextType>;
  share?: Resolver<ResolversTypes['ShareRange'], ParentType, ContextType>;
};

export type ReadingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Reading'] = ResolversParentTypes['Reading']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  basis?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['Verdict'], ParentType, ContextType>;
  restrictedShare?: Resolver<ResolversTypes['ShareRange'], ParentType, ContextType>;
};

export type DecidingFactResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DecidingFact'] = ResolversParentTypes['DecidingFact']> = {
  question?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  about?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  interest?: Resolver<Maybe<ResolversTypes['Interest']>, ParentType, ContextType>;
  restrictedWhen?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notRestrictedWhen?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CounterfactualResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Counterfactual'] = ResolversParentTypes['Counterfactual']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  supposition?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['Verdict'], ParentType, ContextType>;
};

export interface PercentScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Percent'], any> {
  name: 'Percent';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface JurisdictionCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JurisdictionCode'], any> {
  name: 'JurisdictionCode';
}

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type ScreenResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ScreenResult'] = ResolversParentTypes['ScreenResult']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['Outcome'], ParentType, ContextType>;
  overall?: Resolver<Maybe<ResolversTypes['Verdict']>, ParentType, ContextType>;
  verdicts?: Resolver<ReadonlyArray<ResolversTypes['Ruling']>, ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['Problem']>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType>;
  alternatives?: Resolver<ReadonlyArray<ResolversTypes['Match']>, ParentType, ContextType>;
};

export type ProblemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Problem'] = ResolversParentTypes['Problem']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MatchResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Match'] = ResolversParentTypes['Match']> = {
  party?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  matchedName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  why?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  verdicts?: Resolver<ReadonlyArray<ResolversTypes['Ruling']>, ParentType, ContextType>;
  restriction?: Resolver<ResolversTypes['Ruling'], ParentType, ContextType, RequireFields<MatchRestrictionArgs, 'policy'>>;
};

export type WatchlistResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Watchlist'] = ResolversParentTypes['Watchlist']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  parties?: Resolver<ReadonlyArray<ResolversTypes['Party']>, ParentType, ContextType>;
  policies?: Resolver<ReadonlyArray<ResolversTypes['Policy']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Change'] = ResolversParentTypes['Change']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  party?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  policy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['Verdict']>, ParentType, ContextType>;
  after?: Resolver<ResolversTypes['Verdict'], ParentType, ContextType>;
  cause?: Resolver<ResolversTypes['Cause'], ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  verdictChanged?: SubscriptionResolver<ResolversTypes['Change'], "verdictChanged", ParentType, ContextType, Partial<SubscriptionVerdictChangedArgs>>;
};

export type Resolvers<ContextType = RequestContext> = {
  PageInfo?: PageInfoResolvers<ContextType>;
  PartyEdge?: PartyEdgeResolvers<ContextType>;
  PartyConnection?: PartyConnectionResolvers<ContextType>;
  InterestEdge?: InterestEdgeResolvers<ContextType>;
  InterestConnection?: InterestConnectionResolvers<ContextType>;
  CompanyEdge?: CompanyEdgeResolvers<ContextType>;
  CompanyConnection?: CompanyConnectionResolvers<ContextType>;
  ControlledEdge?: ControlledEdgeResolvers<ContextType>;
  ControlledConnection?: ControlledConnectionResolvers<ContextType>;
  RulingEdge?: RulingEdgeResolvers<ContextType>;
  RulingConnection?: RulingConnectionResolvers<ContextType>;
  CycleEdge?: CycleEdgeResolvers<ContextType>;
  CycleConnection?: CycleConnectionResolvers<ContextType>;
  FlipEdge?: FlipEdgeResolvers<ContextType>;
  FlipConnection?: FlipConnectionResolvers<ContextType>;
  ChangeEdge?: ChangeEdgeResolvers<ContextType>;
  ChangeConnection?: ChangeConnectionResolvers<ContextType>;
  GivenRuling?: GivenRulingResolvers<ContextType>;
  Replay?: ReplayResolvers<ContextType>;
  GivenScreenResult?: GivenScreenResultResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Inquiry?: InquiryResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  World?: WorldResolvers<ContextType>;
  Interest?: InterestResolvers<ContextType>;
  ShareRange?: ShareRangeResolvers<ContextType>;
  OwnershipGraph?: OwnershipGraphResolvers<ContextType>;
  Cycle?: CycleResolvers<ContextType>;
  Party?: PartyResolvers<ContextType>;
  Company?: CompanyResolvers<ContextType>;
  Person?: PersonResolvers<ContextType>;
  State?: StateResolvers<ContextType>;
  Arrangement?: ArrangementResolvers<ContextType>;
  Name?: NameResolvers<ContextType>;
  Identifier?: IdentifierResolvers<ContextType>;
  Located?: LocatedResolvers<ContextType>;
  Listing?: ListingResolvers<ContextType>;
  Source?: SourceResolvers<ContextType>;
  UltimateParent?: UltimateParentResolvers<ContextType>;
  BeneficialOwners?: BeneficialOwnersResolvers<ContextType>;
  BeneficialOwner?: BeneficialOwnerResolvers<ContextType>;
  Span?: SpanResolvers<ContextType>;
  Jurisdiction?: JurisdictionResolvers<ContextType>;
  ListEdition?: ListEditionResolvers<ContextType>;
  Policy?: PolicyResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  Operation?: OperationResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Recorded?: RecordedResolvers<ContextType>;
  Flip?: FlipResolvers<ContextType>;
  Ruling?: RulingResolvers<ContextType>;
  Reason?: ReasonResolvers<ContextType>;
  Chain?: ChainResolvers<ContextType>;
  Reading?: ReadingResolvers<ContextType>;
  DecidingFact?: DecidingFactResolvers<ContextType>;
  Counterfactual?: CounterfactualResolvers<ContextType>;
  Percent?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  JurisdictionCode?: GraphQLScalarType;
  JSON?: GraphQLScalarType;
  ScreenResult?: ScreenResultResolvers<ContextType>;
  Problem?: ProblemResolvers<ContextType>;
  Match?: MatchResolvers<ContextType>;
  Watchlist?: WatchlistResolvers<ContextType>;
  Change?: ChangeResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
};

