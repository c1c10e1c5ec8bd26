import type { DateString } from '../model/date.js';
import { dateOf } from '../model/date.js';
import type { PartyId } from '../model/party.js';
import type { Verdict } from '../model/ruling.js';
import type { Revision } from '../model/statement.js';
import type { Store } from '../store/store.js';

/** What verdicts hang on: the record, the day, and the rules. */
export interface State {
  readonly revision: Revision;
  readonly day: DateString;
  readonly rules: Rules;
}

/** The policies, lists of places and the engine of a process. */
export interface Rules {
  readonly digest: string;
  /** When the process that brought them began, RFC 3339: those of who began later are the newer ones. */
  readonly since: string;
}

/** A party under a policy, as it is asked about. */
export interface Asked {
  readonly party: PartyId;
  readonly policy: string;
}

export interface Judged {
  readonly verdict: Verdict;
  /** Null where nothing is recorded of the party. */
  readonly name: string | null;
  /** The first reason for the verdict, a sentence. */
  readonly because: string;
}

/** What watching needs of the rest of the service. */
export interface Watching {
  readonly store: Pick<Store, 'documents' | 'keep' | 'revision' | 'revisionAt' | 'gather' | 'parties'>;
  /**
   * The verdicts at a state, in the order asked; INDETERMINATE where the party or the policy is gone. Rejects where one
   * can't be reached in time: what is not known is no verdict.
   */
  readonly judge: (asked: readonly Asked[], at: State, deadlineAt: number) => Promise<readonly Judged[]>;
  readonly rules: Rules;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly limits: { readonly maxParties: number; readonly maxInterests: number };
}

const A_DAY_MS = 86_400_000;

/** The state of now; null while this process has older rules than those that watching goes by. */
export async function newestState(watching: Watching, rules: Rules | null, deadlineAt: number): Promise<State | null> {
  const own = rulesNow(watching, rules);
  const revision = await watching.store.revision(deadlineAt);
  return own === null ? null : { revision, day: dateOf(new Date(watching.now())), rules: own };
}

/**
 * The next state on the way from one to now, one thing otherwise: the rules, a revision, or a day. Revisions come in the
 * days in which they were recorded, so that a verdict flips for what flipped it. Null where there is none.
 */
export async function nextState(
  { store }: Pick<Watching, 'store'>,
  from: State,
  newest: State,
  deadlineAt: number,
): Promise<State | null> {
  if (newest.rules.digest !== from.rules.digest) return { ...from, rules: newest.rules };
  if (from.day >= newest.day) return from.revision < newest.revision ? { ...from, revision: from.revision + 1 } : null;
  const midnight = Date.parse(`${from.day}T00:00:00Z`) + A_DAY_MS;
  const { revision } = await store.revisionAt(new Date(midnight - 1).toISOString(), deadlineAt);
  if (from.revision < Math.min(revision ?? 0, newest.revision)) return { ...from, revision: from.revision + 1 };
  return { ...from, day: dateOf(new Date(midnight)) };
}

/**
 * While a service is renewed, processes with old and new rules run at once. They would flip verdicts there and back for
 * ever: so only who began last may change the rules, and the others leave it to them.
 */
function rulesNow({ rules }: Pick<Watching, 'rules'>, kept: Rules | null): Rules | null {
  if (kept === null || kept.digest === rules.digest) return kept ?? rules;
  return rules.since > kept.since ? rules : null;
}
