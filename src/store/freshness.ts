import { badInput, Failure } from '../errors.js';
import type { Revision } from '../model/statement.js';

const LONGEST_TOKEN = 4_096;
const LOOK_EVERY_MS = 25;

/** The revision that a token stands for, and what the store added after a dot. */
export function parsedToken(token: string): { readonly revision: Revision; readonly rest: string } {
  const [, digits, rest = ''] = /^(\d{1,15})(?:\.([\w-]*))?$/.exec(token.slice(0, LONGEST_TOKEN + 1)) ?? [];
  if (digits === undefined || token.length > LONGEST_TOKEN)
    throw badInput(
      `x-revision: expected what an answer of this service said; came ${JSON.stringify(token.slice(0, 40))}.`,
    );
  return { revision: Number(digits), rest };
}

/** The newest revision, once it is no older than the one wanted. */
export async function noOlderThan(
  wanted: Revision,
  newest: () => Promise<Revision>,
  deadlineAt: number,
): Promise<Revision> {
  for (;;) {
    const revision = await newest();
    if (revision >= wanted) return revision;
    if (Date.now() + LOOK_EVERY_MS >= deadlineAt) {
      const message = `Revision ${wanted} was asked for, and within the deadline the data came only to ${revision}; try again in a moment.`;
      throw new Failure('FAILED_PRECONDITION', message);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
