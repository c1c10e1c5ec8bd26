import type { DateString } from '../../src/model/date.js';
import { UNITS_PER_PERCENT } from '../../src/model/share.js';
import { type Draft, STRICT, UNNAMED } from './draft.js';
import { partsOf, type World } from './world.js';

export const UNITS_PER_POINT = UNITS_PER_PERCENT / 100;
const DAY_MS = 86_400_000;

/**
 * A world as of a day, as numbers alone. Parties are numbered from 0; after them comes a number for every holder that is
 * not named. Interests are by subject, holder, type; bounds are in the units of `model/share.ts`.
 */
export interface Arrays {
  readonly parties: number;
  readonly unnamed: number;
  /** By party: its place in `PARTY_KINDS`. */
  readonly kind: Uint8Array;
  /** By party: a place of the shape, from 1; 0 where none is recorded. */
  readonly incorporatedIn: Uint8Array;
  readonly headquarters: Uint8Array;
  /** By party: bits of `FLAG`. */
  readonly flags: Uint8Array;
  readonly holder: Int32Array;
  readonly subject: Int32Array;
  /** By interest: its place in `INTEREST_TYPES`. */
  readonly type: Uint8Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly minExclusive: Uint8Array;
  readonly maxExclusive: Uint8Array;
}

/** Made twice, as it costs less to make a world again than to hold more than the arrays in the end need. */
export function arraysOf(world: World, asOf: DateString): Arrays {
  const day = Date.parse(`${asOf}T00:00:00Z`) / DAY_MS;
  let interests = 0;
  for (const draft of partsOf(world))
    for (let each = 0; each < draft.count; each += 1) if (isIn(draft, each, world, day)) interests += 1;
  const { parties } = world;
  const arrays = {
    kind: new Uint8Array(parties),
    incorporatedIn: new Uint8Array(parties),
    headquarters: new Uint8Array(parties),
    flags: new Uint8Array(parties),
    holder: new Int32Array(interests),
    subject: new Int32Array(interests),
    type: new Uint8Array(interests),
    min: new Float64Array(interests),
    max: new Float64Array(interests),
    minExclusive: new Uint8Array(interests),
    maxExclusive: new Uint8Array(interests),
  };
  const ordered = new Int32Array(1_000_000);
  let [count, unnamed] = [0, 0];
  for (const draft of partsOf(world)) {
    const { first } = draft;
    const size = Math.min(draft.size, parties - first);
    for (const field of ['kind', 'incorporatedIn', 'headquarters', 'flags'] as const)
      arrays[field].set(draft[field].subarray(0, size), first);
    for (let place = 0; place < size; place += 1) {
      const held = draft.ordered(place, ordered);
      for (let index = 0; index < held; index += 1) {
        const each = ordered[index] as number;
        if (!isIn(draft, each, world, day)) continue;
        const holder = draft.holder[each] as number;
        arrays.holder[count] = holder === UNNAMED ? parties + unnamed : holder;
        if (holder === UNNAMED) unnamed += 1;
        arrays.subject[count] = first + place;
        arrays.type[count] = draft.type[each] as number;
        arrays.min[count] = (draft.min[each] as number) * UNITS_PER_POINT;
        arrays.max[count] = (draft.max[each] as number) * UNITS_PER_POINT;
        arrays.minExclusive[count] = (draft.strict[each] as number) & STRICT.min;
        arrays.maxExclusive[count] = ((draft.strict[each] as number) & STRICT.max) / STRICT.max;
        count += 1;
      }
    }
  }
  return { parties, unnamed, ...arrays };
}

function isIn({ first, holder, subject, start, end }: Draft, each: number, { parties }: World, day: number): boolean {
  if ((holder[each] as number) >= parties || first + (subject[each] as number) >= parties) return false;
  return (start[each] as number) <= day && ((end[each] as number) === 0 || day < (end[each] as number));
}
