import type { XmlElement } from './xmlElement.js';

/**
 * What is not plain: characters that XML bars or reads as others (text from UTF-8 has no lone surrogates), or the end of
 * character data in text.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const NOT_PLAIN = /[\x00-\x08\x0B-\x1F\uFFFE\uFFFF]|\]\]>/;
const NAME = /^(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)$/;
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<&\t\n]*)"|'([^'<&\t\n]*)')/y;
const REFERENCE = /&(?:(amp|lt|gt|quot|apos);)?/g;
const REFERRED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});
const LESS = 0x3c;
const SLASH = 0x2f;
const DEEPEST = 64;

interface Name {
  readonly written: string;
  readonly prefix: string;
  readonly name: string;
}

/** Names that were found in order; a file has a few hundred. */
const names = new Map<string, Name>();
const MOST_NAMES = 10_000;

/**
 * Reads a document made of nothing but elements, attributes, text and the five references that XML has by itself, which
 * nearly every record is, in a fraction of the time that a whole parser takes. Null for any other, in order or not: that
 * is for the parser to say.
 */
export function plainXml(text: string): XmlElement | null {
  if (text.charCodeAt(0) !== LESS || NOT_PLAIN.test(text)) return null;
  const open: { readonly element: XmlElement & { text: string }; readonly written: string }[] = [];
  let at = 0;
  for (;;) {
    const top = open.at(-1);
    if (text.charCodeAt(at + 1) === SLASH) {
      if (top === undefined || !text.startsWith(top.written, at + 2)) return null;
      const end = at + 2 + top.written.length;
      if (text[end] !== '>') return null;
      at = end + 1;
      open.pop();
      if (open.length === 0) return text.slice(at).trim() === '' ? top.element : null;
    } else {
      const opened = openingTag(text, at);
      if (opened === null || open.length >= DEEPEST) return null;
      const { element, written, end, isEmpty } = opened;
      (top?.element.children as XmlElement[] | undefined)?.push(element);
      at = end;
      if (isEmpty && top === undefined) return text.slice(at).trim() === '' ? element : null;
      if (!isEmpty) open.push({ element, written });
    }
    const next = text.indexOf('<', at);
    if (next === -1) return null;
    const within = open.at(-1)?.element;
    if (next > at && within !== undefined) {
      const said = resolved(text.slice(at, next));
      if (said === null) return null;
      within.text += said;
    }
    at = next;
  }
}

function openingTag(
  text: string,
  at: number,
): { element: XmlElement & { text: string }; written: string; end: number; isEmpty: boolean } | null {
  const greater = text.indexOf('>', at);
  if (greater === -1) return null;
  const isEmpty = text.charCodeAt(greater - 1) === SLASH;
  const inner = text.slice(at + 1, isEmpty ? greater - 1 : greater);
  const space = inner.search(/\s/);
  const found = nameCalled(space === -1 ? inner : inner.slice(0, space));
  if (found === null) return null;
  const attributes = space === -1 ? NO_ATTRIBUTES : attributesOf(inner, space);
  if (attributes === null) return null;
  const { written, prefix, name } = found;
  return { element: { name, prefix, attributes, children: [], text: '' }, written, end: greater + 1, isEmpty };
}

function nameCalled(written: string): Name | null {
  const known = names.get(written);
  if (known !== undefined) return known;
  const parts = NAME.exec(written);
  if (parts === null) return null;
  const name = { written, prefix: parts[1] ?? '', name: parts[2] ?? '' };
  if (names.size < MOST_NAMES) names.set(written, name);
  return name;
}

function attributesOf(inner: string, from: number): Readonly<Record<string, string>> | null {
  const attributes: Record<string, string> = {};
  let at = from;
  while (at < inner.length) {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(inner);
    if (found === null) return inner.slice(at).trim() === '' ? attributes : null;
    const [whole, name = '', double, single] = found;
    if (Object.hasOwn(attributes, name) || name === '__proto__') return null;
    attributes[name] = double ?? single ?? '';
    at += whole.length;
  }
  return attributes;
}

/** Text with its references resolved; null where one is not of the five. */
function resolved(text: string): string | null {
  if (!text.includes('&')) return text;
  let isKnown = true;
  const said = text.replace(REFERENCE, (_, name: string | undefined) => {
    isKnown &&= name !== undefined;
    return REFERRED[name ?? ''] ?? '';
  });
  return isKnown ? said : null;
}
