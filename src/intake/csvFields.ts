import { type Bounds, UNKNOWN_SHARE } from '../model/share.js';
import { Refused } from './arrival.js';
import { boundsOf } from './bounds.js';
import { LIST_SEPARATOR } from './csvColumns.js';
import { textIn } from './csvText.js';
import { shown, textOf } from './fields.js';

/** The cells of a row by our names; null where blank. */
export interface Cell {
  (name: string): string | null;
  /** As it stands in the file. */
  readonly raw: (name: string) => string | null;
}

export function cellOf(raw: Cell['raw']): Cell {
  const text = (name: string): string | null => {
    const cell = raw(name);
    return cell === null ? null : textIn(cell) || null;
  };
  return Object.assign(text, { raw });
}

/** The entries of a cell that is a list, as they stand. */
export function entriesIn(cell: Cell, name: string): string[] {
  const entries = (cell.raw(name) ?? '').split(LIST_SEPARATOR).map((entry) => entry.trim());
  return entries.filter((entry) => entry !== '');
}

/** The texts of a cell that is a list. */
export function listIn(cell: Cell, name: string): string[] {
  return entriesIn(cell, name).map((entry) => textOf(textIn(entry), name));
}

export function yesOrNo(cell: Cell, name: string): boolean | null {
  const value = cell(name)?.toLowerCase();
  if (value === undefined) return null;
  if (value === 'true' || value === 'yes' || value === '1') return true;
  if (value === 'false' || value === 'no' || value === '0') return false;
  throw new Refused('MALFORMED', `${name}: expected true or false, came ${shown(value)}.`);
}

export function oneOf<T extends string>(cell: Cell, name: string, known: readonly T[]): T | null {
  const value = cell(name);
  if (value === null) return null;
  const written = value.toUpperCase().replace(/[\s-]+/g, '_');
  const found = known.find((each) => each === written);
  if (found !== undefined) return found;
  const reason = name === 'type' ? 'INTEREST_TYPE' : 'MALFORMED';
  throw new Refused(reason, `${name}: expected one of ${known.join(', ')}, came ${shown(value)}.`);
}

/**
 * The share that a row states; all of 0 to 100 where it states none. A number is a percentage, and one above 0 and at
 * most 1 is refused, as it may be a fraction, unless it has a percent sign or the file vouches for it (`share_unit`).
 * Throws Refused.
 */
export function shareOf(cell: Cell): Bounds {
  const isVouchedFor = unitIn(cell) === 'percent';
  const exact = percentIn(cell, 'share', isVouchedFor);
  const fraction = fractionIn(cell);
  const minimum = percentIn(cell, 'share_min', isVouchedFor);
  const maximum = percentIn(cell, 'share_max', isVouchedFor);
  const given = [exact, fraction, minimum ?? maximum].filter((each) => each !== null);
  if (given.length === 0) return UNKNOWN_SHARE;
  if (given.length > 1)
    throw new Refused(
      'SHARE',
      'share: expected one of share, share_fraction, and share_min with share_max; came several.',
    );
  return boundsOf({
    ...(exact === null ? {} : { exact }),
    ...(fraction === null ? {} : { exact: fraction }),
    ...(minimum === null ? {} : { minimum, exclusiveMinimum: yesOrNo(cell, 'share_min_exclusive') ?? false }),
    ...(maximum === null ? {} : { maximum, exclusiveMaximum: yesOrNo(cell, 'share_max_exclusive') ?? false }),
  });
}

function unitIn(cell: Cell): 'percent' | null {
  const unit = cell('share_unit')?.toLowerCase() ?? null;
  if (unit === null || unit === 'percent') return unit;
  throw new Refused('SHARE', `share_unit: expected percent, came ${shown(unit)}; fractions belong in share_fraction.`);
}

function percentIn(cell: Cell, name: string, isVouchedFor: boolean): string | null {
  const value = cell(name);
  if (value === null) return null;
  const [, number = '', sign = ''] = /^(.*?)\s*(%?)$/s.exec(value) ?? [];
  refuseComma(number, name);
  if (!/^\d{1,2}(?:\.\d+)?$|^100(?:\.0+)?$/.test(number))
    throw new Refused(
      'SHARE',
      `${name}: expected a percentage from 0 to 100 as a plain decimal, came ${shown(value)}.`,
    );
  if (sign === '' && !isVouchedFor && /^(?:0?0\.0*[1-9]\d*|0?1(?:\.0+)?)$/.test(number)) {
    throw new Refused(
      'SHARE',
      `${name}: expected a percentage, came ${shown(value)}, which may be a fraction. Fractions belong in the column share_fraction; where it is less than one percent, write it with its sign, or give the constant share_unit=percent.`,
    );
  }
  return number;
}

const FRACTION = /^(\d?)(?:\.(\d+))?$/;

/** A fraction as a percentage, by its digits. */
function fractionIn(cell: Cell): string | null {
  const value = cell('share_fraction');
  if (value === null) return null;
  refuseComma(value, 'share_fraction');
  const [whole, one = '', decimals = ''] = FRACTION.exec(value) ?? [];
  const digits = `${one || '0'}${decimals.padEnd(2, '0')}`;
  const percent = `${Number(digits.slice(0, 3))}${digits.length > 3 ? `.${digits.slice(3)}` : ''}`;
  if (whole !== undefined && whole !== '' && (Number(digits.slice(0, 3)) < 100 || /^100(?:\.0*)?$/.test(percent)))
    return percent;
  throw new Refused('SHARE', `share_fraction: expected a plain decimal from 0 to 1, came ${shown(value)}.`);
}

function refuseComma(number: string, name: string): void {
  if (!/^\d*,\d+$/.test(number)) return;
  throw new Refused(
    'SHARE',
    `${name}: expected a decimal point, came ${shown(number)}; write ${shown(number.replace(',', '.'))}.`,
  );
}
