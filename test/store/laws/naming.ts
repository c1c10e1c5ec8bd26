import { expect, test } from '@jest/globals';
import { farWays, nearWays } from '../../../src/names/keys.js';
import { readName } from '../../../src/names/readings.js';
import type { Store } from '../../../src/store/store.js';
import { lei, now, party } from '../statements.js';

const named = (id: string, name: string, facts = {}) => party(id, { name, ...facts });

/** Whoever the store finds by any way to look for the name. */
async function found(store: Store, name: string, revision?: number, first = 10): Promise<string[]> {
  const asked = readName(name);
  const ways = [...nearWays(asked), ...farWays(asked)];
  const answers = await store.alike(ways, await now(store, undefined, revision), first);
  return [...new Set(answers.flatMap(({ names }) => names.map((each) => each.party)))].sort();
}

export function namingLaws(open: () => Promise<Store>): void {
  test('a name is found however it is written: another form, order, script, spelling, with more words or fewer', async () => {
    const store = await open();
    await store.write({
      parties: [
        named('volvo', 'AB Volvo'),
        named('cars', 'Volvo Car AB'),
        named('gazprom', 'ПАО «Газпром»'),
        named('zhipu', '北京智谱华章科技股份有限公司'),
        named('quote', `"; DROP (x) +y* ~z\\ OR 1`),
        named('twice', 'Goo Goo Dolls Dolls'),
        named('other', 'Northern Lights Shipping Limited'),
      ],
    });
    expect(await found(store, 'Aktiebolaget Volvo')).toEqual(['cars', 'volvo']);
    expect(await found(store, 'Car Vollvo')).toEqual(['cars']);
    expect(await found(store, 'GASPROM PJSC')).toEqual(['gazprom']);
    expect(await found(store, 'Zhi Pu Hua Zhang Beijing Tech')).toEqual([]);
    expect(await found(store, 'Beijing Zhi Pu Hua Zhang Technologies')).toEqual(['zhipu']);
    expect(await found(store, '智谱华章')).toEqual(['zhipu']);
    expect(await found(store, `"; drop (x) +y* ~z\\ or 1`)).toEqual(['quote']);
    expect(await found(store, 'Nothern Lights Shiping Ltd')).toEqual(['other']);
    expect(await found(store, 'Dolls Goo Goo Dolls')).toEqual(['twice']);
    expect(await found(store, 'Goo Goo')).toEqual(['twice']);
    expect(await found(store, 'Southern Stars')).toEqual([]);
    await store.close();
  });

  test('a name is found at the revisions at which it is borne, under the party that bears it then', async () => {
    const store = await open();
    await store.write({ parties: [named('a', 'Alder Forest', lei('1')), named('b', 'Birch Forest')] });
    await store.write({ parties: [named('a', 'Cedar Forest', lei('1'))] });
    await store.write({ identity: { merge: ['b'], into: 'a' } });
    expect(await found(store, 'Alder Forest', 1)).toEqual(['a']);
    expect(await found(store, 'Birch', 2)).toEqual(['b']);
    expect(await found(store, 'Birch', 3)).toEqual(['a']);
    expect(await found(store, 'Alder', 3)).toEqual([]);
    expect(await found(store, 'Cedar', 3)).toEqual(['a']);
    await store.close();
  });

  test('no more names come than are asked for, and it is said that there are more', async () => {
    const store = await open();
    await store.write({ parties: ['a', 'b', 'c'].map((id) => named(id, 'Acme')) });
    const ways = nearWays(readName('Acme')).slice(0, 1);
    const answers = async (first: number) =>
      (await store.alike(ways, await now(store), first)).map(({ names, cut }) => [names.length, cut]);
    expect(await answers(2)).toEqual([[2, true]]);
    expect(await answers(3)).toEqual([[3, false]]);
    expect(await store.alike([], await now(store), 3)).toEqual([]);
    await store.close();
  });
}
