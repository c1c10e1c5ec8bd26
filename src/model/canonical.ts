import { createHash } from 'node:crypto';

/** JSON with the names of every object in order and no space between: RFC 8785 for all that is written here. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, ordered);
}

function ordered(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** SHA-256 of a text in UTF-8, as `sha256:` and hexadecimal digits. */
export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
