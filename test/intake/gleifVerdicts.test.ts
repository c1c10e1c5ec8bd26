import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { bods } from '../../src/intake/bods.js';
import { NO_OPTIONS } from '../../src/intake/format.js';
import { gleif } from '../../src/intake/gleif.js';
import { load } from '../../src/intake/load.js';
import { openSqlite } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';
import { type Answer, answer } from '../asking.js';
import { entities, entity, exception, exceptions, FOUR, ONE, relation, relations, THREE, TWO } from './gleifMade.js';

const DIRECT = { type: 'IS_DIRECTLY_CONSOLIDATED_BY' };
const ULTIMATE = { type: 'IS_ULTIMATELY_CONSOLIDATED_BY' };

let store: Store;
afterEach(() => store.close());

/** A store with the files loaded one after the other, nothing refused. */
async function loaded(...files: readonly (string | Buffer)[]): Promise<void> {
  store = openSqlite(':memory:');
  for (const file of files) expect((await load(store, gleif.arrivals([file], NO_OPTIONS))).refusals).toEqual([]);
}

/** That the companies are listed, by a source of its own, and a complete edition of the list that OFAC's rule needs. */
async function listed(...leis: readonly string[]): Promise<void> {
  const source = { dataset: 'exchange', url: null, retrievedAt: null, quote: null, grade: 'PRIMARY' as const };
  const edition = { startDate: '2020-01-01', endDate: null, entries: 0, complete: true };
  await store.write({
    parties: leis.map((lei) => ({
      party: `XI-LEI-${lei}`,
      facts: { publiclyListed: true },
      source: { ...source, statementId: lei },
    })),
    editions: [{ list: 'us_ofac_sdn', edition: '2020', ...edition }],
  });
}

async function ruling(lei: string, policy = 'anthropic-2025-09'): Promise<Answer> {
  const query = `query R($lei: String!, $policy: ID!) { company(by: {lei: $lei}) {
    restriction(policy: $policy) { verdict reasons { code message } assumptions { code } readings { id verdict } complete }
    ultimateParents { definition party { name } note } } }`;
  return (await answer(store, query, { lei, policy })).company;
}

async function verdict(lei: string, policy?: string): Promise<string> {
  return (await ruling(lei, policy)).restriction.verdict;
}

async function reported(lei: string): Promise<{ name: string | null; note: string | null }> {
  const { ultimateParents } = await ruling(lei);
  const { party, note } = ultimateParents.find(({ definition }: Answer) => definition === 'REPORTED');
  return { name: party?.name ?? null, note };
}

describe('reported parents give verdicts', () => {
  test('one in an unsupported region restricts what it consolidates, at any depth', async () => {
    await loaded(
      entities(entity(ONE), entity(TWO), entity(THREE, { country: 'CN' })),
      relations(relation(ONE, TWO), relation(TWO, THREE)),
    );
    const { restriction } = await ruling(ONE);
    expect(restriction.verdict).toBe('RESTRICTED');
    expect(restriction.assumptions).toContainEqual({ code: 'REPORTED_PARENT_RESTRICTED' });
  });

  test('one that nobody is known to control clears, where it is listed', async () => {
    await loaded(
      entities(entity(ONE), entity(TWO)),
      relations(relation(ONE, TWO)),
      exceptions(exception(TWO, 'NO_KNOWN_PERSON')),
    );
    expect(await verdict(ONE)).toBe('INDETERMINATE');
    await listed(TWO);
    expect(await verdict(ONE)).toBe('NOT_RESTRICTED');
    expect(await verdict(ONE, 'ofac-50')).toBe('NOT_RESTRICTED');
  });

  test('relationships and exceptions may come before the companies, or without them', async () => {
    await loaded(relations(relation(ONE, TWO)), entities(entity(TWO, { country: 'CN' })));
    expect(await verdict(ONE)).toBe('RESTRICTED');
    const { party } = await answer(store, `{ party(by: {lei: "${ONE}"}) { id identifiers { scheme value } } }`);
    expect(party).toEqual({ id: `XI-LEI-${ONE}`, identifiers: [{ scheme: 'XI-LEI', value: ONE }] });
  });

  test('a relationship takes no identifier away from the record of its party', async () => {
    const more =
      '<l:RegistrationAuthority><l:RegistrationAuthorityID>RA000585</l:RegistrationAuthorityID><l:RegistrationAuthorityEntityID>1234567</l:RegistrationAuthorityEntityID></l:RegistrationAuthority>';
    await loaded(entities(entity(ONE, { more })), relations(relation(ONE, TWO)), `LEI,ISIN\n${ONE},DE000A2SH128\n`);
    for (const identifier of ['{scheme: "GB-COH", value: "01234567"}', '{scheme: "ISIN", value: "DE000A2SH128"}']) {
      const { party } = await answer(store, `{ party(by: {identifier: ${identifier}}) { id } }`);
      expect(party).toEqual({ id: `XI-LEI-${ONE}` });
    }
  });
});

