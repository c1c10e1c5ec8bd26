import type { Identifier } from '../model/party.js';
import { companyNumber } from './companyNumber.js';

/**
 * Registers of companies by their code in GLEIF's list of registration authorities, and what org-id.guide calls the
 * numbers they give. The RA codes are as public projects quote GLEIF's list, and as
 * real records bear them; the schemes are from the register of org-id.guide (github org-id/register, commit f500b45); only registers that number companies of a whole country in one
 * row are named, written as org-id.guide's examples are. Not named: registers whose number is one company's only
 * together with a court, state or province (DE-CR, ES-RMC, CA-CC, US-SAM: `AMBIGUOUS_SCHEMES` in bodsParties.ts). There
 * GLEIF has a code for each court and state, so that the code itself is the scheme and the number is unique within it.
 */
const SCHEMES: Readonly<Record<string, string>> = {
  RA000585: 'GB-COH',
  RA000586: 'GB-COH',
  RA000587: 'GB-COH',
  RA000017: 'AT-FB',
  RA000163: 'CZ-ICO',
  RA000170: 'DK-CVR',
  RA000188: 'FI-PRO',
  RA000402: 'IE-CRO',
  RA000423: 'LV-RE',
  RA000430: 'LT-RC',
  RA000432: 'LU-RCS',
  RA000463: 'NL-KVK',
  RA000472: 'NO-BRC',
  RA000473: 'NO-BRC',
  RA000484: 'PL-KRS',
  RA000523: 'SG-ACRA',
  RA000526: 'SK-ORSR',
  RA000544: 'SE-ON',
};

/** A register that GLEIF's list does not have, and none at all. */
const NO_REGISTER: readonly string[] = ['RA888888', 'RA999999'];

/**
 * The identifier that a register gave; null where what is written is no number of one company. Records that share an
 * identifier are one party, so what may be a note ("N/A", "0000") or a number of several joins nothing.
 */
export function registered(authority: string | null, number: string | null): Identifier | null {
  if (authority === null || number === null || NO_REGISTER.includes(authority)) return null;
  if (!/^RA\d{6}$/.test(authority)) return null;
  const scheme = SCHEMES[authority] ?? authority;
  if (scheme === 'GB-COH') {
    const value = companyNumber(number);
    return value === null ? null : { scheme, value };
  }
  const written = number.replace(/[^\p{L}\p{N}]/gu, '');
  const digits = written.replace(/\D/g, '');
  if (written.length < 5 || digits.length < 3 || /^(\d)\1*$/.test(digits)) return null;
  return { scheme, value: number };
}
