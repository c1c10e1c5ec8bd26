import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seedStore } from '../../seed/seed.js';
import { canonical } from '../../src/model/canonical.js';
import type { GivenRuling } from '../../src/model/given.js';
import type { DocumentChange, Store } from '../../src/store/store.js';
import { age, erase } from '../../src/watch/erasure.js';
import { audit } from '../../src/watch/recordAudit.js';
import {
  commitmentOf,
  HEAD_KEY,
  hashOf,
  LINKS,
  type Link,
  linkDocument,
  linkKey,
  linkOf,
  NO_LINKS,
} from '../../src/watch/recordLinks.js';
import { type Answer, answer, asked, emptyStore, LIMITS } from '../asking.js';

const GIVE = `mutation G($subjects: [ScreenSubject!]!, $policies: [ID!]!) {
  giveRulings(subjects: $subjects, policies: $policies) {
    result { ref outcome overall }
    given { id at by ruling { verdict subject { id } policy { id } summary revision } }
  } }`;
const RULING = 'id verdict summary revision asOf engineVersion reasons { code message party { id } interest { id } }';
const REST =
  'chains { parties { id } steps { id } share { min max } } readings { id verdict } evidence { dataset quote }';
const GIVEN = `query Q($id: ID!) { givenRuling(id: $id) {
  id at by ruling { ${RULING} ${REST} } replay { identical difference } } }`;
const POLICIES = ['anthropic-2025-09', 'ofac-50'];
const SOON = () => Date.now() + 60_000;

let store: Store;
beforeAll(async () => {
  store = await emptyStore();
  await seedStore(store);
});
beforeEach(async () => {
  const kept = await store.documents({ from: 'p', before: 's', first: 10_000 }, SOON());
  await put(...kept.map(({ key }) => ({ key, body: null })));
});
afterAll(() => store.close());

async function give(subjects: readonly object[], policies = POLICIES): Promise<Answer> {
  const named = subjects.map((subject, index) => ({ ref: String(index), ...subject }));
  return (await answer(store, GIVE, { subjects: named, policies })).giveRulings;
}

async function given(id: string): Promise<Answer> {
  return (await answer(store, GIVEN, { id })).givenRuling;
}

/** Rulings on two companies under two policies: four links. */
async function fourGiven(): Promise<string[]> {
  const results = await give([{ id: 'bytedance' }, { id: 'riot-games' }]);
  return results.flatMap((result: Answer) => result.given.map(({ id }: Answer) => id));
}

async function links(): Promise<Link[]> {
  return (await store.documents({ from: LINKS.from, before: LINKS.before, first: 500 }, SOON())).map(linkOf);
}

function put(...changes: DocumentChange[]): Promise<boolean> {
  return store.keep({ expect: [], put: changes }, SOON());
}

async function audited(knownHead: string | null = null) {
  return audit(store, knownHead, () => {});
}

