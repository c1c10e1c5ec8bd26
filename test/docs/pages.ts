import { readdirSync, readFileSync } from 'node:fs';

export const ROOT = new URL('../../', import.meta.url);

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

/** The pages for readers, by path from the root. */
export const PAGES: readonly string[] = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(new URL('docs/', ROOT)).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];

export function page(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

export function blocksOf(path: string): Block[] {
  return [...page(path).matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, text]) => ({
    page: path,
    language: language as string,
    text: text as string,
  }));
}

/** A table's rows by their first cell, which is found by the words of the header; code marks and links taken off. */
export function tableOf(text: string, header: string): Map<string, readonly string[]> {
  const lines = text.split('\n');
  const rows = new Map<string, readonly string[]>();
  for (let at = lines.indexOf(header) + 2; lines[at]?.startsWith('|'); at += 1) {
    const [first, ...cells] = (lines[at] as string).split('|').slice(1, -1).map(bare);
    rows.set(first as string, cells);
  }
  return rows;
}

function bare(cell: string): string {
  return cell
    .trim()
    .replaceAll('`', '')
    .replace(/^\[([^\]]*)\]\([^)]*\)$/, '$1');
}

/** The part of a page under a heading, to the next one. */
export function sectionOf(text: string, heading: string): string {
  const from = text.indexOf(`\n## ${heading}\n`);
  if (from === -1) throw new Error(`No section is called "${heading}".`);
  const to = text.indexOf('\n## ', from + 1);
  return text.slice(from, to === -1 ? undefined : to);
}

/** What may stand in the place of something left out. */
export const LEFT_OUT = '…';

/** The part of an answer that a page shows of it: a text that ends in … is cut there, a list that ends in … too. */
export function asShown(shown: unknown, answered: unknown): unknown {
  if (typeof shown === 'string' && typeof answered === 'string') {
    const start = shown.endsWith(LEFT_OUT) ? shown.slice(0, -LEFT_OUT.length) : null;
    return start !== null && answered.startsWith(start) ? shown : answered;
  }
  if (Array.isArray(shown) && Array.isArray(answered)) {
    const cut = shown.at(-1) === LEFT_OUT && answered.length >= shown.length;
    const kept = cut ? answered.slice(0, shown.length - 1) : answered;
    const told = kept.map((each, index) => asShown(shown[index], each));
    return cut ? [...told, LEFT_OUT] : told;
  }
  if (isObject(shown) && isObject(answered)) {
    return Object.fromEntries(Object.entries(answered).map(([key, value]) => [key, asShown(shown[key], value)]));
  }
  return answered;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
