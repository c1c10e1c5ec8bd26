import fc from 'fast-check';
import { INTEREST_TYPES } from '../../src/model/interest.js';
import { type Identifier, type Located, NAME_KINDS, type PartyFacts } from '../../src/model/party.js';
import { WHOLE } from '../../src/model/share.js';
import { GRADES } from '../../src/model/source.js';
import type { InterestStatement, PartyStatement, StatementSource } from '../../src/model/statement.js';
import type { Merge } from '../../src/store/store.js';
import { bounds } from '../rules/worlds.js';
import { DAYS } from '../worlds/dated.js';

/** Everything that statements can say, over a few parties, in the order in which it is recorded. */
export interface Recorded {
  readonly parties: readonly PartyStatement[];
  readonly interests: readonly InterestStatement[];
  readonly merges: readonly Merge[];
}

const IDS = ['a', 'b', 'c', '=d', 'e#2', 'f; -1', 'person'];
const place = fc.constantFrom('CN', 'SG', 'SG', 'SG', 'KY', 'US-DE', 'SU', 'ZZ', 'CY-TRNC', 'UA-43');

/** Words that one format or another could take for its own. */
export const text = fc.constantFrom(
  'Acme Ltd',
  '=HYPERLINK("http://example.com")',
  '-1 Ltd',
  '@home',
  "'=quoted",
  `'"literal"`,
  '+1;=2|-3',
  'a "b" & c, d',
  'line\r\nbreak\ttab\n\n=x',
  '</data>]]>',
  '\u202eevil\u200b',
  'АВС',
  '\ufffe\u{1f600}',
  'C:\\new',
  '＝full',
  '(b) [c]: d; e',
  'null',
  '1e5',
);

const span = fc
  .tuple(fc.option(fc.constantFrom(...DAYS)), fc.option(fc.constantFrom(...DAYS)))
  .filter(([from, to]) => from === null || to === null || from <= to)
  .map(([startDate, endDate]) => ({ startDate, endDate }));

const source = (statementId: string): fc.Arbitrary<StatementSource> =>
  fc.record({
    dataset: fc.constantFrom('one', 'one', '=two'),
    url: fc.option(fc.constantFrom('http://example.com/a?b=c&d', 'no address')),
    retrievedAt: fc.option(fc.constantFrom(...DAYS)),
    statementId: fc.constantFrom(statementId, `=${statementId}`),
    quote: fc.option(text),
    grade: fc.constantFrom(...GRADES),
  });

const identifier: fc.Arbitrary<Identifier> = fc.constantFrom(
  { scheme: 'GB-COH', value: '00000001' },
  { scheme: 'GB-COH', value: '1' },
  { scheme: 'XI-LEI', value: '5493001NTNQJDH60PM02' },
  { scheme: 'ISIN', value: 'US0378331005' },
  { scheme: 'odd scheme', value: '-1;2' },
  { scheme: 'US-SEC', value: '0000000001' },
  { scheme: 'FTM', value: 'x' },
);

function facts(index: number, isPerson: boolean): fc.Arbitrary<PartyFacts> {
  const located = fc
    .tuple(place, span, source(`place ${index}`))
    .map(([jurisdiction, dated, at]): Located => ({ jurisdiction, ...dated, source: at }));
  const listing = fc.tuple(
    fc.constantFrom('us_ofac_sdn', 'eu_fsf', 'a list; (odd)'),
    fc.option(fc.constantFrom('SDGT', 'EO 13662 (2); b')),
    span,
    source(`list ${index}`),
  );
  return fc
    .record(
      {
        kind: isPerson
          ? fc.constant('PERSON' as const)
          : fc.constantFrom('COMPANY' as const, 'COMPANY' as const, 'ARRANGEMENT' as const, 'STATE' as const),
        name: text,
        names: fc.array(
          fc.record({
            text,
            language: fc.option(fc.constantFrom('fr', 'odd (l)')),
            kind: fc.constantFrom(...NAME_KINDS),
          }),
          { maxLength: 3 },
        ),
        identifiers: fc.array(identifier, { maxLength: isPerson ? 0 : 2 }),
        incorporatedIn: place,
        headquarters: fc.uniqueArray(located, {
          maxLength: 2,
          selector: (each) => JSON.stringify({ ...each, source: null }),
        }),
        nationalities: fc.uniqueArray(place, { maxLength: 2 }),
        listings: fc.array(
          listing.map(([list, programme, dated, cited]) => ({ list, programme, ...dated, source: cited })),
          { maxLength: 2 },
        ),
        publiclyListed: fc.boolean(),
        majorHoldersStated: fc.boolean(),
        ownersComplete: fc.constantFrom(true, false, false),
      },
      { requiredKeys: isPerson ? ['kind'] : [] },
    )
    .map((said) => said as PartyFacts);
}

const about = fc
  .array(fc.constantFrom(...IDS), { maxLength: 10 })
  .chain((more) =>
    fc.tuple(
      ...[...IDS, ...more].map((party, index) =>
        fc
          .tuple(facts(index, party === 'person'), source(`about ${index}`))
          .map(([said, from]): PartyStatement => ({ party, facts: said, source: from })),
      ),
    ),
  );

const interest = (index: number): fc.Arbitrary<InterestStatement> =>
  fc
    .record({
      interestedParty: fc.option(fc.constantFrom(...IDS), { freq: 8 }),
      undisclosed: fc.option(text),
      subject: fc.constantFrom(...IDS.slice(0, -1)),
      type: fc.oneof(fc.constant('SHAREHOLDING' as const), fc.constantFrom(...INTEREST_TYPES)),
      share: fc.oneof(
        { weight: 8, arbitrary: bounds },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            { min: 1, max: 1, minExclusive: false, maxExclusive: false },
            { min: 7, max: WHOLE - 1, minExclusive: true, maxExclusive: false },
          ),
        },
      ),
      dated: span,
      source: source(`interest ${index}`),
    })
    .map(({ dated, undisclosed, ...rest }) => ({
      ...rest,
      undisclosed: rest.interestedParty === null ? undisclosed : null,
      ...dated,
    }));

export const recorded: fc.Arbitrary<Recorded> = fc
  .record({
    parties: about,
    interests: fc.tuple(...Array.from({ length: 14 }, (_, index) => interest(index))),
    merge: fc.option(fc.uniqueArray(fc.constantFrom(...IDS.slice(0, -1)), { minLength: 2, maxLength: 3 })),
  })
  .map(({ parties, interests, merge }) => ({
    parties,
    interests,
    merges: merge === null ? [] : [{ merge, into: merge[0] as string }],
  }));

/** The same without sources of single headquarters and listings, for a format that has one source a row. */
export function citedOnce({ parties, ...rest }: Recorded): Recorded {
  return {
    ...rest,
    parties: parties.map(({ facts: said, source: from, ...about }) => {
      const { headquarters, listings } = said;
      return {
        ...about,
        source: from,
        facts: {
          ...said,
          ...(headquarters && { headquarters: headquarters.map((each) => ({ ...each, source: from })) }),
          ...(listings && { listings: listings.map((each) => ({ ...each, source: from })) }),
        },
      };
    }),
  };
}
