import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { PartyStatement, StatementSource } from '../src/model/statement.js';
import { generator } from './world.js';

/** How a name is asked for otherwise than it stands. */
export const KINDS = [
  'form',
  'misspelt',
  'abbreviated',
  'translated',
  'other-order',
  'apart',
  'look-alike',
  'transliterated',
  'former',
  'not-recorded',
  'twin',
] as const;
export type CaseKind = (typeof KINDS)[number];

/** One question, and who is meant: parties of that very name may be several; none where the name is nobody's. */
export interface NameCase {
  readonly kind: CaseKind;
  readonly asked: string;
  readonly meant: readonly string[];
}

export interface NameWorld {
  readonly parties: readonly PartyStatement[];
  readonly cases: readonly NameCase[];
}

interface Row {
  readonly lei: string;
  readonly name: string;
}

/**
 * Companies of a csv with lei, legal_name and legal_address_country: of every ten, nine are recorded, of which every ninth
 * bears a former name too, taken from those that are not; and as many questions as asked for, of every kind in turn. The same file gives the
 * same.
 */
export function nameWorld(path: string, questions: number): NameWorld {
  const rows = (parse(readFileSync(path), { from_line: 2, bom: true }) as string[][]).map(
    ([lei = '', name = '']): Row => ({ lei, name }),
  );
  const recorded = rows.filter((_, index) => index % 10 !== 0);
  const withheld = rows.filter((_, index) => index % 10 === 0);
  const former = new Map(
    withheld.slice(0, withheld.length / 2).map((row, index) => [recorded[index * 9]?.lei, row.name]),
  );
  const names = namesIn(recorded, former);
  const cases: NameCase[] = [];
  const random = generator(7);
  for (let turn = 0; cases.length < questions && turn < questions * 20; turn += 1) {
    const kind = KINDS[turn % KINDS.length] as CaseKind;
    const row = (kind === 'not-recorded' ? withheld.slice(withheld.length / 2) : recorded).at(
      Math.floor(random() * recorded.length) %
        (kind === 'not-recorded' ? Math.floor(withheld.length / 2) : recorded.length),
    ) as Row;
    const asked = kind === 'former' ? (former.get(row.lei) ?? null) : askedAs(kind, row.name, random);
    if (asked === null || (asked === row.name && kind !== 'not-recorded')) continue;
    const isNobody = kind === 'not-recorded' || kind === 'twin';
    // Who bears the very name that is asked is meant, whatever it was made from.
    const meant = names.get(plain(asked)) ?? (isNobody ? [] : (names.get(plain(row.name)) ?? [row.lei]));
    cases.push({ kind, asked, meant: kind === 'former' ? (names.get(plain(asked)) ?? []) : meant });
  }
  return { parties: recorded.map((row, index) => party(row, index, former.get(row.lei))), cases };
}

