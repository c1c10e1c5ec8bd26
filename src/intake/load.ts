import { Failure, UnknownParties } from '../errors.js';
import type { PartyId } from '../model/party.js';
import type { Changes, Store } from '../store/store.js';
import type { Arrival, PassedOverReason, Refusal, RefusalReason, Stated } from './arrival.js';
import { Spool } from './spool.js';

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
  /** The first thousand refusals, of records and of parts of them; `refused` counts them all. */
  readonly refusals: readonly Refusal[];
  /** Where the load was ended before its file. */
  readonly interrupted?: true;
}

export interface Progress {
  readonly read: number;
  readonly written: number;
  readonly unchanged: number;
  readonly refused: number;
}

/** What a load needs of a store. */
export type Target = Pick<Store, 'write'>;

export interface LoadOptions {
  /** Records to a transaction. */
  readonly batchSize?: number;
  /** Ids that no party may have, such as those of policies. */
  readonly takenIds?: readonly string[];
  /** Called after every batch. */
  readonly onProgress?: (progress: Progress) => void;
  /** Called with every refusal, beyond those that the report keeps. */
  readonly onRefused?: (refusal: Refusal) => void;
  /** Whether a file was read to its end, asked when all have come; where it is left out they were. */
  readonly wasRead?: (file: string | undefined) => boolean;
  /** Ends the load after the batch under way; the report says what was done by then, and is marked. */
  readonly signal?: AbortSignal;
}

const BATCH_SIZE = 1000;
const REFUSALS_KEPT = 1000;
/** Names, identifiers and the like: many times what a thousand records have, so that a thousand huge ones are never one batch. */
const HEAVIEST_BATCH = 50_000;

/**
 * Records arrivals in batches, each all or nothing; where the store refuses a batch it is halved until the record that
 * is at fault stands alone. A record may name parties that come later: it waits for them in a spool, and is refused at
 * the end if neither the file nor the store knows them. Memory is that of two batches: one is written while the next is
 * read. The same arrivals again are all unchanged, so a load that was cut off is taken up by running it again. Editions of
 * lists are recorded last, and as complete only where nothing of their file was refused, by its reader or by the store: a
 * complete one clears.
 * Rejects with the store's Failure where no record is at fault; batches written before stay.
 */
export async function load(
  store: Target,
  arrivals: AsyncIterable<Arrival> | Iterable<Arrival>,
  options: LoadOptions = {},
): Promise<Report> {
  const loading = new Loading(store, options);
  try {
    for await (const arrival of arrivals) {
      if (options.signal?.aborted === true) return await loading.interrupted();
      await loading.take(arrival);
    }
    return await loading.finish();
  } finally {
    await loading.close();
  }
}

/** A record, and the parties for which it waits. */
interface Waiting {
  readonly stated: Stated;
  readonly missing: readonly PartyId[];
}

