import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../../errors.js';

const RETRY_AFTER_MS = 100;

/**
 * Tries again what fails for want of the database, with a longer pause each time, until the retries or the time are
 * spent; then it rejects as the last try did. `isAgain`: an earlier try may have been done, and nobody was told.
 */
export async function retried<T>(
  attempt: (isAgain: boolean) => Promise<T>,
  retries: number,
  deadlineAt: number,
): Promise<T> {
  for (let retry = 0; ; retry += 1) {
    try {
      return await attempt(retry > 0);
    } catch (error) {
      const mayPass =
        error instanceof Failure && (error.code === 'DATABASE_UNAVAILABLE' || error.code === 'OVERLOADED');
      if (!mayPass || retry >= retries || Date.now() + RETRY_AFTER_MS >= deadlineAt) throw error;
      await wait(RETRY_AFTER_MS * (retry + 1));
    }
  }
}
