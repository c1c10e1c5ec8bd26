import { type DateString, holdsAt } from '../model/date.js';
import type { Party, PartyFacts, PartyId } from '../model/party.js';
import type { Source } from '../model/source.js';
import type { PartyStatement } from '../model/statement.js';

/**
 * A party as of a date, from every live statement about it, oldest first. Within a dataset the newest statement that
 * speaks of a field has it; datasets stand beside each other: lists are joined, and where yes and no contradict, the
 * answer is the one that clears nobody.
 */
export function partyAsOf(id: PartyId, statements: readonly PartyStatement[], asOf: DateString): Party {
  if (statements.length === 1) return fromDatasets(id, [statements[0]?.facts ?? {}], statements, asOf);
  const datasets = new Map<string, PartyFacts>();
  for (const { facts, source } of statements) datasets.set(source.dataset, { ...datasets.get(source.dataset), ...facts });
  return fromDatasets(id, [...datasets.values()], statements, asOf);
}

function fromDatasets(
  id: PartyId,
  datasets: readonly PartyFacts[],
  statements: readonly PartyStatement[],
  asOf: DateString,
): Party {
  const listed = saysYes(datasets, 'publiclyListed');
  return {
    id,
    kind: datasets.find((facts) => facts.kind !== undefined)?.kind ?? 'COMPANY',
    name: datasets.find((facts) => facts.name !== undefined)?.name ?? id,
    names: union(datasets, 'names'),
    identifiers: union(datasets, 'identifiers'),
    incorporatedIn: distinct(datasets.flatMap((facts) => facts.incorporatedIn ?? [])),
    headquarters: union(datasets, 'headquarters').filter((place) => holdsAt(place, asOf)),
    nationalities: union(datasets, 'nationalities'),
    listings: union(datasets, 'listings').filter((listing) => holdsAt(listing, asOf)),
    publiclyListed: listed,
    majorHoldersStated: saysYes(datasets, 'majorHoldersStated') === true,
    ownersComplete: saysYes(datasets, 'ownersComplete') === true,
    sources: statements.map((statement): Source => statement.source),
  };
}

type ListField = 'names' | 'identifiers' | 'headquarters' | 'nationalities' | 'listings';

function union<F extends ListField>(datasets: readonly PartyFacts[], field: F): readonly NonNullable<PartyFacts[F]>[number][] {
  const lists = datasets.flatMap((facts) => (facts[field] === undefined ? [] : [facts[field]]));
  if (lists.length <= 1) return (lists[0] ?? []) as readonly NonNullable<PartyFacts[F]>[number][];
  return distinct(lists.flat() as NonNullable<PartyFacts[F]>[number][]);
}

function distinct<T>(values: readonly T[]): readonly T[] {
  if (values.length <= 1) return values;
  const seen = new Map<string, T>();
  for (const value of values) if (!seen.has(JSON.stringify(value))) seen.set(JSON.stringify(value), value);
  return [...seen.values()];
}

/** True when some say so and none deny it, false when some deny it and none say so, else null. */
function saysYes(
  datasets: readonly PartyFacts[],
  field: 'publiclyListed' | 'majorHoldersStated' | 'ownersComplete',
): boolean | null {
  const said = datasets.flatMap((facts) => facts[field] ?? []);
  if (said.length === 0 || (said.includes(true) && said.includes(false))) return null;
  return said.includes(true);
}