describe('giving rulings', () => {
  test('puts one on record for each policy of who is found, and answers what screening answers', async () => {
    const [result] = await give([{ id: 'bytedance' }]);
    expect(result.result).toEqual({ ref: '0', outcome: 'FOUND', overall: 'RESTRICTED' });
    expect(result.given.map(({ ruling }: Answer) => [ruling.subject.id, ruling.policy.id, ruling.verdict])).toEqual([
      ['bytedance', 'anthropic-2025-09', 'RESTRICTED'],
      ['bytedance', 'ofac-50', expect.any(String)],
    ]);
    expect(result.given[0]).toMatchObject({ id: expect.stringMatching(/^ruling:1-[\da-f]{32}$/), by: 'tester' });
    expect(Math.abs(Date.now() - Date.parse(result.given[0].at))).toBeLessThan(60_000);
  });

  test('puts one on record for every candidate where several may be meant, and none where nobody is', async () => {
    const [several, nobody, wrong] = await give([{ name: 'Volvo' }, { id: 'nobody-at-all' }, {}], ['ofac-50']);
    expect(several.result.outcome).toBe('AMBIGUOUS');
    const subjects = several.given.map(({ ruling }: Answer) => ruling.subject.id);
    expect(subjects).toEqual(expect.arrayContaining(['ab-volvo', 'volvo-cars']));
    expect([nobody.result.outcome, nobody.given]).toEqual(['NOT_FOUND', []]);
    expect([wrong.result.outcome, wrong.given]).toEqual(['INVALID', []]);
    expect(await links()).toHaveLength(several.given.length);
  });

  test('gives none when the record cannot be written', async () => {
    const full: Store = { ...store, keep: () => Promise.reject(new Error('the disk is full')) };
    const { data, errors } = await asked(full, GIVE, {
      subjects: [{ ref: 'a', id: 'bytedance' }],
      policies: ['ofac-50'],
    });
    expect([data, errors.length]).toEqual([null, 1]);
  });

  test('takes the role of a screener, and so does reading them', async () => {
    const [id] = await fourGiven();
    const limits = { ...LIMITS, role: 'reader' as const };
    const refused = [
      await asked(store, GIVE, { subjects: [], policies: [] }, limits),
      await asked(store, GIVEN, { id }, limits),
      await asked(store, 'query N($id: ID!) { node(id: $id) { id } }', { id }, limits),
    ];
    for (const { errors } of refused) expect(errors[0]?.originalError).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('at once by many keeps one chain without a gap', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => give([{ id: 'bytedance' }], ['ofac-50'])));
    const ids = results.map(([result]: Answer) => result.given[0].id);
    expect(new Set(ids).size).toBe(10);
    expect((await links()).map(({ sequence }) => sequence)).toEqual(Array.from({ length: 10 }, (_, n) => n + 1));
    expect((await audited()).faults).toEqual([]);
  });
});

describe('a ruling on record', () => {
  test('is found by its id, also as a node; another mark, or none, finds nothing', async () => {
    const [id] = await fourGiven();
    expect((await given(id as string)).id).toBe(id);
    const { node } = await answer(store, 'query N($id: ID!) { node(id: $id) { id ... on GivenRuling { by } } }', {
      id,
    });
    expect(node).toEqual({ id, by: 'tester' });
    for (const other of [`ruling:1-${'0'.repeat(32)}`, 'ruling:99-abc', 'ruling:', 'bytedance', 'ruling:0-0'])
      expect(await given(other)).toBeNull();
  });

  test('a thousand of them, replayed after a thousand writes that turn the verdicts, are identical', async () => {
    const subjects = Array.from({ length: 500 }, (_, n) => ({ id: `own-${n}` }));
    const source = { dataset: 'test', url: null, retrievedAt: null, statementId: null, quote: null, grade: 'ASSERTED' };
    const companies = subjects.map(({ id }) => ({ id, name: `Own ${id}`, headquarters: 'SG', ownersComplete: true }));
    const RECORD = `mutation R($parties: [PartyInput!], $interests: [InterestInput!], $source: SourceInput!) {
      record(parties: $parties, interests: $interests, source: $source) { revision } }`;
    await answer(store, RECORD, { parties: companies, source: { dataset: source.dataset } });
    const results = await give(subjects);
    const before: Answer[] = results.flatMap((result: Answer) => result.given);
    expect(before).toHaveLength(1_000);
    for (const { id } of subjects)
      for (const share of ['40', '20'])
        await answer(store, RECORD, {
          interests: [
            { interestedParty: share === '40' ? 'tencent' : 'alibaba', subject: id, share: { exact: share } },
          ],
          source: { dataset: source.dataset },
        });
    const now = await answer(
      store,
      'query S($s: [ScreenSubject!]!) { screen(subjects: $s, policies: ["anthropic-2025-09"]) { overall } }',
      { s: subjects.map((subject) => ({ ref: subject.id, ...subject })) },
    );
    expect(new Set(now.screen.map(({ overall }: Answer) => overall))).toEqual(new Set(['RESTRICTED']));
    const REPLAY = `query R($ids: [ID!]!) { nodes(ids: $ids) { ... on GivenRuling {
      id ruling { verdict subject { id } policy { id } summary revision } replay { identical difference } } } }`;
    const { nodes } = await answer(store, REPLAY, { ids: before.map(({ id }) => id) });
    expect(nodes).toEqual(
      before.map(({ id, ruling }) => ({ id, ruling, replay: { identical: true, difference: null } })),
    );
    expect(before.map(({ ruling }) => ruling.verdict)).not.toContain('RESTRICTED');
  }, 300_000);

  test('that this program decides otherwise says what was said then, and how it differs', async () => {
    const [id] = await fourGiven();
    const as = await given(id as string);
    await rewritten((payload) => ({
      ...payload,
      engineVersion: '0',
      outcome: { ...payload.outcome, verdict: 'NOT_RESTRICTED', summary: 'It was cleared.' },
    }));
    const now = await given(id as string);
    expect(now.replay.identical).toBe(false);
    expect(now.replay.difference).toMatch(
      /^verdict was "NOT_RESTRICTED", and is "RESTRICTED" now; also otherwise: summary \(engine 0 then, 1 now\)$/,
    );
    expect(now.ruling).toEqual({
      ...as.ruling,
      verdict: 'NOT_RESTRICTED',
      summary: 'It was cleared.',
      engineVersion: '0',
    });
    for (const field of ['decidingFacts { question }', 'counterfactuals { description }', 'certificate', 'chart']) {
      const { data, errors } = await asked(
        store,
        `query Q($id: ID!) { givenRuling(id: $id) { ruling { ${field} } } }`,
        {
          id,
        },
      );
      expect([data.givenRuling, errors[0]?.originalError]).toMatchObject([null, { code: 'FAILED_PRECONDITION' }]);
    }
  });

  test('whose rules are no longer what they were is refused, not decided by others', async () => {
    const [id] = await fourGiven();
    const key = `policy/${await rulesOfFirst()}`;
    await put({ key, body: '{"policy":{},"regions":null}' });
    const { errors } = await asked(store, GIVEN, { id });
    expect(errors[0]?.originalError).toMatchObject({ code: 'FAILED_PRECONDITION' });
  });
});

