import fc from 'fast-check';
import { UNITS_PER_PERCENT } from '../../../src/model/share.js';
import type { InterestStatement, PartyStatement, ProductStatement } from '../../../src/model/statement.js';
import type { Changes, Merge, Unmerge } from '../../../src/store/store.js';
import { parties, product, source } from '../statements.js';

export const IDS = ['a', 'b', 'c', 'd', 'e'];
export const DAYS = ['2019-12-31', '2020-01-01', '2021-06-15', '2022-01-01', '2026-01-01'];

/** So few ids, days and identifiers that statements meet: they supersede, coincide, join and are retracted. */
const id = fc.constantFrom(...IDS);
const dataset = fc.constantFrom('register', 'press');
const statementId = fc.constantFrom('1', '2', '3', '4', '5', '6');
const day = fc.option(fc.constantFrom('2020-01-01', '2021-01-01', '2022-01-01'));

const aboutParty: fc.Arbitrary<PartyStatement> = fc
  .record({
    id,
    dataset,
    statementId,
    lei: fc.option(fc.constantFrom('1', '2', '3')),
    name: fc.constantFrom('One', 'Two', 'Three'),
  })
  .map((said) => ({
    party: said.id,
    facts: {
      kind: 'COMPANY',
      name: said.name,
      incorporatedIn: 'GB',
      ...(said.lei === null ? {} : { identifiers: [{ scheme: 'XI-LEI', value: said.lei }] }),
    },
    source: source(`party ${said.statementId}`, said.dataset),
  }));

const aboutInterest: fc.Arbitrary<InterestStatement> = fc
  .record({
    holder: fc.option(id, { freq: 6 }),
    subject: id,
    dataset,
    statementId,
    percent: fc.integer({ min: 0, max: 100 }),
    from: day,
    to: day,
    type: fc.constantFrom('SHAREHOLDING', 'CONCERT'),
  })
  .map((said) => ({
    interestedParty: said.holder,
    undisclosed: said.holder === null ? 'withheld' : null,
    subject: said.subject,
    type: said.type as 'SHAREHOLDING' | 'CONCERT',
    share: {
      min: said.percent * UNITS_PER_PERCENT,
      max: 100 * UNITS_PER_PERCENT,
      minExclusive: false,
      maxExclusive: false,
    },
    startDate: said.from,
    endDate: said.to,
    source: source(said.statementId, said.dataset),
  }));

const aboutProduct: fc.Arbitrary<ProductStatement> = fc
  .record({ product: fc.constantFrom('p', 'q'), dataset, statementId, operators: fc.array(id, { maxLength: 2 }) })
  .map((said) =>
    product(said.product, 'P', said.operators, { id: `product ${said.statementId}`, dataset: said.dataset }),
  );

/** Of few parties, so that merges overlap; of revisions that were merges, and of others. */
const identity: fc.Arbitrary<Merge | Unmerge> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ merge: fc.array(id, { minLength: 1, maxLength: 2 }), into: id }) },
  { weight: 1, arbitrary: fc.record({ unmerge: fc.integer({ min: 1, max: 8 }) }) },
);

const retraction = fc.record({
  dataset: fc.option(dataset),
  statementId: fc.oneof(
    statementId,
    statementId.map((of) => `party ${of}`),
  ),
});

/** A first write that records everybody, then any writes; some are refused, and then change nothing. */
export const writes: fc.Arbitrary<readonly Changes[]> = fc
  .array(
    fc.record({
      parties: fc.array(aboutParty, { maxLength: 2 }),
      interests: fc.array(aboutInterest, { maxLength: 4 }),
      products: fc.array(aboutProduct, { maxLength: 1 }),
      identity: fc.option(identity, { nil: undefined }),
      retract: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(retraction, { maxLength: 1 })),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((later) => [
    { parties: parties(...IDS) },
    ...later.map(({ identity: decision, ...rest }) =>
      decision === undefined ? rest : { ...rest, identity: decision },
    ),
  ]);
