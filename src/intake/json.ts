import { Refused } from './arrival.js';

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * JSON with every number as the text it was written in, so that 33.3333333333 never passes through a float.
 * Throws Refused for what is no JSON, and for a "__proto__" key, which no honest record has.
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
  return JSON.parse(text.replace(TOKEN, (token) => (token.startsWith('"') ? token : `"${token}"`)));
}

function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__')
    throw new Refused('MALFORMED', 'A key "__proto__" is not accepted; rename it or leave it out.');
  return value;
}
