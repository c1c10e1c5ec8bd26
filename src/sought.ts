import { Failure } from './errors.js';
import { type Candidate, candidates, isName } from './finding.js';
import type { Inquiry } from './inquiry.js';
import { isLei } from './model/lei.js';
import type { Party } from './model/party.js';
import { CLEAR_BY, FOUND } from './names/score.js';
import type { MatchView, ScreenResultView, ScreenSubject } from './views.js';

const KEYS = ['id', 'lei', 'identifier', 'name', 'product'] as const;
type Key = (typeof KEYS)[number];

/** Candidates of one name that are judged: the most alike. */
const MOST_JUDGED = 20;

/** Whom a subject may mean. */
export interface Sought {
  readonly subject: ScreenSubject;
  readonly key: Key;
  readonly matches: readonly MatchView[];
  /** Why none of them is found, or null; the code says whether all of them are here. */
  readonly doubt: { readonly code: 'AMBIGUOUS' | 'LIMIT_REACHED'; readonly message: string } | null;
}

/** Who is meant by the one key that a subject has; a result where that is nobody, or the subject is wrong. */
export async function sought(
  inquiry: Inquiry,
  subject: ScreenSubject,
  policies: readonly string[],
): Promise<Sought | ScreenResultView> {
  const given = KEYS.filter((key) => subject[key] != null);
  const [key] = given;
  if (given.length !== 1 || key === undefined) {
    const came = given.length === 0 ? 'none came' : `${given.join(' and ')} came`;
    return invalid(subject, null, `One key a subject is expected (${KEYS.join(', ')}); ${came}.`);
  }
  if (subject.jurisdiction != null && key !== 'name')
    return invalid(subject, 'jurisdiction', `jurisdiction goes with name; ${key} came.`);
  try {
    return key === 'name' ? await byName(inquiry, subject, policies) : await byKey(inquiry, subject, key, policies);
  } catch (error) {
    if (error instanceof Failure && error.code === 'BAD_USER_INPUT') return invalid(subject, key, error.message);
    throw error;
  }
}

async function byKey(
  inquiry: Inquiry,
  subject: ScreenSubject,
  key: Exclude<Key, 'name'>,
  policies: readonly string[],
): Promise<Sought | ScreenResultView> {
  const asked =
    key === 'identifier' ? `${subject.identifier?.scheme} ${subject.identifier?.value}` : (subject[key] as string);
  const parties = await keyed(inquiry, subject, key, asked);
  if (parties.length === 0 && key === 'lei' && !isLei(asked)) {
    const message = `lei: expected 20 letters and digits with right check digits, came ${JSON.stringify(asked)}.`;
    return invalid(subject, 'lei', message);
  }
  if (parties.length === 0) return notFound(subject, key, asked);
  const by = key === 'lei' ? 'identifier' : key;
  const matches = parties.map((party) => inquiry.match(party, asked, by, policies));
  return { subject, key, matches, doubt: null };
}

async function keyed(
  inquiry: Inquiry,
  subject: ScreenSubject,
  key: Exclude<Key, 'name'>,
  asked: string,
): Promise<readonly Party[]> {
  if (key !== 'product') {
    const one = await inquiry.party({ [key]: subject[key] });
    return one === null ? [] : [one.party];
  }
  const product = (await inquiry.product({ id: asked })) ?? (await inquiry.product({ name: asked }));
  const ids = product === null ? [] : inquiry.operatorsAt(product);
  const operators = await Promise.all(ids.map((id) => inquiry.party({ id })));
  return operators.flatMap((each) => each?.party ?? []);
}

async function byName(
  inquiry: Inquiry,
  subject: ScreenSubject,
  policies: readonly string[],
): Promise<Sought | ScreenResultView> {
  const asked = subject.name as string;
  const place = subject.jurisdiction ?? null;
  const said = JSON.stringify(asked);
  if (!isName(asked)) return invalid(subject, 'name', `name: expected a letter or a digit, came ${said}.`);
  if (place !== null && inquiry.rulebook.atlas.find(place) === null) {
    const message = `jurisdiction: no place has the code ${JSON.stringify(place)}; expected ISO 3166, such as CN or UA-43.`;
    return invalid(subject, 'jurisdiction', message);
  }
  const found = await candidates(inquiry, asked, false);
  const likely = found.likely.filter(({ party }) => place === null || inquiry.mayBeIn(party, place));
  if (likely.length === 0 && found.unseen < 1) return notFound(subject, 'name', asked);
  const matches = likely.slice(0, MOST_JUDGED).map((candidate) => inquiry.likeMatch(candidate, policies));
  return { subject, key: 'name', matches, doubt: doubtOf(likely, found.unseen, said) };
}

/** Null where the first stands clear of every other, of those too that were not looked at. */
function doubtOf(likely: readonly Candidate[], unseen: number, asked: string): Sought['doubt'] {
  const [first, second] = likely;
  const shown = `${likely.length === 1 ? 'A party bears a name' : `${likely.length} parties bear names`} like ${asked}`;
  const end = 'each alternative has its own ruling.';
  if (likely.length > MOST_JUDGED)
    return { code: 'LIMIT_REACHED', message: `${shown}; the ${MOST_JUDGED} most alike are here: ${end}` };
  if (first === undefined)
    return { code: 'LIMIT_REACHED', message: `More parties than are looked at bear the name ${asked}.` };
  const clear = (next: number): boolean =>
    first.score >= FOUND && Math.round((first.score - next - CLEAR_BY) * 1e6) >= 0;
  if (clear(Math.max(second?.score ?? 0, unseen))) return null;
  return clear(second?.score ?? 0)
    ? { code: 'LIMIT_REACHED', message: `More parties than are looked at may bear the name ${asked}; ${end}` }
    : { code: 'AMBIGUOUS', message: `${shown}, and none stands clear; ${end}` };
}

function notFound(subject: ScreenSubject, key: Key, asked: string): ScreenResultView {
  const message = `Nothing is recorded under the ${key} ${JSON.stringify(asked)}. That clears nobody.`;
  return without(subject, 'NOT_FOUND', 'NOT_FOUND', key, message);
}

function invalid(subject: ScreenSubject, field: string | null, message: string): ScreenResultView {
  return without(subject, 'INVALID', 'BAD_USER_INPUT', field, message);
}

/** A result that is no verdict. */
export function without(
  subject: ScreenSubject,
  outcome: ScreenResultView['outcome'],
  code: string,
  field: string | null,
  message: string,
): ScreenResultView {
  return {
    ref: subject.ref,
    outcome,
    overall: null,
    verdicts: [],
    problem: { code, field, message },
    match: null,
    alternatives: [],
  };
}
