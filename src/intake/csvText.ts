/**
 * Text in a cell that a spreadsheet would run or take apart, written so that it does neither and reads back as it was.
 *
 * What begins like a formula (= + - @, full width too) gets an apostrophe in front, as OWASP and CWE-1236 advise; so does
 * what has one there already, so that taking one away gives back the text. What has line breaks, tabs or a formula behind
 * a separator, which a spreadsheet that splits at semicolons would take for a cell, is an apostrophe and a JSON string.
 */
const FORMULA = /^'*[=+\-@＝＋－＠]/;
const MARKED = /^'+[=+\-@＝＋－＠]/;
const LITERAL = /^'("(?:[^"\\]|\\.)*")$/s;
const FORMULA_WITHIN = /[;|]\s*'*[=+\-@＝＋－＠]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROL = /[\u0000-\u001f\u0085\u2028\u2029]/;

/** What a cell, or an entry of a list, holds. */
export function textIn(cell: string): string {
  return literalIn(cell) ?? (MARKED.test(cell) ? cell.slice(1) : cell);
}

/** What a cell holds that says, by its apostrophe and quotes, that it is to be taken as it stands; null for any other. */
export function literalIn(cell: string): string | null {
  const quoted = LITERAL.exec(cell)?.[1];
  if (quoted === undefined) return null;
  try {
    return (JSON.parse(quoted) as string).trim();
  } catch {
    return null;
  }
}

/** The text as a cell. */
export function asCell(text: string): string {
  if (CONTROL.test(text) || FORMULA_WITHIN.test(text) || LITERAL.test(text)) return asLiteral(text);
  return FORMULA.test(text) ? `'${text}` : text;
}

/** A cell (`asCell`: it has no line breaks) as it stands in a line of CSV. */
export function quoted(cell: string): string {
  return /[",;|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The text as an entry of a list, in which separators part entries. */
export function asEntry(text: string): string {
  return /[;|]/.test(text) ? asLiteral(text) : asCell(text);
}

export function asLiteral(text: string): string {
  const json = JSON.stringify(text).replace(
    /[;|()\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `'${json}`;
}
