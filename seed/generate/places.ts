import type { Place } from './shape.js';
import type { Stream } from './stream.js';

/** Draws places as often as each is likely; they are numbered from 1, in their order, and 0 is none. */
export class Places {
  private readonly upTo: readonly number[];

  constructor(places: readonly Place[]) {
    const all = places.reduce((sum, [, share]) => sum + share, 0);
    let sum = 0;
    this.upTo = places.map(([, share]) => {
      sum += share;
      return sum / all;
    });
  }

  draw(stream: Stream): number {
    const drawn = stream.next();
    let place = 0;
    while (place < this.upTo.length - 1 && drawn >= (this.upTo[place] as number)) place += 1;
    return place + 1;
  }
}
