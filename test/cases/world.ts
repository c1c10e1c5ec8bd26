/** A case as the inputs of the contract. */
export interface World {
  readonly empty: true;
  readonly parties: readonly { readonly id: string; readonly [field: string]: unknown }[];
  readonly interests: readonly { readonly interestedParty?: string; readonly subject: string }[];
}
