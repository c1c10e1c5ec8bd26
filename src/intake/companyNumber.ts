/** Prefixes of Companies House's own numbers; two letters and six digits. */
const PREFIXES =
  /^(?:AC|BR|CE|CS|FC|FE|GE|GS|IC|IP|LP|NA|NC|NF|NI|NL|NO|NP|NR|NZ|OC|OE|PC|RC|RS|SA|SC|SE|SF|SI|SL|SO|SP|SR|SZ|ZC)$/;

/** A number of Companies House in its eight characters: "1234567" is 01234567, "SC12345" SC012345; null for another. */
export function companyNumber(text: string): string | null {
  if (!/^[\s\x20-\x7e]*$/.test(text)) return null;
  const [, letters, digits] = /^([A-Z]{0,2})0*(\d{1,8})$/.exec(text.replace(/\s/g, '').toUpperCase()) ?? [];
  if (letters === undefined || digits === undefined || /^0*$/.test(digits)) return null;
  const width = 8 - letters.length;
  if (digits.length > width || (letters !== '' && letters !== 'R' && !PREFIXES.test(letters))) return null;
  return letters + digits.padStart(width, '0');
}
