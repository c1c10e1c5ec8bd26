const SHAPE = /^[A-Z0-9]{18}\d{2}$/;

/** Whether the text looks like a Legal Entity Identifier, its check digits right or wrong. */
export function isLeiShaped(text: string): boolean {
  return SHAPE.test(text);
}

/** Whether the text is a Legal Entity Identifier with right check digits (ISO 17442: the number mod 97 is 1). */
export function isLei(text: string): boolean {
  if (!isLeiShaped(text)) return false;
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
  }
  return remainder === 1;
}