function namesIn(rows: readonly Row[], former: ReadonlyMap<string | undefined, string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (name: string, lei: string): void => {
    found.set(plain(name), [...(found.get(plain(name)) ?? []), lei]);
  };
  for (const { lei, name } of rows) {
    add(name, lei);
    const earlier = former.get(lei);
    if (earlier !== undefined) add(earlier, lei);
  }
  return found;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function party({ lei, name }: Row, index: number, former: string | undefined): PartyStatement {
  const names = former === undefined ? [] : [{ text: former, language: null, kind: 'FORMER' as const }];
  return { party: lei, facts: { name, names }, source: sourceOf(String(index)) };
}

export function sourceOf(statementId: string): StatementSource {
  return { dataset: 'bench', url: null, retrievedAt: null, statementId, quote: null, grade: 'PRIMARY' };
}

/** Ways that people write legal forms and ordinary words, by the way that registers do; not taken from what names are compared by. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/\blimited$/i, 'Ltd.'],
  [/\bltd\.?$/i, 'Limited'],
  [/\bprivate limited$/i, 'Pvt Ltd'],
  [/\bGmbH$/, 'Gesellschaft mit beschränkter Haftung'],
  [/\bB\.V\.$/, 'Besloten Vennootschap'],
  [/\binc\.?$/i, 'Incorporated'],
  [/\bcorporation$/i, 'Corp.'],
  [/\bL\.?L\.?C\.?$/, 'Limited Liability Company'],
  [/\bS\.A\.$/, 'Société Anonyme'],
  [/\bS\.?r\.?l\.?$/i, 'Società a responsabilità limitata'],
];
const ABBREVIATED: readonly (readonly [RegExp, string])[] = [
  [/\binternational\b/i, "Int'l"],
  [/\bholdings?\b/i, 'Hldgs'],
  [/\bmanufacturing\b/i, 'Mfg'],
  [/\bmanagement\b/i, 'Mgmt'],
  [/\btechnolog(?:y|ies)\b/i, 'Tech'],
  [/\bservices\b/i, 'Svcs'],
  [/\bindustries\b/i, 'Inds'],
  [/\binvestments?\b/i, 'Invt'],
];
const TRANSLATED: readonly (readonly [RegExp, string])[] = [
  [/\binsurance\b/i, 'Versicherung'],
  [/\bversicherung(?:en)?\b/i, 'Insurance'],
  [/\bbank\b/i, 'Banque'],
  [/\benergy\b/i, 'Energie'],
  [/\binvestissements?\b/i, 'Investments'],
  [/\btechnology\b/i, 'Tecnología'],
  [/\bservices\b/i, 'Servicios'],
  [/\bconstruction\b/i, 'Construcción'],
  [/\bimmobilien\b/i, 'Real Estate'],
  [/\bsolutions\b/i, 'Lösungen'],
];
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  A: 'А',
  E: 'Е',
  O: 'О',
  P: 'Р',
  C: 'С',
};
const CYRILLIC: Readonly<Record<string, string>> = {
  ...{ a: 'а', b: 'б', d: 'д', e: 'е', f: 'ф', g: 'г', i: 'и', k: 'к', l: 'л', m: 'м', n: 'н', o: 'о', p: 'п', r: 'р' },
  ...{ s: 'с', t: 'т', u: 'у', v: 'в', z: 'з' },
};
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function askedAs(kind: CaseKind, name: string, random: () => number): string | null {
  const words = name.split(' ');
  const longest = words.reduce((best, word) => (/^\p{L}+$/u.test(word) && word.length > best.length ? word : best), '');
  // Initials, articles and a form that stands second are no words to move.
  const isPlain =
    words.length > 3 && words.slice(0, 2).every((word) => /^\p{L}{3,}$/u.test(word) && !/^the$/i.test(word));
  switch (kind) {
    case 'form':
      return replaced(name, FORMS);
    case 'abbreviated':
      return replaced(name, ABBREVIATED);
    case 'translated':
      return replaced(name, TRANSLATED);
    case 'misspelt':
      return longest.length < 6 ? null : name.replace(longest, misspelt(longest, random));
    case 'other-order':
      return isPlain ? [words[1], words[0], ...words.slice(2)].join(' ') : null;
    case 'apart':
      return isPlain ? [`${words[0]}${words[1]}`, ...words.slice(2)].join(' ') : null;
    case 'look-alike':
      return longest.length < 5
        ? null
        : name.replace(
            longest,
            longest.replace(/[aeopcAEOPC]/, (letter) => LOOK_ALIKE[letter] as string),
          );
    case 'transliterated': {
      const small = longest.toLowerCase();
      return small.length < 5 || [...small].some((letter) => CYRILLIC[letter] === undefined)
        ? null
        : name.replace(longest, [...small].map((letter) => CYRILLIC[letter]).join(''));
    }
    case 'twin':
      return /\d/.test(name) ? name.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)) : null;
    case 'former':
    case 'not-recorded':
      return name;
  }
}

function replaced(name: string, ways: readonly (readonly [RegExp, string])[]): string | null {
  const way = ways.find(([written]) => written.test(name));
  return way === undefined ? null : name.replace(way[0], way[1]);
}

/** One letter dropped, doubled, changed, or two that changed places; the first one stays. */
function misspelt(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const [before, letter, after] = [word.slice(0, at), word[at] as string, word.slice(at + 1)];
  switch (Math.floor(random() * 4)) {
    case 0:
      return before + after;
    case 1:
      return before + letter + letter + after;
    case 2:
      return before + (LETTERS[Math.floor(random() * LETTERS.length)] as string) + after;
    default:
      return before + (after[0] ?? '') + letter + after.slice(1);
  }
}
