import { type Arrays, arraysOf } from '../seed/generate/arrays.js';
import { FLAG } from '../seed/generate/draft.js';
import type { Shape } from '../seed/generate/shape.js';
import { idOf } from '../seed/generate/statements.js';
import type { World } from '../seed/generate/world.js';
import { INTEREST_TYPES, type Interest } from '../src/model/interest.js';
import { type Located, PARTY_KINDS, type Party } from '../src/model/party.js';
import { type Graph, rowsBy } from '../src/rules/graph.js';
import { TODAY } from './judged.js';

const SOURCE = {
  dataset: 'generated',
  url: null,
  retrievedAt: null,
  statementId: null,
  quote: null,
  grade: 'PRIMARY',
} as const;

/** A world as of today; parties and interests that are alike share an object. */
export function graphOf(world: World): Graph {
  const arrays = arraysOf(world, TODAY);
  const { kind, incorporatedIn, headquarters, flags, holder, subject, type, min, max, minExclusive, maxExclusive } =
    arrays;
  const known = new Map<number, Party>();
  const parties = Array.from(kind, (_, party): Party => {
    const likeness =
      (((kind[party] as number) * 256 + (incorporatedIn[party] as number)) * 256 + (headquarters[party] as number)) *
        4 +
      (flags[party] as number);
    const made = known.get(likeness) ?? partyLike(arrays, party, world.shape);
    known.set(likeness, made);
    return made;
  });
  const alike = new Map<string, Interest>();
  const interests = Array.from(type, (_, each): Interest => {
    const key = `${type[each]} ${min[each]} ${max[each]} ${minExclusive[each]}`;
    const made = alike.get(key) ?? {
      interestedParty: null,
      undisclosed: null,
      subject: '',
      type: INTEREST_TYPES[type[each] as number] ?? 'SHAREHOLDING',
      share: {
        min: min[each] as number,
        max: max[each] as number,
        minExclusive: minExclusive[each] === 1,
        maxExclusive: maxExclusive[each] === 1,
      },
      conflicting: false,
      startDate: null,
      endDate: null,
      sources: [SOURCE],
    };
    alike.set(key, made);
    return made;
  });
  const size = arrays.parties + arrays.unnamed;
  return {
    asOf: TODAY,
    parties,
    size,
    nodeOf: new Map(),
    interests,
    holder,
    subject,
    type,
    min,
    max,
    minExclusive,
    maxExclusive,
    owners: rowsBy(subject, size),
    holdings: rowsBy(holder, size),
    isGroup: new Uint8Array(size),
    isBranch: new Uint8Array(size),
    isUnexpanded: new Uint8Array(size),
    complete: true,
  };
}

function partyLike({ kind, incorporatedIn, headquarters, flags }: Arrays, party: number, { places }: Shape): Party {
  const [where, run] = [incorporatedIn, headquarters].map((field) => places[(field[party] as number) - 1]?.[0]);
  const located = (jurisdiction: string): Located => ({ jurisdiction, startDate: null, endDate: null, source: SOURCE });
  const isWidelyHeld = ((flags[party] as number) & FLAG.widelyHeld) !== 0;
  return {
    id: idOf(party),
    kind: PARTY_KINDS[kind[party] as number] ?? 'COMPANY',
    name: idOf(party),
    names: [],
    identifiers: [],
    incorporatedIn: where === undefined ? [] : [where],
    headquarters: run === undefined ? [] : [located(run)],
    nationalities: [],
    listings: [],
    publiclyListed: isWidelyHeld ? true : null,
    majorHoldersStated: isWidelyHeld,
    ownersComplete: ((flags[party] as number) & FLAG.ownersComplete) !== 0,
    sources: [SOURCE],
  };
}
