import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rulebook } from '../../seed/rulebook.js';
import { seedStore } from '../../seed/seed.js';
import { openSqlite } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';
import { answer } from '../asking.js';
import { rows, worldOf } from '../cases/law.js';
import { scenarios, supposed } from '../cases/scenarios.js';
import type { World } from '../cases/world.js';
import { gathered, smallWorld } from '../rules/worlds.js';
import { emptyNeo4j } from './database.js';

/** Everything that a ruling says, and what stands around it. */
const EVERYTHING = `query E($id: ID!, $restriction: [ID!]!, $control: ID!, $mode: UnrecordedOwners!) { world(unrecordedOwners: $mode) { party(by: {id: $id}) {
  __typename id name names { text kind } sources { dataset url retrievedAt statementId quote grade }
  restrictions(policies: $restriction) {
    id verdict summary chart asOf revision
    restrictedShare { min max minExclusive maxExclusive }
    reasons { code message party { id } interest { id } }
    assumptions { code message }
    readings { id verdict }
    chains { share { min max } parties { id } steps { id } }
    evidence { dataset statementId url }
  }
  owners { totalCount nodes { id share { min max } startDate endDate sources { statementId } } }
  holdings { totalCount nodes { id share { min max } } }
  unaccountedShare { min max }
  ownership { complete parties { id } interests { id } cycles { members { id } } }
  ... on Company { controllers(policy: $control) { nodes { id } } }
} } }`;

const RESTRICTION = rulebook()
  .policies.filter(({ answers }) => answers === 'RESTRICTION')
  .map(({ id }) => id);
const CONTROL = rulebook().policies.find(({ answers }) => answers === 'CONTROL')?.id;
const MODES = ['IGNORED', 'EVERYWHERE'];

const RECORD = `mutation R($parties: [PartyInput!], $interests: [InterestInput!]) {
  record(parties: $parties, interests: $interests, source: {dataset: "cases", grade: PRIMARY, retrievedAt: "2026-01-01"}) { parties interests } }`;

/** A world whose ids are its own, so that many stand side by side. */
function apart(world: World, prefix: string): Pick<World, 'parties' | 'interests'> {
  const own = (id: string): string => `${prefix}/${id}`;
  return {
    parties: world.parties.map((party) => ({ ...party, id: own(party.id) })),
    interests: world.interests.map((interest, index) => ({
      ...interest,
      id: `${prefix}/${index}`,
      subject: own(interest.subject),
      ...(interest.interestedParty === undefined ? {} : { interestedParty: own(interest.interestedParty) }),
    })),
  };
}

describe('both stores give the same rulings, letter by letter', () => {
  let neo4j: Store;
  let sqlite: Store;
  beforeAll(async () => {
    neo4j = await emptyNeo4j();
    sqlite = openSqlite(':memory:');
  });
  afterAll(() => Promise.all([neo4j.close(), sqlite.close()]));

  async function expectTheSame(ids: readonly string[], modes: readonly string[] = MODES): Promise<void> {
    for (const id of ids) {
      for (const mode of modes) {
        const variables = { id, restriction: RESTRICTION, control: CONTROL, mode };
        const [one, other] = await Promise.all([neo4j, sqlite].map((store) => answer(store, EVERYTHING, variables)));
        expect(JSON.stringify(one)).toBe(JSON.stringify(other));
        expect(one.world.party.id).toBe(id);
      }
    }
  }

  /** One mode each, in turn: there are many, and every one is a question to a server. */
  async function expectTheSameInTurn(ids: readonly string[]): Promise<void> {
    for (const [index, id] of ids.entries()) await expectTheSame([id], [MODES[index % 2] as string]);
  }

  async function recorded(world: Pick<World, 'parties' | 'interests'>): Promise<string[]> {
    for (const store of [neo4j, sqlite]) await answer(store, RECORD, { ...world });
    return world.parties.map(({ id }) => id);
  }

  test('of the demo', async () => {
    for (const store of [neo4j, sqlite]) await seedStore(store);
    const at = { asOf: '2026-11-22', revision: await sqlite.revision(), deadlineAt: Date.now() + 60_000 };
    expect(await neo4j.revision()).toBe(at.revision);
    const ids = new Set<string>();
    for (const code of ['CN', 'HK', 'SG', 'GB', 'US', 'KY', 'SE', 'DE', 'VG', 'JP', 'NL', 'LU', 'VN', 'FI']) {
      for (const place of ['INCORPORATION', 'HEADQUARTERS'] as const) {
        const page = await sqlite.companiesIn([code], place, at, 1_000, null);
        expect(await neo4j.companiesIn([code], place, at, 1_000, null)).toEqual(page);
        for (const { id } of page.parties) ids.add(id);
      }
    }
    expect(ids.size).toBeGreaterThan(60);
    await expectTheSame([...ids]);
  });

  test('of every published example of the law', async () => {
    const ids: string[] = [];
    for (const row of rows) ids.push(...(await recorded(apart(worldOf(row), 'law'))));
    await expectTheSameInTurn(ids);
  });

  test('of every scenario', async () => {
    const ids: string[] = [];
    for (const [index, scenario] of scenarios.entries())
      ids.push(...(await recorded(apart(supposed(scenario), `scenario ${index}`))));
    await expectTheSameInTurn(ids);
  });

  test('of 500 random worlds', async () => {
    const worlds = fc.sample(smallWorld({ parties: 5, stakes: 8 }), 500);
    for (const [index, world] of worlds.entries()) {
      const { parties, interests } = gathered(world);
      const own = (id: string): string => `random ${index}/${id}`;
      const changes = {
        parties: parties.flatMap(({ statements }) =>
          statements.map((statement) => ({
            ...statement,
            party: own(statement.party),
            source: { ...statement.source, statementId: own(`party ${statement.source.statementId}`) },
          })),
        ),
        interests: interests.map((interest) => ({
          ...interest,
          interestedParty: interest.interestedParty === null ? null : own(interest.interestedParty),
          subject: own(interest.subject),
          source: { ...interest.source, statementId: own(interest.source.statementId) },
        })),
      };
      const [one, other] = await Promise.all([neo4j, sqlite].map((store) => store.write(changes)));
      expect(one).toEqual(other);
      await expectTheSame([own(world.parties[0]?.id as string)], [MODES[index % 2] as string]);
    }
  });
});
