import { badInput } from '../errors.js';
import type { InterestType } from '../model/interest.js';
import type { Direction } from './store.js';
import { endKey, escaped } from './writing/text.js';

/** A page goes on after an `interestKey`; the end that all keys of the page share is not part of the order. */
export function keyAfter(after: string, direction: Direction): string {
  const [holder, subject, type] = keyParts(after);
  return endKey(escaped(direction === 'UP' ? holder : subject), type as InterestType);
}

function keyParts(after: string): readonly [string, string, string] {
  try {
    const parts: unknown = JSON.parse(after);
    if (Array.isArray(parts) && parts.length === 3 && parts.every((part) => typeof part === 'string')) {
      return parts as [string, string, string];
    }
  } catch {
    // Not JSON: refused below like any other text that is no key.
  }
  throw badInput(
    `after: expected the key of an interest on the page before, came ${JSON.stringify(after.slice(0, 80))}.`,
  );
}
