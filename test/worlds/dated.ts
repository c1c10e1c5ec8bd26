import fc from 'fast-check';
import { rulebook } from '../../seed/rulebook.js';
import { Inquiry } from '../../src/inquiry.js';
import type { DateString } from '../../src/model/date.js';
import type { PartyFacts } from '../../src/model/party.js';
import type { InterestStatement, PartyStatement } from '../../src/model/statement.js';
import type { Store } from '../../src/store/store.js';
import type { RulingView } from '../../src/views.js';
import { LIMITS, TODAY } from '../asking.js';
import { gathered, type SmallWorld, smallWorld } from '../rules/worlds.js';

/** The policies that worlds are judged under: by place, by list, and each owner alone. */
export const POLICIES = ['anthropic-2025-09', 'ofac-50', 'uk-ofsi'] as const;

export const RULES = rulebook();

export async function inquiryOf(store: Store, asOf: DateString = TODAY): Promise<Inquiry> {
  return new Inquiry(store, RULES, LIMITS, {
    asOf,
    revision: await store.revision(),
    knownAt: null,
    deadlineAt: Date.now() + 60_000,
    unrecordedOwners: null,
    supposition: null,
  });
}

/** The verdict on everybody asked alone, with its share and the codes of its reasons. */
export async function judged(world: Inquiry, ids: readonly string[]): Promise<object[]> {
  const rulings = await Promise.all(
    POLICIES.flatMap((policy) => ids.map((id) => world.restriction(id, policy).then(told))),
  );
  return rulings;
}

export function told({ ruling }: RulingView): object {
  const { subject, policy, verdict, restrictedShare, reasons } = ruling;
  return { id: subject.id, policy: policy.id, verdict, restrictedShare, reasons: reasons.map(({ code }) => code) };
}

/** A small world as it is written. */
export function statements(small: SmallWorld): { parties: PartyStatement[]; interests: InterestStatement[] } {
  const { parties, interests } = gathered(small);
  return { parties: parties.flatMap((party) => party.statements), interests: [...interests] };
}

export const FIRST_DAY = '2024-02-25';
export const DAYS = Array.from({ length: 10 }, (_, n) => dayAfter(FIRST_DAY, n));

export function dayAfter(day: DateString, days: number): DateString {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const span = fc
  .tuple(fc.option(fc.constantFrom(...DAYS)), fc.option(fc.constantFrom(...DAYS)))
  .filter(([from, to]) => from === null || to === null || from < to)
  .map(([startDate, endDate]) => ({ startDate, endDate }));

/** Small worlds in which stakes, headquarters and listings begin and end within a few days, and supersede each other. */
export const datedWorld = fc
  .tuple(smallWorld({ parties: 4, stakes: 6 }), fc.array(span, { minLength: 16, maxLength: 16 }))
  .map(([small, spans]) => {
    const { parties, interests } = statements(small);
    const spanAt = (index: number) => spans[index % spans.length] ?? { startDate: null, endDate: null };
    return {
      ids: small.parties.map((party) => party.id),
      parties: parties.map((statement, index) => ({
        ...statement,
        facts: datedFacts(statement, spanAt(index), index),
      })),
      interests: [
        ...interests.map((interest, index) => ({ ...interest, ...spanAt(index + 4) })),
        ...interests.slice(0, 2).map((interest, index) => ({
          ...interest,
          ...spanAt(index + 10),
          source: { ...interest.source, statementId: `again ${index}` },
        })),
      ],
    };
  });

function datedFacts(
  { facts, source }: PartyStatement,
  dates: { startDate: DateString | null; endDate: DateString | null },
  index: number,
): PartyFacts {
  const [place] = facts.headquarters ?? [];
  const headquarters = place === undefined ? [] : [{ ...place, ...dates }];
  const listing = { list: 'us_ofac_sdn', programme: null, ...dates, source };
  return { ...facts, incorporatedIn: 'SG', headquarters, ...(index === 1 ? { listings: [listing] } : {}) };
}
