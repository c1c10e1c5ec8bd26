import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse/sync';
import { generator } from './world.js';

/** A company as the list of names has it. */
export interface Listed {
  readonly lei: string;
  readonly name: string;
  readonly country: string;
}

const BUSINESSES = ['DE', 'FR', 'JP', 'US', 'GB', 'SG', 'CN'];

/** A csv with lei, legal_name and legal_address_country; so many of it, each as often as it takes to have that many. */
export function listed(path: string, count: number): Listed[] {
  const rows = parse(readFileSync(path), { from_line: 2, bom: true }) as string[][];
  const all = rows.map(([lei = '', name = '', country = '']) => ({ lei, name, country }));
  const byLei = new Map<string, Listed>();
  for (let index = 0; byLei.size < count; index += 1) {
    const { lei, name, country } = all[index % all.length] as Listed;
    const round = Math.floor(index / all.length);
    const each = round === 0 ? { lei, name, country } : { lei: again(lei, round), name: `${name} ${round}`, country };
    if (!byLei.has(each.lei)) byLei.set(each.lei, each);
  }
  return [...byLei.values()];
}

/** Another LEI with right check digits. */
function again(lei: string, round: number): string {
  const body = `${lei.slice(0, 4)}${round.toString(36).toUpperCase().padStart(2, '0')}${lei.slice(6, 18)}`;
  let remainder = 0;
  for (const character of `${body}00`) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
  }
  return `${body}${String(98 - remainder).padStart(2, '0')}`;
}

/** Writes companies and, for all but a hundredth, one synthetic owner each among those before it; gives the records written. */
export async function writeBods(companies: readonly Listed[], path: string): Promise<number> {
  return write(path, function* () {
    for (const [index, company] of companies.entries()) {
      yield `${JSON.stringify(entity(company))}\n`;
      const owner = ownerOf(companies, index);
      if (owner !== null) yield `${JSON.stringify(relationship(company, owner, (index % 97) + 3))}\n`;
    }
  });
}

/** The same companies and owners as LEI-CDF and RR-CDF; the second file's records are the owners. */
export async function writeGleif(companies: readonly Listed[], leis: string, relations: string): Promise<number> {
  const level1 = await write(leis, function* () {
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<lei:LEIData xmlns:lei="http://www.gleif.org/data/schema/leidata/2016"><lei:LEIHeader><lei:ContentDate>2026-11-01T00:00:00Z</lei:ContentDate></lei:LEIHeader><lei:LEIRecords>\n`;
    for (const company of companies) yield leiRecord(company);
    yield '</lei:LEIRecords></lei:LEIData>\n';
  });
  const level2 = await write(relations, function* () {
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<rr:RelationshipData xmlns:rr="http://www.gleif.org/data/schema/rr/2016"><rr:Header><rr:ContentDate>2026-11-01T00:00:00Z</rr:ContentDate></rr:Header><rr:RelationshipRecords>\n`;
    for (const [index, company] of companies.entries()) {
      const owner = ownerOf(companies, index);
      if (owner !== null) yield relationshipRecord(company, owner);
    }
    yield '</rr:RelationshipRecords></rr:RelationshipData>\n';
  });
  return level1 + level2 - 4;
}

const random = generator(11);

function ownerOf(companies: readonly Listed[], index: number): Listed | null {
  return index % 100 === 0 ? null : (companies[Math.floor(random() * index)] as Listed);
}

