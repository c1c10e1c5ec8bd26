import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rulebook } from '../../seed/rulebook.js';
import { seedStore } from '../../seed/seed.js';
import type { Store } from '../../src/store/store.js';
import { check } from '../../verify/check.js';
import { type Answer, answer, asked, emptyStore, LIMITS } from '../asking.js';
import { policyOf, rows, worldOf } from '../cases/law.js';
import { scenarios, supposed } from '../cases/scenarios.js';

const policies = rulebook()
  .policies.filter(({ answers }) => answers === 'RESTRICTION')
  .map(({ id }) => id);

/** What is wrong with the certificates of rulings: nothing, where each shows the verdict that it is for. */
function faults(rulings: readonly Answer[]): string[] {
  return rulings.flatMap(({ id, verdict, certificate }) => {
    const found = check(certificate);
    const said = certificate.verdict === verdict && certificate.ruling === id ? [] : ['another ruling'];
    if (!found.valid && !isWithoutProof(certificate)) said.push(found.because);
    return said.map((each) => `${certificate.premises.subject}, ${certificate.premises.policy.id}: ${each}`);
  });
}

/** Multiplied shares have no proof where something beside the chains of one kind of interest decides. */
function isWithoutProof({ proof, premises }: Answer): boolean {
  return proof === null && premises.policy.propagation !== 'CASCADE';
}

const RULING = '{ id verdict certificate }';
const SCREENED = `query C($suppose: Supposition!, $mode: UnrecordedOwners, $subjects: [ScreenSubject!]!, $policies: [ID!]!) {
  world(suppose: $suppose, unrecordedOwners: $mode) { screen(subjects: $subjects, policies: $policies) { verdicts ${RULING} } } }`;

describe('every certificate is valid', () => {
  let store: Store;
  beforeAll(async () => {
    store = await emptyStore();
    await seedStore(store);
  });
  afterAll(() => store.close());

  test.each(policies)('of everybody in the demo under %s', async (policy) => {
    const { rulings } = await answer(
      store,
      `query D($policy: ID!) { rulings(policy: $policy, first: 1000) { totalCount nodes ${RULING} } }`,
      { policy },
    );
    expect(rulings.nodes).toHaveLength(rulings.totalCount);
    expect(rulings.totalCount).toBeGreaterThan(300);
    expect(faults(rulings.nodes)).toEqual([]);
  });

  async function faultsIn(
    suppose: { readonly parties: readonly { readonly id: string }[] },
    under: readonly string[],
    mode: string | null,
  ): Promise<string[]> {
    const subjects = suppose.parties.map(({ id }) => ({ ref: id, id }));
    const { world } = await answer(store, SCREENED, { suppose, mode, subjects, policies: under });
    const rulings = world.screen.flatMap((result: Answer) => result.verdicts);
    expect(rulings).toHaveLength(subjects.length * under.length);
    return faults(rulings);
  }

  test.each(rows.filter((row) => policies.includes(policyOf(row))).map((row) => [row.id, row] as const))(
    'of everybody in the published example %s',
    async (_, row) => {
      const mode = row.assume.unknownRemainder === 'POSSIBLE' ? 'EVERYWHERE' : 'IGNORED';
      expect(await faultsIn(worldOf(row), [policyOf(row)], mode)).toEqual([]);
    },
  );

  test.each(scenarios.map((scenario) => [scenario.law, scenario] as const))('%s', async (_, scenario) => {
    expect(await faultsIn(supposed(scenario), policies, scenario.mode ?? null)).toEqual([]);
  });

  test('the example that a page shows is what the demo gives', async () => {
    const shown = JSON.parse(readFileSync(new URL('../../docs/certificate-example.json', import.meta.url), 'utf8'));
    const { company } = await answer(store, `{ company(by: {id: "riot-games"}) { restriction ${RULING} } }`);
    const { certificate } = company.restriction;
    expect(shown.proof).toEqual(certificate.proof);
    expect(shown.premises).toEqual({ ...certificate.premises, revision: shown.premises.revision });
    expect(check(shown)).toEqual({ valid: true });
  });

  test('of a branch, the certificate says under whose law it stands', async () => {
    const suppose = {
      empty: true,
      parties: [
        { id: 'head', name: 'Head', incorporatedIn: 'US-DE', headquarters: 'US' },
        { id: 'branch', name: 'Branch', headquarters: 'CN' },
        { id: 'owner', name: 'Owner', incorporatedIn: 'CN', headquarters: 'CN' },
      ],
      interests: [
        { interestedParty: 'head', subject: 'branch', type: 'BRANCH' },
        { interestedParty: 'owner', subject: 'head', share: { exact: '60' } },
      ],
    };
    const { world } = await answer(
      store,
      `query B($suppose: Supposition!) { world(suppose: $suppose) { party(by: {id: "branch"}) { restriction(policy: "doj-202") ${RULING} } } }`,
      { suppose },
    );
    expect(world.party.restriction.verdict).toBe('NOT_RESTRICTED');
    expect(faults([world.party.restriction])).toEqual([]);
    expect(world.party.restriction.certificate.premises.parties.map(({ id }: Answer) => id)).toContain('head');
  });
});

test('what a limit cut off is never cleared, and the certificate says so', async () => {
  const store = await emptyStore();
  await seedStore(store);
  const { data } = await asked(
    store,
    `{ company(by: {id: "ab-volvo"}) { restriction ${RULING} } }`,
    {},
    { ...LIMITS, maxParties: 1 },
  );
  await store.close();
  const { verdict, certificate } = data.company.restriction;
  expect([verdict, certificate.premises.complete]).toEqual(['INDETERMINATE', false]);
  expect(check(certificate)).toEqual({ valid: true });
});
