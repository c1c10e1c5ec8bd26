import { readFileSync } from 'node:fs';
import { LegalForms } from './legalForms.js';
import { Vocabulary } from './vocabulary.js';

// What ships stands in seed/names, with where it comes from; it is read when the first name is.
let forms: LegalForms | undefined;
let words: Vocabulary | undefined;

/** The ways to write legal forms that ship: those of ISO 20275, and more. */
export function legalForms(): LegalForms {
  forms ??= new LegalForms(['elf-forms.txt', 'more-forms.txt'].flatMap(lines).map((line) => line.split('|')));
  return forms;
}

/** The ordinary words of names that ship. */
export function vocabulary(): Vocabulary {
  words ??= new Vocabulary(
    lines('words.txt').map((line) => line.split('|')),
    lines('common-words.txt').flatMap((line) => line.split(' ')),
  );
  return words;
}

function lines(name: string): string[] {
  const text = readFileSync(new URL(`../../seed/names/${name}`, import.meta.url), 'utf8');
  return text.split('\n').filter((line) => line !== '');
}
