/** Longer terms than this the index of names doesn't take (32,766 bytes); of a longer name its beginning is indexed. */
const LONGEST_INDEXED = 5_000;

/** The part of a plain name that is its term in the index; the whole name is compared besides. */
export function indexedName(plainName: string): string {
  return plainName.slice(0, LONGEST_INDEXED);
}

/** A full-text question for exactly this term: nothing in it is read as syntax. */
export function fullTextOf(term: string): string {
  return `"${term.replace(/["\\]/g, '\\$&')}"`;
}
