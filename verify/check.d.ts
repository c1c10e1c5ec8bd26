export type Outcome = { readonly valid: true } | { readonly valid: false; readonly because: string };

/** What the one who checks knows beside the certificate. */
export interface Expected {
  readonly digest?: string;
  readonly policy?: unknown;
}

export function check(certificate: unknown, expected?: Expected): Outcome;
export function digestOf(value: unknown): string;
