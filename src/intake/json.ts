import { Refused } from './arrival.js';

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * JSON with every number as the text it was written in, so that 33.3333333333 never passes through a float.
 * Throws Refused for what is no JSON, for a key that one object has twice, as only one of its values could be kept, and
 * for a "__proto__" key, which no honest record has.
 */
export function exactJson(text: string): unknown {
  try {
    // First as it stands: only text known to be JSON is safe, and linear, to be taken apart by a pattern.
    if (/__proto__|\\u005f/i.test(text)) JSON.parse(text, refuseProto);
    else JSON.parse(text);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused('INVALID_JSON', `Expected JSON: ${(error as Error).message.slice(0, 200)}.`);
  }
  let keysWritten = 0;
  const exact = text.replace(TOKEN, (token, quoted?: string, colon?: string) => {
    if (quoted === undefined) return `"${token}"`;
    if (colon !== undefined) keysWritten += 1;
    return token;
  });
  const value: unknown = JSON.parse(exact);
  if (keysIn(value) !== keysWritten)
    throw new Refused('MALFORMED', 'A key comes twice in one object; only one of its values could be kept.');
  return value;
}

/** Keys of every object in a value, however deep it is nested. */
function keysIn(value: unknown): number {
  const open = [value];
  let count = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const values: unknown[] = Object.values(next);
    if (!Array.isArray(next)) count += values.length;
    for (const each of values) if (typeof each === 'object' && each !== null) open.push(each);
  }
  return count;
}

function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__')
    throw new Refused('MALFORMED', 'A key "__proto__" is not accepted; rename it or leave it out.');
  return value;
}
