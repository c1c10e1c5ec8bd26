import { type Dated, type DateString, holdsAt } from '../model/date.js';
import type { JurisdictionCode, Party, PartyFacts, PartyId } from '../model/party.js';
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
  for (const { facts, source } of statements)
    datasets.set(source.dataset, { ...datasets.get(source.dataset), ...facts });
  return fromDatasets(id, [...datasets.values()], statements, asOf);
}

function fromDatasets(
  id: PartyId,
  datasets: readonly PartyFacts[],
  statements: readonly PartyStatement[],
  asOf: DateString,
): Party {
  return {
    id,
    kind: datasets.find((facts) => facts.kind !== undefined)?.kind ?? 'COMPANY',
    name: datasets.find((facts) => facts.name !== undefined)?.name ?? id,
    names: union(datasets, 'names'),
    identifiers: union(datasets, 'identifiers'),
    incorporatedIn: places(datasets),
    headquarters: current(union(datasets, 'headquarters'), asOf),
    nationalities: union(datasets, 'nationalities'),
    listings: current(union(datasets, 'listings'), asOf),
    publiclyListed: saysYes(datasets, 'publiclyListed'),
    majorHoldersStated: saysYes(datasets, 'majorHoldersStated') === true,
    ownersComplete: saysYes(datasets, 'ownersComplete') === true,
    sources: statements.map((statement): Source => statement.source),
  };
}

const NONE: readonly never[] = Object.freeze([]);

function places(datasets: readonly PartyFacts[]): readonly JurisdictionCode[] {
  let found: readonly JurisdictionCode[] = NONE;
  for (const { incorporatedIn } of datasets) {
    if (incorporatedIn !== undefined && !found.includes(incorporatedIn)) found = [...found, incorporatedIn];
  }
  return found;
}

function current<T extends Dated>(values: readonly T[], asOf: DateString): readonly T[] {
  return values.every((value) => holdsAt(value, asOf)) ? values : values.filter((value) => holdsAt(value, asOf));
}

type ListField = 'names' | 'identifiers' | 'headquarters' | 'nationalities' | 'listings';
type Listed<F extends ListField> = readonly NonNullable<PartyFacts[F]>[number][];

/** What all datasets say, each value once; most parties have one dataset, and then its list is the answer. */
function union<F extends ListField>(datasets: readonly PartyFacts[], field: F): Listed<F> {
  let found: Listed<F> = NONE;
  for (const facts of datasets) {
    const more = facts[field] as Listed<F> | undefined;
    if (more !== undefined && more.length > 0) found = found.length === 0 ? more : distinct([...found, ...more]);
  }
  return found;
}

function distinct<T>(values: readonly T[]): readonly T[] {
  const seen = new Map<string, T>();
  for (const value of values) {
    const text = JSON.stringify(value);
    if (!seen.has(text)) seen.set(text, value);
  }
  return [...seen.values()];
}

/** True when some say so and none deny it, false when some deny it and none say so, else null. */
function saysYes(
  datasets: readonly PartyFacts[],
  field: 'publiclyListed' | 'majorHoldersStated' | 'ownersComplete',
): boolean | null {
  let said: boolean | null = null;
  for (const facts of datasets) {
    const says = facts[field];
    if (says === undefined) continue;
    if (said !== null && said !== says) return null;
    said = says;
  }
  return said;
}