describe('an exception is a typed reason, and never clears', () => {
  const WITHHELD = [
    'NATURAL_PERSONS',
    'NON_CONSOLIDATING',
    'NON_PUBLIC',
    'NO_LEI',
    'LEGAL_OBSTACLES',
    'BINDING_LEGAL_COMMITMENTS',
    'CONSENT_NOT_OBTAINED',
    'DETRIMENT_NOT_EXCLUDED',
    'DISCLOSURE_DETRIMENTAL',
  ];

  test.each(
    WITHHELD.flatMap((reason) =>
      ['anthropic-2025-09', 'anthropic-regions', 'ofac-50', 'eu-2024', 'bis-affiliates', 'doj-202'].map((policy) => [
        reason,
        policy,
      ]),
    ),
  )('%s under %s, though the company is listed and everything else is clear', async (reason, policy) => {
    await loaded(
      entities(entity(ONE), entity(TWO)),
      relations(relation(ONE, TWO)),
      exceptions(exception(TWO, 'NO_KNOWN_PERSON'), exception(ONE, reason, 'ULTIMATE')),
    );
    await listed(ONE, TWO);
    const { restriction } = await ruling(ONE, policy);
    expect(restriction.verdict).toBe('INDETERMINATE');
    for (const reading of restriction.readings)
      expect([reading.id, reading.verdict]).toEqual([reading.id, 'INDETERMINATE']);
    expect(restriction.reasons).toContainEqual({
      code: 'OWNER_UNKNOWN',
      message: expect.stringMatching(new RegExp(`^The reported parent of Company 254 is not named \\(${reason}: `)),
    });
  });

  test('both of two exceptions are reasons, and those of a parent too', async () => {
    await loaded(
      entities(entity(ONE), entity(TWO)),
      relations(relation(ONE, TWO)),
      exceptions(exception(TWO, 'NATURAL_PERSONS'), exception(TWO, 'NO_LEI', 'ULTIMATE')),
    );
    const messages = (found: Answer): string => found.restriction.reasons.map((each: Answer) => each.message).join();
    expect(messages(await ruling(TWO))).toMatch(/NATURAL_PERSONS: .*NO_LEI: /);
    expect(messages(await ruling(ONE))).toMatch(/The reported parent of Company 529 is not named \(NATURAL_PERSONS: /);
  });

  test('a newer exception takes the place of the older: somebody comes, and goes again', async () => {
    await loaded(entities(entity(ONE)), exceptions(exception(ONE, 'NO_KNOWN_PERSON')));
    await listed(ONE);
    expect(await verdict(ONE)).toBe('NOT_RESTRICTED');
    await load(store, gleif.arrivals([exceptions(exception(ONE, 'NATURAL_PERSONS'))], NO_OPTIONS));
    expect(await verdict(ONE)).toBe('INDETERMINATE');
    await load(store, gleif.arrivals([exceptions(exception(ONE, 'NO_KNOWN_PERSON'))], NO_OPTIONS));
    expect(await verdict(ONE)).toBe('NOT_RESTRICTED');
  });

  test('one that is not taken back stays beside a relationship that came later', async () => {
    await loaded(
      entities(entity(ONE), entity(TWO)),
      exceptions(exception(TWO, 'NO_KNOWN_PERSON'), exception(ONE, 'NON_PUBLIC')),
    );
    await listed(TWO);
    await load(store, gleif.arrivals([relations(relation(ONE, TWO))], NO_OPTIONS));
    expect(await verdict(ONE)).toBe('INDETERMINATE');
    const deleted =
      '<x:Extension><x:Deletion><x:DeletedAt>2024-06-01T00:00:00Z</x:DeletedAt></x:Deletion></x:Extension>';
    await load(store, gleif.arrivals([exceptions(exception(ONE, 'NON_PUBLIC', 'DIRECT', deleted))], NO_OPTIONS));
    expect(await verdict(ONE)).toBe('NOT_RESTRICTED');
  });
});

describe('who stands at the top by report', () => {
  const all = entities(...[ONE, TWO, THREE, FOUR].map((lei) => entity(lei)));

  test('climbing the direct parents to the reported ultimate one needs no word', async () => {
    await loaded(
      all,
      relations(relation(ONE, TWO, DIRECT), relation(TWO, THREE, DIRECT), relation(ONE, THREE, ULTIMATE)),
    );
    expect(await reported(ONE)).toEqual({ name: 'Company 851', note: null });
  });

  test('where it ends elsewhere, the answer says where', async () => {
    await loaded(
      all,
      relations(relation(ONE, TWO, DIRECT), relation(TWO, THREE, DIRECT), relation(ONE, FOUR, ULTIMATE)),
    );
    expect(await reported(ONE)).toEqual({
      name: 'Company 549',
      note: 'Climbing the direct parents ends at Company 851.',
    });
  });

  test('two reported ultimate parents are said', async () => {
    await loaded(all, relations(relation(ONE, TWO, ULTIMATE), relation(ONE, THREE, ULTIMATE)));
    expect((await reported(ONE)).note).toMatch(/^Several ultimate parents are reported: /);
  });

  test('a parent that is not named is said, beside one that is too', async () => {
    await loaded(
      all,
      relations(relation(ONE, TWO, DIRECT), relation(THREE, FOUR, ULTIMATE)),
      exceptions(
        exception(ONE, 'NON_PUBLIC', 'ULTIMATE'),
        exception(THREE, 'NO_LEI', 'ULTIMATE'),
        exception(FOUR, 'NATURAL_PERSONS'),
      ),
    );
    const [one, three, four] = [await reported(ONE), await reported(THREE), await reported(FOUR)];
    expect(one).toEqual({
      name: 'Company 529',
      note: expect.stringMatching(/^The ultimate parent of Company 254 is not named \(NON_PUBLIC: /),
    });
    expect(three).toMatchObject({ name: 'Company 549', note: expect.stringMatching(/NO_LEI: /) });
    expect(four).toEqual({
      name: null,
      note: expect.stringMatching(/^The direct parent of Company 549 is not named \(NATURAL_PERSONS: /),
    });
    const { ultimateParents } = await ruling(FOUR);
    expect(ultimateParents.find((each: Answer) => each.definition === 'LARGEST_HOLDING')).toMatchObject({
      party: null,
    });
  });

  test('over the data at hand: where both can be compared, climbing agrees, or the note says where it ends', async () => {
    const folder = 'test/data/gleif-api-jsonapi';
    const answers = ['lei_records', 'relationships', 'reporting_exceptions'].flatMap((kind) =>
      readdirSync(join(folder, kind)).map((name) => readFileSync(join(folder, kind, name))),
    );
    await loaded(...answers, readFileSync('test/data/gleif-cdf-xml/rr-data.xml'));
    for (const name of readdirSync('seed/bods').filter((each) => each.endsWith('.jsonl')))
      await load(store, bods([readFileSync(join('seed/bods', name))]));
    const { above, parties } = await relationsIn(store);
    const counted = { compared: 0, agree: 0, said: 0 };
    for (const [lei, { direct, ultimate }] of above) {
      if (direct.length === 0 || ultimate.length === 0) continue;
      counted.compared += 1;
      const { name, note } = await reported(lei);
      const top = climbedTo(lei, above);
      if (ultimate.includes(top)) {
        counted.agree += 1;
        expect(note ?? '').not.toMatch(/Climbing/);
      } else if (note?.includes('Climbing') === true || note?.includes('Several') === true) counted.said += 1;
      else
        throw new Error(`${lei}: climbing ends at ${parties.get(top)}, the report names ${name}, and nothing says so.`);
    }
    expect(counted).toEqual({ compared: 126, agree: 121, said: 5 });
  });
});

interface Above {
  readonly direct: string[];
  readonly ultimate: string[];
}

/** Who is reported above whom, as the store has it today, by LEI, without the engine. */
async function relationsIn(from: Store): Promise<{ above: Map<string, Above>; parties: Map<string, string> }> {
  const at = { asOf: '2026-11-22', revision: await from.revision() };
  const above = new Map<string, Above>();
  const parties = new Map<string, string>();
  for await (const piece of from.whole(at, 60_000)) {
    for (const { id } of piece.parties) parties.set(id, id);
    for (const { interestedParty, subject, type, startDate, endDate } of piece.interests) {
      if (interestedParty === null || !type.startsWith('REPORTED_') || (endDate !== null && endDate <= at.asOf))
        continue;
      if (startDate !== null && startDate > at.asOf) continue;
      const lei = subject.replace('XI-LEI-', '');
      const known = above.get(lei) ?? { direct: [], ultimate: [] };
      above.set(lei, known);
      (type === 'REPORTED_PARENT' ? known.direct : known.ultimate).push(interestedParty.replace('XI-LEI-', ''));
    }
  }
  return { above, parties };
}

/** Direct parents first, by their order in the store; where there is none, the parent's own ultimate one. */
function climbedTo(lei: string, above: ReadonlyMap<string, Above>): string {
  const seen = new Set([lei]);
  for (let top = lei; ; ) {
    const known = above.get(top);
    const next = known?.direct[0] ?? known?.ultimate[0];
    if (next === undefined || seen.has(next)) return top;
    seen.add(next);
    top = next;
  }
}
