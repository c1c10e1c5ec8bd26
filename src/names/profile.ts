import type { JurisdictionCode, NameKind, Party, PartyId, PartyKind } from '../model/party.js';
import type { LegalForms } from './legalForms.js';
import { wordsOf } from './words.js';

/** One name of a party, ready to be compared. */
export interface ComparedName {
  readonly text: string;
  /** Null for the name that it goes by. */
  readonly kind: NameKind | null;
  /** Without the legal form. */
  readonly words: readonly string[];
  /** The groups that each part of the legal form may belong to (`LegalForms`). */
  readonly forms: readonly (readonly number[])[];
  readonly lookAlike: boolean;
}

/** What of a party is compared. */
export interface Profile {
  readonly id: PartyId;
  readonly kind: PartyKind;
  readonly name: string;
  readonly names: readonly ComparedName[];
  readonly incorporatedIn: readonly JurisdictionCode[];
  readonly headquarters: readonly JurisdictionCode[];
  readonly identifiers: Party['identifiers'];
}

/** A party with more names than any has in earnest is compared by so many. */
const MOST_NAMES = 20;

export function profileOf(party: Party, forms: LegalForms): Profile {
  const named = [{ text: party.name, kind: null }, ...party.names].slice(0, MOST_NAMES);
  return {
    id: party.id,
    kind: party.kind,
    name: party.name,
    names: named.map(({ text, kind }) => comparedName(text, kind, forms)).filter(({ words }) => words.length > 0),
    incorporatedIn: party.incorporatedIn,
    headquarters: [...new Set(party.headquarters.map(({ jurisdiction }) => jurisdiction))],
    identifiers: party.identifiers,
  };
}

export function comparedName(text: string, kind: NameKind | null, forms: LegalForms): ComparedName {
  const { words, lookAlike } = wordsOf(text);
  return { text, kind, lookAlike, ...forms.without(words) };
}

/**
 * Keys of which two names that are the same, or nearly, share one: the words whatever their order, and their letters
 * without vowels and repetitions, which spellings of foreign names differ in.
 */
export function keysOf({ words }: ComparedName): string[] {
  const sorted = [...words].sort();
  const bones = sorted.map((word) => word.replace(/(?<=.)[aeiouy]/g, '').replace(/(.)\1+/g, '$1')).join('');
  return bones.length < 4 ? [sorted.join(' ')] : [sorted.join(' '), `~${bones}`];
}
