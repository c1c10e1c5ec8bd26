import { type Dated, type DateString, holdsAt } from '../model/date.js';
import type { JurisdictionCode, Name, Party, PartyFacts, PartyId } from '../model/party.js';
import type { Source } from '../model/source.js';
import type { KeptAbout, PartyStatement } from '../model/statement.js';

/** A statement, with the id that its source gave where that is another (`KeptAbout`). */
type Statement = PartyStatement & Pick<KeptAbout, 'stated'>;

/**
 * A party as of a date, from every live statement about it, oldest first. Within a record, a dataset's under one id, the
 * newest statement that speaks of a field has it; records stand beside each other, also two of one dataset that turned
 * out to be one party: lists are joined, and where yes and no contradict, the answer is the one that clears nobody.
 */
export function partyAsOf(id: PartyId, statements: readonly Statement[], asOf: DateString): Party {
  if (statements.length === 1) return fromRecords(id, [statements[0]?.facts ?? {}], statements, asOf);
  const own = new Map<string, PartyFacts>();
  const others = new Map<string, PartyFacts>();
  for (const { facts, source, stated } of statements) {
    const [records, record] =
      stated === undefined ? [own, source.dataset] : [others, `${source.dataset}\u0000${stated}`];
    records.set(record, { ...records.get(record), ...facts });
  }
  // The id that answers brings its name.
  return fromRecords(id, [...own.values(), ...others.values()], statements, asOf);
}

function fromRecords(
  id: PartyId,
  records: readonly PartyFacts[],
  statements: readonly PartyStatement[],
  asOf: DateString,
): Party {
  const name = records.find((facts) => facts.name !== undefined)?.name;
  return {
    id,
    kind: records.find((facts) => facts.kind !== undefined)?.kind ?? 'COMPANY',
    name: name ?? id,
    names: withNames(union(records, 'names'), records, name),
    identifiers: union(records, 'identifiers'),
    incorporatedIn: places(records),
    headquarters: current(union(records, 'headquarters'), asOf),
    nationalities: union(records, 'nationalities'),
    listings: current(union(records, 'listings'), asOf),
    publiclyListed: saysYes(records, 'publiclyListed'),
    majorHoldersStated: saysYes(records, 'majorHoldersStated') === true,
    ownersComplete: saysYes(records, 'ownersComplete') === true,
    sources: statements.map((statement): Source => statement.source),
  };
}

const NONE: readonly never[] = Object.freeze([]);

/** With the names that other records give first, where they are others. */
function withNames(names: readonly Name[], records: readonly PartyFacts[], first: string | undefined): readonly Name[] {
  let found = names;
  for (const { name } of records)
    if (name !== undefined && name !== first && !found.some(({ text }) => text === name))
      found = [...found, { text: name, language: null, kind: 'ALIAS' }];
  return found;
}

function places(records: readonly PartyFacts[]): readonly JurisdictionCode[] {
  let found: readonly JurisdictionCode[] = NONE;
  for (const { incorporatedIn } of records) {
    if (incorporatedIn !== undefined && !found.includes(incorporatedIn)) found = [...found, incorporatedIn];
  }
  return found;
}

function current<T extends Dated>(values: readonly T[], asOf: DateString): readonly T[] {
  return values.every((value) => holdsAt(value, asOf)) ? values : values.filter((value) => holdsAt(value, asOf));
}

type ListField = 'names' | 'identifiers' | 'headquarters' | 'nationalities' | 'listings';
type Listed<F extends ListField> = readonly NonNullable<PartyFacts[F]>[number][];

/** What all records say, each value once; most parties have one dataset, and then its list is the answer. */
function union<F extends ListField>(records: readonly PartyFacts[], field: F): Listed<F> {
  let found: Listed<F> = NONE;
  for (const facts of records) {
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
  records: readonly PartyFacts[],
  field: 'publiclyListed' | 'majorHoldersStated' | 'ownersComplete',
): boolean | null {
  let said: boolean | null = null;
  for (const facts of records) {
    const says = facts[field];
    if (says === undefined) continue;
    if (said !== null && said !== says) return null;
    said = says;
  }
  return said;
}
