import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { holdsAt } from '../../src/model/date.js';
import { endsOf, interestKey } from '../../src/model/statement.js';
import type { Changes, Store } from '../../src/store/store.js';
import { answer, asked, emptyStore } from '../asking.js';
import { IDS, writes } from '../store/laws/changes.js';
import { runs } from '../store/statements.js';
import { DAYS, datedWorld, dayAfter, FIRST_DAY, inquiryOf, judged, POLICIES, type statements } from './dated.js';

jest.setTimeout(60_000);

const EDITIONS = [
  { startDate: '2024-02-26', endDate: '2024-02-29', edition: '1' },
  { startDate: '2024-03-02', endDate: null, edition: '2' },
].map((dates) => ({ ...dates, list: 'us_ofac_sdn', entries: 1, complete: true }));

test('a world as of a day equals one in which only that day was ever recorded', async () => {
  await fc.assert(
    fc.asyncProperty(datedWorld, fc.constantFrom(...DAYS), async ({ ids, parties, interests }, day) => {
      const all = await emptyStore();
      await all.write({ parties, interests });
      const there = await judged(await inquiryOf(all, day), ids);
      await all.close();
      const only = await emptyStore();
      await only.write({ parties: parties.map((each) => ({ ...each, facts: on(day, each.facts) })) });
      await only.write({ interests: heldOn(day, interests) });
      expect(await judged(await inquiryOf(only, day), ids)).toEqual(there);
      await only.close();
    }),
    { numRuns: runs(40) },
  );
});

type Written = ReturnType<typeof statements>;

/** What holds on the day, without its dates: the newest of each key that had begun. */
function heldOn(day: string, interests: Written['interests']): Written['interests'] {
  const byKey = new Map<string, Written['interests']>();
  for (const each of interests) byKey.set(interestKey(each), [...(byKey.get(interestKey(each)) ?? []), each]);
  return [...byKey.values()].flatMap((same) => {
    const ends = endsOf(same);
    const held = same.filter((each, index) => {
      const endDate = ends[index] ?? null;
      return endDate !== 'NEVER' && holdsAt({ startDate: each.startDate, endDate }, day);
    });
    return held.map((each) => ({ ...each, startDate: null, endDate: null }));
  });
}

function on(day: string, facts: Written['parties'][number]['facts']): Written['parties'][number]['facts'] {
  const undated = <T extends { startDate: string | null; endDate: string | null }>(values: readonly T[]) =>
    values.filter((value) => holdsAt(value, day)).map((value) => ({ ...value, startDate: null, endDate: null }));
  return { ...facts, headquarters: undated(facts.headquarters ?? []), listings: undated(facts.listings ?? []) };
}

test('the verdict over time is the verdict of each of its days', async () => {
  await fc.assert(
    fc.asyncProperty(datedWorld, fc.constantFrom(...POLICIES), async ({ ids, parties, interests }, policy) => {
      const store = await emptyStore();
      await store.write({ parties, interests, editions: EDITIONS });
      const world = await inquiryOf(store);
      const to = DAYS.at(-1) as string;
      for (const id of ids) {
        const party = (await world.party({ id }))?.party;
        if (party === undefined) throw new Error(`${id} is recorded`);
        const spans = await world.restrictionTimeline(party, policy, FIRST_DAY, to);
        expect([spans[0]?.from, spans.at(-1)?.to]).toEqual([FIRST_DAY, to]);
        for (const [index, { from, to: end, verdict, because }] of spans.entries()) {
          if (index > 0) expect([from, verdict]).not.toEqual([spans[index - 1]?.from, spans[index - 1]?.verdict]);
          if (index > 0) expect(from).toBe(spans[index - 1]?.to);
          for (let day = from as string; day < (end as string); day = dayAfter(day, 1)) {
            const { ruling } = await (await inquiryOf(store, day)).restriction(id, policy);
            expect({ day, verdict: ruling.verdict }).toEqual({ day, verdict });
            if (day === from) expect(because).toBe(ruling.because);
          }
        }
        const ever = await world.restrictionTimeline(party, policy, null, null);
        expect(clipped(ever, FIRST_DAY, to)).toEqual(spans.map(({ from, to: end, verdict }) => [from, end, verdict]));
      }
      await store.close();
    }),
    { numRuns: runs(15) },
  );
});

