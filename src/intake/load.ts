import { Failure } from '../errors.js';
import { dateOf } from '../model/date.js';
import type { PartyId } from '../model/party.js';
import type { Changes, Store } from '../store/store.js';
import type { Arrival, PassedOverReason, Refusal, RefusalReason, Stated } from './arrival.js';

/** What became of the records of a file. */
export interface Report {
  /** Records, each of which was stated, passed over or refused. */
  readonly read: number;
  /** Statements that the store did not have. */
  readonly written: number;
  /** Statements that the store already had. */
  readonly unchanged: number;
  readonly passedOver: Readonly<Partial<Record<PassedOverReason, number>>>;
  readonly refused: Readonly<Partial<Record<RefusalReason, number>>>;
  /** The first thousand refusals; `refused` counts them all. */
  readonly refusals: readonly Refusal[];
}

export interface Progress {
  readonly read: number;
  readonly written: number;
  readonly unchanged: number;
  readonly refused: number;
}

/** What a load needs of a store. */
export type Target = Pick<Store, 'revision' | 'parties' | 'write'>;

export interface LoadOptions {
  /** Records to a transaction. */
  readonly batchSize?: number;
  /** Ids that no party may have, such as those of policies. */
  readonly takenIds?: readonly string[];
  /** Called after every batch. */
  readonly onProgress?: (progress: Progress) => void;
}

const BATCH_SIZE = 1000;
const REFUSALS_KEPT = 1000;
const LOOKUP_TIMEOUT_MS = 30_000;

/**
 * Records arrivals in batches, each all or nothing; where the store refuses a batch it is halved until the record that
 * is at fault stands alone. A record may name parties that come later: it waits for them, and is refused at the end if
 * neither the file nor the store knows them. The same arrivals again are all unchanged.
 * Rejects with the store's Failure where no record is at fault; batches written before stay.
 */
export async function load(
  store: Target,
  arrivals: AsyncIterable<Arrival> | Iterable<Arrival>,
  options: LoadOptions = {},
): Promise<Report> {
  const loading = new Loading(store, options);
  for await (const arrival of arrivals) await loading.take(arrival);
  return loading.finish();
}

class Loading {
  private read = 0;
  private written = 0;
  private unchanged = 0;
  private readonly passedOver = new Map<PassedOverReason, number>();
  private readonly refused = new Map<RefusalReason, number>();
  private readonly refusals: Refusal[] = [];
  private batch: Stated[] = [];
  private readonly waiting: Stated[] = [];
  private readonly known = new Set<PartyId>();
  private readonly batchSize: number;
  private readonly takenIds: ReadonlySet<string>;

  constructor(
    private readonly store: Target,
    private readonly options: LoadOptions,
  ) {
    this.batchSize = options.batchSize ?? BATCH_SIZE;
    this.takenIds = new Set(options.takenIds);
  }

  async take(arrival: Arrival): Promise<void> {
    this.read += 1;
    switch (arrival.outcome) {
      case 'STATED':
        this.batch.push(arrival);
        if (this.batch.length >= this.batchSize) await this.flush();
        return;
      case 'PASSED_OVER':
        this.passedOver.set(arrival.reason, (this.passedOver.get(arrival.reason) ?? 0) + 1);
        return;
      case 'REFUSED':
        this.refuse(arrival);
    }
  }

  async finish(): Promise<Report> {
    await this.flush();
    for (let from = 0; from < this.waiting.length; from += this.batchSize) {
      const ready: Stated[] = [];
      for (const stated of this.waiting.slice(from, from + this.batchSize)) {
        const missing = this.missing(stated);
        if (missing.length === 0) ready.push(stated);
        else this.refuse(dangling(stated, missing));
      }
      await this.write(ready);
      this.report();
    }
    const { read, written, unchanged, refusals } = this;
    return {
      read,
      written,
      unchanged,
      passedOver: Object.fromEntries(this.passedOver),
      refused: Object.fromEntries(this.refused),
      refusals,
    };
  }

