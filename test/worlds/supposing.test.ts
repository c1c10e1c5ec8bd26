import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { type InterestInput, type PartyInput, supposition } from '../../src/input.js';
import { type Interest, interestId } from '../../src/model/interest.js';
import type { InterestStatement, PartyStatement } from '../../src/model/statement.js';
import type { Changes } from '../../src/store/store.js';
import { emptyStore } from '../asking.js';
import { bounds, type SmallWorld, type Stake, smallWorld } from '../rules/worlds.js';
import { runs } from '../store/statements.js';
import { inquiryOf, judged, POLICIES, RULES, statements, told } from './dated.js';

jest.setTimeout(60_000);

const IDS = ['a', 'b', 'c', 'd', 'e'];

interface Change {
  readonly stakes: readonly Stake[];
  readonly parties: readonly PartyInput[];
  /** Which of the recorded stakes are left out. */
  readonly without: readonly number[];
}

const stake: fc.Arbitrary<Stake> = fc.record({
  holder: fc.option(fc.constantFrom(...IDS), { freq: 6 }),
  subject: fc.constantFrom(...IDS),
  share: bounds,
  type: fc.constantFrom(
    'SHAREHOLDING' as const,
    'SHAREHOLDING' as const,
    'VOTING_RIGHTS' as const,
    'CONTRACT' as const,
  ),
});
const party: fc.Arbitrary<PartyInput> = fc.record(
  {
    id: fc.constantFrom(...IDS, 'new'),
    headquarters: fc.constantFrom('CN', 'SG', 'KY'),
    kind: fc.constantFrom('COMPANY' as const, 'PERSON' as const, 'ARRANGEMENT' as const),
    publiclyListed: fc.boolean(),
    ownersComplete: fc.boolean(),
    listings: fc.constantFrom([], [{ list: 'us_ofac_sdn' }]),
  },
  { requiredKeys: ['id'] },
);
const change: fc.Arbitrary<Change> = fc.record({
  stakes: fc.uniqueArray(stake, {
    maxLength: 3,
    selector: ({ holder, subject, type }) => `${holder} ${subject} ${type}`,
  }),
  parties: fc.uniqueArray(party, { maxLength: 2, selector: ({ id }) => id }),
  without: fc.uniqueArray(fc.nat(20), { maxLength: 2 }),
});

function inputs(small: SmallWorld, { stakes, parties, without }: Change) {
  const interests = stakes.map(
    ({ holder, subject, share, type }): InterestInput => ({
      interestedParty: holder,
      ...(holder === null ? { undisclosed: 'withheld' } : {}),
      subject,
      type: type ?? 'SHAREHOLDING',
      share,
    }),
  );
  const recorded = statements(small).interests;
  const left = [...new Set(without.map((each) => recorded[each % Math.max(1, recorded.length)]))];
  return { parties, interests, left: left.filter((each) => each !== undefined) };
}

/** The same as a write of the dataset that everything comes from: then the newer statement replaces the older. */
function asWrite(
  supposed: { parties: readonly PartyStatement[]; interests: readonly InterestStatement[] },
  left: readonly InterestStatement[],
): Changes {
  const stated = <T extends PartyStatement | InterestStatement>(statement: T, id: string): T => ({
    ...statement,
    source: { ...statement.source, dataset: 'test', statementId: id },
  });
  return {
    parties: supposed.parties.map((each, index) => stated(each, `changed party ${index}`)),
    interests: supposed.interests.map((each, index) => stated(each, `changed stake ${index}`)),
    retract: left.map(({ source }) => ({ dataset: source.dataset, statementId: source.statementId })),
  };
}

function idOf(statement: InterestStatement): string {
  return interestId({ ...statement, sources: [statement.source] } satisfies Pick<
    Interest,
    'interestedParty' | 'subject' | 'type' | 'sources'
  >);
}

test('supposing a change decides as writing it does, for everybody, alone and over the whole graph', async () => {
  await fc.assert(
    fc.asyncProperty(smallWorld({ parties: 5, stakes: 8 }), change, async (small, changed) => {
      const { parties, interests, left } = inputs(small, changed);
      const suppose = { parties, interests, without: left.map(idOf), empty: false };
      const store = await emptyStore();
      await store.write(statements(small));
      const before = await inquiryOf(store);
      const supposed = await before.inWorld({ suppose });
      const ids = [...IDS, ...(parties.some(({ id }) => id === 'new') ? ['new'] : [])];
      const said = {
        alone: await judged(supposed, ids),
        together: (await supposed.rulings({ policy: POLICIES[0] }, 100)).nodes.map(told),
        flips: (await supposed.flips(POLICIES[0], 100)).nodes.map(({ party: each, before: was, after: is }) => [
          each.id,
          was,
          is,
        ]),
      };
      const statementsOf = supposition(suppose, RULES) ?? { parties: [], interests: [] };
      const verdicts = async () =>
        new Map(
          (await (await inquiryOf(store)).rulings({ policy: POLICIES[0] }, 100)).nodes.map(({ ruling }) => [
            ruling.subject.id,
            ruling.verdict,
          ]),
        );
      const was = await verdicts();
      await store.write(asWrite(statementsOf, left));
      const written = await inquiryOf(store);
      expect(said.alone).toEqual(await judged(written, ids));
      expect(said.together).toEqual((await written.rulings({ policy: POLICIES[0] }, 100)).nodes.map(told));
      const flipped = [...(await verdicts())].filter(([id, verdict]) => was.has(id) && was.get(id) !== verdict);
      expect(said.flips).toEqual(flipped.map(([id, verdict]) => [id, was.get(id), verdict]));
      await store.close();
    }),
    { numRuns: runs(80) },
  );
});
