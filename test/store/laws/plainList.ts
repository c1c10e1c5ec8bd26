import { isDeepStrictEqual } from 'node:util';
import type { PartyId } from '../../../src/model/party.js';
import type { InterestStatement, PartyStatement, ProductStatement } from '../../../src/model/statement.js';
import type { Changes, Merge } from '../../../src/store/store.js';

interface Entry<T> {
  readonly statement: T;
  readonly recorded: number;
  readonly ordinal: number;
}

/**
 * What a store says, in the simplest way that is right: a list of live statements, read through from end to end for
 * every question. Shares no code with any store, nor with the rule that ends older statements.
 */
export class PlainList {
  revision = 0;
  private parties = new Map<string, Entry<PartyStatement>>();
  private interests = new Map<string, Entry<InterestStatement>>();
  private products = new Map<string, Entry<ProductStatement>>();
  private readonly order: PartyId[] = [];
  /** Those that bore one identifier once; for good. */
  private readonly pairs: (readonly [PartyId, PartyId])[] = [];
  private merges: { readonly id: number; readonly parties: ReadonlySet<PartyId>; readonly into: PartyId }[] = [];
  private readonly ever = new Set<string>();

  /** False when the write is refused. */
  write({ parties = [], interests = [], products = [], retract = [], identity }: Changes): boolean {
    const goes = retract.map((each) => this.liveKeys(each));
    if (goes.includes(null) || !this.canDecide(identity)) return false;
    let changed = false;
    for (const key of goes.flatMap((keys) => keys ?? [])) {
      changed = this.parties.delete(key) || changed;
      changed = this.interests.delete(key) || changed;
      changed = this.products.delete(key) || changed;
    }
    const recorded = this.revision + 1;
    changed = this.decide(identity, recorded) || changed;
    changed = put(this.parties, parties, recorded, 0) || changed;
    changed = put(this.interests, interests, recorded, parties.length) || changed;
    changed = put(this.products, products, recorded, parties.length + interests.length) || changed;
    for (const { party } of parties) if (!this.order.includes(party)) this.order.push(party);
    for (const { source } of [...parties, ...interests, ...products])
      this.ever.add(JSON.stringify([source.dataset, source.statementId]));
    if (changed) this.revision = recorded;
    this.join();
    return true;
  }

  /** The id that answers for an id: what the newest merge among all that are one names, else the first recorded. */
  idOf(id: PartyId): PartyId {
    const all = this.oneWith(id);
    const newest = this.merges.filter(({ into }) => all.has(into)).sort((a, b) => b.id - a.id)[0];
    return newest?.into ?? (this.order.find((each) => all.has(each)) as PartyId);
  }

  /** Operators of each product, under the ids that answer, by the newest statement of each dataset. */
  operators(): string[] {
    const newest = new Map<string, ProductStatement>();
    for (const { statement } of [...this.products.values()].sort((a, b) => (isLater(a, b) ? 1 : -1)))
      newest.set(JSON.stringify([statement.product, statement.source.dataset]), statement);
    return [...newest.values()].map(({ product, source, operators }) =>
      JSON.stringify([product, source.dataset, operators.map(({ operator }) => this.idOf(operator))]),
    );
  }

  /** What holds on a day, under the ids that answer. */
  heldOn(day: string): InterestStatement[] {
    const live = [...this.interests.values()].map((entry) => ({ ...entry, statement: this.renamed(entry.statement) }));
    return live
      .filter(({ statement }) => begun(statement, day) && (statement.endDate === null || day < statement.endDate))
      .filter(
        (entry) =>
          !live.some(
            (other) =>
              sameKey(entry.statement, other.statement) && begun(other.statement, day) && isNewer(other, entry),
          ),
      )
      .map(({ statement }) => statement);
  }

  upward(from: PartyId, day: string): { readonly parties: Set<PartyId>; readonly interests: InterestStatement[] } {
    const held = this.heldOn(day);
    const reached = new Set([this.idOf(from)]);
    for (let size = 0; size < reached.size; ) {
      size = reached.size;
      for (const { interestedParty, subject, type } of held) {
        if (interestedParty === null) continue;
        if (reached.has(subject)) reached.add(interestedParty);
        if (type === 'CONCERT' && reached.has(interestedParty)) reached.add(subject);
      }
    }
    return { parties: reached, interests: held.filter(({ subject }) => reached.has(subject)) };
  }

  downward(from: PartyId, day: string): { readonly parties: Set<PartyId>; readonly interests: InterestStatement[] } {
    const held = this.heldOn(day);
    const reached = new Set([this.idOf(from)]);
    for (let size = 0; size < reached.size; ) {
      size = reached.size;
      for (const { interestedParty, subject, type } of held) {
        if (interestedParty !== null && reached.has(interestedParty)) reached.add(subject);
        if (interestedParty !== null && type === 'CONCERT' && reached.has(subject)) reached.add(interestedParty);
      }
    }
    const interests = held.filter(({ subject }) => reached.has(subject));
    return {
      parties: new Set([...reached, ...interests.flatMap(({ interestedParty }) => interestedParty ?? [])]),
      interests,
    };
  }

