import { rulebook } from '../../seed/rulebook.js';
import type { Inquiry } from '../inquiry.js';
import type { Chain } from '../model/ruling.js';
import { describeShare } from '../model/share.js';
import type { Source } from '../model/source.js';
import { describeInterest } from '../rules/explanation.js';
import { readConfig } from '../server/config.js';
import { seededStore } from '../server/openedStore.js';
import type { ScreenResultView, ScreenSubject } from '../views.js';
import { judgedOn } from './options.js';
import { ownInquiry } from './ownInquiry.js';

const ANSWER_WITHIN_MS = 60_000;

interface AskOptions {
  readonly policy: string;
  readonly asOf?: string;
  readonly db?: string;
  readonly json?: boolean;
}

/** Prints the verdict on whoever is meant: a product, else a party by id or LEI, else whoever bears the name. */
export async function ask(words: readonly string[], options: AskOptions): Promise<void> {
  const asOf = judgedOn(options.asOf);
  const config = readConfig(process.env);
  const store = await seededStore(config, options.db);
  try {
    const revision = await store.revision();
    const inquiry = ownInquiry(store, rulebook(), config, {
      asOf,
      revision,
      deadlineAt: Date.now() + ANSWER_WITHIN_MS,
    });
    const result = await meant(inquiry, words.join(' '), options.policy);
    process.stdout.write(options.json === true ? `${JSON.stringify(asJson(result), null, 2)}\n` : asText(result));
    if (result.outcome !== 'FOUND') process.exitCode = 1;
  } finally {
    await store.close();
  }
}

async function meant(inquiry: Inquiry, who: string, policy: string): Promise<ScreenResultView> {
  const readings: ScreenSubject[] = [
    { ref: who, product: who },
    { ref: who, id: who },
    { ref: who, lei: who },
    { ref: who, name: who },
  ];
  const results = await inquiry.screen(readings, [policy]);
  return (
    results.find((result) => result.outcome === 'FOUND' || result.outcome === 'AMBIGUOUS') ??
    (results.at(-1) as ScreenResultView)
  );
}

function asJson(result: ScreenResultView): object {
  const { ref, outcome, overall, problem } = result;
  const rulings = result.verdicts.map(({ ruling }) => ({
    subject: { id: ruling.subject.id, name: ruling.subject.name },
    policy: ruling.policy.id,
    verdict: ruling.verdict,
    restrictedShare: describeShare(ruling.restrictedShare),
    summary: ruling.summary,
    reasons: ruling.reasons.map(({ code, message }) => ({ code, message })),
    assumptions: ruling.assumptions.map(({ code, message }) => ({ code, message })),
    chains: ruling.chains(5).map((chain) => ({
      share: describeShare(chain.share),
      parties: chain.parties.map(({ id, name }) => ({ id, name })),
    })),
    readings: ruling.readings.map(({ id, verdict }) => ({ id, verdict })),
    evidence: ruling.evidence,
    asOf: ruling.asOf,
  }));
  return {
    ref,
    outcome,
    overall,
    problem,
    rulings,
    alternatives: result.alternatives.map(({ party }) => ({ id: party.id, name: party.name })),
  };
}

function asText(result: ScreenResultView): string {
  const lines: string[] = [];
  for (const { ruling } of result.verdicts) {
    lines.push(
      `${coloured(ruling.verdict)}  ${ruling.subject.name}  (${ruling.policy.id}, ${ruling.asOf})`,
      '',
      ruling.summary,
      '',
    );
    for (const chain of ruling.chains(5)) if (chain.steps.length > 0) lines.push(...drawn(chain), '');
    lines.push('Readings:', ...ruling.readings.map((reading) => `  ${reading.id}: ${reading.verdict}`), '');
    lines.push('Evidence:', ...ruling.evidence.map(cited), '');
  }
  if (result.problem !== null) lines.push(result.problem.message, '');
  if (result.alternatives.length > 0)
    lines.push('Ask again by id:', ...result.alternatives.map(({ party }) => `  ${party.id}  ${party.name}`), '');
  return lines.join('\n');
}

function cited({ grade, dataset, statementId, retrievedAt, url, quote }: Source): string {
  const parts = [dataset, statementId, retrievedAt, url].filter((part) => part !== null);
  return `  [${grade}] ${parts.join(', ')}${quote === null ? '' : `\n      "${quote}"`}`;
}

/** A chain from its top down, a step a line. */
function drawn(chain: Chain): string[] {
  const names = new Map(chain.parties.map((party) => [party.id, party.name]));
  const name = (id: string | null): string => (id === null ? 'somebody who is not named' : (names.get(id) ?? id));
  return chain.steps.map(
    (step, depth) => `${'  '.repeat(depth)}└ ${describeInterest(step, name(step.interestedParty), name(step.subject))}`,
  );
}

const COLOUR = { RESTRICTED: 31, INDETERMINATE: 33, NOT_RESTRICTED: 32 } as const;

function coloured(verdict: keyof typeof COLOUR): string {
  return process.stdout.isTTY && process.env.NO_COLOR === undefined
    ? `\u001b[1;${COLOUR[verdict]}m${verdict}\u001b[0m`
    : verdict;
}
