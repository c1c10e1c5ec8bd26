import { rulebook } from '../../seed/rulebook.js';
import { Failure } from '../errors.js';
import type { Inquiry } from '../inquiry.js';
import { dateOf } from '../model/date.js';
import { flips, merge, unmerge } from '../recording.js';
import { readConfig } from '../server/config.js';
import { openedStore } from '../server/openedStore.js';
import type { Store } from '../store/store.js';
import type { FlipView, RecordedView } from '../views.js';
import { ownInquiry } from './ownInquiry.js';

const ANSWER_WITHIN_MS = 60_000;
const FLIPS_SHOWN = 20;

interface MergeOptions {
  readonly db?: string;
  readonly json?: boolean;
}

/** Makes one party of several records, and says which verdicts that changes. */
export async function mergeRecords(
  into: string,
  others: readonly string[],
  options: MergeOptions & { readonly because: string },
): Promise<void> {
  await decided(
    options,
    (inquiry, store) => merge(inquiry, store, others, into, options.because),
    (recorded) =>
      recorded.unchanged > 0
        ? `${others.join(', ')} and ${into} are one by ${recorded.id} already.\n`
        : `${others.join(', ')} and ${into} are one party now, ${into}.\nTo undo it: controlgraph unmerge ${recorded.id}\n`,
  );
}

/** Takes a merge back, and says which verdicts that changes. */
export async function unmergeRecords(id: string, options: MergeOptions): Promise<void> {
  await decided(
    options,
    (inquiry, store) => unmerge(inquiry, store, id),
    () => `The merge ${id} is undone.\n`,
  );
}

async function decided(
  { db, json }: MergeOptions,
  decide: (inquiry: Inquiry, store: Store) => Promise<RecordedView>,
  told: (recorded: RecordedView) => string,
): Promise<void> {
  const config = readConfig(process.env);
  const store = await openedStore(config, db);
  try {
    const at = {
      asOf: dateOf(new Date()),
      revision: await store.revision(),
      deadlineAt: Date.now() + ANSWER_WITHIN_MS,
    };
    const recorded = await decide(ownInquiry(store, rulebook(), config, at), store);
    const { id, revision, unchanged } = recorded;
    const found = await flipsOf(recorded);
    const changed = found.flips.map(({ party, before, after, because }) => {
      return { party: { id: party.id, name: party.name }, before, after, because };
    });
    process.stdout.write(
      json === true
        ? `${JSON.stringify({ id, revision, unchanged, flips: changed, problem: found.problem })}\n`
        : `${told(recorded)}${shown(found)}`,
    );
  } finally {
    await store.close();
  }
}

interface Flips {
  readonly flips: readonly FlipView[];
  /** Why they are not told. */
  readonly problem: string | null;
}

/** What is recorded is recorded, also where so much hangs on it that nobody compares it. */
async function flipsOf(recorded: RecordedView): Promise<Flips> {
  try {
    return { flips: await flips(recorded), problem: null };
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'LIMIT_EXCEEDED') throw error;
    return { flips: [], problem: error.message };
  }
}

function shown({ flips: found, problem }: Flips): string {
  if (problem !== null) return `${problem}\n`;
  if (found.length === 0) return 'No verdict changes.\n';
  const lines = found
    .slice(0, FLIPS_SHOWN)
    .map(({ party, before, after, because }) => `  ${party.name} (${party.id}): ${before}, now ${after}. ${because}`);
  const more = found.length > FLIPS_SHOWN ? [`  … ${found.length - FLIPS_SHOWN} more; --json tells them all`] : [];
  return `${['Verdicts that change:', ...lines, ...more].join('\n')}\n`;
}
