import { plainName } from '../model/name.js';
import { latinLetters } from './letters.js';

export interface Words {
  readonly words: readonly string[];
  readonly lookAlike: boolean;
}

/** Words that some write and others don't. */
const LEFT_OUT: ReadonlySet<string> = new Set(['the', 'and', 'und', 'et']);

/**
 * A name as words to compare: plain, in bare Latin letters where that can be, letters that stand alone put together
 * (S. A. and S.A. are SA), an apostrophe no word's end.
 */
export function wordsOf(name: string): Words {
  const plain = plainName(name.replace(/(?<=\p{L})['’ʼ`´](?=\p{L})/gu, ''));
  const words: string[] = [];
  let lookAlike = false;
  let alone = '';
  for (const word of plain === '' ? [] : plain.split(' ')) {
    const letters = latinLetters(word);
    lookAlike ||= letters.lookAlike;
    if (/^[a-z]$/.test(letters.text)) {
      alone += letters.text;
      continue;
    }
    if (alone !== '') words.push(alone);
    alone = '';
    if (letters.text !== '') words.push(letters.text);
  }
  if (alone !== '') words.push(alone);
  const said = words.filter((word) => !LEFT_OUT.has(word));
  return { words: said.length === 0 ? words : said, lookAlike };
}
