import { expect } from '@jest/globals';
import {
  downward,
  ids,
  interest,
  interests,
  lei,
  lines,
  NO_LIMITS,
  now,
  type Open,
  parties,
  party,
  upward,
} from '../statements.js';
import { lawsOf } from './law.js';

export function gatheringLaws(open: Open): void {
  const law = lawsOf(open);

  law('UP brings the parties asked, their holders and the holders of those, and nothing beside', async (store) => {
    await store.write({
      parties: parties('a', 'b', 'c', 'd', 'x'),
      interests: interests('b 60 a', 'c 70 b', '? 5 b', 'c 10 x', 'a 10 d'),
    });
    const found = await upward(store, 'a');
    expect(ids(found)).toEqual(['a', 'b', 'c']);
    expect(lines(found)).toEqual(['? 5 b', 'b 60 a', 'c 70 b']);
    expect(found).toMatchObject({ complete: true, unexpanded: [] });
  });

  law('a holder that is not named keeps the reason', async (store) => {
    await store.write({ parties: parties('a'), interests: interests('? 5 a') });
    expect((await upward(store, 'a')).interests[0]).toMatchObject({ interestedParty: null, undisclosed: 'withheld' });
  });

  law('DOWN brings what is held and everybody who holds in it; those outside are not followed', async (store) => {
    await store.write({
      parties: parties('a', 'b', 'c', 'q', 'r', 's'),
      interests: interests('a 60 b', 'b 70 c', 'q 30 c', 'r 80 q', 'q 90 s', '? 1 b', 'r 2 a'),
    });
    const found = await downward(store, 'a');
    expect(ids(found)).toEqual(['a', 'b', 'c', 'q', 'r']);
    expect(lines(found)).toEqual(['? 1 b', 'a 60 b', 'b 70 c', 'q 30 c', 'r 2 a']);
    expect([...found.unexpanded].sort()).toEqual(['q', 'r']);
    expect(found.complete).toBe(true);
  });

  law('circles, also of one, are gathered once', async (store) => {
    await store.write({
      parties: parties('a', 'b', 'c'),
      interests: interests('a 30 b', 'b 30 c', 'c 30 a', 'a 10 a'),
    });
    for (const gather of [upward, downward]) {
      const found = await gather(store, 'b', 'a', 'b');
      expect(ids(found)).toEqual(['a', 'b', 'c']);
      expect(lines(found)).toEqual(['a 10 a', 'a 30 b', 'b 30 c', 'c 30 a']);
      expect(found.unexpanded).toEqual([]);
    }
  });

  law('a party alone comes alone, and an unknown id is simply absent', async (store) => {
    await store.write({ parties: parties('a') });
    for (const gather of [upward, downward]) {
      const found = await gather(store, 'nobody', 'a');
      expect(ids(found)).toEqual(['a']);
      expect(found.interests).toEqual([]);
    }
  });

  law('of a party every live statement comes, the oldest first', async (store) => {
    await store.write({
      parties: [party('a', { name: 'first' }), party('a', { name: 'other' }, { dataset: 'press' })],
    });
    await store.write({ parties: [party('a', { name: 'second' }, { id: 'more' })] });
    const [record] = (await upward(store, 'a')).parties;
    expect(record?.statements.map(({ facts, recorded }) => [facts.name, recorded])).toEqual([
      ['first', 1],
      ['other', 1],
      ['second', 2],
    ]);
  });

  law(
    'UP brings the groups that a gathered party is a member of, with their members, and theirs upward again',
    async (store) => {
      await store.write({
        parties: [
          ...parties('a', 'q', 'r', 's', 'o'),
          party('g', { kind: 'ARRANGEMENT' }),
          party('j', { kind: 'ARRANGEMENT' }),
          party('n', { kind: 'ARRANGEMENT' }),
        ],
        interests: [
          interest('q 20 a'),
          interest('q 0 g', { type: 'CONCERT' }),
          interest('r 0 g', { type: 'CONCERT' }),
          interest('o 60 r'),
          interest('r 0 j', { type: 'JOINT_HOLDER' }),
          interest('s 0 j', { type: 'JOINT_HOLDER' }),
          interest('q 0 n', { type: 'NOMINEE' }),
        ],
      });
      const found = await upward(store, 'a');
      expect(ids(found)).toEqual(['a', 'g', 'j', 'o', 'q', 'r', 's']);
      expect(lines(found)).toEqual([
        'o 60 r',
        'q 0 g CONCERT',
        'q 20 a',
        'r 0 g CONCERT',
        'r 0 j JOINT_HOLDER',
        's 0 j JOINT_HOLDER',
      ]);
      expect(found.unexpanded).toEqual([]);
    },
  );

  law('DOWN goes from a group in concert to its members and what they hold, not from a joint one', async (store) => {
    await store.write({
      parties: [
        ...parties('q', 'r', 's', 'a', 'b', 'c'),
        party('g', { kind: 'ARRANGEMENT' }),
        party('j', { kind: 'ARRANGEMENT' }),
      ],
      interests: [
        interest('q 0 g', { type: 'CONCERT' }),
        interest('r 0 g', { type: 'CONCERT' }),
        interest('q 0 j', { type: 'JOINT_HOLDER' }),
        interest('s 0 j', { type: 'JOINT_HOLDER' }),
        interest('r 40 a'),
        interest('g 5 b'),
        interest('s 50 c'),
      ],
    });
    const found = await downward(store, 'q');
    expect(ids(found)).toEqual(['a', 'b', 'g', 'j', 'q', 'r', 's']);
    expect(found.unexpanded).toEqual(['s']);
  });

  law('groups of another day are not brought', async (store) => {
    await store.write({
      parties: parties('a', 'q', 'r', 'g'),
      interests: [
        interest('q 20 a'),
        interest('q 0 g', { type: 'CONCERT', to: '2020-01-01' }),
        interest('r 0 g', { type: 'CONCERT' }),
      ],
    });
    expect(ids(await upward(store, 'a'))).toEqual(['a', 'q']);
  });

  law('ten layers of ten, 10^10 paths, are a hundred parties', async (store) => {
    const name = (layer: number, place: number): string => `p${layer}-${place}`;
    const places = Array.from({ length: 10 }, (_, place) => place);
    const all = places.flatMap((layer) => places.map((place) => name(layer, place)));
    const held = places
      .slice(1)
      .flatMap((layer) =>
        places.flatMap((up) => places.map((down) => `${name(layer, up)} 5 ${name(layer - 1, down)}`)),
      );
    await store.write({ parties: parties(...all), interests: interests(...held) });
    for (const [gather, from] of [
      [upward, 'p0-0'],
      [downward, 'p9-0'],
    ] as const) {
      const found = await gather(store, from);
      expect(found.parties).toHaveLength(gather === upward ? 91 : 100);
      expect(found.complete).toBe(true);
    }
  });

  law('a chain of 20,000 and a ring of 1,000 are gathered whole', async (store) => {
    const chain = Array.from({ length: 20_000 }, (_, step) => `c${step}`);
    const ring = Array.from({ length: 1_000 }, (_, step) => `r${step}`);
    await store.write({
      parties: parties(...chain, ...ring),
      interests: interests(
        ...chain.slice(1).map((id, step) => `${id} 60 c${step}`),
        ...ring.map((id, step) => `${id} 30 r${(step + 1) % 1_000}`),
      ),
    });
    expect((await upward(store, 'c0')).parties).toHaveLength(20_000);
    expect((await downward(store, 'c19999')).interests).toHaveLength(19_999);
    expect((await upward(store, 'r7')).interests).toHaveLength(1_000);
  });

  law('the whole is everybody with the interests in them, each once, as gatherings bring them', async (store) => {
    await store.write({
      parties: [
        ...parties('a', 'b', 'c', 'gone', 'alone'),
        party('joined', lei('1')),
        party('g', { kind: 'ARRANGEMENT' }),
      ],
      interests: [
        ...interests('b 60 a', 'c 70 b', '? 5 b', 'a 10 a', 'gone 1 c', 'joined 2 c'),
        interest('b 0 g', { type: 'CONCERT' }),
        interest('c 9 a', { to: '2020-01-01' }),
      ],
    });
    await store.write({
      parties: [party('other', lei('1'))],
      retract: [
        { dataset: null, statementId: 'about gone' },
        { dataset: null, statementId: 'about alone' },
      ],
    });
    for (const [revision, days] of [
      [1, undefined],
      [2, undefined],
      [2, null],
    ] as const) {
      const one = await now(store, undefined, revision);
      const at = days === null ? { ...one, asOf: null } : one;
      const pieces = [];
      for await (const piece of store.whole(at, 60_000)) pieces.push(piece);
      const together = {
        parties: pieces.flatMap((piece) => piece.parties),
        interests: pieces.flatMap((piece) => piece.interests),
      };
      const everybody = ['a', 'b', 'c', 'gone', 'alone', 'joined', 'other', 'g'];
      const gathered = await store.gather(everybody, 'UP', at, NO_LIMITS);
      const inOrder = <T>(each: readonly T[]): T[] =>
        [...each].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
      expect(inOrder(together.parties)).toEqual(inOrder(gathered.parties));
      expect(inOrder(together.interests)).toEqual(inOrder(gathered.interests));
    }
    expect((await now(store)).revision).toBe(2);
  });

  law('a gathering sees one revision, whatever is written meanwhile', async (store) => {
    await store.write({
      parties: parties('a', 'b', 'c', 'o'),
      interests: [interest('b 100 a'), interest('c 0 a'), interest('o 60 b', { id: 's' })],
    });
    const at = await now(store);
    const gathered = store.gather(['a'], 'UP', at, { maxParties: 10, maxInterests: 10, depth: 3 });
    await store.write({ interests: [interest('o 60 c', { id: 's' })] });
    expect(lines(await gathered)).toEqual(['b 100 a', 'c 0 a', 'o 60 b']);
    expect(lines(await store.gather(['a'], 'UP', at, { maxParties: 10, maxInterests: 10, depth: 3 }))).toEqual([
      'b 100 a',
      'c 0 a',
      'o 60 b',
    ]);
    expect(lines(await upward(store, 'a'))).toEqual(['b 100 a', 'c 0 a', 'o 60 c']);
  });
}
