import { createHash } from 'node:crypto';

/** A short text for a long one, without spaces, by which records that wait in a spool are told apart. */
export function hashOf(text: string): string {
  return createHash('sha1').update(text).digest('base64url');
}

/** A number by the first letters of a line that begins with a hash, to take such lines in parts. */
export function partOf(line: string): number {
  return [0, 1, 2, 3].reduce((sum, at) => sum * 64 + LETTERS.indexOf(line[at] as string), 0);
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
