import { digestOfRules, GivenRulingView, rulesOf } from './given.js';
import type { Inquiry } from './inquiry.js';
import type { GivenRules, GivenRuling } from './model/given.js';
import { outcomeOf } from './rulingOutcome.js';
import type { MatchView, RulingView, ScreenResultView, ScreenSubject } from './views.js';
import type { RulingRecord } from './watch/record.js';
import { asGiven, type GivenLink } from './watch/recordLinks.js';

export interface GivenScreenResultView {
  readonly result: ScreenResultView;
  /** Of whoever was found, else of every candidate; none where nobody was. */
  readonly given: readonly GivenRulingView[];
}

/** A ruling that is about to be given. */
interface Giving {
  readonly subject: ScreenSubject;
  readonly match: MatchView;
  readonly view: RulingView;
}

/**
 * Screens subjects, and puts every ruling about them on record before one is answered: those of who was found, and of
 * every candidate where several may be meant. None is given when one can't be put there.
 */
export async function giveRulings(
  inquiry: Inquiry,
  record: Pick<RulingRecord, 'put'>,
  by: string | null,
  subjects: readonly ScreenSubject[],
  policies: readonly string[],
): Promise<GivenScreenResultView[]> {
  inquiry.permit('screener', 'Giving rulings');
  const results = await inquiry.screen(subjects, policies);
  const givings = await Promise.all(
    results.map((result, index) => givingsOf(inquiry, subjects[index] as ScreenSubject, result, policies)),
  );
  const all = givings.flat();
  const { given, rules } = onRecord(inquiry, by, all);
  const links = await record.put(given, rules, inquiry.world.deadlineAt);
  let next = 0;
  return results.map((result, index) => ({
    result,
    given: (givings[index] as Giving[]).map(({ view }) => {
      const at = next++;
      return new GivenRulingView(inquiry, asGiven(links[at] as GivenLink) as GivenLink, given[at] as GivenRuling, view);
    }),
  }));
}

async function givingsOf(
  inquiry: Inquiry,
  subject: ScreenSubject,
  { match, verdicts, alternatives }: ScreenResultView,
  policies: readonly string[],
): Promise<Giving[]> {
  if (match !== null) return verdicts.map((view) => ({ subject, match, view }));
  const judged = await Promise.all(
    alternatives.map(async (each) => {
      const views = await inquiry.restrictions(each.party.id, policies);
      return views.map((view) => ({ subject, match: each, view }));
    }),
  );
  return judged.flat();
}

function onRecord(
  { rulebook, world, asOf }: Inquiry,
  by: string | null,
  givings: readonly Giving[],
): { readonly given: readonly GivenRuling[]; readonly rules: ReadonlyMap<string, GivenRules> } {
  const rules = new Map<string, GivenRules>();
  const digests = new Map<string, string>();
  const given = givings.map(({ subject, match, view: { ruling, engineVersion } }): GivenRuling => {
    const { id, version } = ruling.policy;
    const digest = digests.get(id) ?? kept(rules, rulesOf(rulebook, ruling.policy));
    digests.set(id, digest);
    return {
      asked: { ...subject },
      match: { party: match.party.id, matchedName: match.matchedName, why: match.why },
      ...{ by, asOf, revision: world.revision, policy: { id, version }, rules: digest, engineVersion },
      outcome: outcomeOf(ruling),
    };
  });
  return { given, rules };
}

function kept(all: Map<string, GivenRules>, rules: GivenRules): string {
  const digest = digestOfRules(rules);
  all.set(digest, rules);
  return digest;
}
