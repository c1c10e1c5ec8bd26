import { Draft } from './draft.js';
import { Groups } from './groups.js';
import { Market } from './market.js';
import type { Shape } from './shape.js';

/**
 * A number, how many parties, and what they are like. The same three make the same world, whoever makes it in however
 * large steps; and a smaller one is the beginning of a larger: its first parties, and the interests among them.
 */
export interface World {
  readonly seed: number;
  readonly parties: number;
  readonly shape: Shape;
}

/** Makes one part of a world in a draft: number 0, then 1, and so on, each from its own stream. */
export interface Maker {
  /** As many parties as its largest part has. */
  readonly largest: number;
  /** More interests than any party of a part can have on average. */
  readonly interestsEach: number;
  make(draft: Draft, part: number): void;
}

/**
 * The parts of a world in order, all in one draft that is made again for each. Of the last one, parties from `world.parties`
 * on are not of the world, nor what they hold.
 */
export function* partsOf({ seed, parties, shape }: World): Generator<Draft> {
  const maker: Maker = shape.layout === 'GROUPS' ? new Groups(seed, shape) : new Market(seed, shape);
  const draft = new Draft(maker.largest, maker.interestsEach);
  for (let [part, first] = [0, 0]; first < parties; part += 1) {
    draft.begin(first);
    maker.make(draft, part);
    yield draft;
    first += draft.size;
  }
}
