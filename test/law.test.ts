import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Store } from '../src/store/store.js';
import { type Answer, answer, emptyStore } from './asking.js';
import { policyOf, type Row, rows, worldOf } from './cases/law.js';

/** Rows that are excused, each with the reason. */
const NOT_ASKED: Readonly<Record<string, string>> = {
  'WHITE-CLASSES': "share classes are intake's arithmetic (golden/README.md)",
  'WHITE-Q101': "share classes are intake's arithmetic (golden/README.md)",
  'WHITE-DEFACTO': 'votes present at a meeting (golden/README.md)',
  'VADA-CLOSELINK': 'sums over simple paths, which domain.md 4.3 forbids (golden/README.md)',
  'OFAC-402-2': 'a transfer that is not recognised: the caller supposes the state before it (golden/README.md)',
};

const REASON: Readonly<Record<string, string>> = {
  CONTROL_WITHOUT_OWNERSHIP: 'CONTROL_SIGNAL',
  RED_FLAG_MINORITY_OR_CONTROL: 'CONTROL_SIGNAL',
  RED_FLAG_29: 'SHARE_UNKNOWN',
  US_PERSON_EXEMPT: 'EXEMPT',
};

/** Readings by the name the rows give them; null is the policy itself, and what is not here is not compared. */
const READING: Readonly<Record<string, string | null>> = {
  cascade: null,
  integrated: 'multiplied',
  perOwner: 'per-owner',
};

function readingOf(ruling: Answer, id: string): Answer {
  return ruling.readings.find((reading: Answer) => reading.id === id);
}

const MODE = { UNRESTRICTED: 'IGNORED', POSSIBLE: 'EVERYWHERE' } as const;
const VARIABLES = [
  '$policy: ID!',
  '$subjects: [ScreenSubject!]!',
  '$of: ID!',
  '$method: Method!',
  '$type: InterestType!',
];
const OPEN = 'world(suppose: $suppose, unrecordedOwners: $mode, asOf: $asOf)';

async function ask(
  store: Store,
  row: Row,
  selection: string,
  id: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const used = VARIABLES.filter((variable) => selection.includes(variable.split(':')[0] as string));
  const given: Record<string, unknown> = {
    policy: policyOf(row),
    subjects: row.entities.map((entity) => ({ ref: entity.id, id: `${row.id}/${entity.id}` })),
    ...more,
  };
  const variables = {
    suppose: worldOf(row),
    mode: MODE[row.assume.unknownRemainder],
    asOf: more.asOf ?? row.asOf ?? null,
    id: `${row.id}/${id}`,
    ...Object.fromEntries(
      used.map((variable) => [
        variable.slice(1, variable.indexOf(':')),
        given[variable.slice(1, variable.indexOf(':'))],
      ]),
    ),
  };
  const head = `query Row($suppose: Supposition!, $mode: UnrecordedOwners!, $asOf: Date, $id: ID!${used.map((each) => `, ${each}`).join('')})`;
  return (await answer(store, `${head} { ${OPEN} { ${selection} } }`, variables)).world;
}

const bare = (row: Row, ids: readonly { readonly id: string }[]): string[] =>
  ids.map(({ id }) => id.slice(row.id.length + 1)).sort();

async function controlledBy(store: Store, row: Row, owner: string): Promise<string[]> {
  const world = await ask(store, row, 'party(by: {id: $id}) { controls(policy: $policy) { nodes { id } } }', owner);
  return bare(row, world.party.controls.nodes);
}

