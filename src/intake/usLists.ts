import { Failure } from '../errors.js';
import type { DateString } from '../model/date.js';
import type { Identifier, PartyId } from '../model/party.js';
import type { ListEdition } from '../model/statement.js';
import { type Arrival, type Fault, NOTHING_STATED } from './arrival.js';
import type { ReadOptions } from './format.js';
import { perhapsIdentifier } from './schemes.js';

/** Lists of the US government by the ids under which policies name them: those of OpenSanctions where it has one. */
export const OFAC_SDN = 'us_ofac_sdn';
export const OFAC_CONSOLIDATED = 'us_ofac_cons';

/** OFAC numbers its entities over all of its lists, and the Consolidated Screening List repeats the number. */
export function ofacParty(number: string): string {
  return `OFAC-${number}`;
}

/** Counts the entries of each list in a file, to say at its end what edition of the list it was. */
export class EditionCount {
  private readonly entries = new Map<string, number>();
  private isWhole = true;

  count(list: string): void {
    this.entries.set(list, (this.entries.get(list) ?? 0) + 1);
  }

  /** What was refused may have been an entry of any of the lists: none of them is complete. */
  refused(): void {
    this.isWhole = false;
  }

  /** The last arrival of the file, where a list has an edition of each `publisher`; none where nothing says of which date it is, so that it can clear nobody. */
  *arrivals({ edition }: ReadOptions, line: number, publisher = ''): Generator<Arrival> {
    if (edition === null || this.entries.size === 0) return;
    const editions = [...this.entries].map(([list, entries]): ListEdition => {
      const { date: startDate } = edition;
      return {
        list,
        edition: `${publisher}${startDate}`,
        startDate,
        endDate: null,
        entries,
        complete: edition.complete && this.isWhole,
      };
    });
    yield { ...NOTHING_STATED, line, recordId: null, editions };
  }
}

/** Far more than any list has; what has more is no list, and would fill the memory. */
const MOST_ENTRIES = 500_000;

/** Counts how often each party of a list has come. */
export class Times {
  private readonly times = new Map<string, number>();

  /** 1 for the first time. Throws LIMIT_EXCEEDED for what is no list. */
  next(party: string): number {
    const times = (this.times.get(party) ?? 0) + 1;
    this.times.set(party, times);
    if (this.times.size <= MOST_ENTRIES) return times;
    throw new Failure('LIMIT_EXCEEDED', `Expected a list of at most ${MOST_ENTRIES} entries, came more.`);
  }
}

/** Which party of a file bears a number: one number makes one party, so none is given to two of them. */
export class Claims {
  private readonly holders = new Map<string, PartyId>();

  of(
    party: PartyId,
    identifiers: readonly Identifier[],
  ): { readonly own: readonly Identifier[]; readonly faults: readonly Fault[] } {
    const faults: Fault[] = [];
    const own = identifiers.filter(({ scheme, value }) => {
      const holder = this.holders.get(`${scheme} ${value}`) ?? party;
      this.holders.set(`${scheme} ${value}`, holder);
      if (holder === party) return true;
      const message = `Expected a number of its own, came ${scheme} ${value}, which ${holder} has; the party is taken without it.`;
      faults.push({ reason: 'IDENTIFIER', message });
      return false;
    });
    return { own, faults };
  }
}

/** Numbers that are one company's in their whole country; a tax number is not: two banks of the list have the same. */
const NUMBERS: readonly (readonly [what: RegExp, place: RegExp, number: RegExp, scheme: string])[] = [
  [/^(?:Legal Entity Number|LEI)$/, /^/, /^[A-Z0-9]{20}$/, 'XI-LEI'],
  [/^SWIFT\/BIC$/, /^/, /^[A-Z0-9]{8}(?:[A-Z0-9]{3})?$/, 'BIC'],
  [/^ISIN$/, /^/, /^[A-Z0-9]{12}$/, 'ISIN'],
  [/^(?:Registration (?:Number|ID)|Public Registration Number)$/, /^(?:Russia|RU)$/, /^\d{13}$/, 'RU-OGRN'],
  [/^Unified Social Credit Code \(USCC\)$/, /^(?:China|CN)$/, /^[A-Z0-9]{18}$/, 'CN-USCI'],
  [/^(?:Company|Registration) Number$/, /^(?:Hong Kong|HK)$/, /^\d{7}$/, 'HK-CR'],
  [/^(?:Company|Registration) Number$/, /^(?:United Kingdom|GB)$/, /^(?:[A-Z]{2})?\d{1,8}$/, 'GB-COH'],
];

/** The identifier that a kind of number is, by what the list calls it and the country it gives; null where it is none. */
export function numbered(what: string, place: string, number: string): Identifier | null {
  const rule = NUMBERS.find(([name, where, shape]) => name.test(what) && where.test(place) && shape.test(number));
  return rule === undefined ? null : perhapsIdentifier(rule[3], number);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "03 Jun 2021" as a date; null for anything else. */
export function dayOf(text: string): DateString | null {
  const [, day, month = '', year] = /^(\d{2}) ([A-Z][a-z]{2}) (\d{4})$/.exec(text.trim()) ?? [];
  const number = MONTHS.indexOf(month) + 1;
  return day === undefined || number === 0 ? null : `${year}-${String(number).padStart(2, '0')}-${day}`;
}
