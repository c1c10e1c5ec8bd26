import { Failure } from './errors.js';
import type { Inquiry } from './inquiry.js';
import type { Party } from './model/party.js';
import { gravest, VERDICTS } from './model/ruling.js';
import type { MatchView, RulingView, ScreenResultView, ScreenSubject } from './views.js';

const KEYS = ['id', 'lei', 'identifier', 'name', 'product'] as const;

/** One subject of a batch: found, ambiguous, not found or invalid; whatever it is, it is a result and no error. */
export async function screened(
  inquiry: Inquiry,
  subject: ScreenSubject,
  policies: readonly string[],
): Promise<ScreenResultView> {
  const given = KEYS.filter((key) => subject[key] != null);
  const [key] = given;
  if (given.length !== 1 || key === undefined) {
    const came = given.length === 0 ? 'none came' : `${given.join(' and ')} came`;
    return without(
      subject,
      'INVALID',
      'BAD_USER_INPUT',
      null,
      `One key a subject is expected (${KEYS.join(', ')}); ${came}.`,
    );
  }
  if (subject.jurisdiction != null && key !== 'name') {
    return without(subject, 'INVALID', 'BAD_USER_INPUT', 'jurisdiction', `jurisdiction goes with name; ${key} came.`);
  }
  try {
    return await found(inquiry, subject, key, policies);
  } catch (error) {
    if (error instanceof Failure && error.code === 'BAD_USER_INPUT')
      return without(subject, 'INVALID', error.code, key, error.message);
    throw error;
  }
}

async function found(
  inquiry: Inquiry,
  subject: ScreenSubject,
  key: (typeof KEYS)[number],
  policies: readonly string[],
): Promise<ScreenResultView> {
  const { parties, asked, cut } = await candidates(inquiry, subject, key);
  if (parties.length === 0) {
    return without(
      subject,
      'NOT_FOUND',
      'NOT_FOUND',
      key,
      `Nothing is recorded under the ${key} ${JSON.stringify(asked)}. That clears nobody.`,
    );
  }
  const by = key === 'lei' ? 'identifier' : key;
  const judged: Judged[] = await Promise.all(
    parties.map(async (party) => ({
      match: inquiry.match(party, asked, by, policies),
      verdicts: await inquiry.restrictions(party.id, policies),
    })),
  );
  judged.sort((a, b) => VERDICTS.indexOf(worst(b.verdicts)) - VERDICTS.indexOf(worst(a.verdicts)));
  const [first, ...others] = judged as [Judged, ...Judged[]];
  if ((others.length === 0 && !cut) || key === 'product') {
    return {
      ref: subject.ref,
      outcome: 'FOUND',
      overall: gravest(first.verdicts.map((each) => each.ruling.verdict)),
      verdicts: first.verdicts,
      problem: null,
      match: first.match,
      alternatives: others.map((each) => each.match),
    };
  }
  const message = `${cut ? 'More parties than are looked at' : `${judged.length} parties`} bear the name ${JSON.stringify(asked)}; each alternative has its own ruling.`;
  return {
    ...without(subject, 'AMBIGUOUS', 'AMBIGUOUS', key, message),
    alternatives: judged.map((each) => each.match),
  };
}

interface Candidates {
  readonly parties: readonly Party[];
  readonly asked: string;
  /** More bear the name than were looked at, so that one alone is no find. */
  readonly cut: boolean;
}

interface Judged {
  readonly match: MatchView;
  readonly verdicts: readonly RulingView[];
}

function worst(verdicts: readonly RulingView[]): (typeof VERDICTS)[number] {
  return gravest(verdicts.map((each) => each.ruling.verdict)) ?? 'NOT_RESTRICTED';
}

async function candidates(inquiry: Inquiry, subject: ScreenSubject, key: (typeof KEYS)[number]): Promise<Candidates> {
  const asked =
    key === 'identifier' ? `${subject.identifier?.scheme} ${subject.identifier?.value}` : (subject[key] as string);
  if (key === 'name') return { ...(await inquiry.namesakes(asked, subject.jurisdiction ?? null)), asked };
  if (key !== 'product') {
    const one = await inquiry.party({ [key]: subject[key] });
    return { parties: one === null ? [] : [one.party], asked, cut: false };
  }
  const product = (await inquiry.product({ id: asked })) ?? (await inquiry.product({ name: asked }));
  const ids = product === null ? [] : inquiry.operatorsAt(product);
  const operators = await Promise.all(ids.map((id) => inquiry.party({ id })));
  return { parties: operators.flatMap((each) => each?.party ?? []), asked, cut: false };
}

function without(
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