describe('published examples of the law', () => {
  let store: Store;
  beforeAll(async () => {
    store = await emptyStore();
  });
  afterAll(() => store.close());

  const asked = rows.filter((row) => NOT_ASKED[row.id] === undefined);

  test.each(asked.filter((row) => row.query.type === 'status').map((row) => [row.id, row] as const))(
    '%s: the published verdict',
    async (_, row) => {
      const selection = `company(by: {id: $id}) { restriction(policy: $policy) { verdict reasons { code } readings { id verdict restrictedShare { min max } } } }
      screen(subjects: $subjects, policies: [$policy]) { ref overall }`;
      const { company, screen } = await ask(store, row, selection, row.query.target as string);
      expect(company.restriction.verdict).toBe(row.expected.verdict);
      const codes = company.restriction.reasons.map((reason: Answer) => reason.code);
      const flags = ((row.expected.flags ?? []) as string[]).flatMap((flag) => REASON[flag] ?? []);
      expect(codes).toEqual(expect.arrayContaining(flags));
      if (row.expected.restrictedSet !== undefined) {
        const restricted = screen
          .filter((result: Answer) => result.overall === 'RESTRICTED')
          .map((result: Answer) => result.ref);
        expect(restricted.sort()).toEqual([...row.expected.restrictedSet].sort());
      }
      for (const [id, verdict] of Object.entries(row.expected.readings ?? {})) {
        const compared = READING[id];
        if (compared === undefined) continue;
        const read = compared === null ? company.restriction : readingOf(company.restriction, compared);
        expect([id, read.verdict]).toEqual([id, verdict]);
      }
      if (row.expected.integratedPct !== undefined) {
        const share = String(row.expected.integratedPct);
        expect(readingOf(company.restriction, 'multiplied').restrictedShare).toEqual({ min: share, max: share });
      }
      if (row.expected.withUnknownRemainderIgnored !== undefined) {
        const recorded = company.restriction.readings.find((reading: Answer) => reading.id === 'recorded-only');
        expect(recorded.verdict).toBe(row.expected.withUnknownRemainderIgnored);
      }
    },
  );

  test.each(asked.filter((row) => row.query.type === 'controlSet').map((row) => [row.id, row] as const))(
    '%s: the published control set',
    async (_, row) => {
      expect(await controlledBy(store, row, row.query.owner as string)).toEqual([...row.expected.controls].sort());
    },
  );

  test.each(asked.filter((row) => row.query.type === 'controlAll').map((row) => [row.id, row] as const))(
    "%s: everybody's control set",
    async (_, row) => {
      const found: Record<string, string[]> = {};
      for (const entity of row.entities) found[entity.id] = await controlledBy(store, row, entity.id);
      expect(found).toEqual(row.expected.controlAll);
    },
  );

  const EFFECTIVE = `company(by: {id: $id}) { effectiveShare(of: {id: $of}, method: $method, type: $type, policy: $policy) { exact min max } }`;

  async function effective(row: Row, owner: string, target: string, method: string): Promise<Answer> {
    const type = row.edges.every((edge) => edge.kind === 'VOTES') ? 'VOTING_RIGHTS' : 'SHAREHOLDING';
    const more = { of: `${row.id}/${owner}`, method, type };
    return (await ask(store, row, EFFECTIVE, target, more)).company.effectiveShare;
  }

  async function beneficialOwners(row: Row): Promise<Answer> {
    const selection =
      'company(by: {id: $id}) { beneficialOwners(policy: $policy) { owners { person { id } share { min max } } fallback } }';
    return (await ask(store, row, selection, row.query.target as string)).company.beneficialOwners;
  }

  async function controllersOf(row: Row, asOf: string | null = null): Promise<string[]> {
    const selection = 'company(by: {id: $id}) { controllers(policy: $policy) { nodes { id } } }';
    const world = await ask(store, row, selection, row.query.target as string, { asOf });
    return bare(row, world.company.controllers.nodes);
  }

  const METHOD: Readonly<Record<string, string>> = { integrated: 'MULTIPLIED', control: 'CASCADE', deem100: 'DEEMED' };
  const percent = (units: string): number => Number(units);

  test.each(asked.filter((row) => row.query.type === 'ownershipPct').map((row) => [row.id, row] as const))(
    '%s: the published share',
    async (_, row) => {
      const [owner, target] = [row.query.owner as string, row.query.target as string];
      const { pct, tolerance, others, controlPct, controls, beneficialOwner, substantial, verdict } = row.expected;
      const share = await effective(row, owner, target, METHOD[row.query.mode ?? 'deem100'] as string);
      if (tolerance === undefined) expect(share.exact).toBe(String(pct));
      else {
        expect(Math.abs(percent(share.min) - pct)).toBeLessThanOrEqual(tolerance);
        expect(Math.abs(percent(share.max) - pct)).toBeLessThanOrEqual(tolerance);
      }
      for (const [id, other] of Object.entries(others ?? {}))
        expect((await effective(row, owner, id, 'MULTIPLIED')).exact).toBe(String(other));
      if (controlPct !== undefined)
        expect((await effective(row, owner, target, 'CASCADE')).exact).toBe(String(controlPct));
      const said = controls ?? substantial ?? (verdict === undefined ? undefined : verdict === 'CONTROLLED');
      if (said !== undefined) expect((await controlledBy(store, row, owner)).includes(target)).toBe(said);
      if (beneficialOwner !== undefined) {
        const { owners } = await beneficialOwners(row);
        expect(owners.some((each: Answer) => each.person.id === `${row.id}/${owner}`)).toBe(beneficialOwner);
      }
    },
  );

  test.each(asked.filter((row) => row.query.type === 'ownershipRange').map((row) => [row.id, row] as const))(
    '%s: the published range',
    async (_, row) => {
      const { min, max } = await effective(row, row.query.owner as string, row.query.target as string, 'MULTIPLIED');
      expect({ min, max }).toEqual({ min: String(row.expected.min), max: String(row.expected.max) });
    },
  );

  test.each(asked.filter((row) => row.query.type === 'beneficialOwners').map((row) => [row.id, row] as const))(
    '%s: the published beneficial owners',
    async (_, row) => {
      const { owners, fallback } = await beneficialOwners(row);
      const found = bare(
        row,
        owners.map((each: Answer) => each.person),
      );
      expect(found).toEqual([...row.expected.owners].sort());
      if (row.expected.fallback !== undefined) expect(fallback).toBe(row.expected.fallback);
      if (row.expected.pct !== undefined)
        expect(owners[0].share).toEqual({ min: String(row.expected.pct), max: String(row.expected.pct) });
    },
  );

  test.each(asked.filter((row) => row.query.type === 'groupControl').map((row) => [row.id, row] as const))(
    '%s: whether the group controls',
    async (_, row) => {
      const found = await controllersOf(row);
      expect((row.query.group ?? []).some((member) => found.includes(member))).toBe(row.expected.controls);
    },
  );

  test.each(asked.filter((row) => row.query.type === 'controllers').map((row) => [row.id, row] as const))(
    '%s: the published controllers',
    async (_, row) => {
      const found = await controllersOf(row);
      expect(found).toEqual(expect.arrayContaining(row.expected.controllers));
      expect(found.filter((id) => row.expected.notControllers.includes(id))).toEqual([]);
    },
  );

  test.each(asked.filter((row) => row.query.type === 'controllersAsOf').map((row) => [row.id, row] as const))(
    '%s: the published controllers at each date',
    async (_, row) => {
      for (const date of row.query.dates ?? [])
        expect(await controllersOf(row, date)).toEqual(row.expected.byDate[date]);
    },
  );

  const ASKED_OF = [
    'status',
    'controlSet',
    'controlAll',
    'ownershipPct',
    'ownershipRange',
    'beneficialOwners',
    'groupControl',
    'controllers',
    'controllersAsOf',
  ];

  test('every row is asked by one of the tests above, or named in the table with its reason', () => {
    expect(asked.filter((row) => !ASKED_OF.includes(row.query.type))).toEqual([]);
    expect(Object.keys(NOT_ASKED).filter((id) => !rows.some((row) => row.id === id))).toEqual([]);
  });
});
