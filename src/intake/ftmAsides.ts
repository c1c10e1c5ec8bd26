import type { Listing } from '../model/party.js';
import type { PartyStatement, StatementSource } from '../model/statement.js';
import { Refused } from './arrival.js';
import { endOf, type Fields, listOf, partyIdOf, startOf, textOf } from './fields.js';
import { valuesOf } from './ftmSchemata.js';
import { identifierOf } from './schemes.js';

/** What is called sanctioned without a word on which list: it is shown, and no policy names it. */
const TOPIC = 'ftm-topic-sanction';

export function byTopic(source: StatementSource): Listing {
  return { list: TOPIC, programme: null, startDate: null, endDate: null, source };
}

/**
 * The listings that a sanction is, of every party that it names: on the lists that it is from, by their ids in
 * OpenSanctions, which policies use; where it names none, on one called after its authority. Each list is a dataset of
 * its own, so that a sanction of one never takes the place of one of another. Throws Refused.
 */
export function sanctioned(entity: Fields, properties: Fields, source: StatementSource): PartyStatement[] {
  const parties = valuesOf(properties, 'entity').map((id) => partyIdOf(id, 'entity'));
  if (parties.length === 0)
    throw new Refused('MALFORMED', 'entity: expected the id of who is sanctioned, came nothing.');
  const programmes = ['program', 'programId']
    .map((name) => valuesOf(properties, name))
    .find((found) => found.length > 0);
  const dates = {
    startDate:
      ['startDate', 'listingDate', 'date']
        .flatMap((name) => valuesOf(properties, name))
        .map((date) => startOf(date, 'startDate') as string)
        .sort()[0] ?? null,
    endDate:
      valuesOf(properties, 'endDate')
        .map((date) => endOf(date, 'endDate') as string)
        .sort()
        .at(-1) ?? null,
  };
  const quote = ['authority', 'status', 'reason', 'provisions']
    .flatMap((name) => valuesOf(properties, name))
    .join('; ');
  const said = { ...source, quote: [source.quote, quote].filter(Boolean).join(' ').slice(0, 10_000) || null };
  return listsOf(entity, properties).flatMap((list) =>
    parties.map((party): PartyStatement => {
      const beside = { ...said, dataset: `${source.dataset}/${list}` };
      const listings = (programmes ?? [null]).map(
        (programme): Listing => ({ list, programme, ...dates, source: beside }),
      );
      return { party, facts: { listings }, source: { ...beside, statementId: `${source.statementId} ${party}` } };
    }),
  );
}

function listsOf(entity: Fields, properties: Fields): string[] {
  const datasets = listOf(entity.datasets, 'datasets').map((dataset) => textOf(dataset, 'datasets', 200));
  if (datasets.length > 0) return [...new Set(datasets)];
  const [authority = 'unnamed authority'] = valuesOf(properties, 'authority');
  return [
    authority
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 200),
  ];
}

/** The ISINs of a security are identifiers of who issued it. Throws Refused. */
export function securities(properties: Fields, source: StatementSource): PartyStatement[] {
  const identifiers = valuesOf(properties, 'isin').map((isin) => identifierOf('ISIN', isin, 'isin'));
  if (identifiers.length === 0) return [];
  const beside = { ...source, dataset: `${source.dataset}/securities` };
  return valuesOf(properties, 'issuer').map((issuer): PartyStatement => {
    const party = partyIdOf(issuer, 'issuer');
    return { party, facts: { identifiers }, source: { ...beside, statementId: `${source.statementId} ${party}` } };
  });
}
