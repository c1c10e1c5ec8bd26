import { expect } from '@jest/globals';
import { rulebook } from '../../seed/rulebook.js';
import { supposition } from '../../src/input.js';
import type { Policy, Standing, UnrecordedOwners } from '../../src/model/policy.js';
import type { Verdict } from '../../src/model/ruling.js';
import { parsePercent } from '../../src/model/share.js';
import type { Draft } from '../../src/rules/facts/alteration.js';
import { type Gathered, graph } from '../../src/rules/graph.js';
import { Ruling } from '../../src/rules/ruling.js';
import { solve } from '../../src/rules/solution.js';
import { overlaid } from '../../src/rules/supposition.js';
import { TODAY } from '../asking.js';

const STANDING: Readonly<Record<string, Standing>> = { CN: 'UNSUPPORTED', SG: 'SUPPORTED', KY: 'UNLISTED' };

export interface Rule {
  readonly policy: Policy;
  readonly mode: UnrecordedOwners;
}

export function rulingOf(world: Gathered, { policy, mode }: Rule, id: string): Ruling {
  const compiled = graph(world, TODAY);
  const setting = { policy, standingOf: (code: string) => STANDING[code] ?? 'UNLISTED', missingLists: [] };
  return new Ruling(solve(compiled, setting, mode), compiled.nodeOf.get(id) as number);
}

/** The verdict with the draft laid over the statements, as the inquiry lays what is supposed. */
export function verdictWith(world: Gathered, rule: Rule, draft: Draft, id: string): Verdict {
  const interests = (draft.interests ?? []).map(({ share, ...rest }) => ({ ...rest, share: units(share) }));
  const input = { ...draft, interests, policies: [], empty: false } as Parameters<typeof supposition>[0];
  const supposed = supposition(input, rulebook());
  const policy = { ...rule.policy, ...(draft.policies?.[0] as Partial<Policy> | undefined) };
  return rulingOf(supposed === null ? world : overlaid(world, supposed), { ...rule, policy }, id).verdict;
}

/** As the scalar Percent reads them. */
export function units(share: object | undefined): object | null {
  if (share === undefined) return null;
  const read = Object.entries(share).map(([end, value]) => [
    end,
    typeof value === 'string' ? parsePercent(value) : value,
  ]);
  return { minExclusive: false, maxExclusive: false, ...Object.fromEntries(read) };
}

/** Whether something is open about a verdict, so that facts have to be named. */
export function isOpen({ verdict, assumptions }: Pick<Ruling, 'verdict' | 'assumptions'>): boolean {
  return verdict === 'INDETERMINATE' || assumptions.length > 0;
}

/** Every fact, supposed either way, gives the verdict it promised; every change its own, which is another. */
export function expectLaws(ruling: Ruling, verdictOf: (draft: Draft) => Verdict): void {
  const facts = ruling.decidingFacts(5);
  const changes = ruling.counterfactuals(3);
  const said = { id: ruling.subject.id, policy: ruling.policy.id, verdict: ruling.verdict };
  const turned = facts.map(({ question, settles }) => ({
    question,
    restricted: settles.restricted === null ? null : verdictOf(settles.restricted),
    notRestricted: settles.notRestricted === null ? null : verdictOf(settles.notRestricted),
  }));
  const promised = facts.map(({ question }) => ({
    question,
    restricted: 'RESTRICTED',
    notRestricted: 'NOT_RESTRICTED',
  }));
  expect({ ...said, facts: turned }).toEqual({ ...said, facts: promised });
  const given = changes.map(({ description, supposition }) => ({ description, verdict: verdictOf(supposition) }));
  expect({ ...said, given }).toEqual({
    ...said,
    given: changes.map(({ description, verdict }) => ({ description, verdict })),
  });
  expect(changes.filter((change) => change.verdict === ruling.verdict)).toEqual([]);
  const isListed = ruling.reasons.some((reason) => reason.code === 'LISTED' && reason.party?.id === ruling.subject.id);
  const kind = ruling.subject.kind;
  const isClearable = ruling.verdict === 'RESTRICTED' && !isListed && kind !== 'PERSON' && kind !== 'STATE';
  if (isOpen(ruling)) expect({ ...said, facts: facts.length > 0 }).toEqual({ ...said, facts: true });
  else expect(facts).toEqual([]);
  if (isOpen(ruling) || isClearable)
    expect({ ...said, changes: changes.length > 0 }).toEqual({ ...said, changes: true });
}
