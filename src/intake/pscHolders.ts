import type { DateString } from '../model/date.js';
import type { Identifier, PartyFacts, PartyId } from '../model/party.js';
import type { PartyStatement, StatementSource } from '../model/statement.js';
import { companyNumber } from './companyNumber.js';
import { countryNamed, nationalitiesIn } from './countryNames.js';
import { type Fields, fieldsOf, optionalText, textOf } from './fields.js';

const SCHEME = 'GB-COH';
/** As Open Ownership's files have it, so that one register is one dataset in every file. */
const DATASET = 'uk-psc';

/** Numbers of what is registered under UK law; the others are of foreign companies that only have a place or property here. */
const UNDER_UK_LAW = /^(?:\d|SC|NI|R|OC|SO|NC|LP|SL|NL)/;

export function pscSource(
  company: string,
  statementId: string,
  retrievedAt: DateString | null,
  quote: string | null = null,
): StatementSource {
  const url = `https://find-and-update.company-information.service.gov.uk/company/${company}/persons-with-significant-control`;
  return { dataset: DATASET, url, retrievedAt, statementId, quote, grade: 'PRIMARY' };
}

export function companyId(number: string): PartyId {
  return `${SCHEME}-${number}`;
}

/** The company whose register it is: its number is all that a line knows of it, and that tells under whose law it is. */
export function subjectStatement(
  number: string,
  retrievedAt: DateString | null,
  facts: PartyFacts = {},
  id = `company/${number}`,
): PartyStatement {
  const place = UNDER_UK_LAW.test(number) ? { incorporatedIn: 'GB' } : {};
  return {
    party: companyId(number),
    facts: { identifiers: [{ scheme: SCHEME, value: number }], ...place, ...facts },
    source: pscSource(number, id, retrievedAt),
  };
}

/** A person of the register, by the id of the entry. Throws Refused. */
export function personStatement(data: Fields, company: string, entry: string, source: StatementSource): PartyStatement {
  const name = nameOf(data);
  const nationalities = nationalitiesIn(optionalText(data.nationality, 'nationality') ?? '');
  const residence = optionalText(data.country_of_residence, 'country_of_residence');
  const jurisdiction = residence === null ? null : countryNamed(residence);
  const places =
    jurisdiction === null
      ? []
      : [{ jurisdiction, startDate: null, endDate: null, source: { ...source, quote: residence } }];
  return {
    party: `${SCHEME}-PER-${company}-${entry}`,
    facts: {
      kind: 'PERSON',
      name,
      names: [{ text: name, language: null, kind: 'LEGAL' }],
      ...(nationalities.length === 0 ? {} : { nationalities }),
      ...(places.length === 0 ? {} : { headquarters: places }),
    },
    source,
  };
}

/**
 * A company or legal person of the register: by its number where that is plainly one of Companies House, else by the id
 * of the entry. The number of the company itself, a slip that is often made, is nobody's. Throws Refused.
 */
export function entityStatement(data: Fields, company: string, entry: string, source: StatementSource): PartyStatement {
  const name = textOf(data.name, 'name');
  const identification = fieldsOf(data.identification ?? {}, 'identification');
  const countries = ['country_registered', 'place_registered']
    .map((field) => optionalText(identification[field], `identification.${field}`))
    .map((text) => (text === null ? null : countryNamed(text)));
  const [country = null] = countries;
  const isUk = countries.includes('GB') && (country === null || country === 'GB');
  const number = isUk ? ukNumber(identification, company) : null;
  const identifiers: Identifier[] = number === null ? [] : [{ scheme: SCHEME, value: number }];
  const isCompany = optionalText(data.kind, 'kind')?.startsWith('corporate-entity') === true;
  const incorporatedIn = country ?? (isUk ? 'GB' : null);
  return {
    party: number === null ? `${SCHEME}-ENT-${company}-${entry}` : companyId(number),
    facts: {
      // A legal person may be a state or one of its bodies; the line does not say.
      ...(isCompany ? { kind: 'COMPANY' as const } : {}),
      name,
      names: [{ text: name, language: null, kind: 'LEGAL' }],
      ...(identifiers.length === 0 ? {} : { identifiers }),
      ...(incorporatedIn === null ? {} : { incorporatedIn }),
    },
    source,
  };
}

function ukNumber(identification: Fields, company: string): string | null {
  const written = optionalText(identification.registration_number, 'identification.registration_number');
  const number = written === null ? null : companyNumber(written);
  return number === company || (number !== null && !UNDER_UK_LAW.test(number)) ? null : number;
}

function nameOf(data: Fields): string {
  const whole = optionalText(data.name, 'name');
  if (whole !== null) return whole;
  const elements = fieldsOf(data.name_elements, 'name_elements');
  const parts = ['title', 'forename', 'middle_name', 'other_forenames', 'surname'];
  return textOf(
    parts
      .map((part) => optionalText(elements[part], part))
      .filter((part) => part !== null)
      .join(' '),
    'name',
  );
}
