import { isLei } from '../model/lei.js';
import { type Identifier, LEI_SCHEME } from '../model/party.js';
import { Refused } from './arrival.js';
import { companyNumber } from './companyNumber.js';
import { shown } from './fields.js';

/** org-id.guide has no list for the Central Index Key of the US Securities and Exchange Commission. */
export const CIK_SCHEME = 'US-SEC';

/** How the values of a scheme are written, so that one number is one value whoever writes it; null for what is none. */
const WRITTEN: ReadonlyMap<string, { readonly as: (value: string) => string | null; readonly expected: string }> =
  new Map([
    [
      LEI_SCHEME,
      { as: (value) => (isLei(value) ? value : null), expected: 'an LEI with right check digits (ISO 17442)' },
    ],
    [
      'GB-COH',
      { as: companyNumber, expected: 'a UK company number of up to eight characters, such as 00263889 or SC012345' },
    ],
    [
      CIK_SCHEME,
      {
        as: (value) => (/^\d{1,10}$/.test(value) ? value.padStart(10, '0') : null),
        expected: 'a CIK of up to ten digits',
      },
    ],
    [
      'ISIN',
      { as: (value) => (isIsin(value) ? value : null), expected: 'an ISIN with a right check digit (ISO 6166)' },
    ],
    ['BIC', { as: bic, expected: 'a BIC of 8 or 11 characters (ISO 9362)' }],
  ]);

/** What people write where they have no number; as one it would make all of them one company. */
const NOTE =
  /^(?:n\.?\/?a\.?|nil|none|null|unknown|not (?:applicable|known|available|registered|provided)|tb[cd]|pending|[0\W_]+|x+)$/i;

/** Whether what stands for a number is a word for none. */
export function isNote(value: string): boolean {
  return NOTE.test(value.trim());
}

/** Whether the values of a scheme are known to be written in one way. */
export function isWrittenOneWay(scheme: string): boolean {
  return WRITTEN.has(scheme.trim().toUpperCase()) || scheme.trim().toUpperCase() === 'LEI';
}

const SCHEME = /^[A-Z0-9][A-Z0-9_-]{0,39}$/;

/** An identifier as this store writes it. Throws Refused for a value that its scheme can't have. */
export function identifierOf(scheme: string, value: string, field: string): Identifier {
  const name = scheme.trim().toUpperCase();
  const known = name === 'LEI' ? LEI_SCHEME : name;
  if (!SCHEME.test(known))
    throw new Refused(
      'IDENTIFIER',
      `${field}: expected a scheme such as GB-COH (org-id.guide), came ${shown(scheme)}.`,
    );
  if (isNote(value))
    throw new Refused('IDENTIFIER', `${field}: expected a number, came ${shown(value)}, which stands for none.`);
  const rule = WRITTEN.get(known);
  if (rule === undefined) return { scheme: known, value: value.trim() };
  // Some letters that are not of the alphabet become one of it in upper case.
  const written = /^[\x20-\x7e]*$/.test(value) ? rule.as(value.trim().toUpperCase()) : null;
  if (written !== null) return { scheme: known, value: written };
  throw new Refused('IDENTIFIER', `${field}: expected ${rule.expected}, came ${shown(value)}.`);
}

/** The same, or null where the value is none that its scheme can have. */
export function perhapsIdentifier(scheme: string, value: string): Identifier | null {
  try {
    return identifierOf(scheme, value, '');
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** Eleven characters: the eight of a bank are its head office, XXX. */
function bic(value: string): string | null {
  if (!/^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(value)) return null;
  return value.padEnd(11, 'X');
}

function isIsin(value: string): boolean {
  if (!/^[A-Z]{2}[A-Z0-9]{9}\d$/.test(value)) return false;
  const digits = [...value].map((character) => String(Number.parseInt(character, 36))).join('');
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const doubled = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
