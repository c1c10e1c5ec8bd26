import fc from 'fast-check';
import type { InterestType } from '../../src/model/interest.js';
import type { Located, PartyFacts } from '../../src/model/party.js';
import type { Policy, UnrecordedOwners } from '../../src/model/policy.js';
import { WHOLE } from '../../src/model/share.js';
import type { InterestStatement, StatementSource } from '../../src/model/statement.js';
import type { Gathered } from '../../src/rules/graph.js';
import { bounds, policy } from '../rules/worlds.js';

/** A world with everything in it that a policy reads, and a policy that reads it. */
export interface RichWorld {
  readonly world: Gathered;
  readonly policy: Policy;
  readonly mode: UnrecordedOwners;
}

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const place = fc.constantFrom('CN', 'SG', 'SG', 'SG', 'SG', 'SG', 'KY');
const law = fc.constantFrom('CN', 'SG', 'SG', 'US-DE', 'US', 'KY');

function source(statementId: string, quote: string | null = null): StatementSource {
  return { dataset: 'test', url: null, retrievedAt: null, statementId, quote, grade: 'PRIMARY' };
}

const facts: fc.Arbitrary<PartyFacts> = fc
  .record({
    kind: fc.constantFrom(
      'COMPANY' as const,
      'COMPANY' as const,
      'COMPANY' as const,
      'ARRANGEMENT' as const,
      'ARRANGEMENT' as const,
      'PERSON' as const,
      'STATE' as const,
    ),
    headquarters: fc.array(place, { maxLength: 2 }),
    incorporatedIn: fc.option(law, { nil: undefined }),
    nationalities: fc.uniqueArray(place, { maxLength: 1 }),
    isListed: fc.constantFrom(true, false, false, false, false, false),
    publiclyListed: fc.boolean(),
    majorHoldersStated: fc.boolean(),
    ownersComplete: fc.constantFrom(true, false, false),
  })
  .map(({ headquarters, isListed, incorporatedIn, ...rest }) => ({
    ...rest,
    ...(incorporatedIn === undefined ? {} : { incorporatedIn }),
    headquarters: headquarters.map(
      (jurisdiction, index): Located => ({
        jurisdiction,
        startDate: null,
        endDate: null,
        source: source(`at ${index}`),
      }),
    ),
    listings: isListed
      ? [{ list: 'eu_fsf', programme: null, startDate: null, endDate: null, source: source('listed') }]
      : [],
  }));

const type = fc.oneof(
  { weight: 7, arbitrary: fc.constant<InterestType>('SHAREHOLDING') },
  {
    weight: 8,
    arbitrary: fc.constantFrom<InterestType>(
      'VOTING_RIGHTS',
      'VOTING_RIGHTS',
      'BOARD_APPOINTMENT',
      'BRANCH',
      'CONCERT',
      'CONCERT',
      'JOINT_HOLDER',
      'REPORTED_PARENT',
      'REPORTED_ULTIMATE_PARENT',
      'CONTRACT',
      'GENERAL_PARTNER',
      'OTHER_INFLUENCE',
      'NOMINEE',
    ),
  },
);

/** Anybody may hold anything in anybody, also in itself, also more than there is. */
const interest: fc.Arbitrary<InterestStatement> = fc
  .record({
    interestedParty: fc.oneof(
      { weight: 10, arbitrary: fc.constantFrom(...IDS) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    subject: fc.constantFrom(...IDS),
    type,
    share: bounds,
    quote: fc.constantFrom(null, 'It controls it.', 'It advises it.'),
    statement: fc.uuid(),
  })
  .map(({ quote, statement, ...rest }) => ({
    ...rest,
    undisclosed: null,
    startDate: null,
    endDate: null,
    source: source(statement, quote),
  }));

const control = fc.constantFrom('CONTROLS' as const, 'POSSIBLE' as const, 'FLAG' as const, 'IGNORE' as const);

const rule: fc.Arbitrary<Policy> = fc
  .record({
    base: fc.constantFrom('anthropic-2025-09', 'eu-2024', 'doj-202', 'outbound-850', 'uk-ofsi', 'bis-affiliates'),
    comparison: fc.constantFrom('MORE_THAN' as const, 'AT_LEAST' as const),
    threshold: fc.constantFrom(WHOLE / 2, WHOLE / 2, WHOLE / 4),
    aggregate: fc.boolean(),
    reportedParents: fc.constantFrom('PRESUMED' as const, 'PRESUMED' as const, 'SIGNAL' as const, 'CONTROLS' as const),
    effect: control,
    majority: control,
    exemptOrganisedIn: fc.constantFrom([], [], ['US']),
    lists: fc.constantFrom([], ['eu_fsf']),
  })
  .map(({ base, effect, majority, lists, ...rest }) => {
    const shipped = policy(base);
    return {
      ...shipped,
      ...rest,
      seeds: { ...shipped.seeds, lists },
      control: {
        ...shipped.control,
        CONTRACT: effect,
        GENERAL_PARTNER: effect,
        OTHER_INFLUENCE: effect,
        REPORTED_PARENT: effect,
        BOARD_APPOINTMENT: majority,
        VOTING_RIGHTS: majority,
      },
    };
  });

export const richWorld: fc.Arbitrary<RichWorld> = fc
  .record({
    parties: fc.tuple(...IDS.map(() => facts)),
    interests: fc.array(interest, { maxLength: 14 }),
    cut: fc.constantFrom([], [], [], ['b'], ['c', 'd']),
    policy: rule,
    mode: fc.constantFrom<UnrecordedOwners>('IGNORED', 'SUBJECT', 'EVERYWHERE'),
  })
  .map(({ parties, interests, cut, ...asked }) => ({
    ...asked,
    world: {
      parties: parties.map((each, index) => {
        const id = IDS[index] as string;
        return { id, statements: [{ party: id, facts: { ...each, name: id }, source: source(id) }] };
      }),
      interests,
      unexpanded: cut,
      complete: cut.length === 0,
    },
  }));