  private liveKeys({ dataset, statementId }: NonNullable<Changes['retract']>[number]): string[] | null {
    const isMeant = (key: string): boolean => {
      const [of, id] = JSON.parse(key) as [string, string];
      return id === statementId && (dataset === null || of === dataset);
    };
    const live = [...new Set([...this.parties.keys(), ...this.interests.keys(), ...this.products.keys()])].filter(
      isMeant,
    );
    if (live.length === 0) return [...this.ever].some(isMeant) ? [] : null;
    return live.length === 1 ? live : null;
  }

  private oneWith(id: PartyId): Set<PartyId> {
    const all = new Set([id]);
    for (let size = 0; size < all.size; ) {
      size = all.size;
      for (const one of [...this.pairs, ...this.merges.map(({ parties }) => [...parties])])
        if (one.some((each) => all.has(each))) for (const each of one) all.add(each);
    }
    return all;
  }

  private canDecide(identity: Changes['identity']): boolean {
    if (identity === undefined) return true;
    if ('unmerge' in identity) return this.merges.some(({ id }) => id === identity.unmerge);
    const wanted = [...new Set([...identity.merge, identity.into])];
    const all = this.oneWith(identity.into);
    return wanted.length > 1 && (this.standing(identity) || wanted.some((id) => !all.has(id)));
  }

  private standing({ merge, into }: Merge): boolean {
    const wanted = new Set([...merge, into]);
    return this.merges.some((each) => each.into === into && isDeepStrictEqual(each.parties, wanted));
  }

  private decide(identity: Changes['identity'], id: number): boolean {
    if (identity === undefined) return false;
    if ('unmerge' in identity) {
      this.merges = this.merges.filter((each) => each.id !== identity.unmerge);
      return true;
    }
    if (this.standing(identity)) return false;
    this.merges.push({ id, parties: new Set([...identity.merge, identity.into]), into: identity.into });
    return true;
  }

  private join(): void {
    const owners = new Map<string, PartyId>();
    for (const [value, id] of this.identifiers()) {
      const owner = owners.get(value);
      if (owner === undefined) owners.set(value, id);
      else this.pairs.push([owner, id]);
    }
  }

  /** Identifiers by the newest statement of a dataset about an id that speaks of them, with the id as stated. */
  private identifiers(): [string, PartyId][] {
    const newest = new Map<string, PartyStatement>();
    for (const { statement } of [...this.parties.values()].sort((a, b) => (isLater(a, b) ? 1 : -1))) {
      if (statement.facts.identifiers !== undefined)
        newest.set(JSON.stringify([statement.source.dataset, statement.party]), statement);
    }
    return [...newest.values()].flatMap(({ party, facts }) =>
      (facts.identifiers ?? []).map(({ value }): [string, PartyId] => [value, party]),
    );
  }

  private renamed(statement: InterestStatement): InterestStatement {
    const { interestedParty, subject } = statement;
    return {
      ...statement,
      interestedParty: interestedParty === null ? null : this.idOf(interestedParty),
      subject: this.idOf(subject),
    };
  }
}

function put<T extends PartyStatement | InterestStatement | ProductStatement>(
  live: Map<string, Entry<T>>,
  statements: readonly T[],
  recorded: number,
  from: number,
): boolean {
  const last = new Map(
    statements.map((statement, index) => [
      JSON.stringify([statement.source.dataset, statement.source.statementId]),
      { statement, recorded, ordinal: from + index },
    ]),
  );
  let changed = false;
  for (const [key, entry] of last) {
    if (isDeepStrictEqual(live.get(key)?.statement, entry.statement)) continue;
    live.set(key, entry);
    changed = true;
  }
  return changed;
}

function begun(statement: InterestStatement, day: string): boolean {
  return statement.startDate === null || statement.startDate <= day;
}

function sameKey(a: InterestStatement, b: InterestStatement): boolean {
  const named = a.interestedParty !== null && a.interestedParty === b.interestedParty;
  return named && a.subject === b.subject && a.type === b.type && a.source.dataset === b.source.dataset;
}

function isNewer(a: Entry<InterestStatement>, b: Entry<InterestStatement>): boolean {
  const [start, other] = [a.statement.startDate ?? '', b.statement.startDate ?? ''];
  return start > other || (start === other && isLater(a, b));
}

function isLater(a: Entry<unknown>, b: Entry<unknown>): boolean {
  return a.recorded > b.recorded || (a.recorded === b.recorded && a.ordinal > b.ordinal);
}
