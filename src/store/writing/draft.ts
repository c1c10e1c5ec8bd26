import type { PartyId } from '../../model/party.js';
import type { Ledger, PlacedEntry, Plan, RowId, StatementTable, Tie } from './ledger.js';
import { escaped, unescaped } from './text.js';

/** One write while it is put together: what is known of the parties it names, and what it will change. */
export interface Draft {
  readonly ledger: Ledger;
  readonly parties: PartyNumbers;
  readonly closed: Readonly<Record<StatementTable, Set<RowId>>>;
  /** Numbers of parties whose statements or interests change. */
  readonly touched: Set<number>;
  readonly aliases: Plan['aliases'][number][];
  readonly ties: Tie[];
  readonly entriesClosed: PlacedEntry[];
  readonly entriesAdded: PlacedEntry[];
  readonly portraits: Plan['portraits'][number][];
}

/** The parties that a write names, under their numbers. */
export class PartyNumbers {
  /** New parties, in their order. */
  readonly made: Plan['made'];

  private constructor(
    private readonly ledger: Ledger,
    private readonly stated: ReadonlyMap<PartyId, number>,
    private readonly targets: Map<number, number>,
    private readonly loaded: Map<number, string>,
    made: Plan['made'],
  ) {
    this.made = made;
  }

  /** Numbers the ids: those in `made` that the store doesn't know become parties, in their order; others stay out. */
  static async of(ledger: Ledger, named: readonly PartyId[], made: readonly PartyId[]): Promise<PartyNumbers> {
    const ids = [...new Set([...made, ...named])];
    const stated = new Map<PartyId, number>();
    const targets = new Map<number, number>();
    const loaded = new Map<number, string>();
    for (const { index, number, target, targetRef } of await ledger.known(ids.map(escaped))) {
      stated.set(ids[index] as PartyId, number);
      targets.set(number, target);
      loaded.set(target, targetRef);
    }
    const fresh = [...new Set(made)]
      .filter((id) => !stated.has(id))
      .map((id, index) => ({ id, number: ledger.firstFree + index, ref: escaped(id) }));
    for (const { id, number, ref } of fresh) {
      stated.set(id, number);
      loaded.set(number, ref);
    }
    const rows = fresh.map(({ number, ref }) => ({ number, ref }));
    return new PartyNumbers(ledger, stated, targets, loaded, rows);
  }

  knows(id: PartyId): boolean {
    return this.stated.has(id);
  }

  /** The number of an id as stated. */
  of(id: PartyId): number {
    return this.stated.get(id) as number;
  }

  isNew(number: number): boolean {
    return number >= this.ledger.firstFree;
  }

  /** Who a number stands for; what this write joins and parts included once it is settled. */
  canonical(number: number): number {
    const target = this.targets.get(number);
    return target === undefined || target === number ? number : this.canonical(target);
  }

  join(number: number, into: number): void {
    this.targets.set(number, into);
  }

  /** The id, escaped, of a number whose id was loaded; those that the write names, and new ones, are from the start. */
  ref(number: number): string {
    return this.loaded.get(number) as string;
  }

  id(number: number): PartyId {
    return unescaped(this.ref(number));
  }

  async load(numbers: Iterable<number>): Promise<void> {
    const missing = [...new Set(numbers)].filter((number) => !this.loaded.has(number));
    if (missing.length === 0) return;
    for (const [number, ref] of await this.ledger.refs(missing)) this.loaded.set(number, ref);
  }
}
