import type { PartyStatement, StatementSource } from '../model/statement.js';
import { type Arrival, cut, type PassedOverReason, Refused } from './arrival.js';
import { type Fields, fieldsOf, listOf, optionalText, partyIdOf, shown, startOf, textOf } from './fields.js';
import type { Format, ReadOptions } from './format.js';
import { byTopic, sanctioned, securities } from './ftmAsides.js';
import { interestsOf, reportedParent } from './ftmInterests.js';
import { OURS_KEY, type OurListing, ourInterest, ourListing, ourParty } from './ftmOurs.js';
import { described, referentsOf } from './ftmParties.js';
import { roleOf, valuesOf } from './ftmSchemata.js';
import { type Content, type From, passedOver, Waiting } from './ftmWaiting.js';
import { type Chunks, type Numbered, records } from './records.js';

/** Entities of FollowTheMoney, as OpenSanctions and Aleph give them. */
export const ftmFormat: Format = {
  name: 'ftm',
  title: 'FollowTheMoney entities (OpenSanctions, Aleph), JSON lines',
  recognises: (head) => /"schema"\s*:\s*"[A-Z]\w+"/.test(head) && /"properties"\s*:\s*\{/.test(head),
  arrivals: ftm,
};

/**
 * The entities of a file as statements of the model. What the file says twice of one thing stands beside each other:
 * several entities of one id, and several sanctions of one list, each in a dataset of its own (ftm, ftm#2, …); several
 * records of one holding are taken together. So the file is read to its end before the first statement is given. A record
 * that is wrong is a refusal and takes nothing else with it.
 */
export async function* ftm(chunks: Chunks, options: ReadOptions): AsyncGenerator<Arrival> {
  const reading = new Reading(options);
  try {
    for await (const record of records(chunks)) {
      const arrival = await reading.take(record);
      if (arrival !== null) yield arrival;
    }
    await reading.settle();
    options.onHeld?.(reading.waiting.length);
    yield* reading.waiting.arrivals();
  } finally {
    await reading.waiting.close();
  }
}

class Reading {
  readonly waiting = new Waiting();
  /** Listings of an export of ours, which go before the statement that they are part of. */
  private listings: { readonly from: From; readonly listed: OurListing }[] = [];

  constructor(private readonly options: ReadOptions) {}

  /** What becomes of the record at once; null where it waits. */
  async take({ line, text, ...read }: Numbered): Promise<Arrival | null> {
    let recordId: string | null = null;
    const record = cut(text);
    try {
      if ('refused' in read) throw read.refused;
      const entity = fieldsOf(read.value, 'entity');
      recordId = partyIdOf(entity.id, 'id');
      const from = { line, recordId, record };
      if (Object.hasOwn(entity, OURS_KEY)) {
        await this.takeOurs(entity, from);
        return null;
      }
      const content = this.contentOf(entity, recordId);
      if (typeof content === 'string') return passedOver({ line, recordId, record }, content);
      await this.waiting.add({ line, recordId, record }, content);
      return null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { line, recordId, record, outcome: 'REFUSED', reason: error.reason, message: error.message };
    }
  }

  private async takeOurs(entity: Fields, from: From): Promise<void> {
    const schema = textOf(entity.schema, 'schema');
    const properties = fieldsOf(entity.properties ?? {}, 'properties');
    const noted = entity[OURS_KEY];
    switch (roleOf(schema)) {
      case 'SANCTION': {
        const [list] = listOf(entity.datasets, 'datasets');
        this.listings.push({ from, listed: ourListing(noted, textOf(list, 'datasets'), properties) });
        return;
      }
      case 'PARTY': {
        const [statement, ...others] = ourParty(noted, from.recordId, schema, properties) as [
          PartyStatement,
          ...PartyStatement[],
        ];
        const whole = await this.withListings(statement);
        return this.waiting.add(from, { parties: [whole, ...others], isOurs: true });
      }
      case 'INTEREST':
        return this.waiting.add(from, { interests: [ourInterest(noted, schema, properties)], isOurs: true });
      default:
        throw new Refused('MALFORMED', `schema: expected a party, a relation or a sanction, came ${shown(schema)}.`);
    }
  }

  private async withListings(statement: PartyStatement): Promise<PartyStatement> {
    const { party: id, source } = statement;
    const isOf = ({ party: of, of: { dataset, statementId } }: OurListing): boolean =>
      of === id && dataset === source.dataset && statementId === source.statementId;
    const own = this.listings.filter(({ listed }) => isOf(listed));
    this.listings = this.listings.filter(({ listed }) => !isOf(listed));
    for (const { from } of own) await this.waiting.add(from, { isOurs: true });
    await this.settle();
    if (own.length === 0) return statement;
    return { ...statement, facts: { ...statement.facts, listings: own.map(({ listed }) => listed.listing) } };
  }

  /** Listings whose statement does not follow, as somebody sorted the file, stand beside each other and it. */
  async settle(): Promise<void> {
    for (const { from, listed } of this.listings) {
      const { party: id, of, listing } = listed;
      const source = { ...listing.source, dataset: `${of.dataset}/${listing.list}`, statementId: from.recordId };
      await this.waiting.add(from, { parties: [{ party: id, facts: { listings: [listing] }, source }] });
    }
    this.listings = [];
  }

  private contentOf(entity: Fields, id: string): Content | PassedOverReason {
    const schema = textOf(entity.schema, 'schema');
    const properties = fieldsOf(entity.properties ?? {}, 'properties');
    const source = this.sourceOf(entity, properties, id);
    switch (roleOf(schema)) {
      case 'PARTY':
        return party(entity, schema, properties, source);
      case 'INTEREST': {
        const interests = interestsOf(schema, properties, source);
        return interests.length === 0 ? 'NO_OWNERSHIP' : { interests };
      }
      case 'SANCTION':
        return { parties: sanctioned(entity, properties, source) };
      case 'SECURITY': {
        const parties = securities(properties, source);
        return parties.length === 0 ? 'NOT_A_PARTY' : { parties };
      }
      case 'ASSET':
        this.waiting.assets.add(id);
        return 'NOT_A_PARTY';
      case 'NOTHING':
        return 'NO_OWNERSHIP';
    }
  }

  /** One dataset for the file: which of its own datasets an entity is of changes from one day to the next. */
  private sourceOf(entity: Fields, properties: Fields, id: string): StatementSource {
    const { constants, retrievedAt } = this.options;
    const seen = optionalText(entity.last_seen, 'last_seen') ?? valuesOf(properties, 'retrievedAt').at(-1);
    const datasets = listOf(entity.datasets, 'datasets').map((dataset) => textOf(dataset, 'datasets'));
    return {
      dataset: Object.hasOwn(constants, 'dataset') ? (constants.dataset as string) : 'ftm',
      url: valuesOf(properties, 'sourceUrl')[0] ?? null,
      retrievedAt: startOf(seen, 'last_seen') ?? retrievedAt,
      statementId: id,
      quote: datasets.length === 0 ? null : `From ${datasets.join(', ')}.`.slice(0, 10_000),
      grade: 'SECONDARY',
    };
  }
}

function party(entity: Fields, schema: string, properties: Fields, source: StatementSource): Content {
  const id = source.statementId;
  const { facts, alsoIncorporatedIn, faults } = described(schema, id, referentsOf(entity), properties, source);
  const isCalledSanctioned = valuesOf(properties, 'topics').includes('sanction');
  const all = isCalledSanctioned ? { ...facts, listings: [byTopic(source)] } : facts;
  const parents = valuesOf(properties, 'parent').map((parent) => partyIdOf(parent, 'parent'));
  return {
    parties: [all, ...alsoIncorporatedIn.map((incorporatedIn) => ({ incorporatedIn }))].map(
      (said): PartyStatement => ({ party: id, facts: said, source }),
    ),
    interests: parents.map((parent) => reportedParent(parent, id, source)),
    faults,
  };
}
