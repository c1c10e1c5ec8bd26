import type { Share, Verdict } from './questions.js';

/** A verdict in words and a sign: no colour says anything alone. */
export const VERDICTS: Readonly<Record<Verdict, { readonly words: string; readonly sign: string }>> = {
  RESTRICTED: { words: 'Restricted', sign: '✕' },
  INDETERMINATE: { words: 'Cannot be said', sign: '?' },
  NOT_RESTRICTED: { words: 'Not restricted', sign: '✓' },
};

/** "25 %", "> 25–50 %", "unknown". */
export function shareText({ exact, min, max, minExclusive, maxExclusive }: Share): string {
  if (exact !== null) return `${exact} %`;
  if (min === '0' && max === '100' && !minExclusive) return 'unknown';
  return `${minExclusive ? '> ' : ''}${min}–${maxExclusive ? '< ' : ''}${max} %`;
}

/** "SHAREHOLDING" as "shareholding". */
export function plain(code: string): string {
  return code.toLowerCase().replaceAll('_', ' ');
}

/** "since 2020-01-01", "2020-01-01 to 2021-01-01"; empty without dates. */
export function period(startDate: string | null, endDate: string | null): string {
  if (startDate !== null && endDate !== null) return `${startDate} to ${endDate}`;
  if (startDate !== null) return `since ${startDate}`;
  return endDate === null ? '' : `until ${endDate}`;
}

/** The first characters of a text, none of them cut in two. */
export function beginning(text: string, most: number): string {
  return [...text].slice(0, most).join('');
}

export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
