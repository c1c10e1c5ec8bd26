import { Refused } from './arrival.js';

/** A number that a float may not hold as it was written: it has more than fifteen digits, wherever the point is. */
const LONG_NUMBER = /\d(?:\.?\d){15}/;
/** One that would be given back with an exponent: 0.0000001. */
const TINY_NUMBER = /0\.000000/;
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * JSON with every number as a decimal text, so that 33.3333333333333333 never passes through a float: up to fifteen
 * digits a float gives back what was written, longer ones are taken from the text itself.
 * Throws Refused for what is no JSON, for a key that one object has twice, as only one of its values could be kept, and
 * for a "__proto__" key, which no honest record has.
 */
export function exactJson(text: string): unknown {
  const value = parsed(text);
  // Most texts show at a glance that no key comes twice and no number is long; only the others are taken apart.
  const keys = numbersAsText(value);
  if (keys === keysAtAGlance(text) && !LONG_NUMBER.test(text) && !TINY_NUMBER.test(text))
    return typeof value === 'number' ? String(value) : value;
  return takenApart(text, keys);
}

function parsed(text: string): unknown {
  try {
    return /__proto__|\\u005f/i.test(text) ? JSON.parse(text, refuseProto) : JSON.parse(text);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused('INVALID_JSON', `Expected JSON: ${(error as Error).message.slice(0, 200)}.`);
  }
}

function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__')
    throw new Refused('MALFORMED', 'A key "__proto__" is not accepted; rename it or leave it out.');
  return value;
}

/** Puts texts in the place of numbers, however deep; gives the number of keys of every object in the value. */
function numbersAsText(value: unknown): number {
  const open: object[] = typeof value === 'object' && value !== null ? [value] : [];
  let keys = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const inside = next as Record<string, unknown>;
    for (const key in inside) {
      if (!Array.isArray(next)) keys += 1;
      const each = inside[key];
      if (typeof each === 'number') inside[key] = String(each);
      else if (typeof each === 'object' && each !== null) open.push(each);
    }
  }
  return keys;
}

/** Ends of keys; a text with a blank before a colon or a backslash before a quote may have others. */
function keysAtAGlance(text: string): number {
  let count = 0;
  for (let at = text.indexOf('":'); at !== -1; at = text.indexOf('":', at + 2))
    if (text.charCodeAt(at - 1) !== BACKSLASH) count += 1;
  return count;
}

const BACKSLASH = 0x5c;

/** Token by token; safe, and linear, as the text is known to be JSON. */
function takenApart(text: string, keys: number): unknown {
  let keysWritten = 0;
  const exact = text.replace(TOKEN, (token, quoted?: string, colon?: string) => {
    if (quoted === undefined)
      return `"${LONG_NUMBER.test(token) || TINY_NUMBER.test(token) ? token : String(Number(token))}"`;
    if (colon !== undefined) keysWritten += 1;
    return token;
  });
  if (keys !== keysWritten)
    throw new Refused('MALFORMED', 'A key comes twice in one object; only one of its values could be kept.');
  return JSON.parse(exact);
}
