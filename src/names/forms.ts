import type { Reading } from './readings.js';

/**
 * English forms that the list takes for one where some state lets a company bear either: Inc. and Ltd. are both corporations of Canada.
 * One company bears one of them.
 */
const ENGLISH: readonly (readonly string[])[] = [
  ['ltd', 'limited', 'co ltd', 'company ltd', 'company limited', 'co limited', 'lmt'],
  ['private limited', 'pvt ltd', 'pvt limited', 'private ltd', 'pte ltd', 'pte limited', 'private limited company'],
  ['inc', 'incorporated'],
  ['corp', 'corporation'],
  ['llc', 'limited liability company', 'limited liability co', 'ltd liability company', 'ltd liability co'],
  ['plc', 'public limited company'],
  ['lp', 'limited partnership'],
  ['llp', 'limited liability partnership'],
  ['co', 'company'],
  ['bank'],
  ['trust'],
];
const CLASS = new Map(ENGLISH.flatMap((forms, number) => forms.map((form) => [form, number] as const)));

export type ComparedForms = 'NONE' | 'NOT_ASKED' | 'NOT_BORNE' | 'SAME' | 'OTHER';

/** The same where every part of either is in the other. */
export function comparedForms(asked: Reading, borne: Reading): ComparedForms {
  if (asked.forms.length === 0) return borne.forms.length === 0 ? 'NONE' : 'NOT_ASKED';
  if (borne.forms.length === 0) return 'NOT_BORNE';
  return isWithin(asked, borne) && isWithin(borne, asked) ? 'SAME' : 'OTHER';
}

function isWithin(these: Reading, those: Reading): boolean {
  return these.forms.every((groups, part) =>
    those.forms.some((others, other) => {
      const [mine, theirs] = [CLASS.get(these.written[part] ?? ''), CLASS.get(those.written[other] ?? '')];
      if (mine !== undefined && theirs !== undefined) return mine === theirs;
      return groups.some((group) => others.includes(group));
    }),
  );
}
