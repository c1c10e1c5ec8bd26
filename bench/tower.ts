import { type Bounds, exactly, UNITS_PER_PERCENT } from '../src/model/share.js';
import type { PartyStatement, StatementSource } from '../src/model/statement.js';
import type { Store } from '../src/store/store.js';

const WIDTH = 10;

/**
 * A company `${kind}-0` with so many parties above it, in layers of ten: each has three owners in the layer above, and a
 * holder of its own now and then. Restricted: the top is, and every share exact. Open: every seventh share is a band,
 * some holders are not named, some tops have no place. Clear: nobody is restricted, and all owners are recorded.
 */
export async function fillUp(store: Store, kind: 'restricted' | 'open' | 'clear', ancestors: number): Promise<void> {
  const id = (index: number): string => `${kind}-${index}`;
  const parties: PartyStatement[] = [];
  for (let index = 0; index <= ancestors; index += 1) {
    const isTop = index + WIDTH > ancestors;
    const place = isTop ? { restricted: 'CN', open: index % 2 === 0 ? 'CN' : 'KY', clear: 'SG' }[kind] : 'SG';
    const located = { jurisdiction: place, startDate: null, endDate: null, source: source(`place ${id(index)}`) };
    const facts = {
      kind: 'COMPANY' as const,
      name: `${kind} company ${index}`,
      headquarters: [located],
      ...(kind === 'clear' ? { publiclyListed: true, majorHoldersStated: true } : {}),
    };
    parties.push({ party: id(index), facts, source: source(`party ${id(index)}`) });
  }
  const interests = Array.from({ length: ancestors }, (_, above) => above + 1).flatMap((above) => {
    const below = above <= WIDTH ? [0] : [0, 1, 2].map((step) => layerBelow(above, step));
    return [...new Set(below)].map((subject) => ({
      interestedParty: kind === 'open' && above % 97 === 0 ? null : id(above),
      undisclosed: kind === 'open' && above % 97 === 0 ? 'not disclosed' : null,
      subject: id(subject),
      type: 'SHAREHOLDING' as const,
      share: share(kind, above, subject === 0 ? WIDTH : 3),
      startDate: null,
      endDate: null,
      source: source(`interest ${id(above)} ${subject}`),
    }));
  });
  await store.write({ parties, interests });
}

/** The company of the layer below by `step` places on. */
function layerBelow(above: number, step: number): number {
  const layer = Math.floor((above - 1) / WIDTH);
  return (layer - 1) * WIDTH + ((above - 1 + step) % WIDTH) + 1;
}

function share(kind: string, above: number, owners: number): Bounds {
  const part = Math.floor(99 / owners) * UNITS_PER_PERCENT;
  if (kind !== 'open' || above % 7 !== 0) return exactly(part);
  return { min: 10 * UNITS_PER_PERCENT, max: part, minExclusive: true, maxExclusive: false };
}

function source(statementId: string): StatementSource {
  return {
    dataset: 'bench',
    url: 'https://example.org/register',
    retrievedAt: '2026-11-22',
    statementId,
    quote: null,
    grade: 'PRIMARY',
  };
}
