import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { seedStore } from '../../seed/seed.js';
import type { UnrecordedOwners } from '../../src/model/policy.js';
import { UNITS_PER_PERCENT } from '../../src/model/share.js';
import type { Store } from '../../src/store/store.js';
import { WholeGraphs } from '../../src/wholeGraph.js';
import { type Answer, answer, asked, emptyStore, LIMITS, TODAY } from '../asking.js';
import { smallWorld } from '../rules/worlds.js';
import { runs } from '../store/statements.js';
import { inquiryOf, POLICIES, RULES, statements, told } from './dated.js';

jest.setTimeout(60_000);

test('a verdict on everybody is the verdict asked alone, with its share and reasons, in every mode', async () => {
  const mode = fc.constantFrom<UnrecordedOwners>('IGNORED', 'SUBJECT', 'EVERYWHERE');
  await fc.assert(
    fc.asyncProperty(smallWorld({ parties: 6, stakes: 10 }), mode, async (small, unrecordedOwners) => {
      const store = await emptyStore();
      await store.write(statements(small));
      const world = await (await inquiryOf(store)).inWorld({ unrecordedOwners });
      for (const policy of POLICIES) {
        const all = (await world.rulings({ policy }, 100)).nodes.map(told);
        const alone = small.parties.map(async ({ id }) => {
          const one = await (await inquiryOf(store)).inWorld({ unrecordedOwners });
          return told(await one.restriction(id, policy));
        });
        expect(all).toEqual(await Promise.all(alone));
      }
      await store.close();
    }),
    { numRuns: runs(40) },
  );
});

