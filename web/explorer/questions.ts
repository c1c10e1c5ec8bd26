/** What the page asks, as text that can be opened in the playground, and the shapes of the answers. */

export type Verdict = 'RESTRICTED' | 'INDETERMINATE' | 'NOT_RESTRICTED';

export interface Share {
  readonly exact: string | null;
  readonly min: string;
  readonly max: string;
  readonly minExclusive: boolean;
  readonly maxExclusive: boolean;
}

export interface Source {
  readonly dataset: string;
  readonly url: string | null;
  readonly retrievedAt: string | null;
  readonly statementId: string | null;
  readonly quote: string | null;
  readonly grade: string;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Located {
  readonly jurisdiction: { readonly code: string; readonly name: string };
}

export interface PartyBrief extends Named {
  readonly __typename: string;
  readonly headquarters: readonly Located[];
}

export interface Interest {
  readonly id: string;
  readonly interestedParty: Named | null;
  readonly undisclosed: string | null;
  readonly subject: Named;
  readonly type: string;
  readonly share: Share;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly sources: readonly Source[];
}

const SHARE = 'exact min max minExclusive maxExclusive';
const SOURCE = 'dataset url retrievedAt statementId quote grade';
const BRIEF = '__typename id name headquarters { jurisdiction { code name } }';
const INTEREST = `id interestedParty { id name } undisclosed subject { id name } type share { ${SHARE} } startDate endDate sources { ${SOURCE} }`;

/** Every question about a party is asked of one world: a day, and what is supposed. */
const IN_WORLD = '$asOf: Date, $suppose: Supposition';
const WORLD = 'world(asOf: $asOf, suppose: $suppose)';

export interface PolicyBrief {
  readonly id: string;
  readonly name: string;
  readonly answers: string;
}

export const POLICIES = 'query Policies { asOf policies { id name answers } }';
export interface Policies {
  /** Today, as the service has it. */
  readonly asOf: string;
  readonly policies: readonly PolicyBrief[];
}

export const SEARCH = `query Search($name: String!) {
  search(name: $name, first: 8) { matchedName party { ${BRIEF} } }
  product(by: { name: $name }) { name operators { operator { ${BRIEF} } } }
}`;
export interface Searched {
  readonly search: readonly { readonly matchedName: string; readonly party: PartyBrief }[];
  readonly product: {
    readonly name: string;
    readonly operators: readonly { readonly operator: PartyBrief }[];
  } | null;
}

export const PARTY = `query Party($id: ID!, $policies: [ID!]!, ${IN_WORLD}) {
  ${WORLD} {
    asOf
    revision
    party(by: { id: $id }) {
      ${BRIEF}
      names { text language kind }
      identifiers { scheme value }
      listings { list programme startDate endDate }
      ... on Company { incorporatedIn { code name } publiclyListed products { id name } }
      restrictions(policies: $policies) { verdict summary inForce complete policy { id name } }
    }
  }
}`;
export interface PartyRuling {
  readonly verdict: Verdict;
  readonly summary: string;
  readonly inForce: boolean;
  readonly complete: boolean;
  readonly policy: Named;
}
export interface WholeParty extends PartyBrief {
  readonly names: readonly { readonly text: string; readonly language: string | null; readonly kind: string }[];
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
  readonly listings: readonly { readonly list: string; readonly programme: string | null }[];
  readonly incorporatedIn?: { readonly code: string; readonly name: string } | null;
  readonly publiclyListed?: boolean | null;
  readonly products?: readonly Named[];
  readonly restrictions: readonly PartyRuling[];
}
export interface InWorld<Fields> {
  readonly world: { readonly asOf: string; readonly revision: string; readonly party: Fields | null };
}

export const RULING = `query Ruling($id: ID!, $policy: ID!, ${IN_WORLD}) {
  ${WORLD} {
    asOf
    revision
    party(by: { id: $id }) {
      restriction(policy: $policy) {
        verdict
        complete
        weakestGrade
        oldestSource
        engineVersion
        restrictedShare { ${SHARE} }
        reasons { code message party { id name } }
        assumptions { code message party { id name } }
        chains(first: 10) { share { ${SHARE} } parties { id name } steps { id } }
        readings { id basis verdict restrictedShare { ${SHARE} } }
        readingsAgree
        decidingFacts { question about { id name } restrictedWhen notRestrictedWhen }
        counterfactuals { description supposition verdict }
        evidence { ${SOURCE} }
      }
    }
  }
}`;
export interface Reason {
  readonly code: string;
  readonly message: string;
  readonly party: Named | null;
}
export interface Ruling {
  readonly verdict: Verdict;
  readonly complete: boolean;
  readonly weakestGrade: string | null;
  readonly oldestSource: string | null;
  readonly engineVersion: string;
  readonly restrictedShare: Share;
  readonly reasons: readonly Reason[];
  readonly assumptions: readonly Reason[];
  readonly chains: readonly {
    readonly share: Share;
    readonly parties: readonly Named[];
    readonly steps: readonly { readonly id: string }[];
  }[];
  readonly readings: readonly {
    readonly id: string;
    readonly basis: string;
    readonly verdict: Verdict;
    readonly restrictedShare: Share;
  }[];
  readonly readingsAgree: boolean;
  readonly decidingFacts: readonly {
    readonly question: string;
    readonly about: Named | null;
    readonly restrictedWhen: string;
    readonly notRestrictedWhen: string;
  }[];
  readonly counterfactuals: readonly {
    readonly description: string;
    readonly supposition: unknown;
    readonly verdict: Verdict;
  }[];
  readonly evidence: readonly Source[];
}
export type RulingOf = InWorld<{ readonly restriction: Ruling }>;

export const OWNERSHIP = `query Ownership($id: ID!, $direction: Direction!, $depth: Int, $limit: Int!, ${IN_WORLD}) {
  ${WORLD} {
    asOf
    revision
    party(by: { id: $id }) {
      ownership(direction: $direction, depth: $depth, limit: $limit) {
        complete
        truncatedBecause
        parties { ${BRIEF} }
        interests { ${INTEREST} }
      }
    }
  }
}`;
export interface Ownership {
  readonly complete: boolean;
  readonly truncatedBecause: string | null;
  readonly parties: readonly PartyBrief[];
  readonly interests: readonly Interest[];
}
export type OwnershipOf = InWorld<{ readonly ownership: Ownership }>;

export const LIGHTS = `query Lights($subjects: [ScreenSubject!]!, $policy: ID!, ${IN_WORLD}) {
  ${WORLD} { screen(subjects: $subjects, policies: [$policy]) { ref overall } }
}`;
export interface Lights {
  readonly world: { readonly screen: readonly { readonly ref: string; readonly overall: Verdict | null }[] };
}

export const PICTURE = `query Picture($id: ID!, $policy: ID!, ${IN_WORLD}) {
  ${WORLD} { asOf revision party(by: { id: $id }) { restriction(policy: $policy) { chart(format: SVG) } } }
}`;
export interface Picture {
  readonly restriction: { readonly chart: string };
}

export const PROOF = `query Proof($id: ID!, $policy: ID!, ${IN_WORLD}) {
  ${WORLD} { asOf revision party(by: { id: $id }) { restriction(policy: $policy) { certificate } } }
}`;
export interface Proof {
  readonly restriction: { readonly certificate: unknown };
}

export const OWNERS = `query Owners($id: ID!, $after: String, ${IN_WORLD}) {
  ${WORLD} {
    asOf
    revision
    party(by: { id: $id }) {
      page: owners(first: 25, after: $after) { totalCount nodes { ${INTEREST} } pageInfo { hasNextPage endCursor } }
      unaccountedShare { ${SHARE} }
    }
  }
}`;
export const HOLDINGS = `query Holdings($id: ID!, $after: String, ${IN_WORLD}) {
  ${WORLD} {
    asOf
    revision
    party(by: { id: $id }) {
      page: holdings(first: 25, after: $after) { totalCount nodes { ${INTEREST} } pageInfo { hasNextPage endCursor } }
    }
  }
}`;
export type Paged = InWorld<{
  readonly page: {
    readonly totalCount: number;
    readonly nodes: readonly Interest[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
  readonly unaccountedShare?: Share | null;
}>;

export const TIMELINE = `query Timeline($id: ID!, $policy: ID!, $from: Date!, $to: Date!, ${IN_WORLD}) {
  ${WORLD} {
    asOf
    revision
    party(by: { id: $id }) {
      ... on Company { restrictionTimeline(policy: $policy, from: $from, to: $to) { from to verdict because } }
    }
  }
}`;
export interface Span {
  readonly from: string | null;
  readonly to: string | null;
  readonly verdict: Verdict;
  readonly because: string;
}
export type TimelineOf = InWorld<{ readonly restrictionTimeline?: readonly Span[] }>;

export const FLIPS = `query Flips($policy: ID!, ${IN_WORLD}) {
  ${WORLD} { flips(policy: $policy, first: 50) { totalCount nodes { party { id name } before after because } } }
}`;
export interface Flips {
  readonly world: {
    readonly flips: {
      readonly totalCount: number;
      readonly nodes: readonly {
        readonly party: Named;
        readonly before: Verdict;
        readonly after: Verdict;
        readonly because: string;
      }[];
    };
  };
}

export const SCREEN = `query Screen($subjects: [ScreenSubject!]!, $policies: [ID!]!) {
  screen(subjects: $subjects, policies: $policies) {
    ref
    outcome
    overall
    problem { code message }
    match { matchedName party { id name } }
    alternatives { party { id name } verdicts { verdict policy { id } } }
    verdicts { verdict policy { id } }
  }
}`;
export type Outcome = 'FOUND' | 'AMBIGUOUS' | 'NOT_FOUND' | 'INVALID';
export interface Screened {
  readonly ref: string;
  readonly outcome: Outcome;
  readonly overall: Verdict | null;
  readonly problem: { readonly code: string; readonly message: string } | null;
  readonly match: { readonly matchedName: string; readonly party: Named } | null;
  readonly alternatives: readonly { readonly party: Named; readonly verdicts: readonly Ruled[] }[];
  readonly verdicts: readonly Ruled[];
}
export interface Ruled {
  readonly verdict: Verdict;
  readonly policy: { readonly id: string };
}
export interface ScreenedAll {
  readonly screen: readonly Screened[];
}

export const POLICY = `query Policy($id: ID!) {
  policy(id: $id) {
    id
    name
    version
    text
    threshold
    thresholdAbove
    comparison
    propagation
    aggregate
    lists
    inForce { from to }
    definition
    sources { ${SOURCE} }
  }
}`;
export interface WholePolicy extends Named {
  readonly version: string;
  readonly text: string;
  readonly threshold: string;
  readonly thresholdAbove: string | null;
  readonly comparison: string;
  readonly propagation: string;
  readonly aggregate: boolean;
  readonly lists: readonly string[];
  readonly inForce: readonly { readonly from: string | null; readonly to: string | null }[];
  readonly definition: unknown;
  readonly sources: readonly Source[];
}

export const STANDINGS = `query Standings($ids: [ID!]!, $policy: ID!) {
  nodes(ids: $ids) { ... on Jurisdiction { code name standing(policy: $policy) parts { code name standing(policy: $policy) } } }
}`;
export type Standing = 'SUPPORTED' | 'UNSUPPORTED' | 'UNLISTED';
export interface Placed {
  readonly code: string;
  readonly name: string;
  readonly standing: Standing | null;
}
export interface Standings {
  readonly nodes: readonly (null | (Placed & { readonly parts: readonly Placed[] }))[];
}
