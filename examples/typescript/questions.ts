// Written by `npm run codegen` from questions.graphql; change it there.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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
  | 'NOT_RESTRICTED'
  | '%future added value';

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
  | 'POLICY_NOT_IN_FORCE'
  | '%future added value';

/** How a party is named: by exactly one of these. */
export type PartyBy =
  {   /** Its id. */
  readonly id: string; readonly lei?: never; readonly identifier?: never; }
  |  { readonly id?: never;   /** Its LEI, 20 letters and digits. */
  readonly lei: string; readonly identifier?: never; }
  |  { readonly id?: never; readonly lei?: never;   /** Any identifier it bears. */
  readonly identifier: IdentifierInput; };

/** A number under which a register knows a party. */
export type IdentifierInput = {
  /** Who gives the number out: XI-LEI for an LEI, or another org-id.guide register code such as GB-COH. */
  readonly scheme: string;
  /** The number, leading zeros kept. */
  readonly value: string;
};

export type CompanyRulingQueryVariables = Exact<{
  company: PartyBy;
  policy: string;
}>;


export type CompanyRulingQuery = { readonly company: { readonly name: string, readonly restriction: { readonly verdict: Verdict, readonly summary: string, readonly reasons: ReadonlyArray<{ readonly code: ReasonCode, readonly message: string }> } } | null };

export type ProductRulingQueryVariables = Exact<{
  name: string;
}>;


export type ProductRulingQuery = { readonly product: { readonly name: string, readonly restriction: { readonly verdict: Verdict, readonly summary: string, readonly reasons: ReadonlyArray<{ readonly code: ReasonCode, readonly message: string }> } | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const CompanyRulingDocument = new TypedDocumentString(`
    query CompanyRuling($company: PartyBy!, $policy: ID!) {
  company(by: $company) {
    name
    restriction(policy: $policy) {
      verdict
      summary
      reasons {
        code
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CompanyRulingQuery, CompanyRulingQueryVariables>;
export const ProductRulingDocument = new TypedDocumentString(`
    query ProductRuling($name: String!) {
  product(by: {name: $name}) {
    name
    restriction {
      verdict
      summary
      reasons {
        code
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProductRulingQuery, ProductRulingQueryVariables>;