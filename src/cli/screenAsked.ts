import { rulebook } from '../../seed/rulebook.js';
import { badInput, Failure } from '../errors.js';
import { type Inquiry, MOST_SUBJECTS } from '../inquiry.js';
import type { DateString } from '../model/date.js';
import { gravest } from '../model/ruling.js';
import type { Config } from '../server/config.js';
import type { Store } from '../store/store.js';
import type { MatchView, RulingView, ScreenResultView, ScreenSubject } from '../views.js';
import { ownInquiry } from './ownInquiry.js';
import type { Judged, RowMatch, RowResult } from './screenRulings.js';

/** Whoever answers: the store at hand, or a service. One result a subject, in the order asked. */
export interface Screener {
  readonly pageSize: number;
  screen(subjects: readonly ScreenSubject[]): Promise<readonly RowResult[]>;
}

const PAGE_WITHIN_MS = 120_000;

/** Asks the store, at the revision that is the newest as it begins: all rows are judged by one state of the data. */
export async function storeScreener(
  store: Store,
  config: Config,
  asOf: DateString,
  policies: readonly string[],
): Promise<Screener> {
  const revision = await store.revision();
  const rules = rulebook();
  const screen = async (subjects: readonly ScreenSubject[]): Promise<readonly RowResult[]> => {
    const deadlineAt = Date.now() + PAGE_WITHIN_MS;
    // One for each page: what a page gathered is let go with it.
    const inquiry = ownInquiry(store, rules, config, { asOf, revision, deadlineAt });
    const results = await inquiry.screen(subjects, policies);
    return Promise.all(results.map((result) => resultOf(inquiry, result)));
  };
  // A policy that is not known is said before the first row is read.
  await screen([]);
  return { pageSize: MOST_SUBJECTS, screen };
}

async function resultOf(inquiry: Inquiry, result: ScreenResultView): Promise<RowResult> {
  const { outcome, overall, verdicts, problem, match, alternatives } = result;
  return {
    ...{ outcome, overall, problem, summary: summaryOf(verdicts.map(({ ruling }) => ruling)) },
    verdicts: verdicts.map(judgedOf),
    match: match === null ? null : await matchOf(inquiry, match),
    alternatives: await Promise.all(alternatives.map((each) => matchOf(inquiry, each))),
    revision: inquiry.revision,
  };
}

async function matchOf(inquiry: Inquiry, { party, score, matchedName, why, policies }: MatchView): Promise<RowMatch> {
  const verdicts = (await inquiry.restrictions(party.id, policies)).map(judgedOf);
  return { id: party.id, name: party.name, score, matchedName, why, verdicts };
}

function judgedOf({ ruling }: RulingView): Judged {
  return { policy: ruling.policy.id, verdict: ruling.verdict };
}

/** Of the gravest; made for that one alone. */
function summaryOf(rulings: readonly Pick<AnsweredVerdict, 'verdict' | 'summary'>[]): string | null {
  const worst = gravest(rulings.map(({ verdict }) => verdict));
  return rulings.find(({ verdict }) => verdict === worst)?.summary ?? null;
}

const MATCH = 'score matchedName why party { id name } verdicts { policy { id } verdict }';
const QUESTION = `query Screen($asOf: Date!, $subjects: [ScreenSubject!]!, $policies: [ID!]!) {
  world(asOf: $asOf) {
    revision
    screen(subjects: $subjects, policies: $policies) {
      outcome overall problem { code field message } verdicts { policy { id } verdict summary }
      match { ${MATCH} } alternatives { ${MATCH} }
    }
  }
}`;

/** What a service answers; its shape is that of the question. */
interface Answer {
  readonly data?: { readonly world: { readonly revision: string; readonly screen: readonly AnsweredResult[] } } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

interface AnsweredVerdict {
  readonly policy: { readonly id: string };
  readonly verdict: Judged['verdict'];
  readonly summary?: string;
}

interface AnsweredMatch extends Omit<RowMatch, 'id' | 'name' | 'verdicts'> {
  readonly party: { readonly id: string; readonly name: string };
  readonly verdicts: readonly AnsweredVerdict[];
}

interface AnsweredResult extends Pick<RowResult, 'outcome' | 'overall' | 'problem'> {
  readonly verdicts: readonly AnsweredVerdict[];
  readonly match: AnsweredMatch | null;
  readonly alternatives: readonly AnsweredMatch[];
}

/** Subjects of a request: what a service answers well within its deadline and its limit of cost. */
const PAGE_OF_SERVICE = 250;
const ANSWER_WITHIN_MS = 60_000;

/** Asks a running service over GraphQL; each page is judged by the data that are newest there as it is asked. */
export async function serviceScreener(url: string, asOf: DateString, policies: readonly string[]): Promise<Screener> {
  const address = addressOf(url);
  const screen = async (subjects: readonly ScreenSubject[]): Promise<readonly RowResult[]> => {
    const { revision, screen: results } = await answered(address, { asOf, subjects, policies });
    return results.map(({ verdicts, match, alternatives, ...result }) => ({
      ...result,
      summary: summaryOf(verdicts),
      verdicts: verdicts.map(judgedAnswer),
      match: match === null ? null : matchAnswer(match),
      alternatives: alternatives.map(matchAnswer),
      revision,
    }));
  };
  await screen([]);
  return { pageSize: PAGE_OF_SERVICE, screen };
}

function addressOf(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address === null || !/^https?:$/.test(address.protocol))
    throw badInput(`--url: expected an address such as http://127.0.0.1:4000, came ${JSON.stringify(url)}.`);
  if (address.pathname === '/') address.pathname = '/graphql';
  return address;
}

async function answered(address: URL, variables: object): Promise<NonNullable<Answer['data']>['world']> {
  let answer: Answer;
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: QUESTION, variables }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    answer = (await response.json()) as Answer;
  } catch (error) {
    throw new Failure('DATABASE_UNAVAILABLE', `${address} does not answer: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  const [error] = answer.errors ?? [];
  if (error !== undefined) throw new Failure(codeOf(error.extensions?.code), `${address}: ${error.message}`);
  if (answer.data?.world === undefined)
    throw new Failure('DATABASE_UNAVAILABLE', `${address} answers, but not as a service of Controlgraph does.`);
  return answer.data.world;
}

const TAKEN_AS_SAID = ['BAD_USER_INPUT', 'LIMIT_EXCEEDED', 'DEADLINE_EXCEEDED'] as const;

/** Whatever else went wrong there, nothing can be asked of it now. */
function codeOf(code: string | undefined): (typeof TAKEN_AS_SAID)[number] | 'DATABASE_UNAVAILABLE' {
  return TAKEN_AS_SAID.find((each) => each === code) ?? 'DATABASE_UNAVAILABLE';
}

function judgedAnswer({ policy, verdict }: AnsweredVerdict): Judged {
  return { policy: policy.id, verdict };
}

function matchAnswer({ party, score, matchedName, why, verdicts }: AnsweredMatch): RowMatch {
  return { ...party, score, matchedName, why, verdicts: verdicts.map(judgedAnswer) };
}
