import { isDeepStrictEqual } from 'node:util';
import type { PartyId } from '../../../src/model/party.js';
import type { InterestStatement, PartyStatement } from '../../../src/model/statement.js';
import type { Changes } from '../../../src/store/store.js';

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
  private readonly order: PartyId[] = [];
  private readonly into = new Map<PartyId, PartyId>();
  private readonly ever = new Set<string>();

  /** False when the write is refused. */
  write({ parties = [], interests = [], retract = [] }: Changes): boolean {
    const goes = retract.map((each) => this.liveKeys(each));
    if (goes.includes(null)) return false;
    let changed = false;
    for (const key of goes.flatMap((keys) => keys ?? [])) {
      changed = this.parties.delete(key) || changed;
      changed = this.interests.delete(key) || changed;
    }
    const recorded = this.revision + 1;
    changed = put(this.parties, parties, recorded, 0) || changed;
    changed = put(this.interests, interests, recorded, parties.length) || changed;
    for (const { party } of parties) if (!this.order.includes(party)) this.order.push(party);
    for (const { source } of [...parties, ...interests])
      this.ever.add(JSON.stringify([source.dataset, source.statementId]));
    if (changed) this.revision = recorded;
    this.join();
    return true;
  }

  /** The id that answers for an id. */
  idOf(id: PartyId): PartyId {
    const other = this.into.get(id);
    return other === undefined ? id : this.idOf(other);
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
    const live = [...new Set([...this.parties.keys(), ...this.interests.keys()])].filter(isMeant);
    if (live.length === 0) return [...this.ever].some(isMeant) ? [] : null;
    return live.length === 1 ? live : null;
  }

  private join(): void {
    for (;;) {
      const owners = new Map<string, PartyId>();
      const clash = this.identifiers().find(([value, id]) => {
        const owner = owners.get(value);
        if (owner === undefined) owners.set(value, id);
        return owner !== undefined && owner !== id;
      });
      if (clash === undefined) return;
      const [early, late] = [owners.get(clash[0]) as PartyId, clash[1]].sort(
        (a, b) => this.order.indexOf(a) - this.order.indexOf(b),
      ) as [PartyId, PartyId];
      this.into.set(late, early);
    }
  }

  /** Identifiers by the newest statement of a dataset about an id that speaks of them, with the id that answers. */
  private identifiers(): [string, PartyId][] {
    const newest = new Map<string, PartyStatement>();
    for (const { statement } of [...this.parties.values()].sort((a, b) => (isLater(a, b) ? 1 : -1))) {
      if (statement.facts.identifiers !== undefined)
        newest.set(JSON.stringify([statement.source.dataset, statement.party]), statement);
    }
    return [...newest.values()].flatMap(({ party, facts }) =>
      (facts.identifiers ?? []).map(({ value }): [string, PartyId] => [value, this.idOf(party)]),
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

function put<T extends PartyStatement | InterestStatement>(
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