async function write(path: string, texts: () => Generator<string>): Promise<number> {
  const out = createWriteStream(path);
  let count = 0;
  for (const text of texts()) {
    count += 1;
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return count;
}

const PUBLISHED = {
  publicationDetails: {
    publicationDate: '2026-11-01',
    bodsVersion: '0.4',
    license: 'https://creativecommons.org/publicdomain/zero/1.0/',
    publisher: { name: 'Synthetic Register' },
  },
  source: { type: ['officialRegister'], url: 'https://www.gleif.org/' },
};

function entity({ lei, name, country }: Listed): object {
  const address = { address: `1 Example Street, ${country}`, country: { name: country, code: country } };
  return {
    statementId: `entity-${lei}-statement-0001`,
    recordId: `XI-LEI-${lei}`,
    declarationSubject: `XI-LEI-${lei}`,
    recordType: 'entity',
    recordStatus: 'new',
    statementDate: '2026-10-01',
    recordDetails: {
      isComponent: false,
      entityType: { type: 'registeredEntity', details: 'Company' },
      name,
      jurisdiction: { name: country, code: country },
      identifiers: [{ id: lei, scheme: 'XI-LEI', schemeName: 'Global Legal Entity Identifier Index' }],
      addresses: [
        { type: 'registered', ...address },
        { type: 'business', ...address },
      ],
    },
    ...PUBLISHED,
  };
}

function relationship(subject: Listed, owner: Listed, percent: number): object {
  return {
    statementId: `relationship-${subject.lei}-${owner.lei}`,
    recordId: `relationship-${subject.lei}-${owner.lei}`,
    declarationSubject: `XI-LEI-${subject.lei}`,
    recordType: 'relationship',
    recordStatus: 'new',
    statementDate: '2026-10-01',
    recordDetails: {
      isComponent: false,
      subject: `XI-LEI-${subject.lei}`,
      interestedParty: `XI-LEI-${owner.lei}`,
      interests: [
        { type: 'shareholding', directOrIndirect: 'direct', share: { exact: percent }, startDate: '2020-01-01' },
      ],
    },
    ...PUBLISHED,
  };
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function leiRecord({ lei, name, country }: Listed): string {
  const business = BUSINESSES[Number.parseInt(lei.slice(-2), 10) % BUSINESSES.length];
  const address = (tag: string, place: string | undefined): string => `
      <lei:${tag} xml:lang="en">
        <lei:FirstAddressLine>1 Example Street</lei:FirstAddressLine>
        <lei:City>Example</lei:City>
        <lei:Country>${place}</lei:Country>
        <lei:PostalCode>12345</lei:PostalCode>
      </lei:${tag}>`;
  return `  <lei:LEIRecord>
    <lei:LEI>${lei}</lei:LEI>
    <lei:Entity>
      <lei:LegalName xml:lang="en">${escaped(name)}</lei:LegalName>${address('LegalAddress', country)}${address('HeadquartersAddress', business)}
      <lei:RegistrationAuthority>
        <lei:RegistrationAuthorityID>RA999999</lei:RegistrationAuthorityID>
      </lei:RegistrationAuthority>
      <lei:LegalJurisdiction>${country}</lei:LegalJurisdiction>
      <lei:EntityCategory>GENERAL</lei:EntityCategory>
      <lei:LegalForm>
        <lei:EntityLegalFormCode>8888</lei:EntityLegalFormCode>
      </lei:LegalForm>
      <lei:EntityStatus>ACTIVE</lei:EntityStatus>
    </lei:Entity>
    <lei:Registration>
      <lei:InitialRegistrationDate>2014-01-01T00:00:00Z</lei:InitialRegistrationDate>
      <lei:LastUpdateDate>2026-01-01T00:00:00Z</lei:LastUpdateDate>
      <lei:RegistrationStatus>ISSUED</lei:RegistrationStatus>
      <lei:NextRenewalDate>2027-01-01T00:00:00Z</lei:NextRenewalDate>
      <lei:ManagingLOU>EVK05KS7XY1DEII3R011</lei:ManagingLOU>
      <lei:ValidationSources>FULLY_CORROBORATED</lei:ValidationSources>
    </lei:Registration>
  </lei:LEIRecord>
`;
}

function relationshipRecord(subject: Listed, owner: Listed): string {
  return `  <rr:RelationshipRecord>
    <rr:Relationship>
      <rr:StartNode>
        <rr:NodeID>${subject.lei}</rr:NodeID>
        <rr:NodeIDType>LEI</rr:NodeIDType>
      </rr:StartNode>
      <rr:EndNode>
        <rr:NodeID>${owner.lei}</rr:NodeID>
        <rr:NodeIDType>LEI</rr:NodeIDType>
      </rr:EndNode>
      <rr:RelationshipType>IS_DIRECTLY_CONSOLIDATED_BY</rr:RelationshipType>
      <rr:RelationshipPeriods>
        <rr:RelationshipPeriod>
          <rr:StartDate>2020-01-01T00:00:00Z</rr:StartDate>
          <rr:PeriodType>RELATIONSHIP_PERIOD</rr:PeriodType>
        </rr:RelationshipPeriod>
      </rr:RelationshipPeriods>
      <rr:RelationshipStatus>ACTIVE</rr:RelationshipStatus>
    </rr:Relationship>
    <rr:Registration>
      <rr:InitialRegistrationDate>2020-01-01T00:00:00Z</rr:InitialRegistrationDate>
      <rr:LastUpdateDate>2026-01-01T00:00:00Z</rr:LastUpdateDate>
      <rr:RegistrationStatus>PUBLISHED</rr:RegistrationStatus>
      <rr:NextRenewalDate>2027-01-01T00:00:00Z</rr:NextRenewalDate>
      <rr:ManagingLOU>EVK05KS7XY1DEII3R011</rr:ManagingLOU>
      <rr:ValidationSources>FULLY_CORROBORATED</rr:ValidationSources>
    </rr:Registration>
  </rr:RelationshipRecord>
`;
}
