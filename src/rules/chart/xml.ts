const ENTITY: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or an attribute. */
export function markup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITY[character] as string);
}
