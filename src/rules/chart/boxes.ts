import type { Drawing, DrawnInterest, DrawnParty } from './drawing.js';
import { roleOf } from './said.js';

/** A party with the lines of text in its box, and how large that makes it. */
export interface Box {
  readonly party: DrawnParty;
  readonly lines: readonly Line[];
  readonly height: number;
}

export interface Line {
  readonly text: string;
  readonly part: 'name' | 'place' | 'role' | 'share';
}

export const BOX_WIDTH = 208;
export const LINE_HEIGHT = 17;
export const BOX_PADDING = 8;
const MOST_NAME_LINES = 2;
const MOST_SHARES = 5;
const NARROW = 6.9;
const WIDE = 13;

/** The boxes of a drawing, the subject's first: a holder's says what it holds, so that no label hangs on a line. */
export function boxesOf(drawing: Drawing): Box[] {
  const names = new Map(drawing.parties.map((party) => [party.key, party.name]));
  const held = new Map<string, DrawnInterest[]>();
  for (const interest of drawing.interests) held.set(interest.from, [...(held.get(interest.from) ?? []), interest]);
  return drawing.parties.map((party) => {
    const lines: Line[] = [...wrapped(party.name, MOST_NAME_LINES)];
    if (party.place !== '') lines.push(line(party.place, 'place'));
    const role = roleOf(party, drawing.verdict);
    if (role !== '') lines.push(line(role, 'role'));
    lines.push(...shares(held.get(party.key) ?? [], names));
    return { party, lines, height: lines.length * LINE_HEIGHT + 2 * BOX_PADDING };
  });
}

function shares(held: readonly DrawnInterest[], names: ReadonlyMap<string, string>): Line[] {
  const [only, ...others] = held;
  if (only === undefined) return [];
  if (others.length === 0) return [line(`↓ ${only.label}`, 'share')];
  const shown = held.slice(0, held.length > MOST_SHARES ? MOST_SHARES - 1 : MOST_SHARES);
  const lines = shown.map(({ label, to }) => line(`↓ ${label} of ${names.get(to) ?? ''}`, 'share'));
  const more = held.length - shown.length;
  return more === 0 ? lines : [...lines, line(`↓ and ${more} more`, 'share')];
}

function line(text: string, part: Line['part']): Line {
  return { text: cut(text), part };
}

function wrapped(name: string, most: number): Line[] {
  const lines: string[] = [];
  let rest = name;
  while (rest !== '' && lines.length < most) {
    const taken = lines.length === most - 1 ? cut(rest) : beginning(rest);
    lines.push(taken.trim());
    rest = taken.endsWith('…') && taken !== rest ? '' : rest.slice(taken.length).trimStart();
  }
  return lines.map((text) => ({ text, part: 'name' }));
}

/** As many whole words as fit a line; of a word that is longer, as much of it. */
function beginning(text: string): string {
  if (widthOf(text) <= room()) return text;
  let taken = '';
  for (const word of text.split(/(?<=\s)/)) {
    if (widthOf(taken + word) > room()) break;
    taken += word;
  }
  return taken.trim() === '' ? fitting(text, room()) : taken;
}

function cut(text: string): string {
  return widthOf(text) <= room() ? text : `${fitting(text, room() - NARROW).trimEnd()}…`;
}

function fitting(text: string, width: number): string {
  let taken = '';
  for (const character of text) {
    if (widthOf(taken + character) > width) break;
    taken += character;
  }
  return taken;
}

function room(): number {
  return BOX_WIDTH - 2 * BOX_PADDING;
}

/** Pixels of a text at 13 px, on the safe side; scripts of wide characters take about their height. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /[ᄀ-￿\u{10000}-\u{10ffff}MWmw@%]/u.test(character) ? WIDE : NARROW;
  return width;
}
