import { badInput, Failure } from '../errors.js';
import type { Revision } from '../model/statement.js';
import type { RecordedBy } from './store.js';

const LOOK_AFTER_MS = 10;
const LOOK_EVERY_MS = 200;

/** The revision that a token stands for. */
export function parsedToken(token: string): Revision {
  if (/^\d{1,15}$/.test(token)) return Number(token);
  const came = JSON.stringify(token.slice(0, 40));
  throw badInput(`x-revision: expected what an answer of this service said; came ${came}.`);
}

/** The newest revision, once it is no older than the one wanted. */
export async function noOlderThan(
  wanted: Revision,
  newest: () => Promise<Revision>,
  deadlineAt: number,
): Promise<Revision> {
  let seen: Revision | null = null;
  const lookAgain = async (): Promise<Revision> => {
    try {
      return await newest();
    } catch (error) {
      // A look that the deadline cut off leaves what the one before it saw.
      if (seen === null || !(error instanceof Failure) || error.code !== 'DEADLINE_EXCEEDED') throw error;
      return seen;
    }
  };
  for (let waitMs = LOOK_AFTER_MS; ; waitMs = Math.min(2 * waitMs, LOOK_EVERY_MS)) {
    const revision = await lookAgain();
    if (revision >= wanted) return revision;
    seen = revision;
    if (Date.now() + waitMs >= deadlineAt) {
      const message = `Revision ${wanted} was asked for, and within the deadline the data came only to ${revision}; try again in a moment.`;
      throw new Failure('FAILED_PRECONDITION', message);
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

/** The first revision recorded after an instant, the newest one, and when the first was recorded. */
export type RecordedByRow = readonly [later: Revision | null, newest: Revision, first: string | null];

/** A clock that was set back may give a revision an earlier instant: what is recorded after a later one stays out. */
export function recordedBy([later, newest, first]: RecordedByRow): RecordedBy {
  const revision = later === null ? newest : later - 1;
  return { revision: revision === 0 ? null : revision, first };
}

/** An instant as revisions keep theirs, in whole milliseconds, so that they compare as text. */
export function wholeMs(instant: string): string {
  return new Date(instant).toISOString();
}
