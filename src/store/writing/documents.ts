import type { DocumentsAsked, Keeping } from '../store.js';

const KEY = /^[ -~]{1,1000}$/;

/** Throws where a key isn't one, or is put twice: a mistake of who asks, which no store must read in its own way. */
export function checkAsked(asked: DocumentsAsked): void {
  checkKeys('keys' in asked ? asked.keys : [asked.from, asked.before]);
}

export function checkKeeping({ expect, put }: Keeping): void {
  const keys = put.map(({ key }) => key);
  checkKeys([...keys, ...expect.map(({ key }) => key)]);
  if (new Set(keys).size < keys.length) throw new TypeError('a document was put twice at once');
}

function checkKeys(keys: readonly string[]): void {
  const wrong = keys.find((key) => !KEY.test(key));
  if (wrong !== undefined) throw new TypeError(`no key of a document: ${JSON.stringify(wrong.slice(0, 100))}`);
}
