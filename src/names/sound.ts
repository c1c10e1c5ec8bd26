/** Spellings of one sound in the languages that company names come from, in the order in which they are replaced. */
const SOUNDS: readonly (readonly [spelled: RegExp, sound: string])[] = [
  [/x/g, 'ks'],
  [/ph/g, 'f'],
  [/t?sch|tch|ch|sh|zh/g, 's'],
  [/kh/g, 'h'],
  [/ck|cq|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/th/g, 't'],
  [/w/g, 'v'],
  [/z/g, 's'],
];

/**
 * A word of Latin letters without what spellings of foreign names differ in: vowels but a first one, letters that stand
 * twice, and which of several spellings a sound has. Words that sound alike have it in common; others may too.
 */
export function soundOf(word: string): string {
  let text = word;
  for (const [spelled, sound] of SOUNDS) text = text.replace(spelled, sound);
  const first = /^[aeiouyj]/.test(text) ? 'a' : (text[0] ?? '');
  return (first + text.slice(1).replace(/[aeiouyj]/g, '')).replace(/(.)\1+/g, '$1');
}