function clipped(
  spans: readonly { from: string | null; to: string | null; verdict: string }[],
  first: string,
  end: string,
): unknown[] {
  const within = spans.filter(({ from, to }) => (to === null || to > first) && (from === null || from < end));
  return within.map(({ from, to, verdict }) => [
    from === null || from < first ? first : from,
    to === null || to > end ? end : to,
    verdict,
  ]);
}

/** Refused writes change nothing. */
async function wrote(store: Store, changes: Changes): Promise<void> {
  await store.write(changes).catch((error: unknown) => expect(error).toMatchObject({ name: 'Failure' }));
}

async function instant(): Promise<string> {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 2));
  await pause();
  const now = new Date().toISOString();
  await pause();
  return now;
}

test('what was known at an instant is what was answered then, whatever was recorded, taken back or joined since', async () => {
  const question = `query Known($ids: [ID!]!, $knownAt: DateTime) {
    world(knownAt: $knownAt) {
      rulings(first: 100) { totalCount nodes { subject { id name } verdict restrictedShare { min max } reasons { code message } } }
      screen(subjects: [{ref: "a", id: "a"}, {ref: "lei", lei: "1"}, {ref: "name", name: "One"}]) { outcome match { party { id } } verdicts { verdict } }
      cycles { nodes { members { id } } }
    }
    nodes(ids: $ids) { id }
  }`;
  await fc.assert(
    fc.asyncProperty(writes, async (changes) => {
      const store = await emptyStore();
      const then: { at: string; said: unknown }[] = [];
      for (const each of changes) {
        await wrote(store, each);
        const at = await instant();
        then.push({ at, said: (await answer(store, question, { ids: IDS })).world });
      }
      for (const { at, said } of then)
        expect((await answer(store, question, { ids: IDS, knownAt: at })).world).toEqual(said);
      await store.close();
    }),
    { numRuns: runs(25) },
  );
});

test('knowledge has a beginning and no end; a ruling says at what instant it was known', async () => {
  const store = await emptyStore();
  const world = (knownAt: string) =>
    asked(
      store,
      `{ revision world(knownAt: "${knownAt}") { knownAt revision company(by: {id: "a"}) { restriction { id knownAt } } } company(by: {id: "a"}) { restriction { id knownAt } } }`,
    );
  expect((await world('1999-01-01T00:00:00Z')).data.world.revision).toBe('r0');
  await answer(store, 'mutation { record(source: {dataset: "x"}, parties: [{id: "a", name: "A"}]) { revision } }');
  const { first } = await store.revisionAt('2999-01-01T00:00:00Z');
  const { errors } = await world('1999-01-01T00:00:00Z');
  expect(errors[0]?.originalError).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(errors[0]?.message).toContain(first);
  const { data } = await world('2999-01-01T00:00:00Z');
  expect(data.world).toMatchObject({ revision: data.revision, knownAt: '2999-01-01T00:00:00Z' });
  expect(data.world.company.restriction.knownAt).toBe('2999-01-01T00:00:00Z');
  expect(data.company.restriction.knownAt).toBeNull();
  expect(data.company.restriction.id).not.toBe(data.world.company.restriction.id);
  await store.close();
});

test('a timeline that ends before it begins is refused; one without dates has all of them', async () => {
  const store = await emptyStore();
  const record = `mutation { record(source: {dataset: "x"}, parties: [
    {id: "a", name: "A", incorporatedIn: "SG", located: [{jurisdiction: "CN", endDate: "2024-01-01"}, {jurisdiction: "SG", startDate: "2024-01-01"}], publiclyListed: true, majorHoldersStated: true}
  ]) { revision } }`;
  await answer(store, record);
  const spans = async (dates: string) =>
    asked(store, `{ company(by: {id: "a"}) { restrictionTimeline${dates} { from to verdict because } } }`);
  const { data } = await spans('');
  expect(data.company.restrictionTimeline).toMatchObject([
    {
      from: null,
      to: '2024-01-01',
      verdict: 'RESTRICTED',
      because: 'A is headquartered in CN, an unsupported region.',
    },
    { from: '2024-01-01', to: null, verdict: 'NOT_RESTRICTED' },
  ]);
  const { errors } = await spans('(from: "2024-01-01", to: "2024-01-01")');
  expect(errors[0]?.originalError).toMatchObject({ code: 'BAD_USER_INPUT' });
  await store.close();
});
