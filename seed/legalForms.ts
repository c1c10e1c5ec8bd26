import { readFileSync } from 'node:fs';
import { LegalForms } from '../src/names/legalForms.js';

/** The ways to write legal forms that ship; where they come from stands in names/SOURCE.md. */
export function legalForms(): LegalForms {
  const files = ['elf-forms.txt', 'more-forms.txt'].map((name) => new URL(`names/${name}`, import.meta.url));
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  return new LegalForms(lines.filter((line) => line !== '').map((line) => line.split('|')));
}
