import type { Place } from './address.js';
import { Unanswered } from './ask.js';

/** The world that an address asks of, as variables of every question about it. */
export interface WorldAsked {
  readonly asOf: string | null;
  readonly suppose: SupposedFacts | null;
}

/** What the page itself supposes; an address may hold more, which the service judges. */
export interface SupposedFacts {
  readonly interests?: readonly {
    readonly interestedParty?: string;
    readonly subject: string;
    readonly share?: object;
  }[];
  readonly [other: string]: unknown;
}

/** An address may be written by anybody: what is no supposition is said and never passed over. */
export function worldOf({ asOf, suppose }: Place): WorldAsked | Unanswered {
  if (suppose === null) return { asOf, suppose: null };
  try {
    const facts: unknown = JSON.parse(suppose);
    if (typeof facts === 'object' && facts !== null && !Array.isArray(facts))
      return { asOf, suppose: facts as SupposedFacts };
  } catch {
    // Said below.
  }
  return new Unanswered('What the address supposes is no JSON object, so nothing was asked.', 'BAD_ADDRESS', null);
}
