import { Failure, UnknownParties } from '../../src/errors.js';
import type { Arrival, Refusal, Stated } from '../../src/intake/arrival.js';
import { bods } from '../../src/intake/bods.js';
import type { Target } from '../../src/intake/load.js';
import type { InterestStatement } from '../../src/model/statement.js';
import type { Changes } from '../../src/store/store.js';

const PUBLISHED = {
  publicationDetails: { publicationDate: '2025-03-05', bodsVersion: '0.4', publisher: { name: 'Example Register' } },
};

export function entity(recordId: string, details: object = {}, statement: object = {}): object {
  const recordDetails = { isComponent: false, entityType: { type: 'registeredEntity' }, name: recordId, ...details };
  return {
    statementId: `s-${recordId}`,
    recordId,
    recordType: 'entity',
    recordStatus: 'new',
    statementDate: '2024-01-01',
    recordDetails,
    ...PUBLISHED,
    ...statement,
  };
}

export function person(recordId: string, details: object = {}): object {
  return {
    ...entity(recordId),
    recordType: 'person',
    recordDetails: { personType: 'knownPerson', names: [{ type: 'legal', fullName: recordId }], ...details },
  };
}

export function relationship(recordId: string, details: object, statement: object = {}): object {
  const recordDetails = { isComponent: false, subject: 'subject', interestedParty: 'holder', ...details };
  return { ...entity(recordId), recordType: 'relationship', recordDetails, ...statement };
}

export async function read(...records: (object | string)[]): Promise<Arrival[]> {
  const lines = records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record)));
  return collect(bods([lines.join('\n')]));
}

export async function collect(arrivals: AsyncIterable<Arrival> | Iterable<Arrival>): Promise<Arrival[]> {
  const all: Arrival[] = [];
  for await (const arrival of arrivals) all.push(arrival);
  return all;
}

export function stated(arrivals: readonly Arrival[]): Stated[] {
  return arrivals.filter((arrival) => arrival.outcome === 'STATED');
}

export function refusals(arrivals: readonly Arrival[]): Refusal[] {
  return arrivals.filter((arrival) => arrival.outcome === 'REFUSED');
}

/** The interests of one relationship, read on its own. */
export async function interestsOf(details: object, statement: object = {}): Promise<readonly InterestStatement[]> {
  const arrivals = await read(relationship('r', details, statement));
  const [refused] = refusals(arrivals);
  if (refused !== undefined) throw new Error(refused.message);
  return stated(arrivals).flatMap(({ interests }) => interests);
}

/** A store that only remembers, to see what a load writes; it refuses the party "unwelcome" and ids nobody stated. */
export class RecordingStore implements Target {
  readonly batches: Changes[] = [];
  private readonly kept = new Set<string>();
  private readonly ids = new Set<string>();

  async write(changes: Changes): ReturnType<Target['write']> {
    const { parties = [], interests = [], products = [] } = changes;
    if (parties.some(({ party }) => party === 'unwelcome'))
      throw new Failure('CONFLICT', '"unwelcome" is somebody else.');
    if (parties.some(({ party }) => party === 'unreachable'))
      throw new Failure('DATABASE_UNAVAILABLE', 'The database does not answer.');
    const known = new Set([...this.ids, ...parties.map(({ party }) => party)]);
    const named = interests.flatMap(({ subject, interestedParty }) => [subject, interestedParty ?? subject]);
    const unknown = [...new Set(named)].filter((id) => !known.has(id));
    if (unknown.length > 0) throw new UnknownParties(unknown, `${unknown.join()}: nobody knows them.`);
    this.batches.push(changes);
    const count = (statements: readonly object[]): number => statements.filter((each) => this.isNew(each)).length;
    for (const id of known) this.ids.add(id);
    const fresh = { parties: count(parties), interests: count(interests), products: count(products) };
    const unchanged =
      parties.length + interests.length + products.length - fresh.parties - fresh.interests - fresh.products;
    return { revision: this.batches.length, ...fresh, unchanged, retracted: 0, merge: null, touched: [] };
  }

  private isNew(statement: object): boolean {
    const key = JSON.stringify(statement);
    const fresh = !this.kept.has(key);
    this.kept.add(key);
    return fresh;
  }
}
