import type { JurisdictionCode, PartyId } from '../src/model/party.js';
import { exactly, UNITS_PER_PERCENT } from '../src/model/share.js';
import type { InterestStatement, PartyStatement, StatementSource } from '../src/model/statement.js';
import type { Store } from '../src/store/store.js';

const GROUP = 30;
const BATCH = 10_000;
const PLACES: readonly JurisdictionCode[] = ['SG', 'US', 'GB', 'KY', 'DE', 'JP', 'CN', 'FR'];

/**
 * Fills a store with so many companies in groups of 30: each has one to three owners among those before it in its
 * group, so that some 23 parties and interests lie above one, cross-holdings included. The same number gives the same
 * world.
 */
export async function fill(store: Store, companies: number, onProgress: (done: number) => void): Promise<void> {
  const random = generator(companies);
  for (let from = 0; from < companies; from += BATCH) {
    const parties: PartyStatement[] = [];
    const interests: InterestStatement[] = [];
    for (let n = from; n < Math.min(from + BATCH, companies); n += 1) {
      parties.push(company(n, PLACES[Math.floor(random() * PLACES.length)] as string));
      for (const [holder, percent] of owners(n, random)) interests.push(stake(`c${holder}`, `c${n}`, percent));
    }
    await store.write({ parties, interests });
    onProgress(Math.min(from + BATCH, companies));
  }
}

/** Owners of a company: members of its group before it, nearer ones more likely, with shares that leave a remainder. */
export function owners(n: number, random: () => number): Map<number, number> {
  const place = n % GROUP;
  const found = new Map<number, number>();
  if (place === 0) return found;
  const count = random() < 0.7 ? 1 : random() < 0.7 ? 2 : 3;
  for (let each = 0; each < count; each += 1) {
    const back = 1 + Math.floor(random() * random() * Math.min(place, 6));
    found.set(n - back, Math.floor((random() * 90) / count) + 5);
  }
  return found;
}

function company(n: number, place: JurisdictionCode): PartyStatement {
  const source = stated(`p${n}`);
  const headquarters = [
    { jurisdiction: place, startDate: null, endDate: null, source: { ...source, statementId: null } },
  ];
  return {
    party: `c${n}`,
    facts: { kind: 'COMPANY', name: `Company ${n}`, incorporatedIn: place, headquarters },
    source,
  };
}

export function stake(holder: PartyId, subject: PartyId, percent: number): InterestStatement {
  return {
    interestedParty: holder,
    undisclosed: null,
    subject,
    type: 'SHAREHOLDING',
    share: exactly(percent * UNITS_PER_PERCENT),
    startDate: null,
    endDate: null,
    source: stated(`i${holder}-${subject}`),
  };
}

export function stated(statementId: string): StatementSource {
  return { dataset: 'bench', url: null, retrievedAt: '2026-01-01', statementId, quote: null, grade: 'PRIMARY' };
}

/** Numbers from 0 to 1 that a seed fixes: mulberry32. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
