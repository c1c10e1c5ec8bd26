import { setTimeout as wait } from 'node:timers/promises';
import { rulebook } from '../../seed/rulebook.js';
import type { Rulebook } from '../../src/inquiry.js';
import type { Config } from '../../src/server/config.js';
import type { Running } from '../../src/server/serve.js';
import { startServer } from '../../src/server/start.js';
import type { Store } from '../../src/store/store.js';
import type { Answer } from '../asking.js';

/** A clock that is moved by hand; it goes on by itself too. */
export class Clock {
  private ahead = 0;
  readonly now = (): number => Date.now() + this.ahead;

  forward(ms: number): void {
    this.ahead += ms;
  }
}

export interface Serving {
  readonly config?: Partial<Config>;
  readonly rules?: Rulebook;
  readonly clock?: Clock;
}

/** The service over a store, which looks for changes as often as it can. */
export function serving(store: Store, { config, rules = rulebook(), clock = new Clock() }: Serving = {}) {
  return startServer({
    store,
    rulebook: rules,
    config: { port: 0, drainMs: 0, deadlineMs: 20_000, watchMs: 10, webhookPrivate: true, ...config },
    now: clock.now,
  });
}

export interface Reply {
  readonly data: Answer;
  readonly codes: readonly string[];
  readonly messages: readonly string[];
}

export async function ask(
  { url }: Pick<Running, 'url'>,
  query: string,
  variables: object = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const response = await fetch(`${url}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = (await response.json()) as Answer;
  return {
    data,
    codes: errors.map(({ extensions }: Answer) => extensions.code),
    messages: errors.map(({ message }: Answer) => message),
  };
}

/** The answer of a request that has to succeed. */
export async function told(running: Pick<Running, 'url'>, query: string, variables: object = {}): Promise<Answer> {
  const { data, codes, messages } = await ask(running, query, variables);
  if (codes.length > 0) throw new Error(`${codes}: ${messages}`);
  return data;
}

const PATIENCE_MS = 60_000;

/** What is asked for, as soon as it is there. */
export async function soon<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(15)) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
  }
  throw new Error('it did not come');
}

const RECORD = `mutation R($parties: [PartyInput!], $interests: [InterestInput!], $retract: [ID!]) {
  record(parties: $parties, interests: $interests, retract: $retract, source: {dataset: "test"}) { id revision } }`;

/** Records statements of a dataset "test". */
export function record(
  running: Pick<Running, 'url'>,
  input: { readonly parties?: readonly object[]; readonly interests?: readonly object[]; readonly retract?: string[] },
): Promise<Answer> {
  return told(running, RECORD, input);
}

/** A company of Singapore whose owners are all recorded. */
export function company(id: string, more: object = {}): object {
  return { id, name: `Company ${id}`, incorporatedIn: 'SG', headquarters: 'SG', ownersComplete: true, ...more };
}

export function person(id: string): object {
  return { id, name: `Person ${id}`, kind: 'PERSON', nationalities: ['SG'], headquarters: 'SG' };
}

/** A holding by which a company is, or is not, above the threshold. */
export function holding(interestedParty: string, subject: string, exact: string, more: object = {}): object {
  return { id: `${interestedParty} ${subject}`, interestedParty, subject, share: { exact }, ...more };
}

export const CHANGES = `query C($after: String, $policy: ID, $watchlist: ID, $first: Int! = 100) {
  changes(after: $after, policy: $policy, watchlist: $watchlist, first: $first) {
    nodes { cursor at party { id name } policy before after cause detail } edges { cursor }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

/** The changes behind a cursor, when there are at least so many. */
export function changed(running: Pick<Running, 'url'>, atLeast: number, asked: object = {}): Promise<Answer[]> {
  return soon(async () => {
    const { changes } = await told(running, CHANGES, asked);
    return changes.nodes.length >= atLeast && changes.nodes;
  });
}

const WATCH = 'mutation W($input: WatchInput!) { watch(input: $input) { id name secret } }';

export async function watch(running: Pick<Running, 'url'>, input: object): Promise<Answer> {
  const whole = { name: 'vendors', policies: ['anthropic-2025-09'], ...input };
  return (await told(running, WATCH, { input: whole })).watch;
}
