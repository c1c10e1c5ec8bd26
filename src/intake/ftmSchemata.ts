import type { PartyKind } from '../model/party.js';
import { Refused } from './arrival.js';
import { type Fields, fieldsOf, listOf, optionalText, shown } from './fields.js';

/** What an entity of a schema is to us. */
export type Role = 'PARTY' | 'ASSET' | 'SECURITY' | 'INTEREST' | 'SANCTION' | 'NOTHING';

/** The kind of a party where its schema tells; a legal entity may be a company or a person. */
export const KINDS: Readonly<Record<string, PartyKind | null>> = {
  LegalEntity: null,
  Organization: 'COMPANY',
  Company: 'COMPANY',
  PublicBody: 'STATE',
  Person: 'PERSON',
};

/** Relations between parties, and the properties that name who holds and in whom. */
export const ENDS: Readonly<Record<string, readonly [holder: string, subject: string]>> = {
  Ownership: ['owner', 'asset'],
  Directorship: ['director', 'organization'],
  UnknownLink: ['subject', 'object'],
};

const ASSETS = words('Asset Airplane BankAccount CryptoWallet License RealEstate TaxRoll Vehicle Vessel');
const NOTHINGS = words(`
  Address Analyzable Article Assessment Associate Audio Call CallForTenders Contract ContractAward CourtCase CourtCaseParty Debt
  Document Documentation EconomicActivity Email Employment Event Family Folder HyperText Identification Image Interest
  Interval Membership Mention Message Note Occupancy Package Page Pages Passport Payment PlainText Position Post Project
  ProjectParticipant Proceeding Representation Risk Similar Succession Table Thing Trip UserAccount Value Video Workbook`);

/** Throws Refused for what is no schema of FollowTheMoney: a relation that nobody knows would be lost without a word. */
export function roleOf(schema: string): Role {
  if (Object.hasOwn(KINDS, schema)) return 'PARTY';
  if (Object.hasOwn(ENDS, schema)) return 'INTEREST';
  if (schema === 'Sanction') return 'SANCTION';
  if (schema === 'Security') return 'SECURITY';
  if (ASSETS.has(schema)) return 'ASSET';
  if (NOTHINGS.has(schema)) return 'NOTHING';
  throw new Refused('MALFORMED', `schema: expected one of FollowTheMoney, such as Company, came ${shown(schema)}.`);
}

/** The values of a property, each once; every property is a list. */
export function valuesOf(properties: Fields, name: string): string[] {
  const given = Object.hasOwn(properties, name) ? properties[name] : undefined;
  const list = typeof given === 'string' ? [given] : listOf(given, name);
  const values = list.map((value) => optionalText(typeof value === 'object' ? idIn(value, name) : value, name));
  return [...new Set(values.filter((value) => value !== null))];
}

/** Where entities are nested, a property holds the entity itself. */
function idIn(value: unknown, name: string): unknown {
  return value === null ? null : fieldsOf(value, name).id;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter(Boolean));
}
