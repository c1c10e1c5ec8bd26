import { expect } from '@jest/globals';
import {
  bearers,
  downward,
  ids,
  interest,
  interests,
  lines,
  now,
  type Open,
  parties,
  party,
  upward,
} from '../statements.js';
import { failure, lawsOf } from './law.js';

export function writingLaws(open: Open): void {
  const law = lawsOf(open);

  law('an empty store is at revision 0 and knows nobody', async (store) => {
    expect(await store.revision()).toBe(0);
    expect(await store.parties([{ id: 'a' }], await now(store))).toEqual([null]);
    expect(await upward(store, 'a')).toEqual({ parties: [], interests: [], complete: true, unexpanded: [] });
  });

  law('a write is one revision, says what it recorded, and names each party it touched once', async (store) => {
    const written = await store.write({ parties: parties('a', 'q', 'x'), interests: interests('q 60 a') });
    expect(written).toMatchObject({ revision: 1, parties: 3, interests: 1, products: 0, unchanged: 0, retracted: 0 });
    expect([...written.touched].sort()).toEqual(['a', 'q', 'x']);
    expect(await store.revision()).toBe(1);
    const second = await store.write({ interests: interests('x 5 a') });
    expect([...second.touched].sort()).toEqual(['a', 'x']);
  });

  law('a statement comes back as it was stated, with where it was recorded', async (store) => {
    const said = {
      ...interest('q 33.3333333333 a', { from: '2020-01-01', to: '2030-01-01' }),
      share: { min: 333_333_333_333, max: 500_000_000_000, minExclusive: true, maxExclusive: false },
      source: {
        dataset: 'r "1"',
        url: 'u',
        retrievedAt: '2026-01-01',
        statementId: 's\\1',
        quote: 'q\n',
        grade: 'SECONDARY' as const,
      },
    };
    const about = party('a', {
      names: [{ text: 'Ä\u200b"\u0000', language: null, kind: 'ALIAS' }],
      publiclyListed: true,
    });
    await store.write({ parties: [about, party('q')], interests: [said] });
    const found = await upward(store, 'a');
    expect(found.interests).toEqual([{ ...said, recorded: 1, ordinal: 2 }]);
    expect(found.parties[0]).toEqual({ id: 'a', statements: [{ ...about, recorded: 1, ordinal: 0 }] });
  });

  law(
    'ids are taken letter by letter: quotes, backslashes, NUL and lone surrogates are no special case',
    async (store) => {
      const odd = ['"', '\\', '\u0000', "' OR 1=1 --", '\ud800', '\udc00', 'é', 'e\u0301', ' ', '?'];
      await store.write({
        parties: [...parties(...odd), party('s')],
        interests: odd.map((id) => ({ ...interest('q 1 s', { id }), interestedParty: id })),
      });
      const records = await store.parties(
        odd.map((id) => ({ id })),
        await now(store),
      );
      expect(records.map((record) => record?.id)).toEqual(odd);
      expect(ids(await upward(store, 's'))).toEqual([...odd, 's'].sort());
    },
  );

  law('the same write again changes nothing and makes no revision', async (store) => {
    const changes = { parties: parties('a', 'q'), interests: interests('q 60 a', '? 10 a') };
    await store.write(changes);
    const again = await store.write(changes);
    expect(again).toEqual({
      revision: 1,
      parties: 0,
      interests: 0,
      products: 0,
      unchanged: 4,
      retracted: 0,
      merge: null,
      touched: [],
    });
    expect(await store.revision()).toBe(1);
  });

  law('the order in which a statement lists its fields says nothing', async (store) => {
    await store.write({ parties: [{ ...party('a'), facts: { kind: 'COMPANY', name: 'A' } }] });
    expect(await store.write({ parties: [{ ...party('a'), facts: { name: 'A', kind: 'COMPANY' } }] })).toMatchObject({
      revision: 1,
      unchanged: 1,
    });
  });

  law('a statement with a known id and other content takes the place of the old one', async (store) => {
    await store.write({ parties: parties('a', 'q'), interests: [interest('q 60 a', { id: 's' })] });
    const written = await store.write({
      parties: [party('a', { name: 'renamed' })],
      interests: [interest('q 40 a', { id: 's' })],
    });
    expect(written).toMatchObject({ revision: 2, parties: 1, interests: 1 });
    const found = await upward(store, 'a');
    expect(lines(found)).toEqual(['q 40 a']);
    expect(found.parties[0]?.statements.map(({ facts }) => facts.name)).toEqual(['renamed']);
  });

  law(
    'of statements with one id in one write the last counts, and is newer than what stands between',
    async (store) => {
      const named = (name: string, id: string) => party('a', { name }, { id });
      await store.write({ parties: [named('One', '1'), named('Two', '2'), named('Three', '1')] });
      const [record] = (await upward(store, 'a')).parties;
      expect(record?.statements.map(({ facts, ordinal }) => [facts.name, ordinal])).toEqual([
        ['Two', 1],
        ['Three', 2],
      ]);
      expect(await bearers(store, ['one', 'two', 'three'], await now(store))).toEqual([[], [], ['a']]);
    },
  );

  law('every write that changed something says when, why and who, oldest first', async (store) => {
    await store.write({ parties: parties('a') });
    await store.write({ parties: parties('a'), by: 'nobody' });
    await store.write({ parties: parties('b'), because: 'found', by: 'Ann \u0000"\ud800' });
    await store.write({ retract: [{ dataset: null, statementId: 'about b' }], because: '' });
    const deadlineAt = Date.now() + 10_000;
    const found = await store.revisions(0, 10, deadlineAt);
    expect(found.map(({ revision, because, by }) => [revision, because, by])).toEqual([
      [1, null, null],
      [2, 'found', 'Ann \u0000"\ud800'],
      [3, '', null],
    ]);
    for (const { at } of found) expect(new Date(at).toISOString()).toBe(at);
    expect(await store.revisions(1, 1, deadlineAt)).toEqual([found[1]]);
    expect(await store.revisions(3, 5, deadlineAt)).toEqual([]);
  });

  law('one id in two datasets is two statements', async (store) => {
    await store.write({
      parties: parties('a', 'q'),
      interests: [interest('q 60 a', { id: 's' }), interest('q 40 a', { id: 's', dataset: 'press' })],
    });
    expect(lines(await upward(store, 'a'))).toEqual(['q 40 a', 'q 60 a']);
  });

  law('all or nothing: an id that neither the store nor the write knows refuses the whole write', async (store) => {
    const changes = { parties: parties('a'), interests: interests('q 60 a') };
    await expect(store.write(changes)).rejects.toEqual(failure('BAD_USER_INPUT', /"q"/));
    expect(await store.revision()).toBe(0);
    expect(await store.parties([{ id: 'a' }], await now(store))).toEqual([null]);
    await store.write({ parties: parties('a', 'q') });
    expect(await store.write({ interests: interests('q 60 a') })).toMatchObject({ revision: 2, interests: 1 });
  });

  law('what is retracted is gone from the next revision on, by dataset or by the bare id', async (store) => {
    await store.write({ parties: parties('a', 'q'), interests: interests('q 60 a', '? 10 a') });
    const written = await store.write({
      retract: [{ dataset: 'register', statementId: 'q 60 a' }],
      because: 'a mistake',
    });
    expect(written).toMatchObject({ revision: 2, retracted: 1 });
    expect([...written.touched].sort()).toEqual(['a', 'q']);
    expect(lines(await upward(store, 'a'))).toEqual(['? 10 a']);
    await store.write({ retract: [{ dataset: null, statementId: '? 10 a' }] });
    expect(lines(await upward(store, 'a'))).toEqual([]);
  });

  law(
    'a bare id in two datasets is a CONFLICT, an id never recorded BAD_USER_INPUT; neither writes anything',
    async (store) => {
      await store.write({
        parties: parties('a', 'q'),
        interests: [interest('q 60 a', { id: 's' }), interest('q 40 a', { id: 's', dataset: 'press' })],
      });
      const before = await store.revision();
      await expect(store.write({ retract: [{ dataset: null, statementId: 's' }] })).rejects.toEqual(
        failure('CONFLICT', /press, register/),
      );
      for (const dataset of [null, 'press']) {
        const changes = { parties: parties('z'), retract: [{ dataset, statementId: 'never' }] };
        await expect(store.write(changes)).rejects.toEqual(failure('BAD_USER_INPUT', /"never"/));
      }
      expect(await store.revision()).toBe(before);
      await store.write({ retract: [{ dataset: 'press', statementId: 's' }] });
      expect(await store.write({ retract: [{ dataset: null, statementId: 's' }] })).toMatchObject({ retracted: 1 });
    },
  );

  law('a retraction that is sent again changes nothing', async (store) => {
    await store.write({ parties: parties('a', 'q'), interests: interests('q 60 a') });
    const changes = { retract: [{ dataset: null, statementId: 'q 60 a' }] };
    await store.write(changes);
    expect(await store.write(changes)).toMatchObject({ revision: 2, retracted: 0, unchanged: 1 });
  });

  law('what was retracted can be stated again, and is recorded then', async (store) => {
    await store.write({ parties: parties('a', 'q'), interests: interests('q 60 a') });
    await store.write({ retract: [{ dataset: null, statementId: 'q 60 a' }] });
    expect(await store.write({ interests: interests('q 60 a') })).toMatchObject({ revision: 3, interests: 1 });
    expect((await upward(store, 'a')).interests[0]?.recorded).toBe(3);
  });

  law(
    'a party whose statements are all retracted is known no more, yet stays where an interest names it',
    async (store) => {
      await store.write({ parties: parties('a', 'q'), interests: interests('q 60 a') });
      await store.write({ retract: [{ dataset: null, statementId: 'about q' }] });
      expect(await store.parties([{ id: 'q' }], await now(store))).toEqual([null]);
      expect((await upward(store, 'a')).parties.find(({ id }) => id === 'q')).toEqual({ id: 'q', statements: [] });
      await store.write({ retract: [{ dataset: null, statementId: 'q 60 a' }] });
      expect(ids(await downward(store, 'q'))).toEqual([]);
    },
  );

  law('statements that come at once are recorded one after the other', async (store) => {
    await store.write({ parties: parties('a') });
    const writes = Array.from({ length: 10 }, (_, index) =>
      store.write({ parties: parties(`p${index}`), interests: interests(`p${index} 1 a`) }),
    );
    const revisions = (await Promise.all(writes)).map(({ revision }) => revision);
    expect([...revisions].sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(lines(await upward(store, 'a'))).toHaveLength(10);
  });
}
