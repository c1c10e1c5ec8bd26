import { expect } from '@jest/globals';
import type { DocumentChange, Store } from '../../../src/store/store.js';
import { type Open, parties } from '../statements.js';
import { failure, lawsOf } from './law.js';

const soon = (): number => Date.now() + 20_000;
const doc = (key: string, body: string | null): DocumentChange => ({ key, body });

function put(store: Store, ...changes: readonly DocumentChange[]): Promise<boolean> {
  return store.keep({ expect: [], put: changes }, soon());
}

async function keys(store: Store, from: string, before: string, first = 100, settled = false): Promise<string[]> {
  const found = await store.documents({ from, before, first, settled }, soon());
  return found.map(({ key }) => key);
}

async function body(store: Store, key: string): Promise<string | null> {
  const [found] = await store.documents({ keys: [key], settled: true }, soon());
  return found?.body ?? null;
}

export function documentLaws(open: Open): void {
  const law = lawsOf(open);

  law(
    'documents come by key, in the order of the bytes of their keys, at most so many, the last key left out',
    async (store) => {
      await put(store, ...['b/2', 'a', 'b/10', 'B', 'b/1', 'b', 'b0', '~', ' '].map((key) => doc(key, `"${key}"`)));
      expect(await keys(store, 'b/', 'b0')).toEqual(['b/1', 'b/10', 'b/2']);
      expect(await keys(store, 'b/', 'b0', 2)).toEqual(['b/1', 'b/10']);
      expect(await keys(store, ' ', '~~', 100, true)).toEqual([' ', 'B', 'a', 'b', 'b/1', 'b/10', 'b/2', 'b0', '~']);
      expect(await keys(store, 'c', 'd')).toEqual([]);
      expect(await store.documents({ keys: ['b0', 'none', 'a'] }, soon())).toEqual([
        { key: 'a', body: '"a"' },
        { key: 'b0', body: '"b0"' },
      ]);
    },
  );

  law('a body comes back letter by letter; put again it is replaced, put as null it is gone', async (store) => {
    const text = JSON.stringify({ ключ: 'a\u0000b\n"\\ \ud800 𝒳 é', 7: [1.5, null, true] });
    await put(store, doc('k', text), doc('empty', '{}'));
    expect(await body(store, 'k')).toBe(text);
    await put(store, doc('k', '{"v":2}'));
    expect(await body(store, 'k')).toBe('{"v":2}');
    await put(store, doc('k', null), doc('never', null));
    expect(await body(store, 'k')).toBeNull();
    expect(await body(store, 'empty')).toBe('{}');
  });

  law('nothing is kept unless every document stands exactly as expected', async (store) => {
    await put(store, doc('head', '{"n":1}'));
    const refused: readonly (readonly DocumentChange[])[] = [
      [doc('head', '{"n":2}')],
      [doc('head', '{"n":1} ')],
      [doc('head', null)],
      [doc('head', '{"n":1}'), doc('other', '{}')],
    ];
    for (const expected of refused) {
      expect(await store.keep({ expect: expected, put: [doc('head', '{}'), doc('x', '{}')] }, soon())).toBe(false);
    }
    expect(await keys(store, ' ', '~')).toEqual(['head']);
    expect(await body(store, 'head')).toBe('{"n":1}');
    const expected = [doc('head', '{"n":1}'), doc('x', null)];
    expect(await store.keep({ expect: expected, put: [doc('head', '{"n":2}'), doc('x', '{}')] }, soon())).toBe(true);
    expect(await keys(store, ' ', '~')).toEqual(['head', 'x']);
  });

  law('of many who count at once each counts once', async (store) => {
    const count = async (): Promise<void> => {
      for (;;) {
        const before = await body(store, 'count');
        const next = String(Number(before ?? 0) + 1);
        const mine = [doc('count', next), doc(`mark/${next}`, '1')];
        if (await store.keep({ expect: [doc('count', before)], put: mine }, soon())) return;
      }
    };
    await Promise.all(Array.from({ length: 8 }, count));
    expect(await body(store, 'count')).toBe('8');
    expect(await keys(store, 'mark/', 'mark0')).toHaveLength(8);
  });

  law('documents are none of the statements: they make no revision, and a write leaves them alone', async (store) => {
    await put(store, doc('k', '1'));
    expect(await store.revision()).toBe(0);
    await store.write({ parties: parties('a') });
    expect(await body(store, 'k')).toBe('1');
    await put(store, doc('k', '2'));
    expect(await store.revision()).toBe(1);
  });

  law('what is no key, or a key put twice, is a mistake of who asks', async (store) => {
    for (const wrong of ['', 'a\u0000', 'é', 'a'.repeat(1_001)]) {
      await expect(store.documents({ keys: [wrong] }, soon())).rejects.toThrow('no key of a document');
      await expect(put(store, doc(wrong, '1'))).rejects.toThrow('no key of a document');
    }
    await expect(put(store, doc('k', '1'), doc('k', '2'))).rejects.toThrow('put twice');
    expect(await body(store, 'k')).toBeNull();
  });

  law('past its deadline nothing is read and nothing kept', async (store) => {
    await expect(store.documents({ keys: ['k'] }, Date.now() - 1)).rejects.toEqual(failure('DEADLINE_EXCEEDED'));
    const late = store.keep({ expect: [], put: [doc('k', '1')] }, Date.now() - 1);
    await expect(late).rejects.toEqual(failure('DEADLINE_EXCEEDED'));
    expect(await body(store, 'k')).toBeNull();
  });
}
