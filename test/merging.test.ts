import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Store } from '../src/store/store.js';
import { answer, asked, emptyStore } from './asking.js';

jest.setTimeout(60_000);

const RECORDED = '{ id revision parties interests unchanged flips { party { id } before after because } }';
const MERGE = `mutation ($parties: [ID!]!, $into: ID!, $because: String!) {
  merge(parties: $parties, into: $into, because: $because) ${RECORDED} }`;
const UNMERGE = `mutation ($id: ID!) { unmerge(id: $id) ${RECORDED} }`;
const SEEN = `query { world {
  owned: party(by: { id: "owned" }) { restriction { verdict chains { parties { id } } } }
  found: party(by: { id: "record 2" }) {
    id name names { text } identifiers { scheme value } sources { dataset statementId }
    ... on Company { headquarters { jurisdiction { code } } }
    owners { nodes { interestedParty { id } share { min max } } }
  } } }`;

let store: Store;

/** One company in two registers: one knows whom it owns, the other who owns it. */
beforeAll(async () => {
  store = await emptyStore();
  const record = (dataset: string, parties: string, interests: string) =>
    answer(
      store,
      `mutation { record(source: { dataset: "${dataset}", grade: PRIMARY }, parties: [${parties}], interests: [${interests}])
      { revision } }`,
    );
  await record(
    'register',
    `{ id: "record 1", kind: COMPANY, name: "Middle Ltd", identifiers: [{ scheme: "GB-COH", value: "00000001" }],
       headquarters: "GB" },
     { id: "owned", kind: COMPANY, name: "Owned Ltd", headquarters: "GB" }`,
    '{ interestedParty: "record 1", subject: "owned", share: { exact: "100" } }',
  );
  await record(
    'press',
    `{ id: "record 2", kind: COMPANY, name: "Middle Limited", identifiers: [{ scheme: "XI-LEI", value: "5493001NTNQJDH60PM02" }],
       headquarters: "SG" },
     { id: "top", kind: COMPANY, name: "Top Co", headquarters: "CN" }`,
    '{ interestedParty: "top", subject: "record 2", share: { exact: "60" } }',
  );
});

afterAll(() => store?.close());