async function rulesOfFirst(): Promise<string> {
  const [link] = (await links()) as [Link];
  return (link.sealed as { payload: GivenRuling }).payload.rules;
}

/** The record as somebody would forge it who can write everything: every hash made anew. */
async function rewritten(change: (payload: GivenRuling) => GivenRuling): Promise<void> {
  let { hash: previous } = NO_LINKS;
  const forged: Link[] = [];
  for (const link of await links()) {
    const sealed = {
      ...(link.sealed as object as { salt: string }),
      payload: change(link.sealed?.payload as GivenRuling),
    };
    const next = { ...link, sealed, commitment: commitmentOf(sealed), previous };
    previous = hashOf(previous, next);
    forged.push({ ...next, hash: previous });
  }
  await put(...forged.map(linkDocument), {
    key: HEAD_KEY,
    body: canonical({ sequence: forged.length, hash: previous }),
  });
}

describe('an audit', () => {
  test('of a record as it was put finds nothing, and says what there is', async () => {
    await fourGiven();
    const { links: count, rulings, erased, head, faults } = await audited();
    expect({ count, rulings, erased, faults }).toEqual({ count: 4, rulings: 4, erased: 0, faults: [] });
    await fourGiven();
    expect(await audited(head)).toMatchObject({ links: 8, faults: [] });
  });

  test('of no record finds nothing either', async () => {
    expect(await audited()).toEqual({ links: 0, rulings: 0, erased: 0, head: NO_LINKS.hash, faults: [] });
  });

  test.each<[string, number, (link: Link) => Link | string | null]>([
    ['what was said', 2, (link) => changed(link, { engineVersion: '9' })],
    ['who asked', 2, (link) => changed(link, { by: 'somebody else' })],
    ['a salt', 3, (link) => ({ ...link, sealed: link.sealed && { ...link.sealed, salt: '00' } })],
    ['when it was said', 1, (link) => ({ ...link, at: '2020-01-01T00:00:00.000Z' })],
    ['a mark', 4, (link) => ({ ...link, mark: '0'.repeat(32) })],
    ['a commitment', 1, (link) => ({ ...link, commitment: NO_LINKS.hash })],
    ['a hash', 2, (link) => ({ ...link, hash: NO_LINKS.hash })],
    ['the hash before', 4, (link) => ({ ...link, previous: NO_LINKS.hash })],
    ['a link, taken out', 2, () => null],
    ['the last link, taken out', 4, () => null],
    ['the first link, taken out', 1, () => null],
    ['what was said, taken away unsaid', 3, (link) => ({ ...link, sealed: null })],
    ['what was erased, said to be', 3, (link) => ({ ...link, erases: [[1, 1]] })],
    ['JSON', 2, () => '{"sequence":2'],
    ['a number', 2, (link) => ({ ...link, sequence: 7 })],
  ])('finds a changed byte of %s', async (_, sequence, change) => {
    await fourGiven();
    const link = (await links())[sequence - 1] as Link;
    const other = change(link);
    const body = other === null || typeof other === 'string' ? other : canonical(other);
    await put({ key: linkKey(sequence), body });
    const { faults } = await audited();
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0]?.link ?? sequence).toBeGreaterThanOrEqual(sequence);
  });

  test('finds a changed head, a link beyond it, and rules that are not what they were', async () => {
    await fourGiven();
    const all = await links();
    const rules = `policy/${await rulesOfFirst()}`;
    const [head] = await store.documents({ keys: [HEAD_KEY] }, SOON());
    for (const wrong of [
      { key: HEAD_KEY, body: canonical({ sequence: 4, hash: NO_LINKS.hash }) },
      { key: HEAD_KEY, body: canonical({ sequence: 3, hash: all[2]?.hash }) },
      { key: HEAD_KEY, body: canonical({ sequence: 5, hash: all[3]?.hash }) },
    ]) {
      await put(wrong);
      expect((await audited()).faults).toHaveLength(1);
    }
    await put(head as DocumentChange);
    await put({ key: rules, body: '{}' });
    expect((await audited()).faults).toHaveLength(1);
    await put({ key: rules, body: null });
    expect((await audited()).faults).toHaveLength(1);
  });

  test('with the head of an earlier one finds a chain that was forged from end to end', async () => {
    await fourGiven();
    const { head } = await audited();
    await rewritten((payload) => ({ ...payload, by: 'nobody' }));
    expect((await audited()).faults).toEqual([]);
    expect((await audited(head)).faults).toMatchObject([{ link: null, message: expect.stringContaining(head) }]);
  });
});

