import type { Inquiry } from './inquiry.js';
import { gravest, VERDICTS } from './model/ruling.js';
import { type Sought, sought, without } from './sought.js';
import type { MatchView, RulingView, ScreenResultView, ScreenSubject } from './views.js';

/**
 * Each subject found, ambiguous, not found or invalid; whatever it is, it is a result and no error of the batch. All are
 * sought before any is judged, so that one gathering brings whoever stands above anybody.
 */
export async function screened(
  inquiry: Inquiry,
  subjects: readonly ScreenSubject[],
  policies: readonly string[],
): Promise<ScreenResultView[]> {
  const all = await Promise.all(subjects.map((subject) => sought(inquiry, subject, policies)));
  return Promise.all(all.map((each) => ('outcome' in each ? each : judged(inquiry, each, policies))));
}

interface Judged {
  readonly match: MatchView;
  readonly verdicts: readonly RulingView[];
}

async function judged(
  inquiry: Inquiry,
  { subject, key, matches, doubt }: Sought,
  policies: readonly string[],
): Promise<ScreenResultView> {
  const all: Judged[] = await Promise.all(
    matches.map(async (match) => ({ match, verdicts: await inquiry.restrictions(match.party.id, policies) })),
  );
  // By consequence, of equals the more alike before; but whoever stands clear by the name is meant, whatever the others are.
  if (doubt !== null || key !== 'name')
    all.sort((a, b) => VERDICTS.indexOf(worst(b.verdicts)) - VERDICTS.indexOf(worst(a.verdicts)));
  if (doubt === null) return found(subject, all[0] as Judged, all.slice(1));
  return {
    ...without(subject, 'AMBIGUOUS', doubt.code, key, doubt.message),
    alternatives: all.map((each) => each.match),
  };
}

function found(subject: ScreenSubject, first: Judged, others: readonly Judged[]): ScreenResultView {
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

function worst(verdicts: readonly RulingView[]): (typeof VERDICTS)[number] {
  return gravest(verdicts.map((each) => each.ruling.verdict)) ?? 'NOT_RESTRICTED';
}
