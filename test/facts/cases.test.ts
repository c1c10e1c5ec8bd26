import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rulebook } from '../../seed/rulebook.js';
import type { SuppositionInput } from '../../src/input.js';
import { Inquiry } from '../../src/inquiry.js';
import type { UnrecordedOwners } from '../../src/model/policy.js';
import type { Draft } from '../../src/rules/facts/alteration.js';
import type { Store } from '../../src/store/store.js';
import { supposedBeside } from '../../src/supposedBeside.js';
import { type Answer, answer, emptyStore, LIMITS, TODAY } from '../asking.js';
import { policyOf, rows, worldOf } from '../cases/law.js';
import { scenarios, supposed } from '../cases/scenarios.js';
import type { World } from '../cases/world.js';
import { units } from './trying.js';

interface Case {
  readonly name: string;
  readonly suppose: World;
  readonly mode: string | null;
  readonly subject: string;
  readonly policy: string;
}

const restricting = new Set(
  rulebook()
    .policies.filter((policy) => policy.answers === 'RESTRICTION')
    .map((policy) => policy.id),
);
const MODE = { UNRESTRICTED: 'IGNORED', POSSIBLE: 'EVERYWHERE' } as const;

const cases: readonly Case[] = [
  ...scenarios.flatMap((scenario) =>
    Object.entries(scenario.expect).flatMap(([subject, expected]) =>
      Object.keys(expected).map((policy) => ({
        name: scenario.law,
        suppose: supposed(scenario),
        mode: scenario.mode ?? null,
        subject,
        policy,
      })),
    ),
  ),
  ...rows
    .filter((row) => row.query.type === 'status')
    .map((row) => ({
      name: row.id,
      suppose: worldOf(row),
      mode: MODE[row.assume.unknownRemainder],
      subject: `${row.id}/${row.query.target}`,
      policy: policyOf(row),
    })),
].filter(({ policy }) => restricting.has(policy));

const WORLD =
  'query W($suppose: Supposition!, $mode: UnrecordedOwners, $id: ID!, $policy: ID!) { world(suppose: $suppose, unrecordedOwners: $mode) { party(by: {id: $id}) { restriction(policy: $policy)';

describe('facts that decide, and changes that turn a verdict, case by case', () => {
  let store: Store;
  beforeAll(async () => {
    store = await emptyStore();
  });
  afterAll(() => store.close());

  async function ask({ suppose, mode, subject, policy }: Case, selection: string): Promise<Answer> {
    const { world } = await answer(store, `${WORLD} ${selection} } } }`, { suppose, mode, id: subject, policy });
    return world.party.restriction;
  }

  test('the cases are many', () => {
    expect(cases.length).toBeGreaterThan(100);
  });

  async function inquiry(): Promise<Inquiry> {
    return new Inquiry(store, rulebook(), LIMITS, {
      asOf: TODAY,
      knownAt: null,
      revision: await store.revision(),
      deadlineAt: Date.now() + 600_000,
      unrecordedOwners: null,
      supposition: null,
    });
  }

  test('a fact supposed either way in a supposed world gives what it promised', async () => {
    for (const each of cases) {
      const interests = (each.suppose.interests as readonly { readonly share?: object }[]).map(
        ({ share, ...rest }) => ({ type: 'SHAREHOLDING', ...rest, share: units(share) }),
      );
      const suppose = { ...each.suppose, interests } as unknown as SuppositionInput;
      const unrecordedOwners = each.mode as UnrecordedOwners | null;
      const world = await (await inquiry()).inWorld({ suppose, unrecordedOwners });
      const { ruling } = await world.restriction(each.subject, each.policy);
      for (const { question, settles } of ruling.decidingFacts(5)) {
        const asked = async (draft: Draft | null): Promise<string | null> => {
          if (draft === null) return null;
          const beside = supposedBeside(world.world.supposition, draft);
          return (await ask({ ...each, suppose: beside as World }, '{ verdict }')).verdict;
        };
        const restricted = await asked(settles.restricted);
        const notRestricted = await asked(settles.notRestricted);
        const promised = {
          law: each.name,
          policy: each.policy,
          verdict: ruling.verdict,
          question,
          restricted: 'RESTRICTED',
          notRestricted: 'NOT_RESTRICTED',
        };
        expect({
          law: each.name,
          policy: each.policy,
          verdict: ruling.verdict,
          question,
          restricted,
          notRestricted,
        }).toEqual(promised);
      }
    }
  }, 300_000);

  test('a change supposed in a supposed world can be asked of the recorded one, and gives its verdict', async () => {
    for (const each of cases) {
      const said = { law: each.name, subject: each.subject, policy: each.policy };
      const found = await ask(
        each,
        '{ verdict assumptions { code } reasons { code party { id } } decidingFacts { question } counterfactuals { description supposition verdict } }',
      );
      const isOpen = found.verdict === 'INDETERMINATE' || found.assumptions.length > 0;
      expect({ ...said, facts: found.decidingFacts.length > 0 }).toEqual({ ...said, facts: isOpen });
      if (isOpen) expect({ ...said, changes: found.counterfactuals.length > 0 }).toEqual({ ...said, changes: true });
      for (const { description, supposition, verdict } of found.counterfactuals) {
        const given = await ask({ ...each, suppose: supposition }, '{ verdict }');
        expect({ ...said, description, ...given }).toEqual({ ...said, description, verdict });
        expect(verdict).not.toBe(found.verdict);
      }
    }
  }, 300_000);
});
