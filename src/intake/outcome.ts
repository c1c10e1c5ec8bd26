import type { PassedOver, Stated } from './arrival.js';

type Place = 'line' | 'recordId' | 'record';

/** What a record that is in order comes to, but for its place in the file. */
export type Outcome = Omit<Stated, Place> | Omit<PassedOver, Place>;