  private async flush(): Promise<void> {
    const batch = this.batch.filter((stated) => this.mayBeCalledSo(stated));
    this.batch = [];
    for (const { parties } of batch) for (const { party } of parties) this.known.add(party);
    await this.lookUp([...new Set(batch.flatMap((stated) => this.missing(stated)))]);
    const ready: Stated[] = [];
    for (const stated of batch) (this.missing(stated).length === 0 ? ready : this.waiting).push(stated);
    // Parties first, so that half a batch can be written without the other.
    await this.write(ready.sort((a, b) => Number(a.parties.length === 0) - Number(b.parties.length === 0)));
    this.report();
  }

  private async write(batch: readonly Stated[]): Promise<void> {
    if (batch.length === 0) return;
    try {
      const written = await this.store.write(changes(batch));
      this.written += written.parties + written.interests + written.products;
      this.unchanged += written.unchanged;
    } catch (error) {
      if (!isAtFault(error)) throw error;
      const [only] = batch;
      if (batch.length === 1 && only !== undefined) {
        this.refuse(refusal(only, error.code === 'CONFLICT' ? 'CONFLICT' : 'STORE', error.message));
        return;
      }
      const middle = Math.ceil(batch.length / 2);
      await this.write(batch.slice(0, middle));
      await this.write(batch.slice(middle));
    }
  }

  private async lookUp(ids: readonly PartyId[]): Promise<void> {
    if (ids.length === 0) return;
    const at = {
      asOf: dateOf(new Date()),
      revision: await this.store.revision(),
      deadlineAt: Date.now() + LOOKUP_TIMEOUT_MS,
    };
    const found = await this.store.parties(
      ids.map((id) => ({ id })),
      at,
    );
    for (const [index, id] of ids.entries()) if (found[index] != null) this.known.add(id);
  }

  private missing(stated: Stated): PartyId[] {
    return named(stated).filter((id) => !this.known.has(id));
  }

  private mayBeCalledSo(stated: Stated): boolean {
    const taken = stated.parties.find(({ party }) => this.takenIds.has(party));
    if (taken !== undefined)
      this.refuse(refusal(stated, 'CONFLICT', `"${taken.party}" is the id of something else; a party needs another.`));
    return taken === undefined;
  }

  private refuse(refused: Refusal): void {
    this.refused.set(refused.reason, (this.refused.get(refused.reason) ?? 0) + 1);
    if (this.refusals.length < REFUSALS_KEPT) this.refusals.push(refused);
  }

  private report(): void {
    const refused = [...this.refused.values()].reduce((sum, count) => sum + count, 0);
    this.options.onProgress?.({ read: this.read, written: this.written, unchanged: this.unchanged, refused });
  }
}

/** Every party that must be known for the record to be written. */
function named({ interests, products }: Stated): PartyId[] {
  const held = interests.flatMap(({ interestedParty, subject }) =>
    interestedParty === null ? [subject] : [interestedParty, subject],
  );
  return [...held, ...products.flatMap(({ operators }) => operators.map(({ operator }) => operator))];
}

function changes(batch: readonly Stated[]): Changes {
  return {
    parties: batch.flatMap(({ parties }) => parties),
    interests: batch.flatMap(({ interests }) => interests),
    products: batch.flatMap(({ products }) => products),
    editions: batch.flatMap(({ editions }) => editions),
  };
}

/** Whether something in the batch is wrong; a store that is away or slow is nobody's fault. */
function isAtFault(error: unknown): error is Failure {
  return (
    error instanceof Failure &&
    (error.code === 'BAD_USER_INPUT' || error.code === 'CONFLICT' || error.code === 'LIMIT_EXCEEDED')
  );
}

function dangling(stated: Stated, missing: readonly PartyId[]): Refusal {
  const ids = [...new Set(missing)].map((id) => `"${id}"`).join(' and ');
  return refusal(
    stated,
    'UNKNOWN_PARTY',
    `It names ${ids}, which neither this file nor the store knows; load the party first or with it.`,
  );
}

function refusal({ line, recordId }: Stated, reason: RefusalReason, message: string): Refusal {
  return { outcome: 'REFUSED', line, recordId, reason, message };
}