describe('two records of one company, each with half of the chain', () => {
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query.
  let before: any;
  let merged: string;
  let twoAt: string;

  test('are two, and what one of them owns is clear of nothing and nobody', async () => {
    before = await answer(store, SEEN);
    expect(before.world.owned.restriction).toMatchObject({ verdict: 'INDETERMINATE' });
    expect(before.world.found).toMatchObject({ id: 'record 2', name: 'Middle Limited' });
  });

  test('merged they are one chain: the verdict flips, and all that was said of either is shown', async () => {
    twoAt = await instant();
    const { merge } = await answer(store, MERGE, { parties: ['record 2'], into: 'record 1', because: 'one company' });
    expect(merge).toMatchObject({ parties: 0, interests: 0, unchanged: 0 });
    expect(merge.id).toBe(merge.revision);
    const RESTRICTED = { before: 'INDETERMINATE', after: 'RESTRICTED' };
    expect(merge.flips).toMatchObject([
      { party: { id: 'owned' }, ...RESTRICTED },
      { party: { id: 'record 1' }, ...RESTRICTED },
    ]);
    merged = merge.id;
    const { world } = await answer(store, SEEN);
    expect(world.owned.restriction).toEqual({
      verdict: 'RESTRICTED',
      chains: [{ parties: ['top', 'record 1', 'owned'].map((id) => ({ id })) }],
    });
    expect(world.found).toMatchObject({
      id: 'record 1',
      names: expect.arrayContaining([{ text: 'Middle Limited' }]),
      identifiers: [
        { scheme: 'GB-COH', value: '00000001' },
        { scheme: 'XI-LEI', value: '5493001NTNQJDH60PM02' },
      ],
      headquarters: [{ jurisdiction: { code: 'GB' } }, { jurisdiction: { code: 'SG' } }],
      owners: { nodes: [{ interestedParty: { id: 'top' } }] },
    });
    expect(new Set(world.found.sources.map(({ dataset }: { dataset: string }) => dataset))).toEqual(
      new Set(['register', 'press']),
    );
  });

  test('the same merge again changes nothing and has the same id', async () => {
    const { merge } = await answer(store, MERGE, {
      parties: ['record 1', 'record 2'],
      into: 'record 1',
      because: 'again',
    });
    expect(merge).toMatchObject({ id: merged, unchanged: 1, flips: [] });
  });

  test('as known before the merge they are two', async () => {
    const { world } = await answer(
      store,
      `query ($at: DateTime) { world(knownAt: $at) { party(by: { id: "record 2" }) { id } owned: party(by: { id: "owned" }) { restriction { verdict } } } }`,
      { at: twoAt },
    );
    expect(world).toEqual({ party: { id: 'record 2' }, owned: { restriction: { verdict: 'INDETERMINATE' } } });
  });

  test('undone everything is again as it was', async () => {
    const { unmerge } = await answer(store, UNMERGE, { id: merged });
    expect(unmerge.flips).toMatchObject([
      { party: { id: 'owned' }, before: 'RESTRICTED', after: 'INDETERMINATE' },
      { party: { id: 'record 1' }, before: 'RESTRICTED', after: 'INDETERMINATE' },
    ]);
    expect(await answer(store, SEEN)).toEqual(before);
  });

  test('what cannot be done says what came and what was expected', async () => {
    const code = async (query: string, variables: Record<string, unknown>) =>
      (await asked(store, query, variables)).errors.map(({ extensions, originalError, message }) => [
        extensions.code ?? (originalError as { code?: string }).code,
        message,
      ]);
    const because = 'a test';
    expect(await code(UNMERGE, { id: merged })).toEqual([['CONFLICT', expect.stringMatching(/undone already/)]]);
    expect(await code(UNMERGE, { id: 'r1' })).toEqual([
      ['BAD_USER_INPUT', expect.stringMatching(/No merge has the id "r1"/)],
    ]);
    expect(await code(UNMERGE, { id: 'x' })).toEqual([['BAD_USER_INPUT', expect.stringMatching(/came "x"/)]]);
    expect(await code(MERGE, { parties: ['nobody'], into: 'top', because })).toEqual([
      ['BAD_USER_INPUT', expect.stringMatching(/"nobody"/)],
    ]);
    expect(await code(MERGE, { parties: ['top'], into: 'top', because })).toEqual([
      ['BAD_USER_INPUT', expect.stringMatching(/two different parties/)],
    ]);
    expect(await code(MERGE, { parties: ['top'], into: 'owned', because: ' ' })).toEqual([
      ['BAD_USER_INPUT', expect.stringMatching(/because: expected the reason/)],
    ]);
  });
});

test('two records of one register are merged, and neither takes a place from the other', async () => {
  const two = await emptyStore();
  const parties = ['SG', 'CN', 'US'].map(
    (place, index) => `{ id: "${place}", kind: COMPANY, name: "Twin ${index}", headquarters: "${place}" }`,
  );
  await answer(
    two,
    `mutation { record(source: { dataset: "register", grade: PRIMARY }, parties: [${parties}]) { id } }`,
  );
  await answer(two, MERGE, { parties: ['SG', 'CN'], into: 'US', because: 'one company' });
  const { party } = await answer(
    two,
    `{ party(by: { id: "CN" }) { id name names { text } restriction { verdict }
      ... on Company { headquarters { jurisdiction { code } } } } }`,
  );
  expect(party).toMatchObject({ id: 'US', name: 'Twin 2', names: [{ text: 'Twin 0' }, { text: 'Twin 1' }] });
  expect(party.restriction.verdict).toBe('INDETERMINATE');
  expect(party.headquarters.map(({ jurisdiction }: { jurisdiction: { code: string } }) => jurisdiction.code)).toEqual([
    ...['US', 'SG', 'CN'],
  ]);
  await two.close();
});

/** An instant after the last write and before the next: revisions keep whole milliseconds. */
async function instant(): Promise<string> {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 3));
  await pause();
  const between = new Date().toISOString();
  await pause();
  return between;
}
