import type { Policy } from '../model/policy.js';
import type { Chain } from '../model/ruling.js';
import { formatPercent } from '../model/share.js';
import { describeInterest } from './explanation.js';
import type { Ruling } from './ruling.js';

/** One plain paragraph for a case file: the verdict, why, along which chain, on what presumptions and evidence. */
export function summary(ruling: Ruling): string {
  const { policy, subject, verdict } = ruling;
  const lead = {
    RESTRICTED: `${subject.name} is restricted under ${policy.name} as of ${ruling.asOf}.`,
    INDETERMINATE: `Whether ${subject.name} is restricted under ${policy.name} as of ${ruling.asOf} cannot be said from the record.`,
    NOT_RESTRICTED: `${subject.name} is not restricted under ${policy.name} as of ${ruling.asOf}.`,
  }[verdict];
  const reasons = ruling.reasons.filter((reason) => !SAID_ELSEWHERE.has(reason.code)).map((reason) => reason.message);
  const shown =
    reasons.length > MOST_REASONS
      ? [...reasons.slice(0, MOST_REASONS), `And ${reasons.length - MOST_REASONS} more reasons.`]
      : reasons;
  const sentences = [
    ruling.inForce ? '' : `Not in force on ${ruling.asOf}: ${policy.name}; the verdict is given as if it were.`,
    lead,
    ...shown,
    longest(ruling.chains(1)[0]),
    presumptions(ruling),
    ruling.readingsAgree
      ? ''
      : `Other readings of the policy's words decide otherwise (${ruling.readings
          .filter((reading) => reading.verdict !== verdict)
          .map((reading) => `${reading.id}: ${reading.verdict}`)
          .join(', ')}).`,
    `The rule: ${rule(policy)}.`,
    evidence(ruling),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

const MOST_REASONS = 6;
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['READINGS_DISAGREE', 'POLICY_NOT_IN_FORCE']);

function longest(chain: Chain | undefined): string {
  if (chain === undefined || chain.steps.length < 2) return '';
  const names = new Map(chain.parties.map((party) => [party.id, party.name]));
  const clauses = chain.steps.map((step) =>
    describeInterest(
      step,
      names.get(step.interestedParty ?? '') ?? 'somebody who is not named',
      names.get(step.subject) ?? step.subject,
    ),
  );
  return `The chain: ${clauses.join('; ')}.`;
}

function presumptions(ruling: Ruling): string {
  const told = new Set(ruling.reasons.map((reason) => reason.message));
  const untold = ruling.assumptions.map((assumption) => assumption.message).filter((message) => !told.has(message));
  if (ruling.assumptions.length === 0) return '';
  return `This rests on presumption, not on record alone.${untold
    .slice(0, MOST_REASONS)
    .map((message) => ` ${message}`)
    .join('')}`;
}

/** "restricted parties together must hold more than 50 %". */
export function rule(policy: Policy): string {
  const who = policy.aggregate ? 'restricted parties together' : 'one restricted party alone';
  const how = policy.comparison === 'MORE_THAN' ? 'more than' : 'at least';
  return `${who} must hold ${how} ${formatPercent(policy.threshold)} %, ${ALONG[policy.propagation]}`;
}

const ALONG: Readonly<Record<Policy['propagation'], string>> = {
  CASCADE: 'directly or through companies they own so',
  MULTIPLIED: 'directly or along chains whose shares are multiplied and added',
  ABSORBING:
    'directly or along chains, whose shares are multiplied and added, through companies that count whole once they are so owned',
  DEEMED: 'directly or along chains whose shares are multiplied, where a link that is large enough counts whole',
};

function evidence(ruling: Ruling): string {
  const count = ruling.evidence.length;
  if (count === 0) return '';
  const grade = ruling.weakestGrade === null ? '' : `, the weakest ${ruling.weakestGrade}`;
  const oldest = ruling.oldestSource === null ? '' : `, the oldest of ${ruling.oldestSource}`;
  return `It rests on ${count} source${count === 1 ? '' : 's'}${grade}${oldest}.`;
}
