import type { InterestStatement, PartyStatement } from '../model/statement.js';
import { type Arrival, type Fault, NOTHING_STATED, type PassedOverReason } from './arrival.js';
import { Repeats, Restated } from './repeats.js';
import { Spool } from './spool.js';

/** The place of an entity in its file. */
export interface From {
  readonly line: number;
  readonly recordId: string;
  readonly record: string;
}

/** What an entity states. */
export interface Content {
  readonly parties?: readonly PartyStatement[];
  readonly interests?: readonly InterestStatement[];
  readonly faults?: readonly Fault[];
  /** It is of an export of ours: each statement counts as it stands, whatever others say of the same. */
  readonly isOurs?: true;
}

/** Entities that wait for the end of their file, as what they are about, or what repeats them, may come after them. */
export class Waiting {
  /** Ids of what is owned but is no party: vessels, houses, accounts. */
  readonly assets = new Set<string>();
  private readonly spool = new Spool<{ readonly from: From; readonly content: Content }>();
  private readonly repeatedInterests = new Repeats();
  private readonly repeatedParties = new Repeats();
  private interests = 0;
  private parties = 0;

  get length(): number {
    return this.spool.length;
  }

  async add(from: From, content: Content): Promise<void> {
    if (content.isOurs !== true) await this.compare(content);
    await this.spool.add({ from, content });
  }

  private async compare(content: Content): Promise<void> {
    for (const interest of content.interests ?? []) {
      const { interestedParty, subject, type, startDate, source } = interest;
      const holder = interestedParty ?? `? ${source.statementId}`;
      const key = JSON.stringify([holder, subject, type, startDate]);
      await this.repeatedInterests.add(key, interest, '', this.interests++);
    }
    for (const { party, source, facts } of content.parties ?? []) {
      await this.repeatedParties.add(`${source.dataset} ${party}`, [source.statementId, facts], '', this.parties++);
    }
  }

  async *arrivals(): AsyncGenerator<Arrival> {
    const repeatedInterests = await this.repeatedInterests.found();
    const repeatedParties = await this.repeatedParties.found();
    const restated = new Restated();
    let interest = 0;
    let party = 0;
    for await (const { from, content } of this.spool) {
      const { interests = [], parties = [], faults = [] } = content;
      if (content.isOurs === true) {
        yield { ...NOTHING_STATED, ...from, parties, interests };
        continue;
      }
      const whole = interests.flatMap((each) => restated.whole(each, repeatedInterests.get(interest++)));
      const beside = parties.map((each) => besideOthers(each, repeatedParties.get(party++)?.nth ?? 1));
      if (this.isOfAsset(content)) yield passedOver(from, 'NOT_A_PARTY');
      else
        yield {
          ...NOTHING_STATED,
          ...from,
          parties: beside,
          interests: whole,
          ...(faults.length === 0 ? {} : { faults }),
        };
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.spool.close(), this.repeatedInterests.close(), this.repeatedParties.close()]);
  }

  private isOfAsset({ interests = [], parties = [] }: Content): boolean {
    const named = interests.flatMap(({ interestedParty, subject }) => [subject, interestedParty ?? subject]);
    return [...named, ...parties.map(({ party }) => party)].some((id) => this.assets.has(id));
  }
}

export function passedOver(from: From, reason: PassedOverReason): Arrival {
  return { ...from, outcome: 'PASSED_OVER', reason };
}

function besideOthers(statement: PartyStatement, nth: number): PartyStatement {
  if (nth === 1) return statement;
  return { ...statement, source: { ...statement.source, dataset: `${statement.source.dataset}#${nth}` } };
}
