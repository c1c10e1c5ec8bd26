import type { DateString } from '../model/date.js';
import type { Identifier, Name } from '../model/party.js';
import { dayOf, numbered } from './usLists.js';

/** What the remarks of an OFAC entry plainly say. */
export interface Remarks {
  readonly identifiers: readonly Identifier[];
  readonly names: readonly Name[];
}

const NUMBER =
  /^(?:alt\. )?(Legal Entity Number|SWIFT\/BIC|ISIN|Registration (?:Number|ID)|Public Registration Number|Company Number|Unified Social Credit Code \(USCC\)) (\S+)(?: \(([^()]+)\))?$/;
const ALIAS = /^(?:alt\. )?([af])\.k\.a\. '(.+)'$/;

/**
 * The remarks by their parts, which a semicolon ends and the last a full stop. OFAC cuts remarks at a thousand characters
 * and goes on in its file of comments, in the middle of a word: a part that was cut is no part here.
 */
export function remarksOf(text: string, isContinuation: boolean): Remarks {
  const parts = text.split(';').map((part) => part.trim());
  const last = parts.pop() ?? '';
  if (last.endsWith('.')) parts.push(last.slice(0, -1));
  if (isContinuation) parts.shift();
  const identifiers = new Map<string, Identifier>();
  const names: Name[] = [];
  for (const part of parts) {
    const [, what, number, place = ''] = NUMBER.exec(part) ?? [];
    const identifier = what === undefined || number === undefined ? null : numbered(what, place, number);
    if (identifier !== null) identifiers.set(`${identifier.scheme} ${identifier.value}`, identifier);
    const [, how, name] = ALIAS.exec(part) ?? [];
    if (name !== undefined) names.push({ text: name, language: null, kind: how === 'f' ? 'FORMER' : 'ALIAS' });
  }
  return { identifiers: [...identifiers.values()], names };
}

const LISTING_DATE = /Listing Date \(([^()]+)\):? (\d{2} [A-Z][a-z]{2} \d{4})/g;

/** The first day on which the remarks say that an entry was listed under a programme; null where they don't. */
export function listedSince(remarks: string, programme: string): DateString | null {
  const days = [...remarks.matchAll(LISTING_DATE)].flatMap(([, tag = '', day = '']) => {
    const order = tag.replace(/ Directive.*$/, '').replaceAll(' ', '');
    const date = programme.split('-').includes(order) ? dayOf(day) : null;
    return date === null ? [] : [date];
  });
  return days.sort()[0] ?? null;
}
