import { wordsOf } from './words.js';

/** A name without its legal form. */
export interface Formless {
  readonly words: readonly string[];
  /** Of each form that was taken off the groups it may belong to; none where the name has no form. */
  readonly forms: readonly (readonly number[])[];
  /** How each is written. */
  readonly written: readonly string[];
}

/** What is left when one form is taken off, and which it may be. */
interface Taken {
  readonly form: string;
  readonly words: readonly string[];
  readonly groups: readonly number[];
}

/** Forms that also stand before the name: AB Volvo, OOO Romashka, PT Bank. */
const BEFORE: ReadonlySet<string> = new Set([
  'ab',
  'aktiebolaget',
  'ooo',
  'ao',
  'oao',
  'pao',
  'zao',
  'tov',
  'prat',
  'pt',
  'as',
  'uab',
  'sia',
  'ojsc',
  'pjsc',
]);
/** A form written out in so many words is no part of a name, wherever it stands. */
const LONG_FORM = 3;
/** A name ends in a few forms at most: X Co., Ltd. (publ). */
const MOST_FORMS = 3;

/** The ways to write legal forms. Those of one group are one form: Ltd and Limited, GmbH and its long name. */
export class LegalForms {
  private readonly groups = new Map<string, number[]>();
  /** Of scripts that put no space before them. */
  private readonly unspaced: string[] = [];
  private longest = 1;

  constructor(groups: readonly (readonly string[])[]) {
    for (const [number, forms] of groups.entries()) for (const form of forms) this.add(form, number);
    this.unspaced.sort((a, b) => b.length - a.length);
  }

  /** The words that forms are written with, and how many forms have each. */
  words(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const form of this.groups.keys())
      for (const word of form.split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  }

  /** Takes the form off the end, or off the beginning; a name that is nothing else keeps it. */
  without(words: readonly string[]): Formless {
    let rest = words;
    const forms: (readonly number[])[] = [];
    const written: string[] = [];
    while (forms.length < MOST_FORMS) {
      const found = this.atEnd(rest) ?? this.attached(rest) ?? this.atStart(rest);
      if (found === null) break;
      rest = found.words;
      forms.push(found.groups);
      written.push(found.form);
    }
    return { words: rest, forms, written };
  }

  private add(form: string, number: number): void {
    const words = wordsOf(form).words;
    const text = words.join(' ');
    if (text === '') return;
    const known = this.groups.get(text);
    if (known === undefined) this.groups.set(text, [number]);
    else if (!known.includes(number)) known.push(number);
    this.longest = Math.max(this.longest, words.length);
    if (known === undefined && words.length === 1 && UNSPACED.test(text)) this.unspaced.push(text);
  }

  private atEnd(words: readonly string[]): Taken | null {
    for (let length = Math.min(this.longest, words.length - 1); length > 0; length -= 1) {
      const form = words.slice(-length).join(' ');
      const groups = this.groups.get(form);
      if (groups !== undefined) return { words: words.slice(0, -length), groups, form };
    }
    return null;
  }

  private attached(words: readonly string[]): Taken | null {
    const [first = '', last = ''] = [words[0], words.at(-1)];
    for (const form of this.unspaced) {
      const groups = this.groups.get(form) as number[];
      if (last.length > form.length && last.endsWith(form))
        return { words: [...words.slice(0, -1), last.slice(0, -form.length)], groups, form };
      if (first.length > form.length && first.startsWith(form))
        return { words: [first.slice(form.length), ...words.slice(1)], groups, form };
    }
    return null;
  }

  private atStart(words: readonly string[]): Taken | null {
    for (let length = Math.min(this.longest, words.length - 1); length > 0; length -= 1) {
      const form = words.slice(0, length).join(' ');
      const groups = this.groups.get(form);
      const stands = length >= LONG_FORM || BEFORE.has(form) || UNSPACED.test(form);
      if (groups !== undefined && stands) return { words: words.slice(length), groups, form };
    }
    return null;
  }
}

const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u;
