import { describe } from '@jest/globals';
import type { Store } from '../../src/store/store.js';
import { datesLaws } from './laws/dates.js';
import { documentLaws } from './laws/documents.js';
import { findingLaws } from './laws/finding.js';
import { gatheringLaws } from './laws/gathering.js';
import { historyLaws } from './laws/history.js';
import { identityLaws } from './laws/identity.js';
import { limitLaws } from './laws/limits.js';
import { mergingLaws } from './laws/merging.js';
import { namingLaws } from './laws/naming.js';
import { pageLaws } from './laws/pages.js';
import { recordLaws } from './laws/record.js';
import { timeLaws } from './laws/time.js';
import { writingLaws } from './laws/writing.js';

/**
 * What every store keeps, whatever it rests on. `open` gives an empty store each time; a test closes its own.
 * The laws know nothing but the port: a store that can't keep one is not a store.
 */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} keeps the contract of a store`, () => {
    describe('writing', () => writingLaws(open));
    describe('dates and supersession', () => datesLaws(open));
    describe('identity', () => identityLaws(open));
    describe('merging by hand', () => mergingLaws(open));
    describe('gathering', () => gatheringLaws(open));
    describe('limits, depth and deadlines', () => limitLaws(open));
    describe('pages', () => pageLaws(open));
    describe('finding parties, products and lists', () => findingLaws(open));
    describe('finding names written otherwise', () => namingLaws(open));
    describe('against a plain list of statements', () => recordLaws(open));
    describe('instants and all days', () => timeLaws(open));
    describe('history', () => historyLaws(open));
    describe('documents', () => documentLaws(open));
  });
}