describe('of the demo', () => {
  let store: Store;
  beforeAll(async () => {
    store = await emptyStore();
    await seedStore(store);
  });
  afterAll(() => store.close());

  const rulings = async (args: string): Promise<Answer> =>
    (
      await answer(
        store,
        `{ rulings(${args}) { totalCount nodes { subject { id ... on Company { incorporatedIn { code } } } verdict restrictedShare { min max } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
      )
    ).rulings;

  test('each verdict under each policy that restricts is that asked alone', async () => {
    const world = await inquiryOf(store);
    for (const policy of RULES.policies.filter(({ answers }) => answers === 'RESTRICTION')) {
      const all = await world.rulings({ policy: policy.id }, 1000);
      expect(all.nodes.length).toBe(all.totalCount);
      const alone = await Promise.all(all.nodes.map(({ ruling }) => world.restriction(ruling.subject.id, policy.id)));
      expect(all.nodes.map(({ id, ruling }) => [id, ruling.verdict])).toEqual(
        alone.map(({ id, ruling }) => [id, ruling.verdict]),
      );
    }
  });

  test('the filters let through who fits all of them, and who does not fit is nobody else', async () => {
    const { nodes } = await rulings('first: 1000');
    const percent = (text: string) => Number(text);
    const fits: Readonly<Record<string, (ruling: Answer) => boolean>> = {
      'verdict: RESTRICTED': ({ verdict }) => verdict === 'RESTRICTED',
      'verdict: NOT_RESTRICTED': ({ verdict }) => verdict === 'NOT_RESTRICTED',
      'incorporatedIn: "SG"': ({ subject }) => subject.incorporatedIn?.code === 'SG',
      'shareFrom: "45", shareTo: "55"': ({ restrictedShare: { min, max } }) => percent(min) >= 45 && percent(max) <= 55,
      'shareFrom: "50.5"': ({ restrictedShare: { min } }) => percent(min) >= 50.5,
      'shareTo: "0"': ({ restrictedShare: { max } }) => percent(max) === 0,
      'verdict: RESTRICTED, incorporatedIn: "SG", shareFrom: "1"': ({ verdict, subject, restrictedShare }) =>
        verdict === 'RESTRICTED' && subject.incorporatedIn?.code === 'SG' && percent(restrictedShare.min) >= 1,
    };
    for (const [args, fit] of Object.entries(fits)) {
      const found = await rulings(`first: 1000, ${args}`);
      expect({ args, found: found.nodes }).toEqual({ args, found: nodes.filter(fit) });
      expect(found.totalCount).toBe(found.nodes.length);
    }
  });

  test('pages follow each other by id, and end', async () => {
    const whole = await rulings('first: 1000, verdict: RESTRICTED');
    const seen: Answer[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page: Answer = await rulings(`first: 7, verdict: RESTRICTED${after === null ? '' : `, after: "${after}"`}`);
      expect([page.totalCount, page.pageInfo.hasPreviousPage]).toEqual([whole.totalCount, after !== null]);
      seen.push(...page.nodes);
      more = page.pageInfo.hasNextPage;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual(whole.nodes);
    const ids = seen.map(({ subject }) => subject.id);
    expect(ids).toEqual([...ids].sort());
  });

  test('how many there are is counted when it is asked for', async () => {
    const world = await inquiryOf(store);
    const page = await world.rulings({ policy: 'anthropic-2025-09', shareFrom: 0 }, 1);
    const solution = await world.everybody('anthropic-2025-09');
    let judged = 0;
    const counted = {
      ...solution,
      restrictedShare: (node: number) => {
        judged += 1;
        return solution.restrictedShare(node);
      },
    };
    jest.spyOn(world, 'everybody').mockResolvedValue(counted);
    const again = await world.rulings({ policy: 'anthropic-2025-09', shareFrom: 0 }, 1);
    expect(judged).toBeLessThan(5);
    expect(again.totalCount).toBe(page.totalCount);
    expect(judged).toBeGreaterThan(page.totalCount);
  });

  test.each([
    ['a policy of control', 'policy: "company-control"'],
    ['a policy that is none', 'policy: "nowhere"'],
    ['no share between', 'shareFrom: "55", shareTo: "45"'],
    ['too many', 'first: 1001'],
    ['a cursor that is none', 'after: "%"'],
  ])('%s is refused', async (_, args) => {
    const { errors } = await asked(store, `{ rulings(${args}) { totalCount } }`);
    expect(errors[0]?.originalError).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('circles', () => {
  let store: Store;
  beforeAll(async () => {
    store = await emptyStore();
    const parties = ['a', 'b', 'c', 'd', 'self', 'top', 'x', 'y'].map((id) => ({ id, name: id }));
    const interests = ['c a', 'b c', 'a b', 'a d', 'top a', 'self self', 'y x', 'x y'].map((line) => {
      const [interestedParty, subject] = line.split(' ');
      return { interestedParty, subject, share: { exact: '10' } };
    });
    const text =
      'mutation M($parties: [PartyInput!], $interests: [InterestInput!]) { record(parties: $parties, interests: $interests, source: {dataset: "test"}) { revision } }';
    await answer(store, text, { parties, interests });
  });
  afterAll(() => store.close());

  const FIELDS =
    'totalCount nodes { members { id } interests { interestedParty { id } subject { id } } } pageInfo { hasNextPage endCursor }';
  const lines = ({ nodes }: Answer): string[] =>
    nodes.map(({ members, interests }: Answer) =>
      [
        members.map(({ id }: Answer) => id).join(''),
        ...interests.map(({ interestedParty, subject }: Answer) => `${interestedParty.id}>${subject.id}`),
      ].join(' '),
    );

  test('are who own each other by way of the others, and who owns itself, with what lies inside', async () => {
    const { cycles } = await answer(store, `{ cycles { ${FIELDS} } }`);
    expect(lines(cycles)).toEqual(['abc c>a a>b b>c', 'self self>self', 'xy y>x x>y']);
    expect(cycles.totalCount).toBe(3);
    const first = (await answer(store, `{ cycles(first: 1) { ${FIELDS} } }`)).cycles;
    const rest = (await answer(store, `{ cycles(after: "${first.pageInfo.endCursor}") { ${FIELDS} } }`)).cycles;
    expect([...lines(first), ...lines(rest)]).toEqual(lines(cycles));
  });

  test('are the same in what is owned around one of them', async () => {
    const { party } = await answer(
      store,
      `{ party(by: {id: "a"}) { ownership(direction: BOTH) { cycles { members { id } interests { interestedParty { id } subject { id } } } } } }`,
    );
    const { cycles } = party.ownership;
    expect(cycles).toHaveLength(1);
    expect(cycles[0].members.map(({ id }: Answer) => id).sort()).toEqual(['a', 'b', 'c']);
    expect(lines({ nodes: cycles })[0]?.split(' ').slice(1).sort()).toEqual(['a>b', 'b>c', 'c>a']);
  });

  test('open where an interest is left out, and close where one is supposed', async () => {
    const left = '{ world(suppose: {without: ["interest:a/b/SHAREHOLDING"]}) { cycles { totalCount } } }';
    expect((await answer(store, left)).world.cycles.totalCount).toBe(2);
    const closed =
      '{ world(suppose: {interests: [{interestedParty: "d", subject: "top", share: {exact: "1"}}]}) { cycles { nodes { members { id } } } } }';
    const { cycles } = (await answer(store, closed)).world;
    expect(cycles.nodes[0].members.map(({ id }: Answer) => id)).toEqual(['a', 'b', 'c', 'd', 'top']);
  });
});

describe('the whole graph of a process', () => {
  const at = { asOf: TODAY, revision: 1 };

  /** A store that gives its pieces when it is told to, and counts how often it is asked. */
  function slow() {
    let give: (piece: { parties: []; interests: [] }) => void = () => {};
    let fail: (error: Error) => void = () => {};
    let reads = 0;
    return {
      give: () => give({ parties: [], interests: [] }),
      fail: () => fail(new Error('gone')),
      reads: () => reads,
      store: {
        async *whole() {
          reads += 1;
          yield await new Promise<{ parties: []; interests: [] }>((resolve, reject) => {
            give = resolve;
            fail = reject;
          });
        },
      },
    };
  }

  test('is read once for all who ask of the same day and revision', async () => {
    const { store, give, reads } = slow();
    const graphs = new WholeGraphs(store);
    const asking = [graphs.at(at), graphs.at({ ...at }), graphs.at(at)];
    await new Promise(setImmediate);
    give();
    const [first, ...others] = await Promise.all(asking);
    for (const other of [...others, await graphs.at(at)]) expect(other).toBe(first);
    expect(reads()).toBe(1);
  });

  test('is forgotten where reading it failed', async () => {
    const { store, give, fail, reads } = slow();
    const graphs = new WholeGraphs(store);
    const failing = graphs.at(at);
    await new Promise(setImmediate);
    fail();
    await expect(failing).rejects.toThrow('gone');
    const next = graphs.at(at);
    await new Promise(setImmediate);
    give();
    await next;
    expect(reads()).toBe(2);
  });

  test('is kept for the newest asked only', async () => {
    const store = await emptyStore();
    let reads = 0;
    const graphs = new WholeGraphs({
      whole: (pinned, within) => {
        reads += 1;
        return store.whole(pinned, within);
      },
    });
    for (const asOf of ['2020-01-01', '2021-01-01', '2020-01-01', '2022-01-01', '2020-01-01'])
      await graphs.at({ ...at, asOf });
    expect(reads).toBe(3);
    await graphs.at({ ...at, asOf: '2021-01-01' });
    expect(reads).toBe(4);
    await store.close();
  });

  test('goes on being read when a request gives up, which is told so', async () => {
    const store = await emptyStore();
    const { store: reading, give, reads } = slow();
    const both = { ...store, whole: reading.whole };
    const { errors } = await asked(both, '{ rulings { totalCount } }', {}, LIMITS, 30);
    expect(errors[0]?.originalError).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(errors[0]?.message).toMatch(/is being read/);
    give();
    expect(reads()).toBe(1);
    await store.close();
  });
});

test('shares between two bounds are told by both of their bounds', async () => {
  const store = await emptyStore();
  const text = `mutation { record(source: {dataset: "test"}, parties: [
    {id: "cn", name: "CN", headquarters: "CN"},
    {id: "w", name: "W", headquarters: "SG", publiclyListed: true, majorHoldersStated: true}
    {id: "u", name: "U", headquarters: "SG"}
  ], interests: [
    {interestedParty: "cn", subject: "w", share: {min: "45", max: "50"}}
    {interestedParty: "cn", subject: "u", share: {exact: "50"}}
  ]) { revision } }`;
  await answer(store, text);
  const world = await inquiryOf(store);
  const between = async (from: number, to: number) =>
    (
      await world.rulings(
        { policy: 'anthropic-2025-09', shareFrom: from * UNITS_PER_PERCENT, shareTo: to * UNITS_PER_PERCENT },
        10,
      )
    ).nodes.map(({ ruling }) => ruling.subject.id);
  expect(await between(45, 50)).toEqual(['w']);
  expect(await between(46, 50)).toEqual([]);
  expect(await between(50, 100)).toEqual(['u']);
  await store.close();
});
