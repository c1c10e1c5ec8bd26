const LONGEST_NAME = 300;

/** A name as text that shows: no control or direction characters, no lone surrogates, and not without end. */
export function visible(name: string): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Cn}\p{Co}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...plain];
  return characters.length <= LONGEST_NAME ? plain : `${characters.slice(0, LONGEST_NAME).join('')}…`;
}
