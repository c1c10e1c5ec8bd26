import { type Interest, interestId } from '../../model/interest.js';
import type { Party } from '../../model/party.js';
import type { Reason } from '../../model/ruling.js';
import { type Bounds, formatPercent, WHOLE } from '../../model/share.js';
import { edgesOf, TYPE } from '../graph.js';
import { type Alteration, withInterest, withoutInterest, withParty } from './alteration.js';
import { atLeastWords, atMostWords, type Fact, restOf } from './fact.js';
import { restFact } from './holderFacts.js';
import { placeFact } from './seedFacts.js';
import type { Situation } from './situation.js';
import { holding, type Strangers } from './strangers.js';
import { addedTypes } from './unknowns.js';

/** What a verdict presumes, as facts that could turn out otherwise. */
export function assumed(situation: Situation, strangers: Strangers, assumptions: readonly Reason[]): Fact[] {
  const found = new Map<string, Fact>();
  for (const assumption of assumptions)
    for (const fact of assumedBy(situation, strangers, assumption)) found.set(fact.id, fact);
  return [...found.values()];
}

function assumedBy(situation: Situation, strangers: Strangers, { code, party, interest }: Reason): Fact[] {
  if (party === null) return [];
  if (code === 'HEADQUARTERS_PRESUMED') return placeFact(situation, strangers, party);
  if (code === 'REPORTED_PARENT_RESTRICTED' && interest !== null)
    return parentFact(situation, strangers, interest, party);
  if (code !== 'WIDELY_HELD' && code !== 'OWNERS_UNRECORDED') return [];
  const report = reportsIn(situation, party)[0];
  return report === undefined || code === 'WIDELY_HELD'
    ? restFact(situation, strangers, party, addedTypes(situation, party))
    : besideParentFact(situation, strangers, report, party);
}

function reportsIn({ graph }: Situation, party: Party): Interest[] {
  const edges = edgesOf(graph.owners, graph.nodeOf.get(party.id) as number);
  const interests = [...edges].map((edge) => graph.interests[edge] as Interest);
  if (interests.some((interest) => interest.type === 'SHAREHOLDING')) return [];
  return interests.filter((interest) => isReported(interest) && interest.interestedParty !== null);
}

function isReported({ type }: Interest): boolean {
  return TYPE[type] === TYPE.REPORTED_PARENT || TYPE[type] === TYPE.REPORTED_ULTIMATE_PARENT;
}

/** The shares that meet a policy's threshold, and those that do not. */
export function meeting({ setting }: Situation): Bounds {
  const { threshold, comparison } = setting.policy;
  return { min: threshold, max: WHOLE, minExclusive: comparison === 'MORE_THAN', maxExclusive: false };
}

export function failing({ setting }: Situation): Bounds {
  const { threshold, comparison } = setting.policy;
  return { min: 0, max: threshold, minExclusive: false, maxExclusive: comparison === 'AT_LEAST' };
}

/** How much a reported parent holds, of whom a majority is presumed. */
export function parentFact(situation: Situation, strangers: Strangers, report: Interest, subject: Party): Fact[] {
  const { interestedParty } = report;
  const parent = interestedParty === null ? null : situation.named(interestedParty);
  if (parent === null) return [];
  const [enough, little] = [meeting(situation), failing(situation)];
  const held = { interestedParty: parent.id, subject: subject.id, type: 'SHAREHOLDING' as const };
  const reports = reportsOf(situation, parent, subject);
  const clause = (amount: string): string => `${parent.name} holds ${amount} of ${subject.name}`;
  return [
    {
      id: `share ${interestId(report)}`,
      question: `How much of ${subject.name} does ${parent.name} hold?`,
      about: subject,
      interest: report,
      share: WHOLE,
      ways: {
        restricted: {
          words: atLeastWords(enough),
          clause: clause(atLeastWords(enough)),
          alter: (upon) => withInterest(upon, { ...held, share: enough }),
        },
        notRestricted: {
          words: `${atMostWords(little)}, the report of it being wrong, and nobody restricted holds the rest`,
          clause: `${clause(atMostWords(little))}, and nobody restricted the rest`,
          alter(upon) {
            const unreported = reports.reduce(withoutInterest, withInterest(upon, { ...held, share: little }));
            const rest = restOf(situation.held(unreported, subject.id, 'SHAREHOLDING'));
            const complete = withParty(unreported, { id: subject.id, ownersComplete: true });
            return holding(complete, strangers.clear, subject.id, 'SHAREHOLDING', rest);
          },
        },
      },
      scale: null,
    },
  ];
}

function reportsOf({ graph }: Situation, parent: Party, subject: Party): string[] {
  const edges = [...edgesOf(graph.owners, graph.nodeOf.get(subject.id) as number)];
  const interests = edges.map((edge) => graph.interests[edge] as Interest);
  return interests
    .filter((interest) => isReported(interest) && interest.interestedParty === parent.id)
    .map((interest) => interestId(interest));
}

/** Who holds what a reported parent, presumed to hold the majority, does not. */
function besideParentFact(situation: Situation, strangers: Strangers, report: Interest, subject: Party): Fact[] {
  const { restricted, clear } = strangers;
  const parent = situation.named(report.interestedParty as string);
  if (restricted === null || parent === null) return [];
  const enough = meeting(situation);
  const majority = { min: WHOLE / 2, max: WHOLE, minExclusive: true, maxExclusive: false };
  const held = (upon: Alteration): Alteration =>
    withInterest(upon, { interestedParty: parent.id, subject: subject.id, type: 'SHAREHOLDING', share: majority });
  return [
    {
      id: `beside ${interestId(report)}`,
      question: `Does anybody but ${parent.name}, its reported parent, hold ${formatPercent(situation.setting.policy.threshold)} % of ${subject.name}?`,
      about: subject,
      interest: report,
      share: WHOLE,
      ways: {
        restricted: {
          words: `a restricted party holds ${atLeastWords(enough)}`,
          clause: `a restricted party holds ${atLeastWords(enough)} of ${subject.name}`,
          alter: (upon) => holding(upon, restricted, subject.id, 'SHAREHOLDING', enough),
        },
        notRestricted: {
          words: `${parent.name} holds more than 50 %, and nobody restricted the rest`,
          clause: `${parent.name} holds more than 50 % of ${subject.name}, and nobody restricted the rest`,
          alter(upon) {
            const complete = withParty(held(upon), { id: subject.id, ownersComplete: true });
            const rest = restOf(situation.held(complete, subject.id, 'SHAREHOLDING'));
            return holding(complete, clear, subject.id, 'SHAREHOLDING', rest);
          },
        },
      },
      scale: null,
    },
  ];
}