class Loading {
  private read = 0;
  private written = 0;
  private unchanged = 0;
  private readonly passedOver = new Map<PassedOverReason, number>();
  private readonly refused = new Map<RefusalReason, number>();
  private readonly refusals: Refusal[] = [];
  private batch: Stated[] = [];
  private weight = 0;
  private readonly editions = new Spool<Stated>();
  /** Files of which a record was refused; undefined where they have no names. */
  private readonly incomplete = new Set<string | undefined>();
  private waiting = new Spool<Waiting>();
  private writing: Promise<void> = Promise.resolve();
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
        if (!this.mayBeCalledSo(arrival)) return;
        for (const { reason, message } of arrival.faults ?? []) this.told(refusal(arrival, reason, message));
        if (arrival.editions.length > 0) await this.editions.add(arrival);
        else if (this.isFullWith(arrival)) await this.beginFlush();
        return;
      case 'PASSED_OVER':
        this.passedOver.set(arrival.reason, (this.passedOver.get(arrival.reason) ?? 0) + 1);
        return;
      case 'REFUSED':
        this.refuse(arrival);
    }
  }

  async finish(): Promise<Report> {
    await this.writing;
    await this.flush();
    for (let left = this.waiting.length; left > 0; left = this.waiting.length) {
      const before = this.waiting;
      this.waiting = new Spool<Waiting>();
      for await (const { stated } of before) if (this.isFullWith(stated)) await this.flush();
      await this.flush();
      await before.close();
      // Records may wait for one another; when a round has brought none of them further, none will come.
      if (this.waiting.length === left) break;
    }
    for await (const { stated, missing } of this.waiting) this.refuse(dangling(stated, missing));
    for await (const stated of this.editions) {
      if (this.isFullWith(this.isWhole(stated.file) ? stated : incompletely(stated))) await this.flush();
    }
    if (this.batch.length > 0) await this.flush();
    return this.reported(false);
  }

  async interrupted(): Promise<Report> {
    await this.writing;
    return this.reported(true);
  }

  async close(): Promise<void> {
    await this.writing.catch(() => {});
    await Promise.all([this.waiting.close(), this.editions.close()]);
  }

  private reported(isInterrupted: boolean): Report {
    const { read, written, unchanged, refusals } = this;
    return {
      read,
      written,
      unchanged,
      passedOver: Object.fromEntries(this.passedOver),
      refused: Object.fromEntries(this.refused),
      refusals,
      ...(isInterrupted ? { interrupted: true as const } : {}),
    };
  }

  /** Puts a record into the batch; whether that is enough for one. */
  private isFullWith(stated: Stated): boolean {
    this.batch.push(stated);
    this.weight += weightOf(stated);
    return this.batch.length >= this.batchSize || this.weight >= HEAVIEST_BATCH;
  }

  /** Writes what is there while the next batch is read; the one before has to be written first. */
  private async beginFlush(): Promise<void> {
    await this.writing;
    this.writing = this.flush();
    // Whoever waits for it next is told; until then nobody is.
    this.writing.catch(() => {});
  }

  private async flush(): Promise<void> {
    // Parties first, so that half a batch can be written without the other.
    const batch = this.batch.sort((a, b) => Number(a.parties.length === 0) - Number(b.parties.length === 0));
    this.batch = [];
    this.weight = 0;
    await this.write(batch);
    const refused = [...this.refused.values()].reduce((sum, count) => sum + count, 0);
    this.options.onProgress?.({ read: this.read, written: this.written, unchanged: this.unchanged, refused });
  }

  private async write(batch: readonly Stated[]): Promise<void> {
    if (batch.length === 0) return;
    try {
      const written = await this.store.write(changes(batch));
      this.written += written.parties + written.interests + written.products;
      this.unchanged += written.unchanged;
    } catch (error) {
      if (error instanceof UnknownParties) await this.writeWithout(batch, new Set(error.ids));
      else if (isAtFault(error)) await this.writeHalves(batch, error);
      else throw error;
    }
  }

  /** What names a party that is not there yet waits; the rest may name what it states, and is asked again. */
  private async writeWithout(batch: readonly Stated[], unknown: ReadonlySet<PartyId>): Promise<void> {
    const ready: Stated[] = [];
    for (const stated of batch) {
      const missing = named(stated).filter((id) => unknown.has(id));
      if (missing.length > 0) await this.waiting.add({ stated, missing });
      else ready.push(stated);
    }
    await this.write(ready);
  }

  private async writeHalves(batch: readonly Stated[], error: Failure): Promise<void> {
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) {
      this.refuse(refusal(only, error.code === 'CONFLICT' ? 'CONFLICT' : 'STORE', error.message));
      return;
    }
    const middle = Math.ceil(batch.length / 2);
    await this.write(batch.slice(0, middle));
    await this.write(batch.slice(middle));
  }

  private isWhole(file: string | undefined): boolean {
    return !this.incomplete.has(file) && this.options.wasRead?.(file) !== false;
  }

  private mayBeCalledSo(stated: Stated): boolean {
    const taken = stated.parties.find(({ party }) => this.takenIds.has(party));
    if (taken !== undefined)
      this.refuse(refusal(stated, 'CONFLICT', `"${taken.party}" is the id of something else; a party needs another.`));
    return taken === undefined;
  }

  private refuse(refused: Refusal): void {
    this.incomplete.add(refused.file);
    this.told(refused);
  }

  private told(refused: Refusal): void {
    this.refused.set(refused.reason, (this.refused.get(refused.reason) ?? 0) + 1);
    if (this.refusals.length < REFUSALS_KEPT) this.refusals.push(refused);
    this.options.onRefused?.(refused);
  }
}

/** How many parts a record has. */
function weightOf({ parties, interests, products }: Stated): number {
  const said = parties.map(({ facts: { names, identifiers, headquarters, listings } }) =>
    [names, identifiers, headquarters, listings].reduce((sum, each) => sum + (each?.length ?? 0), 1),
  );
  return said.reduce((sum, each) => sum + each, interests.length + products.length);
}

/** Every party that must be known for the record to be written. */
function named({ interests, products }: Stated): PartyId[] {
  const held = interests.flatMap(({ interestedParty, subject }) =>
    interestedParty === null ? [subject] : [interestedParty, subject],
  );
  return [...held, ...products.flatMap(({ operators }) => operators.map(({ operator }) => operator))];
}

/** Editions that clear nobody. */
function incompletely(stated: Stated): Stated {
  return { ...stated, editions: stated.editions.map((edition) => ({ ...edition, complete: false })) };
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

function refusal(stated: Stated, reason: RefusalReason, message: string): Refusal {
  const { parties, interests, products, editions, faults, ...from } = stated;
  return { ...from, outcome: 'REFUSED', reason, message };
}