function changed(link: Link, change: Partial<GivenRuling>): Link {
  const { salt, payload } = link.sealed as { salt: string; payload: GivenRuling };
  return { ...link, sealed: { salt, payload: { ...payload, ...change } } };
}

describe('erasing', () => {
  test('takes what was said away, says who did and why, and leaves the chain whole', async () => {
    const ids = await fourGiven();
    const isMeant = ({ sequence }: { sequence: number }) => sequence === 1 || sequence === 2 || sequence === 4;
    expect(await erase(store, isMeant, { by: 'dpo', because: 'asked for by the person' }, Date.now)).toBe(3);
    const all = await links();
    expect(all.map(({ sealed }) => sealed !== null)).toEqual([false, false, true, false, true]);
    expect(all[4]).toMatchObject({
      erases: [
        [1, 2],
        [4, 4],
      ],
      sealed: { payload: { by: 'dpo' } },
    });
    expect(await audited()).toMatchObject({ links: 5, rulings: 4, erased: 3, faults: [] });
    const { data, errors } = await asked(store, GIVEN, { id: ids[0] });
    expect([data.givenRuling, errors[0]?.originalError]).toMatchObject([null, { code: 'FAILED_PRECONDITION' }]);
    expect((await given(ids[2] as string)).replay.identical).toBe(true);
    expect(await given(`ruling:5-${all[4]?.mark}`)).toBeNull();
    expect(await erase(store, isMeant, { by: 'dpo', because: 'again' }, Date.now)).toBe(0);
  });

  test('by age takes what was said before a day, once, and goes on from there', async () => {
    await fourGiven();
    const cut = Date.now() + 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    await fourGiven();
    expect(await age(store, cut, Date.now)).toBe(4);
    expect(await age(store, cut, Date.now)).toBe(0);
    expect((await links()).map(({ sealed }) => sealed !== null)).toEqual([
      ...Array(4).fill(false),
      ...Array(5).fill(true),
    ]);
    expect(await audited()).toMatchObject({ rulings: 8, erased: 4, faults: [] });
    expect(await age(store, Date.now() + 10_000, Date.now)).toBe(4);
    expect(await audited()).toMatchObject({ rulings: 8, erased: 8, faults: [] });
  });
});
