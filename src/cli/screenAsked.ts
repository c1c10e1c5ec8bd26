import { rulebook } from '../../seed/rulebook.js';
import { badInput, Failure } from '../errors.js';
import { type GivenScreenResultView, giveRulings } from '../giving.js';
import { type Inquiry, MOST_SUBJECTS } from '../inquiry.js';
import { type DateString, dateOf } from '../model/date.js';
import { gravest } from '../model/ruling.js';
import type { Config } from '../server/config.js';
import type { Store } from '../store/store.js';
import type { MatchView, RulingView, ScreenSubject } from '../views.js';
import { RulingRecord } from '../watch/record.js';
import { ownInquiry } from './ownInquiry.js';
import { ownName } from './record.js';
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
  isRecorded: boolean,
): Promise<Screener> {
  const revision = await store.revision();
  const rules = rulebook();
  const record = new RulingRecord(store);
  const screen = async (subjects: readonly ScreenSubject[]): Promise<readonly RowResult[]> => {
    const deadlineAt = Date.now() + PAGE_WITHIN_MS;
    // One for each page: what a page gathered is let go with it.
    const inquiry = ownInquiry(store, rules, config, { asOf, revision, deadlineAt });
    const results = isRecorded
      ? await giveRulings(inquiry, record, ownName(), subjects, policies)
      : (await inquiry.screen(subjects, policies)).map((result) => ({ result, given: [] }));
    return Promise.all(results.map((each) => resultOf(inquiry, each)));
  };
  // A policy that is not known is said before the first row is read.
  await screen([]);
  return { pageSize: MOST_SUBJECTS, screen };
}

async function resultOf(inquiry: Inquiry, { result, given }: GivenScreenResultView): Promise<RowResult> {
  const { outcome, overall, verdicts, problem, match, alternatives } = result;
  return {
    ...{ outcome, overall, problem, summary: summaryOf(verdicts.map(({ ruling }) => ruling)) },
    verdicts: verdicts.map(judgedOf),
    match: match === null ? null : await matchOf(inquiry, match),
    alternatives: await Promise.all(alternatives.map((each) => matchOf(inquiry, each))),
    revision: inquiry.revision,
    given: given.map(({ id }) => id),
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
const RESULT = `outcome overall problem { code field message } verdicts { policy { id } verdict summary }
  match { ${MATCH} } alternatives { ${MATCH} }`;
const ASK = `query Screen($asOf: Date!, $subjects: [ScreenSubject!]!, $policies: [ID!]!) {
  world(asOf: $asOf) { revision screen(subjects: $subjects, policies: $policies) { ${RESULT} } }
}`;
/** Each ruling has the revision that it was decided at. */
const GIVE = `mutation Give($subjects: [ScreenSubject!]!, $policies: [ID!]!) {
  giveRulings(subjects: $subjects, policies: $policies) { result { ${RESULT} } given { id ruling { revision } } }
}`;

/** What a service answers; its shape is that of the question. */
interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

interface Asked {
  readonly world: { readonly revision: string; readonly screen: readonly AnsweredResult[] };
}

interface Given {
  readonly giveRulings: readonly {
    readonly result: AnsweredResult;
    readonly given: readonly { readonly id: string; readonly ruling: { readonly revision: string } }[];
  }[];
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

/**
 * Asks a running service over GraphQL; each page is judged by the data that are newest there as it is asked. `key`: what
 * the service knows us by, if it asks. BAD_USER_INPUT for rulings of another day: a service puts those of today on record.
 */
export async function serviceScreener(
  url: string,
  key: string | undefined,
  asOf: DateString,
  policies: readonly string[],
  isRecorded: boolean,
): Promise<Screener> {
  const service = { address: addressOf(url), key };
  if (isRecorded && asOf !== dateOf(new Date()))
    throw badInput(
      `--as-of: a service puts rulings of today on record, and none of ${asOf}; leave out --record or --url.`,
    );
  const screen = async (subjects: readonly ScreenSubject[]): Promise<readonly RowResult[]> => {
    if (isRecorded) {
      const { giveRulings: results } = await answered<Given>(service, GIVE, { subjects, policies });
      return results.map(({ result, given }) =>
        answeredResult(
          result,
          given[0]?.ruling.revision ?? '',
          given.map(({ id }) => id),
        ),
      );
    }
    const { world } = await answered<Asked>(service, ASK, { asOf, subjects, policies });
    return world.screen.map((result) => answeredResult(result, world.revision, []));
  };
  await screen([]);
  return { pageSize: PAGE_OF_SERVICE, screen };
}

function answeredResult(
  { verdicts, match, alternatives, ...result }: AnsweredResult,
  revision: string,
  given: readonly string[],
): RowResult {
  return {
    ...result,
    summary: summaryOf(verdicts),
    verdicts: verdicts.map(judgedAnswer),
    match: match === null ? null : matchAnswer(match),
    alternatives: alternatives.map(matchAnswer),
    revision,
    given,
  };
}

interface Service {
  readonly address: URL;
  readonly key: string | undefined;
}

function addressOf(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address === null || !/^https?:$/.test(address.protocol))
    throw badInput(`--url: expected an address such as http://127.0.0.1:4000, came ${JSON.stringify(url)}.`);
  if (address.pathname === '/') address.pathname = '/graphql';
  return address;
}

async function answered<Data extends object>(
  { address, key }: Service,
  query: string,
  variables: object,
): Promise<Data> {
  let answer: Answer<Data>;
  try {
    const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...authorization },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    answer = (await response.json()) as Answer<Data>;
  } catch (error) {
    throw new Failure('DATABASE_UNAVAILABLE', `${address} does not answer: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  const [error] = answer.errors ?? [];
  if (error !== undefined) throw new Failure(codeOf(error.extensions?.code), `${address}: ${error.message}`);
  if (answer.data == null)
    throw new Failure('DATABASE_UNAVAILABLE', `${address} answers, but not as a service of Controlgraph does.`);
  return answer.data;
}

const TAKEN_AS_SAID = [
  'BAD_USER_INPUT',
  'LIMIT_EXCEEDED',
  'DEADLINE_EXCEEDED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
] as const;

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
