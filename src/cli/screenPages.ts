import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../errors.js';
import type { ScreenSubject } from '../views.js';
import type { Screener } from './screenAsked.js';
import type { CustomerRow } from './screenRows.js';
import type { RowResult } from './screenRulings.js';

/** A page that asks too much is asked in halves. */
const TOO_MUCH: readonly string[] = ['LIMIT_EXCEEDED', 'DEADLINE_EXCEEDED', 'BAD_USER_INPUT'];
/** After how many milliseconds a service that does not answer is asked again. */
const PAUSES_MS = [500, 2_000, 8_000];

/**
 * One result a row, in the order of the rows. A row is sought by its strongest key, and by the next where nothing is
 * recorded under that. One that can't be answered costs itself alone.
 */
export async function answeredRows(rows: readonly CustomerRow[], screener: Screener): Promise<readonly RowResult[]> {
  const results: (RowResult | null)[] = rows.map((row) => ('problem' in row ? unread(row.problem) : null));
  for (let turn = 0; ; turn += 1) {
    const open = rows.flatMap((row, index) => {
      const subject = 'subjects' in row ? row.subjects[turn] : undefined;
      const before = results[index];
      return subject !== undefined && (before === null || before?.outcome === 'NOT_FOUND') ? [{ index, subject }] : [];
    });
    if (open.length === 0) return results as RowResult[];
    const answers = await asked(
      open.map(({ subject }) => subject),
      screener,
    );
    for (const [position, { index }] of open.entries()) results[index] = answers[position] as RowResult;
  }
}

async function asked(subjects: readonly ScreenSubject[], screener: Screener): Promise<readonly RowResult[]> {
  try {
    return await persistently(subjects, screener);
  } catch (error) {
    if (!(error instanceof Failure) || !TOO_MUCH.includes(error.code)) throw error;
    if (subjects.length === 1) return [unanswered(error)];
    const half = Math.ceil(subjects.length / 2);
    return [...(await asked(subjects.slice(0, half), screener)), ...(await asked(subjects.slice(half), screener))];
  }
}

async function persistently(subjects: readonly ScreenSubject[], screener: Screener): Promise<readonly RowResult[]> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await screener.screen(subjects);
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'DATABASE_UNAVAILABLE') throw error;
      await wait(pauseMs);
    }
  }
  return screener.screen(subjects);
}

const NOTHING = {
  overall: null,
  verdicts: [],
  summary: null,
  match: null,
  alternatives: [],
  revision: '',
  given: [],
} as const;

function unread({ field, message }: { readonly field: string | null; readonly message: string }): RowResult {
  return { ...NOTHING, outcome: 'INVALID', problem: { code: 'BAD_USER_INPUT', field, message } };
}

function unanswered({ code, message }: Failure): RowResult {
  const outcome = code === 'BAD_USER_INPUT' ? 'INVALID' : 'FAILED';
  return { ...NOTHING, outcome, problem: { code, field: null, message } };
}
